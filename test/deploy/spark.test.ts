import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gzipEach, pageRecords, zipOf } from '../warc-file.js';

/*
 * The cluster job and the two joins, on archives made here. They need Java and a Python with pyspark, pyarrow and duckdb:
 * ONRECORD_PYTHON names it (bench/archive.ts makes one: bench/.peers/archive/bin/python). Without it they are left out;
 * with it they take a minute or more, for Spark is slow to start.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'dist/cli/main.js');
const named = process.env.ONRECORD_PYTHON;
const python = named === undefined ? '' : resolve(root, named);
const run = (command: string, args: readonly string[], cwd = root) => {
  const env = { ...process.env, PYSPARK_PYTHON: python, PYTHONWARNINGS: 'ignore' };
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr };
};
const able =
  existsSync(python) &&
  existsSync(main) &&
  run(python, ['-c', 'import pyspark, pyarrow, duckdb']).status === 0;
if (!able)
  console.log(
    'NOTICE: ONRECORD_PYTHON names no Python with pyspark, pyarrow and duckdb: the Spark job is not tested',
  );

const words =
  'The harbour wall will be rebuilt before the winter storms, and nobody in the lower town will have to leave';
const page = (outlet: string, text: string) =>
  `<!doctype html><html lang="en"><head><title>Harbour wall</title><meta property="og:site_name" content="${outlet}">
<meta property="article:published_time" content="2024-03-04T09:00:00Z"></head><body><article><h1>Harbour wall</h1>
${text
  .split('\n')
  .map((paragraph) => `<p>${paragraph}</p>`)
  .join('\n')}</article></body></html>`;
const about =
  'The wall was damaged in January, when the sea came over it three nights in a row and filled the cellars of the old town with water and sand.';
const pages: Record<string, [string, string][]> = {
  'one.warc.gz': [
    [
      'https://post.example/1',
      page('Velden Post', `“${words},” Mayor Ilse Brandvik said on Monday.\n${about}`),
    ],
    [
      'https://post.example/2',
      page(
        'Velden Post',
        `“The museum opens its new hall on Friday, free of charge for all,” director Oskar Lind said.\n${about}`,
      ),
    ],
  ],
  'two.warc.gz': [
    [
      'https://echo.example/1',
      page('Velden Echo', `Mayor Ilse Brandvik told reporters: “${words}.”\n${about}`),
    ],
  ],
};

/** What became of each shard; Spark says things of its own in between. */
const statesIn = (stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as { state: string }).state);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onrecord-'));
  for (const [name, list] of Object.entries(pages))
    await writeFile(join(folder, name), gzipEach(list.flatMap(([url, html]) => pageRecords(url, html))));
  const [[url, html] = ['', '']] = pages['two.warc.gz'] ?? [];
  const third = gzipEach(pageRecords(url.replace('echo', 'copy'), html));
  await writeFile(join(folder, 'three.wacz'), zipOf({ 'archive/data.warc.gz': third }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(!able)('on a Spark cluster', { timeout: 900_000 }, () => {
  const spark = (master: string, args: readonly string[]) =>
    run(join(dirname(python), 'spark-submit'), [
      '--master',
      master,
      '--conf',
      'spark.ui.enabled=false',
      '--conf',
      'spark.log.level=ERROR',
      '--conf',
      'spark.sql.shuffle.partitions=2',
      ...args,
    ]);
  const job = () => [
    join(root, 'deploy/spark/read_archives.py'),
    '--onrecord', `${process.execPath} ${main}`,
    '--out', join(folder, 'tables'),
    ...['one.warc.gz', 'two.warc.gz', 'three.wacz', 'missing.warc.gz'].map((name) => join(folder, name)),
  ]; // prettier-ignore

  it('every shard becomes a table, and one that cannot be read ends no other', async () => {
    const { status, stdout, stderr } = spark('local-cluster[2,1,1024]', job());
    expect(stdout + stderr).toContain('3 of 4 shards read or there before, 1 failed');
    expect(status).toBe(1);
    const states = statesIn(stdout);
    expect(states).toEqual(['read', 'read', 'read', 'failed']);
    expect((await readdir(join(folder, 'tables'))).sort()).toEqual([
      '_logs',
      'one.warc.gz.parquet',
      'three.wacz.parquet',
      'two.warc.gz.parquet',
    ]);
  });

  it('the same again reads only what is not there, and gives the same bytes', async () => {
    const path = join(folder, 'tables/one.warc.gz.parquet');
    const before = await readFile(path);
    await rm(path);
    const { stdout } = spark('local[2]', job());
    const states = statesIn(stdout);
    expect(states).toEqual(['read', 'there', 'there', 'failed']);
    expect(await readFile(path)).toEqual(before);
  });

  it('statements of the same words meet across pages, and DuckDB finds what Spark finds', async () => {
    const { status, stdout, stderr } = spark('local[2]', [
      join(root, 'deploy/spark/match_utterances.py'),
      join(folder, 'tables'),
      join(folder, 'matched'),
    ]);
    expect(stderr.includes('Traceback'), stderr).toBe(false);
    expect(status).toBe(0);
    expect(stdout).toContain(' 3 pairs, 1 utterances');
    expect(await readdir(join(folder, 'matched/utterances'))).toContain('day=2024-03-04');
    const compare = `
import duckdb
c = duckdb.connect()
c.execute("SET VARIABLE tables = '${join(folder, 'tables')}/*.parquet'")
c.execute(open('${join(root, 'deploy/duckdb/match_utterances.sql')}').read()).fetchall()
for name in ('pairs', 'utterances'):
    one = c.sql(f"SELECT * FROM '{name}.parquet'")
    other = c.sql(f"SELECT {', '.join(one.columns)} FROM read_parquet('${join(folder, 'matched')}/{name}/**/*.parquet', hive_partitioning = {name == 'utterances'})")
    key = lambda row: [str(cell) for cell in row]
    assert sorted(map(key, one.fetchall())) == sorted(map(key, other.fetchall())), name
print(c.sql("SELECT count(*), count(DISTINCT utterance), min(name) FROM 'utterances.parquet'").fetchall())
`;
    const duck = run(python, ['-c', compare], folder);
    expect(duck.stderr).toBe('');
    expect(duck.stdout.trim()).toBe("[(3, 1, 'brandvik')]");
  });
});
