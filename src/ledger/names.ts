import { sql } from 'kysely';
import { nameKey } from './ids.js';
import type { Db } from './store/store.js';

/** The most speakers that one name is taken to mean. */
const MEANT = 500;

/**
 * A name as PostgreSQL's text search takes it: every word, the last one as a beginning where a `*` ends it. Only letters
 * and digits of the name get through, so that nothing in it is read as an operator. Null where there is no word in it.
 * @example wordsQuery('Ilse Brand*') // "'ilse' & 'brand':*"
 */
export function wordsQuery(name: string): string | null {
  const words = [...nameKey(name.slice(0, 2000)).matchAll(/[\p{L}\p{N}\p{M}]+\*?/gu)].map(([word]) => word);
  if (words.length === 0) return null;
  return words.map((word) => (word.endsWith('*') ? `'${word.slice(0, -1)}':*` : `'${word}'`)).join(' & ');
}

/**
 * Speakers by ids or names: every row of those whose entry one of them belongs to. An id that is none stays, and finds
 * nothing.
 */
export async function speakerIds(db: Db, given: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const one of given) {
    if (/^p[0-9a-z]{10}$/.test(one)) ids.push(one);
    const query = wordsQuery(one);
    if (query === null) continue;
    const rows = await sql<{ id: string }>`
      select distinct speaker_id as id from speaker_names where search @@ ${query}::tsquery limit ${MEANT}`.execute(
      db,
    );
    ids.push(...rows.rows.map(({ id }) => id));
  }
  if (ids.length === 0) return [''];
  const rows = await sql<{ id: string }>`
    with entries as materialized (
      select distinct coalesce(entry_id, id) as id from speakers where id in (${sql.join(ids)})
    )
    select id from entries union select s.id from speakers s join entries e on s.entry_id = e.id`.execute(db);
  return rows.rows.length === 0 ? [''] : rows.rows.map(({ id }) => id);
}

/** Outlets by names, domains or ids. */
export async function outletIds(db: Db, given: readonly string[]): Promise<string[]> {
  const names = given.map((one) => nameKey(one).replace(/^https?:\/\/(?:www\.)?|\/.*$/g, ''));
  const rows = await sql<{ id: string }>`
    select id from outlets where lower(name) in (${sql.join(names)}) or lower(domain) in (${sql.join(names)})
      or id in (${sql.join(given)})`.execute(db);
  return rows.rows.length === 0 ? [''] : rows.rows.map(({ id }) => id);
}

/** Writers and agencies by names or ids. */
export async function writerIds(db: Db, given: readonly string[]): Promise<string[]> {
  const names = given.map(nameKey);
  const rows = await sql<{ id: string }>`
    select id from writers where lower(name) in (${sql.join(names)}) or id in (${sql.join(given)})`.execute(
    db,
  );
  return rows.rows.length === 0 ? [''] : rows.rows.map(({ id }) => id);
}
