import { describe, expect, it } from 'vitest';
import { partsOf, readPage, wordsOf } from './english.js';

const COPIED = `Stavmoor sees risk of floods spreading to the delta

LISVARRA (TCI) — Ulvanian Interior Minister Oskar Brandt says the neighbours have been hiding the state of their dams, Radio Delta reported.

“We are worried, as [the owners of the dam] deny everything,” Brandt told reporters after talks with his Merrandian counterpart Ivo Kellan in Port Ansel on April 20.

He said that the dykes would hold.

Ilse Varga

TCI

Ilse Varga has worked for The Chronicle of the Isles as a journalist and translator since 2001. Before that she worked at the Sandry Post.
divider
Varga studied at the University of Lisvarra before completing her training in journalism.

View more articles fromTCI`;

describe('a page copied from a browser', () => {
  const document = readPage({ text: COPIED });

  it('keeps its text character for character', () => {
    expect(document.text).toBe(COPIED);
  });

  it('has its headline, dateline, body, byline, biography and trailer apart', () => {
    expect(document.headline).toBe('Stavmoor sees risk of floods spreading to the delta');
    expect(partsOf(document).map(([kind]) => kind)).toEqual([
      'headline',
      'dateline',
      'body',
      'byline',
      'byline',
      'bio',
      'other',
      'bio',
      'trailer',
    ]);
    expect(wordsOf(document, 'dateline')).toBe('LISVARRA (TCI) —');
    expect(wordsOf(document, 'body')).toMatch(/^Ulvanian Interior[^]*would hold\.$/);
    expect(wordsOf(document, 'bio')).toContain('Varga studied');
  });

  it('has place and agency of the dateline and the writer with the agency', () => {
    expect(document.dateline).toEqual({ place: 'LISVARRA', country: null, agency: 'TCI', date: null });
    expect(document.bylines).toEqual([{ name: 'Ilse Varga', agency: 'TCI' }]);
  });

  it('takes the same agency for no wire: it is the outlet that signs', () => {
    expect(document.wire).toBeNull();
  });
});

describe('plain text', () => {
  it('may have a menu before the headline and a share bar behind the story', () => {
    const document = readPage({
      text: 'Delta Weekly\nHome\nNews\nSport\n\nMayor asks for a new bridge\n\nBy Ana Torvik\n\nMarch 5, 2019\n\nThe mayor of Veldin has asked for a new bridge, the third in ten years.\n\n“It is cheaper than a ferry,” she said on Monday.\n\nShare this article\nEmail  Print\n\nYou may also like\nFerry stuck again\n\nhttps://delta.example/bridge',
    });
    expect(document.headline).toBe('Mayor asks for a new bridge');
    expect(document.bylines).toEqual([{ name: 'Ana Torvik', agency: null }]);
    expect(document.published).toBe('2019-03-05');
    expect(wordsOf(document, 'body')).toBe(
      'The mayor of Veldin has asked for a new bridge, the third in ten years.\n\n“It is cheaper than a ferry,” she said on Monday.',
    );
  });

  it('without a headline has none', () => {
    const document = readPage({ text: 'VELDIN, March 4 (KPA) — “We will rebuild,” the mayor said.' });
    expect(document.headline).toBeNull();
    expect(partsOf(document)).toEqual([
      ['dateline', 'VELDIN, March 4 (KPA) —'],
      ['body', '“We will rebuild,” the mayor said.'],
    ]);
  });

  it('may begin as press releases do, with place and date on a line', () => {
    const document = readPage({
      text: 'Inquiry opened into the grounding\n\nLisvarra, September 2, 2024\n\nThe ministry today announced a public inquiry into the grounding of the ferry.',
    });
    expect(document.dateline).toEqual({
      place: 'Lisvarra',
      country: null,
      agency: null,
      date: '2024-09-02',
    });
  });

  it('may be one word', () => {
    expect(partsOf(readPage({ text: 'Hello' }))).toEqual([['body', 'Hello']]);
  });

  it('keeps every paragraph of a transcript', () => {
    const document = readPage({
      text: 'Transcript: Ivo Kellan on The Morning Hour\n\nChannel Six\nNovember 6, 2024\n\nLOWE: Good morning.\n\nKELLAN: Good morning.\n\nLOWE: Will you go?\n\nKELLAN: No.\n\nCopyright 2024 Channel Six.',
    });
    expect(wordsOf(document, 'body')).toBe(
      'LOWE: Good morning.\n\nKELLAN: Good morning.\n\nLOWE: Will you go?\n\nKELLAN: No.',
    );
  });
});
