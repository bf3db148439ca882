import { sql, type Expression, type ExpressionBuilder, type OrderByItemBuilder, type SqlBool } from 'kysely';
import type { Act, SpeakerKind, StatementKind } from '../record.js';
import { pageAfter } from './cursor.js';
import { OnrecordError } from '../errors.js';
import { daysOf } from './day.js';
import { ofOneVersion } from './joins.js';
import { outletIds, speakerIds, writerIds, wordsQuery } from './names.js';
import type { Tables } from './schema/tables.js';
import { statementRows, statementsOf } from './statements.js';
import type { Db } from './store/store.js';
import type { Facets, Found, Hit, SearchQuery, SnippetPiece, StatementFilter } from './types.js';
import { wordsOfQuery } from './words.js';

/**
 * How far hits are counted, and how many are ranked: of a word that very many statements have, those that the index
 * gives first. More would have to be read one by one.
 */
const COUNTED = 2_000;
/** Over how many the spread of a search is counted. */
const SPREAD = 10_000;

/** Of more values than this, what is found by the words is looked through. */
const MOST_LEXEMES = 40;

/** A part of a query for lexemes that stand for what a statement is. Anything may be in a value. */
const anyLexeme = (values: readonly string[]) =>
  `(${values.map((value) => `'=${value.replace(/[\\']/g, '$&$&')}'`).join(' | ')})`;

