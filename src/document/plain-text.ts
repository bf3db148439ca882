import type { Line } from './anatomy.js';
import type { Offsets } from '../record.js';

/** A line with where it stands in the text. */
export type PlacedLine = Line & Offsets;

/** White space at the ends of lines, and what no reader sees. */
const AROUND = /[\s\u200b\u2060\ufeff]/;

/**
 * The lines of plain text that hold words, each without the white space around it.
 * @param text the page's text
 * @example linesOf('Dam breaks\n\n It broke.').map(({ start }) => start) // [0, 13]
 */
export function linesOf(text: string): PlacedLine[] {
  const lines: PlacedLine[] = [];
  let from = 0;
  let empty = true;
  while (from <= text.length) {
    let to = from;
    while (to < text.length && !isBreak(text.charCodeAt(to))) to++;
    let start = from;
    let end = to;
    while (start < end && AROUND.test(text[start]!)) start++;
    while (end > start && AROUND.test(text[end - 1]!)) end--;
    if (start < end) {
      lines.push({ text: text.slice(start, end), start, end, marks: 0, joined: !empty, story: true });
      empty = false;
    } else if (text[from - 1] !== '\r' || text[from] !== '\n') empty = true;
    from = to + 1;
  }
  return lines;
}

/** Line feed, carriage return, form feed, vertical tab, next line, line and paragraph separator. */
function isBreak(unit: number): boolean {
  return (unit >= 10 && unit <= 13) || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
}
