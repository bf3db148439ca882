const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Failures in a row after which a feed is taken for dead. */
export const DEAD_AFTER = 10;
/** A dead feed is asked so often, since some come back. */
const DEAD_EVERY = 7 * DAY;
/** A page that can't be had is tried so often. */
const PAGE_TRIES = 6;
/** After these times a page that is kept is asked for again: most edits come early. */
const AGAIN = [6 * HOUR, DAY, 7 * DAY];

/**
 * When a feed that failed is asked again: after twice the usual time, four times …, up to a day; a dead one each week.
 * @param every milliseconds between two readings of a feed that works
 * @param failures in a row, this one counted
 * @example afterFailure(15 * 60_000, 1) // 1_800_000
 */
export function afterFailure(every: number, failures: number): number {
  if (failures >= DEAD_AFTER) return DEAD_EVERY;
  return Math.max(every, Math.min(every * 2 ** failures, DAY));
}

/**
 * When a page that could not be had is tried again: after 1, 4, 16, 64 … minutes; null when it is enough.
 * @param failures in a row, this one counted
 */
export function afterPageFailure(failures: number): number | null {
  return failures >= PAGE_TRIES ? null : MINUTE * 4 ** (failures - 1);
}

/**
 * When a page that is kept is asked for again: after six hours, a day, a week, then no more.
 * @param asked how often it was asked for again already
 */
export function afterReading(asked: number): number | null {
  return AGAIN[asked] ?? null;
}

/** Milliseconds that `15m`, `2h`, `1d` or `90s` mean; null for anything else, and for less than a minute or more than 30 days. */
export function periodOf(words: string): number | null {
  const found = /^(\d{1,6}(?:\.\d{1,3})?)\s*([smhd])$/i.exec(words.trim());
  if (!found) return null;
  const unit = { s: 1000, m: MINUTE, h: HOUR, d: DAY }[found[2]?.toLowerCase() ?? ''] ?? 0;
  const period = Number(found[1]) * unit;
  return period >= MINUTE && period <= 30 * DAY ? period : null;
}
