import type { Wording } from './wording.js';
import { bandsOf, hash32, shinglesOf } from './minhash.js';
import { termsOfReport, type Report, type ReportTerm } from './report.js';
import { asksBySurname, tellsName, tellsOffice } from './full-name.js';
import { handleOf } from './who.js';

/** A key that a report is found by, and how much sharing it counts. 53 bits: JavaScript and BIGINT hold it alike. */
export interface Key {
  key: number;
  /** 2 where one shared key is enough to compare, 1 where it takes two. */
  weight: 1 | 2;
}

/** Two reports are compared when the weights of the keys that they share come to this. */
export const ENOUGH = 2;

/** Days in one period. A report looks for others in the periods before and after its own. */
const PERIOD = 5;
/** The fewest words of meaning that a stretch needs for bands of its own, and for a key of its whole wording. */
const LEAST_FOR_BANDS = 2;
const LEAST_FOR_WHOLE = 4;
/** The fewest telling words that a stretch is filed by without their order. */
const LEAST_FOR_SET = 3;
/** The fewest words of meaning of a stretch that is found months later, too; of a short one, by two bands. */
const LEAST_FOR_SEASON = 4;
const LONG_FOR_SEASON = 10;
const BANDS_OF_SHORT = 2;
/** A sentence of grammar alone ("I did not do this") is filed under its whole wording from this many words on. */
const LEAST_PLAIN = 4;
/** The names of a page, and words of a report, that it is found by whoever its speaker is. */
const MOST_SUBJECTS = 5;
const MOST_TOPICS = 10;
/** The most stretches, and the most words of meaning, of one report that are filed. */
const MOST_STRETCHES = 12;
const MOST_WORDS = 24;

/** Periods in a season: pages of one story tell each other names, and look back, over seasons. */
const SEASON = 18;

/** When a report is of: a period by its number, a season by that of its first; null for a report without a day. */
type Time = number | null;

const timeOf = ({ said, published }: Report, periods: number): Time => {
  const day = said ?? published;
  return day === null ? null : Math.floor(day / (periods * PERIOD)) * periods;
};
/** The period that a report belongs to: by the day it was said, else by the day it came out. */
const periodOf = (report: Report): Time => timeOf(report, 1);
const seasonOf = (report: Report): Time => timeOf(report, SEASON);
/** A time and its neighbours, as reports are looked for. */
const around = (time: Time, periods: number): Time[] =>
  time === null ? [null] : [time - periods, time, time + periods];

/** Bits of a key for its time, and for the rest. */
const TIME_BITS = 13;
const REST_BITS = 40;

/**
 * The key of some words at a time. The time is in its upper bits: keys of the same days lie together in an index, so
 * that a page of today meets the same few parts of it however many years a ledger holds. Periods come round after 112
 * years, and whatever has no time lies with the first.
 */
function timedKey(time: Time, words: string): number {
  const text = `${words} ${String(time ?? '?')}`;
  const part = ((time ?? 0) & (2 ** TIME_BITS - 1)) * 2 ** REST_BITS;
  return part + (hash32(text) >>> (64 - REST_BITS)) * 2 ** 32 + hash32(text, 0x5bd1e995);
}

/** Speaker, period and one word of meaning. */
const speakerKey = (handle: string, period: Time, word: string): number =>
  timedKey(period, `s ${handle} ${word}`);

/** A main name of the page, period and one telling word. */
const storyKey = (mark: number, period: Time, word: string): number => timedKey(period, `n ${mark} ${word}`);

/**
 * The keys that a report is filed under:
 * MinHash bands of the whole, of each sentence and quoted stretch in its period, over pairs of neighbouring words and
 * over single telling words (near wording, whoever the speaker);
 * speaker, period and each word of meaning (other wording, same speaker);
 * each of the page's main names, period and telling word (other wording, on pages of one story);
 * speaker, season and telling words, where one page looks back and the other does not;
 * bands of longer stretches in the season, two together of shorter ones, and speaker and each sentence's whole wording,
 * whatever the day (an old quotation taken up again).
 * @example const filed = filedUnder(report, wording)
 */
