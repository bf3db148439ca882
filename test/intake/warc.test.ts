import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OnrecordError } from '../../src/errors.js';
import { pagesOf, survey, type Intake } from '../../src/intake/inputs.js';
import { pagesOfWarc } from '../../src/intake/warc.js';
import { gzipEach, httpMessage, pageRecords, warcRecord, zipOf } from '../warc-file.js';

const LIMIT = 100_000;

/** A stream that gives bytes in pieces. */
async function* inPieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** The pages as `url: content`, and the errors as `url: code`. */
async function read(archive: Uint8Array | readonly Uint8Array[], piece = 1000): Promise<string[]> {
  const bytes = archive instanceof Uint8Array ? archive : Buffer.concat(archive);
  const all: string[] = [];
  for await (const taken of pagesOfWarc('a.warc', inPieces(bytes, piece), { maxBytes: LIMIT }))
    all.push(
      'page' in taken
        ? `${taken.page.url ?? ''}: ${new TextDecoder().decode(taken.page.bytes)}`
        : `${taken.input}: ${taken.error.code}`,
    );
  return all;
}

const url = (n: number) => `https://kpa.example/${n}`;
const page = (n: number) => warcRecord({ url: url(n), block: httpMessage(`<p>Page ${n}`) });
const three = [page(1), page(2), page(3)];
const readThree = [
  'https://kpa.example/1: <p>Page 1',
  'https://kpa.example/2: <p>Page 2',
  'https://kpa.example/3: <p>Page 3',
];
const [first, , third] = readThree as [string, string, string];
const answer = (...given: Parameters<typeof httpMessage>) =>
  warcRecord({ url: url(1), block: httpMessage(...given) });
const HTML = 'Content-Type: text/html';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onrecord-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const put = async (name: string, content: Uint8Array) => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};
async function taken(input: string, stdin?: Uint8Array): Promise<Intake[]> {
  const all: Intake[] = [];
  const options = {
    maxBytes: LIMIT,
    stdin: inPieces(stdin ?? new Uint8Array()),
    fetch: () => Promise.reject(new OnrecordError('url-timeout', '1')),
  };
  for await (const one of pagesOf([input], options)) all.push(one);
  return all;
}

describe('an archive is read', () => {
  it.each([
    ['uncompressed', Buffer.concat(three)],
    ['compressed record by record', gzipEach(three)],
    ['compressed as a whole', gzipSync(Buffer.concat(three))],
    ['with several records in a member', gzipEach([Buffer.concat(three.slice(0, 2)), page(3)])],
    ['without its last line ends', Buffer.concat(three).subarray(0, -4)],
    [
      'with more blank lines than it should have',
      Buffer.concat([page(1), Buffer.from('\r\n\n'), page(2), page(3)]),
    ],
    [
      'with line feeds alone',
      Buffer.from(
        Buffer.concat(three)
          .toString()
          .replace(/(WARC\/|WARC-|Content-L|Content-Type: app)(.*)\r\n/g, '$1$2\n'),
      ),
    ],
    [
      'with names and comments in the compression',
      Buffer.concat([named(page(1)), gzipEach([page(2), page(3)])]),
    ],
  ])('%s', async (_, archive) => {
    for (const piece of [1, 7, 1000, 1e6]) expect(await read(archive, piece)).toEqual(readThree);
  });

  it('of version 1.0 and 1.1, and others put after it', async () => {
    const old = warcRecord({ version: '1.0', url: `<${url(1)}>`, block: httpMessage('<p>Page 1') });
    expect(await read([gzipEach([old]), gzipEach([page(2)]), gzipEach([page(3)])])).toEqual(readThree);
  });

  it('in the older form, ARC', async () => {
    const line = (address: string, type: string, body: Uint8Array) =>
      Buffer.concat([
        Buffer.from(`${address} 192.0.2.1 20240304050607 ${type} ${body.length}\n`),
        body,
        Buffer.from('\n'),
      ]);
    const records = [
      line(
        'filedesc://a.arc',
        'text/plain',
        Buffer.from('1 0 crawl\nURL IP-address Archive-date Content-type Archive-length\n'),
      ),
      line(url(1), 'text/html', httpMessage('<p>Page 1')),
      line(url(2), 'text/html', httpMessage('<p>Page 2')),
    ];
    const pages = readThree.slice(0, 2);
    expect(await read(records)).toEqual(pages);
    expect(await read(gzipEach(records))).toEqual(pages);
    expect((await taken(await put('a.arc.gz', gzipEach(records))))[0]).toMatchObject({
      page: { url: url(1), retrieved: '2024-03-04T05:06:07Z' },
    });
  });

  it('with its pages’ addresses, times and kinds, and where each stands in the file', async () => {
    const path = await put('crawl.warc.gz', gzipEach(three));
    const all = await taken(path);
    expect(all[0]).toEqual({
      input: `${path}@0`,
      source: 1,
      page: {
        bytes: Buffer.from('<p>Page 1'),
        input: `${path}@0`,
        url: url(1),
        retrieved: '2024-03-04T05:06:07Z',
        contentType: 'text/html; charset=utf-8',
      },
    });
    expect(all[1]?.input).toBe(`${path}@${gzipSync(page(1)).length}`);
    expect((await taken(await put('one.warc.gz', gzipSync(Buffer.concat(three)))))[1]?.input).toMatch(
      new RegExp(`@0\\+${page(1).length}$`),
    );
  });

  it('from standard input, and under any name', async () => {
    for (const archive of [Buffer.concat(three), gzipEach(three)]) {
      expect((await taken('-', archive)).map(({ input }) => input)[0]).toBe('-@0');
      expect(await taken(await put('download', archive))).toHaveLength(3);
    }
    expect(await survey([await put('a.warc', page(1))])).toEqual({ sources: 1, many: true });
  });
});

