import { oneLine } from './printable.js';
import { widthOf } from './wrap.js';

/**
 * Rows as columns for a terminal: each as wide as its widest cell, up to a limit; numbers to the right.
 * @param head the columns' names
 * @param rows the cells
 * @param widest columns that a cell may take before it is cut
 * @example aligned(['name', 'pages'], [['Ana Torvik', 3]])
 */
export function aligned(
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
  widest = 48,
): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cut(oneLine(String(cell ?? '')), widest)));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  return cells
    .map((row, i) =>
      row
        .map((cell, column) => {
          const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)));
          return i > 0 && typeof rows[i - 1]?.[column] === 'number' ? space + cell : cell + space;
        })
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function cut(cell: string, widest: number): string {
  if (widthOf(cell) <= widest) return cell;
  let out = '';
  for (const letter of cell) {
    if (widthOf(out) + widthOf(letter) >= widest) break;
    out += letter;
  }
  return `${out}…`;
}
