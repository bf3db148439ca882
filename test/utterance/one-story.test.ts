import { describe, expect, it } from 'vitest';
import type { Carrier } from '../../src/utterance/page-text.js';
import { reportsOf } from '../../src/utterance/report.js';
import { english, page, read } from './pages.js';

const WATER = '“We have found no link between the fever and the water of Sallow Weir,”';
const TAPS = 'the school would open again after Easter';

const hospital = page({
  outlet: 'Sallow Hospital News',
  published: '2024-03-04T08:00:00Z',
  text: `Fever at Sallow Weir\n\n${WATER} Dr Ines Halvor told reporters in Sallow. The nurse Ada Vik stood beside her.`,
  says: [{ who: 'Ines Halvor', source: 'Dr Ines Halvor', words: WATER }],
});

describe('pages of one story', () => {
  it('complete a surname', () => {
    const later = page({
      outlet: 'The Noon Paper',
      published: '2024-03-05T08:00:00Z',
      text: `Taps at Sallow Weir\n\nHalvor said ${TAPS}. In Sallow, Ada Vik was not seen.`,
      says: [{ who: 'Halvor', source: 'Halvor', words: TAPS }],
    });
    const taps = read([hospital, later]).find(({ statements }) => statements[0]!.text === TAPS);
    expect(taps!.speaker).toBe('Ines Halvor');
  });

  it('do not complete a surname that two people bear', () => {
    const other = page({
      outlet: 'Valley Post',
      published: '2024-03-04T09:00:00Z',
      text: `Fever at Sallow Weir\n\n“Ask my brother,” Olav Halvor said in Sallow. Ada Vik and Ines Halvor did not.`,
      says: [{ who: 'Olav Halvor', source: 'Olav Halvor', words: '“Ask my brother,”' }],
    });
    const later = page({
      outlet: 'The Noon Paper',
      published: '2024-03-05T08:00:00Z',
      text: `Taps at Sallow Weir\n\nHalvor said ${TAPS}. In Sallow, Ada Vik was not seen.`,
      says: [{ who: 'Halvor', source: 'Halvor', words: TAPS }],
    });
    const taps = read([hospital, other, later]).find(({ statements }) => statements[0]!.text === TAPS);
    expect(taps!.speaker).toBe('Halvor');
  });

  const clinic = (outlet: string, who: string, source: string, role?: string) =>
    page({
      outlet,
      published: '2024-03-04T12:00:00Z',
      text: `Clinic\n\n${source} said the clinic of Sallow Weir was safe. Ada Vik of Sallow agreed.`,
      says: [
        { who, source, words: 'the clinic of Sallow Weir was safe', ...(role === undefined ? {} : { role }) },
      ],
    });
  const office = (source: string, who: string) =>
    page({
      outlet: 'The Noon Paper',
      published: '2024-04-05T08:00:00Z',
      text: `Taps at Sallow Weir\n\n${source} said ${TAPS}. In Sallow, Ada Vik was not seen.`,
      says: [{ who, source, words: TAPS }],
    });
  const speakerOfTaps = (...pages: Carrier[]) =>
    read(pages).find(({ statements }) => statements[0]!.text === TAPS)!.speaker;

  it('tell who holds an office', () => {
    const named = clinic('Valley Post', 'Olav Brekke', 'The director, Olav Brekke,', 'director');
    expect(speakerOfTaps(named, office('The director', 'unnamed: director'))).toBe('Olav Brekke');
    expect(speakerOfTaps(named, office('Its deputy director', 'unnamed: deputy director'))).toBe(
      'unnamed: deputy director',
    );
    expect(speakerOfTaps(named, office('A director', 'unnamed: director'))).toBe('unnamed: director');
  });

  it('tell who holds an office better than a guess does', () => {
    const named = clinic('Valley Post', 'Olav Brekke', 'The director, Olav Brekke,', 'director');
    expect(speakerOfTaps(named, office('The director', 'Ines Halvor'))).toBe('Olav Brekke');
  });

  it('do not tell it where two hold it', () => {
    const one = clinic('Valley Post', 'Olav Brekke', 'The director, Olav Brekke,', 'director');
    const other = clinic('Weir Board', 'Maja Lund', 'The director, Maja Lund,', 'director');
    expect(speakerOfTaps(one, other, office('The director', 'unnamed: director'))).toBe('unnamed: director');
  });

  const quoted = (outlet: string, who: string, source: string) =>
    page({
      outlet,
      published: '2024-03-04T12:00:00Z',
      text: `Taps\n\n${WATER} ${source} of Sallow Weir said, with Ada Vik.`,
      says: [{ who, source, words: WATER }],
    });

  it('spell a name with the accents that one of them has', () => {
    const pages = [quoted('Valley Post', 'Rui Sadao', 'Rui Sadao'), quoted('Weir Board', 'Sadão', 'Sadão')];
    expect(read(pages).map(({ speaker }) => speaker)).toEqual(['Rui Sadão']);
  });

  it.each([
    [['Salma Vik Noor', 'Vik Noor', 'Vik Noor'], 'Salma Vik Noor'],
    [['Maestro Rui Sadao', 'Maestro Rui Sadao', 'Rui Sadao'], 'Rui Sadao'],
    [['Rui Sadao Brand', 'Rui Sadao', 'Rui Sadao'], 'Rui Sadao Brand'],
    [['R. Sadao', 'R. Sadao', 'Rui Sadao'], 'Rui Sadao'],
  ])('tell the fullest name of a person without what stands before it: %s', (forms, name) => {
    const outlets = ['Valley Post', 'Weir Board', 'The Noon Paper'];
    const pages = forms.map((form, i) => quoted(outlets[i]!, form, form));
    expect(read(pages).map(({ speaker }) => speaker)).toEqual([name]);
  });

  it('tell the whole name of a body from its own page', () => {
    const body = page({
      outlet: 'Reserve Bank of Sallow',
      published: '2024-03-04T12:00:00Z',
      text: `Notice\n\nThe Reserve Bank has had many letters. ${WATER}`,
      says: [{ who: 'Reserve Bank', speakerKind: 'organisation', source: 'Reserve Bank', words: WATER }],
    });
    expect(read([body]).map(({ speaker }) => speaker)).toEqual(['Reserve Bank of Sallow']);
  });

  it('leave a speaker unnamed whom most leave so, where a name is only a guess', () => {
    const pages = [
      quoted('Valley Post', 'Keld Boe', 'A nurse'),
      quoted('Weir Board', 'unnamed: nurse', 'A nurse'),
      quoted('The Noon Paper', 'unnamed: nurse', 'a nurse'),
    ];
    expect(read(pages).map(({ speaker }) => speaker)).toEqual(['unnamed: nurse']);
  });

  it('link a denial that names neither whom nor what it denies', () => {
    const NO = '“Our tests found the fever in the water of two taps,”';
    const denial = page({
      outlet: 'Weir Board',
      published: '2024-03-05T10:00:00Z',
      text: `Board answers\n\nThe board in Sallow Weir rejected the claims as baseless. ${NO} Per Oster said. Ada Vik was there.`,
      says: [{ who: 'Per Oster', source: 'Per Oster', words: NO }],
    });
    const lines = read([hospital, denial]);
    const [answer] = lines.filter(({ speaker }) => speaker === 'Per Oster');
    expect(answer!.disputes).toEqual([lines.find(({ speaker }) => speaker === 'Ines Halvor')!.id]);
  });
});

