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
    expect(inner('“He told me ‘never’ and “not once” again,” she said. “No.”')).toEqual([
      'He told me ‘never’ and “not once” again,',
      'No.',
    ]);
    expect(inner('"They cried "Fire!" twice," she said. "Then "Run!" once."')).toEqual([
      'They cried "Fire!" twice,',
      'Then "Run!" once.',
    ]);
    expect(inner('“Is it “too loud” or “too shrill”? I ask.” She left.')).toEqual([
      'Is it “too loud” or “too shrill”? I ask.',
    ]);
  });

  it('do not end where one opens that is never closed, but where a mark of the wrong shape closes them', () => {
    expect(inner('“He is “the root of evil,’ they say.” She nodded.')).toEqual([
      'He is “the root of evil,’ they say.',
    ]);
    expect(inner('“Not so,“ he said. “Not at all.”')).toEqual(['Not so,', 'Not at all.']);
  });

  it('are found in time that grows with the page, whatever its marks', () => {
    const begun = performance.now();
    inner('“x '.repeat(50_000));
    expect(performance.now() - begun).toBeLessThan(5000);
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
