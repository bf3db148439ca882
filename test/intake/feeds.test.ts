import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OnrecordError } from '../../src/errors.js';
import { isoDate } from '../../src/intake/feeds/date.js';
import { readFeed } from '../../src/intake/feeds/read-feed.js';
import { plainWords } from '../../src/intake/feeds/words.js';

const folder = (name: string) => new URL(`../feeds/${name}`, import.meta.url);
const sample = (name: string) => readFileSync(folder(name));
const bytes = (text: string) => new TextEncoder().encode(text);
const codeOf = (given: Promise<unknown>) =>
  given.then(
    () => 'read',
    (error: { code?: string }) => error.code,
  );
/** A feed with one item. */
const rss = (item: string, channel = '') =>
  bytes(
    `<rss version="2.0"><channel><title>News</title><link>https://n.example/</link>${channel}<item>${item}</item></channel></rss>`,
  );
const itemOf = async (item: string, channel?: string) => (await readFeed(rss(item, channel))).items[0];

describe.each(['well-formed', 'broken'])('a %s feed', (kind) => {
  const expected = JSON.parse(sample(`${kind}.json`).toString()) as Record<string, object>;
  it.each(readdirSync(folder(kind)))('%s', async (name) => {
    const found = await readFeed(sample(`${kind}/${name}`)).then(
      ({ cut, ...feed }) => ({ ...feed, ...(cut ? { cut } : {}) }),
      (error: OnrecordError) => ({ error: error.code }),
    );
    expect(found).toEqual(expected[name]);
  });
});

