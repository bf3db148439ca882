import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { OnrecordError } from '../../src/errors.js';
import type { PoolOptions } from '../../src/reader-pool.js';
import { sampleRecord } from '../record.js';
import { kept, ran } from './world.js';

const folder = mkdtempSync(join(tmpdir(), 'onrecord-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const lines = join(folder, 'pages.ndjson');
writeFileSync(
  lines,
  Array.from({ length: 20 }, (_, n) => `{"id": "p${n}", "text": "${n === 7 ? 'BAD' : n}"}\n`).join(''),
);

/** Threads that take the longer the sooner a page comes; tells how they were asked for and how busy they were. */
function threads() {
  const seen = { options: [] as PoolOptions[], most: 0, closed: 0 };
  let busy = 0;
  const readerPool = (options: PoolOptions) => {
    seen.options.push(options);
    return Promise.resolve({
      read: async ({ text = '', input }: { text?: string; input?: string }) => {
        seen.most = Math.max(seen.most, ++busy);
        await pause(20 - (Number(text) || 0));
        busy--;
        if (text === 'BAD') throw new OnrecordError('page-no-article');
        return { ...sampleRecord(), input: input ?? null };
      },
      close: () => Promise.resolve(void seen.closed++),
    });
  };
  return { seen, readerPool };
}

describe('--jobs', () => {
  it('reads many pages at once, and gives them in their order, the bad ones too', async () => {
    const { seen, readerPool } = threads();
    const { out, err, code } = await ran(['read', lines, '--format', 'ndjson', '--jobs', '3'], {
      readerPool,
    });
    const inputs = out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { input: string }).input);
    expect(inputs).toEqual(Array.from({ length: 20 }, (_, n) => `p${n}`).filter((id) => id !== 'p7'));
    expect([code, err.split('\n')[1]]).toEqual([
      1,
      `p7: no article found in the page: give the address of one article, not a list or a login page`,
    ]);
    expect(seen).toMatchObject({ options: [{ threads: 3 }], closed: 1 });
    expect(seen.most).toBeGreaterThan(3);
  });

  it('takes no thread for a single page, or where one at a time is asked for', async () => {
    const { seen, readerPool } = threads();
    const page = join(folder, 'page.txt');
    writeFileSync(page, 'one');
    async function* stdin() {
      yield new TextEncoder().encode('one');
    }
    for (const args of [
      ['read', page],
      ['read', '-'],
      ['read', lines, '--jobs', '1'],
    ])
      await ran(args, { readerPool, stdin: stdin() });
    expect(seen.options).toEqual([]);
  });

  it('ends its threads when nobody reads the output any more', async () => {
    const { seen, readerPool } = threads();
    const out = kept({ fails: 'EPIPE' });
    const { code } = await ran(['read', lines, '--format', 'ndjson', '--jobs', '2'], { readerPool, out });
    expect([code, seen.closed]).toEqual([0, 1]);
  });

  it('ends at once where no page can be read at all', async () => {
    const readerPool = () =>
      Promise.resolve({
        read: () => Promise.reject(new OnrecordError('model-missing', 'encoder.onnx')),
        close: () => Promise.resolve(),
      });
    const { code, err } = await ran(['add', lines, '--ledger', join(folder, 'ledger')], { readerPool });
    expect([code, err.split('\n')]).toEqual([
      1,
      [
        'onrecord: the model file encoder.onnx is missing: reinstall the package (npm ci)',
        '0 pages kept before that',
        '',
      ],
    ]);
  });
});
