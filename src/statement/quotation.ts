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
  };
  words.forEach((word, i) => {
    if (word.first) {
      const wasOpen = open >= 0;
      if (wasOpen) close(i, false);
      left = wasOpen;
    }
    if (open >= 0) {
      if (pairs[words[open]!.text]!.includes(word.text) && closes(words, i)) close(i + 1, true);
      return;
    }
    if (!Object.hasOwn(pairs, word.text)) return;
    if (word.text === '"' || pairs === SINGLE) {
      const next = words[i + 1];
      const before = words[i - 1]?.text ?? '';
      if (!next || next.spaced || next.first) return;
      if (!word.spaced && !(before !== '' && '([—–-'.includes(before))) return;
    }
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
