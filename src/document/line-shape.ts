import type { Language } from '../language/language.js';
import { readDate } from './dates.js';

/** The end of a sentence, closing marks included. */
export const SENTENCE_END = /[.!?…]["'”’»)\]]*$/u;

/**
 * How many words a line has. Counts no further than a paragraph goes.
 * @example countWords('He said no.') // 3
 */
export function countWords(text: string): number {
  return text.slice(0, 2000).match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0;
}

/**
 * Whether a line reads as a sentence or more, not as a label.
 * @example isProse('Most read') // false
 */
export function isProse(text: string): boolean {
  if (text.length > 400) return true;
  const words = countWords(text);
  return words >= 12 || (words >= 4 && SENTENCE_END.test(text)) || /^["“'‘].*["”'’]/u.test(text);
}

/** Longer lines hold a date among other things. */
const LONGEST_DATED = 160;

/**
 * Whether a line is about a date: one with a year or a clock time, and few words beside it.
 * @example isDated('By Ana Torvik on March 4, 2019', english) // true
 */
export function isDated(text: string, language: Language): boolean {
  if (text.length > LONGEST_DATED || SENTENCE_END.test(text.replace(/[ap]\.m\.$/i, '')) || /["“”]/.test(text))
    return false;
  const numbers = /(?<!\d)(?:\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})(?!\d)/.exec(
    text,
  );
  const date = numbers ? null : readDate(text, language, '2000-06-15');
  if (!numbers && !date) return false;
  const timed = /\d{4}|\d{1,2}[:.h]\d{2}|\d\s*[ap]\.?m\b/i.test(text);
  return timed && countWords(text) <= 16;
}
