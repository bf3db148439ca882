/**
 * What it costs to add a page and match it, as a ledger in PostgreSQL grows.
 *
 *     npm run bench:growth -- [--sizes 1000,10000,50000,200000] [--measured 100] [--per-day 40] [--seed N]
 *
 * Simulated stories (`simulator/`) fill a ledger to each size: every page's reports, keys and claims are made by the
 * product's own functions, and the pairs and utterances of each story by matching it; they are put into the tables in
 * bulk, since matching 200,000 pages one by one takes hours. Then new pages of the days that follow are added and matched
 * one by one, as anyone would, in this ledger and in one that holds only the newest 1,000 pages: first in one, then in
 * the other, so that whatever else the machine does slows both. Printed are medians and their ratio. PostgreSQL is
 * started on a new folder, and is gone at the end.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import type { Language } from '../src/language/language.js';
import type * as Answers from '../src/utterance/answers.js';
import type * as Clusters from '../src/utterance/cluster.js';
import type * as Keys from '../src/utterance/keys.js';
import type * as Match from '../src/utterance/match.js';
import type * as Reports from '../src/utterance/report.js';
import type * as Wording from '../src/utterance/wording.js';
import type { Ledger } from '../src/ledger/types.js';
import { loadLibrary } from './library.js';
import { startPostgres } from './postgres.js';
import { stories, type SimulatedPage, type Story } from './simulator/story.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,50000,200000' },
    measured: { type: 'string', default: '100' },
    'per-day': { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const measured = Number(values.measured);
/** The ledger that each is compared with holds this many pages. */
const SMALL = 1000;

/** A part of the library as built that is not public. */
const part = async <T>(name: string): Promise<T> =>
  (await import(new URL(`../../dist/${name}.js`, import.meta.url).href)) as T;

const { openLedger } = await loadLibrary();
const { reportsOf } = await part<typeof Reports>('utterance/report');
const { claimsOf, soughtByClaim } = await part<typeof Answers>('utterance/answers');
const { clusters, together } = await part<typeof Clusters>('utterance/cluster');
const { filedUnder } = await part<typeof Keys>('utterance/keys');
const { match, THRESHOLD } = await part<typeof Match>('utterance/match');
const { wordingOf } = await part<typeof Wording>('utterance/wording');
const { loadLanguage } = await part<{ loadLanguage: (folder: string, code: string) => Language }>(
  'language/language',
);
const language = loadLanguage('languages', 'en');
const wording = wordingOf(language);

/** The rows that matching makes of some stories. */
interface Rows {
  pages: number;
  reports: {
    id: string;
    document_id: string;
    utterance_id: string;
    minute: number | null;
    report: unknown;
  }[];
  report_keys: { key: number; report_id: string; weight: number }[];
  report_pairs: Clusters.Pair[];
  claims: { report_id: string; claim: unknown }[];
  claim_keys: { key: number; report_id: string }[];
}

const TYPES: Record<Exclude<keyof Rows, 'pages'>, string> = {
  reports: 'id text, document_id text, utterance_id text, minute bigint, report json',
  report_keys: 'key bigint, report_id text, weight smallint',
  report_pairs: 'a text, b text, confidence double precision',
  claims: 'report_id text, claim json',
  claim_keys: 'key bigint, report_id text',
};

function rowsOf(story: Story, rows: Rows): void {
  const own: Reports.Report[] = [];
  for (const { record } of story.pages) {
    const reports = reportsOf(record, ({ id }) => `s${record.id}-${id.slice(2)}`, language);
    own.push(...reports);
    const byId = new Map(reports.map((report) => [report.id, report]));
    for (const claim of claimsOf(record, reports, language)) {
      rows.claims.push({ report_id: claim.id, claim });
      for (const key of new Set(soughtByClaim(claim, byId.get(claim.id)!, language)))
        rows.claim_keys.push({ key, report_id: claim.id });
    }
    for (const report of reports)
      for (const { key, weight } of filedUnder(report, wording))
        rows.report_keys.push({ key, report_id: report.id, weight });
  }
  const pairs: Clusters.Pair[] = together(own).map(([a, b]) => ({ a: a.id, b: b.id, confidence: 0 }));
  for (const a of own)
    for (const b of own) {
      if (a.id >= b.id) continue;
      const { confidence } = match(a, b, wording);
      if (confidence >= THRESHOLD) pairs.push({ a: a.id, b: b.id, confidence });
    }
  rows.report_pairs.push(...new Map(pairs.map((pair) => [`${pair.a} ${pair.b}`, pair])).values());
  for (const { id, reports } of clusters(own, pairs))
    for (const report of reports)
      rows.reports.push({
        id: report.id,
        document_id: `d${report.page}`,
        utterance_id: id,
        minute: report.time,
        report,
      });
  rows.pages += story.pages.length;
}

