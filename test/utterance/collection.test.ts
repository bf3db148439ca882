import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Carrier } from '../../src/utterance/page-text.js';
import { page, read } from './pages.js';
import { agency, credited, own, pages, silent, weekLater } from './story.js';

const url = ({ record }: Carrier) => record.url!;
const withWords = (list: readonly Carrier[], carrier: Carrier, words: string) =>
  read(list).find(({ statements }) =>
    statements.some((one) => one.url === url(carrier) && one.text.includes(words)),
  )!;

describe('utterances of a story', () => {
  const main = withWords(pages, agency, 'not open the lock');

  it('puts whole, shortened, broken and changed quotations of one act together', () => {
    expect(new Set(main.statements.map((one) => one.url))).toEqual(
      new Set([agency, own, credited, silent].map(url)),
    );
    expect(main.speaker).toBe('Ilse Brandvik');
  });

  it('keeps the same sentence, said again a week later, apart', () => {
    expect(withWords(pages, weekLater, 'signed by the pilots').id).not.toBe(main.id);
  });

  it('tells first-hand reports from copies, credited or silent', () => {
    expect(new Set(main.origins)).toEqual(new Set([agency, own].map(url)));
    expect(main.independent).toBe(2);
    expect(main.copies.map((copy) => [copy.url, copy.of, copy.credited])).toEqual([
      [url(credited), [url(agency)], true],
      [url(silent), [url(agency)], false],
    ]);
  });

  it('marks what was changed, and the negation that was lost', () => {
    expect(main.altered).toEqual([url(silent)]);
    expect(main.changes.filter(({ danger }) => danger === 'negation').map(({ before }) => before)).toEqual([
      'not',
    ]);
  });

  it('takes a summary that leaves out a negated clause for no change', () => {
    const words = '“It came up the canal, it carried no lamp, and it did not answer the bell,”';
    const said = (outlet: string, published: string, text: string, one: string) =>
      page({
        outlet,
        published,
        text,
        says: [{ who: 'Ilse Brandvik', source: 'Ilse Brandvik', words: one }],
      });
    const whole = said(
      'Ostmar News Agency',
      '2025-03-04T09:00:00Z',
      `Barge\n${words} Ilse Brandvik told reporters.`,
      words,
    );
    const told = 'the barge came up the canal and did not answer the bell';
    const summary = said(
      'Noon',
      '2025-03-04T12:00:00Z',
      `Barge seen\nIlse Brandvik said that ${told}.`,
      told,
    );
    const lost = 'the barge came up the canal and it did answer the bell';
    const wrong = said('Dusk', '2025-03-04T14:00:00Z', `Barge seen\nIlse Brandvik said that ${lost}.`, lost);
    const [line] = read([whole, summary, wrong]);
    expect(line!.statements).toHaveLength(3);
    expect(line!.altered).toEqual([url(wrong)]);
  });

  it('marks a changed number', () => {
    const barges = withWords(pages, silent, '83 barges');
    expect(barges.changes.map(({ before, after, danger }) => [before, after, danger])).toEqual([
      ['38', '83', 'number'],
    ]);
  });

  it('links a rejection to what it rejects', () => {
    expect(withWords(pages, credited, 'No bargeman').disputes).toEqual([main.id]);
  });

  it('gives the same whatever the order of the pages', () => {
    const once = JSON.stringify(read(pages));
    fc.assert(
      fc.property(fc.shuffledSubarray(pages, { minLength: pages.length }), (shuffled) => {
        expect(JSON.stringify(read(shuffled))).toBe(once);
      }),
      { numRuns: 20 },
    );
  });

  it('keeps the id of an utterance when later reports come', () => {
    expect(withWords(pages.slice(0, 2), agency, 'not open the lock').id).toBe(main.id);
  });

  it('reads a single page, and none', () => {
    expect(read([])).toEqual([]);
    expect(read([weekLater])[0]!.origins).toEqual([url(weekLater)]);
  });
});
