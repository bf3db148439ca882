import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolve } from '../../src/speaker/resolve.js';
import { attributionsOf, english, filed, names, pageOf, type Said } from './page.js';

describe('a statement is filed under the full name', () => {
  it('of a surname, a title and a pronoun', () => {
    const text =
      'Mayor Ilse Brandvik opened the lock.\n\n“It holds,” Brandvik said.\n\nMs. Brandvik thanked the divers.\n\n“They swam all night,” she added.';
    expect(
      names(text, [
        ['Brandvik', 'said', '“It holds,”'],
        ['Ms. Brandvik', 'thanked', 'the divers'],
        ['she', 'added', '“They swam all night,”'],
      ]),
    ).toEqual(['Ilse Brandvik', 'Ilse Brandvik', 'Ilse Brandvik']);
  });

  it('of the person for whose government the headline stands, when the page tells the same of one', () => {
    const text =
      'Oslo warns of floods in the northern valleys\nNorwegian Environment Minister Jens Holt met Swedish Prime Minister Ana Berg in Lund.\n\n“The northern valleys will see floods by May,” Holt said.\n\n“We are ready,” Berg said.';
    const said: Said[] = [
      ['Oslo', 'warns', 'of floods in the northern valleys'],
      ['Holt', 'said', '“The northern valleys will see floods by May,”'],
      ['Berg', 'said', '“We are ready,”'],
    ];
    expect(names(text, said, { headline: 'Oslo warns of floods in the northern valleys' })).toEqual([
      'Jens Holt',
      'Jens Holt',
      'Ana Berg',
    ]);
    const other = text.replace('The northern valleys will see floods by May', 'It is a good treaty');
    expect(
      names(other, [said[0]!, ['Holt', 'said', '“It is a good treaty,”'], said[2]!], {
        headline: 'Oslo warns',
      })[0],
    ).toBe('Oslo');
  });

  it('of the one who holds the office', () => {
    const text =
      'Transport Minister Jonas Abel met the harbour master, Ana Ruud.\n\nThe minister said no ship would sail.\n\nThe harbour master agreed that it was wise.';
    expect(
      names(text, [
        ['The minister', 'said', 'no ship would sail'],
        ['The harbour master', 'agreed', 'that it was wise'],
      ]),
    ).toEqual(['Jonas Abel', 'Ana Ruud']);
  });

  it('of a counterpart, who holds the same office elsewhere', () => {
    const text =
      'Norwegian Foreign Minister Jens Holt met his Chilean counterpart Ana Ruiz Vega in Oslo.\n\nThe Chilean foreign minister said the treaty was dead.\n\n“It never lived,” she added.';
    const { names: found, statements } = filed(text, [
      ['The Chilean foreign minister', 'said', 'the treaty was dead'],
      ['she', 'added', '“It never lived,”'],
    ]);
    expect(found).toEqual(['Ana Ruiz Vega', 'Ana Ruiz Vega']);
    expect(statements[0]?.role).toMatch(/chilean foreign minister/i);
  });

  it('of one whom the page describes before it names', () => {
    const text =
      'Ulvania’s foreign minister denied the report.\n\n“There was no dam,” Marek Osvald said.\n\nThe minister called it a rumor.';
    expect(
      names(text, [
        ['Ulvania’s foreign minister', 'denied', 'the report'],
        ['Marek Osvald', 'said', '“There was no dam,”'],
        ['The minister', 'called', 'it a rumor'],
      ]),
    ).toEqual(['Marek Osvald', 'Marek Osvald', 'Marek Osvald']);
  });

  it('of the name before “who”', () => {
    const text = 'The prize went to Tor Ekdal, who said he would sell it.';
    expect(names(text, [['who', 'said', 'he would sell it']])).toEqual(['Tor Ekdal']);
  });

  it('of a turn in a transcript, where the label has capitals', () => {
    const text =
      'Greta Lowe spoke to Amadou Serrin.\n\nLOWE: Have you failed?\n\nSERRIN: Not yet.\n\nLOWE: When?\n\nSERRIN: In June.';
    expect(
      names(text, [
        ['LOWE', ':', 'Have you failed?'],
        ['SERRIN', ':', 'Not yet.'],
        ['LOWE', ':', 'When?'],
        ['SERRIN', ':', 'In June.'],
      ]),
    ).toEqual(['Greta Lowe', 'Amadou Serrin', 'Greta Lowe', 'Amadou Serrin']);
  });

  it('of “I” in someone’s own words', () => {
    const text = 'Tor Ekdal said: “I promised to pay.”';
    expect(
      names(text, [
        ['Tor Ekdal', 'said', '“I promised to pay.”'],
        ['I', 'promised', 'to pay'],
      ]),
    ).toEqual(['Tor Ekdal', 'Tor Ekdal']);
  });

  it('of the speaker of before, where a quotation goes on without a source', () => {
    const text = '“It rains,” Tor Ekdal said. “It will rain all week.”';
    expect(
      names(text, [
        ['Tor Ekdal', 'said', '“It rains,”'],
        ['', '', '“It will rain all week.”'],
      ]),
    ).toEqual(['Tor Ekdal', 'Tor Ekdal']);
  });
});

