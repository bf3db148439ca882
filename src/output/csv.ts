import { stringify } from 'csv-stringify/sync';
import type { DocumentRecord, Span, Statement } from '../record.js';
import { flatHead, flatRow, type Column, type FlatCell } from './column.js';
import type { Format } from './format.js';
import { printable } from './printable.js';

/** A statement with its page. */
export interface StatementRow {
  record: DocumentRecord;
  statement: Statement;
}

const words = (spans: readonly Span[], between = ' … ') => spans.map(({ text }) => text).join(between);
const nameOf = (record: DocumentRecord, id: string | null) =>
  record.speakers.find((speaker) => speaker.id === id)?.name ?? null;

/** The columns of the table, one row a statement. */
export const COLUMNS: readonly Column<StatementRow>[] = [
  { name: 'input', type: 'text', cell: ({ record }) => record.input },
  { name: 'url', type: 'text', cell: ({ record }) => record.canonical ?? record.url },
  { name: 'outlet', type: 'text', cell: ({ record }) => record.outlet.name ?? record.outlet.domain },
  { name: 'published', type: 'text', cell: ({ record }) => record.published },
  { name: 'headline', type: 'text', cell: ({ record }) => record.headline },
  { name: 'document', type: 'text', cell: ({ record }) => record.id },
  { name: 'statement', type: 'text', cell: ({ statement }) => statement.id },
  { name: 'speaker', type: 'text', cell: ({ record, statement }) => nameOf(record, statement.speaker) },
  {
    name: 'speaker_kind',
    type: 'text',
    cell: ({ record, statement }) => record.speakers.find(({ id }) => id === statement.speaker)?.kind ?? null,
  },
  { name: 'role', type: 'text', cell: ({ statement }) => statement.role },
  { name: 'act', type: 'text', cell: ({ statement }) => statement.act },
  { name: 'kind', type: 'text', cell: ({ statement }) => statement.kind },
  { name: 'source', type: 'text', cell: ({ statement }) => words(statement.source) },
  { name: 'cue', type: 'text', cell: ({ statement }) => words(statement.cue) },
  { name: 'content', type: 'text', cell: ({ statement }) => words(statement.content) },
  { name: 'quoted', type: 'text', cell: ({ statement }) => words(statement.quoted) },
  { name: 'insertions', type: 'text', cell: ({ statement }) => words(statement.insertions, '; ') },
  {
    name: 'about',
    type: 'text',
    cell: ({ record, statement }) => statement.about.map((who) => nameOf(record, who) ?? who).join('; '),
  },
  {
    name: 'via',
    type: 'text',
    cell: ({ statement }) => statement.via.map(({ name, how }) => `${name} (${how})`).join('; '),
  },
  { name: 'when', type: 'text', cell: ({ statement }) => statement.occasion.when },
  { name: 'where', type: 'text', cell: ({ statement }) => statement.occasion.where },
  { name: 'event', type: 'text', cell: ({ statement }) => statement.occasion.event },
  { name: 'evidence', type: 'text', cell: ({ statement }) => words(statement.evidence, '; ') },
  { name: 'confidence', type: 'number', cell: ({ statement }) => statement.confidence },
  { name: 'start', type: 'whole', cell: ({ statement }) => statement.content[0]?.start ?? null },
  { name: 'end', type: 'whole', cell: ({ statement }) => statement.content.at(-1)?.end ?? null },
];

/**
 * Rows as RFC 4180 has them, safe in a spreadsheet: a cell that it would run as a formula gets an apostrophe before it,
 * and control characters are left out.
 * @example csvOf([['name', 'pages'], ['=1+1', 3]]) // "name,pages\r\n'=1+1,3\r\n"
 */
export const csvOf = (rows: readonly (readonly FlatCell[])[]) =>
  stringify(
    rows.map((cells) => cells.map((cell) => (typeof cell === 'string' ? printable(cell) : cell))),
    { record_delimiter: '\r\n', escape_formulas: true },
  );

/** A table for spreadsheets and statistics: one row a statement, RFC 4180, UTF-8 without a byte order mark. */
export const csv: Format = {
  name: 'csv',
  about: 'a table, one row a statement',
  endings: ['.csv'],
  async *write(records) {
    yield csvOf([flatHead(COLUMNS)]);
    for await (const record of records)
      for (const statement of record.statements) yield csvOf([flatRow(COLUMNS, { record, statement })]);
  },
};
