import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createHash } from 'node:crypto';
import { Option, type Command } from 'commander';
import { OnrecordError } from '../../errors.js';
import { pagesOf, survey } from '../../intake/inputs.js';
import { inOrder } from '../../in-order.js';
import type { Added, Ledger } from '../../ledger/types.js';
import { oneLine, printableJson } from '../../output/printable.js';
import type { Page } from '../../page.js';
import { limitsOf, shared } from '../options.js';
import type { Actions } from '../program.js';
import { progressBar, SILENT } from '../progress.js';
import { Readers, type Settled } from '../readers.js';
import { Closed, counted, isFatal, lineOf, toSink } from '../read-command.js';
import type { ExitCode, World } from '../world.js';
import { withLedger, withLedgerOption, type LedgerFlags } from './place.js';

interface AddFlags extends LedgerFlags {
  format: 'text' | 'ndjson';
  reread?: true;
  minConfidence: number;
  maxBytes: number;
  timeout: number;
  jobs?: number;
  quiet?: true;
}

/** `onrecord add` */
export function addAdd(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('add')
      .summary('read pages and keep them in the ledger')
      .description(
        'Reads pages and keeps them: their text, statements, speakers, and the bytes as read. Each page goes in whole or not\n' +
          'at all, so a run that was cut off is simply run again: what is kept already is left alone. A page that changed\n' +
          'becomes a new version of its document.',
      )
      .argument(
        '<inputs...>',
        'files, folders, addresses (https://…), or - for standard input; as for onrecord read',
      ),
  )
    .addOption(
      new Option('-f, --format <name>', 'what to print of each page')
        .choices(['text', 'ndjson'])
        .default('text'),
    )
    .option('--reread', 'read pages again whose bytes are kept already (after an update); corrections stay')
    .addOption(shared.minConfidence())
    .addOption(shared.maxBytes())
    .addOption(shared.timeout())
    .addOption(shared.jobs())
    .addOption(shared.quiet())
    .addHelpText(
      'after',
      `
Examples:
  onrecord add story.html
  onrecord add archive --ledger news
  onrecord add https://example.org/news/story --ledger postgres://ana@db.example/news
  onrecord add pages.ndjson.gz --format ndjson
`,
    )
    .action((inputs: string[], flags: AddFlags, command: Command) => {
      if (inputs.filter((input) => input === '-').length > 1)
        command.error('error: - stands for standard input, which can be read once');
      return run((world) => withLedger(flags, world, true, (ledger) => add(ledger, inputs, flags, world)));
    });
}

/** How many bad pages are listed by name; the rest are counted. */
const LISTED = 1000;

/** Errors after which no page can be kept: the run ends, and says what was kept. */
const isOver = (error: unknown) =>
  isFatal(error) ||
  error instanceof Closed ||
  (error instanceof OnrecordError && error.code.startsWith('ledger-'));

/** Pages on their way into the ledger at a time: it puts those in together that come together. */
const TOGETHER = 16;

