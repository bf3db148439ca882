import { describe, expect, it } from 'vitest';
import type { Language, LanguageFile } from '../../src/language/language.js';
import { english, filed } from './page.js';

/** A tiny language of Esperanto's words, made from English by putting its own lists in place of some. */
function tiny(): Language {
  const files = new Map<string, LanguageFile>(english.files);
  const put = (name: string, change: (entries: Record<string, unknown>) => Record<string, unknown>) => {
    const entries = english.files.get(name)!.entries as Record<string, unknown>;
    files.set(name, { source: 'Plena Vortaro de Esperanto', entries: change(entries) });
  };
  put('pronouns', () => ({
    male: ['li', 'lia'],
    female: ['ŝi', 'ŝia'],
    plural: ['ili'],
    first: ['mi', 'ni'],
    relative: ['kiu'],
  }));
  put('clauses', (entries) => ({ ...entries, subjects: ['li', 'ŝi', 'ili'], possessives: ['lia', 'ŝia'] }));
  put('sources', (entries) => ({ ...entries, definite: ['la'], articles: ['la'], leading: ['de'] }));
  put('names', (entries) => ({
    ...entries,
    common: ['la', 'li', 'ŝi', 'ili', 'mi', 'ni', 'kaj', 'en', 'de', 'lunde', 'marde'],
  }));
  put('given-names', (entries) => ({
    ...entries,
    male: 'ludoviko petro',
    female: 'klara maria',
    nicknames: {},
  }));
  put('titles', (entries) => ({ ...entries, male: ['s-ro'], female: ['s-ino'] }));
  put('roles', (entries) => ({ ...entries, either: ['ministro', 'urbestro'], boundaries: ['diris', 'kiu'] }));
  put('speech', (entries) => ({
    ...entries,
    verbs: ['diris', 'aldonis'],
    continuing: ['aldonis'],
    questions: ['demando'],
    answers: ['respondo'],
  }));
  put('occasions', (entries) => ({ ...entries, weekdays: {}, days: { hieraŭ: -1, hodiaŭ: 0 } }));
  put('acts', (entries) => ({
    ...entries,
    cues: { state: ['diri'], warn: ['averti'], deny: ['nei'] },
    irregular: {},
    endings: [
      ['is', ['i']],
      ['as', ['i']],
    ],
    phrases: [],
    content: {},
    flat: [],
    negations: ['ne'],
  }));
  put('polarity', () => ({ positive: 'bonega', negative: 'malbona' }));
  return { code: 'eo', files };
}

describe('another language', () => {
  it('is read by its own lists', () => {
    const text =
      'Urbestro Klara Montego malfermis la ponton.\n\nŜi avertis hieraŭ pri la vento.\n\n“Ĝi tenos,” aldonis la urbestro.';
    const { names, statements } = filed(
      text,
      [
        ['Ŝi', 'avertis', 'pri la vento'],
        ['la urbestro', 'aldonis', '“Ĝi tenos,”'],
      ],
      { published: '2024-05-16' },
      tiny(),
    );
    expect(names[0]).toBe('Klara Montego');
    expect(statements[0]).toMatchObject({ act: 'warn', occasion: { when: '2024-05-15' } });
  });

  it('has its interviews by its own labels', () => {
    const text =
      'Klara Montego parolis.\n\nDemando: Kial?\n\nRespondo: Mi diris tion.\n\nDemando: Ĉu?\n\nRespondo: Jes.';
    expect(filed(text, [['Mi', 'diris', 'tion']], {}, tiny()).names).toEqual(['Klara Montego']);
  });
});
