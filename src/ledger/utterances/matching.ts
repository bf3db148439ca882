import { sql, type Transaction } from 'kysely';
import type { Language } from '../../language/language.js';
import { answerTo, soughtByClaim, type Answer } from '../../utterance/answers.js';
import { claimsOf, type Claim } from '../../utterance/claims.js';
import { clusters, together, utteranceId, type Pair } from '../../utterance/cluster.js';
import { ENOUGH, filedUnder, soughtUnder } from '../../utterance/keys.js';
import { match, mayMatch, THRESHOLD } from '../../utterance/match.js';
import { reportsOf, type Report } from '../../utterance/report.js';
import { wordingOf } from '../../utterance/wording.js';
import type { Tables } from '../schema/tables.js';
import { storedJson } from '../store/characters.js';
import type { Store } from '../store/store.js';
import { carriersOf } from './carriers.js';
import { keepLinks } from './page-links.js';

type Tx = Transaction<Tables>;

/** Documents that are matched in one transaction. */
const TOGETHER = 25;
/** The most reports that one is compared with, those that share most first: a flood of one sentence costs no more. */
const MOST_COMPARED = 1000;
/** The name of the lock: any number that is ours. */
const LOCK = 7460462;

/**
 * Matches what was added or changed since the last time with all that is there. Each step is a transaction of its own:
 * one that is cut off is done again. What comes out depends on the pages alone, not on their order.
 * @param store the ledger's store
 * @param language the lists that words are compared by
 * @returns how many documents were matched
 * @throws OnrecordError `ledger-…`
 * @example await matchUnmatched(store, english)
 */
export async function matchUnmatched(store: Store, language: Language): Promise<number> {
  let done = 0;
  for (;;) {
    const count = await store.transaction(async (tx) => {
      // Two at once would not see each other's reports. The second waits, and then finds less to do.
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
      const taken = await sql<{ document_id: string }>`
        delete from unmatched where document_id in
          (select document_id from unmatched order by document_id limit ${TOGETHER} for update skip locked)
        returning document_id`.execute(tx);
      const documents = taken.rows.map((row) => row.document_id);
      if (documents.length > 0) await matchDocuments(tx, documents, language);
      return documents.length;
    });
    done += count;
    if (count < TOGETHER) return done;
  }
}

/** A report with the claim that it answers somebody, if it does. */
interface Known {
  report: Report;
  claim: Claim | undefined;
}

async function matchDocuments(tx: Tx, documents: readonly string[], language: Language): Promise<void> {
  const wording = wordingOf(language);
  const touched = await removeReports(tx, documents);
  await keepLinks(tx, documents, language);
  const carriers = await carriersOf(tx, documents);
  const own = new Map<string, Known>();
  for (const { record } of carriers.values()) {
    const reports = reportsOf(record, ({ id }) => id, language);
    const claims = new Map(claimsOf(record, reports, language).map((claim) => [claim.id, claim]));
    for (const report of reports) own.set(report.id, { report, claim: claims.get(report.id) });
  }
  await insertReports(tx, [...own.values()], language);
  const near = await nearReports(tx, own, language);
  const others = await knownOf(
    tx,
    [...new Set([...near.pairs, ...near.answers].flat())].filter((id) => !own.has(id)),
  );
  const known = (id: string) => own.get(id) ?? others.get(id);
  const pairs = new Map<string, Pair>();
  for (const [one, other] of near.pairs) {
    const [a, b] = one < other ? [one, other] : [other, one];
    const [x, y] = [known(a), known(b)];
    if (!x || !y || pairs.has(`${a} ${b}`) || !mayMatch(x.report, y.report)) continue;
    const { confidence } = match(x.report, y.report, wording);
    if (confidence >= THRESHOLD) pairs.set(`${a} ${b}`, { a, b, confidence });
  }
  // Quotations of one statement are grouped with one another in mind, however unlike their words.
  for (const [a, b] of together([...own.values()].map(({ report }) => report)))
    if (!pairs.has(`${a.id} ${b.id}`)) pairs.set(`${a.id} ${b.id}`, { a: a.id, b: b.id, confidence: 0 });
  const answers = new Map<string, Answer>();
  const tryAnswer = (from: Known | undefined, to: Known | undefined) => {
    if (!from?.claim || !to || answers.has(`${from.report.id} ${to.report.id}`)) return;
    const answer = answerTo(from.claim, from.report, to.report, language);
    if (answer) answers.set(`${answer.from} ${answer.to}`, answer);
  };
  for (const [a, b] of [...near.pairs, ...near.answers]) {
    tryAnswer(known(a), known(b));
    tryAnswer(known(b), known(a));
  }
  for (const one of own.values()) for (const { id } of one.claim?.local ?? []) tryAnswer(one, known(id));
  await sql`insert into report_pairs (a, b, confidence)
    select a, b, confidence from json_to_recordset(${storedJson([...pairs.values()])}::json)
      as x (a text, b text, confidence double precision) on conflict do nothing`.execute(tx);
  await sql`insert into answers (from_id, to_id, answer)
    select "from", "to", answer from json_to_recordset(${storedJson(
      [...answers.values()].map((answer) => ({ from: answer.from, to: answer.to, answer })),
    )}::json) as x ("from" text, "to" text, answer json) on conflict do nothing`.execute(tx);
  // Reports without a pair stay as they were put in: utterances of their own.
  const joined = [...pairs.values()].flatMap(({ a, b }) => [a, b]);
  await regroup(tx, [...new Set([...touched, ...joined])]);
}