export function filedUnder(report: Report, wording: Wording): Key[] {
  const period = periodOf(report);
  const season = seasonOf(report);
  const keys = keysIn(report, wording, [period], [season]);
  const handle = handleOf(report.who);
  for (const key of nameKeys(report)) keys.push({ key, weight: 1 });
  for (const key of memoryKeys(report, wording, report.back, [season])) keys.push({ key, weight: 1 });
  // For those who dispute a figure; reports are not compared for it.
  if (handle !== '' && termsOfReport(report, wording).some(({ kind }) => kind === 'number'))
    keys.push({ key: speakerKey(handle, period, ANY_NUMBER), weight: 1 });
  return keys;
}

/**
 * The keys that a report looks under: those it is filed under, in the periods before and after too.
 * A finds B exactly where B finds A.
 * @example const wanted = soughtUnder(report, wording)
 */
export function soughtUnder(report: Report, wording: Wording): Key[] {
  const seasons = around(seasonOf(report), SEASON);
  const keys = keysIn(report, wording, around(periodOf(report), 1), seasons);
  // Who looks back looks for what was said; what was said, for who looks back.
  for (const key of memoryKeys(report, wording, !report.back, seasons)) keys.push({ key, weight: 1 });
  return keys;
}

/** The most telling words by which a page that looks back finds what was said months ago. */
const MOST_REMEMBERED = 8;

/** Speaker, season and each telling word, of pages that look back and of others apart. */
function memoryKeys(report: Report, wording: Wording, back: boolean, seasons: readonly Time[]): number[] {
  const handle = handleOf(report.who);
  if (handle === '') return [];
  const telling = termsOfReport(report, wording).filter(({ weight }) => weight >= 1);
  const words = [...new Set(telling.map(({ key }) => key))].slice(0, MOST_REMEMBERED);
  const dated = seasons.filter((season) => season !== null);
  return dated.flatMap((season) =>
    words.map((word) => timedKey(season, `r ${back ? 'back' : 'said'} ${handle} ${word}`)),
  );
}

/** The words of a speaker's roles, and the names of the page, that a full name is filed under. */
const MOST_ROLES = 3;
const MOST_MARKS = 4;

/** One of a page's main names, season and surname. */
const surnameKeys = (handle: string, marks: readonly number[], season: Time) =>
  marks.map((mark) => timedKey(season, `l ${handle} ${mark}`));
/** One of a page's main names, season and a word of an office. */
const officeKeys = (roles: readonly string[], marks: readonly number[], season: Time): number[] =>
  roles.slice(0, MOST_ROLES).flatMap((word) => marks.map((mark) => timedKey(season, `o ${word} ${mark}`)));

/** The keys under which a report that names its speaker in full is found by those with the surname or the office alone. */
function nameKeys(report: Report): number[] {
  if (!tellsName(report)) return [];
  const { who } = report;
  const marks = report.story.slice(0, MOST_MARKS);
  const season = seasonOf(report);
  const offices = who.described ? [] : officeKeys(who.roles, marks, season);
  return [...surnameKeys(handleOf(who), marks, season), ...offices];
}

/**
 * The keys under which full names for a report's surname or office are filed, on pages of its story.
 * @example namesSought(report).length // 48
 */
export function namesSought(report: Report): number[] {
  return around(seasonOf(report), SEASON).flatMap((one) => [
    ...(asksBySurname(report) ? surnameKeys(handleOf(report.who), report.story, one) : []),
    ...(tellsOffice(report) ? officeKeys(report.who.roles, report.story, one) : []),
  ]);
}

/** Stands for any number among the words of a speaker. */
const ANY_NUMBER = '#';

/** The most names, and words, that an answer looks for what it answers by. */
const MOST_NAMES = 6;
const MOST_ANSWER_WORDS = 16;

/**
 * The keys that an answer looks under for what it answers: what those whom it names said in this period or the two
 * before, and what pages about the same names gave, in words that it shares.
 * @param report the answering statement
 * @param named handles of those whom it names
 * @param words keys of the words that it may share
 * @param figure whether it answers a number, whatever the number was
 */
