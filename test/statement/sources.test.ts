import { describe, expect, it } from 'vitest';
import { statementsOf } from './english.js';

/** Sources and contents of a sentence that follows another. */
const sourced = async (sentence: string) =>
  (await statementsOf(`The canal talks went on in Orsk.\n\n${sentence}`)).map(({ source, content }) => [
    source,
    content.join(' … '),
  ]);

describe('a source', () => {
  it.each([
    ['In a press note the provincial government says that the canal is dry.', 'the provincial government'],
    ['In the same document the launch director stated that the canal is dry.', 'the launch director'],
    ['On behalf of the family the lawyer said that the canal is dry.', 'the lawyer'],
    [
      'On Monday the head of the board of the bank said that the canal is dry.',
      'the head of the board of the bank',
    ],
  ])('begins behind where and in what it is said: %s', async (sentence, source) => {
    expect(await sourced(sentence)).toEqual([[source, 'that the canal is dry']]);
  });

  it('stands between commas in the midst of what is said', async () => {
    expect(await sourced('Every grower, claims Madam Holm of Velm, “has been paid in full”.')).toEqual([
      ['Madam Holm of Velm', 'Every grower … “has been paid in full”'],
    ]);
  });

  it.each([
    [
      '“We shall fill it in three winters,” in the words of the responsible minister, Ada Holm.',
      'the responsible minister, Ada Holm',
    ],
    ['The canal was, in the words of Ada Holm, “as dry as a bone”.', 'Ada Holm'],
    ['To quote Ada Holm: “The canal is dry.”', 'Ada Holm'],
  ])('is whose words they are called: %s', async (sentence, source) => {
    expect((await sourced(sentence)).map(([said]) => said)).toEqual([source]);
  });

  it('is of whom words are told that others bring up', async () => {
    const read = 'She read out what Bay Titran had told Radio Velm: “They cut my net.”';
    expect(await sourced(read)).toEqual([['Bay Titran', '“They cut my net.”']]);
    const referred =
      '“No letter ever reached my desk,” Gust Pastor told our cameras, referring to the testimony of engineer Rudi Iriar that he had written to the club three times.';
    expect(await sourced(referred)).toContainEqual([
      'engineer Rudi Iriar',
      'that he had written to the club three times',
    ]);
  });
});
