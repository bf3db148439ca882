import { describe, expect, it } from 'vitest';
import { endsOf, type EndTable } from '../../src/statement/ends.js';
import { kindsOf, wordsOf } from '../../src/statement/words.js';

const TABLE: EndTable = {
  before: { the: -2, '<small>': 0.5, '<capital>': 0.25, '<other>': 0 },
  after: {
    '.': 4,
    ',': 3,
    '<small>': -1,
    '<capital>': -1,
    '<other>': 0,
    '<paragraph>': 5,
    '<word>': -6,
    '<mark>': -7,
  },
  names: -10,
  constant: 100,
};

/** The log-odds that content ends before each word, by the words. */
function ends(text: string): [string, number][] {
  const words = wordsOf(text, [{ start: 0, end: text.length }]);
  const found = endsOf(words, kindsOf(words), TABLE);
  return words.map((word, i) => [word.text, found[i]!]);
}

describe('where content ends', () => {
  it('is told by the words on both sides', () => {
    expect(ends('near the dam.')).toEqual([['near', 0], ['the', 100.5], ['dam', 97], ['.', 104.5]]); // prettier-ignore
  });

  it('is told of words that every object has as of any other', () => {
    const logOdds = (text: string) => ends(text).map(([, odds]) => odds);
    expect(logOdds('a constructor.')).toEqual(logOdds('a contractor.'));
  });

  it('is not within a name', () => {
    expect(ends('saw Ana Torvik')[2]).toEqual(['Torvik', 89.25]);
  });

  it('is not within a number, nor before what a word is glued to', () => {
    const found = ends('some 250,000 of Torvik’s');
    expect(found.map(([, n]) => n)).toEqual([0, 100.5, 93, 94, 99, 99.5, 93.25, 94]);
  });

  it('is likely at the end of a paragraph', () => {
    expect(ends('a dam\nNo')[2]).toEqual(['No', 105.5]);
  });
});
