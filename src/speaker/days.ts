import { entriesOf, type Language } from '../language/language.js';
import type { Token } from './tokens.js';

interface DayFile {
  weekdays: Record<string, number>;
  months: Record<string, number>;
  /** Words for days beside today, with how many days away. */
  days: Record<string, number>;
}

/** The day a page counts from: its day of publication, `2024-05-07`. */
type Day = string;

const MS = 86_400_000;
const two = (number: number) => String(number).padStart(2, '0');

function isoOf(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}

function shift(day: Day, days: number): Day {
  return isoOf(Date.parse(`${day}T00:00:00Z`) + days * MS);
}

/** Nouns that a day may stand before and still be the day of the words: "in a Sunday tweet". */
const SPOKEN =
  /^(?:night|morning|evening|afternoon|tweet|tweets|interview|speech|rally|statement|email|letter|briefing|news|press|appearance|event|conference|debate|hearing|address|remarks|post|memo|call|town|radio|television|panel)$/u;

/** What a day stands before when it is only another thing's day: "the Sept. 16 debate". */
function names(tokens: readonly Token[], from: number, to: number): boolean {
  const before = tokens[from - 1];
  const next = tokens[to + 1];
  return (
    before !== undefined &&
    next !== undefined &&
    !(SPOKEN.test(next.lower) && /^an?$/u.test(before.lower)) &&
    /^(?:the|their|his|her|its|a|an|of|our|this|for|since|until|by|from)$/u.test(before.lower) &&
    (/^(?:of|for|since|until|by|from)$/u.test(before.lower) ||
      (next.joined && !/^(?:in|at|on|that|with|when|after|before|and|said|as|to)$/u.test(next.lower)))
  );
}

/** Days ahead of publication up to which a date without a year is one of the same year. */
const AHEAD = 3;
/** Days ahead of publication up to which such a date is one to come. */
const SOON = 180;

/** A day named in the text, with the words that name it. */
export interface NamedDay {
  /** ISO date; `--02-20` (ISO 8601 without its year) where the page does not tell the year. */
  iso: string;
  /** Index of its first and last word. */
  from: number;
  to: number;
}

/**
 * A day that some word begins to name: "Tuesday", "yesterday", "February 20", "20 February 2018".
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
  const file = entriesOf<DayFile>(language, 'occasions');
  const token = tokens[i]!;
  const next = tokens[i + 1];
  const before = tokens[i - 1];
  const month = token.capital ? file.months[token.lower] : undefined;
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
    if (names(tokens, named.from, named.to)) return null;
    if (given) return { iso: `${given}-${rest}`, ...named };
    if (!published) return { iso: `--${rest}`, ...named };
    const year0 = Number(published.slice(0, 4));
    const same = `${String(year0)}-${rest}`;
    if (same <= shift(published, AHEAD)) return { iso: same, ...named };
    // Words are not said in the future: a day soon to come is that of something else.
    return same <= shift(published, SOON) ? null : { iso: `${String(year0 - 1)}-${rest}`, ...named };
  }
  if (!published) return null;
  const weekday = token.capital ? file.weekdays[token.lower] : undefined;
  if (weekday !== undefined) {
    // "Tuesday's primary" and "next Tuesday" are other days than that of the words; "at Tuesday's rally" is not.
    const part = next && /^(?:night|morning|evening|afternoon)$/u.test(next.lower) ? 1 : 0;
    if (token.possessive || (part && next!.possessive)) {
      const event = tokens[i + 1 + part]?.lower ?? '';
      if (!SPOKEN.test(event) || !/^(?:in|at|during|on)$/u.test(before?.lower ?? '')) return null;
    }
    if (
      /^(?:next|this|coming|every|each|until|by|super|since|through|black|good)$/u.test(before?.lower ?? '')
    )
      return null;
    if (/^(?:since|until|by|from|of|for)$/u.test(before?.lower ?? '')) return null;
    const noun = next?.joined && /^(?:the|a|his|her|their)$/u.test(before?.lower ?? '') ? next.lower : '';
    if (noun && !SPOKEN.test(noun)) return null;
    const today = new Date(`${published}T00:00:00Z`).getUTCDay();
    let back = (today - weekday + 7) % 7;
    if (back === 0 && before?.lower === 'last') back = 7;
    return { iso: shift(published, -back), from: i, to: i };
  }
  for (const length of [2, 1]) {
    const words = tokens
      .slice(i, i + length)
      .map(({ lower }) => lower)
      .join(' ');
    const days = file.days[words];
    if (days !== undefined && !tokens[i + length - 1]?.possessive) {
      return { iso: shift(published, days), from: i, to: i + length - 1 };
    }
  }
  return null;
}
