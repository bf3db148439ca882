import { describe, expect, it } from 'vitest';
import { names } from './page.js';

describe('who is met right before a quotation of several sentences', () => {
  it('is meant by the office behind it, with what it is of', () => {
    const text =
      'Petar Holm is less moved. “There are books for three classes. The others will share,” the chairman of the miners’ union said.';
    expect(
      names(text, [
        [
          'the chairman of the miners’ union',
          'said',
          '“There are books for three classes. The others will share,”',
        ],
      ]),
    ).toEqual(['Petar Holm']);
  });

  it('is meant by an office though a courtesy stands before the name', () => {
    const text =
      'Dame Olga Brask does not often raise her voice. “The shoals were ours,” the Minister for Fisheries told the House.';
    expect(names(text, [['the Minister for Fisheries', 'told', '“The shoals were ours,”']])).toEqual([
      'Olga Brask',
    ]);
  });

  it('is “he” behind words that name somebody else with an article, and behind an adverb', () => {
    const reached =
      '“They came from the other side,” says Hiwa Ader. Reached by the Standard on Saturday, Brigadier Kamole laughed. “She has casings? Our guns were cold. Let her bring them,” he said.';
    expect(
      names(reached, [
        ['Hiwa Ader', 'says', '“They came from the other side,”'],
        ['he', 'said', '“She has casings? Our guns were cold. Let her bring them,”'],
      ])[1],
    ).toBe('Kamole');
    const outside =
      '“No tram will leave,” union leader Miro Holt said.\n\nOutside, a driver lit a cigarette. “I take home less than you,” he told the Evening Post.';
    expect(
      names(outside, [
        ['union leader Miro Holt', 'said', '“No tram will leave,”'],
        ['he', 'told', '“I take home less than you,”'],
      ])[1],
    ).toBe('unnamed: driver');
  });

  it('is not one of whom only the quoted words tell', () => {
    const text = '“The governor is wrong. Nobody came,” the woman with the hen told the Post.';
    expect(
      names(text, [['the woman with the hen', 'told', '“The governor is wrong. Nobody came,”']]),
    ).toEqual(['unnamed: woman']);
  });
});

describe('a quotation behind a question', () => {
  it('is of the only person named before it', () => {
    const text =
      'Five questions\n\nThe Ledger met Dr Sura Pillai at the fair.\n\nWhere are the doses?\n\n“They left our store on the third.”';
    expect(names(text, [['', '', '“They left our store on the third.”']])).toEqual(['Sura Pillai']);
  });

  it('is of who spoke last, where the answer came', () => {
    const text =
      'Haim Dawsar stopped twice. “No shell will fall,” Dawsar told us.\n\nAnd if a boat should stray in? “Then we will wave to it,” came the answer.';
    expect(
      names(text, [
        ['Dawsar', 'told', '“No shell will fall,”'],
        ['', 'came the answer', '“Then we will wave to it,”'],
      ]),
    ).toEqual(['Haim Dawsar', 'Haim Dawsar']);
  });
});

describe('names and titles', () => {
  it('leave out courtesies, ranks and callings of many places', () => {
    const text =
      'The Courier reached His Excellency Omar Ruid. Brig Ivo Marr said no. Auntie Mary Holt said yes. Lyonmo Pema Tsewang was late.';
    expect(
      names(text, [
        ['Brig Ivo Marr', 'said', 'no'],
        ['Auntie Mary Holt', 'said', 'yes'],
        ['Lyonmo Pema Tsewang', 'was', 'late'],
      ]),
    ).toEqual(['Ivo Marr', 'Mary Holt', 'Pema Tsewang']);
  });

  it('take initials for an office that one person holds', () => {
    const text = 'The managing director, Ana Holt, sat beside her. “Four per cent,” the MD told reporters.';
    expect(names(text, [['the MD', 'told', '“Four per cent,”']])).toEqual(['Ana Holt']);
  });

  it('prefer a name spelled out', () => {
    const text = 'The minister, Chyna Mambe, was there. “We shall fill it,” Ch. Mambe told guests.';
    expect(names(text, [['Ch. Mambe', 'told', '“We shall fill it,”']])).toEqual(['Chyna Mambe']);
  });

  it('make a body of the General Staff', () => {
    expect(names('The General Staff denies it.', [['The General Staff', 'denies', 'it']])).toEqual([
      'General Staff',
    ]);
  });

  it('of the unnamed end before where they are', () => {
    const text = 'A nurse at the health post said no. A member of the board said yes.';
    expect(
      names(text, [
        ['A nurse at the health post', 'said', 'no'],
        ['A member of the board', 'said', 'yes'],
      ]),
    ).toEqual(['unnamed: nurse', 'unnamed: member of the board']);
  });
});

describe('a sentence that closes with a document', () => {
  it('is of who said it, named or described', () => {
    const told =
      'No tram will leave the depot, the president of the drivers’ union, Miro Holt, told its assembly, according to the union’s website.';
    const content =
      'No tram will leave the depot, the president of the drivers’ union, Miro Holt, told its assembly';
    expect(names(told, [['the union’s website', 'according to', content]])).toEqual(['Miro Holt']);
  });

  it('is of who is described with a name before the noun', () => {
    const content = 'The bridge will stay shut until spring, an Ostmar official has said';
    expect(names(`${content}, according to a release.`, [['a release', 'according to', content]])).toEqual([
      'unnamed: Ostmar official',
    ]);
  });
});
