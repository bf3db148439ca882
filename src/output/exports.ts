import type {
  DocumentEntry,
  Ledger,
  LedgerDocument,
  LedgerSpeaker,
  LedgerStatement,
  StatementFilter,
} from '../ledger/types.js';
import { csvOf, type Cell } from './csv.js';
import type { UtteranceLine } from '../utterance/line.js';
import { jsonldDocument, jsonldSpeaker, jsonldStatement, jsonldUtterance, JSONLD_CONTEXT } from './jsonld.js';
import { parquetOf, type ParquetColumn } from './parquet.js';
import { printableJson } from './printable.js';

/** What can be exported, and in which formats. */
export const EXPORTS = ['statements', 'documents', 'speakers', 'utterances'] as const;
export type ExportWhat = (typeof EXPORTS)[number];
export const EXPORT_FORMATS = ['ndjson', 'csv', 'parquet', 'jsonld'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A statement with the head of its page. */
export interface StatementRow {
  statement: LedgerStatement;
  document: DocumentEntry;
}

/** How one kind of thing is exported: its rows, their columns, and what they are in JSON and JSON-LD. */
interface Export<Row> {
  rows(ledger: Ledger, filter: StatementFilter): AsyncIterable<Row>;
  columns: readonly ParquetColumn<Row>[];
  json(row: Row): unknown;
  jsonld(row: Row): object;
}

const urlOf = ({ canonical, url }: DocumentEntry) => canonical ?? url;
const outletOf = ({ outlet }: DocumentEntry) => outlet.name ?? outlet.domain;
const joined = (spans: readonly { text: string }[], between = ' … ') =>
  spans.map(({ text }) => text).join(between);

const statements: Export<StatementRow> = {
  rows: (ledger, filter) => ledger.allStatements(filter),
  columns: [
    { name: 'id', type: 'text', cell: ({ statement }) => statement.id },
    { name: 'document', type: 'text', cell: ({ statement }) => statement.document },
    { name: 'version', type: 'whole', cell: ({ statement }) => statement.version },
    { name: 'url', type: 'text', cell: ({ document }) => urlOf(document) },
    { name: 'outlet', type: 'text', cell: ({ document }) => outletOf(document) },
    { name: 'published', type: 'text', cell: ({ document }) => document.published },
    { name: 'headline', type: 'text', cell: ({ document }) => document.headline },
    { name: 'language', type: 'text', cell: ({ document }) => document.language },
    { name: 'sha256', type: 'text', cell: ({ document }) => document.sha256 },
    { name: 'day', type: 'text', cell: ({ statement }) => statement.day },
    { name: 'speaker', type: 'text', cell: ({ statement }) => statement.speakerName },
    { name: 'speaker_id', type: 'text', cell: ({ statement }) => statement.speaker },
    { name: 'speaker_kind', type: 'text', cell: ({ statement }) => statement.speakerKind },
    { name: 'role', type: 'text', cell: ({ statement }) => statement.role },
    { name: 'act', type: 'text', cell: ({ statement }) => statement.act },
    { name: 'kind', type: 'text', cell: ({ statement }) => statement.kind },
    { name: 'about', type: 'texts', cell: ({ statement }) => statement.aboutNames },
    { name: 'source', type: 'text', cell: ({ statement }) => joined(statement.source) },
    { name: 'cue', type: 'text', cell: ({ statement }) => joined(statement.cue) },
    { name: 'content', type: 'text', cell: ({ statement }) => statement.words },
    { name: 'quoted', type: 'text', cell: ({ statement }) => joined(statement.quoted) },
    { name: 'evidence', type: 'text', cell: ({ statement }) => joined(statement.evidence, '; ') },
    {
      name: 'via',
      type: 'texts',
      cell: ({ statement }) => statement.via.map(({ name, how }) => `${name} (${how})`),
    },
    { name: 'when', type: 'text', cell: ({ statement }) => statement.occasion.when },
    { name: 'where', type: 'text', cell: ({ statement }) => statement.occasion.where },
    { name: 'event', type: 'text', cell: ({ statement }) => statement.occasion.event },
    { name: 'confidence', type: 'number', cell: ({ statement }) => statement.confidence },
    { name: 'start', type: 'whole', cell: ({ statement }) => statement.content[0]?.start ?? null },
    { name: 'end', type: 'whole', cell: ({ statement }) => statement.content.at(-1)?.end ?? null },
    { name: 'content_spans', type: 'spans', cell: ({ statement }) => statement.content },
    { name: 'source_spans', type: 'spans', cell: ({ statement }) => statement.source },
    { name: 'cue_spans', type: 'spans', cell: ({ statement }) => statement.cue },
    { name: 'corrections', type: 'texts', cell: ({ statement }) => statement.corrections },
  ],
  json: ({ statement, document }) => ({
    ...statement,
    url: urlOf(document),
    outlet: document.outlet,
    headline: document.headline,
    published: document.published,
    language: document.language,
    sha256: document.sha256,
  }),
  jsonld: jsonldStatement,
};

const documents: Export<LedgerDocument> = {
  rows: (ledger) => ledger.allDocuments(),
  columns: [
    { name: 'id', type: 'text', cell: ({ id }) => id },
    { name: 'version', type: 'whole', cell: ({ version }) => version },
    { name: 'url', type: 'text', cell: ({ canonical, url }) => canonical ?? url },
    { name: 'outlet', type: 'text', cell: ({ outlet }) => outlet.name },
    { name: 'domain', type: 'text', cell: ({ outlet }) => outlet.domain },
    { name: 'headline', type: 'text', cell: ({ headline }) => headline },
    {
      name: 'bylines',
      type: 'texts',
      cell: ({ bylines }) => bylines.flatMap(({ name, agency }) => name ?? agency ?? []),
    },
    { name: 'place', type: 'text', cell: ({ dateline }) => dateline?.place ?? null },
    { name: 'agency', type: 'text', cell: ({ dateline }) => dateline?.agency ?? null },
    { name: 'wire', type: 'text', cell: ({ wire }) => wire },
    { name: 'published', type: 'text', cell: ({ published }) => published },
    { name: 'modified', type: 'text', cell: ({ modified }) => modified },
    { name: 'retrieved', type: 'text', cell: ({ retrieved }) => retrieved },
    { name: 'language', type: 'text', cell: ({ language }) => language },
    { name: 'sha256', type: 'text', cell: ({ sha256 }) => sha256 },
    { name: 'reader', type: 'text', cell: ({ reader }) => reader },
    {
      name: 'statements',
      type: 'whole',
      cell: (page) => page.statements.filter(({ dropped }) => !dropped).length,
    },
    { name: 'text', type: 'text', cell: ({ text }) => text },
  ],
  json: (document) => document,
  jsonld: jsonldDocument,
};

const speakers: Export<LedgerSpeaker> = {
  rows: (ledger) => ledger.allSpeakers(),
  columns: [
    { name: 'id', type: 'text', cell: ({ id }) => id },
    { name: 'name', type: 'text', cell: ({ name }) => name },
    { name: 'kind', type: 'text', cell: ({ kind }) => kind },
    { name: 'statements', type: 'whole', cell: ({ statements: n }) => n },
    { name: 'documents', type: 'whole', cell: ({ documents: n }) => n },
    { name: 'first', type: 'text', cell: ({ first }) => first },
    { name: 'last', type: 'text', cell: ({ last }) => last },
    { name: 'roles', type: 'texts', cell: ({ roles }) => roles },
    { name: 'aliases', type: 'texts', cell: ({ aliases }) => aliases },
  ],
  json: (speaker) => speaker,
  jsonld: jsonldSpeaker,
};

const utterances: Export<UtteranceLine> = {
  rows: async function* (ledger, filter) {
    await ledger.match();
    yield* ledger.allUtterances(filter);
  },
  columns: [
    { name: 'id', type: 'text', cell: ({ id }) => id },
    { name: 'speaker', type: 'text', cell: ({ speaker }) => speaker },
    { name: 'text', type: 'text', cell: ({ statements: [first] }) => first?.text ?? null },
    { name: 'published', type: 'text', cell: ({ statements: [first] }) => first?.published ?? null },
    { name: 'statements', type: 'texts', cell: ({ statements: all }) => all.map(({ id }) => id) },
    {
      name: 'outlets',
      type: 'texts',
      cell: ({ statements: all }) => [...new Set(all.map(({ outlet, url }) => outlet ?? url))],
    },
    { name: 'origins', type: 'texts', cell: ({ origins }) => origins },
    { name: 'independent', type: 'whole', cell: ({ independent }) => independent },
    {
      name: 'credited',
      type: 'texts',
      cell: ({ copies }) => copies.filter((one) => one.credited).map(({ url }) => url),
    },
    {
      name: 'silent',
      type: 'texts',
      cell: ({ copies }) => copies.filter((one) => !one.credited).map(({ url }) => url),
    },
    { name: 'altered', type: 'texts', cell: ({ altered }) => altered },
    { name: 'disputes', type: 'texts', cell: ({ disputes }) => disputes },
  ],
  json: (line) => line,
  jsonld: jsonldUtterance,
};

const ALL = { statements, documents, speakers, utterances };

/**
 * A ledger, or a part of it, as a file: as it is read, whatever its size.
 * @param ledger where from
 * @param what of what
 * @param format in which form
 * @param filter which statements (`statements`, `utterances`)
 * @example for await (const piece of exported(ledger, 'statements', 'csv', { act: 'deny' })) …
 */
export function exported(
  ledger: Ledger,
  what: ExportWhat,
  format: ExportFormat,
  filter: StatementFilter = {},
): AsyncGenerator<string | Uint8Array> {
  // Which rows go with which columns is known where each is made; here they only pass through.
  return written(ALL[what] as unknown as Export<unknown>, ledger, format, filter);
}

async function* written<Row>(
  { rows, columns, json, jsonld }: Export<Row>,
  ledger: Ledger,
  format: ExportFormat,
  filter: StatementFilter,
): AsyncGenerator<string | Uint8Array> {
  const all = rows(ledger, filter);
  switch (format) {
    case 'ndjson':
      for await (const row of all) yield `${printableJson(JSON.stringify(json(row)))}\n`;
      return;
    case 'csv':
      // Excel takes a file without this mark for the system's old charset.
      yield `\ufeff${csvOf([columns.filter(flat).map(({ name }) => name)])}`;
      for await (const row of all) yield csvOf([columns.filter(flat).map(({ cell }) => cellOf(cell(row)))]);
      return;
    case 'parquet':
      yield* parquetOf(columns, all);
      return;
    case 'jsonld': {
      // One document with a graph: opened and closed by hand, so that nothing is held.
      yield `{"@context":${JSON.stringify(JSONLD_CONTEXT)},"@graph":[`;
      let between = '\n';
      for await (const row of all) {
        yield between + printableJson(JSON.stringify(jsonld(row)));
        between = ',\n';
      }
      yield '\n]}\n';
    }
  }
}

/** Spans with offsets have no place in a flat table: `start` and `end` do. */
const flat = <Row>({ type }: ParquetColumn<Row>) => type !== 'spans';

function cellOf(cell: ReturnType<ParquetColumn<never>['cell']>): Cell {
  if (typeof cell === 'boolean') return String(cell);
  return typeof cell === 'object' && cell !== null ? cell.map(String).join('; ') : cell;
}
