import { describe, expect, it } from 'vitest';
import type { OnrecordError } from '../../src/errors.js';
import type { FeedItem } from '../../src/intake/feeds/feed.js';
import { readFeed } from '../../src/intake/feeds/read-feed.js';

/*
 * What feeds of every age and make say of themselves and of one entry, as they say it.
 */
const ATOM = 'xmlns="http://www.w3.org/2005/Atom"';
const ATOM_03 = 'version="0.3" xmlns="http://purl.org/atom/ns#"';
const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
const DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"';
const HEAD = '<title>Post</title><link>https://post.example/</link>';
const ONE = '<item><title>One</title><link>https://post.example/1</link></item>';
const rss = (item: string) => `<rss version="2.0"><channel>${HEAD}<item>${item}</item></channel></rss>`;
const atom = (entry: string, of = ATOM) =>
  `<feed ${of}><title>Post</title><link rel="alternate" href="https://post.example/"/><entry>${entry}</entry></feed>`;
const read = (text: string, url: string | null = null) => readFeed(new TextEncoder().encode(text), { url });

describe('a feed of its own kind', () => {
  it.each([
    [
      'RSS 0.90',
      `<rdf:RDF ${RDF} xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel>${HEAD}</channel><image><title>Logo</title><link>https://logo.example/</link></image>${ONE}</rdf:RDF>`,
    ],
    [
      'RSS 0.91 of Netscape, with its document type',
      `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><image><title>Logo</title><link>https://logo.example/</link></image>${HEAD}${ONE}<textinput><title>Search</title><link>https://q.example/</link></textinput></channel></rss>`,
    ],
    [
      'RSS 0.91 with entries outside the channel',
      `<rss version="0.91"><channel>${HEAD}</channel>${ONE}</rss>`,
    ],
    [
      'RSS 1.0 that names a prefix for all of it',
      `<rdf:RDF ${RDF} xmlns:r="http://purl.org/rss/1.0/"><r:channel rdf:about="https://post.example/rss"><r:title>Post</r:title><r:link>https://post.example/</r:link><r:items><rdf:Seq><rdf:li rdf:resource="https://post.example/1"/></rdf:Seq></r:items></r:channel><r:item rdf:about="https://post.example/1"><r:title>One</r:title><r:link>https://post.example/1</r:link></r:item></rdf:RDF>`,
    ],
    [
      'RSS 1.1, whose entries stand in a list',
      `<Channel xmlns="http://purl.org/net/rss1.1#" ${RDF} rdf:about="https://post.example/rss">${HEAD}<items rdf:parseType="Collection"><item rdf:about="https://post.example/1"><title>One</title><link>https://post.example/1</link></item></items></Channel>`,
    ],
    [
      'RSS 2.0 in a namespace',
      `<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel>${HEAD}${ONE}</channel></rss>`,
    ],
    [
      'RSS in capitals',
      `<RSS><CHANNEL>${`${HEAD}${ONE}`.replace(/<\/?\w+/g, (tag) => tag.toUpperCase())}</CHANNEL></RSS>`,
    ],
    [
      'CDF',
      '<CHANNEL HREF="https://post.example/"><TITLE>Post</TITLE><ITEM HREF="https://post.example/1"><TITLE>One</TITLE></ITEM></CHANNEL>',
    ],
    [
      'a channel inside an envelope',
      `<s:Envelope xmlns:s="urn:soap"><s:Body><rss><channel>${HEAD}${ONE}</channel></rss></s:Body></s:Envelope>`,
    ],
    ['Atom 0.3', atom('<title mode="escaped">One</title><link rel="alternate" href="/1"/>', ATOM_03)],
    [
      'Atom 0.3 in base64',
      `<feed ${ATOM_03}><title mode="base64" type="text/html">PGI+UG9zdDwvYj4=</title><link rel="alternate" href="https://post.example/"/><entry><title mode="base64" type="text/plain">T25l</title><link rel="alternate" href="/1"/></entry></feed>`,
    ],
    ['Atom 1.0', atom('<title>One</title><link href="/1"/>')],
    ['Atom without a namespace', atom('<title>One</title><link href="/1"/>', '')],
    [
      'Atom in the namespace of a draft',
      atom(
        '<title>One</title><link href="/1"/>',
        'xmlns="http://purl.org/atom/ns#draft-ietf-atompub-format-08"',
      ),
    ],
    [
      'Atom with a prefix, among XHTML',
      '<f:feed xmlns:f="http://www.w3.org/2005/Atom" xmlns="http://www.w3.org/1999/xhtml"><f:title type="xhtml"><div>Post</div></f:title><f:link href="https://post.example/"/><f:entry><f:title type="xhtml"><div>O<b>n</b>e</div></f:title><f:link href="/1"/></f:entry></f:feed>',
    ],
    [
      'RSS with its links in Atom',
      '<rss version="2.0" xmlns:a10="http://www.w3.org/2005/Atom"><channel><title>Post</title><a10:link rel="self" href="https://post.example/rss"/><a10:link href="https://post.example/"/><item><title>One</title><a10:link rel="alternate" href="https://post.example/1"/></item></channel></rss>',
    ],
    [
      'RSS after a mark, white space and a warning',
      `\ufeff \nWarning: something in line 3\n<?xml version="1.0"?><!-- made by hand --><rss><channel>${HEAD}${ONE}</channel></rss>`,
    ],
    [
      'an entry inside the entry before it',
      `<rss><channel>${HEAD}<item><title>One</title><link>https://post.example/1</link><item><title>Two</title></item></item></channel></rss>`,
    ],
  ])('%s', async (_, text) => {
    const { title, link, items } = await read(text);
    expect([title, link]).toEqual(['Post', 'https://post.example/']);
    expect(items[0]).toMatchObject({ title: 'One', link: 'https://post.example/1' });
  });

  it.each([
    ['RDF that lists no news', `<rdf:RDF ${RDF}><Person><name>Ana Torvik</name></Person></rdf:RDF>`],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"><title>Post</title></svg>'],
    ['a single entry', `<entry ${ATOM}><title>One</title></entry>`],
  ])('%s is refused', async (_, text) => {
    await expect(read(text)).rejects.toSatisfy((error: OnrecordError) => error.code === 'feed-none');
  });

  it('keeps every entry that one before holds', async () => {
    const { items } = await read(
      `<rss><channel>${HEAD}<item><title>1</title><item><title>2</title><item><title>3</title></channel></rss>`,
    );
    expect(items.map(({ title }) => title)).toEqual(['1', '2', '3']);
  });

  it('is called what it calls itself first', async () => {
    const { title } = await read(
      `<rss><channel><dc:title ${DC}>Library</dc:title><title>Post</title></channel><channel><title>Other</title></channel></rss>`,
    );
    expect(title).toBe('Post');
  });
});

