import { Option, type Command } from 'commander';
import { createInterface } from 'node:readline';
import { createReadStream } from 'node:fs';
import { OnrecordError } from '../../errors.js';
import { fileError } from '../../intake/folder.js';
import type { Ledger, ListOptions, SpeakerRule } from '../../ledger/types.js';
import { BYLINES, OUTLETS, SPEAKERS } from '../../output/lists.js';
import { printableJson } from '../../output/printable.js';
import type { SpeakerKind } from '../../record.js';
import { count } from '../options.js';
import type { Actions } from '../program.js';
import { counted } from '../read-command.js';
import { withLedger, withLedgerOption, type LedgerFlags } from './place.js';
import { LIST_FORMATS, print, printList, type ListFormat } from './show-rows.js';

interface ListFlags extends LedgerFlags {
  order?: string;
  limit: number;
  cursor?: string;
  format: ListFormat;
}

/** Options that every list of names has. @param first what comes first by default, and the other order */
function withListOptions(command: Command, first: string): Command {
  return withLedgerOption(command)
    .addOption(new Option('--order <name>', 'which come first').choices([first, 'name']).default(first))
    .option('-n, --limit <number>', 'how many', count, 50)
    .option('--cursor <text>', 'go on where a list ended: o50 leaves out the first 50')
    .addOption(new Option('-f, --format <name>', 'how to show them').choices(LIST_FORMATS).default('text'));
}

const SPEAKER_KINDS = ['person', 'organisation', 'outlet', 'document', 'group', 'author'] as const;

/** `onrecord speakers` */
export function addSpeakers(program: Command, { run }: Pick<Actions, 'run'>): void {
  withListOptions(
    program
      .command('speakers')
      .summary('list who speaks, or say who is one and who is two')
      .description(
        'Lists the speakers of all pages, or those that are called so (whole words, Brand* a beginning).\n' +
          'With --file, speakers are filed by rules, one JSON object a line: {"name", "kind"?, "aliases"?: […], "roles"?: […]}.\n' +
          'All these names then mean one speaker; with roles, only where a page gives one of them: that splits two people\n' +
          'of one name. A name alone is an entry of its own: that splits names that were joined. The rules take the place\n' +
          'of those before.',
      )
      .argument('[name...]', 'the name, or words of it'),
    'statements',
  )
    .addOption(new Option('-k, --kind <kind>', 'only of this kind').choices(SPEAKER_KINDS))
    .option('--file <path>', 'file speakers by the rules in this file')
    .option('--rules', 'print the rules in force, as such a file')
    .action((name: string[], flags: ListFlags & { kind?: SpeakerKind; file?: string; rules?: true }) =>
      run((world) =>
        withLedger(flags, world, false, async (ledger) => {
          if (flags.file !== undefined) {
            const moved = await ledger.fileSpeakers(await rulesIn(flags.file));
            return await print(world, [
              `${counted(moved, 'entry').replace(/entrys$/, 'entries')} of pages filed under another speaker\n`,
            ]);
          }
          if (flags.rules === true)
            return await print(
              world,
              (await ledger.speakerRules()).map((rule) => `${printableJson(JSON.stringify(rule))}\n`),
            );
          const { items } = await ledger.speakers({
            ...pageOf(flags, name),
            ...(flags.kind === undefined ? {} : { kind: flags.kind }),
            order: flags.order === 'name' ? 'name' : 'statements',
          });
          return await printList(world, flags.format, items, SPEAKERS, 'No speaker is called so.');
        }),
      ),
    );
}

/** `onrecord outlets` */
export function addOutlets(program: Command, { run }: Pick<Actions, 'run'>): void {
  withListOptions(
    program
      .command('outlets')
      .summary('list who publishes, what, and whom it quotes')
      .description('Lists outlets with what each published and whom it quotes most.')
      .argument('[name...]', 'a part of the name or domain'),
    'documents',
  ).action((name: string[], flags: ListFlags) =>
    run((world) =>
      withLedger(flags, world, false, async (ledger: Ledger) => {
        const order = flags.order === 'name' ? 'name' : 'documents';
        const { items } = await ledger.outlets({ ...pageOf(flags, name), order });
        return await printList(world, flags.format, items, OUTLETS, 'No outlet is called so.');
      }),
    ),
  );
}

/** `onrecord bylines` */
export function addBylines(program: Command, { run }: Pick<Actions, 'run'>): void {
  withListOptions(
    program
      .command('bylines')
      .summary('list who signs pages, what, and whom they quote')
      .description(
        'Lists the writers and agencies that sign pages, with what each published and whom they quote most.',
      )
      .argument('[name...]', 'a part of the name'),
    'documents',
  ).action((name: string[], flags: ListFlags) =>
    run((world) =>
      withLedger(flags, world, false, async (ledger) => {
        const order = flags.order === 'name' ? 'name' : 'documents';
        const { items } = await ledger.bylines({ ...pageOf(flags, name), order });
        return await printList(world, flags.format, items, BYLINES, 'Nobody is called so.');
      }),
    ),
  );
}

function pageOf({ limit, cursor }: ListFlags, name: readonly string[]): ListOptions & { name?: string } {
  return {
    limit,
    ...(cursor === undefined ? {} : { cursor }),
    ...(name.length === 0 ? {} : { name: name.join(' ') }),
  };
}

/** The rules of a file, each line checked. */
async function rulesIn(path: string): Promise<SpeakerRule[]> {
  const rules: SpeakerRule[] = [];
  let n = 0;
  try {
    for await (const line of createInterface({
      input: createReadStream(path, 'utf8'),
      crlfDelay: Infinity,
    })) {
      n++;
      if (line.trim() !== '') rules.push(ruleOf(line.replace(/^\ufeff/, ''), n));
    }
  } catch (error) {
    throw fileError(error);
  }
  return rules;
}

function ruleOf(line: string, n: number): SpeakerRule {
  const wrong = (reason: string) => new OnrecordError('rules-invalid', String(n), reason);
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    throw wrong('this is no JSON: write {"name": "Ana Torvik", "aliases": ["A. Torvik"]}');
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw wrong('this is no JSON object');
  const { name, kind, aliases, roles, ...rest } = given as Record<string, unknown>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    throw wrong(`"${unknown}" means nothing here: give "name", "kind", "aliases", "roles"`);
  if (typeof name !== 'string' || name.trim() === '') throw wrong('"name" is missing');
  if (kind !== undefined && !SPEAKER_KINDS.includes(kind as SpeakerKind))
    throw wrong(`"kind" is none of ${SPEAKER_KINDS.join(', ')}`);
  for (const [field, list] of [
    ['aliases', aliases],
    ['roles', roles],
  ] as const)
    if (list !== undefined && !(Array.isArray(list) && list.every((one) => typeof one === 'string')))
      throw wrong(`"${field}" is no list of names`);
  return {
    name,
    ...(kind === undefined ? {} : { kind: kind as SpeakerKind }),
    ...(aliases === undefined ? {} : { aliases: aliases as string[] }),
    ...(roles === undefined ? {} : { roles: roles as string[] }),
  };
}
