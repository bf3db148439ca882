import { describe, expect, it } from 'vitest';
import { putBy } from '../../src/statement/put-by.js';
import { quotationsOf } from '../../src/statement/quotation.js';
import { wordsOf } from '../../src/statement/words.js';
import { english, statementsOf } from './english.js';

const LEAD = 'The talks went on for a third day in Orsk.\n\n';

describe('words that someone put so', () => {
  it.each<[sentence: string, source: string, cue: string, content: string]>([
    [
      'The weir of Velm is safe until spring, as Ana Torvik put it in a notice.',
      'Ana Torvik',
      'as … put it',
      'The weir of Velm is safe until spring',
    ],
    [
      'The weir of Velm is “a bathtub with a hole”, as the engineer Ana Torvik puts it.',
      'the engineer Ana Torvik',
      'puts it',
      'The weir of Velm is “a bathtub with a hole”',
    ],
    [
      'The weir of Velm is “a bathtub with a hole”, in the words of Ana Torvik.',
      'Ana Torvik',
      'in the words of',
      'The weir of Velm is “a bathtub with a hole”',
    ],
    [
      'The clerk wrote that the weir is safe until spring, as the director Jens Hanvik had it.',
      'the director Jens Hanvik',
      'as … had it',
      'the weir is safe until spring',
    ],
  ])('are filed under who did: %s', async (sentence, ...expected) => {
    const found = await statementsOf(LEAD + sentence);
    expect(found.map(({ source, cue, content }) => [source, cue, content.join(' … ')])).toEqual([expected]);
  });

  it.each([
    'The weir of Velm is safe until spring, as somebody put it in a notice.',
    'The weir of Velm is safe until spring, as luck would have it.',
    'The clerk came as Ana Torvik put it in a drawer.',
  ])('are nobody’s where no name or no comma stands: %s', (sentence) => {
    const words = wordsOf(sentence, [{ start: 0, end: sentence.length }]);
    expect(putBy(words, [], quotationsOf(words), english)).toEqual([]);
  });

  it.each([
    'It is safe, as Ana Torvik put it, ',
    'and it is safe, in the words of Ana Torvik, ',
    ', as Ana, as in the words of ',
  ])('are found in linear time, thousands in one sentence: %s', (clause) => {
    const text = clause.repeat(4000);
    const words = wordsOf(text, [{ start: 0, end: text.length }]);
    const before = performance.now();
    putBy(words, [], quotationsOf(words), english);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
