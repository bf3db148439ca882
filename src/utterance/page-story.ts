import type { Language } from '../language/language.js';
import type { DocumentRecord } from '../record.js';
import { hash32 } from './minhash.js';
import { reporterText, sentencesOf } from './page-text.js';
import { termsOf } from './terms.js';
import { wordingOf } from './wording.js';

/** The most names of a page that are kept. */
const MOST_NAMES = 16;
/** The part of a long page that is looked at, in UTF-16 units: news tells first whom and where it is about. */
const LOOKED_AT = 6000;
/** Marks are this many bits: two names out of a page's sixteen fall together by chance once in a million. */
const BITS = 24;

/**
 * Marks of the names (of people, places, bodies) that a page has most, the most frequent first, its outlet's own left out. Two pages of one story
 * share some of them, whatever words they put it in.
 * @param record the page
 * @param language its lists tell which words in capitals are no names
 * @param ownVoice the page is its outlet's own, see `isOwnVoice`
 * @example storyOf(kpa, english).filter((mark) => storyOf(herald, english).includes(mark)).length // 5
 */
export function storyOf(record: DocumentRecord, language: Language, ownVoice = false): number[] {
  const wording = wordingOf(language);
  // Of a body's own page, who it is is part of the story.
  const outlet = ownVoice ? null : record.outlet.name;
  const own = new Set(
    termsOf(`${outlet ?? ''} ${record.dateline?.agency ?? ''} ${record.wire ?? ''}`, wording).map(
      ({ key }) => key,
    ),
  );
  const text = record.text.slice(0, LOOKED_AT);
  const reporter = reporterText(record).slice(0, LOOKED_AT);
  const names = new Map<string, number>();
  for (const { kind, key, form, weight } of termsOf(text, wording))
    if (kind === 'name' && weight >= 1 && form.length > 2 && !own.has(key))
      names.set(key, (names.get(key) ?? 0) + 1);
  // A word that the reporter also has in small letters is no name.
  const small = new Set(
    (reporter.match(/[\p{L}\p{M}]+/gu) ?? []).filter((word) => word === word.toLowerCase()),
  );
  for (const { form, key } of termsOf(text, wording)) if (small.has(form)) names.delete(key);
  return [...names]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_NAMES)
    .map(([name]) => hash32(name) >>> (32 - BITS));
}

const topics = new WeakMap<DocumentRecord, ReadonlySet<string>>();
/** A word that so many sentences of a page have is what the page is about. */
const TOPIC_SENTENCES = 3;

/**
 * Keys of the words that a page is about: two of its statements share them whatever they say.
 * @example topicsOf(kpa, english).has('bridg')
 */
export function topicsOf(record: DocumentRecord, language: Language): ReadonlySet<string> {
  const known = topics.get(record);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const sentence of sentencesOf(record)) {
    const keys = new Set(
      termsOf(sentence, wordingOf(language)).flatMap(({ key, weight }) => (weight > 0 ? [key] : [])),
    );
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const found = new Set([...counts].filter(([, count]) => count >= TOPIC_SENTENCES).map(([key]) => key));
  topics.set(record, found);
  return found;
}

/** How far two pages are of one story: the share of names in common, 0 to 1; null where one has too few to tell. */
export function storyShare(a: readonly number[], b: readonly number[]): number | null {
  const least = Math.min(a.length, b.length);
  if (least < LEAST_NAMES) return null;
  const known = new Set(a);
  return b.filter((mark) => known.has(mark)).length / least;
}

/** Pages that share less than this of their names may as well be of two stories. */
export const OF_ONE_STORY = 0.25;
/** A page with fewer names tells nothing of its story. */
const LEAST_NAMES = 3;
