import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predictionLine, readGold, readPredictions, toPoints, toUnits } from '../../bench/polnear.js';

const folder = mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
const document = {
  id: 'a',
  text: '🚢 “Sail,” she said.',
  date: '2025-01-02',
  attributions: [{ source: [[10, 13]], cue: [[14, 18]], content: [[2, 9]] }],
};

describe('files of annotated documents', () => {
  it('turns code points into UTF-16 units, plain or gzipped', () => {
    const path = join(folder, 'gold.jsonl.gz');
    writeFileSync(path, gzipSync(JSON.stringify(document) + '\n'));
    const [gold] = readGold(path);
    const span = gold?.attributions[0]?.content[0];
    expect(span && gold.text.slice(span.start, span.end)).toBe('“Sail,”');
    expect(gold?.publisher).toBeNull();
  });

  it('writes predictions back in code points', () => {
    const path = join(folder, 'gold.jsonl');
    writeFileSync(path, JSON.stringify(document));
    const gold = readGold(path);
    const line = predictionLine(document, gold[0]?.attributions ?? []);
    expect(JSON.parse(line)).toEqual({ id: 'a', attributions: document.attributions });
    const predicted = join(folder, 'predicted.jsonl');
    writeFileSync(predicted, line);
    expect(readPredictions(predicted, gold).get('a')).toEqual(gold[0]?.attributions);
  });

  it('names the line that is not JSON', () => {
    const path = join(folder, 'broken.jsonl');
    writeFileSync(path, '{"id":"a","text":""}\n{oh');
    expect(() => readGold(path)).toThrow(/broken\.jsonl, line 2/);
  });

  it('comes back to the same offset through code points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const units = toUnits(text);
        const points = toPoints(text);
        const length = Array.from(text).length;
        const all = Array.from({ length: length + 1 }, (_, point) => point);
        expect(all.map((point) => points(units(point)))).toEqual(all);
      }),
    );
  });
});
