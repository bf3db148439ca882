import { sql } from 'kysely';
import type { SpeakerKind } from '../record.js';
import { pageAfter } from './cursor.js';
import { wordsQuery } from './names.js';
import type { Db } from './store/store.js';
import type { LedgerSpeaker, Listing, SpeakerQuery } from './types.js';

/** How many roles and names a list shows of one speaker. */
const SHOWN = 20;

/** What lists show of speakers, in the order of the ids. */
export async function speakersOf(db: Db, ids: readonly string[]): Promise<LedgerSpeaker[]> {
  if (ids.length === 0) return [];
  const speakers = await db.selectFrom('speakers').selectAll().where('id', 'in', ids).execute();
  const names = await sql<{ id: string; name: string }>`
    select n.speaker_id as id, n.name from unnest(array[${sql.join(ids)}]::text[]) wanted
    cross join lateral (select speaker_id, name from speaker_names where speaker_id = wanted order by length(name) desc, name
      limit ${SHOWN + 1}) n`.execute(db);
  const counts = await db
    .selectFrom('statements')
    .select(({ fn }) => [
      'speaker_id as id',
      fn.countAll<number>().as('statements'),
      fn.count<number>('document_id').distinct().as('documents'),
      fn.min('day').as('first'),
      fn.max('day').as('last'),
    ])
    .where('speaker_id', 'in', ids)
    .where('live', '=', true)
    .groupBy('speaker_id')
    .execute();
  const roles = await db
    .selectFrom('statements')
    .select(({ fn }) => ['speaker_id as id', 'role', fn.countAll<number>().as('n')])
    .where('speaker_id', 'in', ids)
    .where('live', '=', true)
    .where('role', 'is not', null)
    .groupBy(['speaker_id', 'role'])
    .orderBy('n', 'desc')
    .orderBy('role')
    .execute();
  return ids.flatMap((id) => {
    const speaker = speakers.find((one) => one.id === id);
    if (!speaker) return [];
    const count = counts.find((one) => one.id === id);
    return [
      {
        ...speaker,
        aliases: names.rows
          .filter((one) => one.id === id && one.name !== speaker.name)
          .map(({ name }) => name),
        roles: roles
          .filter((one) => one.id === id)
          .slice(0, SHOWN)
          .flatMap(({ role }) => (role === null ? [] : [role])),
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
  let rows = db
    .selectFrom('speakers')
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('statements')
          .select(({ fn }) => ['speaker_id', fn.countAll<number>().as('n')])
          .where('live', '=', true)
          .where('speaker_id', 'is not', null)
          .$if(words !== null, (q) =>
            q.where('speaker_id', 'in', (inner) =>
              inner
                .selectFrom('speaker_names')
                .select('speaker_names.speaker_id')
                .where(sql<boolean>`speaker_names.search @@ ${words ?? ''}::tsquery`),
            ),
          )
          .groupBy('speaker_id')
          .as('counted'),
      (join) => join.onRef('counted.speaker_id', '=', 'speakers.id'),
    )
    .select('speakers.id');
  if (kinds !== null) rows = rows.where('speakers.kind', 'in', kinds as SpeakerKind[]);
  if (words !== null)
    rows = rows.where('speakers.id', 'in', (inner) =>
      inner
        .selectFrom('speaker_names')
        .select('speaker_names.speaker_id')
        .where(sql<boolean>`speaker_names.search @@ ${words}::tsquery`),
    );
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
