import { OnrecordError } from '../errors.js';
import { Later } from '../intake/hosts.js';
import type { Added } from '../ledger/types.js';
import { isFinal, keepPage, type Means } from '../watch/page.js';
import { unqueued } from './job.js';
import type { Job, Queue } from './queue.js';
import { ReaderKilled } from '../reader-pool.js';

/** Something that happened at work. */
export type WorkEvent =
  | { kind: 'done'; input: string; outcome: Added['outcome'] }
  | { kind: 'again' | 'set-aside'; input: string; error: string; tries: number }
  | { kind: 'away'; error: OnrecordError };

/** How a worker works, and what with. */
export interface WorkOptions extends Means {
  queue: Queue;
  /** Pages in hand at the same time. */
  jobs: number;
  /** Ends the work: pages in hand are done, no more are taken. */
  stop: AbortSignal;
  tell: (event: WorkEvent) => Promise<void> | void;
  wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Ends when the queue is empty: nothing waits, is in anybody's hands, or is to be tried again. */
  untilEmpty?: boolean;
}

/** Tries of a page that can't be had or kept, before it is set aside. */
const TRIES = 8;
/** A page that ended its thread so often is set aside. */
const KILLS = 2;
/** And one whose whole worker was gone so often. More, since workers are gone for other reasons, too. */
const LOSSES = 4;
/** Between two looks into a queue where nothing is due, and two attempts to reach a database that is away. Milliseconds. */
const PAUSE = 1000;

/**
 * Takes pages from the queue, reads them and keeps them, until it is told to stop. Every page is done at least once, and
 * kept once, by the ledger's keys. What can't be had is tried again with back-off and then set aside; what is wrong with
 * the page itself sets it aside at once, and so does a page that ended its thread
 * twice, or was in hand when its whole worker ended four times.
 * @throws OnrecordError where the ledger or the reader can't be used at all
 * @example await work({ queue, ledger, fetch, read: pool.read, jobs: 4, stop, … })
 */
export async function work(options: WorkOptions): Promise<void> {
  const { queue, jobs, stop, wait } = options;
  const running = new Set<Promise<void>>();
  let fatal: unknown;
  while (!stop.aborted && fatal === undefined) {
    const taken = await persist(options, () => queue.take(jobs - running.size));
    if (taken === null) break;
    for (const job of taken) {
      const one: Promise<void> = attempt(job, options)
        .catch((error: unknown) => {
          fatal ??= error;
        })
        .finally(() => running.delete(one));
      running.add(one);
    }
    if (running.size >= jobs) await Promise.race(running);
    else if (taken.length === 0) {
      if (running.size === 0 && options.untilEmpty === true) {
        const progress = await persist(options, () => queue.progress());
        if (progress === null || progress.waiting + progress.active === 0) break;
      }
      await Promise.race([...running, wait(PAUSE, stop).catch(() => undefined)]);
    }
  }
  await Promise.all(running);
  if (fatal !== undefined) throw fatal as Error;
}

async function attempt(job: Job, options: WorkOptions): Promise<void> {
  const { queue, tell } = options;
  const { input } = job.page;
  if (job.losses >= LOSSES) return await setAside(job, `its worker was gone ${job.losses} times`, options);
  let added: Added;
  try {
    const kept = await persist(options, () => keep(job, options));
    if (kept === null) return await returned(job, options);
    added = kept;
  } catch (error) {
    if (error instanceof Later && options.stop.aborted) return await returned(job, options);
    if (error instanceof OnrecordError && /^model-|^language-/.test(error.code)) {
      await returned(job, options);
      throw error;
    }
    const killed = error instanceof ReaderKilled;
    const reason = killed ? error.detail.join(' ') : error instanceof Error ? error.message : String(error);
    if (killed && options.stop.aborted) return await returned(job, options);
    const last = killed ? job.kills + 1 >= KILLS : job.tries + 1 >= TRIES;
    const wrong = !killed && (isFinal(error) || !(error instanceof OnrecordError));
    if (last || wrong) return await setAside(job, killed ? `ended its reader (${reason})` : reason, options);
    await persist(options, () => queue.again(job, reason, killed));
    await tell({ kind: 'again', input, error: reason, tries: job.tries + 1 });
    return;
  }
  await persist(options, () => queue.done(job, added.outcome));
  await tell({ kind: 'done', input, outcome: added.outcome });
}

async function keep(job: Job, options: WorkOptions): Promise<Added> {
  const { url, page } = job.page;
  if (page === undefined) {
    const kept = await keepPage(url ?? job.page.input, { etag: null, lastModified: null }, options);
    if (kept.added === null) throw new OnrecordError('url-status', '304 Not Modified');
    return kept.added;
  }
  const given = unqueued(page);
  const record = await options.read(given);
  const bytes = given.bytes ?? new TextEncoder().encode(given.html ?? given.text ?? '');
  const headers = given.contentType === undefined ? {} : { 'content-type': given.contentType };
  return await options.ledger.add(record, { bytes, headers });
}

async function setAside(job: Job, error: string, options: WorkOptions): Promise<void> {
  await persist(options, () => options.queue.setAside(job, error));
  await options.tell({
    kind: 'set-aside',
    input: job.page.input,
    error,
    tries: job.tries + job.kills + job.losses + 1,
  });
}

async function returned(job: Job, { queue }: WorkOptions): Promise<void> {
  // Where this fails, the page comes up again by itself when its time has run out.
  await queue.giveBack([job]).catch(() => undefined);
}

/** Does something as soon as the database is there; null where the work is to end and it is not. */
async function persist<T>({ stop, tell, wait }: WorkOptions, work: () => Promise<T>): Promise<T | null> {
  let told = false;
  for (;;)
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof OnrecordError) || !/^ledger-(?:lost|unreachable)$/.test(error.code)) throw error;
      if (stop.aborted) return null;
      if (!told) await tell({ kind: 'away', error });
      told = true;
      await wait(PAUSE, stop).catch(() => undefined);
    }
}
