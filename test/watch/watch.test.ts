import { rm } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OnrecordError } from '../../src/errors.js';
import { Refused, type Fetched, type FetchOptions } from '../../src/intake/fetch.js';
import { Later } from '../../src/intake/hosts.js';
import { ledgerOver } from '../../src/ledger/ledger.js';
import { openStore, type Store } from '../../src/ledger/store/store.js';
import type { Ledger } from '../../src/ledger/types.js';
import type { Page } from '../../src/page.js';
import { metricsText, newTally } from '../../src/watch/metrics.js';
import { monitor } from '../../src/watch/monitor.js';
import { afterFailure, afterPageFailure, periodOf } from '../../src/watch/schedule.js';
import { watch, type WatchEvent } from '../../src/watch/watch.js';
import { embeddedFolder } from '../ledger/stores.js';
import { recordOf } from './record.js';

const MINUTE = 60_000;
const FEED = 'https://kpa.example/rss.xml';

/** A web of pages and feeds, and a ledger, in a time that passes only by waiting. */
class World {
  time = Date.parse('2026-03-02T10:00:00Z');
  readonly web = new Map<string, string | Error | ((options: FetchOptions) => Partial<Fetched> | Error)>();
  readonly asked: string[] = [];
  readonly events: WatchEvent[] = [];
  readonly tally = newTally(this.time);
  readonly stop = new AbortController();
  reads = 0;

  constructor(readonly ledger: Ledger) {}

  fetch = async (url: string, options: FetchOptions = {}): Promise<Fetched> => {
    this.asked.push(url);
    await Promise.resolve();
    const found = this.web.get(url) ?? new Refused(404);
    const given = typeof found === 'function' ? found(options) : found;
    if (given instanceof Error) throw given;
    const some = typeof given === 'string' ? { bytes: new TextEncoder().encode(given) } : given;
    return {
      bytes: new Uint8Array(),
      url,
      contentType: 'text/html',
      retrieved: new Date(this.time).toISOString(),
      ...some,
    };
  };

