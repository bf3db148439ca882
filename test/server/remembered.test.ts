import { describe, expect, it } from 'vitest';
import { rememberedLists } from '../../src/server/remembered.js';

/** Lists that are numbers: how often they were worked out. */
function counting() {
  let time = 0;
  let made = 0;
  const lists = rememberedLists(60, () => time);
  return {
    ask: (key = 'speakers') => lists.get(key, () => Promise.resolve(++made)),
    later: (seconds: number) => (time += seconds * 1000),
    forget: lists.forget,
  };
}

describe('a list that many ask for', () => {
  it('is worked out once while it holds, and by itself for each question', async () => {
    const { ask, later } = counting();
    expect([await ask(), await ask()]).toEqual([1, 1]);
    later(59);
    expect([await ask(), await ask('outlets')]).toEqual([1, 2]);
  });

  it('is given once more while it is worked out anew', async () => {
    const { ask, later } = counting();
    await ask();
    later(61);
    expect([await ask(), await ask()]).toEqual([1, 2]);
  });

  it('is not given when it is far too old, nor after a change', async () => {
    const { ask, later, forget } = counting();
    await ask();
    later(601);
    expect(await ask()).toBe(2);
    forget();
    expect(await ask()).toBe(3);
  });

  it('is asked for again after a failure', async () => {
    const lists = rememberedLists(60, () => 0);
    await expect(lists.get('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await lists.get('a', () => Promise.resolve(1))).toBe(1);
  });
});
