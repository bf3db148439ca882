import { describe, expect, it } from 'vitest';
import { quotationsOf, withCurlyMarks } from '../../src/statement/quotation.js';
import { kindsOf, paragraphBreaks, wordsOf } from '../../src/statement/words.js';

const wordsIn = (text: string) => wordsOf(text, [{ start: 0, end: text.length }], paragraphBreaks(text));
const inner = (text: string) =>
  quotationsOf(wordsIn(text)).map((q) => text.slice(q.inner.start, q.inner.end));

describe('quotations', () => {
  it('stand between curly, low, angled or straight marks', () => {
    expect(inner('“One,” he said. „Two“ and «three» and "four words are here".')).toEqual([
      'One,',
      'Two',
      'three',
      'four words are here',
    ]);
  });

  it('stand between single marks where a text has no double ones, and apostrophes are none', () => {
    expect(inner("‘We won't go,’ said the miners' leader. It's over.")).toEqual(["We won't go,"]);
    expect(inner("The miners' leader won't go; the miners' wives won't either.")).toEqual([]);
  });

  it('hold those inside them', () => {
    expect(inner('“He told me ‘never’ and “not once” again,” she said.')[0]).toContain('He told me');
  });

  it('end with their paragraph when no mark closes them, and the next one says that it goes on', () => {
    const found = quotationsOf(wordsIn('“One goes on\n\n“and ends here.”\n\nNo more.'));
    expect(found.map(({ closed, continues }) => ({ closed, continues }))).toEqual([
      { closed: false, continues: false },
      { closed: true, continues: true },
    ]);
  });

  it('look the same to the tagger whatever their marks', () => {
    const words = wordsIn('"No," he said.');
    const curly = withCurlyMarks(words, quotationsOf(words));
    expect(curly.map(({ text }) => text).join(' ')).toBe('“ No , ” he said .');
    expect(kindsOf(curly)).toEqual(kindsOf(wordsIn('“No,” he said.')));
  });
});

describe('words', () => {
  it('know their offsets, paragraph and the space before them', () => {
    const text = 'He won.\n\nShe 😀 lost.';
    const words = wordsIn(text);
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(
      words.map(({ text: word }) => word),
    );
    expect(words.filter(({ first }) => first).map(({ text: word }) => word)).toEqual(['He', 'She']);
    expect(words.at(-1)?.paragraph).toBe(1);
  });

  it('of a text with lines of a fixed width begin a paragraph at blank lines only', () => {
    const wrapped =
      'The mayor said that the\nbridge would open in\nMay and that it would\nstay open.\n\nNext one.';
    expect(wordsIn(wrapped).filter(({ first }) => first)).toHaveLength(2);
    expect(wordsIn('One line.\nAnother line.\nA third.').filter(({ first }) => first)).toHaveLength(3);
  });
});
