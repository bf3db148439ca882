import { sql } from 'kysely';
import type { SpeakerKind } from '../record.js';
import { pageAfter } from './cursor.js';
import { wordsQuery } from './names.js';
import { storedJson } from './store/characters.js';
import type { Db } from './store/store.js';
import type { LedgerSpeaker, Listing, SpeakerQuery } from './types.js';

/** The entry of a speaker, in a query where its row is called `spoken`. */
const entry = sql<string>`coalesce(spoken.entry_id, spoken.id)`;

/** How many roles and names a list shows of one speaker. */
const SHOWN = 20;

/** What lists show of speakers, in the order of the ids; of a name that is shown as another, its entry. */
export async function speakersOf(db: Db, ids: readonly string[]): Promise<LedgerSpeaker[]> {
  if (ids.length === 0) return [];
  const asked = await sql<{ id: string; entry: string }>`
    select id, coalesce(entry_id, id) as entry from speakers where id in (${sql.join(ids)})`.execute(db);
  if (asked.rows.length === 0) return [];
  const entries = sql.join([...new Set(asked.rows.map(({ entry }) => entry))]);
  const rows = await sql<{ id: string; name: string; kind: SpeakerKind; entry: string }>`
    select id, name, kind, id as entry from speakers where id in (${entries})
    union all select id, name, kind, entry_id from speakers where entry_id in (${entries})`.execute(db);
  const members = rows.rows;
  const list = storedJson(members.map(({ id, entry }) => ({ id, entry })));
  const meant = sql`json_to_recordset(${list}::json) as m (id text, entry text)`;
  const names = await sql<{ entry: string; name: string }>`
    select distinct m.entry, n.name, length(n.name) from ${meant}
    cross join lateral (select name from speaker_names where speaker_id = m.id order by length(name) desc, name
      limit ${SHOWN + 1}) n order by 3 desc, 2`.execute(db);
  const counts = await sql<{
    entry: string;
    statements: number;
    documents: number;
    first: string | null;
    last: string | null;
  }>`
    select m.entry, count(*) as statements, count(distinct s.document_id) as documents,
      min(s.day) as first, max(s.day) as last
    from ${meant} join statements s on s.speaker_id = m.id and s.live group by m.entry`.execute(db);
  const roles = await sql<{ entry: string; role: string }>`
    select m.entry, s.role from ${meant} join statements s on s.speaker_id = m.id and s.live
    where s.role is not null group by m.entry, s.role order by count(*) desc, s.role`.execute(db);
  const entryOf = new Map(asked.rows.map(({ id, entry }) => [id, entry]));
  return [...new Set(ids.flatMap((id) => entryOf.get(id) ?? []))].flatMap((entry) => {
    const speaker = members.find(({ id }) => id === entry);
    if (!speaker) return [];
    const { id, name, kind } = speaker;
    const count = counts.rows.find((one) => one.entry === entry);
    const called = names.rows.filter((one) => one.entry === entry && one.name !== name);
    const held = roles.rows.filter((one) => one.entry === entry);
    return [
      {
        id,
        name,
        kind,
        aliases: [...new Set(called.map((one) => one.name))].slice(0, SHOWN),
        roles: held.slice(0, SHOWN).map(({ role }) => role),
        statements: count?.statements ?? 0,
        documents: count?.documents ?? 0,
        first: count?.first ?? null,
        last: count?.last ?? null,
      },
    ];
  });
}

/** Speakers, a page at a time. Those without a statement that is shown now come last. */
export async function listSpeakers(db: Db, query: SpeakerQuery): Promise<Listing<LedgerSpeaker>> {
  const page = pageAfter(query);
  const kinds = query.kind === undefined ? null : Array.isArray(query.kind) ? query.kind : [query.kind];
  const words = query.name === undefined ? null : wordsQuery(query.name);
  if (query.name !== undefined && query.name.trim() !== '' && words === null)
    return { items: [], next: null };
  const called = (names: string) => sql<string>`
    select coalesce(p.entry_id, p.id) from speaker_names n join speakers p on p.id = n.speaker_id
    where n.search @@ ${names}::tsquery`;
  let rows = db
    .selectFrom('speakers')
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('statements')
          .innerJoin('speakers as spoken', 'spoken.id', 'statements.speaker_id')
          .select(({ fn }) => [entry.as('entry'), fn.countAll<number>().as('n')])
          .where('live', '=', true)
          .$if(words !== null, (q) => q.where(sql<boolean>`${entry} in (${called(words ?? '')})`))
          .groupBy(entry)
          .as('counted'),
      (join) => join.onRef('counted.entry', '=', 'speakers.id'),
    )
    .select('speakers.id')
    .where('speakers.entry_id', 'is', null);
  if (kinds !== null) rows = rows.where('speakers.kind', 'in', kinds as SpeakerKind[]);
  if (words !== null) rows = rows.where(sql<boolean>`speakers.id in (${called(words)})`);
  if (query.order === 'name') rows = rows.orderBy(sql`lower(left(speakers.name, 200))`);
  else rows = rows.orderBy(sql`coalesce(counted.n, 0)`, 'desc').orderBy(sql`lower(left(speakers.name, 200))`);
  const found = await rows
    .orderBy('speakers.id')
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
  const { items, next } = page.listing(found);
  return {
    items: await speakersOf(
      db,
      items.map(({ id }) => id),
    ),
    next,
  };
}
