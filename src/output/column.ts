import type { Span } from '../record.js';

/** What can stand in one cell of a table. */
export type Cell = string | number | boolean | null | readonly string[] | readonly number[] | readonly Span[];

/** The types of columns: `wholes` is a list of 32-bit numbers, `spans` one of `{start, end, text}`. Times are ISO text. */
export type ColumnType = 'text' | 'whole' | 'number' | 'yes-no' | 'texts' | 'wholes' | 'spans';

/** A column: its name, its type, and what stands in it for one row. A cell may be null, a list may be empty. */
export interface Column<Row> {
  name: string;
  type: ColumnType;
  cell: (row: Row) => Cell;
}

/** A cell of a table that knows no lists, as CSV and a terminal show it. */
export type FlatCell = string | number | null;

/** Spans with offsets, and numbers by the dozen, have no place in a flat table: `start` and `end` do. */
const isFlat = <Row>({ type }: Column<Row>) => type !== 'spans' && type !== 'wholes';

/** The names of the columns that a flat table has. */
export const flatHead = <Row>(columns: readonly Column<Row>[]): string[] =>
  columns.filter(isFlat).map(({ name }) => name);

/**
 * A row of a flat table: lists are joined.
 * @example flatRow([{ name: 'roles', type: 'texts', cell: ({ roles }) => roles }], speaker) // ['Mayor; Chairwoman']
 */
export const flatRow = <Row>(columns: readonly Column<Row>[], row: Row): FlatCell[] =>
  columns.filter(isFlat).map(({ cell }) => flatCell(cell(row)));

function flatCell(cell: Cell): FlatCell {
  if (typeof cell === 'boolean') return String(cell);
  return typeof cell === 'object' && cell !== null ? cell.map(String).join('; ') : cell;
}
