import { Option, type Command } from 'commander';
import { OnrecordError } from '../../errors.js';
import type { Ledger, LedgerDocument, LedgerSpeaker, LedgerStatement } from '../../ledger/types.js';
import { formatNamed, formatOfFile, FORMATS } from '../../output/formats.js';
import { oneLine, printableJson } from '../../output/printable.js';
import { wrapped } from '../../output/wrap.js';
import { shared, version } from '../options.js';
import type { Actions } from '../program.js';
import { colourWanted } from '../read-command.js';
import type { ExitCode, World } from '../world.js';
import { idOf, withLedger, withLedgerOption, type LedgerFlags } from './place.js';
import { print, refuseTerminal } from './show-rows.js';

interface ShowFlags extends LedgerFlags {
  at?: number;
  evidence?: true;
  format?: string;
  out?: string;
  color: boolean;
}

/** `onrecord show` */
export function addShow(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('show')
      .summary('show a document, a statement or a speaker')
      .description(
        'Shows what an id stands for: d… a document with its statements, s… a statement with all that is known about it,\n' +
          'p… a speaker. The beginning of an id is enough where no other begins so.',
      )
      .argument('<id>', 'the id'),
  )
    .option('--at <version>', 'an old version of a document, as d4k9x2m7q1@1 is', version)
    .option('--evidence', "a document's bytes as they were read")
    .addOption(
      new Option(
        '-f, --format <name>',
        'how to show it (default: by the ending of --out, else text)',
      ).choices(FORMATS.map(({ name }) => name)),
    )
    .addOption(shared.out())
    .addOption(shared.noColor())
    .addHelpText(
      'after',
      `
Examples:
  onrecord show d4k9x2m7q1
  onrecord show d4k9x2m7q1 --at 1 --format html --out first.html
  onrecord show d4k9x2m7q1 --evidence --out page.html
  onrecord show s4k9x2m7q1-3
`,
    )
    .action((given: string, flags: ShowFlags) =>
      run((world) =>
        withLedger(flags, world, false, async (ledger) => {
          const id = await idOf(ledger, given.replace(/@\d+$/, ''), 'dsp');
          if (id.startsWith('d')) {
            const at = flags.at ?? (given.includes('@') ? Number(given.split('@')[1]) : undefined);
            return await showDocument(ledger, id, at, flags, world);
          }
          if (id.startsWith('p')) {
            const speaker = await ledger.speaker(id);
            if (!speaker) throw new OnrecordError('ledger-no-id', id);
            return await print(world, [isJson(flags) ? asJson(speaker) : speakerSheet(speaker)], flags.out);
          }
          const statement = await ledger.statement(id);
          if (!statement) throw new OnrecordError('ledger-no-id', id);
          const text = isJson(flags) ? asJson(statement) : await statementSheet(ledger, statement, world);
          return await print(world, [text], flags.out);
        }),
      ),
    );
}

const isJson = ({ format, out }: ShowFlags) => /json/.test(format ?? formatOfFile(out ?? '')?.name ?? '');
const asJson = (value: unknown) => `${printableJson(JSON.stringify(value, null, 2))}\n`;

async function showDocument(
  ledger: Ledger,
  id: string,
  at: number | undefined,
  flags: ShowFlags,
  world: World,
): Promise<ExitCode> {
  if (flags.evidence === true) {
    const evidence = await ledger.evidence(id, at);
    if (!evidence)
      throw new OnrecordError(
        'ledger-no-version',
        id,
        String(at),
        String((await ledger.versions(id)).length),
      );
    refuseTerminal(world, 'the bytes of a page', flags.out);
    return await print(world, [evidence.bytes], flags.out);
  }
  const document = await ledger.document(id, at);
  if (!document)
    throw new OnrecordError('ledger-no-version', id, String(at), String((await ledger.versions(id)).length));
  const format = formatNamed(flags.format ?? '') ?? formatOfFile(flags.out ?? '') ?? FORMATS[0];
  if (format.binary === true) refuseTerminal(world, format.name, flags.out);
  async function* one() {
    yield await Promise.resolve(named(document as LedgerDocument));
  }
  const options = {
    width: world.stdout.columns ?? 80,
    colour: flags.color && flags.out === undefined && colourWanted(world),
  };
  return await print(world, format.write(one(), options), flags.out);
}

