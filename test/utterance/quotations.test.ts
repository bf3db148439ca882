import { describe, expect, it } from 'vitest';
import type { Carrier } from '../../src/utterance/page-text.js';
import { page, read } from './pages.js';
import { both, EELS, joined, onlyEels, onlyWeir, WEIR } from './story.js';

describe('two quotations that a page gives as one statement', () => {
  it('are one utterance while nothing tells them apart, and one statement', () => {
    const [line, ...others] = read([both, onlyWeir]);
    expect(others).toEqual([]);
    expect(line!.statements.map(({ text }) => text)).toEqual([`${WEIR} ${EELS}`, WEIR]);
  });

  it('are two utterances where other pages have each alone', () => {
    const lines = read([both, onlyWeir, onlyEels]);
    expect(lines.map(({ statements }) => statements.map(({ url }) => url))).toEqual([
      [both.record.url, onlyWeir.record.url],
      [both.record.url, onlyEels.record.url],
    ]);
  });

  it('are one where another page has them in one breath', () => {
    expect(read([both, onlyWeir, onlyEels, joined])).toHaveLength(1);
  });

  it('stay together where the sentence goes on', () => {
    const broken = page({
      outlet: 'Sallow Weekly',
      published: '2024-03-04T08:00:00Z',
      text: `Weir\n\n“The weir,” Berit Noll said, “will be dredged.”`,
      says: [{ who: 'Berit Noll', source: 'Berit Noll', words: '“The weir,”', then: '“will be dredged.”' }],
    });
    expect(read([broken])).toHaveLength(1);
  });
});

describe('the name of an utterance', () => {
  it('is the full form that most pages give, without what one of them puts before it', () => {
    const named = (outlet: string, who: string, hour: number) =>
      page({
        outlet,
        published: `2024-03-04T${hour}:00:00Z`,
        text: `Weir\n\n${WEIR} said ${who}.`,
        says: [{ who, source: who, words: WEIR }],
      });
    const name = (...forms: string[]) =>
      read(forms.map((form, i) => named(`Paper ${String.fromCharCode(65 + i)}`, form, 10 + i)))[0]!.speaker;
    expect(name('Berit Noll', 'Fiery Berit Noll')).toBe('Berit Noll');
    expect(name('Noll', 'Berit Noll', 'Noll')).toBe('Berit Noll');
    expect(name('Berit Noll', 'Berit Anna Noll', 'Berit Anna Noll')).toBe('Berit Anna Noll');
  });
});

describe('an outlet that is described and not named', () => {
  const studio = page({
    outlet: 'Radio Sallow',
    published: '2024-03-04T08:00:00Z',
    text: `Noll in our studio\n\n${WEIR} Berit Noll told Radio Sallow.`,
    says: [{ who: 'Berit Noll', source: 'Berit Noll', words: WEIR }],
  });
  const paper = page({
    outlet: 'The Noon Paper',
    published: '2024-03-04T07:00:00Z',
    text: `Weir\n\n${WEIR} said Berit Noll at a meeting.`,
    says: [{ who: 'Berit Noll', source: 'Berit Noll', words: WEIR }],
  });
  const relay = (told: string) =>
    page({
      outlet: 'Harbour Post',
      published: '2024-03-04T12:00:00Z',
      text: `Dredging\n\n${WEIR} Berit Noll told ${told}.`,
      says: [{ who: 'Berit Noll', source: 'Berit Noll', words: WEIR }],
    });
  const copyOf = (told: string) =>
    read([studio, paper, relay(told)])[0]!.copies.find(({ url }) => url.includes('harbourpost'));

  it.each(['a crowd, as was heard on Monday’s radio news', 'the country on state radio'])(
    'is a station whose news had it: told %s',
    (told) => {
      expect(copyOf(told)).toMatchObject({ of: [studio.record.url], credited: true });
    },
  );

  it('is the earlier page whose outlet is of that kind', () => {
    expect(copyOf('a local radio station')).toMatchObject({ of: [studio.record.url], credited: true });
  });

  it('is not read out of a name', () => {
    expect(copyOf('Radio Sallow')).toMatchObject({ of: [studio.record.url], why: 'credits Radio Sallow' });
  });
});

