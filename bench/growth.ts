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
import pg from 'pg';
import type { Ledger } from '../src/ledger/types.js';
import { argumentsOf } from './arguments.js';
import { loadLibrary } from './library.js';
import { fillMatching } from './matching-tables.js';
import { startPostgres } from './postgres.js';
import { stories, type SimulatedPage, type Story } from './simulator/story.js';

const { values } = argumentsOf({
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

const { openLedger } = await loadLibrary();

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
  const source = stories(Infinity, Number(values.seed), Number(values['per-day']));
  const next = () => source.next().value as Story;
  let pages = 0;
  let reports = 0;
  /** The newest stories, at least as many as the small ledger holds. */
  let newest: Story[] = [];
  /** Stories until there are so many pages. */
  function* until(size: number) {
    while (pages < size) {
      const story = next();
      pages += story.pages.length;
      newest.push(story);
      if (newest.length > 2 * SMALL) newest = newest.slice(-SMALL);
      yield story;
    }
  }
  console.log('   pages   reports |   large: add  match  both |  small: add  match  both | ratio');
  for (const size of sizes) {
    reports += await fillMatching(large, until(size));
    let some = 0;
    const last: Story[] = [];
    for (const story of [...newest].reverse()) {
      if (some >= SMALL) break;
      last.push(story);
      some += story.pages.length;
    }
    const small = await databaseOn(postgres.url, 'small');
    const little = await openLedger(small);
    await fillMatching(small, last);
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
  await grown.close();
} finally {
  await postgres.stop();
}
