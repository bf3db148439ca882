import { describe, expect, it } from 'vitest';
import { bandsOfWords } from '../../src/output/bands.js';

const shared = (one: string, other: string) => {
  const bands = new Set(bandsOfWords(one));
  return bandsOfWords(other).filter((band) => bands.has(band)).length;
};

describe('the bands of a statement', () => {
  const words = 'The bridge was closed because it was unsafe, and it will stay closed until the spring';

  it('are the same for the same words, however they are printed', () => {
    expect(bandsOfWords(words)).toHaveLength(12);
    expect(shared(words, `“${words.toUpperCase()}!”`)).toBe(12);
    expect(shared("It's not the end of it", 'It’s not the end of it')).toBe(12);
  });

  it('are largely the same for nearly the same words, and others for others', () => {
    expect(shared(words, words.replace('until the spring', 'until May'))).toBeGreaterThanOrEqual(3);
    expect(
      shared(words, 'Nobody has asked the harbour master whether the ferry can sail in such weather'),
    ).toBe(0);
  });

  it('are whole numbers of 32 bits with a sign, and none for a few words', () => {
    for (const band of bandsOfWords(words)) expect(band).toBe(band | 0);
    expect(bandsOfWords('No comment at all')).toEqual([]);
    expect(bandsOfWords('— … !')).toEqual([]);
  });
});
