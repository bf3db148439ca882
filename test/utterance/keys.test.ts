import { describe, expect, it } from 'vitest';
import { filedUnder, namesSought, soughtUnder } from '../../src/utterance/keys.js';
import { reportsOf, type Report } from '../../src/utterance/report.js';
import { wordingOf } from '../../src/utterance/wording.js';
import { english, page } from './pages.js';

const WORDS = '“We shall not open the lower sluice before the ice has left the weir,”';
const wording = wordingOf(english);

function reportOf(published: string): Report {
  const { record } = page({
    outlet: 'Valley Post',
    published,
    text: `Ice at Sallow Weir\n\n${WORDS} Ines Halvor told reporters in Sallow. Ada Vik stood beside her.`,
    says: [{ who: 'Ines Halvor', source: 'Ines Halvor', words: WORDS }],
  });
  return reportsOf(record, ({ id }) => id, english)[0]!;
}

/** Where a key lies in an index, in periods of five days. */
const placeOf = (key: number) => Math.floor(key / 2 ** 40);
const DAY = 86_400_000;
const periodOf = (date: string) => Math.floor(Date.parse(date) / DAY / 5);

describe('keys', () => {
  it('of the same days lie together, whatever words they are of', () => {
    const period = periodOf('2024-03-04');
    const season = Math.floor(period / 18) * 18;
    const filed = new Set(filedUnder(reportOf('2024-03-04'), wording).map(({ key }) => placeOf(key)));
    // A sentence's whole wording is found whatever the day.
    expect([...filed].sort()).toEqual([0, period, season].sort());
  });

  it('are looked for in the periods and seasons around, and nowhere else', () => {
    const period = periodOf('2024-03-04');
    const season = Math.floor(period / 18) * 18;
    const sought = new Set(soughtUnder(reportOf('2024-03-04'), wording).map(({ key }) => placeOf(key)));
    const expected = [0, season - 18, season, season + 18, period - 1, period, period + 1];
    expect([...sought].sort()).toEqual([...new Set(expected)].sort());
  });

  it('are exact numbers of JavaScript, before 1970 and in times to come, too', () => {
    for (const day of ['1912-04-15', '1969-12-31', '2024-03-04', '2190-01-01'])
      for (const { key } of [
        ...filedUnder(reportOf(day), wording),
        ...soughtUnder(reportOf(day), wording),
        ...namesSought(reportOf(day)).map((one) => ({ key: one })),
      ]) {
        expect(Number.isSafeInteger(key)).toBe(true);
        expect(key).toBeGreaterThanOrEqual(0);
      }
  });

  it('of one report are met by another of a neighbouring period, not of a later one', () => {
    const met = (a: Report, b: Report) => {
      const filed = new Set(filedUnder(b, wording).map(({ key }) => key));
      return soughtUnder(a, wording).filter(
        ({ key }) => filed.has(key) && placeOf(key) === periodOf('2024-03-09'),
      );
    };
    expect(met(reportOf('2024-03-04'), reportOf('2024-03-09')).length).toBeGreaterThan(10);
    expect(met(reportOf('2024-02-20'), reportOf('2024-03-09'))).toEqual([]);
  });
});
