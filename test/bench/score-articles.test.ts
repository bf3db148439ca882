import { describe, expect, it } from 'vitest';
import { comparePage, scoreArticles } from '../../bench/score-articles.js';

describe('the score of an article', () => {
  it('counts runs of four words', () => {
    expect(comparePage('one two three four five', 'one two three four six')).toEqual({
      precision: 0.5,
      recall: 0.5,
      same: false,
    });
  });

  it('looks at words alone', () => {
    expect(comparePage('“One,” two – three!\n\nFour', 'One two three four'.replace('four', 'Four'))).toEqual({
      precision: 1,
      recall: 1,
      same: true,
    });
  });

  it('takes a body of fewer than four words whole', () => {
    expect(comparePage('one two', 'one two').recall).toBe(1);
    expect(comparePage('one two', 'two one').recall).toBe(0);
  });

  it('leaves pages without any words out of precision', () => {
    const score = scoreArticles([comparePage('one two three four', ''), comparePage('a b c d', 'a b c d')]);
    expect(score).toEqual({ pages: 2, precision: 1, recall: 0.5, f1: 2 / 3, accuracy: 0.5 });
  });
});
