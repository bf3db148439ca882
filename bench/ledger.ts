/**
 * The ledger's speed and memory, as it grows: adding without reading, search with filters, export.
 *
 *     npm run bench:ledger -- [--store embedded|postgres|both] [--documents N] [--url postgres://…] [--searches 200]
 *       [--keep FOLDER] [--slowest N]
 *
 * Pages are synthetic (`synthetic.ts`), 25 statements each. Figures are printed at a hundredth, a tenth and all of the
 * documents. PostgreSQL is started on a socket in a temporary folder with its own defaults, unless `--url` names one (a
 * database for this alone: schema `bench`). Default: 20,000 documents embedded, 100,000 on PostgreSQL. With `--keep`,
 * what was filled stays in a folder (a new one), to be served or looked into. With `--slowest`, the searches that took
 * longest are shown.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ledger, LedgerOptions, SearchQuery } from '../src/ledger/types.js';
import { argumentsOf } from './arguments.js';
import { loadLibrary } from './library.js';
import { postgresBinaries, startPostgres } from './postgres.js';
import { nameAt, outletAt, syntheticPage, wordAt } from './synthetic.js';

const { values } = argumentsOf({
  options: {
    store: { type: 'string', default: 'both' },
    documents: { type: 'string' },
    url: { type: 'string' },
    searches: { type: 'string', default: '200' },
    export: { type: 'string' },
    check: { type: 'boolean', default: false },
    keep: { type: 'string' },
    slowest: { type: 'string', default: '0' },
    schema: { type: 'string' },
  },
});
const { openLedger } = await loadLibrary();
const MB = 1024 * 1024;
/** How many pages wait to be kept at any time, as when many are read at once. */
const ADDERS = 24;
// A database of somebody's own may hold a ledger already.
const options: LedgerOptions = { schema: values.schema ?? (values.url === undefined ? 'onrecord' : 'bench') };

// The export runs in a process of its own, so that its memory is nobody else's.
if (values.export !== undefined) {
  const ledger = await openLedger(values.export, options);
  const begun = performance.now();
  let rows = 0;
  let bytes = 0;
  for await (const row of ledger.allStatements()) {
    rows++;
    bytes += JSON.stringify(row).length;
  }
  const seconds = (performance.now() - begun) / 1000;
  await ledger.close();
  console.log(JSON.stringify({ rows, bytes, seconds, rss: process.resourceUsage().maxRSS * 1024 }));
  process.exit(0);
}

/** Searches as users make them: a word or two, common and rare, most with a filter or two. The same each time. */
function queries(count: number): SearchQuery[] {
  return Array.from({ length: count }, (_, i): SearchQuery => {
    const rank = [3, 30, 200, 1500, 9000][i % 5] ?? 3;
    const query: SearchQuery = { limit: 20 };
    if (i % 8 !== 7) query.words = wordAt(rank + (i % 13)) + (i % 3 === 0 ? ` ${wordAt(20 + (i % 31))}` : '');
    if (i % 4 === 1) query.speaker = nameAt(i % 50);
    if (i % 4 === 2) query.act = 'deny';
    if (i % 4 === 3) query.outlet = outletAt(i % 20);
    if (i % 3 === 1) Object.assign(query, { from: '2020-03', to: '2021-06' });
    if (i % 11 === 5) query.about = nameAt(i % 40);
    return query;
  });
}

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;

async function measure(store: string, where: string, documents: number): Promise<void> {
  console.log(`\n${store}: ${documents} documents, 25 statements each`);
  console.log('documents  statements   add/s   search ms: median  p95   max   export rows/s  MB in memory');
  let made = 0;
  for (const size of [Math.ceil(documents / 100), Math.ceil(documents / 10), documents]) {
    let ledger: Ledger = await openLedger(where, options);
    const from = made;
    const begun = performance.now();
    const work = async () => {
      while (made < size) {
        const { record, bytes } = syntheticPage(made++);
        await ledger.add(record, { bytes });
      }
    };
    await Promise.all(Array.from({ length: ADDERS }, work));
    const rate = (made - from) / ((performance.now() - begun) / 1000);
    const searches: { ms: number; query: SearchQuery }[] = [];
    for (const query of queries(Number(values.searches))) {
      const at = performance.now();
      await ledger.search(query);
      searches.push({ ms: performance.now() - at, query });
    }
    searches.sort((a, b) => a.ms - b.ms);
    const times = searches.map(({ ms }) => ms);
    await ledger.close();
    const run = spawnSync(
      process.execPath,
      [process.argv[1] ?? '', '--export', where, '--schema', options.schema ?? ''],
      { encoding: 'utf8' },
    );
    if (run.status !== 0) throw new Error(run.stderr);
    const { rows, seconds, rss } = JSON.parse(run.stdout) as { rows: number; seconds: number; rss: number };
    console.log(
      [
        String(size).padStart(9),
        String(rows).padStart(10),
        rate.toFixed(0).padStart(7),
        quantile(times, 0.5).toFixed(1).padStart(18),
        quantile(times, 0.95).toFixed(0).padStart(5),
        (times.at(-1) ?? 0).toFixed(0).padStart(5),
        (rows / seconds).toFixed(0).padStart(14),
        (rss / MB).toFixed(0).padStart(13),
      ].join(' '),
    );
    if (size === documents && Number(values.slowest) > 0)
      for (const { ms, query } of searches.slice(-Number(values.slowest)).reverse())
        console.log(`${ms.toFixed(0).padStart(6)} ms ${JSON.stringify(query)}`);
    if (size === documents && values.check) {
      ledger = await openLedger(where, options);
      let faults = 0;
      for await (const fault of ledger.check()) if (faults++ < 10) console.log(fault);
      console.log(`check: ${faults} faults`);
      await ledger.close();
    }
  }
}

const size = (usual: number) => (values.documents === undefined ? usual : Number(values.documents));
if (values.store !== 'postgres') {
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
  try {
    await measure('embedded', join(folder, 'ledger'), size(20_000));
    if (values.keep !== undefined) console.log(`kept in ${join(folder, 'ledger')}`);
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}
if (values.store !== 'embedded') {
  if (values.url !== undefined) await measure('postgres', values.url, size(100_000));
  else if (postgresBinaries() === null) console.log('\npostgres: not installed here, left out');
  else {
    const folder = values.keep === undefined ? undefined : join(values.keep, 'postgres');
    const cluster = await startPostgres([], folder);
    try {
      await measure('postgres', cluster.url, size(100_000));
      if (folder !== undefined)
        console.log(
          `kept in ${folder}: start it with postgres -D ${join(folder, 'data')} -k ${folder} -c listen_addresses=, then ${cluster.url}`,
        );
    } finally {
      await cluster.stop();
    }
  }
}
