import type { Word } from './words.js';

/**
 * How likely content ends between two words, told from those two words alone: it ends before a full stop, hardly behind
 * "the" or within a name. Made from annotated documents (training/ends.py), part of the model (`ends.json` beside it).
 * Keys are words in small letters; a word that is not among them counts by its kind: `<small>`, `<capital>`,
 * `<capitals>`, `<other>` (no letter), `<paragraph>` (a paragraph ends there), and, for the word behind, `<word>` and
 * `<mark>`: glued to what stands before it, as in "Ruud's", "vice-president" and "250,000".
 */
export interface EndTable {
  /** Log-odds of an end behind a word. */
  before: Readonly<Record<string, number>>;
  /** Log-odds of an end before a word. */
  after: Readonly<Record<string, number>>;
  /** What is added where a name seems to go on: a capital on both sides. */
  names: number;
  constant: number;
}

const KINDS = ['<small>', '<capital>', '<capitals>', '<other>'] as const;
const WRITTEN = /^[\p{L}\p{N}]/u;
const QUOTE = /^[“”"]$/u;

/** Letter case as `kindsOf` tells it: 0 small, 1 capital, 2 all capitals, 3 no letter. */
const caseOf = (kind: number): number => kind >> 2;

/** Whether a word goes on what stands right before it: as a word, or as a mark within one. */
function gluedAs(word: Word, next: Word | undefined): '<word>' | '<mark>' | null {
  if (word.first || word.spaced) return null;
  if (WRITTEN.test(word.text)) return '<word>';
  const goesOn = next !== undefined && !next.first && !next.spaced && WRITTEN.test(next.text);
  return goesOn && !QUOTE.test(word.text) ? '<mark>' : null;
}

/**
 * The log-odds that content ends before each word.
 * @param words the document's words
 * @param kinds their kinds (`kindsOf`)
 * @param table what was learned
 * @example endsOf(words, kinds, table)[4] // 1.7: before the full stop
 */
export function endsOf(words: readonly Word[], kinds: readonly number[], table: EndTable): Float32Array {
  const keys = words.map((word, i) => {
    const small = word.text.toLowerCase();
    const known = Object.hasOwn(table.before, small) || Object.hasOwn(table.after, small);
    return known ? small : KINDS[caseOf(kinds[i]!)]!;
  });
  return Float32Array.from(words, (word, i) => {
    if (i === 0) return 0;
    const behind = word.first ? '<paragraph>' : (gluedAs(word, words[i + 1]) ?? keys[i]!);
    const name =
      !word.first &&
      [1, 2].includes(caseOf(kinds[i - 1]!)) &&
      caseOf(kinds[i]!) !== 0 &&
      WRITTEN.test(word.text);
    return (
      (table.before[keys[i - 1]!] ?? 0) +
      (table.after[behind] ?? 0) +
      (name ? table.names : 0) +
      table.constant
    );
  });
}
