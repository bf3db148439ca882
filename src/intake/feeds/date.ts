/** Zones that RFC 822 names, and the ones that feeds use beside them, in minutes east of Greenwich. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  sgt: 480,
  hkt: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  acdt: 630,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  brt: -180,
  edt: -240,
  est: -300,
  cdt: -300,
  cst: -360,
  mdt: -360,
  mst: -420,
  pdt: -420,
  pst: -480,
  akdt: -480,
  akst: -540,
  hst: -600,
};

/** Languages whose names of months are known: feeds often follow their site's language against RFC 822. */
const LANGUAGES =
  'en ar bg ca cs da de el es et fi fr hr hu id it lt lv nb nl pl pt ro ru sk sl sr sv tr uk vi'.split(' ');

const plainName = (name: string) => name.toLowerCase().normalize('NFC').replace(/\.$/, '');

let names: Map<string, number> | undefined;

/** The number of a month, from 1, by its name; a name that two languages give to different months counts for neither. */
function monthNamed(name: string): number | undefined {
  if (!names) {
    names = new Map();
    const english = new Set<string>();
    for (const language of LANGUAGES)
      for (const style of ['long', 'short'] as const)
        for (const day of [undefined, 'numeric'] as const) {
          const format = new Intl.DateTimeFormat(language, { month: style, day, timeZone: 'UTC' });
          for (let month = 1; month <= 12; month++) {
            const parts = format.formatToParts(Date.UTC(2024, month - 1, 1));
            const name = plainName(parts.find(({ type }) => type === 'month')?.value ?? '');
            if (!/^\p{L}{3,}/u.test(name) || english.has(name)) continue;
            if (language === 'en') english.add(name);
            const known = names.get(name);
            names.set(name, known === undefined || known === month ? month : 0);
          }
        }
    names.set('sept', 9);
  }
  return names.get(plainName(name)) || undefined;
}

