import { OnrecordError } from '../errors.js';
import type { Feed, FeedItem, FeedKind } from '../intake/feeds/feed.js';
import { readFeed } from '../intake/feeds/read-feed.js';
import { Refused } from '../intake/fetch.js';
import { Later } from '../intake/hosts.js';
import { faceOfEntry, type FeedBook, type FollowedFeed, type ListedPage } from '../ledger/feed-book.js';
import type { Tally } from './metrics.js';
import { isFinal, keepPage, type Means } from './page.js';
import { afterFailure, afterPageFailure, afterReading, DEAD_AFTER } from './schedule.js';

/** Something that happened, for whoever follows the watch. */
export type WatchEvent =
  | {
      kind: 'page';
      outcome: 'new' | 'version';
      url: string;
      document: string;
      headline: string | null;
      statements: number;
    }
  | { kind: 'page-failed'; url: string; error: OnrecordError }
  | { kind: 'feed-failed' | 'feed-dead'; address: string; error: OnrecordError; failures: number; next: Date }
  | { kind: 'feed-back'; address: string; failures: number }
  | { kind: 'feed-moved'; address: string; to: string }
  | { kind: 'ledger-away'; error: OnrecordError };

/** How feeds are followed, and what with. */
export interface WatchOptions extends Means {
  book: FeedBook;
  /** Milliseconds between two readings of a feed that works. */
  every: number;
  /** Ends the watch: what is being kept is kept, all else is given back. */
  stop: AbortSignal;
  tell: (event: WatchEvent) => Promise<void> | void;
  tally: Tally;
  now: () => Date;
  wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Ends as soon as nothing is due. For a run from a timer, and for tests. */
  once?: boolean;
}

/** Feeds and pages in hand at the same time. */
const AT_ONCE = 16;
/** The longest sleep, so that feeds which somebody else adds are seen. Milliseconds. */
const LONGEST_SLEEP = 30_000;
/** Between two attempts to reach a ledger that is away. */
const LEDGER_PAUSE = 5_000;
/** A list of lists is followed so far: the newest sitemaps of an index. */
const NEWEST_LISTS = 20;
const LISTS: readonly FeedKind[] = ['opml', 'list', 'sitemap-index'];

/** What is in hand. */
type Task = { feed: FollowedFeed } | { page: ListedPage };

/**
 * Follows the feeds of a ledger until it is told to stop: asks each when it is due, reads the pages that are new or
 * edited, and keeps them. A feed that fails is asked less often, one that is dead once a week. What it was doing when
 * the program is killed is done again at the next start; nothing is kept twice.
 * @param options how, and with what
 * @throws OnrecordError `ledger-…` where the ledger can't be used any more
 * @example await watch({ ledger, book, fetch, read, every: 900_000, stop, … })
 */
export async function watch(options: WatchOptions): Promise<void> {
  const { book, stop, tally, now, wait } = options;
  const running = new Map<Promise<void>, Task>();
  let fatal: unknown;
  const start = (task: Task) => {
    const work = ('feed' in task ? checkFeed(task.feed, options) : checkPage(task.page, options))
      .catch(async (error: unknown) => {
        if (stop.aborted) await giveBack(book, [task]);
        else if (isAway(error)) await options.tell({ kind: 'ledger-away', error });
        else fatal ??= error;
      })
      .finally(() => running.delete(work));
    running.set(work, task);
  };
  while (!stop.aborted && fatal === undefined) {
    tally.alive = now().getTime();
    let due: Task[];
    let sleep = LEDGER_PAUSE;
    try {
      const room = AT_ONCE - running.size;
      const feeds = room > 0 ? await book.dueFeeds(Math.ceil(room / 2)) : [];
      const pages = room > feeds.length ? await book.duePages(room - feeds.length) : [];
      due = [...feeds.map((feed) => ({ feed })), ...pages.map((page) => ({ page }))];
      if (due.length === 0 && running.size === 0) {
        if (options.once === true) break;
        const next = await book.nextDue();
        sleep = Math.min(Math.max(0, (next?.getTime() ?? Infinity) - now().getTime()) + 10, LONGEST_SLEEP);
      }
    } catch (error) {
      if (!isAway(error)) {
        fatal = error;
        break;
      }
      await options.tell({ kind: 'ledger-away', error });
      due = [];
    }
    for (const task of due) start(task);
    const slept = running.size > 0 && due.length === 0 ? LEDGER_PAUSE : due.length > 0 ? null : sleep;
    if (slept !== null) await Promise.race([...running.keys(), wait(slept, stop).catch(() => undefined)]);
    else if (running.size >= AT_ONCE) await Promise.race(running.keys());
  }
  await Promise.all(running.keys());
  if (fatal !== undefined) throw fatal as Error;
}

