import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters } from '../../src/utterance/cluster.js';
import { match, mayMatch, THRESHOLD } from '../../src/utterance/match.js';
import { reportsOf, type Report } from '../../src/utterance/report.js';
import { wordingOf } from '../../src/utterance/wording.js';
import { english } from './pages.js';
import { pages } from './story.js';

const wording = wordingOf(english);
const reports = pages.flatMap(({ record }) => reportsOf(record, ({ id }) => `s${record.id}-${id}`, english));
const names = [[], ['brandvik'], ['ilse', 'brandvik'], ['tor', 'ekdal']];
const day = fc.option(fc.integer({ min: 20_150, max: 20_170 }));

/** A report of the story, by another speaker, on another day, on another page. */
const varied: fc.Arbitrary<Report> = fc
  .record({
    of: fc.constantFrom(...reports),
    words: fc.constantFrom(...names),
    explicit: fc.boolean(),
    described: fc.boolean(),
    said: day,
    published: day,
    back: fc.boolean(),
    story: fc.uniqueArray(fc.integer({ min: 1, max: 6 })),
  })
  .map(({ of, words, explicit, described, ...rest }) => ({
    ...of,
    ...rest,
    who: { ...of.who, words, explicit, described },
  }));

describe('two reports', () => {
  it('are never ruled out before their words when the words would put them together', () => {
    fc.assert(
      fc.property(varied, varied, (a, b) => {
        if (match(a, b, wording).confidence >= THRESHOLD) expect(mayMatch(a, b)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('of two people on days that contradict each other are ruled out without a look at the words', () => {
    const [one] = reports;
    const by = (words: string[], said: number): Report => ({
      ...one!,
      said,
      who: { ...one!.who, kind: 'person', words, explicit: true, described: false },
    });
    expect(mayMatch(by(['ilse', 'brandvik'], 20_151), by(['tor', 'ekdal'], 20_158))).toBe(false);
    expect(mayMatch(by(['ilse', 'brandvik'], 20_151), by(['ilse', 'brandvik'], 20_151))).toBe(true);
  });
});

describe('groups of reports', () => {
  it('are the same whatever the reports are called, where two pairs are as sure as each other', () => {
    const [one] = reports;
    // A summary on one page, and its two halves as two statements of another: it goes with one of them.
    const groupsWith = (names: readonly [string, string, string]) => {
      const [summary, first, second] = ['both', 'the first half', 'the second half'].map(
        (text, n): Report => ({
          ...one!,
          id: names[n]!,
          statement: names[n]!,
          page: n === 0 ? 'p1' : 'p2',
          headline: false,
          text,
        }),
      );
      const pairs = [first!, second!].map(({ id }) => {
        const [a = '', b = ''] = [summary!.id, id].sort();
        return { a, b, confidence: 0.7 };
      });
      return clusters([summary!, first!, second!], pairs)
        .map((group) => group.reports.map(({ text }) => text).sort())
        .sort();
    };
    const groups = groupsWith(['s1', 's2', 's3']);
    expect(groups).toHaveLength(2);
    expect(groupsWith(['s1', 's3', 's2'])).toEqual(groups);
    expect(groupsWith(['s3', 's1', 's2'])).toEqual(groups);
  });
});
