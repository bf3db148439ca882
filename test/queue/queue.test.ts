import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Refused, type Fetched } from '../../src/intake/fetch.js';
import { openLedger } from '../../src/ledger/ledger.js';
import type { Ledger } from '../../src/ledger/types.js';
import { queued, unqueued } from '../../src/queue/job.js';
import { openQueue, type Queue } from '../../src/queue/queue.js';
import { readerPool, type ReaderPool } from '../../src/reader-pool.js';
import { work, type WorkEvent } from '../../src/queue/work.js';
import { postgresBinaries, startPostgres, type Cluster } from '../../bench/postgres.js';

const here = postgresBinaries() !== null;
const script = new URL('./reader-thread.js', import.meta.url);
const text = (words: string) =>
  queued(words, {
    bytes: new TextEncoder().encode(words),
    url: `https://n.example/${encodeURIComponent(words)}`,
  });

describe('a page in the queue', () => {
  it('comes out as it was put in', () => {
    const page = { bytes: new Uint8Array([1, 2, 200]), url: 'https://n.example/1', outlet: 'N' };
    const { bytes, ...rest } = unqueued(queued('x', page).page ?? {});
    expect([[...(bytes ?? [])], rest]).toEqual([[1, 2, 200], { url: page.url, outlet: 'N' }]);
  });
});

describe('a pool of readers', () => {
  it('ends the thread of a page that takes too much, and reads the next', { timeout: 60_000 }, async () => {
    const pool = readerPool({ threads: 1, timeout: 1000, loading: 0, memory: 32, script });
    const read = (words: string) =>
      pool.read({ text: words }).then(
        ({ text: found }) => found,
        (error: Error) => `${error.constructor.name}: ${error.message}`,
      );
    try {
      expect(await read('fine')).toBe('fine');
      expect(await read('BAD')).toMatch(/^OnrecordError: no article found in the page/);
      expect(await read('EXITS')).toMatch(/^ReaderKilled: .*the thread ended with 7/);
      expect(await read('HANGS')).toMatch(/^ReaderKilled: .*more than 1 s/);
      expect(await read('EATS')).toMatch(/^ReaderKilled: .*more than (?:32 MB of memory|1 s)/);
      expect(await read('fine again')).toBe('fine again');
    } finally {
      await pool.close();
    }
  });
});

