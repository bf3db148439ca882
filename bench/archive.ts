/**
 * A web archive to tables: pages a second from WARC to Parquet with several processes, what is read of the tables by
 * DuckDB and pandas, and how long it takes to match the utterances of a million statements.
 *
 *     npm run bench:archive -- [FOLDER of HTML] [--pages 500] [--processes 2] [--keep FOLDER]
 *
 * The archive is made of the folder's pages in turn (default: examples), a shard for each process. `npm run build` first.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { argumentsOf } from './arguments.js';
import { htmlPages } from './html-pages.js';
import { makeArchive } from './made-archive.js';
import { pythonWith } from './peers-python.js';

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: {
    pages: { type: 'string', default: '500' },
    processes: { type: 'string', default: '2' },
    keep: { type: 'string' },
  },
});
/** Statements of the made-up table that is matched. */
const MADE = 1_000_000;

const processes = Number(values.processes);
const perShard = Math.ceil(Number(values.pages) / processes);
const count = perShard * processes;
const python = pythonWith('archive', ['duckdb==2.0.1', 'pandas==3.1.1', 'pyarrow==26.0.1', 'pyspark==4.3.0']);
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
mkdirSync(folder, { recursive: true });
const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** One process over one shard; gives its greatest memory in MiB and CPU seconds, which the shell tells. */
async function readShard(name: string, out: string): Promise<{ memory: number; cpu: number; said: string }> {
  const told = join(folder, `${out}.usage.json`);
  const script = `process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    require('node:fs').writeFileSync(${JSON.stringify(told)}, JSON.stringify({
      memory: process.resourceUsage().maxRSS / 1024, cpu: (user + system) / 1e6 }));
  });`;
  const hook = join(folder, `${out}.usage.cjs`);
  writeFileSync(hook, script);
  const args = ['--require', hook, file('dist/cli/main.js'), 'read', name, '--out', out, '--jobs', '1'];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await new Promise((done) => child.once('exit', done));
  const usage = JSON.parse(readFileSync(told, 'utf8')) as { memory: number; cpu: number };
  rmSync(told);
  rmSync(hook);
  return { ...usage, said };
}

try {
  const pages = htmlPages(positionals[0] ?? 'examples');
  const names: string[] = [];
  let size = 0;
  for (let n = 0; n < processes; n++) {
    const name = `shard-${String(n)}.warc.gz`;
    names.push(name);
    size += await makeArchive(join(folder, name), { pages, count: perShard, gzip: true, from: n * perShard });
  }
  const packed = names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const processor = cpus();
  line(
    'machine',
    `${String(processor.length)} × ${processor[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`,
  );
  line(
    'archive',
    `${count.toLocaleString('en')} pages of ${(size / count / 1e3).toFixed(1)} kB, ${mb(packed)} in ${String(processes)} shards`,
  );

  const begun = performance.now();
  const shards = await Promise.all(names.map((name) => readShard(name, `${name}.parquet`)));
  const wall = (performance.now() - begun) / 1000;
  const cpu = shards.reduce((sum, shard) => sum + shard.cpu, 0);
  const bad = shards.reduce(
    (sum, { said }) => sum + said.split('\n').filter((text) => /@\d/.test(text)).length,
    0,
  );
  line(
    'WARC to Parquet',
    `${wall.toFixed(1)} s, ${(count / wall).toFixed(1)} pages a second in ${String(processes)} processes`,
  );
  line('CPU', `${(cpu / count).toFixed(3)} s a page, ${(cpu / wall).toFixed(2)} cores busy`);
  line('memory', `${Math.max(...shards.map(({ memory }) => memory)).toFixed(0)} MiB at most in one process`);
  if (bad > 0) line('not read', `${String(bad)} pages without an article, or otherwise bad`);
  const tables = names.map((name) => `${name}.parquet`);
  line('tables', mb(tables.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)));

  const reading = `
import duckdb, pandas, time
t = time.perf_counter(); rows, pages, people = duckdb.sql("SELECT count(*), count(DISTINCT document), count(DISTINCT speaker) FROM 'shard-*.parquet'").fetchall()[0]
print(f"DuckDB {duckdb.__version__}|{rows:,} statements of {pages:,} pages and {people:,} speakers in {time.perf_counter() - t:.2f} s")
t = time.perf_counter(); table = pandas.concat(pandas.read_parquet(name) for name in ${JSON.stringify(tables)})
assert len(table) == rows and table.document.nunique() == pages
row = table[table.content_spans.map(len) > 0].iloc[0]
assert row.content_spans[0]['text'] in row.content
print(f"pandas {pandas.__version__}|{len(table):,} rows, {len(table.columns)} columns in {time.perf_counter() - t:.2f} s")
# Tables of a larger archive, made up: in four of ten statements' places one of 12 bands is drawn from families of five.
c = duckdb.connect(); c.execute("SET enable_progress_bar = false")
c.execute("""CREATE TABLE made AS SELECT 'd' || (i % (${String(MADE / 10)})) AS document, 's' || (i // ${String(MADE / 10)}) AS statement,
  CAST(DATE '2024-01-01' + CAST(hash(i // 25, 7) % 30 AS INTEGER) AS VARCHAR) AS published,
  NULL::VARCHAR AS speaker, NULL::VARCHAR AS speaker_kind,
  list_transform(range(12), lambda b: CAST(CAST(CASE WHEN i % 25 < 5 AND hash(i, b) % 2 = 0
    THEN hash(i // 25, b) % 4000000000 ELSE hash(i, b, 1) % 4000000000 END AS BIGINT) - 2000000000 AS INTEGER)) AS bands
  FROM range(${String(MADE)}) t(i)""")
c.execute("COPY made TO 'made.parquet'"); c.execute("SET VARIABLE tables = 'made.parquet'")
t, cpu = time.perf_counter(), time.process_time()
found = c.execute(open(${JSON.stringify(file('deploy/duckdb/match_utterances.sql'))}).read()).fetchall()[0]
print(f"match|{found[1]:,} pairs, {found[2]:,} utterances in {found[0]:,} made-up statements in {time.perf_counter() - t:.1f} s, {time.process_time() - cpu:.1f} s of CPU")
`;
  for (const text of execFileSync(python, ['-c', reading], { cwd: folder, encoding: 'utf8' })
    .trim()
    .split('\n')) {
    const [name = '', what = ''] = text.split('|');
    line(name, what);
  }
  const again = await readShard(names[0] ?? '', 'again.parquet');
  const same = readFileSync(join(folder, 'again.parquet')).equals(
    readFileSync(join(folder, tables[0] ?? '')),
  );
  line('read again', `${same ? 'the same bytes' : 'OTHER BYTES'}, ${again.cpu.toFixed(1)} s of CPU`);
  if (!same) process.exitCode = 1;
  if (values.keep !== undefined) line('kept in', `${folder}: ${readdirSync(folder).join(' ')}`);
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true });
}

function line(name: string, value: string): void {
  console.log(`${name.padEnd(18)}${value}`);
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
