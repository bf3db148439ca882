import { describe, expect, it } from 'vitest';
import type { Speaker } from '../../src/record.js';
import { withOffices } from '../../src/utterance/offices.js';
import { relate, speakingFor, whoOf, type WhoRelation } from '../../src/utterance/who.js';
import { english } from './pages.js';

const who = (name: string, kind: Speaker['kind'] = 'person', roles: string[] = []) =>
  whoOf({ id: 'x', name, kind, roles, aliases: [], mentions: [] }, { role: null, source: [] });

describe('speakers of two pages', () => {
  it.each<[string, string, WhoRelation]>([
    ['Irena Torvik', 'Irena Torvik', 'same'],
    ['Irena Torvik', 'Torvik', 'same'],
    ['Hamza Muhammad Rafiq', 'Hamza Rafiq', 'same'],
    ['Sergey Ivlov', 'Sergei Ivlov', 'same'],
    ['Dr Tomas Holt', 'Tomas Holt', 'same'],
    ['T. Holt', 'Tomas Holt', 'same'],
    ['Zh. Torvik', 'Zhana Torvik', 'same'],
    ['Zh. Torvik', 'Irena Torvik', 'other'],
    ['Tomas Holt', 'Anna Holt', 'other'],
    ['Irena Torvik', 'Pavel Ekdal', 'other'],
    ['Irena Torvik', 'unnamed: minister', 'open'],
  ])('%s and %s: %s', (a, b, relation) => {
    expect(relate(who(a), who(b))).toBe(relation);
    expect(relate(who(b), who(a))).toBe(relation);
  });

  it('takes an institution and one who speaks for it as likely', () => {
    expect(
      relate(
        who('Foreign Ministry', 'organisation'),
        who('Pavel Ekdal', 'person', ['Foreign Ministry spokesman']),
      ),
    ).toBe('likely');
  });

  it('takes who speaks on a body’s own page for one who speaks for it', () => {
    const firm = who('Lunden Steel', 'organisation');
    expect(relate(who('Pavel Ekdal'), firm)).toBe('far');
    expect(relate(speakingFor(who('Pavel Ekdal'), 'Lunden Steel'), firm)).toBe('likely');
    expect(speakingFor(who('Pavel Ekdal'), null)).toEqual(who('Pavel Ekdal'));
    expect(speakingFor(firm, 'Lunden Steel')).toEqual(firm);
  });

  it('takes a firm that is called as people are, and who speaks for it, as likely', () => {
    const director = who('Irena Torvik', 'person', ['director of Lunden Dorle']);
    expect(relate(who('Lunden Dorle'), director)).toBe('likely');
    expect(relate(director, who('Lunden Dorle'))).toBe('likely');
  });

  it('takes an unnamed speaker with the same office as likely', () => {
    expect(
      relate(
        who('unnamed: transport minister', 'group'),
        who('Irena Torvik', 'person', ['Transport Minister']),
      ),
    ).toBe('likely');
  });

  it('takes a description that holds the name as likely', () => {
    const named = who('Ines Halvor', 'person', ['doctor']);
    expect(relate(who('unnamed: Halvor and her colleagues', 'group'), named)).toBe('likely');
    expect(relate(who('unnamed: Halvor’s lawyer', 'group'), named)).toBe('open');
    expect(relate(who('unnamed: Kordan’s envoy', 'group'), who('Kordan', 'organisation'))).toBe('likely');
  });

  it('tells two offices with one word in common apart', () => {
    const minister = who('Irena Torvik', 'person', ['Transport Minister']);
    expect(relate(who('unnamed: water minister', 'group'), minister)).toBe('open');
    expect(relate(who('unnamed: minister', 'group'), minister)).toBe('likely');
  });

  it('holds no deputy for the one above', () => {
    const judge = (role: string) => withOffices(who('unnamed: minister', 'person', [role]), english);
    const named = withOffices(who('Irena Torvik', 'person', ['Transport Minister']), english);
    expect(relate(judge('transport minister'), named)).toBe('likely');
    expect(relate(judge('deputy transport minister'), named)).toBe('open');
  });

  it('knows two words for one office', () => {
    const lawyer = withOffices(who('unnamed: attorney', 'person', ['attorney']), english);
    expect(relate(lawyer, withOffices(who('Femi Adar', 'person', ['solicitor']), english))).toBe('likely');
  });

  it('takes letters behind a name for no part of it', () => {
    expect(who('Nora Quell MP').name).toBe('Nora Quell');
    expect(who('Edvard Lund III').name).toBe('Edvard Lund III');
    expect(who('NORA QUELL').name).toBe('NORA QUELL');
  });

  it('knows an acronym', () => {
    expect(relate(who('Kordan Press Agency', 'outlet'), who('KPA', 'organisation'))).toBe('same');
  });

  it('does not hold a description to the name that the page was read to mean', () => {
    const described = (name: string, source: string) =>
      whoOf(
        { id: 'x', name, kind: 'person', roles: [], aliases: [], mentions: [] },
        { role: null, source: [{ start: 0, end: source.length, text: source }] },
      );
    const judge = described('Adam Tock', 'The judge');
    expect(judge.described).toBe(true);
    expect(relate(judge, who('Roland Pell', 'person', ['Judge']))).toBe('likely');
    expect(relate(judge, who('Maeve Linden', 'person', ['prosecutor']))).toBe('open');
    expect(relate(judge, who('Adam Tock'))).toBe('same');
  });
});
