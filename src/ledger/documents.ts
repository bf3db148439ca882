import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { SCHEMA, type Speaker } from '../record.js';
import { OnrecordError } from '../errors.js';
import { pageAfter, type Cursor } from './cursor.js';
import { outletIds, writerIds } from './names.js';
import { isEntryOf, ofOneVersion } from './joins.js';
import { statementRows, statementsOf } from './statements.js';
import type { Db } from './store/store.js';
import type { DocumentEntry, Evidence, LedgerDocument, ListOptions, Listing, Version } from './types.js';

const expanded = promisify(gunzip);

/** The rows of documents' versions, without their text. */
export function entryRows(db: Db) {
  return db
    .selectFrom('versions')
    .innerJoin('documents', 'documents.id', 'versions.document_id')
    .select([
      'versions.document_id',
      'versions.version',
      'documents.newest as versions',
      'versions.input',
      'versions.url',
      'versions.canonical',
      'versions.sha256',
      'versions.retrieved',
      'versions.language',
      'versions.outlet_name',
      'versions.outlet_domain',
      'versions.headline',
      'versions.dateline',
      'versions.bylines',
      'versions.published',
      'versions.modified',
      'versions.wire',
      'versions.day',
      'versions.statements',
      'versions.added',
      'versions.reader',
    ]);
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof entryRows>['execute']>>[number];

/** A row as a document's head. */
export function entryOf(row: EntryRow): DocumentEntry {
  return {
    id: row.document_id,
    version: row.version,
    versions: row.versions,
    input: row.input,
    url: row.url,
    canonical: row.canonical,
    sha256: row.sha256,
    retrieved: row.retrieved,
    language: row.language,
    outlet: { name: row.outlet_name, domain: row.outlet_domain },
    headline: row.headline,
    dateline: row.dateline,
    bylines: row.bylines,
    published: row.published,
    modified: row.modified,
    wire: row.wire,
    statements: row.statements,
    added: row.added,
  };
}

/** A document with everything; null where there is no such document or version. */
export async function documentOf(db: Db, id: string, version?: number): Promise<LedgerDocument | null> {
  const row = await entryRows(db)
    .select(['versions.text', 'versions.parts'])
    .where('versions.document_id', '=', id)
    .$if(version === undefined, (q) => q.where('versions.newest', '=', true))
    .$if(version !== undefined, (q) => q.where('versions.version', '=', version ?? 0))
    .executeTakeFirst();
  if (!row) return null;
  const speakers = await speakersOnPage(db, id, row.version);
  const statements = await statementRows(db)
    .where('statements.document_id', '=', id)
    .where('statements.version', '=', row.version)
    .orderBy('statements.n')
    .execute();
  return {
    schema: SCHEMA,
    ...entryOf(row),
    reader: row.reader,
    text: row.text,
    parts: row.parts,
    speakers,
    statements: await statementsOf(db, statements),
  };
}

async function speakersOnPage(db: Db, document: string, version: number): Promise<Speaker[]> {
  const rows = await db
    .selectFrom('page_speakers')
    .innerJoin('speakers as named', 'named.id', 'page_speakers.speaker_id')
    .innerJoin('speakers', (join) => join.on(isEntryOf('named')))
    .select([
      'speakers.id',
      'page_speakers.name',
      'page_speakers.kind',
      'page_speakers.roles',
      'page_speakers.aliases',
      'page_speakers.mentions',
    ])
    .where('document_id', '=', document)
    .where('version', '=', version)
    .orderBy('n')
    .execute();
  return rows;
}

interface DocumentQuery extends ListOptions {
  outlet?: string;
  byline?: string;
  order?: 'newest' | 'oldest' | 'added';
}

/** The newest versions of documents, a page at a time. */
export async function listDocuments(db: Db, query: DocumentQuery): Promise<Listing<DocumentEntry>> {
  const page: Cursor = pageAfter(query);
  let rows = entryRows(db).where('versions.newest', '=', true);
  if (query.outlet !== undefined)
    rows = rows.where('versions.outlet_id', 'in', await outletIds(db, [query.outlet]));
  if (query.byline !== undefined) {
    const writers = await writerIds(db, [query.byline]);
    rows = rows.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('version_writers')
          .select('version_writers.writer_id')
          .where(ofOneVersion('version_writers', 'versions'))
          .where('version_writers.writer_id', 'in', writers),
      ),
    );
  }
  const direction = query.order === 'oldest' ? 'asc' : 'desc';
  rows =
    query.order === 'added'
      ? rows.orderBy('versions.added', 'desc')
      : rows.orderBy('versions.day', (by) =>
          direction === 'asc' ? by.asc().nullsLast() : by.desc().nullsLast(),
        );
  const found = await rows
    .orderBy('versions.document_id')
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
  return page.listing(found.map(entryOf));
}

/** A document's versions, first to last. @throws OnrecordError `ledger-no-id` */
export async function versionsOf(db: Db, document: string): Promise<Version[]> {
  const versions = await db
    .selectFrom('versions')
    .select(['version', 'sha256', 'headline', 'published', 'modified', 'added'])
    .where('document_id', '=', document)
    .orderBy('version')
    .execute();
  if (versions.length === 0) throw new OnrecordError('ledger-no-id', document);
  const readings = await db
    .selectFrom('readings')
    .select(['version', 'at', 'sha256', 'url'])
    .where('document_id', '=', document)
    .orderBy('at')
    .execute();
  return versions.map((one) => ({
    document,
    ...one,
    readings: readings
      .filter(({ version }) => version === one.version)
      .map(({ at, sha256, url }) => ({ at, sha256, url })),
  }));
}

/** The bytes of a version as read; null where there is no such version. */
export async function evidenceOf(
  db: Db,
  document: string,
  version?: number,
): Promise<(Evidence & { sha256: string }) | null> {
  const row = await db
    .selectFrom('versions')
    .innerJoin('evidence', 'evidence.sha256', 'versions.sha256')
    .leftJoin('readings', (join) => join.on(ofOneVersion('readings', 'versions')).on('readings.n', '=', 1))
    .select(['versions.sha256', 'versions.url', 'versions.retrieved', 'evidence.bytes', 'readings.headers'])
    .where('versions.document_id', '=', document)
    .$if(version === undefined, (q) => q.where('versions.newest', '=', true))
    .$if(version !== undefined, (q) => q.where('versions.version', '=', version ?? 0))
    .executeTakeFirst();
  if (!row) return null;
  const { sha256, url, retrieved, bytes, headers } = row;
  return { sha256, url, retrieved, headers: headers ?? {}, bytes: await expanded(bytes) };
}

/** A document's head; null where there is no such document or version. */
export async function documentHead(db: Db, id: string, version: number): Promise<DocumentEntry | null> {
  const row = await entryRows(db)
    .where('versions.document_id', '=', id)
    .where('versions.version', '=', version)
    .executeTakeFirst();
  return row ? entryOf(row) : null;
}