describe('a sentence that sums up two utterances', () => {
  const sum = 'that no link to the water was found and that the taps would be closed on Friday';
  const digest = page({
    outlet: 'Digest',
    published: '2024-03-05T08:00:00Z',
    text: `Fever\n\nInes Halvor said ${sum}.`,
    says: [{ who: 'Ines Halvor', source: 'Ines Halvor', words: sum }],
  });

  it('is two reports', () => {
    const texts = reportsOf(digest.record, ({ id }) => id, english).map(({ text }) => text);
    expect(texts).toEqual(['that no link to the water was found', 'the taps would be closed on Friday']);
  });

  it('stays one utterance where no other page holds them apart', () => {
    expect(read([digest])).toHaveLength(1);
  });

  it('is cut in a time that grows with its length alone', () => {
    const milliseconds = (clauses: number) => {
      const words = `that it was so${' and that x'.repeat(clauses)}`;
      const long = page({
        outlet: 'Digest',
        published: '2024-03-05T08:00:00Z',
        text: `Fever\n\nInes Halvor said ${words}.`,
        says: [{ who: 'Ines Halvor', source: 'Ines Halvor', words }],
      });
      const before = performance.now();
      expect(reportsOf(long.record, ({ id }) => id, english)).toHaveLength(9);
      return performance.now() - before;
    };
    milliseconds(2_000);
    const short = milliseconds(10_000);
    // Eight times the length; 64 times the time where each joint read the rest anew.
    expect(milliseconds(80_000)).toBeLessThan(24 * Math.max(short, 10));
  });
});

describe('words that say next to nothing', () => {
  const said = (outlet: string, words: string) =>
    page({
      outlet,
      published: '2024-03-05T08:00:00Z',
      text: `Fever\n\nIn Sallow Weir, Ada Vik backed ${words}. Per Oster did not.`,
      says: [{ who: 'Ada Vik', source: 'Ada Vik', words }],
    });
  const pages = (words: string) => [said('The Noon Paper', words), said('Valley Post', words)];

  it('do not join pages', () => {
    expect(read(pages('Ines Halvor'))).toHaveLength(2);
    expect(read(pages('the president'))).toHaveLength(2);
  });

  it('are not those with a telling word', () => {
    expect(read(pages('a tunnel under the school of Sallow Weir'))).toHaveLength(1);
    expect(read(pages('that she had not asked to be sold'))).toHaveLength(1);
  });
});
