import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gzipEach, pageRecords } from '../warc-file.js';
import { ran } from './world.js';

let folder: string;
let archive: string;
let table: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onrecord-'));
  archive = join(folder, 'crawl.warc.gz');
  table = join(folder, 'crawl.parquet');
  const urls = ['https://kpa.example/1', 'https://kpa.example/2', 'https://kpa.example/bad'];
  const records = urls.flatMap((url) => pageRecords(url, url.endsWith('bad') ? 'BAD' : '<p>words'));
  await writeFile(archive, gzipEach(records));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('onrecord read of a web archive', () => {
  it('gives a record for each page, and names the place of a bad one', async () => {
    const { code, out, err } = await ran(['read', archive, '--format', 'ndjson']);
    const inputs = out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { input: string }).input);
    expect(code).toBe(1);
    expect(inputs).toHaveLength(2);
    for (const input of inputs) expect(input).toMatch(/crawl\.warc\.gz@\d+$/);
    expect(err).toMatch(/crawl\.warc\.gz@\d+: unexpected error/);
  });

  it('gives an array as JSON, for many pages may come', async () => {
    expect(JSON.parse((await ran(['read', archive, '--format', 'json'])).out)).toHaveLength(2);
  });

  it('gives the same bytes again', async () => {
    const again = join(folder, 'again.parquet');
    await ran(['read', archive, '--out', table]);
    await ran(['read', archive, '--out', again]);
    expect(await readFile(table)).toEqual(await readFile(again));
    expect((await readdir(folder)).sort()).toEqual(['again.parquet', 'crawl.parquet', 'crawl.warc.gz']);
  });
});

describe('--skip-existing', () => {
  it('leaves a finished file as it is, and reads what is not finished', async () => {
    const args = ['read', archive, '--out', table, '--skip-existing'];
    expect((await ran(args)).code).toBe(1);
    await writeFile(table, 'finished before');
    expect(await ran(args)).toEqual({ code: 0, out: '', err: `${table} is there already: nothing done\n` });
    expect(await ran([...args, '--quiet'])).toEqual({ code: 0, out: '', err: '' });
    expect(await readFile(table, 'utf8')).toBe('finished before');
  });

  it('writes nothing where an input is missing: the next run may find it', async () => {
    const { code, err } = await ran([
      'read',
      archive,
      join(folder, 'b.warc'),
      '--out',
      table,
      '--skip-existing',
    ]);
    expect(code).toBe(1);
    expect(err).toContain('b.warc: no such file');
    expect(await readdir(folder)).toEqual(['crawl.warc.gz']);
  });

  it('needs --out', async () => {
    const { code, err } = await ran(['read', archive, '--skip-existing']);
    expect(code).toBe(2);
    expect(err).toContain('--skip-existing looks for the file of --out: give both');
  });
});
