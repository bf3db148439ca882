import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pagesOf } from '../../bench/pages.js';
import { countWords } from '../../bench/words.js';

describe('the pages of a bench', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-pages-'));
  writeFileSync(join(folder, 'a.txt'), 'Rain, she said.');
  writeFileSync(join(folder, 'b.html'), '<p>Rain</p>');
  writeFileSync(join(folder, 'c.ndjson'), '{"text":"Snow"}\n{"html":"<p>Hail</p>"}\n{"id":"neither"}\n');
  writeFileSync(join(folder, 'README.md'), 'not a page');
  mkdirSync(join(folder, 'deeper.txt'));

  it('are a folder’s files and lines in the order of their names', () => {
    expect(pagesOf(folder)).toEqual([
      { text: 'Rain, she said.' },
      { bytes: Buffer.from('<p>Rain</p>') },
      { text: 'Snow' },
      { html: '<p>Hail</p>' },
    ]);
  });

  it('can be one file', () => {
    expect(pagesOf(join(folder, 'c.ndjson'))).toHaveLength(2);
  });

  it('are counted in runs of anything but white space', () => {
    expect(countWords('  “No,” she\nsaid — twice. ')).toBe(5);
    expect(countWords('')).toBe(0);
  });
});
