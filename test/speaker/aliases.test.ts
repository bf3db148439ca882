import { describe, expect, it } from 'vitest';
import { meetingKeys, sameSpeakers, type NamedSpeaker } from '../../src/speaker/aliases.js';
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

const groups = (speakers: NamedSpeaker[]) => sameSpeakers(speakers, lexicon).map(({ keys }) => keys);

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

  it('knows the names of what the world knows', () => {
    const all = [
      'Islamic State',
      'ISIS',
      'Daesh',
      'the Islamic State of Iraq and Syria',
      'the United Nations',
      'UN',
    ];
    expect(groups(all.map((name) => speaker(name, { kind: 'organisation' })))).toEqual([
      all.slice(0, 4),
      all.slice(4),
    ]);
  });

  it('shows plain letters first', () => {
    const all = ['Сергей Орленов', 'SERGEY ORLENOV', 'Sergey Orlenov'].map((name) => speaker(name));
    expect(sameSpeakers(all, lexicon).map(({ name }) => name)).toEqual(['Sergey Orlenov']);
  });

  it('meet under a key, so that not all need be compared', () => {
    const keys = (name: string) => meetingKeys(speaker(name), lexicon);
    expect(keys('Sergey Orlenov')).toEqual(keys('Сергей Орленов'));
    expect(keys('Hamza Rafiq').filter((key) => keys('Hamza Muhammad Rafiq').includes(key))).toHaveLength(1);
    expect(keys('Orlenov')).toEqual([]);
    expect(keys('unnamed: a senior aide')).toEqual([]);
    expect(keys('x'.repeat(1_000_000))).toEqual([]);
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

  it('joins nobody by letters that two organisations go by', () => {
    const of = (name: string) => speaker(name, { kind: 'organisation', aliases: ['OHL'] });
    const all = [
      of('Ostmar Harbour League'),
      of('Old Heath Lodge'),
      speaker('OHL', { kind: 'organisation' }),
    ];
    expect(groups(all)).toEqual([['Ostmar Harbour League'], ['Old Heath Lodge'], ['OHL']]);
    expect(groups([all[0]!, all[2]!])).toEqual([['Ostmar Harbour League', 'OHL']]);
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
