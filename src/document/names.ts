import { entriesOf, perLanguage, type Language } from '../language/language.js';

/** The word lists that bylines and biographies are told by. */
export interface CreditWords {
  by: RegExp;
  roles: Set<string>;
  /** Words before a role that say which: "senior political". */
  rankWords: Set<string>;
  desks: Set<string>;
  bioVerbs: Set<string>;
  /** Those of them that only tell of a writer's work. */
  workVerbs: Set<string>;
  bioNouns: Set<string>;
  /** The headings of biographies, the words that begin them and that go on with them; at the start of a line. */
  bioHeadings: RegExp;
  bioOpeners: RegExp;
  bioContinues: RegExp;
  particles: Set<string>;
  notNames: Set<string>;
}

/** The credit words of a language. */
export const creditWordsOf = perLanguage((language): CreditWords => {
  const lists = entriesOf<Record<string, string[]>>(language, 'bylines');
  const set = (name: string): Set<string> => new Set(lists[name]);
  const start = (name: string): RegExp => new RegExp(`^(?:${(lists[name] ?? []).join('|')})\\b`, 'iu');
  const by = [...(lists['by'] ?? [])].sort((a, b) => b.length - a.length).join('|');
  return {
    by: new RegExp(`^(?:${by})(?:\\s*:\\s*|\\s+)(?=\\S)`, 'iu'),
    roles: set('roles'),
    rankWords: set('rankWords'),
    desks: set('desks'),
    bioVerbs: set('bioVerbs'),
    workVerbs: set('workVerbs'),
    bioNouns: set('bioNouns'),
    bioHeadings: start('bioHeadings'),
    bioOpeners: start('bioOpeners'),
    bioContinues: start('bioContinues'),
    particles: set('particles'),
    notNames: set('notNames'),
  };
});

const NAME_WORD =
  /^(?:\p{Lu}[\p{L}\p{M}'’-]*|\p{Lu}\p{L}{0,3}\.|(?:\p{Lu}\.-?){1,3}|(?:[dlO]['’])\p{Lu}[\p{L}'’-]*)$/u;

/**
 * Whether words are a person's name by their shape: two to five capitalised words, initials and particles among them,
 * and none that only other things are called by.
 * @param least the fewest words; 1 where something else says that a name stands here
 * @example isName('Ana de la Torvik', english) // true
 */
export function isName(words: string, language: Language, least = 2): boolean {
  const { particles, notNames, roles } = creditWordsOf(language);
  if (words.length > 60) return false;
  const all = words.replace(/,?\s+(?:Jr|Sr|II|III|IV|PhD|Ph\.D|MD)\.?$/u, '').split(/\s+/);
  if (all.length < least || all.length > 5) return false;
  let proper = 0;
  for (const word of all) {
    const lower = word.toLowerCase().replace(/\.$/, '');
    if (particles.has(lower) && proper > 0) continue;
    if (!NAME_WORD.test(word) || notNames.has(lower) || roles.has(lower)) return false;
    proper++;
  }
  return proper >= least && /\p{L}{2}/u.test(all.at(-1) ?? '');
}

/**
 * The last word of a name, which later mentions use.
 * @example surnameOf('Ana Torvik') // 'Torvik'
 */
export function surnameOf(name: string): string {
  return (
    name
      .replace(/,?\s+(?:Jr|Sr|II|III|IV)\.?$/u, '')
      .split(/\s+/)
      .at(-1) ?? name
  );
}
