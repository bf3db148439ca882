import { describe, expect, it } from 'vitest';
import { pageDayOf } from '../../src/speaker/page-day.js';
import { english, filed, type Facts, type Said } from './page.js';

/** The days of a page's statements. It is of Thursday, 16 May 2024. */
const whens = (text: string, said: Said[], facts: Facts = {}) =>
  filed(text, said, { published: '2024-05-16', ...facts }).statements.map(({ occasion }) => occasion.when);

describe('the day of one of several acts of saying in a sentence', () => {
  it('is not that of the verb beside a relative clause', () => {
    const text =
      '“The hull is sound,” Tor Ekdal told reporters on Tuesday, when he was asked about Ana Holt, who had told the council that it leaked.';
    expect(
      whens(text, [
        ['Tor Ekdal', 'told', '“The hull is sound,”'],
        ['who', 'had told', 'that it leaked'],
      ]),
    ).toEqual(['2024-05-14', null]);
  });

  it('is that of a relative clause which names it, and of this alone', () => {
    const text =
      'Ana Holt, who said on Monday that the hull leaked, told reporters on Wednesday that it was sound.';
    expect(
      whens(text, [
        ['Ana Holt', 'told', 'that it was sound'],
        ['who', 'said', 'that the hull leaked'],
      ]),
    ).toEqual(['2024-05-15', '2024-05-13']);
  });

  it('is none for what someone says in the present in a relative clause', () => {
    const text = 'On Tuesday she rejected the claim of Jens Brun, who says that the hull leaks.';
    expect(whens(text, [['who', 'says', 'that the hull leaks']])).toEqual([null]);
  });

  it('is not that of what is dated by it', () => {
    const text =
      'Ana Holt was sworn in on Tuesday, four days after the commission said that it would not declare.';
    expect(whens(text, [['the commission', 'said', 'that it would not declare']])).toEqual([null]);
  });

  it('is not that of the words in which another is quoted', () => {
    const text = 'Tor Ekdal said on Tuesday that Ana Holt had told him that the hull leaked.';
    expect(
      whens(text, [
        ['Tor Ekdal', 'said', 'that Ana Holt had told him that the hull leaked'],
        ['Ana Holt', 'had told', 'that the hull leaked'],
      ]),
    ).toEqual(['2024-05-14', null]);
  });
});

describe('the day of what was said before the page’s news', () => {
  const news = 'The ferry sank on Tuesday.';

  it.each<[string, Said]>([
    ['Ana Holt had said that the hull leaked.', ['Ana Holt', 'had said', 'that the hull leaked']],
    ['Ana Holt had earlier said that it leaked.', ['Ana Holt', 'said', 'that it leaked']],
    [
      'Ana Holt had said that it leaked, according to minutes of the council.',
      ['minutes of the council', 'according to', 'Ana Holt had said that it leaked'],
    ],
    [
      'According to an interview she gave to Harian Laut, it leaked.',
      ['an interview she gave to Harian Laut', 'According to', 'it leaked'],
    ],
    ['It sank two weeks after Ana Holt warned that it leaked.', ['Ana Holt', 'warned', 'that it leaked']],
    ['It sank less than a fortnight after she said it leaked.', ['she', 'said', 'it leaked']],
    ['About ten days ago Ana Holt said that it leaked.', ['Ana Holt', 'said', 'that it leaked']],
    [
      'Ana Holt was quoted by the agency OSA as saying that it leaked.',
      ['Ana Holt', 'quoted as saying', 'that it leaked'],
    ],
  ])('is not the day of the news: %s', (text, said) => {
    const cue: Said = said[1] === 'quoted as saying' ? [said[0], 'quoted', said[2]] : said;
    expect(whens(`${news} ${text}`, [cue])).toEqual([null]);
  });

  it.each<[string, Said, string]>([
    ['Ana Holt had said on Sunday that it leaked.', ['Ana Holt', 'had said', 'that it leaked'], '2024-05-12'],
    [
      'Ana Holt had said a day earlier that it leaked.',
      ['Ana Holt', 'had said', 'that it leaked'],
      '2024-05-13',
    ],
    [
      'Ana Holt had said the day before that it leaked.',
      ['Ana Holt', 'had said', 'that it leaked'],
      '2024-05-13',
    ],
    ['It was eleven days ago that Ana Holt said it leaked.', ['Ana Holt', 'said', 'it leaked'], '2024-05-05'],
    ['Ana Holt said 9 days ago that it leaked.', ['Ana Holt', 'said', 'that it leaked'], '2024-05-07'],
  ])('is counted from the news or from publication: %s', (text, said, expected) => {
    expect(whens(`${news} ${text}`, [said])).toEqual([expected]);
  });

  it('is none that “this week” tells, though the page has its “today”', () => {
    const text = 'The lock opens today. Ana Holt said in Orsk this week that it leaked.';
    expect(whens(text, [['Ana Holt', 'said', 'that it leaked']])).toEqual([null]);
  });

  it('is no day where it only dates another thing', () => {
    const text = 'Ana Holt spoke two days before the vote and said that it leaked.';
    expect(whens(text, [['Ana Holt', 'said', 'that it leaked']])).toEqual([null]);
  });

  it('is not carried on to what an author of long ago says now', () => {
    const text =
      '“The pumps will fail,” Lea Holm wrote on 7 June 2019. “Replace them,” she added.\n\nOrsk confirmed that the letter was hers.\n\n“I wrote three,” she told reporters.';
    expect(
      whens(text, [
        ['Lea Holm', 'wrote', '“The pumps will fail,”'],
        ['she', 'added', '“Replace them,”'],
        ['Orsk', 'confirmed', 'that the letter was hers'],
        ['she', 'told', '“I wrote three,”'],
      ]),
    ).toEqual(['2019-06-07', '2019-06-07', null, null]);
  });
});