describe('readFeed', () => {
  it('undoes gzip, whatever the name', async () => {
    const { kind, items } = await readFeed(gzipSync(sample('well-formed/sitemap.xml')));
    expect([kind, items.length]).toEqual(['sitemap', 2]);
  });

  it('reads what the XML declaration, the header or a byte order mark says it is written in', async () => {
    const title = 'Новости';
    const feed = (encoding: string) =>
      `<?xml version="1.0"${encoding}?><rss version="2.0"><channel><title>${title}</title></channel></rss>`;
    const cyrillic = (text: string) =>
      Uint8Array.from(text, (letter) => {
        const code = letter.charCodeAt(0);
        return code < 0x80 ? code : code - 0x410 + 0xc0;
      });
    const titleOf = async (given: Uint8Array, contentType?: string) =>
      (await readFeed(given, { contentType: contentType ?? null })).title;
    expect(await titleOf(cyrillic(feed(' encoding="windows-1251"')))).toBe(title);
    expect(await titleOf(cyrillic(feed('')), 'text/xml; charset=windows-1251')).toBe(title);
    expect(await titleOf(cyrillic(feed(' encoding="windows-1251"')), 'text/xml; charset=utf-8')).toBe(title);
    expect(await titleOf(bytes(feed(' encoding="utf-8"')), 'text/xml; charset=iso-8859-1')).toBe(title);
    const utf16 = Buffer.from(`\ufeff${feed(' encoding="utf-16"')}`, 'utf16le');
    expect(await titleOf(utf16)).toBe(title);
  });

  it('hangs relative links on where the feed was fetched from', async () => {
    const given = bytes(
      '<rss><channel><title>News</title><link>/</link><item><link>a</link></item></channel></rss>',
    );
    const { link, items } = await readFeed(given, { url: 'https://n.example/feeds/rss' });
    expect([link, items[0]?.link]).toEqual(['https://n.example/', 'https://n.example/feeds/a']);
  });

  it('hangs a site’s relative address on the feed’s own, which may come later', async () => {
    const given =
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><link href="/"/><link rel="self" href="https://n.example/atom"/><entry><link href="a"/></entry></feed>';
    const { link, items } = await readFeed(bytes(given));
    expect([link, items[0]?.link]).toEqual(['https://n.example/', 'https://n.example/a']);
  });

  it('takes tags in any case, hosts without a scheme, and relations written out', async () => {
    const given =
      '<RSS><Channel><Title>N</title><LINK>www.n.example/news</link><Item><title>One</Title></item><item><title>Two</title></item></channel></rss>';
    const { title, link, items } = await readFeed(bytes(given));
    expect([title, link, items.map((item) => item.title)]).toEqual([
      'N',
      'http://www.n.example/news',
      ['One', 'Two'],
    ]);
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="http://www.iana.org/assignments/relation/alternate" href="https://n.example/"/></feed>';
    expect((await readFeed(bytes(atom))).link).toBe('https://n.example/');
  });

  it('is not misled by a declaration of UTF-16 over UTF-8', async () => {
    const given = '<?xml version="1.0" encoding="utf-16"?><rss><channel><title>Plain</title></channel></rss>';
    expect((await readFeed(bytes(given))).title).toBe('Plain');
  });

  it('reads entries that stand before the title', async () => {
    const given = bytes(
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title></entry><author><name>Bera</name></author><title>News</title></feed>',
    );
    const { title, items } = await readFeed(given);
    expect([title, items[0]?.authors]).toEqual(['News', ['Bera']]);
  });

  it('knows an author’s name from the address around it', async () => {
    for (const given of [
      'desk@n.example (Ana Torvik)',
      'Ana Torvik &lt;desk@n.example&gt;',
      'Ana Torvik (desk@n.example)',
      ' Ana\n Torvik ',
    ])
      expect((await itemOf(`<author>${given}</author>`))?.authors).toEqual(['Ana Torvik']);
  });

  it('takes a guid for the link only where it is one', async () => {
    const page = 'https://n.example/1';
    expect((await itemOf(`<guid>${page}</guid>`))?.link).toBe(page);
    expect((await itemOf(`<guid isPermaLink="false">${page}</guid>`))?.link).toBe(null);
    expect((await itemOf('<guid>n-1</guid>'))?.link).toBe(null);
  });

  it('gives an entry without id the same one each time', async () => {
    const first = await itemOf('<description>Quiet night.</description>');
    expect(first?.id).toMatch(/^sha256:[0-9a-f]{32}$/);
    expect((await itemOf('<description>Quiet night.</description>', '<language>en</language>'))?.id).toBe(
      first?.id,
    );
    expect((await itemOf('<description>Loud night.</description>'))?.id).not.toBe(first?.id);
  });

  it('refuses a feed that is too large, also once decompressed', async () => {
    expect(await codeOf(readFeed(gzipSync(Buffer.alloc(100_000, 32)), { maxBytes: 50_000 }))).toBe(
      'page-too-large',
    );
  });

  it('stops at no depth, flood or trick', { timeout: 20_000 }, async () => {
    const head = '<rss version="2.0"><channel><title>x</title>';
    const floods = [
      `${head}<item>${'<a>'.repeat(100_000)}`,
      `${head}<item><title>${'<'.repeat(1_000_000)}`,
      `${head}${'<item><title>'.repeat(100_000)}`,
      `${head}<item>${'&a'.repeat(500_000)}</item></channel></rss>`,
      `<rss ${Array.from({ length: 20_000 }, (_, at) => `xmlns:a${at}="b"`).join(' ')}>${'<item xmlns:b="c"/>'.repeat(2000)}</rss>`,
      `${head}<item><author>${'a@'.repeat(500_000)}</author></item></channel></rss>`,
      `${head}<item><description><![CDATA[${'<script>'.repeat(200_000)}]]></description></item></channel></rss>`,
      `${head}<item><title><![CDATA[<${'a-'.repeat(500_000)}]]></title></item></channel></rss>`,
      `<opml><body>${'<outline text="a" xmlUrl="https://a.example/x"/>'.repeat(50_000)}</body></opml>`,
      `<!DOCTYPE r [${'<!ENTITY a "b">'.repeat(50_000)}]>${head}</channel></rss>`,
      `{"version":"https://jsonfeed.org/version/1","items":${'['.repeat(500_000)}`,
    ];
    for (const flood of floods) {
      const started = performance.now();
      await codeOf(readFeed(bytes(flood)));
      expect(performance.now() - started, flood.slice(0, 80)).toBeLessThan(2000);
    }
  });

  it('throws nothing but an error of its own, whatever it is given', async () => {
    const pieces = fc.constantFrom(
      '<rss>',
      '</rss>',
      '<channel>',
      '</channel>',
      '<item>',
      '</item>',
      '<title>',
      '</title>',
      '<link>',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<entry>',
      '</entry>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&amp;',
      '&lol;',
      '<rdf:RDF>',
      'xml:base="',
      '{"items":[',
      ']}',
      'https://a.example',
      '<urlset>',
      '<url>',
      '<loc>',
      '\u0000',
      'é',
      "<a b='c' d>",
      '<?xml ?>',
      '<opml>',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), async (given) => {
        await readFeed(bytes(given.join(''))).catch((error: unknown) => {
          expect(error).toBeInstanceOf(OnrecordError);
        });
      }),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (given) => {
        await readFeed(given).catch((error: unknown) => {
          expect(error).toBeInstanceOf(OnrecordError);
        });
      }),
    );
  });
});

