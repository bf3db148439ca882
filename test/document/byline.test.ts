import { describe, expect, it } from 'vitest';
import { readByline } from '../../src/document/byline.js';
import { english } from './english.js';

const read = (line: string, outlet: string | null = null) => readByline(line, { language: english, outlet });
const people = (names: string[], agency: string | null = null) => names.map((name) => ({ name, agency }));

describe('a byline', () => {
  it.each([
    ['By Ana Torvik', people(['Ana Torvik'])],
    ['by Ana Torvik', people(['Ana Torvik'])],
    ['BY ANA TORVIK AND JON O’FELD', people(['Ana Torvik', 'Jon O’Feld'])],
    ['By Ana Torvik, Jon Feld and Ilse de Varga', people(['Ana Torvik', 'Jon Feld', 'Ilse de Varga'])],
    ['Ana Torvik / KPA', people(['Ana Torvik'], 'KPA')],
    ['Ana Torvik | KPA', people(['Ana Torvik'], 'KPA')],
    ['By Ana Torvik, Associated Press', people(['Ana Torvik'], 'Associated Press')],
    ['By Ana Torvik Associated Press', people(['Ana Torvik'], 'Associated Press')],
    ['By ANA TORVIK, The Associated Press', people(['Ana Torvik'], 'The Associated Press')],
    ['By Ana Torvik (Reuters)', people(['Ana Torvik'], 'Reuters')],
    ['By Ana Torvik, Staff Writer', people(['Ana Torvik'])],
    ['By Ana Torvik in Veldin', people(['Ana Torvik'])],
    ['By Ana Torvik for the Ansel Courier', people(['Ana Torvik'], 'Ansel Courier')],
    ['By Ana Torvik | Updated 3 March 2019', people(['Ana Torvik'])],
    ['Written by Ana Torvik', people(['Ana Torvik'])],
    ['Words by Ana Torvik', people(['Ana Torvik'])],
    ['Author: Ana Torvik', people(['Ana Torvik'])],
    [
      'Associated Press',
      people([], null).concat([{ name: null as unknown as string, agency: 'Associated Press' }]),
    ],
    ['By Reuters', [{ name: null, agency: 'Reuters' }]],
    ['By Ana Torvik, Courier correspondent', people(['Ana Torvik'], 'Courier')],
    ['Analysis by Ana Torvik, CNN Editor-at-large', people(['Ana Torvik'], 'CNN')],
    ['By Ana Torvik @anatorvik', people(['Ana Torvik'])],
    ['By Dr. Ana Torvik, MD', people(['Ana Torvik'])],
  ])('%s', (line, bylines) => {
    expect(read(line)).toEqual(bylines);
  });

  it.each([
    'By Monday, the bridge was gone.',
    'By the time he came, it was late',
    'The mayor of Veldin',
    'Ana Torvik said that the bridge is gone',
    'What it means',
    'Bridge to be rebuilt',
  ])('is not: %s', (line) => {
    expect(read(line)).toBeNull();
  });
});
