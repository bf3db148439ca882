import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { DocumentRecord } from '../record.js';
import { VERSION } from '../version.js';
import { bandsOfWords } from './bands.js';
import type { Cell, Column, ColumnType } from './column.js';
import { COLUMNS, type StatementRow } from './csv.js';
import type { Format } from './format.js';

/** Rows of one group: as many as are held in memory before they are written. */
const GROUP_ROWS = 10_000;
/** A group ends earlier where its texts are long. UTF-16 units. */
const GROUP_SIZE = 8_000_000;

const text = (name: string, repetition_type: SchemaElement['repetition_type'] = 'OPTIONAL') =>
  ({
    name,
    type: 'BYTE_ARRAY',
    converted_type: 'UTF8',
    logical_type: { type: 'STRING' },
    repetition_type,
  }) satisfies SchemaElement;
const whole = (name: string, repetition_type: SchemaElement['repetition_type'] = 'OPTIONAL') =>
  ({ name, type: 'INT32', repetition_type }) satisfies SchemaElement;
/** A list as the format has it since 2.4: three levels, the name of the middle one fixed. */
const list = (name: string, element: readonly SchemaElement[]): SchemaElement[] => [
  {
    name,
    repetition_type: 'OPTIONAL',
    num_children: 1,
    converted_type: 'LIST',
    logical_type: { type: 'LIST' },
  },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  ...element,
];

const ELEMENTS: Readonly<Record<ColumnType, (name: string) => SchemaElement[]>> = {
  text: (name) => [text(name)],
  whole: (name) => [whole(name)],
  number: (name) => [{ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }],
  'yes-no': (name) => [{ name, type: 'BOOLEAN', repetition_type: 'OPTIONAL' }],
  texts: (name) => list(name, [text('element', 'REQUIRED')]),
  wholes: (name) => list(name, [whole('element', 'REQUIRED')]),
  spans: (name) =>
    list(name, [
      { name: 'element', repetition_type: 'REQUIRED', num_children: 3 },
      whole('start', 'REQUIRED'),
      whole('end', 'REQUIRED'),
      text('text', 'REQUIRED'),
    ]),
};

/**
 * A table as an Apache Parquet file (format 2, Snappy), piece by piece: one group of rows is held at a time, however
 * long the table. A table without rows is a file with its columns.
 * @param columns the columns, in order
 * @param rows the rows
 * @example for await (const bytes of parquetOf([{ name: 'word', type: 'text', cell: (word) => word }], words())) …
 */
export async function* parquetOf<Row>(
  columns: readonly Column<Row>[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter(1 << 16);
  const schema: SchemaElement[] = [
    { name: 'onrecord', num_children: columns.length },
    ...columns.flatMap(({ name, type }) => ELEMENTS[type](name)),
  ];
  const file = new ParquetWriter({ writer: bytes, schema, createdBy: `onrecord ${VERSION}` });
  /** What is written so far; the writer's buffer starts anew, its count of bytes goes on. */
  const taken = (): Uint8Array => {
    const piece = bytes.getBytes().slice();
    bytes.index = 0;
    return piece;
  };
  let held: Row[] = [];
  let size = 0;
  const write = async () => {
    const columnData = columns.map(({ name, type, cell }) => ({
      name,
      data: held.map((row) => cellOf(cell(row))),
      offsetIndex: false,
      // The smallest and largest of long texts help nobody.
      statistics: type === 'whole' || type === 'number' || type === 'text',
    }));
    await file.write({ columnData, rowGroupSize: held.length });
    held = [];
    size = 0;
  };
  for await (const row of rows) {
    held.push(row);
    for (const { cell } of columns) size += sizeOf(cell(row));
    if (held.length < GROUP_ROWS && size < GROUP_SIZE) continue;
    await write();
    yield taken();
  }
  if (held.length > 0) await write();
  await file.finish();
  yield taken();
}

/** A cell as the writer wants it. Half a surrogate pair becomes U+FFFD when it is encoded, as in any UTF-8. */
function cellOf(cell: Cell): unknown {
  if (typeof cell !== 'object' || cell === null) return cell;
  return cell.map((item) =>
    typeof item !== 'object' ? item : { start: item.start, end: item.end, text: item.text },
  );
}

function sizeOf(cell: Cell): number {
  if (typeof cell === 'string') return cell.length;
  if (typeof cell !== 'object' || cell === null) return 8;
  let size = 8;
  for (const item of cell)
    size += typeof item === 'string' ? item.length : typeof item === 'number' ? 4 : item.text.length + 8;
  return size;
}

const SPANS = ['source', 'cue', 'content', 'quoted', 'insertions', 'evidence'] as const;

/** The CSV's columns, and each span with its exact offsets besides. */
const STATEMENT_COLUMNS: readonly Column<StatementRow>[] = [
  ...COLUMNS,
  { name: 'sha256', type: 'text', cell: ({ record }) => record.sha256 },
  { name: 'language', type: 'text', cell: ({ record }) => record.language },
  { name: 'retrieved', type: 'text', cell: ({ record }) => record.retrieved },
  { name: 'page_url', type: 'text', cell: ({ record }) => record.url },
  {
    name: 'bands',
    type: 'wholes',
    cell: ({ statement }) => bandsOfWords(statement.content.map(({ text }) => text).join(' ')),
  },
  ...SPANS.map((name): Column<StatementRow> => ({
    name: `${name}_spans`,
    type: 'spans',
    cell: ({ statement }) => statement[name],
  })),
];

async function* rowsOf(records: AsyncIterable<DocumentRecord>): AsyncGenerator<StatementRow> {
  for await (const record of records) for (const statement of record.statements) yield { record, statement };
}

/** A table for DuckDB, pandas and Spark: one row a statement, with exact offsets. */
export const parquet: Format = {
  name: 'parquet',
  about: 'a table for DuckDB, pandas and Spark, one row a statement with exact offsets',
  endings: ['.parquet'],
  binary: true,
  write: (records) => parquetOf(STATEMENT_COLUMNS, rowsOf(records)),
};
