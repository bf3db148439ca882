import { describe, expect, it } from 'vitest';
import { namePattern } from '../../src/utterance/outlet-name.js';
import { reportingOf } from '../../src/utterance/reporting.js';
import { english, page, read } from './pages.js';

const LOCK = '“There will be no traffic through the Sallow lock before the pilots have signed the ledger,”';

const radio = page({
  outlet: 'Radio Ostmar',
  published: '2025-03-04T09:00:00Z',
  text: `Lock shut\n\n${LOCK} Ilse Brandvik told Radio Ostmar on Tuesday.`,
  says: [{ who: 'Ilse Brandvik', source: 'Ilse Brandvik', words: LOCK, when: '2025-03-04' }],
});

describe('what was said weeks ago', () => {
  it('is found by a page that looks back, and is not what is said now', () => {
    const words = 'there would be no traffic through the Sallow lock before the pilots had signed the ledger';
    const now = '“The ledger is signed, so the lock opens,”';
    const later = page({
      outlet: 'Delta Weekly',
      published: '2025-04-02T09:00:00Z',
      text: `Lock open\n\nFour weeks ago Ilse Brandvik said ${words}.\n\n${now} the harbour master said.`,
      says: [
        { who: 'Ilse Brandvik', source: 'Ilse Brandvik', words },
        { who: 'Ilse Brandvik', source: 'the harbour master', words: now },
      ],
    });
    for (const pages of [
      [radio, later],
      [later, radio],
    ])
      expect(read(pages).map(({ statements }) => statements.length)).toEqual([2, 1]);
  });

  it('is found by a weekly that does not say when it was', () => {
    const words = 'there will be no traffic through the Sallow lock before the pilots have signed';
    const weekly = page({
      outlet: 'Delta Weekly',
      published: '2025-03-09T09:00:00Z',
      text: `Lock\n\nAccording to Ilse Brandvik, ${words}.`,
      says: [{ who: 'Ilse Brandvik', source: 'Ilse Brandvik', words }],
    });
    expect(read([radio, weekly])).toHaveLength(1);
  });
});

describe('a headline', () => {
  it('belongs to the quotation that it is cut from, whoever it names', () => {
    const whole = '“I am no buoy that anyone may moor a boat to. Ask the harbour board,”';
    const told = page({
      outlet: 'Quay Courier',
      published: '2025-03-04T09:00:00Z',
      text: `“I am no buoy”: Feld hits back\n\n${whole} the pilot said in Sallow.`,
      says: [
        { who: 'Jon Feld', source: 'Feld', words: '“I am no buoy”' },
        { who: 'unnamed: pilot', source: 'the pilot', words: whole },
      ],
    });
    const [only, ...others] = read([told]);
    expect(others).toEqual([]);
    expect(only!.speaker).toBe('Jon Feld');
  });
});

describe('an outlet', () => {
  const called = (name: string, domain: string | null) =>
    new RegExp(`^${namePattern({ name, domain }, reportingOf(english))!}$`, 'u');

  it('is known by the abbreviation that its domain is', () => {
    expect(called('Azmar Press', 'azp.example').test('AZP')).toBe(true);
    expect(called('Azmar Press', null).test('AZP')).toBe(false);
    expect(called('The Harbour', 'news.example').test('NEWS')).toBe(false);
  });

  it('is known by the letters before a general word', () => {
    expect(called('TVK News', null).test('TVK')).toBe(true);
    expect(called('Tvk News', null).test('Tvk')).toBe(false);
  });

  it('that was sent a statement has it first-hand, one that read it on a site has not', () => {
    const words = '“The pumps of Sallow Weir are sound and will run again on Friday,”';
    const site = page({
      outlet: 'Weir Board',
      published: '2025-03-04T08:00:00Z',
      text: `Statement on the pumps\n\nSallow, 4 March 2025\n\n${words} said Berit Noll, who chairs the board.`,
      says: [{ who: 'Berit Noll', source: 'Berit Noll', words, role: 'chair of the Weir Board' }],
    });
    const story = (outlet: string, how: string, hour: number) =>
      page({
        outlet,
        published: `2025-03-04T${String(hour)}:00:00Z`,
        text: `Pumps\n\n${words} Berit Noll said ${how}.`,
        says: [{ who: 'Berit Noll', source: 'Berit Noll', words }],
      });
    const [line] = read([
      site,
      story('Ostmar Agency', 'in a statement sent to newsrooms', 10),
      story('Quay Courier', 'in a statement on the board’s website', 12),
    ]);
    expect(line!.origins).toHaveLength(2);
    expect(line!.copies.map(({ credited }) => credited)).toEqual([true]);
  });
});

describe('words told “according to a transcript”', () => {
  it('are those of whom the sentence names', () => {
    const words = 'The harbour master, Ilse Brandvik, had said that the lock was shut';
    const told = page({
      outlet: 'Quay Courier',
      published: '2025-03-04T09:00:00Z',
      text: `Lock\n\n${words}, according to a transcript released by her office.`,
      says: [
        {
          who: 'unnamed: transcript',
          speakerKind: 'document',
          source: 'a transcript released by her office',
          words,
        },
      ],
    });
    expect(read([told])[0]!.speaker).toBe('Ilse Brandvik');
  });
});

describe('a second quotation of a statement', () => {
  it('may be the answer', () => {
    const claim = '“If the ledger is not signed by the tenth there will be an ultimatum,”';
    const [first, second] = ['“We have received the ledger,”', '“The tenth is a hope, not an ultimatum.”'];
    const told = page({
      outlet: 'Quay Courier',
      published: '2025-03-04T09:00:00Z',
      text: `Ledger\n\n${claim} Ilse Brandvik said.\n\nTor Ekdal rejected that. ${first} Ekdal said. ${second}`,
      says: [
        { who: 'Ilse Brandvik', source: 'Ilse Brandvik', words: claim },
        { who: 'Tor Ekdal', source: 'Ekdal', words: first, then: second },
      ],
    });
    const answers = read([told]).filter(({ disputes }) => disputes.length > 0);
    expect(answers).toHaveLength(1);
  });
});