describe('who is not a named person', () => {
  it('is unnamed, with the words that describe him', () => {
    const text = 'A senior aide said the talks had failed. Critics said they never began.';
    expect(
      names(text, [
        ['A senior aide', 'said', 'the talks had failed'],
        ['Critics', 'said', 'they never began'],
      ]),
    ).toEqual(['unnamed: senior aide', 'unnamed: critics']);
  });

  it('is the organisation that an unnamed spokesman speaks for', () => {
    const text = 'A spokesman for Northway Lines said the ship was sound. “She is new,” he said.';
    expect(
      names(text, [
        ['A spokesman for Northway Lines', 'said', 'the ship was sound'],
        ['he', 'said', '“She is new,”'],
      ]),
    ).toEqual(['Northway Lines', 'Northway Lines']);
  });

  it('is the campaign of the one it belongs to', () => {
    const text = 'Senator Tor Ekdal fell behind. His campaign said the polls were wrong.';
    expect(names(text, [['His campaign', 'said', 'the polls were wrong']])).toEqual(['Ekdal campaign']);
  });

  it('is both where two speak together', () => {
    const text = 'Tor Ekdal and Ana Ruud said they would resign.';
    const { speakers } = filed(text, [['Tor Ekdal and Ana Ruud', 'said', 'they would resign']]);
    expect(speakers).toMatchObject([{ name: 'Tor Ekdal and Ana Ruud', kind: 'group' }]);
  });

  it('is the writer, where “I” stands outside of quotations', () => {
    const text = 'Last week I asked for the file.';
    expect(filed(text, [['I', 'asked', 'for the file']]).speakers).toMatchObject([
      { name: 'author', kind: 'author' },
    ]);
  });

  it('is nobody, where the page does not tell', () => {
    const text = 'The bridge is expected to open in May.';
    expect(names(text, [['', 'is expected', 'to open in May']])).toEqual([null]);
  });
});

describe('two people of one surname', () => {
  const text =
    'Ana Holt and her brother Jens Holt run the mill.\n\nMs. Holt said it was old. Mr. Holt said it was dear.';

  it('are told apart by their titles', () => {
    expect(
      names(text, [
        ['Ms. Holt', 'said', 'it was old'],
        ['Mr. Holt', 'said', 'it was dear'],
      ]),
    ).toEqual(['Ana Holt', 'Jens Holt']);
  });
});

describe('what is given with a speaker', () => {
  it('is sure of a name, less of a pronoun among several', () => {
    const text = 'Tor Ekdal met Jens Holt. He said it was cold. Tor Ekdal said it was late.';
    const { statements } = filed(text, [
      ['He', 'said', 'it was cold'],
      ['Tor Ekdal', 'said', 'it was late'],
    ]);
    expect(statements[0]!.speakerConfidence).toBeLessThan(statements[1]!.speakerConfidence!);
  });

  it('has its role and its other names', () => {
    const text = 'Daesh (Islamic State) said it was there. Mayor Ilse Brandvik, 52, said it was not.';
    const { speakers, statements } = filed(text, [
      ['Daesh (Islamic State)', 'said', 'it was there'],
      ['Mayor Ilse Brandvik, 52,', 'said', 'it was not'],
    ]);
    expect(speakers[0]).toMatchObject({ name: 'Daesh', aliases: ['Islamic State'] });
    expect(statements[1]!.role).toBe('Mayor');
  });
});

describe('any page', () => {
  it('gives spans that are the text, and the same record each time', () => {
    const words = fc.constantFrom(
      'He',
      'said',
      'Holt',
      'Ana Holt',
      '“',
      '”',
      ',',
      '.',
      '\n\n',
      'the minister',
      'who',
      'Mr.',
      'Oslo',
      'and',
      ':',
    );
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 60 }),
        fc.array(fc.nat(200), { maxLength: 24 }),
        (parts, cuts) => {
          const text = parts.join(' ');
          const at = (n: number) => Math.min(n, text.length);
          const span = (i: number) => {
            const [a, b] = [at(cuts[i] ?? 0), at(cuts[i + 1] ?? 0)].sort((one, other) => one - other) as [
              number,
              number,
            ];
            return b > a ? [{ start: a, end: b }] : [];
          };
          const found = Array.from({ length: Math.floor(cuts.length / 6) }, (_, k) => ({
            kind: 'direct' as const,
            source: span(6 * k),
            cue: span(6 * k + 2),
            content: span(6 * k + 4),
            quoted: [],
            insertions: [],
            confidence: 0.5,
          }));
          const once = resolve(pageOf(text), found, english);
          expect(resolve(pageOf(text), found, english)).toEqual(once);
          for (const { mentions } of once.speakers) {
            for (const { start, end, text: given } of mentions) expect(text.slice(start, end)).toBe(given);
          }
          for (const { via, evidence } of once.statements) {
            for (const { start, end, text: given } of [...via.map((hand) => hand.span), ...evidence]) {
              expect(text.slice(start, end)).toBe(given);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes time that grows no faster than the page', () => {
    const paragraph =
      'Mayor Ana Holt met Tor Ekdal in Oslo. “It rains,” she said. He told the Ostmar Post it would stop.\n\n';
    const time = (times: number) => {
      const text = paragraph.repeat(times);
      const said: Said[] = Array.from({ length: times }, () => ['she', 'said', '“It rains,”']);
      const found = attributionsOf(text, said);
      const document = pageOf(text);
      const start = performance.now();
      resolve(document, found, english);
      return performance.now() - start;
    };
    time(100);
    const short = Math.max(time(200), 5);
    expect(time(1600)).toBeLessThan(8 * short * 4);
  });
});
