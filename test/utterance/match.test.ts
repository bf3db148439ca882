import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
