import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFetcher } from '../../src/intake/fetch.js';
import { misbehave, misbehaviours } from './misbehaving.js';

const docs = readFileSync(new URL('../../docs/fetching.md', import.meta.url), 'utf8');

describe('a server that', () => {
  it.concurrent.each(misbehaviours())('$name: $outcome', async (way) => {
    const { port, end } = await misbehave(way);
    try {
      let asked = 0;
      const fetch = createFetcher({
        resolve: (host) => (way.resolve ? way.resolve(host, ++asked) : Promise.resolve(['127.0.0.1'])),
        allow: (address) => address === '127.0.0.1',
        // Robots would resolve the name once more; the ones below that are about robots ask for them.
        robots: way.resolve === undefined,
        gap: 0,
        wait: () => Promise.resolve(),
        now: () => new Date(0),
      });
      const outcome = await fetch(`http://kpa.example:${port}/`, { timeout: 1500, maxBytes: 200_000 }).then(
        ({ bytes }) => `fetched: ${new TextDecoder().decode(bytes)}`,
        (error: { code?: string; message: string }) => {
          expect(error.message).not.toContain('\n');
          return error.code ?? `no code: ${error.message}`;
        },
      );
      expect(outcome).toBe(way.page === undefined ? way.outcome : `fetched: ${way.page}`);
    } finally {
      end();
    }
  });
});

describe('docs/fetching.md', () => {
  it('says in a table what comes of each way', () => {
    const rows = [...docs.matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\| `?([^|`]+?)`? +\|$/gm)].map(
      ([, name, , code]) => [name, code],
    );
    for (const { name, outcome } of misbehaviours()) expect(rows).toContainEqual([name, outcome]);
    expect(misbehaviours().length).toBeGreaterThanOrEqual(30);
  });
});
