import type { Language } from '../language/language.js';
import { occasionListsOf, type OccasionLists } from './occasion-lists.js';
import type { Token } from './tokens.js';

/** The day a page counts from: its day of publication, `2024-05-07`. */
type Day = string;

const MS = 86_400_000;
const two = (number: number) => String(number).padStart(2, '0');

function isoOf(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}

/** The day so many days after another. @example shift('2024-05-07', -1) // '2024-05-06' */
export function shift(day: Day, days: number): Day {
  return isoOf(Date.parse(`${day}T00:00:00Z`) + days * MS);
}

/** How many days the second day is after the first. @example daysBetween('2024-05-01', '2024-05-07') // 6 */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS;
}

/** What a day stands before when it is only another thing's day: "the Sept. 16 debate". */
function names(tokens: readonly Token[], from: number, to: number, lists: OccasionLists): boolean {
  const before = tokens[from - 1];
  const next = tokens[to + 1];
  return (
    before !== undefined &&
    next !== undefined &&
    !(lists.spoken.has(next.lower) && lists.spokenArticles.has(before.lower)) &&
    lists.owned.has(before.lower) &&
    (lists.ownedAlways.has(before.lower) || (next.joined && !lists.loose.has(next.lower)))
  );
}

/** Days ahead of publication up to which a date without a year is one of the same year. */
const AHEAD = 3;
/** Days ahead of publication up to which such a date is one to come. */
const SOON = 180;
/** Words between a weekday's "'s" and its event: "Saturday's second televised debate". */
const BETWEEN = 3;

/** A day named in the text, with the words that name it. */
export interface NamedDay {
  /** ISO date; `--02-20` (ISO 8601 without its year) where the page does not tell the year. */
  iso: string;
  /** Index of its first and last word. */
  from: number;
  to: number;
  /** How many days before the day of the story it is, where it counts from that ("a day earlier"); `iso` then counts from publication. */
  earlier?: number;
}

/** Most days that are counted one by one: "40 days ago" is a round number. */
const COUNTED = 20;

/** "two days ago", "a day earlier", "the previous day": a day that is told by how far back it is. */
function countedDay(
  tokens: readonly Token[],
  i: number,
  published: Day,
  lists: OccasionLists,
): NamedDay | null {
  const token = tokens[i]!;
  const next = tokens[i + 1];
  const unit = next?.joined ? next.lower : '';
  const open = (phrase: string, to: number) => {
    const behind = tokens[to + 1];
    return lists.openUnits.has(phrase) && behind?.joined === true && !lists.joints.has(behind.lower);
  };
  const days = lists.earlier[`${token.lower} ${unit}`];
  if (days !== undefined && !next!.possessive) {
    const to = i + 1;
    if (open(`${token.lower} ${unit}`, to)) return null;
    return { iso: shift(published, days), from: i, to, earlier: -days };
  }
  const ago = /^\d{1,2}$/u.test(token.text) ? Number(token.text) : lists.ago[token.lower];
  const second = tokens[i + 2];
  if (ago === undefined || ago > COUNTED || unit === '' || !second?.joined) return null;
  if (lists.roughly.has(tokens[i - 1]?.lower ?? '') && token.joined) return null;
  const phrase = `${unit} ${second.lower}`;
  const named = { iso: shift(published, -ago), from: i, to: i + 2 };
  if (lists.agoUnits.has(phrase)) return named;
  if (!lists.earlierUnits.has(phrase) || open(phrase, i + 2)) return null;
  return { ...named, earlier: ago };
}

/** Whether an event at which people speak stands behind a weekday's "'s". */
function ownsEvent(tokens: readonly Token[], from: number, { spoken }: OccasionLists): boolean {
  for (let i = from; i <= from + BETWEEN; i++) {
    const token = tokens[i];
    if (!token || (i > from && !token.joined)) return false;
    if (spoken.has(token.lower)) return true;
  }
  return false;
}

