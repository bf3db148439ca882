import { setTimeout as pause } from 'node:timers/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { OnrecordError } from '../../errors.js';
import { feedsOf } from '../../intake/feeds/inputs.js';
import type { Ledger } from '../../ledger/types.js';
import { oneLine } from '../../output/printable.js';
import { metricsText, newTally } from '../../watch/metrics.js';
import { monitor } from '../../watch/monitor.js';
import { periodOf } from '../../watch/schedule.js';
import type { WatchEvent } from '../../watch/watch.js';
import { withLedger, withLedgerOption, type LedgerFlags } from '../ledger/place.js';
import { limitsOf, shared } from '../options.js';
import type { Actions } from '../program.js';
import { Closed, counted, toSink } from '../read-command.js';
import type { ExitCode, World } from '../world.js';

interface WatchFlags extends LedgerFlags {
  every: number;
  once?: true;
  port?: number;
  host: string;
  list?: true;
  maxBytes: number;
  timeout: number;
  quiet?: true;
}

/** `onrecord watch` */
export function addWatch(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('watch')
      .summary('follow feeds, and keep what they list in the ledger')
      .description(
        'Follows feeds for as long as it runs: each page that a feed lists is read once and kept, pages that were edited\n' +
          'become new versions. Feeds are addresses of RSS, Atom, JSON Feed or sitemaps; lists of them (OPML, plain text) are\n' +
          'files or addresses. What is followed is kept in the ledger: without an argument it goes on with that. Stop it with\n' +
          'Ctrl-C or SIGTERM: what is in hand is kept, and the next start goes on from there.',
      )
      .argument(
        '[feeds...]',
        'addresses of feeds (https://…), and lists of them: OPML or one address a line',
      ),
  )
    .option('-e, --every <period>', 'how often a feed is asked: 90s, 15m, 2h, 1d', period, 15 * 60_000)
    .option('--once', 'end as soon as nothing is due, as for a run from a timer')
    .option('--list', 'show what is followed and how it does, and end')
    .option('--port <number>', 'answer /health and /metrics (Prometheus text) on this port', port)
    .option('--host <address>', 'the address to answer on', '127.0.0.1')
    .addOption(shared.maxBytes('feeds and pages'))
    .addOption(shared.timeout())
    .addOption(shared.quiet())
    .addHelpText(
      'after',
      `
Examples:
  onrecord watch https://example.org/rss.xml
  onrecord watch feeds.opml --every 30m --ledger news --port 9464
  onrecord watch --list
  onrecord watch --once --quiet          from a timer
  ONRECORD_CONTACT=desk@example.org onrecord watch feeds.txt

Exit codes:
  0  stopped as told (or --once: nothing is due any more)
  1  the ledger, the reader or an input could not be used
  2  the command was not understood
`,
    )
    .action((feeds: string[], flags: WatchFlags) =>
      run((world) => withLedger(flags, world, true, (ledger) => follow(ledger, feeds, flags, world))),
    );
}