/** The months from one day to another, as they stand in the index; none where the range is open. @example monthsBetween('2023-12-30', '2024-01-02') // ['2023-12', '2024-1'] */
function monthsBetween(from: string | null, to: string | null): string[] {
  if (from === null || to === null) return [];
  const [first, last] = [from, to].map(
    (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1,
  ) as [number, number];
  return Array.from(
    { length: Math.min(Math.max(0, last - first + 1), MOST_LEXEMES + 1) },
    (_, i) => `${Math.floor((first + i) / 12)}-${((first + i) % 12) + 1}`,
  );
}

type Eb = ExpressionBuilder<Tables, 'statements'>;
/** One condition on statements, for a `where`. */
export type Condition = (eb: Eb) => Expression<SqlBool>;

const listed = <T>(given: T | readonly T[]): readonly T[] => (Array.isArray(given) ? given : [given as T]);

/**
 * The conditions of a filter: names are looked up first, so that the query itself asks for ids only.
 * @param db where to look names up
 * @param filter which statements
 */
export async function conditionsOf(
  db: Db,
  filter: StatementFilter & { words?: string },
): Promise<Condition[]> {
  const all: Condition[] = [];
  const words = filter.words === undefined ? null : wordsOfQuery(filter.words);
  /** With words, what stands among them in the index; see `0007-facet-lexemes.ts`. */
  const lexemes: string[] = [];
  const oneOf = (column: 'act' | 'kind' | 'speaker_id' | 'outlet_id', values: readonly string[]) => {
    const known = values.filter((value) => value !== '');
    if (words !== null && known.length > 0 && known.length <= MOST_LEXEMES) lexemes.push(anyLexeme(known));
    else all.push((eb) => eb(`statements.${column}`, 'in', values as never[]));
  };
  // Words were asked for and none is one: nothing is found, rather than everything.
  if (words === null && filter.words !== undefined && filter.words.trim() !== '')
    all.push(() => sql<SqlBool>`false`);
  if (filter.dropped !== true && filter.allVersions !== true)
    all.push((eb) => eb('statements.live', '=', true));
  else if (filter.dropped !== true) all.push((eb) => eb('statements.dropped', '=', false));
  else if (filter.allVersions !== true)
    all.push((eb) => eb.or([eb('statements.live', '=', true), eb('statements.dropped', '=', true)]));
  if (filter.speaker !== undefined) {
    oneOf('speaker_id', await speakerIds(db, listed(filter.speaker)));
  }
  if (filter.about !== undefined) {
    const ids = await speakerIds(db, listed(filter.about));
    const names = listed(filter.about)
      .map(wordsQuery)
      .filter((query) => query !== null);
    all.push((eb) =>
      eb(
        'statements.id',
        'in',
        eb
          .selectFrom('statement_about')
          .select('statement_about.statement_id')
          .where((inner) =>
            inner.or([
              inner('statement_about.speaker_id', 'in', ids),
              ...names.map((query) => sql<SqlBool>`statement_about.search @@ ${query}::tsquery`),
            ]),
          ),
      ),
    );
  }
  if (filter.act !== undefined) {
    oneOf('act', listed(filter.act));
  }
  if (filter.kind !== undefined) {
    oneOf('kind', listed(filter.kind));
  }
  if (filter.outlet !== undefined) {
    oneOf('outlet_id', await outletIds(db, listed(filter.outlet)));
  }
  if (filter.byline !== undefined) {
    const ids = await writerIds(db, listed(filter.byline));
    all.push((eb) =>
      eb.exists(
        eb
          .selectFrom('version_writers')
          .select('version_writers.writer_id')
          .whereRef('version_writers.document_id', '=', 'statements.document_id')
          .whereRef('version_writers.version', '=', 'statements.version')
          .where('version_writers.writer_id', 'in', ids),
      ),
    );
  }
  if (filter.document !== undefined) {
    const ids = listed(filter.document);
    all.push((eb) => eb('statements.document_id', 'in', ids));
  }
  if (filter.language !== undefined) {
    const languages = listed(filter.language);
    all.push((eb) =>
      eb.exists(
        eb
          .selectFrom('versions')
          .select('versions.version')
          .whereRef('versions.document_id', '=', 'statements.document_id')
          .whereRef('versions.version', '=', 'statements.version')
          .where('versions.language', 'in', languages),
      ),
    );
  }
  const from = filter.from === undefined ? null : (daysOf(filter.from)?.[0] ?? null);
  const to = filter.to === undefined ? null : (daysOf(filter.to)?.[1] ?? null);
  if (from !== null && to !== null && from > to)
    throw new OnrecordError('search-days', filter.from!, filter.to!);
  if (from !== null) all.push((eb) => eb('statements.day', '>=', from));
  if (to !== null) all.push((eb) => eb('statements.day', '<=', to));
  const months = monthsBetween(from, to);
  if (words !== null && months.length > 0 && months.length <= MOST_LEXEMES) lexemes.push(anyLexeme(months));
  if (words !== null)
    all.unshift(
      () =>
        sql<SqlBool>`statements.search @@ ${
          lexemes.length === 0
            ? sql`to_tsquery('english', ${words.query})`
            : sql`(to_tsquery('english', ${words.query}) && ${lexemes.join(' & ')}::tsquery)`
        }`,
    );
  const { minConfidence, maxConfidence, corrected } = filter;
  if (minConfidence !== undefined) all.push((eb) => eb('statements.confidence', '>=', minConfidence));
  if (maxConfidence !== undefined) all.push((eb) => eb('statements.confidence', '<=', maxConfidence));
  if (corrected !== undefined) all.push((eb) => eb('statements.corrected', '=', corrected));
  return all;
}

/**
 * Finds statements. Words are ranked by how near they stand to each other (`ts_rank_cd`);
 * where very many fit, so many of them are ranked as are counted.
 */
export async function searchStatements(db: Db, query: SearchQuery): Promise<Found> {
  const page = pageAfter(query);
  const conditions = await conditionsOf(db, query);
  const words = query.words === undefined ? null : wordsOfQuery(query.words);
  const order = query.order ?? (words === null ? 'newest' : 'rank');
  const narrowed = db.selectFrom('statements').where((eb) => eb.and(conditions.map((one) => one(eb))));
  let ids: { id: string; rank: number }[];
  let n: number;
  if (order === 'rank' && words !== null) {
    const rows = await db
      .with(
        (cte) => cte('some').materialized(),
        () =>
          narrowed
            .select([
              'statements.id',
              'statements.day',
              sql<number>`ts_rank_cd(statements.search, to_tsquery('english', ${words.query}), 1)`.as('rank'),
            ])
            .limit(COUNTED + 1),
      )
      .selectFrom('some')
      .select(['some.id', 'some.rank', sql<number>`count(*) over ()`.as('n')])
      .orderBy('some.rank', 'desc')
      .orderBy('some.day', newestFirst)
      .orderBy('some.id')
      .limit(page.limit + 1)
      .offset(page.offset)
      .execute();
    ids = rows;
    // Beyond the last page there is no row that says how many there were.
    n = rows[0]?.n ?? (page.offset === 0 ? 0 : await counted(db, conditions));
  } else {
    n = await counted(db, conditions);
    const rows = narrowed.select(['statements.id', sql<number>`0`.as('rank')]);
    const sorted =
      order === 'confident' || order === 'uncertain'
        ? rows.orderBy('statements.confidence', order === 'confident' ? 'desc' : 'asc')
        : rows.orderBy('statements.day', order === 'oldest' ? 'asc' : newestFirst);
    ids = await sorted
      .orderBy('statements.id')
      .limit(page.limit + 1)
      .offset(page.offset)
      .execute();
  }
  const { items, next } = page.listing(ids);
  return {
    total: Math.min(n, COUNTED),
    more: n > COUNTED,
    next,
    items: await hitsOf(db, items, words?.query ?? null),
  };
}

/** How many statements there are, as far as that is counted. */
async function counted(db: Db, conditions: readonly Condition[]): Promise<number> {
  const found = await db
    .selectFrom(
      db
        .selectFrom('statements')
        .select(sql<number>`1`.as('one'))
        .where((eb) => eb.and(conditions.map((one) => one(eb))))
        .limit(COUNTED + 1)
        .as('found'),
    )
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return found.n;
}

const newestFirst = (by: OrderByItemBuilder) => by.desc().nullsLast();

/** Control characters that stand in no text that is shown: `ts_headline` marks hits with them. */
const [OPEN, CLOSE] = ['\u0001', '\u0002'];

/** What a list shows of statements, in the order of the ids. */
async function hitsOf(
  db: Db,
  found: readonly { id: string; rank: number }[],
  query: string | null,
): Promise<Hit[]> {
  if (found.length === 0) return [];
  const snippet =
    query === null
      ? sql<string>`left(statements.words, 300)`
      : sql<string>`ts_headline('english', translate(left(statements.words, 20000), ${OPEN + CLOSE}, ''),
          to_tsquery('english', ${query}),
          ${`StartSel="${OPEN}", StopSel="${CLOSE}", MaxFragments=2, MaxWords=30, MinWords=12, FragmentDelimiter=" … "`})`;
  const rows = await statementRows(db)
    .innerJoin('versions', (join) => join.on(ofOneVersion('versions', 'statements')))
    .select([
      'versions.headline',
      'versions.url',
      'versions.canonical',
      'versions.published',
      'versions.outlet_name',
      'versions.outlet_domain',
      snippet.as('snippet'),
    ])
    .where(
      'statements.id',
      'in',
      found.map(({ id }) => id),
    )
    .execute();
  const statements = await statementsOf(db, rows);
  const hits = new Map<string, Hit>();
  rows.forEach((row, i) => {
    const statement = statements[i];
    if (statement)
      hits.set(row.id, {
        statement,
        snippet: piecesOf(row.snippet),
        rank: 0,
        headline: row.headline,
        outlet: row.outlet_name ?? row.outlet_domain,
        url: row.canonical ?? row.url,
        published: row.published,
      });
  });
  return found.flatMap(({ id, rank }) => {
    const hit = hits.get(id);
    return hit ? [{ ...hit, rank }] : [];
  });
}

/** A marked snippet in pieces. @example piecesOf('the \u0001gates\u0002') // [{ text: 'the ', hit: false }, { text: 'gates', hit: true }] */
function piecesOf(snippet: string): SnippetPiece[] {
  const pieces: SnippetPiece[] = [];
  let hit = false;
  // eslint-disable-next-line no-control-regex
  for (const text of snippet.split(/([\u0001\u0002])/)) {
    if (text === OPEN) hit = true;
    else if (text === CLOSE) hit = false;
    else if (text !== '') pieces.push({ text, hit });
  }
  return pieces;
}

/** How the statements of a query spread. */
export async function facetsOf(db: Db, query: SearchQuery): Promise<Facets> {
  const conditions = await conditionsOf(db, query);
  const rows = await db
    .with('found', (cte) =>
      cte
        .selectFrom('statements')
        .select(['speaker_id', 'act', 'kind', 'outlet_id', 'day'])
        .where((eb) => eb.and(conditions.map((one) => one(eb))))
        .limit(SPREAD + 1),
    )
    .selectFrom(
      sql<{ what: string; value: string | null; count: number }>`(
        select 'total' as what, null as value, count(*) as count from found
        union all (select 'speaker', coalesce(p.entry_id, p.id), count(*) from found join speakers p on p.id = found.speaker_id group by 2 order by 3 desc, 2 limit 50)
        union all (select 'outlet', outlet_id, count(*) from found where outlet_id is not null group by 2 order by 3 desc, 2 limit 50)
        union all (select 'act', act, count(*) from found group by 2 order by 3 desc, 2)
        union all (select 'kind', kind, count(*) from found group by 2 order by 3 desc, 2)
        union all (select 'month', to_char(day, 'YYYY-MM'), count(*) from found where day is not null group by 2 order by 2)
      )`.as('facets'),
    )
    .selectAll()
    .execute();
  const of = (what: string) =>
    rows.flatMap((row) =>
      row.what === what && row.value !== null ? [{ value: row.value, count: row.count }] : [],
    );
  const total = rows.find(({ what }) => what === 'total')?.count ?? 0;
  const speakers = await namesOf(
    db,
    'speakers',
    of('speaker').map(({ value }) => value),
  );
  const outlets = await namesOf(
    db,
    'outlets',
    of('outlet').map(({ value }) => value),
  );
  return {
    total: Math.min(total, SPREAD),
    more: total > SPREAD,
    speaker: of('speaker').map(({ value, count }) => ({
      id: value,
      name: speakers.get(value)?.name ?? value,
      kind: (speakers.get(value)?.kind ?? 'person') as SpeakerKind,
      count,
    })),
    act: of('act') as { value: Act; count: number }[],
    kind: of('kind') as { value: StatementKind; count: number }[],
    outlet: of('outlet').map(({ value, count }) => ({ value: outlets.get(value)?.name ?? value, count })),
    month: of('month'),
  };
}

async function namesOf(
  db: Db,
  table: 'speakers' | 'outlets',
  ids: readonly string[],
): Promise<Map<string, { name: string; kind?: string }>> {
  if (ids.length === 0) return new Map();
  const rows =
    table === 'speakers'
      ? await db.selectFrom('speakers').select(['id', 'name', 'kind']).where('id', 'in', ids).execute()
      : await db.selectFrom('outlets').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}