/** The ledger's database is not there at the moment. */
function isAway(error: unknown): error is OnrecordError {
  return (
    error instanceof OnrecordError && (error.code === 'ledger-lost' || error.code === 'ledger-unreachable')
  );
}

async function giveBack(book: FeedBook, tasks: readonly Task[]): Promise<void> {
  const feeds = tasks.flatMap((task) => ('feed' in task ? [task.feed.address] : []));
  const pages = tasks.flatMap((task) => ('page' in task ? [task.page.url] : []));
  // Where the ledger is away too, they come up again by themselves.
  await book.returned(feeds, pages).catch(() => undefined);
}

async function checkFeed(feed: FollowedFeed, options: WatchOptions): Promise<void> {
  const { book, every, fetch, limits, now, stop, tally } = options;
  const { address, etag, lastModified } = feed;
  const at = (milliseconds: number) => new Date(now().getTime() + milliseconds);
  let read: Feed | null = null;
  let fetched;
  try {
    fetched = await fetch(address, { ...limits, kind: 'feed', etag, lastModified, signal: stop });
    if (fetched.unchanged !== true) {
      const { bytes, url, contentType } = fetched;
      const { maxBytes } = limits;
      read = await readFeed(bytes, { url, contentType, ...(maxBytes === undefined ? {} : { maxBytes }) });
    }
  } catch (error) {
    if (stop.aborted || !(error instanceof OnrecordError)) throw error;
    return await feedFailed(feed, error, options);
  }
  if (feed.failures > 0 && feed.error !== null)
    await options.tell({ kind: 'feed-back', address, failures: feed.failures });
  const found = read === null ? { new: 0, changed: 0 } : await noteEntries(address, read, options);
  tally.feeds[read === null ? 'unchanged' : 'read']++;
  tally.entries.new += found.new;
  tally.entries.changed += found.changed;
  if (fetched.moved != null && fetched.moved !== address) {
    await book.feedMoved(address, fetched.moved);
    await options.tell({ kind: 'feed-moved', address, to: fetched.moved });
    return;
  }
  await book.feedChecked(address, {
    state: 'alive',
    failures: 0,
    error: null,
    changed: found.new + found.changed > 0,
    next: at(every),
    ...(read === null ? {} : { title: read.title, kind: read.kind }),
    // A feed that came cut short is asked for whole the next time.
    ...(read?.cut === true
      ? { etag: null, lastModified: null }
      : read === null
        ? {}
        : { etag: fetched.etag ?? null, lastModified: fetched.lastModified ?? null }),
  });
}

