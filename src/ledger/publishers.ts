import { sql, type RawBuilder } from 'kysely';
import { pageAfter } from './cursor.js';
import { nameKey } from './ids.js';
import type { Db } from './store/store.js';
import type { BylineEntry, Listing, NameQuery, Outlet, Quoted } from './types.js';

/** How many of those whom it quotes are named. */
const QUOTED = 10;

interface Counted {
  id: string;
  name: string;
  documents: number;
  statements: number;
  first: string | null;
  last: string | null;
}

/** Names that begin so, or have these words in them; `%` and `_` mean themselves. */
const like = (column: string, name: string) => {
  const pattern = nameKey(name)
    .replace(/\*$/, '')
    .replace(/[\\%_]/g, '\\$&');
  return sql<boolean>`lower(${sql.ref(column)}) like ${`%${pattern}%`}`;
};

/** Outlets: what each published and whom it quotes, a page at a time. */
export async function listOutlets(db: Db, query: NameQuery): Promise<Listing<Outlet>> {
  const page = pageAfter(query);
  const found = await sql<Counted & { domain: string | null }>`
    select o.id, o.name, o.domain, count(*) as documents, sum(v.statements)::bigint as statements,
      min(v.day) as first, max(v.day) as last
    from outlets o join versions v on v.outlet_id = o.id and v.newest
    where ${query.name === undefined ? sql`true` : sql`(${like('o.name', query.name)} or ${like('o.domain', query.name)})`}
    group by o.id order by ${orderOf(query, 'o')}, o.id limit ${page.limit + 1} offset ${page.offset}`.execute(
    db,
  );
  const { items, next } = page.listing(found.rows);
  const quoted = await quotedBy(
    db,
    items.map(({ id }) => id),
    sql`select outlet_id as publisher, speaker_id from statements
      where live and speaker_id is not null and outlet_id = wanted.id`,
  );
  return { items: items.map(({ id, ...outlet }) => ({ ...outlet, quotes: quoted.get(id) ?? [] })), next };
}

/** Writers and agencies that sign pages, a page at a time. */
export async function listBylines(db: Db, query: NameQuery): Promise<Listing<BylineEntry>> {
  const page = pageAfter(query);
  const found = await sql<Counted & { agency: boolean; outlets: string[] }>`
    select w.id, w.name, w.agency, count(*) as documents, sum(v.statements)::bigint as statements,
      min(v.day) as first, max(v.day) as last,
      to_json(array_remove(array_agg(distinct coalesce(v.outlet_name, v.outlet_domain)), null)) as outlets
    from writers w
    join version_writers s on s.writer_id = w.id
    join versions v on v.document_id = s.document_id and v.version = s.version and v.newest
    where ${query.name === undefined ? sql`true` : like('w.name', query.name)}
    group by w.id order by ${orderOf(query, 'w')}, w.id limit ${page.limit + 1} offset ${page.offset}`.execute(
    db,
  );
  const { items, next } = page.listing(found.rows);
  const quoted = await quotedBy(
    db,
    items.map(({ id }) => id),
    sql`select s.writer_id as publisher, t.speaker_id from version_writers s
      join statements t on t.document_id = s.document_id and t.version = s.version and t.live
      where t.speaker_id is not null and s.writer_id = wanted.id`,
  );
  return { items: items.map(({ id, ...writer }) => ({ ...writer, quotes: quoted.get(id) ?? [] })), next };
}

function orderOf(query: NameQuery, table: string): RawBuilder<unknown> {
  const name = sql`lower(left(${sql.ref(`${table}.name`)}, 200))`;
  return query.order === 'name' ? name : sql`count(*) desc, ${name}`;
}

/** The ten whom each quotes most. @param said whose words each has, as `publisher` and `speaker_id` */
async function quotedBy(
  db: Db,
  ids: readonly string[],
  said: RawBuilder<unknown>,
): Promise<Map<string, Quoted[]>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<Quoted & { publisher: string }>`
    select wanted.id as publisher, p.id, p.name, most.statements
    from unnest(array[${sql.join(ids)}]::text[]) as wanted (id)
    cross join lateral (
      select coalesce(s.entry_id, s.id) as speaker_id, count(*) as statements
      from (${said}) said join speakers s on s.id = said.speaker_id group by 1 order by 2 desc, 1 limit ${QUOTED}
    ) most
    join speakers p on p.id = most.speaker_id
    order by most.statements desc, p.name`.execute(db);
  const found = new Map<string, Quoted[]>();
  for (const { publisher, ...quoted } of rows.rows)
    found.set(publisher, [...(found.get(publisher) ?? []), quoted]);
  return found;
}