function named(record: Uint8Array): Buffer {
  const plain = gzipSync(record);
  plain[3] = 4 | 8 | 16 | 2;
  return Buffer.concat([
    plain.subarray(0, 10),
    Buffer.from([3, 0, 1, 2, 3]),
    Buffer.from('name\0comment\0'),
    Buffer.from([0, 0]),
    plain.subarray(10),
  ]);
}

describe('of an archive, only pages are taken', () => {
  it('and requests, revisits, metadata and the like are passed over', async () => {
    const others = ['warcinfo', 'request', 'revisit', 'metadata', 'conversion', 'continuation', 'unknown'];
    const records = others.map((type) => warcRecord({ type, block: httpMessage('<p>no page') }));
    expect(await read([...records, page(1)])).toEqual([first]);
  });

  it('that were answered with success', async () => {
    const statuses = [
      '301 Moved',
      '304 Not Modified',
      '404 Not Found',
      '503 Busy',
      '206 Partial Content',
      '204 No Content',
    ];
    const records = statuses.map((status) =>
      answer(status === '204 No Content' ? '' : '<p>no page', [HTML], status),
    );
    expect(await read([...records, page(1)])).toEqual([first]);
  });

  it('that are HTML or plain text', async () => {
    const kinds = ['image/png', 'application/pdf', 'application/json', 'text/css', 'video/mp4'];
    const records = kinds.map((kind) => answer('<p>no page', [`Content-Type: ${kind}`]));
    expect(
      await read([
        ...records,
        answer('plain', ['content-type: Text/Plain']),
        answer('<p>', ['Content-Type: application/xhtml+xml']),
      ]),
    ).toEqual([`${url(1)}: plain`, `${url(1)}: <p>`]);
  });

  it('that say nothing of their kind, if they start as HTML does', async () => {
    expect(await read([answer('\u0089PNG', []), answer('{}', []), answer('\n <html>', [])])).toEqual([
      `${url(1)}: \n <html>`,
    ]);
  });

  it('from the web: no robots.txt, no mail, no DNS', async () => {
    const records = ['https://kpa.example/robots.txt', 'dns:kpa.example', 'urn:x:y'].map((address) =>
      warcRecord({ url: address, block: httpMessage('text', ['Content-Type: text/plain']) }),
    );
    expect(await read([...records, warcRecord({ url: null, block: httpMessage('<p>') }), page(1)])).toEqual([
      first,
    ]);
  });

  it('also where the record holds the page without an HTTP head', async () => {
    const resource = { type: 'resource', url: url(1), block: '<p>Page 1' };
    expect(await read(warcRecord({ ...resource, contentType: 'text/html; charset=utf-8' }))).toEqual([first]);
    expect(await read([warcRecord({ ...resource, contentType: 'image/png' }), page(1)])).toEqual([first]);
  });

  it('and it says so when there are none', async () => {
    expect(await read(warcRecord({ type: 'warcinfo', url: null, block: 'software: x' }))).toEqual([
      'a.warc: archive-no-pages',
    ]);
    expect((await taken(await put('empty.warc.gz', new Uint8Array())))[0]).toMatchObject({
      error: { code: 'archive-no-pages' },
    });
  });
});