describe('isoDate', () => {
  it.each([
    ['Mon, 02 Mar 2026 18:30:00 +0200', '2026-03-02T16:30:00Z'],
    ['2 Mar 2026 18:30 GMT', '2026-03-02T18:30:00Z'],
    ['Mon, 02 Mar 2026 18:30:00 EST', '2026-03-02T23:30:00Z'],
    ['Mon, 02 Mar 2026 18:30:00 GMT+0300', '2026-03-02T15:30:00Z'],
    ['Mon, 2 March 2026 18:30:00 Z', '2026-03-02T18:30:00Z'],
    ['Monday, 02-Mar-26 18:30:00 UTC', '2026-03-02T18:30:00Z'],
    ['Mon, 02 Mar 2026 18:30:00 XYZ', '2026-03-02'],
    ['Mon, 02 Mar 2026', '2026-03-02'],
    ['Mon Mar 02 2026 10:00:00 GMT+0100 (CET)', '2026-03-02T09:00:00Z'],
    ['Mon Mar  2 10:00:00 2026', '2026-03-02T10:00:00Z'],
    ['lun., 02 mars 2026 10:00:00 +0000', '2026-03-02T10:00:00Z'],
    ['Пн, 02 мар 2026 10:00:00 +0300', '2026-03-02T07:00:00Z'],
    ['2 de marzo de 2026', '2026-03-02'],
    ['2026-03-02T10:00:00.5+05:30', '2026-03-02T04:30:00Z'],
    ['2026-03-02t10:00:00z', '2026-03-02T10:00:00Z'],
    ['2026-03-02T10:00', '2026-03-02T10:00:00Z'],
    ['2026/03/02 10:00:00', '2026-03-02T10:00:00Z'],
    ['02.03.2026 10:00', '2026-03-02T10:00:00Z'],
    ['March 2, 2026 4:05 PM', '2026-03-02T16:05:00Z'],
    ['March 2, 2026 at 12:05 am', '2026-03-02T00:05:00Z'],
    ['2026-03-02', '2026-03-02'],
    ['2026-03', '2026-03'],
    ['Wed, 31 Dec 2025 23:59:60 GMT', '2025-12-31T23:59:59Z'],
    ['Sat, 29 Feb 2020 00:00:00 GMT', '2020-02-29T00:00:00Z'],
    ['2026', '2026'],
    ['20260302', '2026-03-02'],
    ['20260302T183000Z', '2026-03-02T18:30:00Z'],
    ['2026-03-02T24:00:00Z', '2026-03-03T00:00:00Z'],
    ['2026-03-02 10:00:00 +0100 CET', '2026-03-02T09:00:00Z'],
    ['Mon,02 Mar 26 18:30:00 GMT', '2026-03-02T18:30:00Z'],
    ['Mon, 2026/03/02 18:30:00 EST', '2026-03-02T23:30:00Z'],
    ['Mon, 02 Mar 2026 18:30:00 +0000 GMT', '2026-03-02T18:30:00Z'],
    ['Mon, 02 Mar 2026 18:30:00 Etc/GMT', '2026-03-02T18:30:00Z'],
    ['Mon, 02 Mar 2026 18:30:00 \u22120500', '2026-03-02T23:30:00Z'],
    ['Mon, 02 Mar 2026 10:00:00 NZDT', '2026-03-01T21:00:00Z'],
    ['Mon Mar 02 10:00:00 UTC+0100 2026', '2026-03-02T09:00:00Z'],
    ['March 2nd, 2026', '2026-03-02'],
    ['2026年3月2日 10:00', '2026-03-02T10:00:00Z'],
    ['13/03/2026 10:00', '2026-03-13T10:00:00Z'],
    ['3/13/2026 10:00 PM', '2026-03-13T22:00:00Z'],
  ])('%s is %s', (given, iso) => {
    expect(isoDate(given)).toBe(iso);
  });

  it.each([
    '',
    ' ',
    'yesterday',
    '30 Feb 2026',
    '29 Feb 2026',
    '2026-13-01',
    '2026-00-10',
    '02/03/2026',
    '0000-00-00',
    '2026-03-02T25:00:00Z',
    '2026-03-02T24:01:00Z',
    '20261332',
    '1234',
    '2026-03-02T10:61:00Z',
    'Mon, 02 Mar 0026 10:00:00 GMT',
    'Mon, 02 Foo 2026 10:00:00 GMT',
    '13:00 PM',
    'March 2, 2026 13:05 PM',
    '1767225600',
    `2026-03-02${' '.repeat(200)}T`,
  ])('“%s” is no date', (given) => {
    expect(isoDate(given)).toBe(null);
  });

  it('never gives what is no ISO date', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'Mon',
            ',',
            ' ',
            '02',
            'Mar',
            '2026',
            '10:00',
            ':',
            '-',
            'T',
            '+0200',
            'Z',
            'GMT',
            'PM',
            '/',
            '.',
            '99',
          ),
          { maxLength: 12 },
        ),
        (given) => {
          const date = isoDate(given.join(''));
          if (date !== null) expect(Number.isNaN(Date.parse(date))).toBe(false);
        },
      ),
    );
  });
});

describe('plainWords', () => {
  it.each([
    ['<p>Ports &amp; <b>ferr</b>ies</p><p>again</p>', 'Ports & ferries again'],
    ['<script>let a = "<p>";</script>seen<style>p{}</style><!-- not -->', 'seen'],
    ['a < b and c > d', 'a < b and c > d'],
    ['never closed <script> is words', 'never closed is words'],
    ['caf&eacute;&nbsp;&#8212; &bogus;', 'café — &bogus;'],
  ])('%s', (html, words) => {
    expect(plainWords(html)).toBe(words);
  });
});
