import { styleText } from 'node:util';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { daysOf } from '../../ledger/day.js';
import type { Found, SearchQuery } from '../../ledger/types.js';
import { STATEMENTS } from '../../output/lists.js';
import { oneLine, printableJson } from '../../output/printable.js';
import { wrapped, type Run } from '../../output/wrap.js';
import { ACTS, type Act, type StatementKind } from '../../record.js';
import { confidence, count, shared } from '../options.js';
import type { Actions } from '../program.js';
import { colourWanted } from '../read-command.js';
import type { World } from '../world.js';
import { withLedger, withLedgerOption, type LedgerFlags } from './place.js';
import { LIST_FORMATS, print, printList, type ListFormat } from './show-rows.js';

export interface FilterFlags {
  speaker?: string[];
  about?: string[];
  act?: Act[];
  kind?: StatementKind[];
  outlet?: string[];
  byline?: string[];
  document?: string[];
  from?: string;
  to?: string;
  minConfidence?: number;
  allVersions?: true;
}

interface SearchFlags extends LedgerFlags, FilterFlags {
  order?: SearchQuery['order'];
  limit: number;
  cursor?: string;
  format: ListFormat;
  color: boolean;
}

const several = (given: string, before: string[] | undefined) => [...(before ?? []), given];

/** The options that say which statements: for `search` and `export`. */
export function withFilterOptions(command: Command): Command {
  return command
    .option('-s, --speaker <name>', 'who speaks: a name (whole words, Brand* a beginning) or an id', several)
    .option('--about <name>', 'whom the words speak of: a name or an id', several)
    .addOption(new Option('-a, --act <act>', 'what the words do').choices(ACTS).argParser(among(ACTS)))
    .addOption(new Option('-k, --kind <kind>', 'how they are given').choices(KINDS).argParser(among(KINDS)))
    .option('--outlet <name>', 'who published: a name or a domain', several)
    .option('--byline <name>', 'who signed: a writer or an agency', several)
    .option('--document <id>', 'in which document', several)
    .option('--from <day>', 'said on this day or later (2024-05-07, 2024-05 or 2024)', day)
    .option('--to <day>', 'said on this day or earlier', day)
    .option('--min-confidence <number>', 'as sure as this or surer, 0 to 1', confidence)
    .option('--all-versions', 'also in old versions of pages');
}

const KINDS = ['direct', 'indirect', 'mixed'] as const;

/** One of a list, given several times. */
function among(choices: readonly string[]) {
  return (given: string, before: unknown): string[] => {
    if (!choices.includes(given)) throw new InvalidArgumentError(`Give one of ${choices.join(', ')}.`);
    return [...(Array.isArray(before) ? (before as string[]) : []), given];
  };
}

function day(given: string): string {
  if (daysOf(given) === null)
    throw new InvalidArgumentError('Give a day, month or year: 2024-05-07, 2024-05 or 2024.');
  return given;
}

/** The flags as the ledger takes them. */
export function filterOf(flags: FilterFlags): SearchQuery {
  const { speaker, about, act, kind, outlet, byline, document, from, to, minConfidence, allVersions } = flags;
  const given = { speaker, about, act, kind, outlet, byline, document, from, to, minConfidence, allVersions };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as SearchQuery;
}

/** `onrecord search` */
export function addSearch(program: Command, { run }: Pick<Actions, 'run'>): void {
  withFilterOptions(
    withLedgerOption(
      program
        .command('search')
        .summary('find statements by their words, speaker, act, outlet, day')
        .description(
          'Finds statements. Words are found in any form (close: closed, closing); several must all be there; "…" is a\n' +
            'phrase, clos* a beginning, -word must not be there, OR is either. Without words: the newest statements.\n' +
            'Options of one kind given twice mean either; of different kinds, both.',
        )
        .argument('[words...]', 'words to find'),
    ),
  )
    .addOption(
      new Option('--order <name>', 'which come first (default: rank with words, else newest)').choices([
        'rank',
        'newest',
        'oldest',
        'confident',
        'uncertain',
      ]),
    )
    .option('-n, --limit <number>', 'how many', count, 20)
    .option('--cursor <text>', 'go on where a list ended, as it says')
    .addOption(new Option('-f, --format <name>', 'how to show them').choices(LIST_FORMATS).default('text'))
    .addOption(shared.noColor())
    .addHelpText(
      'after',
      `
Examples:
  onrecord search close gates --speaker Brandvik
  onrecord search '"tide will decide"' --from 2024-05 --to 2024-06
  onrecord search --act deny --act reject --outlet ostmarpost.example --format csv
`,
    )
    .action((words: string[], flags: SearchFlags) =>
      run((world) =>
        withLedger(flags, world, false, async (ledger) => {
          const query: SearchQuery = { ...filterOf(flags), limit: flags.limit };
          if (words.length > 0) query.words = words.join(' ');
          if (flags.order !== undefined) query.order = flags.order;
          if (flags.cursor !== undefined) query.cursor = flags.cursor;
          const found = await ledger.search(query);
          if (flags.format === 'json')
            return await print(world, [`${printableJson(JSON.stringify(found, null, 2))}\n`]);
          if (flags.format !== 'text')
            return await printList(world, flags.format, found.items, STATEMENTS, '');
          return await print(world, [sheet(found, flags.color && colourWanted(world), world)]);
        }),
      ),
    );
}

/** The hits as a sheet to read; the words found are bold, or between asterisks where there is no colour. */
function sheet(found: Found, colour: boolean, world: World): string {
  if (found.items.length === 0) return 'Nothing found.\n';
  const width = Math.min(world.stdout.columns ?? 80, 100);
  const dim = (text: string) => (colour ? styleText('dim', text, { validateStream: false }) : text);
  const bold = (text: string) => (colour ? styleText('bold', text, { validateStream: false }) : text);
  const lines: string[] = [];
  for (const { statement, snippet, outlet, published } of found.items) {
    const who = oneLine(statement.speakerName ?? '(speaker not told)');
    const role = statement.role === null ? '' : `, ${oneLine(statement.role)}`;
    lines.push(`${bold(who)}${role}`);
    const facts = [
      statement.act,
      statement.kind,
      statement.day,
      oneLine(outlet ?? ''),
      published !== null && !published.startsWith(statement.day ?? '')
        ? `published ${oneLine(published)}`
        : '',
      statement.corrections.length > 0 ? 'corrected' : '',
    ].filter((fact) => fact !== null && fact !== '');
    lines.push(`  ${statement.id}  ${dim(facts.join(' · '))}`);
    const runs = snippet.map(({ text, hit }): Run =>
      hit
        ? colour
          ? { text, paint: (words) => styleText(['bold', 'underline'], words, { validateStream: false }) }
          : { text: `*${text}*` }
        : { text },
    );
    for (const line of wrapped(runs, width - 4)) lines.push(`  ${dim('│')} ${line}`);
    lines.push('');
  }
  const total = `${found.items.length} of ${found.more ? 'more than ' : ''}${found.total}`;
  lines.push(dim(found.next === null ? total : `${total}; go on with --cursor ${found.next}`));
  return `${lines.join('\n')}\n`;
}