describe('a page’s encodings are undone', () => {
  const html = '<p>The bridge is “safe”.';
  const chunked = (...sizes: string[]) =>
    Buffer.from(sizes.map((size) => `${size}\r\n${html}\r\n`).join('') + '0\r\n\r\n');
  const hex = Buffer.byteLength(html).toString(16);

  it.each([
    ['gzip', gzipSync(html)],
    ['x-gzip', gzipSync(html)],
    ['br', brotliCompressSync(html)],
    ['deflate', deflateSync(html)],
    ['deflate', deflateRawSync(html)],
    ['GZIP, br', brotliCompressSync(gzipSync(html))],
    ['identity', Buffer.from(html)],
    ['gzip', Buffer.from(html)],
    ['br', Buffer.from(html)],
    ['zstd', Buffer.from(html)],
  ])('%s (%#), also where the archive undid it already', async (encoding, body) => {
    expect(await read(answer(body, [HTML, `Content-Encoding: ${encoding}`]))).toEqual([`${url(1)}: ${html}`]);
  });

  it('chunks', async () => {
    const fields = [HTML, 'Transfer-Encoding: chunked'];
    expect(await read(answer(chunked(hex, `00${hex}; x=y`), fields))).toEqual([`${url(1)}: ${html}${html}`]);
    expect(await read(answer(html, fields))).toEqual([`${url(1)}: ${html}`]);
    expect(await read(answer(`${hex}\r\n${html.slice(0, 9)}`, fields))).toEqual([
      `${url(1)}: ${html.slice(0, 9)}`,
    ]);
    expect(await read([answer(`${hex}\r\n${html}\r\nzz\r\n`, fields), page(2)])).toEqual([
      `a.warc@0 (${url(1)}): archive-body`,
      readThree[1],
    ]);
    const packed = gzipSync(html);
    const both = Buffer.concat([
      Buffer.from(`${packed.length.toString(16)}\r\n`),
      packed,
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    expect(await read(answer(both, [...fields, 'Content-Encoding: gzip']))).toEqual([`${url(1)}: ${html}`]);
  });

  it('and what cannot be undone is one line', async () => {
    const bad = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0]), Buffer.from('no gzip')]);
    for (const encoding of ['gzip', 'br', 'deflate', 'zstd', 'constructor'])
      expect(await read([answer(bad, [HTML, `Content-Encoding: ${encoding}`]), page(3)])).toEqual([
        `a.warc@0 (${url(1)}): archive-body`,
        third,
      ]);
  });

  it('of a page that the crawler cut, as far as they go', async () => {
    const cut = gzipSync(html.repeat(500)).subarray(0, -10);
    const record = (extra: string[]) =>
      warcRecord({ url: url(1), extra, block: httpMessage(cut, [HTML, 'Content-Encoding: gzip']) });
    expect(await read(record([]))).toEqual([`a.warc@0 (${url(1)}): archive-body`]);
    expect((await read(record(['WARC-Truncated: length'])))[0]).toContain(html.repeat(10));
  });
});

