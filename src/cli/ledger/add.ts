import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createHash } from 'node:crypto';
import { Option, type Command } from 'commander';
import { OnrecordError } from '../../errors.js';
import { pagesOf, survey } from '../../intake/inputs.js';
import type { Added, Ledger } from '../../ledger/types.js';
import { oneLine, printableJson } from '../../output/printable.js';
import type { Page } from '../../page.js';
import { confidence, seconds, size } from '../options.js';
import type { Actions } from '../program.js';
import { progressBar, SILENT } from '../progress.js';
import { Closed, counted, isFatal, lineOf, toSink } from '../read-command.js';
import type { ExitCode, World } from '../world.js';
import { withLedger, withLedgerOption, type LedgerFlags } from './place.js';

interface AddFlags extends LedgerFlags {
  format: 'text' | 'ndjson';
  reread?: true;
  minConfidence: number;
  maxBytes: number;
  timeout: number;
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
    .option('--min-confidence <number>', 'leave out statements less sure than this, 0 to 1', confidence, 0)
    .addOption(
      new Option('--max-bytes <size>', 'refuse pages larger than this, also once decompressed')
        .argParser(size)
        .default(20_000_000, '20MB'),
    )
    .addOption(
      new Option('--timeout <seconds>', 'give up on an address after this long')
        .argParser(seconds)
        .default(30),
    )
    .option('-q, --quiet', 'print nothing but what went wrong')
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

async function add(
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
  const contact = world.env.ONRECORD_CONTACT;
  const taken = pagesOf(inputs, {
    maxBytes: flags.maxBytes,
    stdin: world.stdin,
    fetch: (url) =>
      world.fetch(url, {
        maxBytes: flags.maxBytes,
        timeout: flags.timeout * 1000,
        ...(contact === undefined ? {} : { contact }),
      }),
  });
  try {
    for await (const one of taken) {
      try {
        if ('error' in one) throw one.error;
        const added = await addOne(ledger, one.page, one.input, flags, world);
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

async function addOne(
  ledger: Ledger,
  page: Page,
  input: string,
  flags: AddFlags,
  world: World,
): Promise<Added> {
  const bytes = page.bytes ?? new TextEncoder().encode(page.html ?? page.text ?? '');
  const address = page.url === undefined ? await fileAddress(input) : undefined;
  const from = { ...(address === undefined ? {} : { address }), ...(flags.reread ? { reread: true } : {}) };
  if (flags.reread !== true) {
    // Reading is what takes time: bytes that are kept are not read again.
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const kept = await ledger.kept({ sha256, url: page.url ?? null, ...from });
    if (kept) return kept;
  }
  const record = await world.read(page, { minConfidence: flags.minConfidence });
  const headers = page.contentType === undefined ? {} : { 'content-type': page.contentType };
  return await ledger.add(record, { bytes, headers }, from);
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
