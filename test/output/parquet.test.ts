import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../src/output/column.js';
import { parquet, parquetOf } from '../../src/output/parquet.js';
import { sampleRecord, stream, wholeBytes } from '../record.js';
import { kept, ran } from '../cli/world.js';

const read = async (bytes: Uint8Array) =>
  parquetReadObjects({ file: Uint8Array.from(bytes).buffer }) as Promise<Record<string, unknown>[]>;

describe('parquet', () => {
  it('holds one row a statement, with words, offsets and empty lists as they are', async () => {
    const record = sampleRecord();
    const rows = await read(await wholeBytes(parquet.write(stream(record, record), {})));
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatchObject({
      outlet: 'Ostmar Post',
      speaker: 'Ilse Brandvik',
      act: 'deny',
      where: null,
      confidence: 0.9,
      start: record.statements[0]!.content[0]!.start,
      content_spans: record.statements[0]!.content,
      insertions_spans: record.statements[0]!.insertions,
      evidence_spans: [],
      page_url: record.url,
      retrieved: record.retrieved,
    });
  });

  it('is a table with columns where there are no statements', async () => {
    expect(await read(await wholeBytes(parquet.write(stream(), {})))).toEqual([]);
  });

  it('goes on over many groups of rows, and holds one at a time', async () => {
    let made = 0;
    let ahead = 0;
    const rows = function* () {
      while (made < 25_000) yield made++;
    };
    const columns: Column<number>[] = [
      { name: 'n', type: 'whole', cell: (n) => n },
      { name: 'half', type: 'number', cell: (n) => n / 2 },
      { name: 'even', type: 'yes-no', cell: (n) => n % 2 === 0 },
      { name: 'words', type: 'texts', cell: (n) => (n % 3 === 0 ? [] : [`${n}`, '\ud800é']) },
      { name: 'digits', type: 'wholes', cell: (n) => [n, -n] },
      { name: 'none', type: 'text', cell: () => null },
    ];
    const pieces: Uint8Array[] = [];
    for await (const piece of parquetOf(columns, rows())) {
      pieces.push(piece);
      ahead = Math.max(ahead, made - (pieces.length - 1) * 10_000);
    }
    expect(ahead).toBeLessThanOrEqual(10_001);
    const back = await read(Buffer.concat(pieces));
    expect(back).toHaveLength(25_000);
    expect(back[24_999]).toEqual({
      n: 24_999,
      half: 12_499.5,
      even: false,
      words: [],
      digits: [24_999, -24_999],
      none: null,
    });
    expect(back[1]!.words).toEqual(['1', '\ufffdé']);
  });

  it('is not sent to a terminal', async () => {
    const { code, err } = await ran(['read', 'examples', '--format', 'parquet'], {
      out: kept({ isTTY: true }),
    });
    expect(code).toBe(2);
    expect(err).toContain('--out');
  });
});