async function follow(
  ledger: Ledger,
  inputs: readonly string[],
  flags: WatchFlags,
  world: World,
): Promise<ExitCode> {
  const book = ledger.feeds;
  const stopping = new AbortController();
  void world.stopped().then(() => stopping.abort());
  const stop = stopping.signal;
  const limits = limitsOf(flags, world);
  const say = (text: string) => toSink(world.stdout, `${text}\n`);
  const warn = (text: string) => toSink(world.stderr, `${text}\n`).catch(() => undefined);
  const { addresses, faults } = await addressesOf(inputs, limits.maxBytes, world);
  for (const fault of faults) await warn(fault);
  if (inputs.length > 0 && addresses.length === 0) return 1;
  await book.follow(addresses);
  const followed = await book.feeds();
  if (followed.length === 0) throw new OnrecordError('watch-nothing');
  if (flags.list === true) {
    for (const { address, state, checked, failures, error, title } of followed) {
      const how = state === 'alive' && failures > 0 ? `failing (${failures})` : state;
      const when = checked === null ? 'never read' : checked.slice(0, 16).replace('T', ' ');
      await say(
        oneLine(
          `${how} ${when} ${address}${title === null ? '' : ` · ${title}`}${error === null ? '' : ` (${error})`}`,
        ),
      );
    }
    return 0;
  }
  const now = () => new Date();
  const tally = newTally(now().getTime());
  const server =
    flags.port === undefined
      ? null
      : await monitor(flags.port, flags.host, {
          health: () =>
            now().getTime() - tally.alive < 5 * 60_000 ? null : 'nothing has been done for five minutes',
          metrics: async () => metricsText(tally, await book.counts().catch(() => null)),
        }).catch((error: NodeJS.ErrnoException) => {
          throw error.code === 'EADDRINUSE'
            ? new OnrecordError('port-taken', String(flags.port))
            : new OnrecordError('port-refused', `port ${flags.port} of ${flags.host}`);
        });
  if (server !== null && flags.quiet !== true)
    await say(`health and metrics: http://${flags.host}:${server.port}/health, /metrics`);
  if (flags.quiet !== true) await say(`following ${counted(followed.length, 'feed')} in ${ledger.where}`);
  // Loaded when it is needed, so that --help answers at once.
  const { watch } = await import('../../watch/watch.js');
  try {
    await watch({
      ledger,
      book,
      fetch: (url, options = {}) => world.fetch(url, options),
      read: (page) => world.read(page, {}),
      limits,
      every: flags.every,
      stop,
      tally,
      now,
      wait: (milliseconds, signal) => pause(milliseconds, undefined, signal === undefined ? {} : { signal }),
      tell: async (event) => {
        const [line, wrong] = lineOfEvent(event);
        if (wrong) await warn(line);
        else if (flags.quiet !== true) await say(line);
      },
      ...(flags.once === true ? { once: true } : {}),
    });
  } catch (error) {
    // Nobody reads what is printed any more: that is a way to stop, too.
    if (!(error instanceof Closed)) throw error;
  } finally {
    await server?.close();
  }
  const { pages } = tally;
  if (flags.quiet !== true)
    await warn(
      `stopped: ${counted(pages.new, 'new page')}, ${counted(pages.version, 'new version')}, ${counted(pages.failed, 'page')} not read`,
    );
  return 0;
}

/** The addresses of feeds that the inputs mean: addresses are feeds, files are lists of them. */
async function addressesOf(
  inputs: readonly string[],
  maxBytes: number,
  world: World,
): Promise<{ addresses: string[]; faults: string[] }> {
  const addresses: string[] = [];
  const faults: string[] = [];
  const isAddress = (input: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(input);
  for (const input of inputs) {
    if (isAddress(input)) {
      if (/^https?:/i.test(input) && URL.canParse(input)) addresses.push(input);
      else faults.push(`${oneLine(input)}: ${new OnrecordError('url-invalid').message}`);
      continue;
    }
    const fetch = () => Promise.reject(new OnrecordError('url-invalid'));
    for await (const reading of feedsOf([input], { maxBytes, stdin: world.stdin, fetch })) {
      if ('error' in reading) faults.push(`${oneLine(input)}: ${reading.error.message}`);
      else if (reading.feed.kind !== 'opml' && reading.feed.kind !== 'list')
        faults.push(`${oneLine(input)}: ${new OnrecordError('watch-file').message}`);
      else for (const { link } of reading.feed.items) if (link !== null) addresses.push(link);
    }
  }
  return { addresses, faults };
}

/** An event in one line, and whether it is something that went wrong. */
function lineOfEvent(event: WatchEvent): [line: string, wrong: boolean] {
  switch (event.kind) {
    case 'page': {
      const what = event.outcome === 'new' ? 'new' : 'edited';
      return [
        oneLine(
          `${what} ${event.document} · ${counted(event.statements, 'statement')} · ${event.headline ?? 'no headline'} · ${event.url}`,
        ),
        false,
      ];
    }
    case 'page-failed':
      return [oneLine(`${event.url}: ${event.error.message}`), true];
    case 'feed-failed':
      return [
        oneLine(`${event.address}: ${event.error.message} (asked again at ${minute(event.next)})`),
        true,
      ];
    case 'feed-dead':
      return [
        oneLine(
          `${event.address}: dead after ${counted(event.failures, 'failure')}: ${event.error.message} (asked once a week from now on)`,
        ),
        true,
      ];
    case 'feed-back':
      return [oneLine(`${event.address}: answers again after ${counted(event.failures, 'failure')}`), true];
    case 'feed-moved':
      return [oneLine(`${event.address}: has moved to ${event.to}, followed there`), true];
    case 'ledger-away':
      return [oneLine(`${event.error.message} (tried again in a moment)`), true];
  }
}

const minute = (date: Date) => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function period(given: string): number {
  const milliseconds = periodOf(given);
  if (milliseconds === null)
    throw new InvalidArgumentError('Give a period from 60s to 30d, such as 15m, 2h or 1d.');
  return milliseconds;
}

function port(given: string): number {
  const value = Number(given);
  if (given.trim() === '' || !Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('Give a port from 1 to 65535, or 0 for any that is free.');
  return value;
}
