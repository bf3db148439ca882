import { describe, expect, it } from 'vitest';
import { filed, names } from './page.js';

/** The kinds of the speakers, in the order of the statements. */
const kinds = (...given: Parameters<typeof filed>) => {
  const { statements, speakers } = filed(...given);
  return statements.map(({ speaker }) => speakers.find(({ id }) => id === speaker)?.kind);
};

describe('a noun that only the long list has', () => {
  it('tells that one person speaks, in the plural several', () => {
    const text =
      'A welder said it was loud. Two beekeepers said it was cold. A coconut seller said nothing was left. The company divers said so, too.';
    expect(
      kinds(text, [
        ['A welder', 'said', 'it was loud'],
        ['Two beekeepers', 'said', 'it was cold'],
        ['A coconut seller', 'said', 'nothing was left'],
        ['The company divers', 'said', 'so'],
      ]),
    ).toEqual(['person', 'group', 'person', 'group']);
  });

  it('means the only one whom the page names', () => {
    const text = 'Nora Velm crashed in the last bend on Sunday. “I could not brake,” the rider said.';
    expect(names(text, [['the rider', 'said', '“I could not brake,”']])).toEqual(['Nora Velm']);
  });

  it('means rather the one whom the page calls so', () => {
    const before = 'Velm rider Nora Brask crashed. Ana Ruiz passed her. “I could not brake,” the rider said.';
    expect(names(before, [['the rider', 'said', '“I could not brake,”']])).toEqual(['Nora Brask']);
    const behind = 'Jens Holt, a welder from Ostmar, saw it. Ana Ruiz did not. “It burned,” the welder said.';
    expect(names(behind, [['the welder', 'said', '“It burned,”']])).toEqual(['Jens Holt']);
  });

  it('means the one who was described by it before', () => {
    const text =
      'Nora Velm crashed on Sunday. A rider behind her said it was the wind. “We all slid,” the rider said.';
    expect(names(text, [['the rider', 'said', '“We all slid,”']])).toEqual(['unnamed: rider']);
  });

  it('means someone new where more stands behind it', () => {
    const text =
      'The commodore in charge of the frigate Pelita said that she lay still. Colonel Mai Brask showed six photographs.';
    expect(
      names(text, [['The commodore in charge of the frigate Pelita', 'said', 'that she lay still']]),
    ).toEqual(['unnamed: commodore']);
  });

  it('is no noun of what someone does something to', () => {
    const text = 'Detectives hunting the thief of the Ostmar Gospel said that it was abroad.';
    expect(
      kinds(text, [['Detectives hunting the thief of the Ostmar Gospel', 'said', 'that it was abroad']]),
    ).toEqual(['group']);
  });
});

it('an office in a headline is who is called so in small letters', () => {
  const text =
    'Councillor contradicts mayor on price\nThe city paid too much, opposition councillor Rurik Salt said on Friday.';
  const facts = { headline: 'Councillor contradicts mayor on price' };
  expect(
    names(
      text,
      [
        ['Councillor', 'contradicts', 'mayor on price'],
        ['opposition councillor Rurik Salt', 'said', 'The city paid too much'],
      ],
      facts,
    ),
  ).toEqual(['Rurik Salt', 'Rurik Salt']);
});
