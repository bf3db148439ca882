import { Option, type Command } from 'commander';
import { OnrecordError } from '../../errors.js';
import { printableJson } from '../../output/printable.js';
import { traceDot } from '../../output/trace/dot.js';
import { traceHtml } from '../../output/trace/html.js';
import { traceText } from '../../output/trace/text.js';
import type { Trace } from '../../utterance/trace.js';
import { shared } from '../options.js';
import type { Actions } from '../program.js';
import { withLedger, withLedgerOption, type LedgerFlags } from './place.js';
import { print } from './show-rows.js';

const TRACE_FORMATS = ['text', 'json', 'dot', 'html'] as const;
type TraceFormat = (typeof TRACE_FORMATS)[number];

interface TraceFlags extends LedgerFlags {
  format?: TraceFormat;
  out?: string;
}

/** `onrecord trace` */
export function addTrace(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('trace')
      .summary('show how an utterance travelled: who heard it, who repeats it, what changed')
      .description(
        'Shows one act of saying with all reports of it: which pages are first-hand, which have it from which, credited or\n' +
          'silent, and why; which words changed on the way, and what answers it. The id is an utterance’s (u…), a\n' +
          'statement’s (s…), or the beginning of an utterance’s. A document’s (d…) lists its utterances.',
      )
      .argument('<id>', 'the id'),
  )
    .addOption(
      new Option(
        '-f, --format <name>',
        'how to show it (default: by the ending of --out, else text)',
      ).choices(TRACE_FORMATS),
    )
    .addOption(shared.out())
    .addHelpText(
      'after',
      `
Examples:
  onrecord trace s4k9x2m7q1-3
  onrecord trace u4k9x2m7q1-3 --format html --out chain.html
  onrecord trace u4k9x2m7q1-3 --format dot | dot -Tsvg > chain.svg
`,
    )
    .action((given: string, flags: TraceFlags) =>
      run((world) =>
        withLedger(flags, world, false, async (ledger) => {
          await ledger.match();
          const asked = given.trim().toLowerCase();
          if (!/^[usd]/u.test(asked))
            throw new OnrecordError(
              'ledger-wrong-id',
              given,
              'utterance (u…) or statement (s…) or document (d…)',
            );
          const ids = await ledger.utterances(asked);
          const [id] = ids;
          if (id === undefined) throw new OnrecordError('ledger-no-id', given);
          if (ids.length > 1) throw new OnrecordError('ledger-many-ids', given, ids.join(', '));
          const trace = await ledger.trace(id);
          if (!trace) throw new OnrecordError('ledger-no-id', given);
          const format = flags.format ?? formatOf(flags.out ?? '') ?? 'text';
          return await print(world, [shown(trace, format, world.stdout.columns ?? 80)], flags.out);
        }),
      ),
    );
}

function formatOf(path: string): TraceFormat | undefined {
  const ending = /\.([a-z]+)$/iu.exec(path)?.[1]?.toLowerCase();
  if (ending === 'gv') return 'dot';
  if (ending === 'txt') return 'text';
  return TRACE_FORMATS.find((name) => name === ending);
}

function shown(trace: Trace, format: TraceFormat, width: number): string {
  switch (format) {
    case 'json':
      return `${printableJson(JSON.stringify(trace, null, 2))}\n`;
    case 'dot':
      return traceDot(trace);
    case 'html':
      return traceHtml(trace);
    case 'text':
      return traceText(trace, width);
  }
}
