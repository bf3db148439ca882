import { sql } from 'kysely';
import { documentOf, entryOf, entryRows } from './documents.js';
import { conditionsOf } from './search.js';
import { speakersOf } from './speakers.js';
import { statementRows, statementsOf } from './statements.js';
import type { Db } from './store/store.js';
import type {
  DocumentEntry,
  LedgerDocument,
  LedgerSpeaker,
  LedgerStatement,
  StatementFilter,
} from './types.js';

/** How many documents or speakers are asked for at a time. */
const BATCH = 40;

/** Ids of a table in their order, batch by batch: a key is looked up, so that nothing is held, here or there. */
async function* batches(db: Db, table: 'documents' | 'speakers'): AsyncGenerator<string[]> {
  let last = '';
  for (;;) {
    const entries = table === 'speakers' ? sql`and entry_id is null` : sql``;
    const rows = await sql<{ id: string }>`
      select id from ${sql.table(table)} where id > ${last} ${entries} order by id limit ${BATCH}`.execute(
      db,
    );
    const ids = rows.rows.map(({ id }) => id);
    const end = ids.at(-1);
    if (end === undefined) return;
    yield ids;
    last = end;
  }
}

/** Every document's newest version, in the order of the ids. */
export async function* documentStream(db: Db): AsyncGenerator<LedgerDocument> {
  for await (const ids of batches(db, 'documents'))
    for (const id of ids) {
      const document = await documentOf(db, id);
      if (document) yield document;
    }
}

/** Every statement that a filter lets through, page by page in the order of the ids, with its page's head. */
export async function* statementStream(
  db: Db,
  filter: StatementFilter,
): AsyncGenerator<{ statement: LedgerStatement; document: DocumentEntry }> {
  const conditions = await conditionsOf(db, filter);
  for await (const ids of batches(db, 'documents')) {
    const rows = await statementRows(db)
      .where('statements.document_id', 'in', ids)
      .where((eb) => eb.and(conditions.map((one) => one(eb))))
      .orderBy('statements.document_id')
      .orderBy('statements.version')
      .orderBy('statements.n')
      .execute();
    if (rows.length === 0) continue;
    const heads = await entryRows(db).where('versions.document_id', 'in', ids).execute();
    const pages = new Map(heads.map((row) => [`${row.document_id} ${row.version}`, entryOf(row)]));
    for (const statement of await statementsOf(db, rows)) {
      const document = pages.get(`${statement.document} ${statement.version}`);
      if (document) yield { statement, document };
    }
  }
}

/** Every speaker, in the order of the ids. */
export async function* speakerStream(db: Db): AsyncGenerator<LedgerSpeaker> {
  for await (const ids of batches(db, 'speakers')) yield* await speakersOf(db, ids);
}
