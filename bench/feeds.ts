/**
 * Feeds read, by Onrecord and by the feed parsers that JavaScript has, on the feeds of `test/feeds`, on floods made to
 * keep a parser busy, and on one long feed for speed.
 *
 *     npm run bench:feeds [-- --peers]
 *
 * `--peers` compares with what is installed of feedsmith, @rowanmanning/feed-parser, rss-parser and
 * @extractus/feed-extractor: `npm install --no-save` them first. Each reading of a broken feed or a flood is a process
 * of its own with five seconds of CPU time to live.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type * as ReadFeed from '../src/intake/feeds/read-feed.js';
import { argumentsOf } from './arguments.js';
import { part } from './library.js';

const { values } = argumentsOf({
  options: { peers: { type: 'boolean', default: false }, one: { type: 'string' }, by: { type: 'string' } },
});

/** What a reading says of a feed: compared with what a careful reader finds. */
interface Reading {
  title: string | null;
  link: string | null;
  items: { title: string | null; link: string | null }[];
}
type Parse = (bytes: Uint8Array) => Promise<Reading>;
/** Fields of unknown shape, as the peers give them. */
type Loose = Record<string, unknown>;

const SECONDS = 5;
const PATIENCE = 60;
const LONG = 'long';
const feeds = new URL('../../test/feeds/', import.meta.url);
const text = (value: unknown): string | null =>
  typeof value === 'string'
    ? value || null
    : typeof value === 'object' && value !== null && 'value' in value
      ? text((value as Loose).value)
      : null;
const list = (value: unknown): Loose[] => (Array.isArray(value) ? (value as Loose[]) : []);
/** The address among Atom's links, as these parsers give them. */
const alternate = (links: unknown): string | null =>
  text(list(links).find(({ rel }) => rel === undefined || rel === 'alternate')?.href);

const PARSERS: Record<string, () => Promise<Parse>> = {
  onrecord: async () => {
    const { readFeed } = await part<typeof ReadFeed>('intake/feeds/read-feed');
    return (bytes) => readFeed(bytes, { maxBytes: 200_000_000 });
  },
  feedsmith: async () => {
    const { parseFeed } = await peer('feedsmith');
    return (bytes) => {
      const { feed } = call(parseFeed, decode(bytes)) as { feed: Loose };
      return Promise.resolve({
        title: text(feed.title),
        link: text(feed.link) ?? text(feed.home_page_url) ?? alternate(feed.links),
        items: list(feed.items ?? feed.entries).map((item) => ({
          title: text(item.title),
          link: text(item.link) ?? text(item.url) ?? alternate(item.links),
        })),
      });
    };
  },
  '@rowanmanning/feed-parser': async () => {
    const { parseFeed } = await peer('@rowanmanning/feed-parser');
    return (bytes) => {
      const feed = call(parseFeed, decode(bytes)) as Loose;
      return Promise.resolve({
        title: text(feed.title),
        link: text(feed.url),
        items: list(feed.items).map(({ title, url }) => ({ title: text(title), link: text(url) })),
      });
    };
  },
  'rss-parser': async () => {
    const { default: Parser } = await peer('rss-parser');
    return async (bytes) => {
      const parser = new (Parser as new () => { parseString(xml: string): Promise<Loose> })();
      const feed = await parser.parseString(decode(bytes));
      return {
        title: text(feed.title),
        link: text(feed.link),
        items: list(feed.items).map(({ title, link }) => ({ title: text(title), link: text(link) })),
      };
    };
  },
  '@extractus/feed-extractor': async () => {
    const { extractFromXml, extractFromJson } = await peer('@extractus/feed-extractor');
    return (bytes) => {
      const given = decode(bytes);
      const feed = call(
        given.trimStart().startsWith('{') ? extractFromJson : extractFromXml,
        given.startsWith('{') ? (JSON.parse(given) as object) : given,
      ) as Loose;
      return Promise.resolve({
        title: text(feed.title),
        link: text(feed.link),
        items: list(feed.entries).map(({ title, link }) => ({ title: text(title), link: text(link) })),
      });
    };
  },
};
const peer = async (name: string) => (await import(name)) as Loose;
const call = (f: unknown, ...given: unknown[]) => (f as (...given: unknown[]) => unknown)(...given);
/** What a program does with a feed before it can parse it, where nothing else is said. */
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const HEAD = '<rss version="2.0"><channel><title>x</title><link>https://x.example/</link>';
/** Made to keep a parser busy: 1 to 14 MB each. */
const FLOODS: Record<string, () => string> = {
  'open brackets': () => `${HEAD}<item><title>${'<'.repeat(5e6)}`,
  'deep nesting': () => `${HEAD}<item>${'<a>'.repeat(1e6)}</item></channel></rss>`,
  'empty items': () => `${HEAD}${'<item/>'.repeat(2e6)}</channel></rss>`,
  'bare ampersands': () => `${HEAD}<item><title>${'&a'.repeat(5e6)}</title></item></channel></rss>`,
  'many prefixes': () =>
    `<rss ${Array.from({ length: 2e5 }, (_, at) => `xmlns:a${at}="b"`).join(' ')}><channel>${'<item xmlns:b="c"/>'.repeat(2000)}</channel></rss>`,
  'many declarations': () => `<!DOCTYPE r [${'<!ENTITY a "b">'.repeat(5e5)}]>${HEAD}</channel></rss>`,
  'endless comment': () => `${HEAD}<!--${'<!--'.repeat(2e6)}`,
  'scripts without end': () =>
    `${HEAD}<item><description><![CDATA[${'<script>'.repeat(1e6)}]]></description></item></channel></rss>`,
};
const longFeed = () => {
  const item = (at: number) =>
    `<item><title>Story ${at} &amp; more</title><link>https://x.example/${at}</link><guid>${at}</guid><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><description><![CDATA[<p>${'Words of the story. '.repeat(20)}</p>]]></description></item>`;
  return `${HEAD}${Array.from({ length: 36_000 }, (_, at) => item(at)).join('')}</channel></rss>`;
};

