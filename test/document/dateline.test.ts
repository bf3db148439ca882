import { describe, expect, it } from 'vitest';
import { readDateline } from '../../src/document/dateline.js';
import { english } from './english.js';

const read = (paragraph: string) => readDateline(paragraph, '2019-03-05', english);

describe('a dateline', () => {
  it.each([
    ['BISHKEK (KNA) — Officials', 'BISHKEK', 'Kyrgyzstan', 'KNA', null],
    ['VELDIN, March 4 (KPA) — The', 'VELDIN', null, 'KPA', '2019-03-04'],
    ['New York (AFP) – The', 'New York', 'United States', 'AFP', null],
    ['WASHINGTON ― The', 'WASHINGTON', 'United States', null, null],
    ['WASHINGTON (AP) — The', 'WASHINGTON', 'United States', 'AP', null],
    ['CAMBRIDGE, Mass., Dec. 11 (UPI) — The', 'CAMBRIDGE', 'United States', 'UPI', '2018-12-11'],
    ['LONDON -- The', 'LONDON', 'United Kingdom', null, null],
    ['MOSCOW. Feb 3. The', 'MOSCOW', 'Russia', null, '2019-02-03'],
    ['NEW DELHI: The', 'NEW DELHI', 'India', null, null],
    ['(Reuters) - The', null, null, 'Reuters', null],
  ])('%s', (paragraph, place, country, agency, date) => {
    expect(read(paragraph)).toMatchObject({ place, country, agency, date });
  });

  it('ends before the story', () => {
    for (const line of [
      'BISHKEK (KNA) — Russian',
      'VELDIN, March 4 (KPA) — Russian',
      'WASHINGTON ― Russian',
    ]) {
      expect(line.slice(read(line)?.end).trim()).toBe('Russian');
    }
  });

  it.each([
    'UPDATE — The bridge is open.',
    'The bridge — a ruin — is open.',
    'Torvik — who is mayor — said no.',
    'LOWE: Good morning.',
    'He said: “No.”',
  ])('is not in: %s', (line) => {
    expect(read(line)).toBeNull();
  });
});