/** A document whose statements' speakers are all among its speakers, those too that only a correction names. */
export function named(document: LedgerDocument): LedgerDocument {
  const known = new Set(document.speakers.map(({ id }) => id));
  const speakers = [...document.speakers];
  for (const { speaker, speakerName, speakerKind } of document.statements) {
    if (speaker === null || known.has(speaker)) continue;
    known.add(speaker);
    const name = speakerName ?? speaker;
    speakers.push({ id: speaker, name, kind: speakerKind ?? 'person', roles: [], aliases: [], mentions: [] });
  }
  return { ...document, speakers };
}

function facts(pairs: readonly [string, string | null | undefined][], width: number): string {
  const lines = pairs.flatMap(([name, value]) => {
    if (value === null || value === undefined || oneLine(value) === '') return [];
    const label = `${name}:`.padEnd(13);
    return wrapped([{ text: value }], width - label.length).map(
      (line, i) => (i === 0 ? label : ' '.repeat(label.length)) + line,
    );
  });
  return `${lines.join('\n')}\n`;
}

async function statementSheet(ledger: Ledger, statement: LedgerStatement, world: World): Promise<string> {
  const cited = await ledger.cite(statement.id);
  const { items } = await ledger.corrections({ statement: statement.id, undone: true, limit: 100 });
  const words = (spans: readonly { text: string }[]) => spans.map(({ text }) => text).join(' … ');
  const width = Math.min(world.stdout.columns ?? 80, 100);
  const head = facts(
    [
      [
        'statement',
        statement.id + (statement.dropped ? ' (a correction says that this is no statement)' : ''),
      ],
      [
        'speaker',
        statement.speakerName === null
          ? '(not told)'
          : `${statement.speakerName} (${statement.speakerKind}, ${statement.speaker})`,
      ],
      ['role', statement.role],
      ['act', `${statement.act} · ${statement.kind} · confidence ${statement.confidence.toFixed(2)}`],
      ['words', statement.words],
      ['source', words(statement.source)],
      ['cue', words(statement.cue)],
      ['about', statement.aboutNames.join(', ')],
      ['via', statement.via.map(({ name, how }) => `${name} (${how})`).join(' → ')],
      [
        'occasion',
        [statement.occasion.event, statement.occasion.where, statement.occasion.when]
          .filter((one) => one !== null)
          .join(', '),
      ],
      ['evidence', words(statement.evidence)],
      ['document', `${statement.document}@${statement.version}, characters ${cited.start} to ${cited.end}`],
      ['headline', cited.headline],
      ['outlet', cited.outlet],
      ['published', cited.published],
      ['url', cited.url],
      ['sha256', cited.sha256],
    ],
    width,
  );
  const corrections = items.map(({ id, made, author, reason, change, undone }) => {
    const says = Object.entries({
      ...change,
      ...(change.speaker === undefined ? {} : { speaker: nameIn(change) }),
    })
      .filter(([name]) => name !== 'speakerName')
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
    const why = reason === null ? '' : ` (${reason})`;
    const off = undone === null ? '' : `, undone by ${undone.author} on ${undone.at.slice(0, 10)}`;
    return `  ${id}  ${oneLine(`${author}, ${made.slice(0, 10)}${off}: ${says.join(', ')}${why}`)}\n`;
  });
  return corrections.length === 0 ? head : `${head}corrections:\n${corrections.join('')}`;
}

/** The name that a correction gives the speaker. */
function nameIn(change: object): string | null {
  const { speakerName, speaker } = change as { speakerName?: string | null; speaker?: string | null };
  return speakerName ?? speaker ?? null;
}

function speakerSheet(speaker: LedgerSpeaker): string {
  return facts(
    [
      ['speaker', `${speaker.name} (${speaker.kind})`],
      ['id', speaker.id],
      ['also', speaker.aliases.join('; ')],
      ['roles', speaker.roles.join('; ')],
      [
        'statements',
        `${speaker.statements} in ${speaker.documents} ${speaker.documents === 1 ? 'document' : 'documents'}`,
      ],
      ['days', speaker.first === null ? null : `${speaker.first} to ${speaker.last}`],
    ],
    80,
  );
}
