import { describe, expect, it } from 'vitest';
import { Links } from '../../src/statement/links.js';

/** Words of one letter: "a b c" at 0, 2 and 4. */
const words = (n: number) => Array.from({ length: n }, (_, i) => ({ start: 2 * i, end: 2 * i + 1 }));

/** Vectors of four numbers: two that a word asks for, two that it has. */
const vectors = (...rows: [number, number, number, number][]) => Float32Array.from(rows.flat());

describe('links between pronouns and names', () => {
  const none = [0, 0, 0, 0] as [number, number, number, number];

  it('fit by what the one asks for and the other has', () => {
    const links = new Links(words(3), []);
    const data = vectors([0, 0, 2, 0], [0, 0, 0, 2], [1, 0, 0, 0]);
    links.note({ data, width: 4, from: 0 }, 3);
    expect(links.fit(4, 1)).toBeCloseTo(2 / Math.SQRT2);
    expect(links.fit(4, 3)).toBe(0);
  });

  it('count the distance by its doublings', () => {
    const links = new Links(words(5), [0.5, -1, -2]);
    links.note({ data: vectors(none, none, none, none, none), width: 4, from: 0 }, 5);
    expect(links.fit(8, 7)).toBe(0.5);
    expect(links.fit(8, 5)).toBe(-1);
    expect(links.fit(8, 3)).toBe(-1);
    expect(links.fit(8, 1)).toBe(-2);
  });

  it('reach over windows, each with the vectors of its own words', () => {
    const links = new Links(words(4), []);
    links.note({ data: vectors([0, 0, 3, 0], none, none), width: 4, from: 0 }, 2);
    links.note({ data: vectors([9, 9, 9, 9], none, [2, 0, 0, 0]), width: 4, from: 1 }, 4);
    expect(links.fit(6, 1)).toBeCloseTo(6 / Math.SQRT2);
  });

  it('are not known for words that the tagger did not see, nor for names behind the pronoun', () => {
    const links = new Links(words(3), []);
    links.note({ data: vectors(none, none, none), width: 4, from: 0 }, 2);
    expect(links.fit(1, 1)).toBeNull();
    expect(links.fit(2, 5)).toBeNull();
    expect(links.fit(4, 1)).toBeNull();
    expect(links.fit(2, 1)).toBe(0);
  });
});
