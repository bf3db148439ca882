import { describe, expect, it } from 'vitest';
import { utterancesOf } from '../../src/utterance/collection.js';
import { lineOf } from '../../src/utterance/line.js';
import type { Carrier } from '../../src/utterance/page-text.js';
import { english, page } from './pages.js';

const WORDS = '“The bridge of Sallow will stay shut until the harvest is in,”';

const said = (outlet: string, published: string, text: string, source = 'Ines Halvor', words = WORDS) =>
  page({
    outlet,
    published,
    text: `Bridge of Sallow\n\n${text}\n\nAda Vik was away.`,
    says: [{ who: 'Ines Halvor', source, words }],
  });
const agency = said(
  'Kordan Press Agency',
  '2024-03-04T09:00:00Z',
  `SALLOW, March 4 (KPA) — ${WORDS} Ines Halvor told reporters on the bank.`,
);

/** The first-hand outlets of the one utterance, and who copies whom. */
function travelled(...pages: Carrier[]) {
  const byId = new Map(pages.map((carrier) => [carrier.record.id, carrier]));
  const found = utterancesOf(pages, (record, { id }) => `s${record.id}-${id}`, english);
  expect(found).toHaveLength(1);
  const outlet = new Map(pages.map(({ record }) => [record.url, record.outlet.name]));
  const { origins, copies } = lineOf(found[0]!, byId);
  return {
    origins: origins.map((url) => outlet.get(url)),
    copies: copies.map(({ url, of, credited }) => [
      outlet.get(url),
      of.map((one) => outlet.get(one)).join(),
      credited,
    ]),
  };
}

describe('who was there', () => {
  const PARAPHRASE = 'the bridge of Sallow would stay shut until the harvest was in';
  const told = (byline: string, published: string) =>
    said(
      'Valley Post',
      published,
      `${byline}\n\nIt rained. Ines Halvor said ${PARAPHRASE}.`,
      'Ines Halvor',
      PARAPHRASE,
    );

  it('is told by who writes, and how soon', () => {
    expect(travelled(agency, told('By Per Oster, court reporter', '2024-03-04T11:00:00Z')).origins).toEqual([
      'Kordan Press Agency',
      'Valley Post',
    ]);
    expect(travelled(agency, told('By Per Oster, court reporter', '2024-03-08T11:00:00Z')).copies).toEqual([
      ['Valley Post', 'Kordan Press Agency', false],
    ]);
    expect(travelled(agency, told('By Per Oster', '2024-03-04T11:00:00Z')).copies).toEqual([
      ['Valley Post', 'Kordan Press Agency', false],
    ]);
  });

  it('was told so with the rest of the press, which is no outlet', () => {
    const post = said(
      'Valley Post',
      '2024-03-04T11:00:00Z',
      `${WORDS} Ines Halvor told the press on the quay.`,
    );
    expect(travelled(agency, post).origins).toEqual(['Kordan Press Agency', 'Valley Post']);
  });

  it('is the outlet by the name that it goes by at home', () => {
    const news = said(
      'Sallow Evening News',
      '2024-03-04T09:00:00Z',
      `${WORDS} Ines Halvor told the Evening News.`,
    );
    expect(travelled(news).origins).toEqual(['Sallow Evening News']);
  });
});

describe('who was there says so', () => {
  it.each([
    ['in its first line', `From our reporter in Sallow\n\nIt rained. ${WORDS} Ines Halvor said.`],
    ['of its microphone', `Our microphone was at the bridge. ${WORDS} Ines Halvor said.`],
    ['as “us”', `It rained. ${WORDS} Ines Halvor admitted to us.`],
    ['as “we”', `We met her on the bank. ${WORDS} Ines Halvor said.`],
    ['as “I”', `I stood by the gate. ${WORDS} Ines Halvor said.`],
    ['of the room', `${WORDS} Ines Halvor told a silent press room.`],
    ['of its guest', `Ines Halvor was our guest at eight. ${WORDS} she said.`],
    ['from the courtroom', `From the courtroom: Mira Vesk\n\n${WORDS} Ines Halvor said.`],
    ['in its byline', `From Mira Vesk at Sallow\n\n${WORDS} Ines Halvor said.`],
    ['of its own question', `${WORDS} Ines Halvor replied to a question from the Valley Post.`],
    ['of whom it caught', `We caught her after prayers. ${WORDS} Ines Halvor said.`],
    ['of its seat', `Valley Post was in the second row. ${WORDS} Ines Halvor said.`],
    ['of those who sat with it', `Two of us were in the mayor’s boat. ${WORDS} Ines Halvor said.`],
    ['from the gallery', `From the press gallery, Mira Vesk\n\n${WORDS} Ines Halvor said.`],
    ['of its reporter’s desk', `From our parliamentary reporter\n\n${WORDS} Ines Halvor said.`],
    ['of “us reporters”', `It rained. ${WORDS} Ines Halvor told us reporters on the steps.`],
  ])('%s', (_, text) => {
    const source = text.includes('she said') ? 'she' : 'Ines Halvor';
    const post = said('Valley Post', '2024-03-04T11:00:00Z', text, source);
    expect(travelled(agency, post).origins).toEqual(['Kordan Press Agency', 'Valley Post']);
  });
});