/** Takes what was made from documents away. @returns reports of other documents that were joined with theirs */
async function removeReports(tx: Tx, documents: readonly string[]): Promise<string[]> {
  const rows = await tx.selectFrom('reports').select('id').where('document_id', 'in', documents).execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const list = storedJson(ids);
  const gone = sql`select json_array_elements_text(${list}::json)`;
  const partners = await sql<{ id: string }>`
    select b as id from report_pairs where a in (${gone}) union select a from report_pairs where b in (${gone})`.execute(
    tx,
  );
  for (const [table, column] of [
    ['report_keys', 'report_id'],
    ['claim_keys', 'report_id'],
    ['claims', 'report_id'],
    ['report_pairs', 'a'],
    ['report_pairs', 'b'],
    ['answers', 'from_id'],
    ['answers', 'to_id'],
    ['reports', 'id'],
  ] as const)
    await sql`delete from ${sql.table(table)} where ${sql.ref(column)} in (${gone})`.execute(tx);
  return partners.rows.map(({ id }) => id).filter((id) => !ids.includes(id));
}

async function insertReports(tx: Tx, all: readonly Known[], language: Language): Promise<void> {
  const wording = wordingOf(language);
  const reports = all.map(({ report }) => ({
    id: report.id,
    document_id: report.page,
    utterance_id: utteranceId(report.id),
    minute: report.time,
    report,
  }));
  const keys = all.flatMap(({ report }) =>
    filedUnder(report, wording).map(({ key, weight }) => ({ k: key, r: report.id, w: weight })),
  );
  const claims = all.flatMap(({ report, claim }) => (claim ? [{ id: report.id, claim }] : []));
  const claimKeys = all.flatMap(({ report, claim }) =>
    claim ? [...new Set(soughtByClaim(claim, report, language))].map((k) => ({ k, r: report.id })) : [],
  );
  await sql`
    with kept as (
      insert into reports (id, document_id, utterance_id, minute, report)
      select id, document_id, utterance_id, minute, report from json_to_recordset(${storedJson(reports)}::json)
        as x (id text, document_id text, utterance_id text, minute bigint, report json)
    ), filed as (
      insert into report_keys (key, report_id, weight)
      select k, r, w from json_to_recordset(${storedJson(keys)}::json) as x (k bigint, r text, w smallint)
    ), claimed as (
      insert into claims (report_id, claim)
      select id, claim from json_to_recordset(${storedJson(claims)}::json) as x (id text, claim json)
    )
    insert into claim_keys (key, report_id)
    select k, r from json_to_recordset(${storedJson(claimKeys)}::json) as x (k bigint, r text)`.execute(tx);
}

