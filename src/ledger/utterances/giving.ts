import { sql } from 'kysely';
import type { Language } from '../../language/language.js';
import type { Answer } from '../../utterance/answers.js';
import { byPublication, type Pair } from '../../utterance/cluster.js';
import { linksOf, type Placed } from '../../utterance/collection.js';
import { askingIn } from '../../utterance/full-name.js';
import { namesSought } from '../../utterance/keys.js';
import { lineOf, type UtteranceLine } from '../../utterance/line.js';
import type { Carrier } from '../../utterance/page-text.js';
import type { Report } from '../../utterance/report.js';
import { speakerOf } from '../../utterance/speaker-name.js';
import { utteranceOf, type Utterance } from '../../utterance/utterance.js';
import { traceOf, type Trace, type TracedAnswer } from '../../utterance/trace.js';
import { conditionsOf } from '../search.js';
import { statementRows } from '../statements.js';
import type { StatementFilter } from '../types.js';
import { storedJson } from '../store/characters.js';
import type { Db } from '../store/store.js';
import { carriersOf } from './carriers.js';

/** How many utterances are put together at a time. */
const BATCH = 50;

/** The ids of the utterances that an id means: itself, a statement's, all of a document's; or that begin so. */
export async function utteranceIds(db: Db, id: string): Promise<string[]> {
  if (!/^[usd][0-9a-z-]*$/u.test(id)) return [];
  if (id.startsWith('u')) {
    const found = await sql<{ id: string }>`
      select distinct utterance_id as id from reports where utterance_id >= ${id} and utterance_id < ${`${id}~`}
      order by utterance_id limit 10`.execute(db);
    const ids = found.rows.map((row) => row.id);
    if (ids.includes(id)) return [id];
    if (ids.length > 0) return ids;
    // An earlier report came, and the utterance has its id now: the old one still names a report of it.
    return await utteranceIds(db, `s${id.slice(1)}`);
  }
  const rows = await db
    .selectFrom('reports')
    .select('utterance_id')
    .distinct()
    .where((eb) =>
      id.startsWith('s')
        ? // The second quotation of a statement, and those after, have its id with a number behind.
          eb.or([eb('id', '=', id), eb.and([eb('id', '>', `${id}-`), eb('id', '<', `${id}-~`)])])
        : eb('document_id', '=', id),
    )
    .orderBy('utterance_id')
    .execute();
  return rows.map((row) => row.utterance_id);
}

/** Utterances with the pages that they stand on. */
interface Given {
  utterances: Utterance[];
  carriers: Map<string, Carrier>;
}

/** Puts utterances together from what is kept, in the order of the ids. */
async function given(db: Db, ids: readonly string[], language: Language): Promise<Given> {
  const rows = await db
    .selectFrom('reports')
    .select(['id', 'utterance_id', 'report'])
    .where('utterance_id', 'in', ids)
    .execute();
  const list = storedJson(rows.map(({ id }) => id));
  const members = sql`select json_array_elements_text(${list}::json)`;
  const pairs = await sql<Pair>`select a, b, confidence from report_pairs where a in (${members})`.execute(
    db,
  );
  const answers = await sql<{
    answer: Answer;
  }>`select answer from answers where from_id in (${members})`.execute(db);
  const placed = await placesOf(db, [
    ...rows.map(({ id }) => id),
    ...answers.rows.map(({ answer }) => answer.to),
  ]);
  const links = linksOf(
    answers.rows.map(({ answer }) => answer),
    placed,
  );
  const carriers = await carriersOf(db, [...new Set(rows.map(({ report }) => report.page))]);
  const named = await namedFor(db, rows);
  const utterances = ids.flatMap((id): Utterance[] => {
    const reports = rows.filter((row) => row.utterance_id === id).map(({ report }) => report);
    if (reports.length === 0) return [];
    const own = new Set(reports.map((report) => report.id));
    const cluster = {
      id,
      reports: reports.sort(byPublication),
      pairs: pairs.rows
        .filter(({ a, b, confidence }) => confidence > 0 && own.has(a) && own.has(b))
        .sort((x, y) => y.confidence - x.confidence || (`${x.a} ${x.b}` < `${y.a} ${y.b}` ? -1 : 1)),
    };
    return [utteranceOf(cluster, carriers, links.get(id) ?? [], language, named.get(id) ?? [])];
  });
  return { utterances, carriers };
}

/** The most reports that are asked whom one utterance is of, those on the nearest pages first, and that are found by one key. */
const MOST_NAMED = 200;
const MOST_BY_KEY = 500;

/** For each utterance of which no report names the speaker in full, reports that may tell whom a surname or an office means. */
async function namedFor(
  db: Db,
  rows: readonly { utterance_id: string; report: Report }[],
): Promise<Map<string, Report[]>> {
  const members = new Map<string, Report[]>();
  for (const { utterance_id, report } of rows)
    members.set(utterance_id, [...(members.get(utterance_id) ?? []), report]);
  const sought = [...members].flatMap(([u, reports]) => {
    const keys = askingIn(reports.sort(byPublication)).flatMap(namesSought);
    return [...new Set(keys)].map((k) => ({ k, u }));
  });
  const named = new Map<string, Report[]>();
  if (sought.length === 0) return named;
  const found = await sql<{ u: string; report: Report }>`
    select u, report from (
      select s.u, k.report_id,
        row_number() over (partition by s.u order by count(*) desc, k.report_id) as place
      from json_to_recordset(${storedJson(sought)}::json) as s (k bigint, u text)
      cross join lateral (
        select report_id from report_keys where key = s.k order by report_id limit ${MOST_BY_KEY}
      ) k group by s.u, k.report_id
    ) near join reports r on r.id = near.report_id where place <= ${MOST_NAMED}`.execute(db);
  for (const { u, report } of found.rows) named.set(u, [...(named.get(u) ?? []), report]);
  return named;
}

