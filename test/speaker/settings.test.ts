import { describe, expect, it } from 'vitest';
import { filed, hands, type Facts, type Said } from './page.js';

const settings = (text: string, said: Said[], facts: Facts = { published: '2024-05-16' }) =>
  filed(text, said, facts).statements;

describe('through whom words came', () => {
  it.each<[string, Said, string[]]>([
    [
      'Ana Holt told Radio Ostmar that it rained.',
      ['Ana Holt', 'told', 'that it rained'],
      ['Radio Ostmar told'],
    ],
    [
      'Ana Holt said in an interview with CNN that it rained.',
      ['Ana Holt', 'said', 'that it rained'],
      ['CNN aired'],
    ],
    ['“It rains!” Ana Holt tweeted on Sunday.', ['Ana Holt', 'tweeted', '“It rains!”'], ['Twitter posted']],
    ['“It rains!” Ana Holt wrote on Facebook.', ['Ana Holt', 'wrote', '“It rains!”'], ['Facebook posted']],
    [
      'Ana Holt said that it rained, the Ostmar Herald reported.',
      ['Ana Holt', 'said', 'that it rained'],
      ['Ostmar Herald reported'],
    ],
    [
      'Ana Holt says that it rains, Kestrelnews reported.',
      ['Ana Holt', 'says', 'that it rains'],
      ['Kestrelnews reported'],
    ],
    [
      '“It rains,” Ana Holt was quoted by the state agency OSA as saying.',
      ['Ana Holt', 'quoted', '“It rains,”'],
      ['OSA reported'],
    ],
    [
      'Ana Holt was quoted by OSA as saying that it rained.',
      ['Ana Holt', 'quoted', 'that it rained'],
      ['OSA reported'],
    ],
    [
      'Kestrel List quoted Ana Holt as saying that it rained.',
      ['Ana Holt', 'as saying', 'that it rained'],
      ['Kestrel List reported'],
    ],
    [
      'Ana Holt told the magazine Reel & Lantern that it rained.',
      ['Ana Holt', 'told', 'that it rained'],
      ['Reel & Lantern told'],
    ],
    [
      'In an interview with the magazine Reel & Lantern, Ana Holt said that it rained.',
      ['Ana Holt', 'said', 'that it rained'],
      ['Reel & Lantern told'],
    ],
    [
      'According to an interview he gave to Harian Laut, it rained.',
      ['an interview he gave to Harian Laut', 'According to', 'it rained'],
      ['Harian Laut told'],
    ],
    [
      'Ana Holt has said that it rained, Kanal 7 reports.',
      ['Ana Holt', 'has said', 'that it rained'],
      ['Kanal 7 reported'],
    ],
    ['Ana Holt told a crowd in Ostmar that it rained.', ['Ana Holt', 'told', 'that it rained'], []],
  ])('%s', (text, said, expected) => {
    expect(hands(text, [said])).toEqual([expected]);
  });

  it('does not count the page’s own outlet as a hand', () => {
    const facts = { outlet: { name: 'Ostmar Herald', domain: null } };
    expect(
      hands(
        'Ana Holt told the Ostmar Herald that it rained. Tor Ekdal told the Herald that it did not.',
        [
          ['Ana Holt', 'told', 'that it rained'],
          ['Tor Ekdal', 'told', 'that it did not'],
        ],
        facts,
      ),
    ).toEqual([[], []]);
  });

  it('is no ship that labels the headline as an outlet would, but an outlet that reports there', () => {
    const body = 'The ship came on Monday. Ana Torvik said that all were well.';
    const said = (cue: string): Said[] => [
      ['Morning Star', cue, 'passengers come ashore'],
      ['Ana Torvik', 'said', 'that all were well'],
    ];
    expect(hands(`Morning Star: passengers come ashore\n${body}`, said(':'), { headline: 'x' })[1]).toEqual(
      [],
    );
    expect(
      hands(`Morning Star reports passengers come ashore\n${body}`, said('reports'), { headline: 'x' })[1],
    ).toEqual(['Morning Star reported']);
  });

  it('is carried on through an interview by the one who gives it', () => {
    const text =
      'Ana Holt told Radio Ostmar that it rained. “It will stop,” she added.\n\nTor Ekdal said he had an umbrella.';
    expect(
      hands(text, [
        ['Ana Holt', 'told', 'that it rained'],
        ['she', 'added', '“It will stop,”'],
        ['Tor Ekdal', 'said', 'he had an umbrella'],
      ]),
    ).toEqual([['Radio Ostmar told'], ['Radio Ostmar told'], []]);
  });

  it('is the outlet named last where the hearer is not named anew', () => {
    const text =
      'Ana Holt told the agency OSA that it rained. A farmer told it that it did not.\n\nTor Ekdal told the agency that it would.';
    expect(
      hands(text, [
        ['Ana Holt', 'told', 'that it rained'],
        ['A farmer', 'told', 'that it did not'],
        ['Tor Ekdal', 'told', 'that it would'],
      ]),
    ).toEqual([['OSA told'], ['OSA told'], ['OSA told']]);
    expect(
      hands(
        'The agency OSA quoted Ana Holt as saying that it rained. Tor Ekdal told the magazine that it would.',
        [
          ['Ana Holt', 'quoted', 'that it rained'],
          ['Tor Ekdal', 'told', 'that it would'],
        ],
      ),
    ).toEqual([['OSA reported'], []]);
  });

  it('is the body that the page shows to be a broadcaster', () => {
    const said: Said[] = [
      ['Ana Holt', 'told', 'that it rained'],
      ['Holt', 'said', '“It pours,”'],
    ];
    expect(hands('Ana Holt told VTR that it rained. “It pours,” Holt said in the broadcast.', said)).toEqual([
      ['VTR told'],
      ['VTR told'],
    ]);
    expect(hands('Ana Holt told VTR that it rained. “It pours,” Holt said in the rain.', said)).toEqual([
      [],
      [],
    ]);
  });

  it('is not the outlet of another report for what the page itself was told', () => {
    const facts = { outlet: { name: 'Ostmar Herald', domain: null } };
    const text =
      'The Kestrel Ledger reported that it rained. “It did not,” a spokeswoman told the Ostmar Herald.';
    const said: Said[] = [
      ['The Kestrel Ledger', 'reported', 'that it rained'],
      ['a spokeswoman', 'told', '“It did not,”'],
    ];
    expect(hands(text, said, facts)[1]).toEqual([]);
  });

  it('is the outlet whose story the page is about, where its opening says so', () => {
    const headline = 'Ostmar Herald portrays a ferryman';
    const text = `${headline}\nThe Ostmar Herald ran a feature on Tor Ekdal, the last ferryman of Veldin.\n\nEkdal said that it rained.`;
    const said: Said[] = [['Ekdal', 'said', 'that it rained']];
    expect(hands(text, said, { headline, published: '2024-05-16' })).toEqual([['Ostmar Herald reported']]);
    expect(
      hands(text.replace('ran a feature on', 'shares a house with'), said, { headline, published: null }),
    ).toEqual([[]]);
  });

  it('names the outlet in whose report the words stand', () => {
    const text = 'The New York Times reported that Ana Holt said it rained.';
    expect(
      hands(text, [
        ['The New York Times', 'reported', 'that Ana Holt said it rained'],
        ['Ana Holt', 'said', 'it rained'],
      ])[1],
    ).toEqual(['New York Times reported']);
  });

  it('files a sentence that an outlet closes under the one whom it is about', () => {
    const text = 'Mayor Ana Holt says the dam is safe, Kestrelnews reported.';
    const { names, statements } = filed(text, [
      ['Kestrelnews', 'reported', 'Mayor Ana Holt says the dam is safe'],
    ]);
    expect(names).toEqual(['Ana Holt']);
    expect(statements[0]).toMatchObject({
      source: [{ text: 'Mayor Ana Holt' }],
      cue: [{ text: 'says' }],
      content: [{ text: 'the dam is safe' }],
      via: [{ name: 'Kestrelnews', how: 'reported' }],
    });
  });

  it.each<[text: string, said: Said, cue: string, words: string]>([
    [
      '“We never left,” Mayor Ana Holt had said at noon, as the Ostmar Courier reported.',
      ['the Ostmar Courier', 'reported', '“We never left,” Mayor Ana Holt had said at noon'],
      'had said',
      '“We never left,”',
    ],
    [
      'But the dam has not moved, Regent Ana Holt told village heads, her office reported.',
      ['her office', 'reported', 'But the dam has not moved, Regent Ana Holt told village heads'],
      'told',
      'But the dam has not moved',
    ],
  ])('files it under the one who stands behind the words: %s', (text, said, cue, words) => {
    const { names, statements } = filed(text, [said]);
    expect(names).toEqual(['Ana Holt']);
    expect(statements[0]).toMatchObject({ cue: [{ text: cue }], content: [{ text: words }] });
  });
});

