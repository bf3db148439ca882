import type {
  DocumentEntry,
  Ledger,
  LedgerDocument,
  LedgerSpeaker,
  LedgerStatement,
  StatementFilter,
} from '../ledger/types.js';
import type { UtteranceLine } from '../utterance/line.js';
import { flatHead, flatRow, type Column } from './column.js';
import { csvOf } from './csv.js';
import { jsonldDocument, jsonldSpeaker, jsonldStatement, jsonldUtterance, JSONLD_CONTEXT } from './jsonld.js';
import {
  DOCUMENT_HEAD,
  SPEAKERS,
  STATEMENT_PLACE,
  STATEMENT_READING,
  type StatementOnPage,
} from './lists.js';
import { parquetOf } from './parquet.js';
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
  columns: readonly Column<Row>[];
  json(row: Row): unknown;
  jsonld(row: Row): object;
}

const urlOf = ({ canonical, url }: DocumentEntry) => canonical ?? url;

const statements: Export<StatementRow & StatementOnPage> = {
  rows: async function* (ledger, filter) {
    for await (const { statement, document } of ledger.allStatements(filter)) {
      const { headline, published, outlet } = document;
      const url = urlOf(document);
      yield { statement, document, url, outlet: outlet.name ?? outlet.domain, published, headline };
    }
  },
  columns: [
    ...STATEMENT_PLACE,
    { name: 'language', type: 'text', cell: ({ document }) => document.language },
    { name: 'sha256', type: 'text', cell: ({ document }) => document.sha256 },
    ...STATEMENT_READING,
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
    ...DOCUMENT_HEAD,
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
  columns: SPEAKERS,
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
      yield `\ufeff${csvOf([flatHead(columns)])}`;
      for await (const row of all) yield csvOf([flatRow(columns, row)]);
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