async function feedFailed(feed: FollowedFeed, error: OnrecordError, options: WatchOptions): Promise<void> {
  const { book, every, now, tally } = options;
  const { address } = feed;
  const at = (milliseconds: number) => new Date(now().getTime() + milliseconds);
  tally.feeds.failed++;
  // The host asked to wait, or is resting: no fault of this feed.
  if (error instanceof Later) {
    const next = new Date(Math.max(error.until.getTime(), at(every).getTime()));
    await book.feedChecked(address, {
      state: feed.state,
      failures: feed.failures,
      error: error.message,
      next,
    });
    return;
  }
  const gone = error instanceof Refused && error.status === 410;
  const failures = gone ? Math.max(feed.failures + 1, DEAD_AFTER) : feed.failures + 1;
  const next = at(afterFailure(every, failures));
  const dead = failures >= DEAD_AFTER;
  await book.feedChecked(address, { state: dead ? 'dead' : 'alive', failures, error: error.message, next });
  // Told when it begins to fail, and when it is given up: not every time between.
  if (dead ? feed.state !== 'dead' : feed.failures === 0)
    await options.tell({ kind: dead ? 'feed-dead' : 'feed-failed', address, error, failures, next });
}

/** Notes what a feed lists; a list of feeds is followed feed by feed. */
async function noteEntries(
  address: string,
  feed: Feed,
  { book }: WatchOptions,
): Promise<{ new: number; changed: number }> {
  if (!LISTS.includes(feed.kind))
    return await book.listed(
      address,
      feed.items.flatMap((item) => (item.link === null ? [] : [{ url: item.link, face: faceOf(item) }])),
    );
  const newest =
    feed.kind === 'sitemap-index' ? [...feed.items].sort(byDate).slice(0, NEWEST_LISTS) : feed.items;
  const links = newest.flatMap(({ link }) => (link === null ? [] : [link]));
  return { new: await book.follow(links, address), changed: 0 };
}

const byDate = (a: FeedItem, b: FeedItem) => (b.updated ?? '').localeCompare(a.updated ?? '');

function faceOf({ title, summary, published, updated }: FeedItem): string {
  return faceOfEntry([title, summary, updated ?? published]);
}

async function checkPage(page: ListedPage, options: WatchOptions): Promise<void> {
  const { book, now, stop, tally } = options;
  const { url, etag, lastModified } = page;
  const first = page.state !== 'kept';
  const at = (milliseconds: number | null) =>
    milliseconds === null ? null : new Date(now().getTime() + milliseconds);
  try {
    const kept = await keepPage(
      url,
      first ? { etag: null, lastModified: null } : { etag, lastModified },
      options,
      stop,
    );
    const outcome = kept.added?.outcome ?? 'unchanged';
    tally.pages[outcome]++;
    await book.pageChecked(url, {
      state: 'kept',
      failures: 0,
      error: null,
      etag: kept.etag,
      lastModified: kept.lastModified,
      asked: first ? 0 : page.asked + 1,
      next: at(afterReading(first ? 0 : page.asked + 1)),
      ...(kept.added === null ? {} : { document: kept.added.document }),
    });
    if (kept.added !== null && (outcome === 'new' || outcome === 'version')) {
      const { document, statements } = kept.added;
      await options.tell({
        kind: 'page',
        outcome,
        url,
        document,
        headline: kept.headline,
        statements: statements.length,
      });
    }
  } catch (error) {
    if (stop.aborted || isLedgerError(error)) throw error;
    const told =
      error instanceof OnrecordError
        ? error
        : new OnrecordError('unexpected', error instanceof Error ? error.message : String(error));
    const { failures, state } = page;
    if (error instanceof Later) {
      await book.pageChecked(url, { state, failures, error: told.message, next: error.until });
      return;
    }
    const wait = isFinal(error) ? null : afterPageFailure(failures + 1);
    await book.pageChecked(url, {
      // A page that was kept stays so; that it can't be had again is no loss.
      state: wait === null && first ? 'failed' : state,
      failures: failures + 1,
      error: told.message,
      next: at(wait),
    });
    if (wait !== null) return;
    tally.pages.failed++;
    if (first) await options.tell({ kind: 'page-failed', url, error: told });
  }
}

function isLedgerError(error: unknown): boolean {
  return error instanceof OnrecordError && /^ledger-|^model-|^language-/.test(error.code);
}