describe('a bad record is one line, and the rest is read:', () => {
  const lying = (length: number) => warcRecord({ url: url(2), length, block: httpMessage('<p>Page 2') });

  it.each([
    ['too short a length', 20],
    ['too long a length', 200],
    ['a length past the next records', 1000],
    ['a length over the limit', 150_000_000],
    ['a length beyond all bounds', 999_999_999_999],
  ])('%s', async (_, length) => {
    const records = [page(1), lying(length), page(3)];
    const bad = `archive-length`;
    const [one, two, four, ...none] = await read(gzipEach(records));
    expect([one, two?.replace(/@\d+/, ''), four, none]).toEqual([
      first,
      `a.warc (${url(2)}): ${bad}`,
      third,
      [],
    ]);
    const all = await taken(await put('lying.warc', Buffer.concat(records)));
    expect(all.map((one) => ('error' in one ? one.error.code : one.page.url))).toEqual([url(1), bad, url(3)]);
  });

  it.each([
    [
      'no length',
      page(2)
        .toString()
        .replace(/^Content-Length:/m, 'X:'),
    ],
    [
      'a length that is no number',
      page(2)
        .toString()
        .replace(/^Content-Length: \d+/m, 'Content-Length: -5'),
    ],
    ['garbage', 'garbage\r\n'.repeat(5000)],
    ['an endless head', `WARC/1.1\r\n${'X: y\r\n'.repeat(20_000)}`],
    ['an endless line', `WARC/1.1\r\nX: ${'y'.repeat(200_000)}\r\n\r\n`],
    ['an ARC line in a WARC', `${url(2)} 1.2.3.4 20240101000000 text/html x\n`],
    ['another version of the web', 'HTTP/1.1 200 OK\r\n\r\n<p>\r\n\r\n'],
  ])('%s', async (_, bad) => {
    const places = (all: string[]) => all.map((line) => line.replace(/@\d+/, ''));
    const expected = [first, 'a.warc: archive-record', third];
    expect(places(await read([page(1), Buffer.from(bad), page(3)]))).toEqual(expected);
    expect(places(await read(gzipEach([page(1), Buffer.from(bad), page(3)])))).toEqual(expected);
  });

  it('a page over the limit, also once its encodings are undone', async () => {
    const large = 'x'.repeat(LIMIT + 1);
    const bomb = (body: Uint8Array, encoding: string) =>
      answer(body, [HTML, `Content-Encoding: ${encoding}`]);
    const tooLarge = `(${url(1)}): page-too-large`;
    for (const record of [
      answer(large),
      answer('x'.repeat(LIMIT * 10)),
      bomb(gzipSync(Buffer.alloc(50_000_000)), 'gzip'),
      bomb(brotliCompressSync(Buffer.alloc(20_000_000)), 'br'),
      bomb(deflateRawSync(Buffer.alloc(20_000_000)), 'deflate'),
    ])
      for (const archive of [Buffer.concat([record, page(3)]), gzipEach([record, page(3)])])
        expect(await read(archive)).toEqual([`a.warc@0 ${tooLarge}`, third]);
  });

  it('but an image over the limit is no page, and no line', async () => {
    const image = answer('x'.repeat(LIMIT * 20), ['Content-Type: image/png']);
    expect(await read([image, page(1)])).toEqual([first]);
    expect(await read(gzipEach([image, page(1)]))).toEqual([first]);
  });

  it('a record that is no HTTP answer', async () => {
    expect(await read([warcRecord({ url: url(1), block: 'what?' }), page(3)])).toEqual([
      `a.warc@0 (${url(1)}): archive-http`,
      third,
    ]);
  });

  it('damaged compression', async () => {
    const packed = three.map((record) => gzipSync(record));
    for (const at of [0, 3, 12, 40, (packed[1]?.length ?? 0) - 6]) {
      const bad = Buffer.from(packed[1] ?? []);
      bad[at] = (bad[at] ?? 0) ^ 0xff;
      const all = await read([packed[0], bad, packed[2]] as Buffer[]);
      expect([all[0], all.at(-1), all.length]).toEqual([first, third, 3]);
      expect(all[1]).toContain('archive-gzip');
    }
    const gap = await read([packed[0], Buffer.from('garbage'.repeat(100)), packed[2]] as Buffer[]);
    expect(gap.map((line) => line.replace(/@\d+/, ''))).toEqual([first, 'a.warc: archive-gzip', third]);
  });

  it('the place where an archive is cut', async () => {
    for (const archive of [Buffer.concat(three), gzipEach(three), gzipSync(Buffer.concat(three))]) {
      const all = await read(archive.subarray(0, archive.length - 15));
      expect(all.slice(0, 1)).toEqual([first]);
      expect(all.at(-1)).toMatch(/archive-(?:cut|gzip)$/);
      expect(all.length).toBeLessThanOrEqual(3);
    }
  });

  it('a compressed record that says a wrong size, or holds what looks like the start of another', async () => {
    for (const said of [0, 7, 0x7fffffff]) {
      const lying = gzipSync(page(2));
      lying.writeUInt32LE(said, lying.length - 4);
      expect(await read([gzipSync(page(1)), lying, gzipSync(page(3))])).toEqual(readThree);
      const looks = Buffer.of(0, 0, 0, 0, 0x1f, 0x8b, 8);
      looks.writeUInt32LE(said);
      const holding = gzipSync(warcRecord({ url: url(2), block: httpMessage(looks, [HTML]) }), { level: 0 });
      expect(await read([gzipSync(page(1)), holding, gzipSync(page(3))])).toEqual([
        first,
        `${url(2)}: ${new TextDecoder().decode(looks)}`,
        third,
      ]);
    }
  });

  it('and nothing in a page is taken for a record', async () => {
    const forged = `<p>Words\r\n\r\n${page(9).toString()}\r\n\r\n`;
    const packed = gzipEach([page(9)]);
    const record = warcRecord({ url: url(1), block: httpMessage(forged) });
    const binary = answer(packed, ['Content-Type: application/octet-stream']);
    const large = answer(`${'x'.repeat(LIMIT)}${forged}`);
    for (const archive of [[record, binary, large], [gzipEach([record, binary, large])]]) {
      const all = await read(archive);
      expect(all).toHaveLength(2);
      expect(all.join()).not.toContain(`${url(9)}: `);
    }
  });
});