describe('an answer', () => {
  const town = (text: string, says: Parameters<typeof page>[0]['says']) =>
    page({ outlet: 'Sallow Weekly', published: '2024-03-04T08:00:00Z', text, says });
  const disputes = (carrier: Carrier) => {
    const lines = read([carrier]);
    return lines.flatMap((line) =>
      line.disputes.map((of) => [line.speaker, lines.find(({ id }) => id === of)!.statements[0]!.text]),
    );
  };

  it('is told by a quotation that says no to the other’s word', () => {
    const PROMISE = '“The council must keep the promise that it gave us,”';
    const NONE = '“There was no promise. There was a conversation over soup,”';
    const carrier = town(`Soup\n\n${PROMISE} said Berit Noll.\n\n${NONE} Olav Tarn told Sallow Weekly.`, [
      { who: 'Berit Noll', source: 'Berit Noll', words: PROMISE },
      { who: 'Olav Tarn', source: 'Olav Tarn', words: NONE },
    ]);
    expect(disputes(carrier)).toEqual([['Olav Tarn', PROMISE]]);
  });

  it('to a figure goes to what gave a figure, and none to a question', () => {
    const FIFTY = '“Fifty eels were taken from the weir on one night,”';
    const LONELY = '“I shall sit by the weir until the water clears,”';
    const WHEN = '“Who counted them, and by what light?”';
    const TWELVE = '“Twelve were in the basket, and I have the basket,”';
    const carrier = town(
      `Eels\n\n${FIFTY} said Berit Noll.\n\n${LONELY} said Ada Vik.\n\n${WHEN} asked Per Oster.\n\nThe fishery disputed the number. ${TWELVE} Olav Tarn said.`,
      [
        { who: 'Berit Noll', source: 'Berit Noll', words: FIFTY },
        { who: 'Ada Vik', source: 'Ada Vik', words: LONELY },
        { who: 'Per Oster', source: 'Per Oster', words: WHEN, act: 'ask' },
        { who: 'Olav Tarn', source: 'Olav Tarn', words: TWELVE },
      ],
    );
    expect(disputes(carrier)).toEqual([['Olav Tarn', FIFTY]]);
  });

  it('is no remark that nothing shows to be one', () => {
    const WEIR_OPENS = '“The weir will be opened on the first of May,”';
    const SOUP = '“I shall bring soup for whoever comes,”';
    const carrier = town(`Weir\n\n${WEIR_OPENS} said Berit Noll.\n\n${SOUP} said Ada Vik.`, [
      { who: 'Berit Noll', source: 'Berit Noll', words: WEIR_OPENS },
      { who: 'Ada Vik', source: 'Ada Vik', words: SOUP },
    ]);
    expect(disputes(carrier)).toEqual([]);
  });

  it('is told by the paragraph that leads up to it', () => {
    const DRAINED = '“The fishery drained the pond to sell the eels,”';
    const LEVEL = '“The level of the pond is what it was in March,”';
    const carrier = town(
      `Pond\n\n${DRAINED} said Berit Noll.\n\nThe fishery rejected the accusation.\n\n${LEVEL} Olav Tarn told Sallow Weekly.`,
      [
        { who: 'Berit Noll', source: 'Berit Noll', words: DRAINED, act: 'accuse' },
        { who: 'Olav Tarn', source: 'Olav Tarn', words: LEVEL },
      ],
    );
    expect(disputes(carrier)).toEqual([['Olav Tarn', DRAINED]]);
  });

  it.each([
    'puts it much lower',
    'put the number lower',
    'gave another account',
    'came to another conclusion',
    'begs to differ',
    'fended off the critics',
  ])('is called one where somebody %s', (calls) => {
    const FIFTY = '“Fifty eels were taken from the weir on one night,”';
    const BASKET = '“I emptied the basket myself,”';
    const told = (lead: string) =>
      town(`Eels\n\n${FIFTY} said Berit Noll.\n\n${lead} ${BASKET} Olav Tarn said.`, [
        { who: 'Berit Noll', source: 'Berit Noll', words: FIFTY },
        { who: 'Olav Tarn', source: 'Olav Tarn', words: BASKET },
      ]);
    expect(disputes(told(`The fishery ${calls}.`))).toEqual([['Olav Tarn', FIFTY]]);
    expect(disputes(told('The fishery was open.'))).toEqual([]);
  });

  it('is what the page’s own speaker says to words of another outlet', () => {
    const NINE = '“The weir leaked for nine days,”';
    const DRY = '“I was at the weir every night and my boots were dry,”';
    const told = (by?: string, answeredBy?: string) =>
      town(`Weir\n\n${NINE} Berit Noll told Harbour Post.\n\n${DRY} Olav Tarn said.`, [
        { who: 'Berit Noll', source: 'Berit Noll', words: NINE, ...(by && { via: by }) },
        { who: 'Olav Tarn', source: 'Olav Tarn', words: DRY, ...(answeredBy && { via: answeredBy }) },
      ]);
    expect(disputes(told('Harbour Post'))).toEqual([['Olav Tarn', NINE]]);
    expect(disputes(told())).toEqual([]);
    expect(disputes(told('Harbour Post', 'Harbour Post'))).toEqual([]);
  });

  it('is not whoever stands beside somebody else’s denial', () => {
    const BOAT = '“Garrick Stade bought a boat with the money of the anglers,”';
    const carrier = town(
      `Trial\n\n${BOAT} said Berit Noll. Garrick Stade denies it.\n\n“The court will go on in May,” Per Oster said.`,
      [
        { who: 'Berit Noll', source: 'Berit Noll', words: BOAT },
        { who: 'Per Oster', source: 'Per Oster', words: '“The court will go on in May,”' },
      ],
    );
    expect(disputes(carrier)).toEqual([]);
  });

  it('is found on another page that nobody calls one, by its words, and not where nothing ties the two', () => {
    const SHUT = '“The ward at Sallow will not be shut before the new wing stands,”';
    const SIGNS = '“The ward at Sallow was shut in May, and the signs of the wing came down at night,”';
    const on = (outlet: string, published: string, who: string, words: string) =>
      page({
        outlet,
        published,
        text: `Council\n\n${words} said ${who} on Quay Road.`,
        says: [{ who, source: who, words }],
      });
    const first = on('Valley Post', '2024-03-04T08:00:00Z', 'Berit Noll', SHUT);
    const lines = read([first, on('Delta Today', '2024-03-05T08:00:00Z', 'Ada Vik', SIGNS)]);
    const [noll, vik] = ['Berit Noll', 'Ada Vik'].map((who) => lines.find(({ speaker }) => speaker === who)!);
    expect(vik!.disputes).toEqual([noll!.id]);
    expect(noll!.disputes).toEqual([]);
    const BOOTS = '“My boots were dry on every day of March and April,”';
    const apart = read([first, on('Delta Today', '2024-03-05T08:00:00Z', 'Ada Vik', BOOTS)]);
    expect(apart.flatMap(({ disputes: of }) => of)).toEqual([]);
  });

  it('is not a sentence of the same pattern in another story', () => {
    const story = (outlet: string, town: string, others: string, who: string, words: string) =>
      page({
        outlet,
        published: '2024-03-04T08:00:00Z',
        text: `Hospital of ${town}\n\n${words} said ${who} in ${town}. ${others} stood beside.`,
        says: [{ who, source: who, words }],
      });
    const WOOL =
      '“There was wool on the floor of the archive in March and no one painted the engine of the boat,”';
    const LINEN =
      '“There was linen on the floor of the archive in May and no one measured the engine of the boat,”';
    const lines = read([
      story('Valley Post', 'Sallow', 'Ada Vik and Per Oster', 'Berit Noll', WOOL),
      story('Delta Today', 'Karst', 'Keld Boe and Ines Brekke', 'Olav Tarn', LINEN),
    ]);
    expect(lines.map((line) => line.disputes)).toEqual([[], []]);
  });
});