describe('the parts of a day', () => {
  it.each([
    'on Wednesday evening',
    'late on Wednesday',
    'early on Wednesday',
    'between two meetings on Wednesday morning',
    'on Wednesday night, after the vote',
  ])('%s', (time) => {
    expect(whens(`“It leaks,” Ana Holt said ${time}.`, [['Ana Holt', 'said', '“It leaks,”']])).toEqual([
      '2024-05-15',
    ]);
  });
});

describe('what is printed on a weekday', () => {
  it.each(['in Wednesday’s Velm Courier', 'in Wednesday’s edition of the Courier', 'in Wednesday’s column'])(
    'has its day: %s',
    (paper) => {
      expect(whens(`“It leaks,” Ana Holt wrote ${paper}.`, [['Ana Holt', 'wrote', '“It leaks,”']])).toEqual([
        '2024-05-15',
      ]);
    },
  );

  it.each(['ahead of Wednesday’s Velm Regatta', 'in Wednesday’s Velm election'])(
    'is not what else is on one: %s',
    (event) => {
      expect(whens(`“It leaks,” Ana Holt said ${event}.`, [['Ana Holt', 'said', '“It leaks,”']])).toEqual([
        null,
      ]);
    },
  );
});

describe('the day of a page that gives the words of one occasion', () => {
  const turns: Said[] = [
    ['Q', ':', 'Does it leak?'],
    ['Ana Holt', ':', 'It did on Monday.'],
    ['Q', ':', 'Tor Ekdal told us that it does not.'],
    ['Tor Ekdal', 'told', 'that it does not'],
    ['Holt', ':', 'It leaked on Sunday too.'],
  ];
  const talk =
    'Q: Does it leak?\n\nAna Holt: It did on Monday.\n\nQ: Tor Ekdal told us that it does not.\n\nHolt: It leaked on Sunday too.';

  it('is that of its headline, for all turns and for nobody quoted in them', () => {
    const headline = 'Press briefing by the harbour master, 15 May 2024: excerpts';
    expect(whens(`${headline}\n${talk}`, turns, { headline })).toEqual([
      '2024-05-15',
      '2024-05-15',
      '2024-05-15',
      null,
      '2024-05-15',
    ]);
  });

  it('is none that the speakers name', () => {
    expect(whens(talk, turns)).toEqual([null, null, null, null, null]);
  });

  it('is the date line of a release, but not of what it says was said before', () => {
    const text =
      'Harbour Office statement\n\nVeldin, 15 May 2024\n\n“It is sound,” Ana Holt said. Tor Ekdal had said that it leaked.';
    expect(
      whens(text, [
        ['Ana Holt', 'said', '“It is sound,”'],
        ['Tor Ekdal', 'had said', 'that it leaked'],
      ]),
    ).toEqual(['2024-05-15', null]);
  });

  it.each<[string, string | null]>([
    ['OFFICIAL REPORT\n\nSitting of Wednesday, 15 May 2024. Extract\n\nIt leaks.', '2024-05-15'],
    ['“Late Desk”: Ana Holt. Transcript\n\nBroadcast on 15 May at 21:00.\n\nIt leaks.', '2024-05-15'],
    ['Statement on the flood of 3 March 2019\n\n15 May 2024\n\nIt leaks.', '2024-05-15'],
    ['Statement on the flood of 3 March 2019\n\nIt leaks.', null],
    ['Ferry leaks\n\n15 May 2024\n\nIt leaks.', null],
  ])('%s', (text, expected) => {
    expect(pageDayOf({ text }, '2024-05-16', english)).toBe(expected);
  });
});
