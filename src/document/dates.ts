import { entriesOf, perLanguage, type Language } from '../language/language.js';

interface Names {
  months: Map<string, number>;
  zones: Map<string, string>;
  /** Finds a day with its month, in all the orders that pages use. */
  day: RegExp;
  /** The words before a date of publication, of change; at the start of a line. */
  published: RegExp;
  modified: RegExp;
  /** A line that is a date and nothing else. */
  bare: RegExp;
}

interface Lists {
  months: Record<string, number>;
  weekdays: string[];
  published: string[];
  modified: string[];
  zones: Record<string, string>;
}

/** A date read from words: `iso` is a date, or a date-time with its zone where one was given. */
export interface ReadDate {
  iso: string;
  /** Where it stands in the words that were read. */
  start: number;
  end: number;
}

/** Lines longer than this, in UTF-16 units, hold no bare date. */
const LONGEST = 160;
const ISO =
  /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2})?)?(?![\d])/i;
const CLOCK =
  /(?<![\d:])(\d{1,2})[:.](\d{2})(?::(\d{2}))?\s*([ap])?\.?(m)?\.?(?![\d:])|(?<!\d)(\d{2})(\d{2})(?=\s*(?:GMT|UTC|hrs|hours)\b)|(?<!\d)(\d{1,2})\s*([ap])\.?m\.?/i;