describe('an entry', () => {
  it.each<[string, string, Partial<FeedItem>]>([
    ['dates in Dublin Core', rss(`<dc:date ${DC}>2026-03</dc:date>`), { published: '2026-03' }],
    [
      'dates in Dublin Core’s terms',
      rss(
        '<t:created xmlns:t="http://purl.org/dc/terms/">2026-03-02T10:00Z</t:created><t:modified xmlns:t="http://purl.org/dc/terms/">2026</t:modified>',
      ),
      { published: '2026-03-02T10:00:00Z', updated: '2026' },
    ],
    [
      'all in Dublin Core',
      rss(
        `<dc:title ${DC}>One</dc:title><dc:description ${DC}>Words</dc:description><dc:creator ${DC}>Ana Torvik</dc:creator><dc:creator ${DC}>Jon Feld</dc:creator>`,
      ),
      { title: 'One', summary: 'Words', authors: ['Ana Torvik', 'Jon Feld'] },
    ],
    [
      'a picture’s title before its own',
      rss(
        '<media:title xmlns:media="http://search.yahoo.com/mrss/">Picture</media:title><media:content url="x"><media:title>Picture</media:title></media:content><title>One</title>',
      ),
      { title: 'One' },
    ],
    [
      'a guid that is its link',
      rss('<guid>https://post.example/1</guid>'),
      { id: 'https://post.example/1', link: 'https://post.example/1' },
    ],
    ['a guid that is none', rss('<guid isPermaLink="false">p-1</guid>'), { id: 'p-1', link: null }],
    [
      'a link in CDATA with spaces',
      rss('<link>\n <![CDATA[ https://post.example/1 ]]>\n</link>'),
      { link: 'https://post.example/1' },
    ],
    [
      'HTML in its title',
      rss('<title>H&lt;sub&gt;2&lt;/sub&gt;O &amp;amp; &#8220;more&#8221;</title>'),
      { title: 'H2O & “more”' },
    ],
    [
      'signs that are no HTML in its title',
      rss('<title>3 &lt; 4, AT&amp;T and R&D</title>'),
      { title: '3 < 4, AT&T and R&D' },
    ],
    [
      'HTML’s entities undeclared',
      rss('<title>caf&eacute; &hellip; &bogus;</title>'),
      { title: 'café … &bogus;' },
    ],
    [
      'tags not encoded',
      rss('<title>O<b>n</b>e</title><description><p>a</p><p>b</p></description>'),
      { title: 'One', summary: 'a b' },
    ],
    [
      'a title each as text, HTML and XHTML',
      atom(
        '<title type="html">A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title><summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p><p>b</p></div></summary>',
      ),
      { title: 'A & B', summary: 'a b' },
    ],
    [
      'text that looks like HTML',
      atom('<title type="text">Use &lt;b&gt; for bold</title>'),
      { title: 'Use <b> for bold' },
    ],
    [
      'links of every relation',
      atom(
        '<link rel="self" href="/self"/><link rel="enclosure" href="/a.mp3"/><link rel="related" href="/r"/><link rel="alternate" type="application/pdf" href="/pdf"/><link href="/1"/>',
      ),
      { link: 'https://post.example/1' },
    ],
    [
      'only a link to itself',
      atom('<link rel="related" href="/r"/><link rel="self" href="/self"/>'),
      { link: 'https://post.example/self' },
    ],
    [
      'only a recording',
      atom('<link rel="enclosure" href="/a.mp3"/>'),
      { link: 'https://post.example/a.mp3' },
    ],
    [
      'only other pages’ links',
      atom('<id>urn:1</id><link rel="via" href="/via"/>'),
      { id: 'urn:1', link: null },
    ],
    [
      'the source it was taken from',
      atom(
        '<source><title>Other</title><link href="https://other.example/"/><author><name>Other</name></author></source><title>One</title><link href="/1"/>',
      ),
      { title: 'One', link: 'https://post.example/1', authors: [] },
    ],
    [
      'bases inside bases',
      `<feed ${ATOM} xml:base="https://post.example/a/"><title>Post</title><entry xml:base="b/"><link xml:base="c/" href="1"/></entry></feed>`,
      { link: 'https://post.example/a/b/c/1' },
    ],
    [
      'persons with addresses',
      atom(
        '<author><email>desk@post.example</email></author><author><name>Ana Torvik</name><uri>https://t.example</uri></author>',
      ),
      { authors: ['desk@post.example', 'Ana Torvik'] },
    ],
  ])('with %s', async (_, text, expected) => {
    expect((await read(text)).items[0]).toMatchObject(expected);
  });

  it('hangs a relative base on where the feed was fetched from', async () => {
    const text = `<feed ${ATOM} xml:base="/a/"><title>Post</title><entry xml:base="b/"><link href="1"/></entry></feed>`;
    const { items } = await read(text, 'https://post.example/feeds/atom');
    expect(items[0]?.link).toBe('https://post.example/a/b/1');
  });
});

