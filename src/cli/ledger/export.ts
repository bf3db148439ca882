import { Option, type Command } from 'commander';
import {
  EXPORT_FORMATS,
  EXPORTS,
  exported,
  type ExportFormat,
  type ExportWhat,
} from '../../output/exports.js';
import { shared } from '../options.js';
import type { Actions } from '../program.js';
import { withLedger, withLedgerOption, type LedgerFlags } from './place.js';
import { filterOf, withFilterOptions, type FilterFlags } from './search.js';
import { print, refuseTerminal } from './show-rows.js';

interface ExportFlags extends LedgerFlags, FilterFlags {
  what: ExportWhat;
  format?: ExportFormat;
  out?: string;
}

/** `onrecord export` */
export function addExport(program: Command, { run }: Pick<Actions, 'run'>): void {
  withFilterOptions(
    withLedgerOption(
      program
        .command('export')
        .summary('write statements, documents, speakers or utterances to a file')
        .description(
          'Writes all statements, documents, speakers or utterances, of whatever number, without holding them in memory.\n' +
            'The options that say which apply to statements and utterances.',
        ),
    ),
  )
    .addOption(new Option('-w, --what <name>', 'of what').choices(EXPORTS).default('statements'))
    .addOption(
      new Option(
        '-f, --format <name>',
        'in which form (default: by the ending of --out, else ndjson)',
      ).choices(EXPORT_FORMATS),
    )
    .addOption(shared.out())
    .addHelpText(
      'after',
      `
Examples:
  onrecord export --format csv --out statements.csv
  onrecord export --what documents --out documents.parquet
  onrecord export --act deny --from 2024 --format jsonld --out denials.jsonld
`,
    )
    .action((flags: ExportFlags) =>
      run((world) =>
        withLedger(flags, world, false, async (ledger) => {
          const format = flags.format ?? formatOf(flags.out ?? '') ?? 'ndjson';
          if (format === 'parquet') refuseTerminal(world, format, flags.out);
          return await print(world, exported(ledger, flags.what, format, filterOf(flags)), flags.out);
        }),
      ),
    );
}

const ENDINGS: Readonly<Record<string, ExportFormat>> = {
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  csv: 'csv',
  parquet: 'parquet',
  jsonld: 'jsonld',
};

function formatOf(path: string): ExportFormat | undefined {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  return ending !== undefined && Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
}
