import { describe, expect, it } from 'vitest';
import { readDate, readDateLine } from '../../src/document/dates.js';
import { english } from './english.js';

describe('a date', () => {
  it.each([
    ['2019-03-04', '2019-03-04'],
    ['2019-03-04T14:05:00Z', '2019-03-04T14:05:00Z'],
    ['2019-03-04T14:05:00.123+0100', '2019-03-04T14:05:00+01:00'],
    ['2019-03-04 14:05', '2019-03-04T14:05:00'],
    ['2019-03-04 14:05:09 -0500', '2019-03-04T14:05:09-05:00'],
    ['4 March 2019', '2019-03-04'],
    ['March 4th, 2019', '2019-03-04'],
    ['Monday, Mar. 4, 2019', '2019-03-04'],
    ['March 4, 2019 3:48 pm', '2019-03-04T15:48:00'],
    ['March 4, 2019 at 3:48 p.m. EST', '2019-03-04T15:48:00-05:00'],
    ['Mon, 04 Mar 2019 14:05:00 GMT', '2019-03-04T14:05:00+00:00'],
    ['Mon Mar 04 14:05:09 2019', '2019-03-04T14:05:09'],
    ['3 March 2019, 14:05 GMT+6', '2019-03-03T14:05:00+06:00'],
    ['14:05 UTC+5:30, 3 March 2019', '2019-03-03T14:05:00+05:30'],
    ['Updated 1909 GMT (0309 HKT) November 18, 2019', '2019-11-18T19:09:00+00:00'],
    ['04.03.2019', '2019-03-04'],
    ['12:30am on 4 March 2019', '2019-03-04T00:30:00'],
    ['4 Sept 2019 12.05pm', '2019-09-04T12:05:00'],
  ])('%s', (words, iso) => {
    expect(readDate(words, english)?.iso).toBe(iso);
  });

  it.each(['31 February 2019', 'March 2019', 'no date', '2019', '99/99/9999'])('is not in: %s', (words) => {
    expect(readDate(words, english)).toBeNull();
  });

  it('without a year lies nearest to a day that is known', () => {
    expect(readDate('Dec. 30', english, '2019-01-02')?.iso).toBe('2018-12-30');
    expect(readDate('January 2', english, '2018-12-30')?.iso).toBe('2019-01-02');
  });
});

describe('a line of dates', () => {
  it.each([
    ['Published 3 March 2019 | Last updated 4 March 2019', '2019-03-03', '2019-03-04'],
    [
      'Updated Nov 19, 2019, 9:41 AM; Posted Nov 18, 2019, 8:19 PM',
      '2019-11-18T20:19:00',
      '2019-11-19T09:41:00',
    ],
    [
      'Mon 18 Nov 2019 18.54 GMT Last modified on Mon 18 Nov 2019 18.56 GMT',
      '2019-11-18T18:54:00+00:00',
      '2019-11-18T18:56:00+00:00',
    ],
    ['First published: 3 March 2019', '2019-03-03', null],
    ['Last updated on 4 March 2019', null, '2019-03-04'],
  ])('%s', (line, published, modified) => {
    expect(readDateLine(line, english)).toEqual({ published, modified });
  });

  it('is not a sentence with a date in it', () => {
    expect(readDateLine('The bridge fell on 3 March 2019', english)).toBeNull();
  });
});