describe('who has words from an outlet credits it', () => {
  const station = said('KTV News', '2024-03-04T09:00:00Z', `${WORDS} Ines Halvor told KTV News.`);
  it.each([
    ['on which they fell', `${WORDS} a tired Ines Halvor said late on Monday, live on KTV News.`],
    ['on whose programme they fell', `On KTV’s morning programme Ines Halvor was frank. ${WORDS} she added.`],
    ['to which it was shown', `Ines Halvor showed KTV the bank. ${WORDS} she said.`],
    ['by its letters', `${WORDS} Ines Halvor told KTV.`],
    ['by “per”', `It rained. Per KTV News, Ines Halvor said: ${WORDS}`],
    [
      'to which an account was given',
      `Ines Halvor gave another account to local station KTV News. ${WORDS} she said.`,
    ],
    ['of any kind', `${WORDS} Ines Halvor told the community station KTV News.`],
    ['by apposition', `Ines Halvor put it best to her local station, KTV News: ${WORDS}`],
    ['by its website', `KTV News’s website quotes Ines Halvor: ${WORDS}`],
    ['that has her say so', `KTV News has her saying it plainly. Ines Halvor: ${WORDS}`],
    ['that others read', `You will have heard or read in this morning’s KTV News Ines Halvor’s ${WORDS}`],
    [
      'though it asked someone else about it',
      `We asked him about Ines Halvor, who has told KTV News as much: ${WORDS}`,
    ],
  ])('%s', (_, text) => {
    const source = text.includes('she ') ? 'she' : 'Ines Halvor';
    const post = said('Valley Post', '2024-03-04T11:00:00Z', text, source);
    expect(travelled(station, post).copies).toEqual([['Valley Post', 'KTV News', true]]);
  });

  const copiesOf = (first: Carrier, text: string) =>
    travelled(first, said('Valley Post', '2024-03-04T11:00:00Z', text)).copies;

  it('by what its own dateline calls it', () => {
    const text = `SALLOW, March 4 (AS) — ${WORDS} Ines Halvor told AS.`;
    const short = said('Agencia Sallow', '2024-03-04T09:00:00Z', text);
    const end = text.indexOf('—') + 1;
    short.record.dateline = { place: 'SALLOW', country: null, agency: 'AS', date: null };
    short.record.parts.push({ kind: 'dateline', start: 18, end: 18 + end });
    const copy = `${WORDS} Ines Halvor said, according to the agency AS.`;
    expect(copiesOf(short, copy)).toEqual([['Valley Post', 'Agencia Sallow', true]]);
  });

  it('by a name without its place, or with a hyphen', () => {
    const mail = said('The River Mail of Sallow', '2024-03-04T09:00:00Z', `${WORDS} Ines Halvor said.`);
    expect(copiesOf(mail, `${WORDS} Ines Halvor told the River Mail.`)).toEqual([
      ['Valley Post', 'The River Mail of Sallow', true],
    ]);
    const inform = said('Sallow-Inform', '2024-03-04T09:00:00Z', `${WORDS} Ines Halvor said.`);
    expect(copiesOf(inform, `${WORDS} Ines Halvor told Sallow-Inform.`)).toEqual([
      ['Valley Post', 'Sallow-Inform', true],
    ]);
  });

  it('by the note of a body', () => {
    const body = said('Council of Sallow', '2024-03-04T09:00:00Z', `${WORDS} Ines Halvor notes.`);
    expect(copiesOf(body, `In a press note Ines Halvor says: ${WORDS}`)).toEqual([
      ['Valley Post', 'Council of Sallow', true],
    ]);
  });

  it('also on the page of a body', () => {
    const union = said(
      'Herders’ Union of Sallow',
      '2024-03-04T11:00:00Z',
      `As shown on KTV News, Ines Halvor said: ${WORDS}`,
    );
    expect(travelled(station, union).copies).toEqual([['Herders’ Union of Sallow', 'KTV News', true]]);
  });

  it('by a name with “&”', () => {
    const site = said('Quay & Lock', '2024-03-04T09:00:00Z', `${WORDS} Ines Halvor told Quay & Lock.`);
    const text = `${WORDS} Ines Halvor told the trade site Quay & Lock.`;
    const post = said('Valley Post', '2024-03-04T11:00:00Z', text);
    expect(travelled(site, post).copies).toEqual([['Valley Post', 'Quay & Lock', true]]);
  });

  it('but not where one depends on it', () => {
    const text = `The town depends on KTV News. ${WORDS} Ines Halvor told Valley Post.`;
    const post = said('Valley Post', '2024-03-04T11:00:00Z', text);
    expect(travelled(station, post).copies).toEqual([]);
  });
});

