import { memoized } from '../memoized.js';
import type { Offsets } from '../record.js';

/**
 * A document's words as the tagger sees them. The twin of `training/features.py`: change both or neither.
 */
export interface Word extends Offsets {
  text: string;
  /** Number of the paragraph, from 0, in the order of the text. */
  paragraph: number;
  /** First word of its paragraph. */
  first: boolean;
  /** White space (or the start of the text) stands right before it. */
  spaced: boolean;
}

const WORD = /[\p{L}\p{N}\p{M}_]+|[^\s]/gu;

/**
 * The words of some stretches of a text: runs of letters, digits and marks, or single other characters.
 * @param text the whole text
 * @param stretches the parts to take, in order; each begins a paragraph. Offsets are UTF-16 units
 * @param breaks tells whether the white space between two words ends a paragraph
 * @example wordsOf('He said: no.', [{ start: 0, end: 12 }]).map((w) => w.text) // ['He', 'said', ':', 'no', '.']
 */
export function wordsOf(
  text: string,
  stretches: readonly Offsets[],
  breaks: (gap: string) => boolean = (gap) => gap.includes('\n'),
): Word[] {
  const out: Word[] = [];
  let paragraph = -1;
  for (const stretch of stretches) {
    let last = -1;
    WORD.lastIndex = stretch.start;
    for (let m = WORD.exec(text); m && m.index < stretch.end; m = WORD.exec(text)) {
      const start = m.index;
      const end = Math.min(start + m[0].length, stretch.end);
      const gap = last < 0 ? '' : text.slice(last, start);
      const first = last < 0 || breaks(gap);
      if (first) paragraph++;
      out.push({
        text: text.slice(start, end),
        start,
        end,
        paragraph,
        first,
        spaced: first || gap.length > 0,
      });
      last = end;
    }
  }
  return out;
}

/**
 * Which white space ends a paragraph in this text. A text whose lines are broken at a fixed width (mail, wire copy)
 * has paragraphs at blank lines only; in any other, every line is a paragraph.
 * @param text the whole text
 * @example paragraphBreaks('One line\ngoes on.')('\n') // false: most line breaks stand before a small letter
 */
export function paragraphBreaks(text: string): (gap: string) => boolean {
  let single = 0;
  let wrapped = 0;
  for (const m of text.matchAll(/[^\n]\n(?!\s*\n)[ \t]*(\S)/gu)) {
    single++;
    if (/\p{Ll}/u.test(m[1] ?? '')) wrapped++;
  }
  const hard = single > 0 && wrapped * 2 > single;
  return hard ? (gap) => /\n[^\S\n]*\n/u.test(gap) : (gap) => gap.includes('\n');
}

const OPENING = '“«„';
const CLOSING = '”»';

/** For each word, whether it stands inside double quotation marks; the marks themselves count as inside. */
function insideQuotationMarks(words: readonly Word[]): boolean[] {
  let inside = false;
  return words.map((word, i) => {
    if (word.first) inside = false;
    if (OPENING.includes(word.text)) return (inside = true);
    if (CLOSING.includes(word.text)) {
      inside = false;
      return true;
    }
    if (word.text === '"') {
      // A straight mark opens after white space or an opening bracket, when something stands right after it.
      const next = words[i + 1];
      const glued = next !== undefined && !next.spaced;
      const before = words[i - 1]?.text ?? '';
      inside = !inside && glued && (word.spaced || (before !== '' && '([—–-'.includes(before)));
      return true;
    }
    return inside;
  });
}

/** Letter case of a word: 0 small, 1 capital, 2 all capitals, 3 no letter. */
const caseOf = memoized(50_000, (word): number => {
  let letters = 0;
  let capitals = 0;
  for (const c of word) {
    if (!/\p{L}/u.test(c)) continue;
    letters++;
    if (/\p{Lu}/u.test(c)) capitals++;
  }
  if (letters === 0) return 3;
  if (capitals === 0) return 0;
  return letters > 1 && capitals === letters ? 2 : 1;
});

/**
 * The kind of each word, 0 to 15, as the tagger was trained on: letter case x inside quotation marks x first of a paragraph.
 * @example kindsOf(wordsOf('“No,” he said.', [{ start: 0, end: 14 }]))[0] // 15: a mark, quoted, first of its paragraph
 */
export function kindsOf(words: readonly Word[]): number[] {
  const quoted = insideQuotationMarks(words);
  return words.map((word, i) => caseOf(word.text) * 4 + (quoted[i] ? 2 : 0) + (word.first ? 1 : 0));
}
