import { describe, expect, it } from 'vitest';
import { page, read } from './pages.js';

const FERRY = '“The last ferry to Sallow sailed with eleven lorries and no lifeboat,”';
const told = (published: string, when?: string, who = 'Ilse Brandvik', source = who, words = FERRY) =>
  page({
    outlet: `Paper of ${published} ${who} ${words}`,
    published: `${published}T09:00:00Z`,
    text: `Ferry to Sallow\n\n${words} ${source} said.`,
    says: [{ who, source, words, ...(when === undefined ? {} : { when }) }],
  });
const sizes = (...pages: ReturnType<typeof told>[]) =>
  read(pages)
    .map(({ statements }) => statements.length)
    .sort((a, b) => b - a);

describe('the same words at length', () => {
  it('are one utterance though pages of the same days date them otherwise', () => {
    expect(sizes(told('2025-03-04', '2025-03-04'), told('2025-03-05', '2025-03-01'))).toEqual([2]);
  });

  it('are another where a later page has them said anew', () => {
    expect(sizes(told('2025-03-04', '2025-03-04'), told('2025-03-12', '2025-03-12'))).toEqual([1, 1]);
  });

  it('are found weeks later though the page does not look back, and short ones are not', () => {
    expect(sizes(told('2025-03-04', '2025-03-04'), told('2025-03-24'))).toEqual([2]);
    const short = '“No lifeboat,”';
    const [early, late] = (['2025-03-04', '2025-03-24'] as const).map((day) =>
      told(day, undefined, 'Ilse Brandvik', 'Ilse Brandvik', short),
    );
    expect(sizes(early!, late!)).toEqual([1, 1]);
  });

  it('are others where somebody is told them weeks later', () => {
    const studio = page({
      outlet: 'Radio Tarn',
      published: '2025-03-24T09:00:00Z',
      text: `A guest\n\n${FERRY} Ilse Brandvik has told Radio Tarn.`,
      says: [{ who: 'Ilse Brandvik', source: 'Ilse Brandvik', cue: 'has told', words: FERRY }],
    });
    expect(sizes(told('2025-03-04', '2025-03-04'), studio)).toEqual([1, 1]);
  });

  it('are not kept apart by one page that dates them otherwise', () => {
    const shorter = '“The last ferry to Sallow sailed with no lifeboat,”';
    expect(
      sizes(
        told('2025-03-04', '2025-03-04'),
        told('2025-03-04', '2025-03-01', 'Ilse Brandvik', 'Brandvik'),
        told('2025-03-05', '2025-03-04', 'Ilse Brandvik', 'Ilse Brandvik', shorter),
      ),
    ).toEqual([3]);
  });
});

describe('a speaker whom a page does not name beside the words', () => {
  const words = '“The last ferry to Sallow sailed with eleven lorries”';

  it('may be another than it was read to mean', () => {
    const she = told('2025-03-04', undefined, 'Mara Holt', 'she', words);
    expect(sizes(told('2025-03-04'), she)).toEqual([2]);
  });

  it('who is named is not', () => {
    expect(sizes(told('2025-03-04'), told('2025-03-04', undefined, 'Mara Holt', 'Mara Holt', words))).toEqual(
      [1, 1],
    );
  });
});