describe('an archive that was made to harm', () => {
  it('of any bytes neither throws nor hangs, and sound records before and after the harm are read', async () => {
    const harm = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .record({ at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }) })
        .map(({ at, bytes }) => {
          const record = Buffer.from(page(2));
          record.set(bytes, at % (record.length - 20));
          return new Uint8Array(record);
        }),
      fc
        .record({ at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }) })
        .map(({ at, bytes }) => {
          const record = gzipSync(page(2));
          record.set(bytes, at % (record.length - 20));
          return new Uint8Array(record);
        }),
    );
    await fc.assert(
      fc.asyncProperty(harm, fc.boolean(), async (bytes, compressed) => {
        const archive = compressed
          ? [gzipSync(page(1)), bytes, gzipSync(page(3))]
          : [page(1), Buffer.from('\r\n'), bytes, Buffer.from('\r\n\r\n'), page(3)];
        const all = await read(archive);
        expect(all[0]).toBe(first);
        expect(all.filter((line) => line === third)).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });

  it('is read in flat memory, whatever it unfolds to', async () => {
    const zeros = Buffer.alloc(300_000_000);
    const head = warcRecord({ url: url(1), length: zeros.length, block: '' }).subarray(0, -4);
    const archive = Buffer.concat([
      gzipSync(Buffer.concat([head, zeros]), { level: 1 }),
      gzipEach([page(3)]),
    ]);
    const before = process.memoryUsage.rss();
    let peak = 0;
    const all: string[] = [];
    async function* watched() {
      for await (const bytes of inPieces(archive, 64 * 1024)) {
        peak = Math.max(peak, process.memoryUsage.rss() - before);
        yield bytes;
      }
    }
    for await (const one of pagesOfWarc('a', watched(), { maxBytes: LIMIT }))
      all.push('error' in one ? one.error.code : (one.page.url ?? ''));
    expect(all).toEqual(['archive-http', url(3)]);
    expect(peak).toBeLessThan(150_000_000);
  });

  it('is read as far as it is wanted, and then let go', async () => {
    let ended = false;
    async function* endless() {
      try {
        for (let n = 0; ; n++) yield await Promise.resolve(gzipSync(page(n)));
      } finally {
        ended = true;
      }
    }
    for await (const one of pagesOfWarc('a', endless(), { maxBytes: LIMIT })) {
      expect(one).toHaveProperty('page');
      break;
    }
    expect(ended).toBe(true);
  });
});

describe('a WACZ file', () => {
  const parts = (entries: Record<string, Uint8Array>) =>
    zipOf({ 'datapackage.json': Buffer.from('{}'), ...entries });

  it('is read with every WARC in its archive folder', async () => {
    const file = parts({
      'pages/pages.jsonl': Buffer.from('{"url": "https://kpa.example/no"}'),
      'archive/data-0.warc.gz': gzipEach(pageRecords(url(1), '<p>1')),
      'archive/data-1.warc': Buffer.concat(pageRecords(url(2), '<p>2')),
      'other/data.warc': page(9),
    });
    for (const name of ['c.wacz', 'collection']) {
      const all = await taken(await put(name, file));
      expect(all.map((one) => ('page' in one ? one.page.url : one.error.code))).toEqual([url(1), url(2)]);
      expect(all[0]?.input).toMatch(/archive\/data-0\.warc\.gz@\d+$/);
    }
  });

  it('that is damaged, empty or no zip file is one line, what is sound in it is read', async () => {
    const whole = parts({ 'archive/a.warc.gz': gzipEach([page(1)]), 'archive/b.warc': page(3) });
    const codes = async (name: string, file: Uint8Array) =>
      (await taken(await put(name, file))).map((one) => ('page' in one ? one.page.url : one.error.code));
    expect(await codes('cut.wacz', whole.subarray(0, -40))).toEqual(['archive-zip']);
    expect(await codes('none.wacz', parts({}))).toEqual(['archive-no-pages']);
    expect(await codes('no.wacz', Buffer.from('no zip'))).toEqual(['archive-record']);
    const bad = Buffer.from(whole);
    bad.fill(0xff, whole.indexOf('archive/a.warc.gz') + 30, whole.indexOf('archive/a.warc.gz') + 60);
    expect(await codes('bad.wacz', bad)).toEqual(['archive-gzip', url(3)]);
  });

  it('cannot come through a pipe', async () => {
    expect(await taken('-', parts({ 'archive/a.warc': page(1) }))).toMatchObject([
      { input: '-', error: { code: 'archive-seek' } },
    ]);
  });
});