describe('when words were said', () => {
  const when = (text: string, said: Said, facts?: Facts) => settings(text, [said], facts)[0]!.occasion.when;
  // 16 May 2024 is a Thursday.
  it.each<[string, Said, string | null]>([
    ['Ana Holt said on Tuesday that it rained.', ['Ana Holt', 'said', 'that it rained'], '2024-05-14'],
    ['Ana Holt said Thursday that it rained.', ['Ana Holt', 'said', 'that it rained'], '2024-05-16'],
    ['Ana Holt said yesterday that it rained.', ['Ana Holt', 'said', 'that it rained'], '2024-05-15'],
    ['Ana Holt said on February 20 that it rained.', ['Ana Holt', 'said', 'that it rained'], '2024-02-20'],
    ['Ana Holt said on 3 December that it rained.', ['Ana Holt', 'said', 'that it rained'], '2023-12-03'],
    ['Ana Holt said on May 2, 2019, that it rained.', ['Ana Holt', 'said', 'that it rained'], '2019-05-02'],
    ['Ana Holt spoke of Tuesday’s rain and said it was heavy.', ['Ana Holt', 'said', 'it was heavy'], null],
    [
      'Ana Holt said that it would rain on Tuesday.',
      ['Ana Holt', 'said', 'that it would rain on Tuesday'],
      null,
    ],
  ])('%s', (text, said, expected) => {
    expect(when(text, said)).toBe(expected);
  });

  it.each<[string, Said, string | null]>([
    ['Ana Holt said Tuesday that it rained.', ['Ana Holt', 'said', 'Tuesday that it rained'], '2024-05-14'],
    [
      'Ana Holt said late on Tuesday night it rained.',
      ['Ana Holt', 'said', 'late on Tuesday night it rained'],
      '2024-05-14',
    ],
    [
      'Ana Holt told farmers on Tuesday that it rained.',
      ['Ana Holt', 'told', 'farmers on Tuesday that it rained'],
      '2024-05-14',
    ],
    ['Ana Holt said that the dam broke Tuesday.', ['Ana Holt', 'said', 'that the dam broke Tuesday'], null],
    ['Ana Holt said the dam broke Tuesday.', ['Ana Holt', 'said', 'the dam broke Tuesday'], null],
  ])('is that beside the cue even where it was taken into the words: %s', (text, said, expected) => {
    const later = `${text}\n\nThe dam was built on Monday and closed on Wednesday.`;
    expect(when(later, said)).toBe(expected);
  });

  it.each<[string, Said]>([
    ['She has said the dam leaks.', ['She', 'has said', 'the dam leaks']],
    ['In December, she warned the dam leaks.', ['she', 'warned', 'the dam leaks']],
    ['She recently praised the dam.', ['She', 'praised', 'the dam']],
  ])('is not carried on to what was said at another time: %s', (text, said) => {
    const page = `Ana Holt said on Tuesday that it rained.\n\n${text}`;
    const [first, second] = settings(page, [['Ana Holt', 'said', 'that it rained'], said]);
    expect(first!.occasion.when).toBe('2024-05-14');
    expect(second!.occasion.when).toBeNull();
  });

  it('is carried on past a relative clause that tells of another time', () => {
    const page =
      'Ana Holt said on Tuesday that it rained.\n\nHolt, who took office in December, added that it leaks.';
    const [, second] = settings(page, [
      ['Ana Holt', 'said', 'that it rained'],
      ['Holt, who took office in December,', 'added', 'that it leaks'],
    ]);
    expect(second!.occasion.when).toBe('2024-05-14');
  });

  it('is the day of a rally named with it, and stays so while the speaker goes on', () => {
    const text =
      'Ana Holt spoke at Tuesday’s rally in Ostmar.\n\n“It rains,” she said.\n\nThe hall was full.\n\n“It will stop,” Holt added.';
    expect(
      settings(text, [
        ['she', 'said', '“It rains,”'],
        ['Holt', 'added', '“It will stop,”'],
      ]).map(({ occasion }) => occasion.when),
    ).toEqual(['2024-05-14', '2024-05-14']);
  });

  it('has no year where nothing tells it', () => {
    expect(
      when('Ana Holt said on February 20 that it rained.', ['Ana Holt', 'said', 'that it rained'], {}),
    ).toBe('--02-20');
  });

  it('is not told by a weekday alone', () => {
    expect(
      when('Ana Holt said on Tuesday that it rained.', ['Ana Holt', 'said', 'that it rained'], {}),
    ).toBeNull();
  });
});

