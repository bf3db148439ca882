import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../src/output/csv.js';
import { formatNamed, formatOfFile, FORMATS } from '../../src/output/formats.js';
import type { FormatOptions } from '../../src/output/format.js';
import { linesOf } from '../../src/output/segments.js';
import { wrapped } from '../../src/output/wrap.js';
import type { DocumentRecord } from '../../src/record.js';
import { hostileRecord, sampleRecord, stream, whole } from '../record.js';

const shown = (name: string, records: DocumentRecord[], options: FormatOptions = {}) =>
  whole(formatNamed(name)!.write(stream(...records), options));
const silent = { ...sampleRecord(), statements: [], speakers: [] };
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('the formats', () => {
  it('are known by name and by file ending', () => {
    expect(FORMATS.map(({ name }) => name)).toEqual(['text', 'json', 'ndjson', 'html', 'csv', 'parquet']);
    expect(formatOfFile('a/B.CSV')?.name).toBe('csv');
    expect(formatOfFile('sheet.htm')?.name).toBe('html');
    expect(formatOfFile('noending')).toBeUndefined();
  });

  it.each(FORMATS.filter(({ binary }) => !binary).map(({ name }) => name))(
    '%s carries no control characters of the page',
    async (name) => {
      expect(await shown(name, [hostileRecord()], { colour: false })).not.toMatch(CONTROLS);
    },
  );
});