describe('a feed in another charset', () => {
  const feed = (title: string, encoding = '') =>
    `<?xml version="1.0"${encoding && ` encoding="${encoding}"`}?><rss><channel><title>${title}</title></channel></rss>`;
  const titleOf = async (bytes: Uint8Array) => (await readFeed(bytes)).title;

  it.each(['', 'utf-8', 'us-ascii', 'no-such-charset'])('Latin-1 that says “%s”', async (encoding) => {
    for (const title of ['Café, Öl und Straße', 'Große Pläne für künftige Häuser', 'Señor'])
      expect(await titleOf(Buffer.from(feed(title, encoding), 'latin1'))).toBe(title);
  });

  it.each(['', 'iso-8859-1', 'us-ascii', 'utf-16', 'no-such-charset'])(
    'UTF-8 that says “%s”',
    async (encoding) => {
      expect(await titleOf(Buffer.from(feed('“Café” — Straße', encoding)))).toBe('“Café” — Straße');
    },
  );

  it('quotation marks of Windows under the name of Latin-1', async () => {
    const bytes = Buffer.from(feed('\u0093Caf\u00e9\u0094 \u0096 open', 'iso-8859-1'), 'latin1');
    expect(await titleOf(bytes)).toBe('“Café” – open');
  });

  it.each([false, true])('UTF-16 and UTF-32, with a mark: %s', async (marked) => {
    const text = `${marked ? '\ufeff' : ''}${feed('“Café” 🦆', 'utf-16')}`;
    const narrow = Buffer.from(text, 'utf16le');
    expect(await titleOf(narrow)).toBe('“Café” 🦆');
    expect(await titleOf(Buffer.from(narrow).swap16())).toBe('“Café” 🦆');
    const points = [...text].map((letter) => letter.codePointAt(0) ?? 0);
    for (const little of [true, false]) {
      const wide = new DataView(new ArrayBuffer(points.length * 4));
      points.forEach((point, at) => wide.setUint32(at * 4, point, little));
      expect(await titleOf(new Uint8Array(wide.buffer))).toBe('“Café” 🦆');
    }
  });
});