describe('where and at what event words were said', () => {
  it.each<[string, Said, object]>([
    [
      'Ana Holt told reporters after talks with Tor Ekdal in Oslo on May 14 that it rained.',
      ['Ana Holt', 'told', 'that it rained'],
      { when: '2024-05-14', where: 'Oslo', event: 'talks with Tor Ekdal' },
    ],
    [
      '“It rains,” Ana Holt said at a rally in Miami.',
      ['Ana Holt', 'said', '“It rains,”'],
      { where: 'Miami', event: 'rally' },
    ],
    [
      '“It rains,” Ana Holt said in a statement.',
      ['Ana Holt', 'said', '“It rains,”'],
      { where: null, event: 'statement' },
    ],
  ])('%s', (text, said, expected) => {
    expect(settings(text, [said])[0]!.occasion).toMatchObject(expected);
  });
});

describe('whom words speak of, and what they rest on', () => {
  it('is the target of an accusation', () => {
    const { statements, speakers } = filed('Ana Holt accused Tor Ekdal of lying. Tor Ekdal denied it.', [
      ['Ana Holt', 'accused', 'Tor Ekdal of lying'],
      ['Tor Ekdal', 'denied', 'it'],
    ]);
    expect(statements[0]!.about).toEqual([speakers[1]!.id]);
  });

  it('is the evidence that the speaker names', () => {
    const text = '“According to our data, it rains more,” Ana Holt said.';
    const { statements } = filed(text, [['Ana Holt', 'said', '“According to our data, it rains more,”']]);
    expect(statements[0]!.evidence.map((span) => span.text)).toEqual(['According to our data']);
  });
});

