import { sql } from 'kysely';
import type { SpeakerKind } from '../record.js';
import { corrected, wordsOf, type KeptChange } from './correction.js';
import { isEntryOf } from './joins.js';
import type { Db } from './store/store.js';
import type { LedgerStatement } from './types.js';

/** A statement's row with the name of its speaker. */
export type StatementRow = Awaited<ReturnType<ReturnType<typeof statementRows>['execute']>>[number];

/** The rows of statements, to be narrowed by whoever asks. */
export function statementRows(db: Db) {
  return db
    .selectFrom('statements')
    .leftJoin('speakers as spoken', 'spoken.id', 'statements.speaker_id')
    .leftJoin('speakers', (join) => join.on(isEntryOf('spoken')))
    .select([
      'statements.id',
      'statements.document_id',
      'statements.version',
      'statements.n',
      'statements.reading',
      'statements.kind',
      'statements.act',
      'speakers.id as speaker_id',
      'statements.role',
      'statements.day',
      'statements.words',
      'statements.dropped',
      'statements.corrected',
      'speakers.name as speaker_name',
      'speakers.kind as speaker_kind',
    ]);
}

interface About {
  who: string[];
  names: string[];
}

/** Whom statements speak of, by statement. */
async function aboutOf(db: Db, ids: readonly string[]): Promise<Map<string, About>> {
  const rows = await db
    .selectFrom('statement_about')
    .leftJoin('speakers as meant', 'meant.id', 'statement_about.speaker_id')
    .leftJoin('speakers', (join) => join.on(isEntryOf('meant')))
    .select(['statement_id', 'speakers.id as speaker_id', 'statement_about.name', 'speakers.name as entry'])
    .where('statement_id', 'in', ids)
    .orderBy('statement_id')
    .orderBy('n')
    .execute();
  const found = new Map<string, About>();
  for (const { statement_id: id, speaker_id: speaker, name, entry } of rows) {
    const about = found.get(id) ?? { who: [], names: [] };
    about.who.push(speaker ?? name);
    about.names.push(entry ?? name);
    found.set(id, about);
  }
  return found;
}

/** Corrections in force, by statement. */
async function changesOf(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { id: string; change: KeptChange }[]>> {
  const rows = await db
    .selectFrom('corrections')
    .select(['id', 'statement_id', 'change'])
    .where('statement_id', 'in', ids)
    .where('undone', 'is', null)
    .orderBy('made')
    .orderBy('id')
    .execute();
  const found = new Map<string, { id: string; change: KeptChange }[]>();
  for (const { id, statement_id: statement, change } of rows)
    if (statement !== null) found.set(statement, [...(found.get(statement) ?? []), { id, change }]);
  return found;
}

/**
 * Rows as statements, in the same order: the machine's reading with the corrections in force over it.
 * @param db where to look up whom they speak of and what was corrected; two queries at most, however many rows
 * @param rows from {@link statementRows}
 */
export async function statementsOf(db: Db, rows: readonly StatementRow[]): Promise<LedgerStatement[]> {
  if (rows.length === 0) return [];
  const about = await aboutOf(
    db,
    rows
      .filter(({ reading }) => reading.about.length > 0)
      .map(({ id }) => id)
      .concat(''),
  );
  const fixed = rows.filter((row) => row.corrected).map(({ id }) => id);
  const changes = fixed.length === 0 ? new Map<string, never[]>() : await changesOf(db, fixed);
  return rows.map((row) => {
    const over = changes.get(row.id) ?? [];
    const reading = corrected(
      row.reading,
      over.map(({ change }) => change),
      null,
    );
    const who = about.get(row.id);
    return {
      ...reading,
      id: row.id,
      document: row.document_id,
      version: row.version,
      kind: row.kind,
      act: row.act,
      role: row.role,
      speaker: row.speaker_id,
      speakerName: row.speaker_name,
      speakerKind: row.speaker_kind as SpeakerKind | null,
      about: who?.who ?? [],
      aboutNames: who?.names ?? [],
      day: row.day,
      words: wordsOf(reading.content),
      corrections: over.map(({ id }) => id),
      dropped: row.dropped,
    };
  });
}

/** One statement by its id; null where there is none. */
export async function statementOf(db: Db, id: string): Promise<LedgerStatement | null> {
  const rows = await statementRows(db).where('statements.id', '=', id).execute();
  return (await statementsOf(db, rows))[0] ?? null;
}

/** What ids may begin so, at most ten of each kind. */
export async function idsThatBegin(db: Db, prefix: string): Promise<string[]> {
  // Only letters, digits and the hyphen stand in ids: nothing here can mean more than itself to `like`.
  if (!/^[dspoc][0-9a-z-]*$/.test(prefix)) return [];
  const table = { d: 'documents', s: 'statements', p: 'speakers', o: 'outlets', c: 'corrections' }[
    prefix[0] ?? ''
  ];
  if (table === undefined) return [];
  const rows = await sql<{ id: string }>`select id from ${sql.table(table)}
    where id >= ${prefix} and id < ${`${prefix}~`} order by id limit 10`.execute(db);
  const ids = rows.rows.map(({ id }) => id);
  return ids.includes(prefix) ? [prefix] : ids;
}