export function answerKeys(
  report: Report,
  named: readonly string[],
  words: readonly string[],
  figure: boolean,
): number[] {
  const period = periodOf(report);
  const periods = period === null ? [null] : [period, period - 1, period - 2];
  const sought = words.slice(0, MOST_ANSWER_WORDS);
  return periods.flatMap((one) => [
    ...named
      .slice(0, MOST_NAMES)
      .flatMap((name) =>
        [...sought, ...(figure ? [ANY_NUMBER] : [])].map((word) => speakerKey(name, one, word)),
      ),
    ...report.story
      .slice(0, MOST_SUBJECTS)
      .flatMap((mark) => sought.slice(0, MOST_TOPICS).map((word) => storyKey(mark, one, word))),
  ]);
}

function keysIn(report: Report, wording: Wording, periods: readonly Time[], seasons: readonly Time[]): Key[] {
  const keys = new Map<number, 1 | 2>();
  const handle = handleOf(report.who);
  const file = (kind: string, bands: readonly number[], times: readonly Time[], weight: 1 | 2 = 2) => {
    for (const time of times)
      bands.forEach((band, i) => keys.set(timedKey(time, `${kind}${i} ${band}`), weight));
  };
  for (const stretch of stretchesOf(report, wording).slice(0, MOST_STRETCHES)) {
    const meaning = stretch.filter(({ weight }) => weight >= 0.5).map(({ key }) => key);
    const bands = meaning.length >= LEAST_FOR_BANDS ? bandsOf(shinglesOf(meaning)) : [];
    file('b', bands, periods);
    if (meaning.length >= LONG_FOR_SEASON) file('m', bands, seasons);
    else if (meaning.length >= LEAST_FOR_SEASON) file('m', bands.slice(0, BANDS_OF_SHORT), seasons, 1);
    const telling = new Set(stretch.filter(({ weight }) => weight >= 1).map(({ key }) => key));
    if (telling.size >= LEAST_FOR_SET) file('t', bandsOf([...telling].sort()), periods);
    if (meaning.length >= LEAST_FOR_WHOLE && handle !== '')
      keys.set(timedKey(null, `w ${handle} ${meaning.join(' ')}`), 2);
    if (meaning.length === 0 && stretch.length >= LEAST_PLAIN && handle !== '')
      for (const period of periods)
        keys.set(timedKey(period, `g ${handle} ${stretch.map(({ key }) => key).join(' ')}`), 2);
  }
  if (handle !== '') {
    const words = new Set<string>();
    for (const { key, weight } of termsOfReport(report, wording)) {
      if (weight >= 0.5) words.add(key);
      if (words.size === MOST_WORDS) break;
    }
    for (const period of periods) for (const word of words) keys.set(speakerKey(handle, period, word), 1);
  }
  const topics = new Set<string>();
  for (const { key, weight } of termsOfReport(report, wording)) {
    if (weight >= 1) topics.add(key);
    if (topics.size === MOST_TOPICS) break;
  }
  for (const mark of report.story.slice(0, MOST_SUBJECTS))
    for (const period of periods) for (const word of topics) keys.set(storyKey(mark, period, word), 1);
  return [...keys].map(([key, weight]) => ({ key, weight }));
}

/** All of it, its sentences, and quoted stretches that are less than a sentence. */
function stretchesOf(report: Report, wording: Wording): ReportTerm[][] {
  const terms = termsOfReport(report, wording);
  const stretches: ReportTerm[][] = [];
  let sentence: ReportTerm[] = [];
  terms.forEach((term, i) => {
    if (i > 0 && /[.!?;:]/u.test(report.text.slice(terms[i - 1]!.end, term.start))) {
      stretches.push(sentence);
      sentence = [];
    }
    sentence.push(term);
  });
  stretches.push(sentence);
  if (stretches.length > 1) stretches.unshift(terms);
  if (report.kind === 'mixed')
    for (const { start, end } of report.quoted)
      stretches.push(terms.filter((term) => term.start >= start && term.end <= end));
  return stretches;
}
