import { describe, expect, it } from 'vitest';
import { statementsOf } from './english.js';

describe('words that someone quotes', () => {
  it.each<[sentence: string, source: string, content: string]>([
    [
      'The state agency OSA quoted Harbour Minister Jens Holt as saying that the dam would be closed by winter.',
      'Harbour Minister Jens Holt',
      'that the dam would be closed by winter',
    ],
    [
      'The Ostmar Herald quoted an unnamed member of the board as saying “we were never shown a draft”.',
      'an unnamed member of the board',
      '“we were never shown a draft”',
    ],
    [
      '“There were no soldiers in these villages,” the minister, Jens Holt, was quoted by the state agency OSA as saying.',
      'the minister, Jens Holt',
      '“There were no soldiers in these villages,”',
    ],
    [
      'Jens Holt was quoted as saying by Radio Ostmar that no document needed a signature.',
      'Jens Holt',
      'that no document needed a signature',
    ],
    [
      'The Herald cited Ana Torvik, head of the union, as saying: “Count the spoiled food.”',
      'Ana Torvik, head of the union',
      '“Count the spoiled food.”',
    ],
    [
      'Last week the harbour master was quoted by the Herald as saying that the dam would be closed by winter.',
      'the harbour master',
      'that the dam would be closed by winter',
    ],
    [
      'The crew saw the letter only “this week, in a newspaper”, the daily Herald quoted him as saying.',
      'him',
      'The crew saw the letter only “this week, in a newspaper”',
    ],
    [
      '“There were no soldiers in these villages,” Radio Ostmar quoted Jens Holt as saying on Monday.',
      'Jens Holt',
      '“There were no soldiers in these villages,”',
    ],
  ])('are those of who said them: %s', async (sentence, source, content) => {
    const all = await statementsOf(`The dam talks went on for a third day in Orsk.\n\n${sentence}`);
    expect(all.map((one) => [one.source, one.content.join(' ')])).toContainEqual([source, content]);
    expect(all).toHaveLength(1);
  });

  it('are taken out of another’s words where they were read with those', async () => {
    const all = await statementsOf(
      'Last boat\n\nOn Radio Velm today it was letters. The state secretary, Bo Kjell, said only one had come and that it was answered the same afternoon; the embassy’s chief, Fadi Munir, was cited as having asked twice in writing without an answer.',
    );
    expect(all.map(({ source, content }) => [source, content.join(' ')])).toEqual([
      ['The state secretary, Bo Kjell', 'only one had come and that it was answered the same afternoon'],
      ['the embassy’s chief, Fadi Munir', 'twice in writing without an answer'],
    ]);
  });
});
