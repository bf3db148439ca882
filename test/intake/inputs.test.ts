import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OnrecordError } from '../../src/errors.js';
import { pagesOf, survey, type Intake, type IntakeOptions } from '../../src/intake/inputs.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onrecord-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A named pipe, by the command that POSIX has for it. */
const makePipe = (path: string) => execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
const bytes = (text: string) => new TextEncoder().encode(text);
async function* stdin(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(typeof chunk === 'string' ? bytes(chunk) : chunk);
}
const options: IntakeOptions = {
  maxBytes: 1000,
  stdin: stdin(),
  fetch: () => Promise.reject(new OnrecordError('url-timeout', '1')),
};

async function taken(inputs: string[], given: Partial<IntakeOptions> = {}): Promise<Intake[]> {
  const all: Intake[] = [];
  for await (const one of pagesOf(inputs, { ...options, ...given })) all.push(one);
  return all;
}
const put = async (name: string, content: string | Uint8Array) => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};
/** The input, and the text or the error's code. */
const brief = (all: Intake[]) =>
  all.map((one) => {
    const name = one.input.replace(`${folder}/`, '');
    if ('error' in one) return [name, one.error.code];
    const { html, text, bytes: raw } = one.page;
    return [name, html ?? text ?? new TextDecoder().decode(raw)];
  });

describe('files', () => {
  it('come as their bytes, with their path', async () => {
    const path = await put('a.html', '<p>a');
    expect(await taken([path])).toEqual([
      { input: path, source: 1, page: { bytes: Buffer.from('<p>a'), input: path } },
    ]);
  });

  it('may be compressed', async () => {
    const path = await put('a.html.gz', gzipSync('<p>a'));
    expect(brief(await taken([path]))).toEqual([['a.html.gz', '<p>a']]);
  });

  it('of any name are read when named', async () => {
    expect(brief(await taken([await put('story.page', 'words')]))).toEqual([['story.page', 'words']]);
  });

  it('that are empty are handed on: the reader says what an empty page is', async () => {
    expect(brief(await taken([await put('a.txt', '')]))).toEqual([['a.txt', '']]);
  });

  it('over the limit are refused, also once decompressed', async () => {
    const big = await put('big.html', 'x'.repeat(1001));
    const bomb = await put('bomb.html.gz', gzipSync('x'.repeat(1_000_000)));
    expect(brief(await taken([big, bomb]))).toEqual([
      ['big.html', 'page-too-large'],
      ['bomb.html.gz', 'page-too-large'],
    ]);
  });

  it('with damaged compression are refused', async () => {
    const cut = gzipSync('some words that are cut short').subarray(0, 20);
    expect(brief(await taken([await put('cut.txt.gz', cut)]))).toEqual([['cut.txt.gz', 'input-gzip']]);
  });

  it('that are missing, pipes or devices are refused without waiting', async () => {
    const pipe = join(folder, 'pipe.html');
    makePipe(pipe);
    expect(brief(await taken([join(folder, 'none.html'), pipe, '/dev/zero']))).toEqual([
      ['none.html', 'input-missing'],
      ['pipe.html', 'input-special'],
      ['/dev/zero', 'input-special'],
    ]);
  });
});

describe('folders', () => {
  it('are read with the folders below them, in order, pages only', async () => {
    await mkdir(join(folder, 'b.html'));
    await put('b.html/2.txt', '2');
    await put('c.htm', 'c');
    await put('a.xhtml', 'a');
    await put('notes.md', 'no page');
    await put('.hidden.html', 'no page');
    expect(brief(await taken([folder]))).toEqual([
      ['a.xhtml', 'a'],
      ['b.html/2.txt', '2'],
      ['c.htm', 'c'],
    ]);
  });

  it('go on past what cannot be read, one line each', async () => {
    for (let i = 10; i < 110; i++) await put(`${i}.txt`, String(i));
    await symlink(join(folder, 'nowhere'), join(folder, '50x.html'));
    await symlink(join(folder, '60x.html'), join(folder, '60x.html'));
    makePipe(join(folder, '70x.html'));
    await symlink(folder, join(folder, '80x'));
    const all = await taken([folder]);
    expect(all.filter((one) => 'page' in one)).toHaveLength(100);
    expect(brief(all.filter((one) => 'error' in one))).toEqual([
      ['50x.html', 'input-dangling'],
      ['60x.html', 'input-loop'],
      ['70x.html', 'input-special'],
      ['80x', 'input-loop'],
    ]);
  });

  it('without pages say so', async () => {
    expect((await taken([folder]))[0]).toMatchObject({ error: { code: 'input-no-pages' } });
  });
});

