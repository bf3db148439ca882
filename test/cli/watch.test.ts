import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OnrecordError } from '../../src/errors.js';
import type { Fetched } from '../../src/intake/fetch.js';
import { embeddedFolder } from '../ledger/stores.js';
import { recordOf } from '../watch/record.js';
import { ran } from './world.js';

const FEED = 'https://kpa.example/rss.xml';
const PAGES: Readonly<Record<string, string>> = {
  [FEED]:
    '<rss><channel><title>KPA</title><item><title>One</title><link>https://kpa.example/1</link></item></channel></rss>',
  'https://kpa.example/1': 'The first story',
};

describe('onrecord watch', () => {
  let folder: string;
  let files: string;
  beforeAll(async () => {
    folder = await embeddedFolder();
    files = await mkdtemp(join(tmpdir(), 'onrecord-watch-'));
    await writeFile(
      join(files, 'feeds.opml'),
      `<opml><body><outline text="KPA" xmlUrl="${FEED}"/></body></opml>`,
    );
    await writeFile(join(files, 'rss.xml'), PAGES[FEED] ?? '');
  }, 60_000);
  afterAll(async () => {
    for (const path of [folder, files]) await rm(path, { recursive: true, force: true });
  });

  const asked: string[] = [];
  const watched = (...args: string[]) =>
    ran(['watch', ...args, '--ledger', folder], {
      stopped: () => new Promise(() => undefined),
      read: (page) => Promise.resolve(recordOf(page)),
      fetch: (url): Promise<Fetched> => {
        asked.push(url);
        const page = PAGES[url];
        if (page === undefined) return Promise.reject(new OnrecordError('url-timeout', '30'));
        return Promise.resolve({
          bytes: new TextEncoder().encode(page),
          url,
          contentType: null,
          retrieved: '2026-03-02T10:00:00Z',
        });
      },
    });

  it('says what to do where nothing is followed yet', async () => {
    const { code, err } = await watched('--once');
    expect([code, err.includes('follows no feed yet')]).toEqual([1, true]);
  });

  it('follows the feeds of a list, keeps their pages, and tells of each', async () => {
    const { code, out, err } = await watched(join(files, 'feeds.opml'), '--once');
    expect(code).toBe(0);
    expect(out).toContain('following 1 feed in ');
    expect(out).toMatch(/^new d\w+ · 0 statements · The first story · https:\/\/kpa\.example\/1$/m);
    expect(err).toContain('stopped: 1 new page, 0 new versions, 0 pages not read');
  });

  it('goes on without being told what with, and shows how it does', async () => {
    const before = asked.length;
    expect((await watched('--once', '--quiet')).out).toBe('');
    // Nothing is due so soon after.
    expect(asked.length).toBe(before);
    const { out } = await watched('--list');
    expect(out).toMatch(/^alive \d{4}-\d\d-\d\d \d\d:\d\d https:\/\/kpa\.example\/rss\.xml · KPA$/m);
  });

  it('refuses what never changes, and what is no address', async () => {
    const { code, err } = await watched(join(files, 'rss.xml'), 'ftp://kpa.example/', '--once');
    expect(code).toBe(1);
    expect(err).toContain('this file is a feed');
    expect(err).toContain('this is no address');
  });

  it('understands periods and ports', async () => {
    expect((await watched(FEED, '--every', 'often')).code).toBe(2);
    expect((await watched(FEED, '--port', '70000')).code).toBe(2);
    const { code, out } = await watched(FEED, '--every', '2h', '--port', '0', '--once');
    expect([code, /health and metrics: http:\/\/127\.0\.0\.1:\d+\/health/.test(out)]).toEqual([0, true]);
  });
});

describe('the queue’s commands', () => {
  it.each([['enqueue', 'story.html'], ['queue'], ['work']])('%s needs PostgreSQL', async (...args) => {
    const { code, err } = await ran([...args, '--ledger', '/tmp/news']);
    expect([code, err]).toEqual([
      1,
      'onrecord: the queue needs a ledger on PostgreSQL, and /tmp/news is a folder: give --ledger postgres://…\n',
    ]);
  });
});