describe('who names the outlet of an earlier page beside the same words credits it', () => {
  const argus = said('Mallow Creek Argus', '2024-03-04T09:00:00Z', `${WORDS} Ines Halvor told the Argus.`);
  const copies = (text: string, source?: string) =>
    travelled(argus, said('Valley Post', '2024-03-05T09:00:00Z', text, source)).copies;
  it.each([
    ['in whatever words', `${WORDS} Ines Halvor snapped at the Argus.`],
    ['in brackets', `Ines Halvor, the Argus (4 March): ${WORDS}`],
    ['anywhere on the page', `${WORDS} Ines Halvor said. The Argus had sent its best pen.`],
    ['by its first words and its kind', `${WORDS} said Ines Halvor, whom the Mallow Creek paper had rung.`],
  ])('%s', (_, text) => {
    expect(copies(text)).toEqual([['Valley Post', 'Mallow Creek Argus', true]]);
  });

  it('and not by the place that it is called after', () => {
    const text = `${WORDS} Ines Halvor said, as was reported from Mallow Creek.`;
    expect(copies(text)).toEqual([['Valley Post', 'Mallow Creek Argus', false]]);
    expect(copies(`${WORDS} Ines Halvor of Mallow Creek said.`)).toEqual([
      ['Valley Post', 'Mallow Creek Argus', false],
    ]);
  });

  it('and has it from the one that it names', () => {
    const text = `It rained. ${WORDS} Ines Halvor snapped at the Argus.`;
    const post = said('Valley Post', '2024-03-05T09:00:00Z', text);
    const early = said('Kordan Press Agency', '2024-03-04T07:00:00Z', `${WORDS} Ines Halvor told reporters.`);
    expect(travelled(early, argus, post).copies).toEqual([['Valley Post', 'Mallow Creek Argus', true]]);
  });
});

it('a blog’s post is not the statement of whom it quotes', () => {
  const blog = page({
    outlet: 'Far Meadow',
    url: 'https://farmeadow.example/posts/sallow',
    published: '2024-03-05T09:00:00Z',
    text: `Bridge of Sallow\n\nIt rained. ${WORDS} Ines Halvor said.`,
    says: [{ who: 'Ines Halvor', source: 'Ines Halvor', words: WORDS }],
  });
  expect(travelled(agency, blog).copies).toEqual([['Far Meadow', 'Kordan Press Agency', false]]);
});

it('a guest on a programme of the page’s own has not spoken elsewhere', () => {
  const text = `Bridge of Sallow\n\nInes Halvor came to our studio. ${WORDS} she said on the programme Oak.`;
  const radio = page({
    outlet: 'Radio Sallow',
    published: '2024-03-04T09:00:00Z',
    text,
    says: [{ who: 'Ines Halvor', source: 'she', words: WORDS, via: 'Oak' }],
  });
  radio.record.statements[0]!.via[0]!.how = 'aired';
  expect(travelled(radio).origins).toEqual(['Radio Sallow']);
});

describe('who repeats an outlet that it does not name', () => {
  const magazine = said(
    'The Bridge Review',
    '2024-03-04T09:00:00Z',
    `${WORDS} Ines Halvor told The Bridge Review.`,
  );
  it.each([
    ['an interview with a kind of outlet', `In a magazine interview, Ines Halvor said: ${WORDS}`],
    ['a reporter of another', `${WORDS} Ines Halvor remarked to a local reporter.`],
    ['its owner', `Ines Halvor told the club’s magazine: ${WORDS}`],
    [
      'the words before, of the same speaker',
      `Ines Halvor told a magazine that the quay was old. ${WORDS} she said.`,
    ],
  ])('says so by %s', (_, text) => {
    const copy = page({
      outlet: 'Valley Post',
      published: '2024-03-05T09:00:00Z',
      text: `Bridge of Sallow\n\n${text}\n\nAda Vik was away.`,
      says: text.includes('quay')
        ? [
            { who: 'Ines Halvor', source: 'Ines Halvor', words: 'the quay was old' },
            { who: 'Ines Halvor', source: 'she', words: WORDS },
          ]
        : [{ who: 'Ines Halvor', source: 'Ines Halvor', words: WORDS }],
    });
    const pages = [magazine, copy];
    const byId = new Map(pages.map((carrier) => [carrier.record.id, carrier]));
    const lines = utterancesOf(pages, (record, { id }) => `s${record.id}-${id}`, english).map((one) =>
      lineOf(one, byId),
    );
    const joint = lines.find(({ statements }) => statements.length === 2)!;
    expect(joint.copies).toMatchObject([{ url: copy.record.url, of: [magazine.record.url], credited: true }]);
  });
});
