import { describe, expect, it } from 'vitest';
import { names } from './page.js';

describe('“she” before any name', () => {
  it('is who is named in another clause of the sentence', () => {
    const text =
      'She had come to talk about fishing, but on Monday Solvei Marund was shown the report, in which Captain Brekke says there was no wreck.\n\n“I have the oil on my boots,” she told our reporter.';
    expect(
      names(text, [
        ['Captain Brekke', 'says', 'there was no wreck'],
        ['she', 'told', '“I have the oil on my boots,”'],
      ]),
    ).toEqual(['Brekke', 'Solvei Marund']);
  });

  it('is the only woman whom the following paragraphs name', () => {
    const text =
      'A night on the quay\nShe sat on a bench. “I have waited since four,” she said.\n\n“Nobody calls,” she added.\n\nAna Torvik is a widow of 61. The captain, Jens Ruud, is silent.';
    expect(
      names(
        text,
        [
          ['she', 'said', '“I have waited since four,”'],
          ['she', 'added', '“Nobody calls,”'],
        ],
        { headline: 'A night on the quay' },
      ),
    ).toEqual(['Ana Torvik', 'Ana Torvik']);
  });

  it('may be an office by which she is addressed', () => {
    const text =
      'Madam Secretary was hoarse. “I have read every page,” she said, and sat down. Rosa Denver retires in August.';
    expect(names(text, [['she', 'said', '“I have read every page,”']])).toEqual(['Rosa Denver']);
  });
});

describe('“he” is', () => {
  it('the guest who is introduced by his office, not who spoke before', () => {
    const text =
      '“The wall stands,” Milo Brandt, the engineer of the dam, said.\n\nOur guest, Mayor Jens Holt, brought a stone. “This fell from it,” he told us.';
    expect(
      names(text, [
        ['Milo Brandt, the engineer of the dam,', 'said', '“The wall stands,”'],
        ['he', 'told', '“This fell from it,”'],
      ]),
    ).toEqual(['Milo Brandt', 'Jens Holt']);
  });

  it('who is introduced right before his words', () => {
    const text =
      'Governor Edward Walker has told the radio that every school has a stove. The teacher, Robert Conde, laughed when we read this out to him.\n\n“No stove has come up this road,” he said.';
    expect(
      names(text, [
        ['Governor Edward Walker', 'told', 'that every school has a stove'],
        ['he', 'said', '“No stove has come up this road,”'],
      ]),
    ).toEqual(['Edward Walker', 'Robert Conde']);
  });

  it('whom the sentence begins with “as for”', () => {
    const text =
      'Doctor Jan Vilk said that the sample was positive. As for the captain, he insisted that nobody was drunk.';
    expect(
      names(text, [
        ['Doctor Jan Vilk', 'said', 'that the sample was positive'],
        ['he', 'insisted', 'that nobody was drunk'],
      ]),
    ).toEqual(['Vilk', 'unnamed: captain']);
  });
});

describe('a description is', () => {
  it('of who is said to be nothing else', () => {
    const text =
      'The trust’s chief executive, Helen Marsh, said that no ward would close. “All of them stay,” Marsh said.\n\nUp got Owen Brask, who has operated here for 19 years. “I have heard that before,” the surgeon said.';
    expect(
      names(text, [
        ['Marsh', 'said', '“All of them stay,”'],
        ['the surgeon', 'said', '“I have heard that before,”'],
      ]),
    ).toEqual(['Helen Marsh', 'Owen Brask']);
  });

  it('of whose it is that a “whose” follows', () => {
    const text =
      'This is awkward for Velm Telecom, whose boss said “nothing has leaked”. Jens Brask, head of Ostmar Post, laughed.';
    expect(names(text, [['whose boss', 'said', '“nothing has leaked”']])).toEqual(['unnamed: boss']);
  });

  it('not of one who is said to do something else', () => {
    const text =
      'The director of the port spoke of “a sick list”. Ana Torvik, who leads the union, laughed. “Three cranes are moving,” she said.';
    expect(
      names(text, [
        ['The director of the port', 'spoke of', '“a sick list”'],
        ['she', 'said', '“Three cranes are moving,”'],
      ]),
    ).toEqual(['unnamed: director of the port', 'Ana Torvik']);
  });

  it('not of one who heads another body', () => {
    const text =
      'The head of the hospital has told a meeting that no ward will shut.\n\nThe county board is less interested. “It saves nine million,” its chairman, Raymond Toll, said.';
    expect(
      names(text, [
        ['The head of the hospital', 'told', 'that no ward will shut'],
        ['its chairman, Raymond Toll,', 'said', '“It saves nine million,”'],
      ]),
    ).toEqual(['unnamed: head of the hospital', 'Raymond Toll']);
  });

  it('of an office that needs no name', () => {
    const text =
      'Prices rose. The prime minister said that they would fall. “They will not,” said Ana Torvik.';
    expect(
      names(text, [
        ['The prime minister', 'said', 'that they would fall'],
        ['Ana Torvik', 'said', '“They will not,”'],
      ]),
    ).toEqual(['unnamed: prime minister', 'Ana Torvik']);
  });

  it('not of the firm in it, nor is “Mr” before its first word', () => {
    const text =
      'Mirota Precision has called back its scales. The head of Mirota Precision said that the springs were weak. “We are sorry,” Mr Mirota told customers.';
    expect(
      names(text, [
        ['The head of Mirota Precision', 'said', 'that the springs were weak'],
        ['Mr Mirota', 'told', '“We are sorry,”'],
      ]),
    ).toEqual(['unnamed: head of Mirota Precision', 'Mirota']);
  });

  it('of whom a place has, who is “she”, not the place', () => {
    const text = 'Altania’s central banker was asked about prices. “Rates will stay,” she said.';
    expect(names(text, [['she', 'said', '“Rates will stay,”']])).toEqual([
      'unnamed: Altania’s central banker',
    ]);
  });
});
