import type { Added } from '../ledger/types.js';
import type { FeedCounts } from '../ledger/feed-book.js';
import { newMetrics } from '../prometheus.js';

/** What a watch has done since it started. */
export interface Tally {
  /** Feeds asked, by what came of it. */
  feeds: Record<'read' | 'unchanged' | 'failed', number>;
  /** Entries that feeds listed for the first time, or say other things of now. */
  entries: Record<'new' | 'changed', number>;
  /** Pages asked for, by what came of it. */
  pages: Record<Added['outcome'] | 'failed', number>;
  /** Milliseconds since 1970 at which something was last done, or found not to be due. */
  alive: number;
  started: number;
}

/** Nothing done yet. @param now milliseconds since 1970 */
export function newTally(now: number): Tally {
  return {
    feeds: { read: 0, unchanged: 0, failed: 0 },
    entries: { new: 0, changed: 0 },
    pages: { new: 0, version: 0, reread: 0, unchanged: 0, failed: 0 },
    alive: now,
    started: now,
  };
}

/**
 * The figures in Prometheus's text format.
 * @param counts how many feeds and pages there are; null where the ledger can't be asked at the moment
 */
export function metricsText(tally: Tally, counts: FeedCounts | null): string {
  const metrics = newMetrics();
  metrics.add('watch_start_time_seconds', 'gauge', 'When the watch started.', { all: tally.started / 1000 });
  metrics.add('watch_alive_time_seconds', 'gauge', 'When the watch last looked for work.', {
    all: tally.alive / 1000,
  });
  metrics.add('feed_checks_total', 'counter', 'Feeds asked.', tally.feeds, 'outcome');
  metrics.add(
    'feed_entries_total',
    'counter',
    'Entries listed for the first time, or changed.',
    tally.entries,
    'kind',
  );
  metrics.add('pages_total', 'counter', 'Pages asked for.', tally.pages, 'outcome');
  if (counts !== null) {
    const { alive, dead, failing, waiting, kept, failed } = counts;
    metrics.add('feeds', 'gauge', 'Feeds followed.', { alive, dead }, 'state');
    metrics.add('feeds_failing', 'gauge', 'Living feeds whose last reading failed.', { all: failing });
    metrics.add('feed_pages', 'gauge', 'Pages that feeds listed.', { waiting, kept, failed }, 'state');
  }
  return metrics.text();
}
