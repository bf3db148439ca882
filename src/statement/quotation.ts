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

const PAIRS: Readonly<Record<string, string>> = { '“': '”“', '„': '“”', '«': '»', '"': '"' };

/** A quotation within a line of poetry or code can be short of a mark; past this many words none is looked for. */
const isWord = (word: Word) => /[\p{L}\p{N}]/u.test(word.text);

/**
 * The outermost quotations of a text, in order.
 * A straight mark opens where white space (or a bracket or dash) stands before it and a word right after it.
 * @param words the document's words
 * @example quotationsOf(wordsOf('“No,” he said.', [{ start: 0, end: 14 }]))[0]?.inner // { start: 1, end: 4 }
 */
export function quotationsOf(words: readonly Word[]): Quotation[] {
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
      const closing = PAIRS[words[open]!.text]!.includes(word.text);
      if (closing) close(i + 1, true);
      return;
    }
    if (!(word.text in PAIRS)) return;
    if (word.text === '"') {
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
