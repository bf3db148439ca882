import { entriesOf, perLanguage, type Language } from '../language/language.js';
import { DEPUTY, fold, type Who } from './who.js';

interface Roles {
  synonyms: Record<string, string[]>;
  deputies: string[];
  kin: string[];
  shades: string[];
}

interface Offices {
  /** One word for each office that has several. */
  one: ReadonlyMap<string, string>;
  /** Words that make another office of it, or the relation to who holds it. */
  deputies: ReadonlySet<string>;
  /** Words that tell nothing of the office: "former", "new". */
  shades: ReadonlySet<string>;
  /** Nouns that fit many on one page: "official", "resident". */
  many: ReadonlySet<string>;
}

const officesOf = perLanguage((language): Offices => {
  const { synonyms, deputies, kin, shades } = entriesOf<Roles>(language, 'roles');
  const { nobody } = entriesOf<{ nobody: string[] }>(language, 'sources');
  const folded = (words: readonly string[]) => new Set(words.map(fold));
  return {
    one: new Map(
      Object.entries(synonyms).flatMap(([one, others]) => others.map((other) => [fold(other), fold(one)])),
    ),
    deputies: folded([...deputies, ...kin]),
    shades: folded(shades),
    many: folded(nobody),
  };
});

/**
 * A speaker with the offices that pages name differently made one ("attorney", "lawyer"), and those that only belong to
 * one marked ("deputy", "wife"): a deputy mayor is not the mayor.
 * @example withOffices(whoOf(speaker, statement), english).roles // ['lawyer']
 */
export function withOffices(who: Who, language: Language): Who {
  const { one, deputies, shades, many } = officesOf(language);
  if (who.roles.length === 0) return who;
  const roles = who.roles
    .filter((word) => !shades.has(word))
    .map((word) => one.get(word) ?? word)
    .map((word) => (deputies.has(word) ? `${DEPUTY}${word}` : word));
  return {
    ...who,
    roles: [...new Set(roles)],
    definite: who.definite && !roles.some((word) => many.has(word)),
  };
}