describe.skipIf(!here)(here ? 'the queue' : 'the queue (PostgreSQL is not installed here: left out)', () => {
  let cluster: Cluster;
  let ledger: Ledger;
  let queue: Queue;
  let pool: ReaderPool;
  let schema = 0;
  beforeAll(async () => {
    cluster = await startPostgres(['fsync=off']);
    ledger = await openLedger(cluster.url);
    pool = readerPool({ threads: 2, timeout: 2000, loading: 0, memory: 64, script });
  }, 60_000);
  beforeEach(async () => {
    await queue?.close();
    queue = await openQueue(cluster.url, { schema: `queue_${++schema}`, expire: 2, maintenance: 1 });
  });
  afterAll(async () => {
    await queue?.close();
    await pool?.close();
    await ledger?.close();
    await cluster?.stop();
  });

  /** Works until the queue is empty, or told to stop. */
  async function worked(
    given: {
      stop?: AbortController;
      fetch?: (url: string) => Promise<Fetched>;
      onEvent?: (event: WorkEvent) => void;
    } = {},
  ) {
    const events: WorkEvent[] = [];
    const stop = given.stop ?? new AbortController();
    await work({
      queue,
      ledger,
      fetch: given.fetch ?? (() => Promise.reject(new Refused(404))),
      read: (page) => pool.read(page),
      limits: {},
      jobs: 2,
      stop: stop.signal,
      tell: (event) => {
        events.push(event);
        given.onEvent?.(event);
      },
      wait: (milliseconds) => pause(Math.min(milliseconds, 50)),
      untilEmpty: true,
    });
    return events;
  }

  it('gives each page to one worker, and has it once', async () => {
    const pages = Array.from({ length: 30 }, (_, at) => text(`story ${at}`));
    expect(await queue.put(pages)).toBe(30);
    expect(await queue.put(pages)).toBe(0);
    const before = (await ledger.stats()).documents;
    const [first, second] = await Promise.all([worked(), worked()]);
    expect(first.length + second.length).toBe(30);
    expect((await ledger.stats()).documents - before).toBe(30);
    expect(await queue.progress()).toEqual({ waiting: 0, again: 0, active: 0, done: 30, dead: 0 });
  });

  it('sets aside what is wrong with itself, and puts it back when told', async () => {
    await queue.put([text('BAD page'), text('good page')]);
    await worked();
    const [letter] = await queue.dead(10);
    expect(letter).toMatchObject({
      input: 'BAD page',
      error: expect.stringContaining('no article found in the page') as unknown,
      tries: 1,
    });
    expect((await queue.progress()).dead).toBe(1);
    // It is in the queue still: putting it in again changes nothing.
    expect(await queue.put([text('BAD page')])).toBe(0);
    expect(await queue.replay(['ffffffff'])).toBe(0);
    expect(await queue.replay([letter?.id.slice(0, 8) ?? ''])).toBe(1);
    expect(await queue.progress()).toMatchObject({ waiting: 1, dead: 0 });
    await worked();
    expect((await queue.dead(10)).length).toBe(1);
    expect(await queue.replay()).toBe(1);
  });

  it('sets a page aside that ends its reader twice', { timeout: 60_000 }, async () => {
    await queue.put([text('HANGS for ever')]);
    const stop = new AbortController();
    const events = await worked({
      stop,
      onEvent: (event) => event.kind === 'again' && setTimeout(() => stop.abort(), 100),
    });
    expect(events.map(({ kind }) => kind)).toEqual(['again']);
    await soon();
    expect((await worked()).map(({ kind }) => kind)).toEqual(['set-aside']);
    expect((await queue.dead(1))[0]?.error).toContain('ended its reader');
  });

  it(
    'gives a page to another worker when the first is gone, and sets it aside after four',
    { timeout: 60_000 },
    async () => {
      await queue.put([text('left behind')]);
      for (const losses of [0, 1, 2, 3]) {
        const [job] = await taken();
        expect(job?.losses).toBe(losses);
      }
      // The worker that took it last is gone, too.
      const hurry = setInterval(() => void soon(), 300);
      const events = await worked().finally(() => clearInterval(hurry));
      expect(events.map(({ kind }) => kind)).toEqual(['set-aside']);
      expect((await queue.dead(1))[0]?.error).toBe('its worker was gone 4 times');
    },
  );

  it('fetches pages, and tries again what could not be had', { timeout: 60_000 }, async () => {
    const url = 'https://n.example/fetched';
    await queue.put([
      { input: url, url },
      { input: 'gone', url: 'https://n.example/gone' },
    ]);
    let asked = 0;
    const fetch = (of: string): Promise<Fetched> => {
      if (of.endsWith('gone')) return Promise.reject(new Refused(410));
      if (asked++ === 0) return Promise.reject(new Refused(500));
      return Promise.resolve({
        bytes: new TextEncoder().encode('a fetched story'),
        url: of,
        contentType: 'text/html',
        retrieved: '2026-03-02T10:00:00Z',
      });
    };
    const stop = new AbortController();
    const events = await worked({
      stop,
      fetch,
      onEvent: (event) => event.kind === 'again' && setTimeout(() => stop.abort(), 200),
    });
    expect(events.map(({ kind }) => kind).sort()).toEqual(['again', 'set-aside']);
    expect(await queue.progress()).toMatchObject({ waiting: 1, again: 1 });
    await soon();
    expect(await worked({ fetch })).toMatchObject([{ kind: 'done', outcome: 'new' }]);
  });

  it('gives back what it has in hand when it is told to stop, and counts that as no try', async () => {
    await queue.put([text('given back')]);
    const [job] = await queue.take(1);
    if (job) await queue.giveBack([job]);
    expect(await queue.take(1)).toMatchObject([{ tries: 0, kills: 0, losses: 0 }]);
  });

  it('waits for a database that is away, and goes on', { timeout: 60_000 }, async () => {
    await queue.put(Array.from({ length: 20 }, (_, at) => text(`outlasts ${at}`)));
    let killed: Promise<void> | undefined;
    const hurry = setInterval(() => void soon().catch(() => undefined), 300);
    const events = await worked({
      onEvent: (event) => {
        if (event.kind === 'done' && !killed) killed = cluster.kill().then(() => cluster.start());
      },
    }).finally(() => clearInterval(hurry));
    await killed;
    expect(events.filter(({ kind }) => kind === 'away').length).toBeGreaterThan(0);
    expect(new Set(events.flatMap((event) => (event.kind === 'done' ? [event.input] : []))).size).toBe(20);
    expect(await queue.progress()).toMatchObject({ waiting: 0, active: 0, done: 20, dead: 0 });
  });

  /** Lets what waits for its time be due at once. */
  async function soon(): Promise<void> {
    const { default: pg } = await import('pg');
    const client = new pg.Client(cluster.url);
    client.on('error', () => undefined);
    await client.connect();
    await client.query(
      `update queue_${schema}.job set start_after = now() - interval '1 second' where state = 'retry'`,
    );
    await client.end();
  }

  /** Takes a page as a worker would that is killed with it in hand. */
  async function taken() {
    for (let at = 0; at < 100; at++) {
      const jobs = await queue.take(1);
      if (jobs.length > 0) {
        // Its time runs out.
        await pause(2100);
        return jobs;
      }
      await pause(100);
      await soon();
    }
    return [];
  }
});