describe('pages on lines', () => {
  const lines = [
    '{"id": "one", "url": "https://a.example/1", "outlet": "A", "published": "2024-01-02", "text": "first"}',
    '',
    'not json',
    '{"id": 4, "html": "<p>fourth", "retrieved": null}',
    '{"id": "five"}',
    '{"text": "six", "url": 6}',
    '[7]',
    `{"text": "${'8'.repeat(2000)}"}`,
    '{"text": "nine"}',
  ].join('\r\n');

  it('are pages with what the line says; a bad line is one bad page', async () => {
    const path = await put('p.ndjson', lines);
    const all = await taken([path]);
    expect(brief(all)).toEqual([
      ['one', 'first'],
      ['p.ndjson:3', 'line-not-json'],
      ['4', '<p>fourth'],
      ['p.ndjson:5 (five)', 'line-no-page'],
      ['p.ndjson:6', 'line-field'],
      ['p.ndjson:7', 'line-not-json'],
      ['p.ndjson:8', 'page-too-large'],
      ['p.ndjson:9', 'nine'],
    ]);
    expect(all[0]).toMatchObject({
      page: { input: 'one', url: 'https://a.example/1', outlet: 'A', published: '2024-01-02' },
    });
  });

  it('are known on standard input, compressed or not, however the bytes fall', async () => {
    const expected = [
      ['1', 'a'],
      ['-:2', 'b'],
    ];
    const two = '{"id":"1","text":"a"}\n{"text":"b"}\n';
    expect(brief(await taken(['-'], { stdin: stdin(...two) }))).toEqual(expected);
    const packed = [...gzipSync(two)].map((byte) => new Uint8Array([byte]));
    expect(brief(await taken(['-'], { stdin: stdin(...packed) }))).toEqual(expected);
  });

  it('are taken one by one, however many there are', async () => {
    let given = 0;
    async function* endless() {
      for (;;) yield await Promise.resolve(bytes(`{"text":"${given++}"}\n`));
    }
    let seen = 0;
    for await (const one of pagesOf(['-'], { ...options, stdin: endless() })) {
      expect(one).toHaveProperty('page');
      if (++seen === 1000) break;
    }
    expect(given).toBeLessThan(1100);
  });
});

describe('standard input and addresses', () => {
  it('a page on standard input', async () => {
    expect(brief(await taken(['-'], { stdin: stdin('Some ', 'words.') }))).toEqual([['-', 'Some words.']]);
  });

  it('an address brings its time and kind along, and a failure is one bad page', async () => {
    const fetch = () =>
      Promise.resolve({
        bytes: bytes('x'),
        url: 'https://a.example/2',
        contentType: 'text/plain',
        retrieved: '2024-01-01T00:00:00.000Z',
      });
    expect(await taken(['https://a.example/1'], { fetch })).toMatchObject([
      {
        input: 'https://a.example/1',
        page: {
          url: 'https://a.example/2',
          contentType: 'text/plain',
          retrieved: '2024-01-01T00:00:00.000Z',
        },
      },
    ]);
    expect(brief(await taken(['https://a.example/1', '-'], { stdin: stdin('b') }))).toEqual([
      ['https://a.example/1', 'url-timeout'],
      ['-', 'b'],
    ]);
  });
});

describe('survey', () => {
  it('counts what is to be read, and knows whether several pages may come of it', async () => {
    const path = await put('a.txt', 'a');
    expect(await survey([path])).toEqual({ sources: 1, many: false });
    expect(await survey([folder])).toEqual({ sources: 1, many: true });
    expect(await survey([await put('b.ndjson', '')])).toEqual({ sources: 1, many: true });
    expect(await survey([path, 'https://a.example/'])).toEqual({ sources: 2, many: true });
    expect(await survey(['-'])).toEqual({ sources: 1, many: false });
  });
});