function bytesFor(name: string): Uint8Array {
  const flood = FLOODS[name];
  return flood ? new TextEncoder().encode(flood()) : readFileSync(new URL(name, feeds));
}

/** Runs this file for one reading, in a process that may use so much time of a CPU: the clock would count others' work too. */
function apart(parser: string, name: string, seconds: number) {
  const limited = `ulimit -t ${seconds}; exec "$0" "$@"`;
  const args = [
    '-c',
    limited,
    process.execPath,
    fileURLToPath(import.meta.url),
    '--by',
    parser,
    '--one',
    name,
  ];
  return spawnSync('sh', args, { encoding: 'utf8' });
}

function endOf(parser: string, name: string): 'read' | 'refused' | 'hangs' {
  const { status } = apart(parser, name, SECONDS);
  return status === 0 ? 'read' : status === 3 ? 'refused' : 'hangs';
}

/** Megabytes per second of CPU time on one long feed. */
function speed(parser: string): string {
  return apart(parser, LONG, PATIENCE).stdout.trim() || `not within ${PATIENCE} s`;
}

/** Whether a reading has what is expected: title, link, and the entries with theirs. */
function isRight(found: Reading, expected: Reading): boolean {
  const same = (a: string | null, b: string | null) =>
    a === b || (a ?? '').replace(/\/$/, '') === (b ?? '').replace(/\/$/, '');
  return (
    same(found.title, expected.title) &&
    same(found.link, expected.link) &&
    found.items.length === expected.items.length &&
    expected.items.every(
      ({ title, link }, at) =>
        same(found.items[at]?.title ?? null, title) && same(found.items[at]?.link ?? null, link),
    )
  );
}

if (values.one !== undefined) {
  const parse = await PARSERS[values.by ?? 'onrecord']!();
  if (values.one === LONG) {
    const long = new TextEncoder().encode(longFeed());
    const before = process.cpuUsage();
    await parse(long);
    const { user, system } = process.cpuUsage(before);
    console.log((long.length / (user + system)).toFixed(1));
    process.exit(0);
  }
  const bytes = bytesFor(values.one);
  await Promise.resolve()
    .then(() => parse(bytes))
    .catch(() => process.exit(3));
  process.exit(0);
}

const expected = (kind: string) =>
  JSON.parse(readFileSync(new URL(`${kind}.json`, feeds), 'utf8')) as Record<string, Reading>;
const rows: Record<string, Record<string, string>> = {};
for (const [name, load] of Object.entries(PARSERS)) {
  if (name !== 'onrecord' && !values.peers) continue;
  let parse: Parse;
  try {
    parse = await load();
  } catch {
    console.error(`${name} is not installed: npm install --no-save ${name}`);
    continue;
  }
  const well = Object.entries(expected('well-formed'));
  let right = 0;
  for (const [file, wanted] of well)
    right += await Promise.resolve()
      .then(() => parse(bytesFor(`well-formed/${file}`)))
      .then(
        (found) => Number(isRight(found, wanted)),
        () => 0,
      );
  const ends = { read: 0, refused: 0, hangs: 0 };
  const broken = readdirSync(new URL('broken/', feeds));
  for (const file of broken) ends[endOf(name, `broken/${file}`)]++;
  const floods = { read: 0, refused: 0, hangs: 0 };
  for (const flood of Object.keys(FLOODS)) floods[endOf(name, flood)]++;
  rows[name] = {
    [`right of ${well.length} well-formed`]: String(right),
    [`of ${broken.length} broken: read, refused, hangs`]: Object.values(ends).join(', '),
    [`of ${Object.keys(FLOODS).length} floods`]: Object.values(floods).join(', '),
    'MB per CPU second': speed(name),
  };
}
console.table(rows);
