import { describe, expect, it } from 'vitest';
import {
  parseAliases,
  sameSpeakers,
  type AliasDecisions,
  type NamedSpeaker,
} from '../../src/speaker/aliases.js';
import { lexiconOf } from '../../src/speaker/lexicon.js';
import { english } from './page.js';

const lexicon = lexiconOf(english);

const speaker = (name: string, rest: Partial<NamedSpeaker> = {}): NamedSpeaker => ({
  key: name,
  name,
  kind: 'person',
  roles: [],
  aliases: [],
  ...rest,
});

const groups = (speakers: NamedSpeaker[], decisions?: AliasDecisions) =>
  sameSpeakers(speakers, lexicon, decisions).map(({ keys }) => keys);

describe('one speaker, one entry', () => {
  it.each([
    ['Hamza Rafiq', 'Hamza Muhammad Rafiq'],
    ['Sergey Orlenov', 'Sergei Orlenov'],
    ['Sergey Orlenov', 'Сергей Орленов'],
    ['Dmitry Peskov', 'Dmitri Peskov'],
    ['Mikhail Orlov', 'Mihail Orlov'],
    ['Bill Holt', 'William J. Holt'],
    ['Émile Dacourt', 'Emile Dacourt'],
  ])('%s is %s', (one, other) => {
    expect(groups([speaker(one), speaker(other)])).toEqual([[one, other]]);
  });

  it('joins what a page gives as another name', () => {
    const daesh = speaker('Daesh', { kind: 'organisation', aliases: ['Islamic State'] });
    const state = speaker('Islamic State', { kind: 'organisation' });
    expect(groups([daesh, state])).toEqual([['Daesh', 'Islamic State']]);
  });

  it('shows the fullest name, with the others and all roles', () => {
    const [group] = sameSpeakers(
      [speaker('Ana Ruiz', { roles: ['minister'] }), speaker('Ana Vega Ruiz', { roles: ['envoy'] })],
      lexicon,
    );
    expect(group).toMatchObject({
      name: 'Ana Vega Ruiz',
      aliases: ['Ana Ruiz'],
      roles: ['minister', 'envoy'],
    });
  });
});

describe('two speakers stay two', () => {
  it.each([
    ['Orlenov', 'Sergey Orlenov'],
    ['Ana Holt', 'Jens Holt'],
    ['Ana Maria Holt', 'Ana Luisa Holt'],
    ['Jens Holt Jr.', 'Jens Holt Sr.'],
    ['unnamed: aide', 'unnamed: aide '],
  ])('%s and %s', (one, other) => {
    expect(groups([speaker(one), speaker(other)])).toEqual([[one], [other]]);
  });

  it('joins a name that fits two different people to neither', () => {
    const all = [speaker('Ana Maria Holt'), speaker('Ana Holt'), speaker('Ana Luisa Holt')];
    expect(groups(all)).toEqual([['Ana Maria Holt'], ['Ana Holt'], ['Ana Luisa Holt']]);
  });

  it('are told apart among a hundred thousand', () => {
    const many = Array.from({ length: 100_000 }, (_, i) =>
      speaker(`Ana Holt${'abdefghlmnoprstuz'.charAt(i % 17)}ik`, { key: String(i) }),
    );
    const start = performance.now();
    expect(groups(many)).toHaveLength(17);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('never takes a person for an organisation', () => {
    const bank = speaker('Jens Holt', { key: 'bank', kind: 'organisation' });
    expect(groups([speaker('Jens Holt'), bank])).toEqual([['Jens Holt'], ['bank']]);
  });
});

describe('a user', () => {
  it('joins, and chooses the name to show', () => {
    const decisions = { same: [['Islamic State', 'ISIS', 'Daesh']] };
    const [group] = sameSpeakers(
      [speaker('ISIS', { kind: 'organisation' }), speaker('Daesh', { kind: 'organisation' })],
      lexicon,
      decisions,
    );
    expect(group).toMatchObject({ name: 'Islamic State', keys: ['ISIS', 'Daesh'] });
  });

  it('parts', () => {
    const decisions = { different: [['Ana Holt', 'Ana B. Holt']] };
    expect(groups([speaker('Ana Holt'), speaker('Ana B. Holt')], decisions)).toEqual([
      ['Ana Holt'],
      ['Ana B. Holt'],
    ]);
  });

  it('is told what is wrong with the file', () => {
    expect(() => parseAliases('[')).toThrow('not JSON');
    expect(() => parseAliases('{"merge": []}')).toThrow('"merge" is neither');
    expect(() => parseAliases('{"same": [["one"]]}')).toThrow('"same", entry 1');
    expect(parseAliases('{"same": [["a", "b"]]}').same).toEqual([['a', 'b']]);
  });
});
