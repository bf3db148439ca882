import { setTimeout as pause } from 'node:timers/promises';
import { InvalidArgumentError, type Command } from 'commander';
import type { Ledger } from '../../ledger/types.js';
import { oneLine } from '../../output/printable.js';
import type { Queue } from '../../queue/queue.js';
import { readerPool } from '../../reader-pool.js';
import type { WorkEvent } from '../../queue/work.js';
import { withLedger, withLedgerOption, type LedgerFlags } from '../ledger/place.js';
import { limitsOf, readingJobs, seconds, shared } from '../options.js';
import type { Actions } from '../program.js';
import { toSink } from '../read-command.js';
import type { ExitCode, World } from '../world.js';
import { inWords, withQueue } from './queue.js';

interface WorkFlags extends LedgerFlags {
  jobs?: number;
  untilEmpty?: true;
  pageTime: number;
  memory: number;
  minConfidence: number;
  maxBytes: number;
  timeout: number;
  quiet?: true;
}

/** Milliseconds between two lines that say how far the queue is. */
const PROGRESS = 30_000;

/** `onrecord work` */
export function addWork(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('work')
      .summary('read the pages of the queue into the ledger')
      .description(
        'Takes pages from the queue of a ledger on PostgreSQL, reads them and keeps them, for as long as it runs. Start as many\n' +
          'as you like, on any machines. Each page is done at least once and kept exactly once. What cannot be had is tried\n' +
          'again, later each time; what is wrong with itself, or ends its worker twice, is set aside (onrecord queue).\n' +
          'Stop it with Ctrl-C or SIGTERM: pages in hand are done first.',
      ),
  )
    .addOption(shared.jobs())
    .option('--until-empty', 'end when the queue is empty')
    .option('--page-time <seconds>', 'the most time that reading one page may take', seconds, 120)
    .option('--memory <megabytes>', 'the most memory of one thread, besides the model', megabytes, 1024)
    .addOption(shared.minConfidence())
    .addOption(shared.maxBytes())
    .addOption(shared.timeout())
    .addOption(shared.quiet())
    .addHelpText(
      'after',
      `
Examples:
  onrecord work --ledger postgres://ana@db.example/news
  onrecord work --jobs 8 --until-empty
`,
    )
    .action((flags: WorkFlags) =>
      run((world) =>
        withQueue(flags, world, (queue) =>
          withLedger(flags, world, true, (ledger) => start(ledger, queue, flags, world)),
        ),
      ),
    );
}

async function start(ledger: Ledger, queue: Queue, flags: WorkFlags, world: World): Promise<ExitCode> {
  const stopping = new AbortController();
  void world.stopped().then(() => stopping.abort());
  const stop = stopping.signal;
  const quiet = flags.quiet === true;
  const jobs = flags.jobs ?? readingJobs();
  const pool = readerPool({
    threads: jobs,
    timeout: flags.pageTime * 1000,
    memory: flags.memory,
    minConfidence: flags.minConfidence,
  });
  const say = (text: string) => toSink(world.stdout, `${text}\n`).catch(() => undefined);
  const warn = (text: string) => toSink(world.stderr, `${text}\n`).catch(() => undefined);
  const progress = async () =>
    say(await queue.progress().then(inWords, () => 'the queue cannot be asked at the moment'));
  const timer = quiet ? null : setInterval(() => void progress(), PROGRESS);
  // Loaded when it is needed, so that --help answers at once.
  const { work } = await import('../../queue/work.js');
  try {
    if (!quiet) await progress();
    await work({
      queue,
      ledger,
      fetch: (url, options = {}) => world.fetch(url, options),
      read: (page) => pool.read(page),
      limits: limitsOf(flags, world),
      jobs,
      stop,
      tell: async (event) => {
        const line = lineOfEvent(event);
        if (line !== null) await warn(line);
      },
      wait: (milliseconds, signal) => pause(milliseconds, undefined, signal === undefined ? {} : { signal }),
      ...(flags.untilEmpty === true ? { untilEmpty: true } : {}),
    });
    if (!quiet) await progress();
    return 0;
  } finally {
    if (timer !== null) clearInterval(timer);
    await pool.close();
  }
}

/** What went wrong, on one line; null for what went well. */
function lineOfEvent(event: WorkEvent): string | null {
  switch (event.kind) {
    case 'done':
      return null;
    case 'again':
      return oneLine(`${event.input}: ${event.error} (try ${event.tries}, tried again later)`);
    case 'set-aside':
      return oneLine(`${event.input}: ${event.error} (set aside)`);
    case 'away':
      return oneLine(`${event.error.message} (tried again in a moment)`);
  }
}

function megabytes(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 64 || value > 1_000_000)
    throw new InvalidArgumentError('Give a whole number of megabytes, 64 or more.');
  return value;
}
