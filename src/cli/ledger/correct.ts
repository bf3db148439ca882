import { userInfo } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { OnrecordError } from '../../errors.js';
import { dayOf } from '../../ledger/day.js';
import type { CorrectionChange, CorrectionRequest, Ledger } from '../../ledger/types.js';
import { CORRECTIONS } from '../../output/lists.js';
import { trainingLines } from '../../output/training.js';
import { ACTS, type Act, type SpeakerKind, type StatementKind } from '../../record.js';
import { count, shared } from '../options.js';
import type { Actions } from '../program.js';
import type { ExitCode, World } from '../world.js';
import { idOf, withLedger, withLedgerOption, type LedgerFlags } from './place.js';
import { LIST_FORMATS, print, printList, type ListFormat } from './show-rows.js';

interface CorrectFlags extends LedgerFlags {
  speaker?: string | false;
  speakerKind?: SpeakerKind;
  role?: string | false;
  act?: Act;
  kind?: StatementKind;
  content?: { start: number; end: number }[];
  when?: string;
  where?: string;
  event?: string;
  notAStatement?: true;
  author?: string;
  reason?: string;
  undo?: string;
  list?: true;
  training?: true;
  limit: number;
  format: ListFormat;
  out?: string;
}

/** `onrecord correct` */
export function addCorrect(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('correct')
      .summary('say what is so where the machine read wrongly')
      .description(
        "Corrects a statement. The machine's reading stays as it is; the correction is kept beside it with who made it, when\n" +
          'and why. It is tied to the words in the page, so it holds when the page is read again, also by another model.',
      )
      .argument('[id]', 'the id of a statement'),
  )
    .option('-s, --speaker <name>', "who speaks: a speaker's id, or a name")
    .option('--no-speaker', 'the page does not tell who speaks')
    .addOption(
      new Option('--speaker-kind <kind>', 'what a speaker is who is new').choices([
        'person',
        'organisation',
        'outlet',
        'document',
        'group',
        'author',
      ]),
    )
    .option('--role <words>', "the speaker's office or affiliation")
    .option('--no-role', 'the page gives none')
    .addOption(new Option('-a, --act <act>', 'what the words do').choices(ACTS))
    .addOption(new Option('-k, --kind <kind>', 'how they are given').choices(['direct', 'indirect', 'mixed']))
    .option('--content <offsets>', 'where the content stands: 120-180, or 120-150,160-180', offsets)
    .option('--when <day>', 'the day of the occasion', day)
    .option('--where <place>', 'its place')
    .option('--event <words>', 'what it was')
    .option('--not-a-statement', 'nobody says anything here: lists and searches leave it out')
    .option('--author <name>', 'who corrects (default: $ONRECORD_AUTHOR, else the name of this account)')
    .option('--reason <words>', 'why')
    .option('--undo <correction>', 'take a correction back')
    .option('--list', 'list corrections, of one statement or of all')
    .option('--training', 'print all corrected pages as training data, one a line')
    .option('-n, --limit <number>', 'how many to list', count, 50)
    .addOption(new Option('-f, --format <name>', 'how to list them').choices(LIST_FORMATS).default('text'))
    .addOption(shared.out())
    .addHelpText(
      'after',
      `
Examples:
  onrecord correct s4k9x2m7q1-3 --speaker "Ilse Brandvik" --reason "“she” is the mayor"
  onrecord correct s4k9x2m7q1-5 --not-a-statement
  onrecord correct --list
  onrecord correct --undo c7m2k9q4xe
  onrecord correct --training --out corrections.jsonl
`,
    )
    .action((given: string | undefined, flags: CorrectFlags, command: Command) => {
      const change = changeOf(flags);
      if (flags.undo === undefined && flags.list !== true && flags.training !== true) {
        if (given === undefined) command.error('error: which statement? give its id');
        if (Object.keys(change).length === 0) command.error('error: say what is so, for instance --act deny');
      }
      return run((world) =>
        withLedger(flags, world, false, (ledger) => correct(ledger, given, change, flags, world)),
      );
    });
}

async function correct(
  ledger: Ledger,
  given: string | undefined,
  change: CorrectionChange,
  flags: CorrectFlags,
  world: World,
): Promise<ExitCode> {
  const author = authorOf(flags, world);
  if (flags.training === true) return await print(world, trainingLines(ledger), flags.out);
  if (flags.undo !== undefined) {
    const undone = await ledger.undo(await idOf(ledger, flags.undo, 'c'), author);
    return await print(world, [`${undone.id} undone\n`]);
  }
  if (flags.list === true) {
    const of = given === undefined ? {} : { statement: await idOf(ledger, given, 's') };
    const { items } = await ledger.corrections({ ...of, undone: true, limit: flags.limit });
    return await printList(world, flags.format, items, CORRECTIONS, 'Nothing was corrected.');
  }
  const request: CorrectionRequest = {
    ...change,
    author,
    ...(flags.reason === undefined ? {} : { reason: flags.reason }),
  };
  const made = await ledger.correct(await idOf(ledger, given ?? '', 's'), request);
  return await print(world, [`${made.id} kept; take it back with: onrecord correct --undo ${made.id}\n`]);
}

function changeOf(flags: CorrectFlags): CorrectionChange {
  const { when, where, event } = flags;
  const occasion = {
    ...(when === undefined ? {} : { when }),
    ...(where === undefined ? {} : { where }),
    ...(event === undefined ? {} : { event }),
  };
  return {
    // commander makes --no-speaker `false`, and `true` where neither was given.
    ...(flags.speaker === false
      ? { speaker: null }
      : typeof flags.speaker === 'string'
        ? { speaker: flags.speaker }
        : {}),
    ...(flags.speakerKind === undefined ? {} : { speakerKind: flags.speakerKind }),
    ...(flags.role === false ? { role: null } : typeof flags.role === 'string' ? { role: flags.role } : {}),
    ...(flags.act === undefined ? {} : { act: flags.act }),
    ...(flags.kind === undefined ? {} : { kind: flags.kind }),
    ...(flags.content === undefined ? {} : { content: flags.content }),
    ...(Object.keys(occasion).length === 0 ? {} : { occasion }),
    ...(flags.notAStatement === true ? { notAStatement: true as const } : {}),
  };
}

function authorOf(flags: CorrectFlags, { env }: World): string {
  const given = flags.author ?? env.ONRECORD_AUTHOR ?? env.USER ?? env.USERNAME;
  if (given !== undefined && given.trim() !== '') return given;
  try {
    return userInfo().username;
  } catch {
    throw new OnrecordError('correction-author');
  }
}

function offsets(given: string): { start: number; end: number }[] {
  return given.split(',').map((piece) => {
    const found = /^\s*(\d{1,9})-(\d{1,9})\s*$/.exec(piece);
    if (!found || Number(found[1]) >= Number(found[2]))
      throw new InvalidArgumentError('Give offsets into the text: 120-180, or 120-150,160-180.');
    return { start: Number(found[1]), end: Number(found[2]) };
  });
}

function day(given: string): string {
  if (dayOf(given) !== given) throw new InvalidArgumentError('Give a day: 2024-05-07.');
  return given;
}
