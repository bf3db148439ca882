import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../src/in-order.js';

const all = async <T>(given: AsyncIterable<T>) => {
  const out: T[] = [];
  for await (const one of given) out.push(one);
  return out;
};

describe('inOrder', () => {
  it('works on many at once, and gives what comes of them in their order', async () => {
    let running = 0;
    let most = 0;
    const slow = async (n: number) => {
      most = Math.max(most, ++running);
      await pause((n * 7) % 11);
      running--;
      return n * 2;
    };
    const given = Array.from({ length: 40 }, (_, n) => n);
    expect(await all(inOrder(given, 4, slow))).toEqual(given.map((n) => n * 2));
    expect(most).toBe(4);
  });

  it('gives what is done while the next is slow to come', async () => {
    let go: () => void = () => undefined;
    async function* slow() {
      yield 1;
      await new Promise<void>((done) => (go = done));
      yield 2;
    }
    const given: number[] = [];
    for await (const one of inOrder(slow(), 4, (n) => Promise.resolve(n))) {
      given.push(one);
      go();
    }
    expect(given).toEqual([1, 2]);
  });

  it('asks for no more than it works on', async () => {
    let asked = 0;
    async function* endless() {
      for (;;) yield await Promise.resolve(asked++);
    }
    for await (const one of inOrder(endless(), 3, (n) => Promise.resolve(n))) if (one === 10) break;
    expect(asked).toBeLessThanOrEqual(14);
  });

  it('throws a failure in its turn, the source’s too', async () => {
    const seen: number[] = [];
    const work = async (n: number) => {
      await pause(n === 2 ? 0 : 10);
      if (n === 2) throw new Error('two');
      return n;
    };
    const run = async (given: Iterable<number>) => {
      for await (const one of inOrder(given, 4, work)) seen.push(one);
    };
    await expect(run([0, 1, 2, 3])).rejects.toThrow('two');
    function* broken() {
      yield 5;
      throw new Error('source');
    }
    await expect(run(broken())).rejects.toThrow('source');
    expect(seen).toEqual([0, 1, 5]);
  });

  it('ends the source when nobody wants more, and waits for none that is at rest', async () => {
    let ended = false;
    async function* source() {
      try {
        yield 1;
        yield 2;
        await new Promise(() => undefined);
      } finally {
        ended = true;
      }
    }
    for await (const one of inOrder(source(), 2, (n) => Promise.resolve(n))) if (one === 1) break;
    expect(ended).toBe(true);
    for await (const one of inOrder(source(), 4, (n) => Promise.resolve(n))) if (one === 2) break;
  });
});