const LATE_YEAR = /^\s*,?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s+[A-Z]{2,5})?\s+(\d{4})(?!\d)/;
const OFFSET = /^\s*[,(]?\s*(?:GMT|UTC)?\s*([+\-−])\s?(\d{1,2})(?::?(\d{2}))?(?!\d)/i;

const namesOf = perLanguage((language): Names => {
  const lists = entriesOf<Lists>(language, 'dates');
  const longestFirst = (words: string[]): string => [...words].sort((a, b) => b.length - a.length).join('|');
  const month = `(${longestFirst(Object.keys(lists.months))})\\.?`;
  const weekday = `(?:${longestFirst(lists.weekdays)})\\b\\.?`;
  const day = '(\\d{1,2})(?:st|nd|rd|th)?';
  return {
    months: new Map(Object.entries(lists.months)),
    zones: new Map(Object.entries(lists.zones)),
    day: new RegExp(
      `(?<![\\p{L}\\d])(?:${month}\\s+${day}(?!\\d)(?:,?\\s+(\\d{4})(?!\\d))?|${day}\\s+(?:of\\s+)?${month}(?![\\p{L}])(?:,?\\s+(\\d{4})(?!\\d))?|(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})(?!\\d))`,
      'iu',
    ),
    published: new RegExp(`^(?:${longestFirst(lists.published)})\\b\\s*:?\\s*`, 'iu'),
    modified: new RegExp(`^(?:${longestFirst(lists.modified)})\\b\\s*:?\\s*`, 'iu'),
    bare: new RegExp(
      `${weekday}|${longestFirst([...lists.published, ...lists.modified])}|\\b(?:at|on|local time|${longestFirst(Object.keys(lists.zones))}|et|ct|mt|pt|am|pm|a\\.m\\.|p\\.m\\.)(?![\\p{L}])|(?:GMT|UTC)?\\s?[+-]\\d{1,2}(?::?\\d{2})?|\\d+ min(?:utes?)? read`,
      'giu',
    ),
  };
});

const two = (value: number): string => String(value).padStart(2, '0');

function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1600 || year > 2200 || month < 1 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${String(year)}-${two(month)}-${two(day)}`;
}

/** The year in which a day without one lies nearest to a known date. */
function nearestYear(month: number, day: number, known: string): number | null {
  const at = Date.parse(known.slice(0, 10));
  if (Number.isNaN(at)) return null;
  const year = new Date(at).getUTCFullYear();
  const gap = (one: number): number => Math.abs(Date.UTC(one, month - 1, day) - at);
  return [year - 1, year, year + 1].reduce((best, one) => (gap(one) < gap(best) ? one : best));
}

/**
 * Time and zone in words that follow or go before a date ("14:05 GMT+6", "2:16 AM EST"); the empty string for none.
 */
function timeIn(words: string, names: Names): string {
  const clock = CLOCK.exec(words);
  if (!clock) return '';
  let hour = Number(clock[1] ?? clock[6] ?? clock[8]);
  const minute = Number(clock[2] ?? clock[7] ?? 0);
  const half = (clock[4] ?? clock[9])?.toLowerCase();
  if (half && hour <= 12) hour = (hour % 12) + (half === 'p' ? 12 : 0);
  if (hour > 23 || minute > 59) return '';
  const time = `T${two(hour)}:${two(minute)}:${clock[3] ?? '00'}`;
  const rest = words.slice(clock.index + clock[0].length);
  const offset = OFFSET.exec(rest);
  if (offset && Number(offset[2]) <= 14) {
    return `${time}${offset[1] === '+' ? '+' : '-'}${two(Number(offset[2]))}:${offset[3] ?? '00'}`;
  }
  const zone = /^[\s,(]*([a-z]{1,4})\b/i.exec(rest)?.[1]?.toLowerCase();
  return time + (zone ? (names.zones.get(zone) ?? '') : '');
}

/**
 * The first date in some words, as ISO: a date, or a date-time when a time stands beside it, with its zone if given.
 * @param words a line of a page or the value of a meta element
 * @param known an ISO date that settles the year of a day without one; without it such a day is no date
 * @example readDate('Published 3 March 2019, 14:05 GMT+6', english)?.iso // '2019-03-03T14:05:00+06:00'
 */
export function readDate(words: string, language: Language, known: string | null = null): ReadDate | null {
  const names = namesOf(language);
  const text = words.slice(0, 400);
  const iso = ISO.exec(text);
  if (iso) {
    const date = isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    if (date) {
      const span = { start: iso.index, end: iso.index + iso[0].length };
      if (iso[4] === undefined || Number(iso[4]) > 23 || Number(iso[5]) > 59) return { iso: date, ...span };
      const zone = (iso[7] ?? '').toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
      return { iso: `${date}T${iso[4]}:${iso[5]!}:${iso[6] ?? '00'}${zone}`, ...span };
    }
  }
  const found = names.day.exec(text);
  if (!found) return null;
  const numbers = found[7] !== undefined;
  const month = numbers ? Number(found[8]) : names.months.get((found[1] ?? found[5])!.toLowerCase())!;
  const day = Number(found[2] ?? found[4] ?? found[7]);
  const written = found[3] ?? found[6] ?? found[9];
  let end = found.index + found[0].length;
  let year = written === undefined ? null : Number(written);
  // The year may stand after the time: "Mon Mar 4 14:05:09 UTC 2019".
  const late = year === null ? LATE_YEAR.exec(text.slice(end, end + 40)) : null;
  if (late) year = Number(late[1]);
  if (year === null && known !== null) year = nearestYear(month, day, known);
  const date = year === null ? null : isoDate(year, month, day);
  if (!date) return null;
  // A time stands after the date or just before it; the year may stand after the time ("Wed Nov 20 10:11 2019").
  const after = text.slice(end, end + 60);
  const before = text.slice(Math.max(0, found.index - 40), found.index);
  const time = timeIn(after, names) || timeIn(before, names);
  if (timeIn(after, names)) end += after.length - after.trimStart().length;
  return { iso: date + time, start: found.index, end };
}

/** What a line about the page's own dates says. */
export interface DateLine {
  published: string | null;
  modified: string | null;
}

/**
 * The dates of a line that holds nothing but dates ("Published 3 March 2019 | Last updated 4 March 2019");
 * null for any other line.
 * @example readDateLine('Updated 1:33 am CST, Wednesday, November 20, 2019', english)?.modified
 */
export function readDateLine(line: string, language: Language, known: string | null = null): DateLine | null {
  if (line.length > LONGEST || !/\d/.test(line)) return null;
  const names = namesOf(language);
  const result: DateLine = { published: null, modified: null };
  for (const piece of line.split(
    /\s*[|•·;]\s*|\s+[-–—]\s+(?=\p{L})|\s*(?<!\b(?:last|first)\s)(?=\b(?:(?:last|first) )?(?:updated|modified|posted|published)\b)/iu,
  )) {
    if (piece === '') continue;
    const date = readDate(piece, language, known);
    if (!date) {
      // A time alone, a zone or the number of minutes may stand beside the date.
      if (/\p{L}{3,}/u.test(piece.replace(names.bare, ' '))) return null;
      continue;
    }
    const rest = piece.replace(names.day, ' ').replace(ISO, ' ').replace(names.bare, ' ').replace(CLOCK, ' ');
    if (/\p{L}{2,}/u.test(rest.replace(names.bare, ' '))) return null;
    if (names.modified.test(piece)) result.modified ??= date.iso;
    else result.published ??= date.iso;
  }
  return result.published === null && result.modified === null ? null : result;
}

/** The date that an address names ("/2018/02/21/"), or null. */
export function dateInAddress(url: string): string | null {
  const found = /\/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)/.exec(url.slice(0, 2000));
  return found ? isoDate(Number(found[1]), Number(found[2]), Number(found[3])) : null;
}
