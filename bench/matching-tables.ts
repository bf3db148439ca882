/**
 * The tables that matching fills, filled in bulk with what matching makes of simulated stories: every page's reports,
 * keys and claims by the product's own functions, the pairs and utterances of each story by matching its own reports.
 */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type * as Answers from '../src/utterance/answers.js';
import type * as Claims from '../src/utterance/claims.js';
import type * as Clusters from '../src/utterance/cluster.js';
import type * as Keys from '../src/utterance/keys.js';
import type * as Match from '../src/utterance/match.js';
import type * as Reports from '../src/utterance/report.js';
import type * as Wording from '../src/utterance/wording.js';
import { loadEnglish, part } from './library.js';
import type { Story } from './simulator/story.js';

const { reportsOf } = await part<typeof Reports>('utterance/report');
const { soughtByClaim } = await part<typeof Answers>('utterance/answers');
const { claimsOf } = await part<typeof Claims>('utterance/claims');
const { clusters, together } = await part<typeof Clusters>('utterance/cluster');
const { filedUnder } = await part<typeof Keys>('utterance/keys');
const { match, THRESHOLD } = await part<typeof Match>('utterance/match');
const { wordingOf } = await part<typeof Wording>('utterance/wording');
const language = await loadEnglish();
const wording = wordingOf(language);

const COLUMNS = {
  reports: 'id, document_id, utterance_id, minute, report',
  report_keys: 'key, report_id, weight',
  report_pairs: 'a, b, confidence',
  claims: 'report_id, claim',
  claim_keys: 'key, report_id',
} as const;
type Table = keyof typeof COLUMNS;
const TABLES = Object.keys(COLUMNS) as Table[];

/** A row as COPY reads it: tabs between the columns. */
const line = (cells: readonly (string | number | object | null)[]): string =>
  cells
    .map((cell) => {
      if (cell === null) return '\\N';
      if (typeof cell === 'object') return JSON.stringify(cell).replaceAll('\\', '\\\\');
      return String(cell);
    })
    .join('\t');

/** The rows that matching makes of stories, a line each. */
type Rows = Record<Table, string[]>;

/** Adds the rows of a story. @returns how many reports it has */
function addRows(story: Story, rows: Rows): number {
  const own: Reports.Report[] = [];
  for (const { record } of story.pages) {
    const reports = reportsOf(record, ({ id }) => `s${record.id}-${id.slice(2)}`, language);
    own.push(...reports);
    const byId = new Map(reports.map((report) => [report.id, report]));
    for (const claim of claimsOf(record, reports, language)) {
      rows.claims.push(line([claim.id, claim]));
      for (const key of new Set(soughtByClaim(claim, byId.get(claim.id)!, language)))
        rows.claim_keys.push(line([key, claim.id]));
    }
    for (const report of reports)
      for (const { key, weight } of filedUnder(report, wording))
        rows.report_keys.push(line([key, report.id, weight]));
  }
  const pairs = new Map<string, Clusters.Pair>();
  const join = (a: string, b: string, confidence: number) => pairs.set(`${a} ${b}`, { a, b, confidence });
  for (const [a, b] of together(own)) join(a.id, b.id, 0);
  for (const a of own)
    for (const b of own) {
      if (a.id >= b.id) continue;
      const { confidence } = match(a, b, wording);
      if (confidence >= THRESHOLD) join(a.id, b.id, confidence);
    }
  for (const { a, b, confidence } of pairs.values()) rows.report_pairs.push(line([a, b, confidence]));
  for (const { id, reports } of clusters(own, [...pairs.values()]))
    for (const report of reports)
      rows.reports.push(line([report.id, `d${report.page}`, id, report.time, report]));
  return own.length;
}

/** Pages whose rows are copied at a time. */
const TOGETHER = 1000;

/**
 * Fills the matching tables of a ledger with stories. They are without indexes meanwhile: made at the end, an index of
 * millions of keys takes seconds.
 * @param url of the database
 * @param stories what to put in
 * @returns how many reports there were
 */
export async function fillMatching(url: string, stories: Iterable<Story>): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("set maintenance_work_mem = '512MB'; set synchronous_commit = off");
  // The server reads the rows from files, and is another user.
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-rows-'));
  chmodSync(folder, 0o755);
  let reports = 0;
  try {
    const again = await withoutIndexes(client);
    let rows: Rows = { reports: [], report_keys: [], report_pairs: [], claims: [], claim_keys: [] };
    const put = async () => {
      for (const table of TABLES) {
        const file = join(folder, table);
        writeFileSync(file, rows[table].map((row) => `${row}\n`).join(''));
        await client.query(`copy ${table} (${COLUMNS[table]}) from '${file}'`);
      }
      rows = { reports: [], report_keys: [], report_pairs: [], claims: [], claim_keys: [] };
    };
    let pages = 0;
    for (const story of stories) {
      reports += addRows(story, rows);
      pages += story.pages.length;
      if (pages < TOGETHER) continue;
      await put();
      pages = 0;
    }
    await put();
    for (const index of again) await client.query(index);
    await client.query('vacuum analyze');
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await client.end();
  }
  return reports;
}

/** Takes the indexes of the matching tables away. @returns what makes them again */
async function withoutIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; index: string; primary: string | null }>(
    `select t.relname as table, i.relname as name, pg_get_indexdef(i.oid) as index, pg_get_constraintdef(c.oid) as primary
    from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      left join pg_constraint c on c.conindid = i.oid
    where t.oid = any ($1::text[]::regclass[])`,
    [TABLES],
  );
  for (const { table, name, primary } of rows)
    await client.query(
      primary === null ? `drop index ${name}` : `alter table ${table} drop constraint ${name}`,
    );
  return rows.map(({ table, name, index, primary }) =>
    primary === null ? index : `alter table ${table} add constraint ${name} ${primary}`,
  );
}