describe('the day of a page’s news', () => {
  const whens = (text: string, said: Said[]) =>
    settings(text, said, { published: '2024-05-16' }).map(({ occasion }) => occasion.when);

  it('is that of whoever is named with it, further on too', () => {
    const text =
      'Judge Ana Holt closed the dam on Tuesday.\n\nIt is old.\n\nIt leaks.\n\n“It must go,” Holt said.';
    expect(whens(text, [['Holt', 'said', '“It must go,”']])).toEqual(['2024-05-14']);
  });

  it('is that of whoever speaks soon after it, where the page has no other', () => {
    const text =
      'The dam was closed on Tuesday.\n\nIt is old.\n\nResidents said that it leaks.\n\nIt was cheap.\n\nIt is high.\n\nIt is grey.\n\nExperts noted that it holds.';
    expect(
      whens(text, [
        ['Residents', 'said', 'that it leaks'],
        ['Experts', 'noted', 'that it holds'],
      ]),
    ).toEqual(['2024-05-14', null]);
  });

  it('is not that of what was said over a longer time', () => {
    const text = 'Judge Ana Holt closed the dam on Tuesday.\n\nIt is old.\n\nHolt has long said it leaks.';
    expect(whens(text, [['Holt', 'has long said', 'it leaks']])).toEqual([null]);
  });

  it('is none where a page names many', () => {
    const text =
      'The dam opened on Monday.\n\nIt closed on Wednesday.\n\nAna Holt is a judge.\n\n“It must go,” Holt said.';
    expect(whens(text, [['Holt', 'said', '“It must go,”']])).toEqual([null]);
  });

  it('is that of publication where the page goes on hour by hour', () => {
    const text = 'The Latest on the flood (all times local):\n\n9 a.m.\n\nAna Holt says the dam holds.';
    expect(whens(text, [['Ana Holt', 'says', 'the dam holds']])).toEqual(['2024-05-16']);
  });

  it('counts days ago, and takes the day of an event at which words are said', () => {
    expect(
      whens('Ana Holt said two days ago that it rained.', [['Ana Holt', 'said', 'that it rained']]),
    ).toEqual(['2024-05-14']);
    expect(
      whens('Ana Holt argued during Tuesday’s second mayoral debate that it rained.', [
        ['Ana Holt', 'argued', 'that it rained'],
      ]),
    ).toEqual(['2024-05-14']);
  });
});
