import { describe, expect, it } from 'vitest';
import { OnrecordError } from '../../src/errors.js';
import { ran } from './world.js';

const feeds = new URL('../feeds/', import.meta.url).pathname;
const good = `${feeds}well-formed/rss-2.0.xml`;
const page = `${feeds}broken/page.html`;

async function* stdin(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

describe('onrecord feed', () => {
  it('prints one feed a line, also one that cannot be read', async () => {
    const { code, out, err } = await ran(['feed', good, page, `${feeds}none.xml`, '--format', 'ndjson']);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map((line) => Object.keys(line))).toEqual([
      ['input', 'title', 'link', 'kind', 'items'],
      ['input', 'title', 'link', 'kind', 'items', 'error'],
      ['input', 'title', 'link', 'kind', 'items', 'error'],
    ]);
    expect(Object.keys((lines[0]?.items as object[])[0] ?? {})).toEqual([
      'id',
      'title',
      'link',
      'published',
      'updated',
      'authors',
      'summary',
    ]);
    expect(lines[1]).toMatchObject({ input: page, title: null, link: null, kind: null, items: [] });
    expect(code).toBe(1);
    expect(err.split('\n').length).toBe(3);
  });

  it('shows entries with their dates and links', async () => {
    const { code, out } = await ran(['feed', good]);
    expect(code).toBe(0);
    expect(out).toContain('Kessary Press & Agency (rss, 2 entries)\nhttps://kpa.example/\n');
    expect(out).toContain('  2026-03-02 16:30  Mayor Torvik: “We will rebuild the bridge”\n');
  });

  it('reads standard input where nothing is named', async () => {
    const { out } = await ran(['feed', '-f', 'ndjson'], { stdin: stdin('https://a.example/rss\n') });
    expect(JSON.parse(out)).toMatchObject({
      input: '-',
      kind: 'list',
      items: [{ link: 'https://a.example/rss' }],
    });
  });

  it('fetches addresses as feeds, several at a time, and shows them in order', async () => {
    const kinds: unknown[] = [];
    const { out, code, err } = await ran(
      ['feed', 'https://a.example/', 'https://b.example/', '--format', 'ndjson'],
      {
        fetch: async (url, options) => {
          kinds.push(options.kind);
          if (url.includes('a.')) await new Promise((go) => setTimeout(go, 20));
          else throw new OnrecordError('url-timeout', '30');
          return {
            bytes: new TextEncoder().encode('<rss><channel><title>A</title><link>/</link></channel></rss>'),
            url,
            contentType: null,
            retrieved: '',
          };
        },
      },
    );
    expect(kinds).toEqual(['feed', 'feed']);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { link: string }).link),
    ).toEqual(['https://a.example/', null]);
    expect([code, err]).toEqual([
      1,
      'https://b.example/: no whole answer within 30 s: try again later or raise --timeout\n',
    ]);
  });

  it('says where a feed is cut, and gives what stands before', async () => {
    const { code, out, err } = await ran(['feed', `${feeds}broken/truncated.xml`, '--format', 'ndjson']);
    expect((JSON.parse(out) as { items: unknown[] }).items.length).toBe(2);
    expect([code, err.includes('cut short')]).toEqual([1, true]);
  });

  it('writes OPML that it reads again, lists joined and nothing twice', async () => {
    const { out } = await ran([
      'feed',
      `${feeds}well-formed/list.opml`,
      `${feeds}well-formed/list.txt`,
      '--format',
      'opml',
    ]);
    const again = await ran(['feed', '-', '--format', 'ndjson'], { stdin: stdin(out) });
    const { kind, items } = JSON.parse(again.out) as { kind: string; items: { link: string }[] };
    expect([kind, items.map(({ link }) => link)]).toEqual([
      'opml',
      [
        'https://courier.example/rss',
        'https://kpa.example/rss.xml',
        'https://ostmar.example/blog/feed.atom',
        'http://courier.example/rss',
      ],
    ]);
  });

  it('refuses a folder, and a feed over the limit', async () => {
    const { err } = await ran(['feed', feeds, good, '--max-bytes', '1kB']);
    expect(err).toContain('this is a folder');
    expect(err).toContain('more than the limit of 1 kB');
  });

  it('lets no feed act on the terminal', async () => {
    const { out } = await ran(['feed'], {
      stdin: stdin('<rss><channel><title>a\u001b[31m\u202eb</title></channel></rss>'),
    });
    expect(out).toBe('a[31mb (rss, 0 entries)\n');
  });
});
