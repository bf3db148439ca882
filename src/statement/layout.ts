import type { Run } from './decode.js';
import type { Word } from './words.js';

/** How sure a statement is that the layout tells. */
export const BY_FORM = 0.8;
/** How sure a statement is that a rule finds where the tagger found none. */
export const BY_RULE = 0.5;
/** Longest label of a turn or signature, in words. */
export const LONGEST_LABEL = 12;

/** A point behind a short word with a capital ends no sentence: "Mr. Holt". */
export const isShort = (word: Word | undefined): boolean =>
  word !== undefined && /^\p{Lu}\p{Ll}{0,2}$/u.test(word.text);

/** The paragraphs from a word on. */
export function paragraphsOf(words: readonly Word[], body: number): Run[] {
  const out: Run[] = [];
  for (let i = body; i < words.length; i++) {
    const last = out.at(-1);
    if (words[i]!.first || !last) out.push({ from: i, to: i + 1 });
    else last.to = i + 1;
  }
  return out;
}

const isName = (word: Word) => /^\p{Lu}/u.test(word.text);
const PARTICLE = /^(?:of|for|the|and|de|van|von|bin|al|el|la|[.,'’()-])$/u;

/** A run of names with the small words inside them, trimmed to whole names: "Foreign Minister Dag Ruud (Orsk)". */
export function isNamePhrase(words: readonly Word[], run: Run): boolean {
  if (run.to <= run.from || run.to - run.from > LONGEST_LABEL) return false;
  const first = words[run.from]!;
  if (!isName(first)) return false;
  for (let i = run.from; i < run.to; i++) {
    if (!isName(words[i]!) && !PARTICLE.test(words[i]!.text)) return false;
  }
  return true;
}

/** The words of a run in small letters, with a space between them. */
export const textOf = (words: readonly Word[], run: Run): string =>
  words
    .slice(run.from, run.to)
    .map((word) => word.text.toLowerCase())
    .join(' ');

/** Whether a phrase cannot go beyond a word: a mark that ends a sentence or clause, or nothing. */
export const isEdge = (word: Word | undefined): boolean =>
  word === undefined || /^[.!?;:“”"()]$/u.test(word.text);

/** Whether a phrase ends before a word: where it cannot go beyond it, or the word begins a paragraph. */
export const endsPhrase = (word: Word | undefined): boolean => isEdge(word) || word!.first;

/** Where the owner ends of what stands at a word: before the apostrophe of "Ana Holt's"; null where nobody owns it. */
export const ownerEnd = (words: readonly Word[], at: number): number | null =>
  lowerAt(words, at - 1) === 's' && /^['’]$/u.test(words[at - 2]?.text ?? '') ? at - 2 : null;

/** A word in small letters; nothing behind the last one. */
export const lowerAt = (words: readonly Word[], i: number): string => words[i]?.text.toLowerCase() ?? '';

/** Which of some phrases stands at a word, in one paragraph; undefined where none does. */
export const phraseAt = (
  words: readonly Word[],
  at: number,
  phrases: readonly (readonly string[])[],
): readonly string[] | undefined =>
  phrases.find((phrase) =>
    phrase.every((word, i) => lowerAt(words, at + i) === word && (i === 0 || !words[at + i]!.first)),
  );