  /** Lets the watch do all that is due until so much time has passed. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.time + milliseconds;
    for (;;) {
      await watch({
        ledger: this.ledger,
        book: this.ledger.feeds,
        fetch: this.fetch,
        read: (page: Page) => {
          this.reads++;
          return Promise.resolve(recordOf(page));
        },
        limits: {},
        every: 15 * MINUTE,
        stop: this.stop.signal,
        tell: (event) => void this.events.push(event),
        tally: this.tally,
        now: () => new Date(this.time),
        wait: () => new Promise((go) => setTimeout(go, 5)),
        once: true,
      });
      const next = (await this.ledger.feeds.nextDue())?.getTime() ?? Infinity;
      if (next > until) break;
      this.time = Math.max(this.time, next);
    }
    this.time = until;
  }

  kinds() {
    return this.events.map((event) => (event.kind === 'page' ? event.outcome : event.kind));
  }
}

let folder: string;
let store: Store;
let ledger: Ledger;
let world: World | undefined;
beforeAll(async () => {
  folder = await embeddedFolder();
  store = await openStore(folder, { now: () => new Date(world?.time ?? 0) });
  ledger = ledgerOver(store);
}, 60_000);
afterAll(async () => {
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

/** A world with an empty ledger. */
async function aWorld(): Promise<World> {
  await sql`truncate feeds, feed_pages, documents, evidence cascade`.execute(store.db);
  return (world = new World(ledger));
}

const rss = (...items: [path: string, title: string][]) =>
  `<rss version="2.0"><channel><title>KPA</title><link>https://kpa.example/</link>${items
    .map(([path, title]) => `<item><title>${title}</title><link>https://kpa.example${path}</link></item>`)
    .join('')}</channel></rss>`;

/** The same ledger at the same time, in another program. */
function goOn(before: World): World {
  const again = new World(ledger);
  again.time = before.time;
  return (world = again);
}

describe('a watch', () => {
  it('keeps each page once, however often its feed lists it', async () => {
    const world = await aWorld();
    world.web.set(FEED, rss(['/1', 'One'], ['/2', 'Two']));
    world.web.set('https://kpa.example/1', 'first story');
    world.web.set('https://kpa.example/2', 'second story');
    await world.ledger.feeds.follow([FEED]);
    await world.pass(60 * MINUTE);
    expect(world.kinds()).toEqual(['new', 'new']);
    expect(world.asked.filter((url) => url === FEED).length).toBe(5);
    world.web.set(FEED, rss(['/3', 'Three'], ['/1', 'One'], ['/2', 'Two']));
    world.web.set('https://kpa.example/3', 'third story');
    await world.pass(30 * MINUTE);
    expect(world.kinds()).toEqual(['new', 'new', 'new']);
    expect((await world.ledger.stats()).documents).toBe(3);
    expect(world.reads).toBe(3);
  });

  it('sees that a page was edited: by what the feed says, and by asking again', async () => {
    const world = await aWorld();
    world.web.set(FEED, rss(['/1', 'One']));
    world.web.set('https://kpa.example/1', 'he said yes');
    await world.ledger.feeds.follow([FEED]);
    await world.pass(MINUTE);
    world.web.set(FEED, rss(['/1', 'One, corrected']));
    world.web.set('https://kpa.example/1', 'he said no');
    await world.pass(20 * MINUTE);
    expect(world.kinds()).toEqual(['new', 'version']);
    world.web.set('https://kpa.example/1', 'he said nothing');
    await world.pass(7 * 60 * MINUTE);
    expect(world.kinds()).toEqual(['new', 'version', 'version']);
    expect((await world.ledger.stats()).versions).toBe(3);
  });

  it('asks only for what has changed', async () => {
    const world = await aWorld();
    const seen: unknown[] = [];
    world.web.set(FEED, (options) => {
      seen.push(options.etag);
      return options.etag === '"1"'
        ? { unchanged: true }
        : { bytes: new TextEncoder().encode(rss(['/1', 'One'])), etag: '"1"' };
    });
    world.web.set('https://kpa.example/1', 'a story');
    await world.ledger.feeds.follow([FEED]);
    await world.pass(20 * MINUTE);
    expect(seen).toEqual([null, '"1"']);
    expect(world.tally.feeds).toEqual({ read: 1, unchanged: 1, failed: 0 });
  });

  it('tells of a feed that fails, asks it less and less, gives it up, and takes it back', async () => {
    const world = await aWorld();
    world.web.set(FEED, new OnrecordError('url-timeout', '30'));
    await world.ledger.feeds.follow([FEED]);
    await world.pass(24 * 60 * MINUTE);
    expect(world.kinds()).toEqual(['feed-failed']);
    // 0, 30, 90, 210, 450, 930 minutes.
    expect(world.asked.length).toBe(6);
    await world.pass(6 * 24 * 60 * MINUTE);
    expect(world.kinds()).toEqual(['feed-failed', 'feed-dead']);
    expect((await world.ledger.feeds.counts()).dead).toBe(1);
    const before = world.asked.length;
    world.web.set(FEED, rss());
    const next = await ledger.feeds.nextDue();
    await world.pass((next?.getTime() ?? 0) - world.time + MINUTE);
    expect(world.kinds()).toEqual(['feed-failed', 'feed-dead', 'feed-back']);
    expect(world.asked.length).toBeGreaterThan(before);
    expect((await world.ledger.feeds.counts()).dead).toBe(0);
  });

  it('gives a feed that is gone up at once', async () => {
    const world = await aWorld();
    world.web.set(FEED, new Refused(410));
    await world.ledger.feeds.follow([FEED]);
    await world.pass(MINUTE);
    expect(world.kinds()).toEqual(['feed-dead']);
  });

  it('follows a feed to where it has moved for good', async () => {
    const world = await aWorld();
    const to = 'https://kpa.example/atom.xml';
    world.web.set(FEED, () => ({ bytes: new TextEncoder().encode(rss()), moved: to }));
    world.web.set(to, rss());
    await world.ledger.feeds.follow([FEED]);
    await world.pass(20 * MINUTE);
    expect(world.kinds()).toEqual(['feed-moved']);
    expect(world.asked).toEqual([FEED, to, to]);
  });

  it('waits as long as a host asks, and counts that as no failure', async () => {
    const world = await aWorld();
    world.web.set(FEED, new Later('url-busy', 'kpa.example', new Date(world.time + 40 * MINUTE)));
    await world.ledger.feeds.follow([FEED]);
    await world.pass(39 * MINUTE);
    expect([world.asked.length, world.kinds()]).toEqual([1, []]);
    expect((await world.ledger.feeds.feeds())[0]).toMatchObject({ failures: 0, state: 'alive' });
  });

  it('tries a page again that could not be had, and not one that is wrong', async () => {
    const world = await aWorld();
    world.web.set(FEED, rss(['/slow', 'Slow'], ['/none', 'None']));
    world.web.set('https://kpa.example/slow', new OnrecordError('url-timeout', '30'));
    await world.ledger.feeds.follow([FEED]);
    await world.pass(10 * MINUTE);
    world.web.set('https://kpa.example/slow', 'a slow story');
    await world.pass(20 * MINUTE);
    expect(world.kinds()).toEqual(['page-failed', 'new']);
    expect(world.asked.filter((url) => url.endsWith('/none')).length).toBe(1);
    expect(await world.ledger.feeds.counts()).toMatchObject({ kept: 1, failed: 1, waiting: 0 });
  });

  it('follows the feeds of a list, and the sitemaps of an index', async () => {
    const world = await aWorld();
    world.web.set('https://kpa.example/feeds.opml', `<opml><body><outline xmlUrl="${FEED}"/></body></opml>`);
    world.web.set(FEED, rss(['/1', 'One']));
    world.web.set('https://kpa.example/1', 'a story');
    await world.ledger.feeds.follow(['https://kpa.example/feeds.opml']);
    await world.pass(MINUTE);
    expect(world.kinds()).toEqual(['new']);
  });

  it('goes on after a stop where it was, and loses nothing', async () => {
    const world = await aWorld();
    world.web.set(FEED, rss(['/1', 'One'], ['/2', 'Two'], ['/3', 'Three']));
    for (const at of [1, 2, 3])
      world.web.set(`https://kpa.example/${at}`, (options) => {
        if (at === 2 && !options.signal?.aborted) {
          world.stop.abort();
          return new Error('aborted');
        }
        return { bytes: new TextEncoder().encode(`story ${at}`) };
      });
    await world.ledger.feeds.follow([FEED]);
    await world.pass(0).catch(() => undefined);
    const again = goOn(world);
    for (const at of [1, 2, 3]) again.web.set(`https://kpa.example/${at}`, `story ${at}`);
    again.web.set(FEED, rss());
    await again.pass(MINUTE);
    expect((await world.ledger.stats()).documents).toBe(3);
  });
});

