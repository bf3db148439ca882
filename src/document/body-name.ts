import { entriesOf, perLanguage } from '../language/language.js';

/** Words in the names of publishers, in small letters. */
export interface PublisherWords {
  /** Those of bodies that publish what they say themselves: "ministry", "university". */
  bodies: ReadonlySet<string>;
  /** Those that end the names of papers and stations, and stand for the name after "the": "tribune", "radio". */
  outletWords: ReadonlySet<string>;
}

/** A language's words for publishers. @example publisherWords(english).bodies.has('ministry') // true */
export const publisherWords = perLanguage((language): PublisherWords => {
  const { bodies, outletWords } = entriesOf<Record<keyof PublisherWords, string[]>>(language, 'reports');
  return { bodies: new Set(bodies), outletWords: new Set(outletWords) };
});

/** The words of a publisher's name in small letters, "the" off. @example nameWordsOf('The Velm Post') // ['velm', 'post'] */
export const nameWordsOf = (name: string | null): string[] =>
  (name?.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word, i) => i > 0 || word !== 'the');

/**
 * Whether a publisher's name is that of a body that publishes what it says itself, not of a paper or station.
 * @param name as the page gives it; null where it does not
 * @example isBodyName('Embassy of Ostmar', publisherWords(english))
 */
export function isBodyName(name: string | null, { bodies, outletWords }: PublisherWords): boolean {
  const words = nameWordsOf(name);
  return words.some((word) => bodies.has(word)) && !words.some((word) => outletWords.has(word));
}
