import type { Ledger, SearchQuery } from '../ledger/types.js';
import type { Act, SpeakerKind } from '../record.js';

/** Who does what how often: the rows of the topic's matrix. */
export interface Matrix {
  acts: Act[];
  speakers: { id: string; name: string; kind: SpeakerKind; total: number; counts: number[] }[];
  total: number;
  more: boolean;
}

/** What is done when: counts by act and month. */
export interface Timeline {
  months: string[];
  acts: { act: Act; counts: number[] }[];
  total: number;
  more: boolean;
}

/** Rows and columns that a screen can show at once. */
const MOST_SPEAKERS = 12;
const MOST_ACTS = 18;

/**
 * How the statements of a query spread over speakers and acts: one count for all, then one for each of the speakers who
 * speak most.
 * @param ledger the ledger
 * @param query which statements
 */
export async function matrixOf(ledger: Ledger, query: SearchQuery): Promise<Matrix> {
  const all = await ledger.facets(query);
  const speakers = all.speaker.slice(0, MOST_SPEAKERS);
  const acts = all.act.slice(0, MOST_ACTS).map(({ value }) => value);
  const each = await Promise.all(
    speakers.map(async ({ id }) => (await ledger.facets({ ...query, speaker: id })).act),
  );
  return {
    acts,
    speakers: speakers.map(({ id, name, kind, count }, i) => ({
      id,
      name,
      kind,
      total: count,
      counts: acts.map((act) => each[i]?.find(({ value }) => value === act)?.count ?? 0),
    })),
    total: all.total,
    more: all.more,
  };
}

/**
 * How the statements of a query spread over acts and months, every month between the first and the last named.
 * @param ledger the ledger
 * @param query which statements
 */
export async function timelineOf(ledger: Ledger, query: SearchQuery): Promise<Timeline> {
  const all = await ledger.facets(query);
  const acts = all.act.map(({ value }) => value);
  const each = await Promise.all(acts.map(async (act) => (await ledger.facets({ ...query, act })).month));
  const known = [...new Set(each.flatMap((list) => list.map(({ value }) => value)))].sort();
  const months = monthsBetween(known[0], known.at(-1));
  return {
    months,
    acts: acts.map((act, i) => ({
      act,
      counts: months.map((month) => each[i]?.find(({ value }) => value === month)?.count ?? 0),
    })),
    total: all.total,
    more: all.more,
  };
}

/** Fifty years: a wrong year in one page must not make a list without end. */
const MOST_MONTHS = 600;

/** Every month from one to another. @example monthsBetween('2023-12', '2024-01') // ['2023-12', '2024-01'] */
function monthsBetween(first: string | undefined, last: string | undefined): string[] {
  if (first === undefined || last === undefined) return [];
  const months: string[] = [];
  let [year, month] = last.split('-').map(Number) as [number, number];
  while (months.length < MOST_MONTHS) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (name < first) break;
    months.push(name);
    if (--month === 0) [year, month] = [year - 1, 12];
  }
  return months.reverse();
}
