/** Days since 1970-01-01, by the date as it is written: the day at the place of the writer. */
export function dayOf(iso: string | null): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/u.exec(iso ?? '');
  if (!match) return null;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return Number.isFinite(ms) ? Math.round(ms / 86_400_000) : null;
}

/** Minutes since 1970-01-01T00:00Z of an ISO date or date-time. @example minuteOf('1970-01-01T00:10:00Z') // 10 */
export function minuteOf(iso: string | null): number | null {
  const ms = iso === null ? NaN : Date.parse(iso);
  return Number.isFinite(ms) ? Math.floor(ms / 60_000) : null;
}

/** When two reports say the words fell, beside one another. */
export type DayRelation = 'same' | 'near' | 'open' | 'week' | 'back' | 'late' | 'other';

interface Dated {
  /** The page says that the words are of an earlier day. */
  back: boolean;
  /** The cue is of words that fell when the page has them: "told the Arden Times", "testified". */
  fresh: boolean;
  /** Day on which the words were said. */
  said: number | null;
  /** Day of publication. */
  published: number | null;
}

/** The most days that a report lags behind the words without saying when they fell. */
const LAG = 3;
/** Weeklies, and papers that take up what an agency had, come so many days later. */
const WEEK = 7;

/**
 * Whether two reports can be of one occasion.
 * `same`: both say one day; `near`: both say a day, one apart (clocks differ round the world);
 * `open`: nothing tells; `week`: one came some days later and does not say of which day; `back`: one came many days after the other, and looks back; `late`: it does not even do that;
 * `other`: the days contradict each other, or somebody is told the words long after others had them.
 * @example dayRelation({ said: 10, published: 10, back: false, fresh: false }, { said: 17, published: 17, back: false, fresh: false }) // 'other'
 */
export function dayRelation(a: Dated, b: Dated): DayRelation {
  if (a.said !== null && b.said !== null) {
    const apart = Math.abs(a.said - b.said);
    return apart === 0 ? 'same' : apart === 1 ? 'near' : 'other';
  }
  const day = a.said ?? b.said;
  const other = a.said === null ? a : b;
  if (day !== null) {
    if (other.published === null) return 'open';
    const lag = other.published - day;
    // A page cannot report what was said after it came out, but for the clocks of the world.
    if (lag < -1) return 'other';
    return lag <= LAG ? 'open' : lagging(other, lag);
  }
  if (a.published === null || b.published === null) return 'open';
  const apart = Math.abs(a.published - b.published);
  if (apart <= LAG) return 'open';
  return lagging(a.published > b.published ? a : b, apart);
}

/** What a report is to words of so many days before it: what somebody is told long after others had it was said again. */
function lagging({ back, fresh }: Dated, days: number): DayRelation {
  if (back) return 'back';
  if (days <= WEEK) return 'week';
  return fresh ? 'other' : 'late';
}

/**
 * Whether two reports whose days contradict each other may be of one occasion all the same: their pages came out together,
 * and one dates the words otherwise or was read so. Who repeats himself is reported later.
 * @example mayBeMisdated({ said: 10, published: 10, back: false, fresh: false }, { said: 7, published: 10, back: false, fresh: false }) // true
 */
export const mayBeMisdated = (a: Dated, b: Dated): boolean =>
  a.published !== null &&
  b.published !== null &&
  Math.abs(a.published - b.published) <= LAG &&
  dayRelation(a, b) === 'other';
