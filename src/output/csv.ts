import { stringify } from 'csv-stringify/sync';
import type { DocumentRecord, Span, Statement } from '../record.js';
import type { Format } from './format.js';
import { printable } from './printable.js';

/** What can stand in one cell. */
export type Cell = string | number | null;

const words = (spans: readonly Span[], between = ' … ') => spans.map(({ text }) => text).join(between);
const nameOf = (record: DocumentRecord, id: string | null) =>
  record.speakers.find((speaker) => speaker.id === id)?.name ?? null;

/** The columns of the table, one row a statement, and what stands in each. */
export const COLUMNS: Readonly<Record<string, (record: DocumentRecord, statement: Statement) => Cell>> = {
  input: (record) => record.input,
  url: (record) => record.canonical ?? record.url,
  outlet: (record) => record.outlet.name ?? record.outlet.domain,
  published: (record) => record.published,
  headline: (record) => record.headline,
  document: (record) => record.id,
  statement: (_, statement) => statement.id,
  speaker: (record, statement) => nameOf(record, statement.speaker),
  speaker_kind: (record, statement) =>
    record.speakers.find(({ id }) => id === statement.speaker)?.kind ?? null,
  role: (_, statement) => statement.role,
  act: (_, statement) => statement.act,
  kind: (_, statement) => statement.kind,
  source: (_, statement) => words(statement.source),
  cue: (_, statement) => words(statement.cue),
  content: (_, statement) => words(statement.content),
  quoted: (_, statement) => words(statement.quoted),
  insertions: (_, statement) => words(statement.insertions, '; '),
  about: (record, statement) => statement.about.map((who) => nameOf(record, who) ?? who).join('; '),
  via: (_, statement) => statement.via.map(({ name, how }) => `${name} (${how})`).join('; '),
  when: (_, statement) => statement.occasion.when,
  where: (_, statement) => statement.occasion.where,
  event: (_, statement) => statement.occasion.event,
  evidence: (_, statement) => words(statement.evidence, '; '),
  confidence: (_, statement) => statement.confidence,
  start: (_, statement) => statement.content[0]?.start ?? null,
  end: (_, statement) => statement.content.at(-1)?.end ?? null,
};

/**
 * Rows as RFC 4180 has them, safe in a spreadsheet: a cell that it would run as a formula gets an apostrophe before it,
 * and control characters are left out.
 * @example csvOf([['name', 'pages'], ['=1+1', 3]]) // "name,pages\r\n'=1+1,3\r\n"
 */
export const csvOf = (rows: readonly (readonly Cell[])[]) =>
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
    yield csvOf([Object.keys(COLUMNS)]);
    for await (const record of records)
      for (const statement of record.statements)
        yield csvOf([Object.values(COLUMNS).map((cell) => cell(record, statement))]);
  },
};
