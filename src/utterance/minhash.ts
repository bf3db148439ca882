/**
 * MinHash over word shingles, cut into bands (Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4):
 * two texts share a band with a probability that rises steeply with the share of shingles that they have in common,
 * so that finding near texts is an equality join.
 */

/** Bands of a signature. */
const BANDS = 12;
/** Values in a band. Two texts that share a third of their shingles meet with a probability of 0.76. */
const ROWS = 2;

/** 32-bit FNV-1a over UTF-16 units, finished as MurmurHash3 is. @example hash32('report sign') // a number from 0 to 2^32 - 1 */
export function hash32(text: string, seed = 0): number {
  let h = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mixed(h);
}

function mixed(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

/** Fixed seeds of the hash functions: a ledger must find with them what it filed with them. */
const SEEDS = Array.from({ length: BANDS * ROWS }, (_, i) => mixed(0x9e3779b9 + Math.imul(i, 0x85ebca6b)));

/**
 * Pairs of neighbouring words, the shingles that MinHash is taken over; one word alone is its own shingle.
 * @example shinglesOf(['report', 'sign', 'engin']) // ['report sign', 'sign engin']
 */
export function shinglesOf(words: readonly string[]): string[] {
  if (words.length < 2) return [...words];
  return words.slice(1).map((word, i) => `${words[i]!} ${word}`);
}

/**
 * The bands of a set of shingles: `BANDS` numbers from 0 to 2^32 - 1, the same in every version of the program.
 * @example bandsOf(shinglesOf(words)).length // 12
 */
export function bandsOf(shingles: readonly string[]): number[] {
  if (shingles.length === 0) return [];
  const hashes = shingles.map((shingle) => hash32(shingle));
  const bands: number[] = [];
  for (let band = 0; band < BANDS; band++) {
    let value = band;
    for (let row = 0; row < ROWS; row++) {
      const seed = SEEDS[band * ROWS + row]!;
      let least = 0xffffffff;
      for (const hash of hashes) least = Math.min(least, mixed(hash ^ seed));
      value = mixed(Math.imul(value, 31) ^ least);
    }
    bands.push(value >>> 0);
  }
  return bands;
}
