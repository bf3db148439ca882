import { describe, expect, it } from 'vitest';
import { dashedIn, withDashed } from '../../src/statement/dashed.js';
import { quotationsOf } from '../../src/statement/quotation.js';
import { wordsOf } from '../../src/statement/words.js';
import { english, statementsOf } from './english.js';

/** The quotations of a text that a dash opens, without the dash. */
function dashed(text: string): string[] {
  const words = wordsOf(text, [{ start: 0, end: text.length }]);
  return dashedIn(words, quotationsOf(words), english).map(({ inner }) => text.slice(inner.start, inner.end));
}

describe('a quotation behind a dash', () => {
  it.each<[paragraph: string, quoted: string]>([
    [
      '– We never asked for the weir and we shall not pay for it, Torvik said in the studio.',
      'We never asked for the weir and we shall not pay for it,',
    ],
    [
      '– We never asked for the weir. We shall not pay for it, says Jens Hanvik.',
      'We never asked for the weir. We shall not pay for it,',
    ],
    [
      '— Who will pay for the weir of Velm then? asked Ana Torvik.',
      'Who will pay for the weir of Velm then?',
    ],
    ['— We shall not pay for it, — said Torvik.', 'We shall not pay for it,'],
  ])('goes up to the clause that names who speaks: %s', (paragraph, quoted) => {
    expect(dashed(paragraph)).toEqual([quoted]);
  });

  it.each([
    ['an item of a list', '– Two loaves of dark bread from Velm\n– Three pounds of salted butter, soft'],
    ['a signature', '– Ana Torvik, mayor of Orsk'],
    ['too short for one', '– No, said Torvik.'],
    ['beside quotation marks', '– We never asked for “the weir” and shall not pay, Torvik said.'],
    ['in the middle of a paragraph', 'The mayor came – We shall not pay for it, said Torvik.'],
  ])('is none where it is %s', (_, text) => {
    expect(dashed(text)).toEqual([]);
  });

  it('is a direct statement, whole', async () => {
    const [found, ...more] = await statementsOf(
      'The talks went on for a third day in Orsk.\n\n– We never asked for the weir. We shall not pay for it, says Jens Hanvik.',
    );
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      kind: 'direct',
      source: 'Jens Hanvik',
      cue: 'says',
      quoted: ['We never asked for the weir. We shall not pay for it,'],
    });
  });

  it.each(['– We shall not pay for it, says Torvik.\n\n', '– We shall, said, '])(
    'is found in linear time, thousands on a page: %s',
    (paragraph) => {
      const text = paragraph.repeat(4000);
      const words = wordsOf(text, [{ start: 0, end: text.length }]);
      const quotations = quotationsOf(words);
      const before = performance.now();
      withDashed(words, [], dashedIn(words, quotations, english));
      expect(performance.now() - before).toBeLessThan(2000);
    },
  );
});