const noRows = (): Rows => ({
  pages: 0,
  reports: [],
  report_keys: [],
  report_pairs: [],
  claims: [],
  claim_keys: [],
});

async function put(client: pg.Client, rows: Rows): Promise<void> {
  for (const [table, types] of Object.entries(TYPES))
    await client.query(
      `insert into ${table} select * from json_to_recordset($1::json) as x (${types}) on conflict do nothing`,
      [JSON.stringify(rows[table as keyof typeof TYPES])],
    );
}

/** Adds and matches a page. @returns milliseconds of each */
async function addTo(ledger: Ledger, { record }: SimulatedPage): Promise<{ add: number; match: number }> {
  const bytes = Buffer.from(`${record.url ?? ''}\n${record.text}`);
  const start = performance.now();
  await ledger.add(record, { bytes });
  const added = performance.now();
  await ledger.match();
  return { add: added - start, match: performance.now() - added };
}

const median = (list: readonly number[]) =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;

async function databaseOn(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`drop database if exists ${name}`);
  await client.query(`create database ${name}`);
  await client.end();
  return url.replace(/\/postgres$/u, `/${name}`);
}

const postgres = await startPostgres(['shared_buffers=512MB']);
try {
  const large = await databaseOn(postgres.url, 'large');
  const grown = await openLedger(large);
  const filler = new pg.Client({ connectionString: large });
  await filler.connect();
  const source = stories(Infinity, Number(values.seed), Number(values['per-day']));
  const next = () => source.next().value as Story;
  let pages = 0;
  let reports = 0;
  /** The newest stories, for the small ledger. */
  let newest: Story[] = [];
  console.log('   pages   reports |   large: add  match  both |  small: add  match  both | ratio');
  for (const size of sizes) {
    let rows = noRows();
    while (pages < size) {
      const story = next();
      rowsOf(story, rows);
      pages += story.pages.length;
      newest.push(story);
      if (rows.pages >= 500 || pages >= size) {
        reports += rows.reports.length;
        await put(filler, rows);
        rows = noRows();
      }
      if (newest.length > 1000) newest = newest.slice(-500);
    }
    let some = 0;
    const last: Story[] = [];
    for (const story of [...newest].reverse()) {
      if (some >= SMALL) break;
      last.push(story);
      some += story.pages.length;
    }
    const small = await databaseOn(postgres.url, 'small');
    const little = await openLedger(small);
    const client = new pg.Client({ connectionString: small });
    await client.connect();
    const few = noRows();
    for (const story of last) rowsOf(story, few);
    await put(client, few);
    for (const one of [filler, client]) await one.query('vacuum analyze');
    await client.end();
    const spent = {
      large: [] as { add: number; match: number }[],
      small: [] as { add: number; match: number }[],
    };
    while (spent.large.length < measured) {
      const story = next();
      for (const page of story.pages) {
        const order =
          spent.large.length % 2 === 0 ? (['large', 'small'] as const) : (['small', 'large'] as const);
        for (const which of order) spent[which].push(await addTo(which === 'large' ? grown : little, page));
      }
      pages += story.pages.length;
    }
    await little.close();
    const told = (which: 'large' | 'small') => {
      const add = median(spent[which].map((one) => one.add));
      const found = median(spent[which].map((one) => one.match));
      return { add, match: found, both: median(spent[which].map((one) => one.add + one.match)) };
    };
    const [a, b] = [told('large'), told('small')];
    const cells = (one: typeof a) =>
      [one.add, one.match, one.both].map((ms) => ms.toFixed(1).padStart(6)).join(' ');
    console.log(
      `${String(size).padStart(8)} ${String(reports).padStart(9)} |       ${cells(a)} |      ${cells(b)} | ${(a.both / b.both).toFixed(2)}`,
    );
  }
  await filler.end();
  await grown.close();
} finally {
  await postgres.stop();
}