const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([ap]\.?m\.?)?`;
/** A zone by its number, whatever name stands with it (`+0100 CET`), else by its name. */
const ZONE = String.raw`\s*(?:((?:GMT|UTC|UT)?[+-]\d{1,2}:?(?:\d{2})?)(?:\s+[A-Za-z]{1,5})?|(?:Etc/)?([A-Za-z]{1,5}))?`;
const TIME = String.raw`(?:(?:\s+|\s*[T,]\s*|\s+at\s+|\s+-\s+)${CLOCK}${ZONE})?`;
const WEEKDAY = String.raw`(?:\p{L}{1,15}\.?(?:\s*,\s*|\s+))?`;
/** The 2nd of March. */
const ORDINAL = '(?:st|nd|rd|th)?';
const NAME = String.raw`(\p{L}{3,15})\.?`;

/** The forms of a date, and where in each the day, the month and the year stand. */
const FORMS: readonly { form: RegExp; day: number; month: number; year: number }[] = [
  // 2026-03-02T10:00:00+05:00 (W3C-DTF, RFC 3339), 2026/03/02 10:00
  {
    form: new RegExp(`^${WEEKDAY}(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})${TIME}$`, 'iu'),
    year: 1,
    month: 2,
    day: 3,
  },
  // Mon, 02 Mar 2026 10:00:00 GMT (RFC 822), 2 March 2026
  {
    form: new RegExp(
      `^${WEEKDAY}(\\d{1,2})${ORDINAL}\\.?[\\s-]+(?:de\\s+)?${NAME}(?:[\\s-]+|\\s+de\\s+)(\\d{2}|\\d{4})${TIME}$`,
      'iu',
    ),
    day: 1,
    month: 2,
    year: 3,
  },
  // March 2, 2026 4:05 PM; Mon Mar 02 2026 10:00:00 GMT+0100
  {
    form: new RegExp(`^${WEEKDAY}${NAME}\\s+(\\d{1,2})${ORDINAL}(?:,\\s*|\\s+)(\\d{4})${TIME}$`, 'iu'),
    month: 1,
    day: 2,
    year: 3,
  },
  // 02.03.2026 10:00: with dots the day always stands first
  { form: new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${TIME}$`, 'iu'), day: 1, month: 2, year: 3 },
  // 13/03/2026 or 3/13/2026: only where one of the numbers can be no month
  {
    form: new RegExp(`^(1[3-9]|2\\d|3[01])/(0?[1-9]|1[0-2])/(\\d{4})${TIME}$`, 'iu'),
    day: 1,
    month: 2,
    year: 3,
  },
  {
    form: new RegExp(`^(0?[1-9]|1[0-2])/(1[3-9]|2\\d|3[01])/(\\d{4})${TIME}$`, 'iu'),
    month: 1,
    day: 2,
    year: 3,
  },
];
/** Other writings of a form above, and how they become it. */
const REWRITTEN: readonly (readonly [RegExp, string])[] = [
  // A minus sign that is no hyphen
  [/\u2212/g, '-'],
  // Mon Mar 2 10:00:00 2026, as C's asctime writes it
  [
    /^\p{L}{2,9}\s+(\p{L}{3,15})\.?\s+(\d{1,2})\s+(\d{1,2}:\d{2}:\d{2})\s+([A-Z]{1,5}(?:[+-]\d{2}:?\d{2})?\s+)?(\d{4})$/iu,
    '$1 $2 $5 $3 $4',
  ],
  // 20260302T100000Z, ISO 8601's basic form
  [/^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z|[+-]\d{4})?)$/i, '$1-$2-$3T$4:$5:$6$7'],
  [/^((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/, '$1-$2-$3'],
  // 2026年3月2日, 2026년 3월 2일
  [/^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/u, '$1-$2-$3 '],
];
/** A year, or with its month: W3C-DTF's shorter forms. */
const NO_DAY = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/;

/**
 * A feed's date as ISO 8601: a date-time in UTC, or a date alone where no time (or no known zone) is given; a month or
 * a year where the feed says no more. A time without a zone is taken as UTC, as feed readers do. What is no date, no day
 * of the calendar or could be two different days (02/03/2026) is null.
 * @param given as it stands in the feed: RFC 822, RFC 3339 or W3C-DTF, and what feeds write instead
 * @example isoDate('Mon, 02 Mar 2026 18:30:00 +0200') // '2026-03-02T16:30:00Z'
 * @see https://www.rfc-editor.org/rfc/rfc822#section-5 and https://www.w3.org/TR/NOTE-datetime
 */
export function isoDate(given: string | null | undefined): string | null {
  // No date is longer; what is would only keep the patterns busy.
  if (!given || given.length > 100) return null;
  let text = given
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (const [form, rewritten] of REWRITTEN) text = text.replace(form, rewritten).trim();
  const noDay = NO_DAY.exec(text);
  if (noDay) return plausible(Number(noDay[1])) ? text : null;
  for (const { form, ...at } of FORMS) {
    const found = form.exec(text);
    if (found) return assembled(found, at);
  }
  return null;
}

function plausible(year: number): boolean {
  return year >= 1900 && year <= 2200;
}

function assembled(found: RegExpExecArray, at: { day: number; month: number; year: number }): string | null {
  const given = found[at.month] ?? '';
  const month = /^\d/.test(given) ? Number(given) : monthNamed(given);
  const day = Number(found[at.day]);
  let year = Number(found[at.year]);
  // RFC 822 had two digits for the year; RFC 2822 says how they are to be read.
  if ((found[at.year] ?? '').length === 2) year += year < 50 ? 2000 : 1900;
  if (month === undefined || month < 1 || month > 12 || !plausible(year)) return null;
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const [hours, minutes, seconds, half, offset, name] = found.slice(4);
  if (hours === undefined) return date.toISOString().slice(0, 10);
  // ISO 8601 has 24:00 for the end of a day.
  const isMidnight = /^24(?:00)+$/.test(`${hours}${minutes ?? ''}${seconds ?? ''}`) && half === undefined;
  const hour = isMidnight ? 24 : ofDay(Number(hours), half);
  if (hour === null || Number(minutes) > 59 || Number(seconds ?? 0) > 60) return null;
  const east = minutesEast(offset ?? name);
  if (east === null) return date.toISOString().slice(0, 10);
  date.setUTCHours(hour, Number(minutes) - east, Math.min(Number(seconds ?? 0), 59));
  return date.toISOString().replace('.000Z', 'Z');
}

/** The hour of the day, 0 to 23, or null where there is none such. */
function ofDay(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0);
}

/** Minutes east of Greenwich; null for a zone that is not known. */
function minutesEast(zone: string | undefined): number | null {
  if (zone === undefined) return 0;
  const offset = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (!offset) return ZONES[zone.toLowerCase()] ?? null;
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
  return minutes > 15 * 60 ? null : offset[1] === '-' ? -minutes : minutes;
}