/** Which reports are to be compared: those that share keys with these, and those whose answers these may be. */
async function nearReports(
  tx: Tx,
  own: ReadonlyMap<string, Known>,
  language: Language,
): Promise<{ pairs: [string, string][]; answers: [string, string][] }> {
  const wording = wordingOf(language);
  const sought = [...own.values()].flatMap(({ report }) =>
    soughtUnder(report, wording).map(({ key }) => ({ k: key, r: report.id })),
  );
  const found = await sql<{ a: string; b: string }>`
    select a, b from (
      select s.r as a, k.report_id as b,
        row_number() over (partition by s.r order by sum(k.weight) desc, k.report_id) as place
      from json_to_recordset(${storedJson(sought)}::json) as s (k bigint, r text)
      join report_keys k on k.key = s.k
      where k.report_id <> s.r
      group by s.r, k.report_id having sum(k.weight) >= ${ENOUGH}
    ) near where place <= ${MOST_COMPARED}`.execute(tx);
  const asked = [...own.values()].flatMap(({ report, claim }) =>
    claim ? [...new Set(soughtByClaim(claim, report, language))].map((k) => ({ k, r: report.id })) : [],
  );
  const filed = [...own.values()].flatMap(({ report }) =>
    filedUnder(report, wording).flatMap(({ key, weight }) =>
      weight === 1 ? [{ k: key, r: report.id }] : [],
    ),
  );
  const answers = await sql<{ a: string; b: string }>`
    select distinct a, b from (
      select s.r as a, k.report_id as b from json_to_recordset(${storedJson(asked)}::json) as s (k bigint, r text)
        join report_keys k on k.key = s.k
      union
      select k.report_id, s.r from json_to_recordset(${storedJson(filed)}::json) as s (k bigint, r text)
        join claim_keys k on k.key = s.k
    ) said where a <> b`.execute(tx);
  return {
    pairs: found.rows.map(({ a, b }) => [a, b]),
    answers: answers.rows.map(({ a, b }) => [a, b]),
  };
}

async function knownOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: string; report: Report; claim: Claim | null }>`
    select r.id, r.report, c.claim from reports r left join claims c on c.report_id = r.id
    where r.id in (select json_array_elements_text(${storedJson(ids)}::json))`.execute(tx);
  return new Map(rows.rows.map(({ id, report, claim }) => [id, { report, claim: claim ?? undefined }]));
}

/** Groups anew all reports that are joined, over however many pairs, with those given. */
async function regroup(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  // Two queries: a planner that expects many rows of the first would read all reports for the second.
  const joined = await sql<{ id: string }>`
    with recursive joined (id) as (
      select json_array_elements_text(${storedJson(ids)}::json) collate "C"
      union
      select next.id from joined cross join lateral (
        select b as id from report_pairs where a = joined.id
        union all
        select a from report_pairs where b = joined.id
      ) next
    )
    select id from joined`.execute(tx);
  const rows = await sql<{ id: string; utterance_id: string; report: Report }>`
    select id, utterance_id, report from reports
    where id in (select json_array_elements_text(${storedJson(joined.rows.map(({ id }) => id))}::json))`.execute(
    tx,
  );
  const list = storedJson(rows.rows.map(({ id }) => id));
  const pairs = await sql<Pair>`
    select a, b, confidence from report_pairs where a in (select json_array_elements_text(${list}::json))`.execute(
    tx,
  );
  const now = new Map(rows.rows.map((row) => [row.id, row.utterance_id]));
  const moved = clusters(
    rows.rows.map(({ report }) => report),
    pairs.rows,
  ).flatMap((cluster) =>
    cluster.reports
      .filter(({ id }) => now.get(id) !== cluster.id)
      .map(({ id }) => ({ id, utterance: cluster.id })),
  );
  if (moved.length === 0) return;
  await sql`update reports set utterance_id = x.utterance
    from json_to_recordset(${storedJson(moved)}::json) as x (id text, utterance text) where reports.id = x.id`.execute(
    tx,
  );
}