async function placesOf(db: Db, reports: readonly string[]): Promise<Map<string, Placed>> {
  const rows = await sql<{ id: string; utterance: string; time: number | null }>`
    select r.id, r.utterance_id as utterance,
      (select min(o.minute) from reports o where o.utterance_id = r.utterance_id) as time
    from reports r where r.id in (select json_array_elements_text(${storedJson([...new Set(reports)])}::json))`.execute(
    db,
  );
  return new Map(rows.rows.map(({ id, utterance, time }) => [id, { id: utterance, time }]));
}

/**
 * Every utterance of which a filter lets a statement through, in the order of the ids, at flat memory.
 * @param filter which; nothing in it means all
 */
export async function* utteranceStream(
  db: Db,
  language: Language,
  filter: StatementFilter,
): AsyncGenerator<UtteranceLine> {
  const conditions = Object.keys(filter).length === 0 ? null : await conditionsOf(db, filter);
  let last = '';
  for (;;) {
    const next = await sql<{ id: string }>`
      select distinct utterance_id as id from reports where utterance_id > ${last}
      order by utterance_id limit ${BATCH}`.execute(db);
    const ids = next.rows.map(({ id }) => id);
    const end = ids.at(-1);
    if (end === undefined) return;
    last = end;
    const wanted = conditions === null ? ids : await withStatements(db, ids, conditions);
    if (wanted.length === 0) continue;
    const { utterances, carriers } = await given(db, wanted, language);
    for (const utterance of utterances) yield lineOf(utterance, carriers);
  }
}

/** Those utterances of which a statement fulfils conditions. */
async function withStatements(
  db: Db,
  ids: readonly string[],
  conditions: Awaited<ReturnType<typeof conditionsOf>>,
): Promise<string[]> {
  const members = await db
    .selectFrom('reports')
    .select((eb) => [sql<string>`report->>'statement'`.as('id'), eb.ref('utterance_id').as('utterance_id')])
    .where('utterance_id', 'in', ids)
    .execute();
  const rows = await statementRows(db)
    .where('statements.id', 'in', [...members.map(({ id }) => id), ''])
    .where((eb) => eb.and(conditions.map((one) => one(eb))))
    .execute();
  const right = new Set(rows.map(({ id }) => id));
  const wanted = new Set(members.filter(({ id }) => right.has(id)).map((row) => row.utterance_id));
  return ids.filter((id) => wanted.has(id));
}

/** One utterance with all that justifies what is said of it; null where there is none. */
export async function traceIn(db: Db, id: string, language: Language): Promise<Trace | null> {
  const { utterances, carriers } = await given(db, [id], language);
  const [utterance] = utterances;
  if (!utterance) return null;
  const answered = await sql<{ answer: Answer }>`
    select answer from answers where from_id in (
      select a.from_id from answers a join reports r on r.id = a.to_id where r.utterance_id = ${id}
    )`.execute(db);
  const all = answered.rows.map(({ answer }) => answer);
  const placed = await placesOf(
    db,
    all.flatMap(({ from, to }) => [from, to]),
  );
  const by = [...linksOf(all, placed)].flatMap(([from, links]) =>
    links.filter(({ of }) => of === id).map((link) => ({ ...link, of: from })),
  );
  const heads = await headsOf(
    db,
    [...utterance.answers, ...by].map(({ of }) => of),
    language,
  );
  const told = (link: Utterance['answers'][number]): TracedAnswer => ({
    kind: link.kind,
    utterance: link.of,
    speaker: heads.get(link.of)?.speaker ?? null,
    text: heads.get(link.of)?.text ?? '',
    confidence: link.confidence,
    spans: link.answers.flatMap(({ page, spans }) => spans.map((span) => ({ page, span }))),
  });
  const pages = [
    ...new Set([...utterance.answers, ...by].flatMap(({ answers }) => answers.map(({ page }) => page))),
  ];
  for (const [page, carrier] of await carriersOf(
    db,
    pages.filter((page) => !carriers.has(page)),
  ))
    carriers.set(page, carrier);
  return traceOf(utterance, carriers, { answers: utterance.answers.map(told), answeredBy: by.map(told) });
}

/** Speaker and first words of utterances. */
async function headsOf(
  db: Db,
  ids: readonly string[],
  language: Language,
): Promise<Map<string, { speaker: string | null; text: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('reports')
    .select(['utterance_id', 'report'])
    .where('utterance_id', 'in', [...new Set(ids)])
    .execute();
  const named = await namedFor(db, rows);
  const reports = new Map<string, Report[]>();
  for (const row of rows)
    reports.set(row.utterance_id, [...(reports.get(row.utterance_id) ?? []), row.report]);
  return new Map(
    [...reports].map(([id, own]) => {
      const sorted = own.sort(byPublication);
      return [id, { speaker: speakerOf(sorted, language, named.get(id) ?? []), text: sorted[0]!.text }];
    }),
  );
}