describe('text', () => {
  it('shows the head of the page, every statement and its exact words', async () => {
    const sheet = await shown('text', [sampleRecord()]);
    expect(sheet).toMatchInlineSnapshot(`
      "Harbour council rejects “secret” lock plan
      outlet:    Ostmar Post
      dateline:  Ostmar (NKA)
      published: 2024-05-07
      by:        Jon Feld
      read from: lock.html

      1.  Ilse Brandvik, Mayor
          deny · direct · confidence 0.90
          │ “The [lock] gates were never meant to be closed,” … “and they won’t be.”
          via:       Radio Ostmar (told)
          occasion:  2024-05-06

      2.  Tor Ekdal, deputy
          state · indirect · confidence 0.90
          │ that according to port data Brandvik had warned that “the tide will
          │ decide” in March
          about:     Ilse Brandvik
          evidence:  according to port data

      3.  Ilse Brandvik, Mayor
          warn · mixed · confidence 0.71
          │ that “the tide will decide” in March
      "
    `);
  });

  it('wraps to the width', async () => {
    const sheet = await shown('text', [sampleRecord()], { width: 44 });
    for (const line of sheet.split('\n')) expect(line.length).toBeLessThanOrEqual(44);
  });

  it('is plain without colour, and the same words with it', async () => {
    const plain = await shown('text', [sampleRecord()]);
    const coloured = await shown('text', [sampleRecord()], { colour: true });
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[');
    // eslint-disable-next-line no-control-regex
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });

  it('takes a statement as long as a book', async () => {
    const record = sampleRecord();
    const text = 'a '.repeat(800_000);
    record.statements[0]!.content = [{ start: 0, end: text.length, text }];
    expect((await shown('text', [record], { width: 14 })).length).toBeGreaterThan(800_000);
  });

  it('says so when a page has no statements', async () => {
    expect(await shown('text', [silent])).toContain('No statements found in this page.');
  });
});

describe('wrapped', () => {
  it('breaks at white space, and within a word only where it is longer than a line', () => {
    expect(wrapped([{ text: 'one two\nthree' }], 8)).toEqual(['one two', 'three']);
    expect(wrapped([{ text: 'abcdefghijkl' }], 8)).toEqual(['abcdefgh', 'ijkl']);
  });

  it('counts wide letters as two columns', () => {
    expect(wrapped([{ text: '東京都庁 舎' }], 9)).toEqual(['東京都庁', '舎']);
  });

  it('keeps a word that changes paint within in one piece', () => {
    const paint = (text: string) => `<${text}>`;
    expect(wrapped([{ text: 'a “b' }, { text: 'c', paint }, { text: '” d' }], 20)).toEqual(['a “b<c>” d']);
  });
});

describe('json', () => {
  it('is the record where one page is asked for', async () => {
    expect(JSON.parse(await shown('json', [sampleRecord()]))).toEqual(sampleRecord());
  });

  it('is an array where several are, also when only one or none could be read', async () => {
    const two = [sampleRecord(), sampleRecord()];
    expect(JSON.parse(await shown('json', two))).toEqual(two);
    expect(JSON.parse(await shown('json', two, { many: true }))).toEqual(two);
    expect(JSON.parse(await shown('json', [sampleRecord()], { many: true }))).toEqual([sampleRecord()]);
    expect(JSON.parse(await shown('json', [], { many: true }))).toEqual([]);
    expect(await shown('json', [])).toBe('');
  });

  it('gives hostile text back exactly', async () => {
    expect(JSON.parse(await shown('json', [hostileRecord()]))).toEqual(hostileRecord());
  });
});

describe('ndjson', () => {
  it('is one record a line', async () => {
    const lines = (await shown('ndjson', [sampleRecord(), hostileRecord()])).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([sampleRecord(), hostileRecord()]);
  });

  it('gives a record before the next one is read', async () => {
    let asked = 0;
    async function* slow() {
      for (; asked < 9; asked++) yield await Promise.resolve(sampleRecord());
    }
    for await (const line of formatNamed('ndjson')!.write(slow(), {})) {
      expect(line).toContain('lock.html');
      break;
    }
    expect(asked).toBe(0);
  });
});

describe('csv', () => {
  it('has one row a statement, RFC 4180, no byte order mark', async () => {
    const table = await shown('csv', [sampleRecord()]);
    const rows = table.trimEnd().split('\r\n');
    expect(rows[0]).toBe(COLUMNS.map(({ name }) => name).join(','));
    expect(rows).toHaveLength(4);
    expect(rows[1]).toContain('Ilse Brandvik,person,Mayor,deny,direct');
    expect(rows[1]).toContain('Radio Ostmar (told)');
    expect(rows[2]).toContain('Ilse Brandvik,'); // `about`, by name
  });

  it('runs nothing in a spreadsheet', async () => {
    const table = await shown('csv', [hostileRecord()]);
    expect(table).toContain(`"'=HYPERLINK(""http://x.example"",""y"")`);
    for (const cell of ["'@SUM(1)", "'-2+3", "'\t=1"]) expect(table).toContain(cell);
    expect(table).not.toMatch(/(^|[,"])[=@+]/m);
  });

  it('has only its head where nothing is found', async () => {
    expect((await shown('csv', [silent])).trimEnd().split('\r\n')).toHaveLength(1);
  });
});

describe('html', () => {
  it('shows the whole text, every statement linked to its entry and back', async () => {
    const page = await shown('html', [sampleRecord()]);
    for (const n of [1, 2, 3]) {
      expect(page).toContain(`id="p1t${n}"`);
      expect(page).toContain(`href="#p1s${n}"`);
      expect(page).toContain(`id="p1s${n}"`);
    }
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${id}"`);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('splits statements that lie in each other', async () => {
    const page = await shown('html', [sampleRecord()]);
    const nested = /<a class="seg [^"]*nested[^"]*" href="#p1s3"[^>]*data-s="p1s3 p1s2"/;
    expect(page).toMatch(nested);
  });

  it('links every statement also where two say the same words', async () => {
    const record = sampleRecord();
    record.statements[1]!.content = record.statements[0]!.content = record.statements[2]!.content;
    const page = await shown('html', [record]);
    for (const n of [1, 2, 3]) expect(page.match(new RegExp(`id="p1t${n}"`, 'g'))).toHaveLength(1);
  });

  it('stops the Tab key once a statement', async () => {
    const page = await shown('html', [sampleRecord()]);
    expect(page.match(/<a class="seg(?![^>]*tabindex)/g)).toHaveLength(3);
  });

  it('mutes what is no part of the story', async () => {
    expect(await shown('html', [sampleRecord()])).toContain('<p class="bio" data-part="bio">');
  });

  it('lets nothing of the page run, and fetches nothing', async () => {
    const page = await shown('html', [hostileRecord()]);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain('<img');
    expect(page).not.toContain('href="javascript');
    expect(page).not.toMatch(/\b(src|srcset|action)=(?!x)/);
    expect(page).not.toMatch(/@import|url\(/);
  });

  it('has a policy that knows its style and script by their hashes', async () => {
    const page = await shown('html', [sampleRecord()]);
    expect(page).toContain(`content="default-src 'none'; `);
    for (const name of ['style', 'script']) {
      const inside = new RegExp(`<${name}>([^]*?)</${name}>`).exec(page)?.[1] ?? '';
      expect(page).toContain(`${name}-src 'sha256-${createHash('sha256').update(inside).digest('base64')}'`);
    }
    expect(page).not.toMatch(/ (style|on\w+)="/);
  });

  it('puts several pages in one file with an index', async () => {
    const page = await shown('html', [sampleRecord(), hostileRecord(), silent]);
    for (const n of [1, 2, 3]) expect(page).toContain(`<li><a href="#p${n}">`);
    expect(page).toContain('No statements found in this page.');
    expect(page.match(/<!doctype/g)).toHaveLength(1);
  });

  it('is whole when no page could be read', async () => {
    expect(await shown('html', [])).toMatch(/No page could be read[^]*<\/html>/);
  });
});

describe('linesOf', () => {
  it('covers the text without a gap, whatever overlaps', () => {
    const record = sampleRecord();
    const text = linesOf(record)
      .map(({ segments }) => segments.map(({ start, end }) => record.text.slice(start, end)).join(''))
      .join('\n');
    expect(text).toBe(record.text);
  });

  it('takes spans that lie outside the text', () => {
    const record = sampleRecord();
    record.statements[0]!.content = [{ start: -5, end: 1e9, text: '' }];
    expect(() => linesOf(record)).not.toThrow();
  });
});
