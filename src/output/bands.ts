import { bandsOf, shinglesOf } from '../utterance/minhash.js';

/** So few words are the same by chance. */
const LEAST_WORDS = 5;

/**
 * The MinHash bands of some words, for tables that are matched without a ledger: two texts that share many of them say
 * nearly the same, and finding such pairs is an equality join. Taken over pairs of neighbouring words as they are
 * printed, in small letters and without punctuation, so that it is the same in any language.
 * @param text a statement's content
 * @returns 12 signed 32-bit numbers; none for fewer than five words
 * @example bandsOfWords('We will rebuild the bridge.').length // 12
 */
export function bandsOfWords(text: string): number[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu);
  if (words === null || words.length < LEAST_WORDS) return [];
  return bandsOf(shinglesOf(words.map((word) => word.replaceAll('’', "'")))).map((band) => band | 0);
}
