import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { sql } from 'kysely';
import type { Span, Statement } from '../record.js';
import { effective } from './reading.js';
import { sha256 } from './ids.js';
import type { KeptChange } from './correction.js';
import type { Db } from './store/store.js';
import type { Fault } from './types.js';

const expanded = promisify(gunzip);

/** Versions that are looked at together. */
const BATCH = 20;

/** What must not be there: each query gives the ids of what is wrong, with one line for all of them. */
const ORPHANS: readonly [what: string, query: string][] = [
  [
    'the document has no version',
    'select id from documents d where not exists (select 1 from versions v where v.document_id = d.id)',
  ],
  [
    'the document says that another version is its newest',
    `select id from documents d where not exists
      (select 1 from versions v where v.document_id = d.id and v.version = d.newest and v.newest)`,
  ],
  [
    'the document has two newest versions',
    'select document_id as id from versions where newest group by document_id having count(*) > 1',
  ],
  [
    'the version belongs to no document',
    'select document_id as id from versions v where not exists (select 1 from documents d where d.id = v.document_id)',
  ],
  [
    'the version was never read',
    `select document_id as id from versions v where not exists
      (select 1 from readings r where r.document_id = v.document_id and r.version = v.version)`,
  ],
  [
    'the version has no evidence',
    'select document_id as id from versions v where not exists (select 1 from evidence e where e.sha256 = v.sha256)',
  ],
  [
    'the evidence belongs to no version',
    'select sha256 as id from evidence e where not exists (select 1 from versions v where v.sha256 = e.sha256)',
  ],
  [
    'the statement belongs to no version',
    `select id from statements s where not exists
      (select 1 from versions v where v.document_id = s.document_id and v.version = s.version)`,
  ],
  [
    'the speaker of the statement is missing',
    `select id from statements s where speaker_id is not null and not exists
      (select 1 from speakers p where p.id = s.speaker_id)`,
  ],
  [
    'the speaker has no name to be found by',
    'select id from speakers p where not exists (select 1 from speaker_names n where n.speaker_id = p.id)',
  ],
  [
    'the entry of the speaker is missing, or no entry',
    `select id from speakers p where entry_id is not null and not exists
      (select 1 from speakers e where e.id = p.entry_id and e.entry_id is null)`,
  ],
  [
    'the speaker of the page is missing',
    `select document_id as id from page_speakers s where not exists
      (select 1 from speakers p where p.id = s.speaker_id)`,
  ],
  [
    'the speaker on the page belongs to no version',
    `select document_id as id from page_speakers s where not exists
      (select 1 from versions v where v.document_id = s.document_id and v.version = s.version)`,
  ],
  [
    'the outlet of the statement is missing',
    `select id from statements s where outlet_id is not null and not exists
      (select 1 from outlets o where o.id = s.outlet_id)`,
  ],
  [
    'whom the statement is about is missing',
    `select statement_id as id from statement_about a where speaker_id is not null and not exists
      (select 1 from speakers p where p.id = a.speaker_id)`,
  ],
  [
    'the statement that this is about is missing',
    'select statement_id as id from statement_about a where not exists (select 1 from statements s where s.id = a.statement_id)',
  ],
  [
    'the correction belongs to no document',
    'select id from corrections c where not exists (select 1 from documents d where d.id = c.document_id)',
  ],
];

/**
 * Compares everything with its evidence: the hash of every page's bytes, the words of every span, every count, what
 * corrections make of readings; and looks for what belongs to nothing. Reads all of the ledger, a few pages at a time.
 */
export async function* faultsOf(db: Db): AsyncGenerator<Fault> {
  for (const [what, query] of ORPHANS) {
    const rows = await sql<{ id: string }>`${sql.raw(query)} order by 1 limit 1000`.execute(db);
    for (const { id } of rows.rows) yield { id, what };
  }
  let after: { document: string; version: number } = { document: '', version: 0 };
  for (;;) {
    const keys = await sql<{ document: string; version: number }>`
      select document_id as document, version from versions
      where (document_id, version) > (${after.document}, ${after.version}::integer)
      order by document_id, version limit ${BATCH}`.execute(db);
    for (const key of keys.rows) yield* faultsOfVersion(db, key.document, key.version);
    const last = keys.rows.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

async function* faultsOfVersion(db: Db, document: string, version: number): AsyncGenerator<Fault> {
  const page = await db
    .selectFrom('versions')
    .leftJoin('evidence', 'evidence.sha256', 'versions.sha256')
    .select(['text', 'parts', 'versions.sha256', 'newest', 'day', 'statements', 'bytes', 'size'])
    .where('document_id', '=', document)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!page) return;
  const { text } = page;
  const id = `${document}@${version}`;
  const off = (span: Span) => text.slice(span.start, span.end) !== span.text;
  if (page.bytes !== null) {
    const bytes = await expanded(page.bytes).catch(() => null);
    if (bytes === null) yield { id, what: 'the evidence cannot be decompressed' };
    else if (sha256(bytes) !== page.sha256) yield { id, what: 'the evidence is not what its SHA-256 says' };
    else if (bytes.length !== page.size) yield { id, what: 'the evidence is not as long as it should be' };
  }
  let end = 0;
  for (const part of page.parts) {
    if (part.start < end || part.end < part.start || part.end > text.length)
      yield { id, what: `the part ${part.kind} at ${part.start} does not fit the text` };
    end = part.end;
  }
  const speakers = await db
    .selectFrom('page_speakers')
    .select(['local', 'speaker_id', 'name', 'mentions'])
    .where('document_id', '=', document)
    .where('version', '=', version)
    .execute();
  for (const { name, mentions } of speakers)
    for (const mention of mentions)
      if (off(mention))
        yield { id, what: `the text at ${mention.start} does not name ${name.slice(0, 100)}` };
  const statements = await db
    .selectFrom('statements')
    .selectAll()
    .where('document_id', '=', document)
    .where('version', '=', version)
    .execute();
  if (statements.length !== page.statements)
    yield { id, what: `there are ${statements.length} statements where ${page.statements} were read` };
  const changes = await changesOn(db, document);
  for (const row of statements) {
    for (const [what, span] of spansOf(row.reading))
      if (off(span))
        yield { id: row.id, what: `the ${what} at ${span.start} is not what stands in the text` };
    const speaker = speakers.find(({ local }) => local === row.reading.speaker)?.speaker_id ?? null;
    const should = effective(row.reading, speaker, changes.get(row.id) ?? [], page);
    for (const [name, value] of Object.entries(should))
      if (row[name as keyof typeof should] !== value)
        yield { id: row.id, what: `${name} is not what the reading and its corrections say` };
  }
}

function* spansOf(reading: Statement): Generator<[string, Span]> {
  for (const name of ['source', 'cue', 'content', 'quoted', 'insertions', 'evidence'] as const)
    for (const span of reading[name]) yield [name, span];
  for (const { span } of reading.via) yield ['via', span];
}

async function changesOn(db: Db, document: string): Promise<Map<string, KeptChange[]>> {
  const rows = await db
    .selectFrom('corrections')
    .select(['statement_id', 'change'])
    .where('document_id', '=', document)
    .where('undone', 'is', null)
    .orderBy('made')
    .orderBy('id')
    .execute();
  const found = new Map<string, KeptChange[]>();
  for (const { statement_id: id, change } of rows)
    if (id !== null) found.set(id, [...(found.get(id) ?? []), change]);
  return found;
}