describe('what was taken', () => {
  it('is handed to nobody else, and comes up again where its taker was killed', async () => {
    const world = await aWorld();
    const { feeds } = world.ledger;
    await feeds.follow([FEED, 'https://other.example/rss']);
    expect((await feeds.dueFeeds(10)).length).toBe(2);
    expect(await feeds.dueFeeds(10)).toEqual([]);
    world.time += 16 * MINUTE;
    expect((await feeds.dueFeeds(10)).length).toBe(2);
  });
});

describe('the schedule', () => {
  it('doubles up to a day, then a week', () => {
    expect([1, 2, 5, 9, 10].map((failures) => afterFailure(15 * MINUTE, failures) / MINUTE)).toEqual([
      30, 60, 480, 1440, 10_080,
    ]);
  });

  it('gives a page five tries after the first', () => {
    expect([1, 2, 3, 4, 5, 6].map(afterPageFailure)).toEqual(
      [1, 4, 16, 64, 256].map((minutes) => minutes * MINUTE).concat([null as never]),
    );
  });

  it.each([
    ['15m', 15 * MINUTE],
    ['2h', 120 * MINUTE],
    ['90 s', 90_000],
    ['1.5h', 90 * MINUTE],
    ['30d', 30 * 24 * 60 * MINUTE],
    ['10s', null],
    ['31d', null],
    ['soon', null],
    ['15', null],
  ])('reads %s', (words, period) => {
    expect(periodOf(words)).toBe(period);
  });
});

describe('the monitor', () => {
  it('answers health and Prometheus metrics', async () => {
    let wrong: string | null = null;
    const tally = newTally(0);
    tally.pages.new = 3;
    const counts = { alive: 2, dead: 1, failing: 0, waiting: 4, kept: 5, failed: 6 };
    const { port, close } = await monitor(0, '127.0.0.1', {
      health: () => wrong,
      metrics: () => Promise.resolve(metricsText(tally, counts)),
    });
    try {
      const get = async (path: string) => {
        const response = await fetch(`http://127.0.0.1:${port}${path}`);
        return { status: response.status, text: await response.text() };
      };
      expect(await get('/health')).toEqual({ status: 200, text: 'ok\n' });
      wrong = 'stuck';
      expect(await get('/health')).toEqual({ status: 503, text: 'stuck\n' });
      const { text } = await get('/metrics');
      expect(text).toContain('# TYPE onrecord_pages_total counter\nonrecord_pages_total{outcome="new"} 3\n');
      expect(text).toContain('onrecord_feeds{state="dead"} 1\n');
      // Every line is a comment or a sample, as the format has it.
      for (const line of text.trim().split('\n'))
        expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{\w+="[^"]*"\})? [0-9.e+-]+)$/);
      expect((await get('/')).status).toBe(404);
    } finally {
      await close();
    }
  });
});
