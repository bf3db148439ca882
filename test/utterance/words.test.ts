import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from '../../src/utterance/difference.js';
import { bandsOf, shinglesOf } from '../../src/utterance/minhash.js';
import { keyOf, termsOf } from '../../src/utterance/terms.js';
import { wordingOf } from '../../src/utterance/wording.js';
import { english } from './pages.js';

const wording = wordingOf(english);
const keys = (text: string) => termsOf(text, wording).map(({ key }) => key);

describe('terms', () => {
  it.each([
    ['Nineteen lorries', '19 trucks'],
    ['one hundred and twenty-four thousand', '124,000'],
    ['1.4 million', 'one point'],
    ['two million', '2m'],
    ['thirty-four', '34'],
    ['a hundred', '100'],
  ])('gives numbers one form: %s and %s', (words, digits) => {
    if (digits === 'one point') expect(keys(words)).toEqual(['1400000']);
    else expect(keys(words)).toEqual(keys(digits));
  });

  it('gives British and American spelling one form', () => {
    for (const [british, american] of [
      ['colour', 'color'],
      ['organisation', 'organization'],
      ['centre', 'center'],
      ['travelled', 'traveled'],
      ['defence', 'defense'],
    ] as const)
      expect(keyOf(british, wording)).toBe(keyOf(american, wording));
  });

  it('opens contractions and takes possessives off', () => {
    expect(keys('We won’t open Torvik’s gate')).toEqual(keys('We will not open Torvik gate'));
  });

  it('keeps “one” a word where it counts nothing', () => {
    expect(termsOf('one of them', wording)[0]!.kind).toBe('function');
    expect(keys('one thousand')).toEqual(['1000']);
  });

  it('gives offsets that are the exact words, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        for (const term of termsOf(text, wording)) {
          expect(term.end).toBeGreaterThan(term.start);
          expect(text.slice(term.start, term.end).length).toBe(term.end - term.start);
        }
      }),
    );
  });
});

describe('bands', () => {
  it('are the same for the same words and in any order of the shingles', () => {
    const shingles = shinglesOf(['report', 'sign', 'engin', 'bridg']);
    expect(bandsOf(shingles)).toEqual(bandsOf([...shingles].reverse()));
  });

  it('are shared by near texts and not by others', () => {
    const words = 'we will reopen the crossing on a report signed by three engineers from the capital'.split(
      ' ',
    );
    const near = words.map((word) => (word === 'three' ? 'four' : word));
    const far = 'nobody has counted trout in the lower river since the mill was sold to strangers'.split(' ');
    const shared = (a: string[], b: string[]) => {
      const bands = new Set(bandsOf(shinglesOf(a)).map((band, i) => `${i} ${band}`));
      return bandsOf(shinglesOf(b)).filter((band, i) => bands.has(`${i} ${band}`)).length;
    };
    expect(shared(words, near)).toBeGreaterThan(0);
    expect(shared(words, far)).toBe(0);
  });
});

describe('alignment', () => {
  it('finds what was dropped inside, and keeps runs together', () => {
    const { inner } = align(
      'We will not go home at nine. Nobody told us to go home at nine.',
      'We will go home at nine.',
      wording,
    );
    expect(inner.map(({ kind, before }) => [kind, before.map(({ form }) => form)])).toEqual([
      ['dropped', ['not']],
    ]);
  });

  it('is the identity on a text and itself', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('gate', 'river', 'not', 'the', '12', 'open'), { maxLength: 20 }),
        (list) => {
          const text = list.join(' ');
          const { inner, head, tail } = align(text, text, wording);
          expect([inner, head, tail]).toEqual([[], [], []]);
        },
      ),
    );
  });
});
