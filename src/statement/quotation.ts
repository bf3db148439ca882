import type { Offsets } from '../record.js';
import type { Word } from './words.js';

/** Words between quotation marks, within one paragraph. */
export interface Quotation extends Offsets {
  /** What stands between the marks. */
  inner: Offsets;
  /** Index of its first and one past its last word, marks included. */
  from: number;
  to: number;
  paragraph: number;
  /** False where the paragraph ends before a closing mark: a quotation that the next paragraph goes on, or a slip. */
  closed: boolean;
  /** It goes on a quotation that the paragraph before left open (the mark is repeated at its start). */
  continues: boolean;
  /** Words (runs of letters or digits) between the marks. */
  words: number;
}

/** What opens a quotation, and what closes it. */
const DOUBLE: Readonly<Record<string, string>> = { '“': '”“', '„': '”“', '«': '»', '"': '"' };
const SINGLE: Readonly<Record<string, string>> = { '‘': '’', "'": "'" };

const isWord = (word: Word) => /[\p{L}\p{N}]/u.test(word.text);

/** Whether a single mark closes a quotation and is no apostrophe: nothing is glued to it, and a sentence pauses before it. */
function closesSingle(words: readonly Word[], i: number): boolean {
  const next = words[i + 1];
  if (next && !next.spaced && isWord(next)) return false;
  return (
    /^[.,!?…;:]$/u.test(words[i - 1]?.text ?? '') ||
    /^[.,!?…;:)]$/u.test(next && !next.spaced ? next.text : '')
  );
}

/** Words to look ahead for the mark that closes: bounds the work on a page of nothing but marks. */
const FURTHEST = 300;

/** Whether a mark is set as one that opens: white space, a bracket or a dash before it, and a word right after it. */
function setToOpen(words: readonly Word[], i: number): boolean {
  const next = words[i + 1];
  if (!next || next.spaced || next.first) return false;
  const before = words[i - 1]?.text ?? '';
  return words[i]!.spaced || (before !== '' && '([—–-'.includes(before));
}

/**
 * Whether a mark inside a quotation opens one within it, in marks of the same shape: it is set to open, and the paragraph
 * has marks enough to close all that are open.
 * @param depth how many are open already
 * @param marks the marks that may close them
 */
function opensWithin(words: readonly Word[], i: number, depth: number, marks: string): boolean {
  if (!setToOpen(words, i)) return false;
  let open = depth + 1;
  const end = Math.min(words.length, i + FURTHEST);
  for (let at = i + 1; at < end && !words[at]!.first; at++) {
    const { text } = words[at]!;
    if (!marks.includes(text)) continue;
    open += text !== '”' && setToOpen(words, at) ? 1 : -1;
    if (open === 0) return true;
  }
  return false;
}

/**
 * The outermost quotations of a text, in order. Double marks of any shape; where a text uses none, single ones.
 * A straight mark opens where white space (or a bracket or dash) stands before it and a word right after it.
 * @param words the document's words
 * @example quotationsOf(wordsOf('“No,” he said.', [{ start: 0, end: 14 }]))[0]?.inner // { start: 1, end: 4 }
 */
export function quotationsOf(words: readonly Word[]): Quotation[] {
  const double = between(words, DOUBLE, () => true);
  if (double.length > 0) return double;
  // A text with apostrophes only has no quotation that ends like one.
  return between(words, SINGLE, closesSingle).filter((q) => q.closed && q.words > 1);
}

/** The quotations between marks of one kind. */
function between(
  words: readonly Word[],
  pairs: Readonly<Record<string, string>>,
  closes: (words: readonly Word[], i: number) => boolean,
): Quotation[] {
  const out: Quotation[] = [];
  let open = -1;
  let within = 0; // quotations that are open inside the open one
  let left = false; // the paragraph before ended inside a quotation
  const close = (to: number, closed: boolean) => {
    const first = words[open]!;
    const last = words[to - 1]!;
    const inner = { start: first.end, end: closed ? last.start : last.end };
    let count = 0;
    for (let i = open; i < to; i++) if (isWord(words[i]!)) count++;
    out.push({
      start: first.start,
      end: last.end,
      inner,
      from: open,
      to,
      paragraph: first.paragraph,
      closed,
      continues: left && first.first,
      words: count,
    });
    open = -1;
    within = 0;
  };
  words.forEach((word, i) => {
    if (word.first) {
      const wasOpen = open >= 0;
      if (wasOpen) close(i, false);
      left = wasOpen;
    }
    if (open >= 0) {
      const marks = pairs[words[open]!.text]!;
      if (!marks.includes(word.text) || !closes(words, i)) return;
      if (pairs === DOUBLE && word.text !== '”' && opensWithin(words, i, within + 1, marks)) within++;
      else if (within > 0) within--;
      // One that opens and is never closed is no end of the quotation that it stands in.
      else if (word.text !== '“' || !setToOpen(words, i)) close(i + 1, true);
      return;
    }
    if (!Object.hasOwn(pairs, word.text)) return;
    if ((word.text === '"' || pairs === SINGLE) && !setToOpen(words, i)) return;
    open = i;
  });
  if (open >= 0) close(words.length, false);
  return out;
}

/**
 * The words with every quotation between curly double marks, the way the tagger knows them best. Offsets stay.
 * @example withCurlyMarks(words, quotationsOf(words))[0]?.text // '“', also where the page has '"'
 */
export function withCurlyMarks(words: readonly Word[], quotations: readonly Quotation[]): Word[] {
  const out = [...words];
  for (const { from, to, closed } of quotations) {
    out[from] = { ...words[from]!, text: '“' };
    if (closed) out[to - 1] = { ...words[to - 1]!, text: '”' };
  }
  return out;
}