/** Whether the name of what is printed on a weekday stands behind its "'s", and nothing else: "in Monday's Velm Courier that". */
function ownsPaper(tokens: readonly Token[], from: number, { joints }: OccasionLists): boolean {
  let i = from;
  while (tokens[i]?.capital && (i === from || tokens[i]!.joined)) i++;
  const behind = tokens[i];
  return i > from && (!behind?.joined || joints.has(behind.lower));
}

/**
 * A day that some word begins to name: "Tuesday", "yesterday", "three days ago", "February 20", "20 February 2018".
 * A weekday is the last one on or before the day of publication; "last Tuesday" is not the same day.
 * @param i index of the word
 * @param published day of publication, null where it is not known: then weekdays say nothing
 * @example dayAt(tokens, 4, '2016-10-13', english)?.iso // '2016-10-11'
 */
export function dayAt(
  tokens: readonly Token[],
  i: number,
  published: Day | null,
  language: Language,
): NamedDay | null {
  const lists = occasionListsOf(language);
  const token = tokens[i]!;
  const next = tokens[i + 1];
  const before = tokens[i - 1];
  const month = token.capital ? lists.months[token.lower] : undefined;
  if (month !== undefined) {
    const dayFirst = before && /^\d{1,2}(?:st|nd|rd|th)?$/u.test(before.text) && /^\s$/u.test(token.gap);
    const dayAfter = next && /^\d{1,2}(?:st|nd|rd|th)?$/u.test(next.text) && /^\.?\s$/u.test(next.gap);
    if (!dayFirst && !dayAfter) return null;
    const to = dayAfter ? i + 1 : i;
    const day = parseInt((dayAfter ? next : before!).text, 10);
    if (day < 1 || day > 31) return null;
    const year = tokens[to + 1];
    const given = year && /^(?:19|20)\d\d$/u.test(year.text) && /^,?\s$/u.test(year.gap) ? year.text : null;
    const rest = `${two(month)}-${two(day)}`;
    const named = { from: dayAfter ? i : i - 1, to: given ? to + 1 : to };
    if (names(tokens, named.from, named.to, lists)) return null;
    if (given) return { iso: `${given}-${rest}`, ...named };
    if (!published) return { iso: `--${rest}`, ...named };
    const year0 = Number(published.slice(0, 4));
    const same = `${String(year0)}-${rest}`;
    if (same <= shift(published, AHEAD)) return { iso: same, ...named };
    // Words are not said in the future: a day soon to come is that of something else.
    return same <= shift(published, SOON) ? null : { iso: `${String(year0 - 1)}-${rest}`, ...named };
  }
  if (!published) return null;
  const weekday = token.capital ? lists.weekdays[token.lower] : undefined;
  if (weekday !== undefined) {
    // "Tuesday's primary" and "next Tuesday" are other days than that of the words; "at Tuesday's rally" is not.
    const part = next && lists.partsOfDay.has(next.lower) ? 1 : 0;
    const former = before?.lower ?? '';
    if (token.possessive || (part && next!.possessive)) {
      const from = i + 1 + part;
      if (!lists.at.has(former) || !(ownsEvent(tokens, from, lists) || ownsPaper(tokens, from, lists)))
        return null;
    }
    if (lists.notThatDay.has(former)) return null;
    const noun = next?.joined && lists.owned.has(former) ? next.lower : '';
    if (noun && !lists.spoken.has(noun)) return null;
    const today = new Date(`${published}T00:00:00Z`).getUTCDay();
    let back = (today - weekday + 7) % 7;
    if (back === 0 && lists.last.has(former)) back = 7;
    return { iso: shift(published, -back), from: i, to: i };
  }
  const counted = countedDay(tokens, i, published, lists);
  if (counted) return counted;
  for (const length of [3, 2, 1]) {
    const words = tokens
      .slice(i, i + length)
      .map(({ lower }) => lower)
      .join(' ');
    const days = lists.days[words];
    if (days !== undefined && !tokens[i + length - 1]?.possessive) {
      return { iso: shift(published, days), from: i, to: i + length - 1 };
    }
  }
  return null;
}