/** Reads pages, several at a time, and keeps them in their order; gives 1 where one could not be read. */
export async function add(
  ledger: Ledger,
  inputs: readonly string[],
  flags: AddFlags,
  world: World,
): Promise<ExitCode> {
  const { sources, many } = await survey(inputs);
  const quiet = flags.quiet === true;
  const seen = world.stderr.isTTY === true && world.stdout.isTTY !== true;
  const progress = many && seen && !quiet ? progressBar(world.stderr, sources) : SILENT;
  const release = world.onStop(() => progress.stop());
  const count: Record<Added['outcome'], number> = { new: 0, version: 0, reread: 0, unchanged: 0 };
  const bad: string[] = [];
  let failed = 0;
  let pages = 0;
  let over: unknown;
  const taken = pagesOf(inputs, {
    maxBytes: flags.maxBytes,
    stdin: world.stdin,
    fetch: (url) => world.fetch(url, limitsOf(flags, world)),
  });
  const readers = new Readers(world, {
    jobs: flags.jobs ?? null,
    alone: many ? null : (inputs[0] ?? null),
    minConfidence: flags.minConfidence,
  });
  /** What is being put into the ledger: it is let come to its end, whatever else fails. */
  const underway = new Set<Promise<Added>>();
  const put = (read: ReadPage): Promise<Added> => {
    const adding = 'kept' in read ? Promise.resolve(read.kept) : ledger.add(...read.given);
    underway.add(adding);
    const gone = () => void underway.delete(adding);
    adding.then(gone, gone);
    return adding;
  };
  const read = readers.each(taken, (page, input) => readOne(ledger, page, input, flags, readers));
  const outcomes = inOrder(read, TOGETHER, async (one): Promise<Settled<Added>> => {
    if ('error' in one) return one;
    try {
      return { one: one.one, done: await put(one.done) };
    } catch (error) {
      return { one: one.one, error };
    }
  });
  try {
    for await (const { one, ...came } of outcomes) {
      try {
        if ('error' in came) throw came.error;
        const added = came.done;
        count[added.outcome]++;
        pages++;
        if (!quiet) await toSink(world.stdout, shown(added, one.input, flags.format));
      } catch (error) {
        if (isOver(error)) throw error;
        failed++;
        if (bad.length < LISTED) bad.push(`${oneLine(one.input)}: ${lineOf(error, world)}`);
      }
      progress.at(one.source, pages);
    }
  } catch (error) {
    if (!isOver(error)) throw error;
    over = error;
  } finally {
    release();
    progress.stop();
    await readers.close();
    await Promise.allSettled(underway);
  }
  if (over instanceof Closed) return 0;
  // Pages are kept by now, whatever becomes of this: what is not matched here is when utterances are asked for.
  if (over === undefined && pages > 0) await ledger.match();
  const lines = [...bad];
  if (failed > bad.length) lines.push(`… and ${failed - bad.length} more`);
  if (failed > 0 && pages + failed > 1) lines.unshift(`${counted(failed, 'page')} could not be read:`);
  if (over !== undefined)
    lines.push(`onrecord: ${lineOf(over, world)}`, `${counted(pages, 'page')} kept before that`);
  else if (!quiet && (pages > 1 || world.stderr.isTTY === true)) lines.unshift(summed(count, ledger.where));
  if (lines.length > 0) await toSink(world.stderr, `${lines.join('\n')}\n`).catch(() => undefined);
  return failed > 0 || over !== undefined ? 1 : 0;
}

/** A page as read, for the ledger; or as the ledger has it already. */
type ReadPage = { kept: Added } | { given: Parameters<Ledger['add']> };

async function readOne(
  ledger: Ledger,
  page: Page,
  input: string,
  flags: AddFlags,
  readers: Readers,
): Promise<ReadPage> {
  const bytes = page.bytes ?? new TextEncoder().encode(page.html ?? page.text ?? '');
  const address = page.url === undefined ? await fileAddress(input) : undefined;
  const from = { ...(address === undefined ? {} : { address }), ...(flags.reread ? { reread: true } : {}) };
  if (flags.reread !== true) {
    // Reading is what takes time: bytes that are kept are not read again.
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const kept = await ledger.kept({ sha256, url: page.url ?? null, ...from });
    if (kept) return { kept };
  }
  const record = await readers.read(page);
  const headers = page.contentType === undefined ? {} : { 'content-type': page.contentType };
  return { given: [record, { bytes, headers }, from] };
}

/** The address of a page that has no other: where its file lies. */
async function fileAddress(input: string): Promise<string | undefined> {
  if (input === '-' || input.includes('\0')) return undefined;
  const found = await stat(input).catch(() => null);
  return found?.isFile() === true ? pathToFileURL(resolve(input)).href : undefined;
}

function shown(added: Added, input: string, format: AddFlags['format']): string {
  if (format === 'ndjson') return `${printableJson(JSON.stringify({ input, ...added }))}\n`;
  const version = added.version > 1 ? `@${added.version}` : '';
  return `${added.outcome.padEnd(9)}  ${`${added.document}${version}`.padEnd(13)}  ${counted(added.statements.length, 'statement').padStart(14)}  ${oneLine(input)}\n`;
}

function summed(count: Readonly<Record<Added['outcome'], number>>, where: string): string {
  const parts = [
    `${count.new} new`,
    ...(count.version > 0 ? [counted(count.version, 'new version')] : []),
    ...(count.reread > 0 ? [`${count.reread} read again`] : []),
    `${count.unchanged} kept already`,
  ];
  return `${parts.join(', ')} (${oneLine(where)})`;
}
