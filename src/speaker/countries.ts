import { createRequire } from 'node:module';
import type { Countries } from 'world-countries';
import { entriesOf, perLanguage } from '../language/language.js';

// The package's ESM build imports JSON without an import attribute, which Node refuses; its CommonJS build works.
const COUNTRIES = createRequire(import.meta.url)('world-countries') as Countries;

/** What `places.json` of a language holds. */
interface PlaceFile {
  /** Name, postal code, newspaper abbreviation. */
  states: [string, string, string][];
  more: Record<string, string[]>;
  cities: string[];
  acronyms: string[];
}

/** A word for a country or state, and which it is: `RU` by name, demonym, capital; `US-TX` for a state. */
export interface Region {
  code: string;
  as: 'name' | 'demonym' | 'capital' | 'state';
}

/** Words for regions, in small letters, and the names of other places. */
export interface Regions {
  of: ReadonlyMap<string, Region>;
  cities: ReadonlySet<string>;
  /** Those of two letters that are names in small letters, too, as postal codes are not: "us". */
  acronyms: ReadonlySet<string>;
}

/** A name as a key: small letters, no points, no accents. @example placeKey('U.S.') // 'us' */
export function placeKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();
}

/**
 * Countries, their capitals and demonyms (package world-countries, ODbL) with the additions of the language.
 * @example regionsOf(english).of.get('pakistani') // { code: 'PK', as: 'demonym' }
 */
export const regionsOf = perLanguage((language): Regions => {
  const file = entriesOf<PlaceFile>(language, 'places');
  const of = new Map<string, Region>();
  const put = (word: string | undefined, code: string, as: Region['as']) => {
    if (!word) return;
    const key = placeKey(word);
    if (key.length > 1 && !of.has(key)) of.set(key, { code, as });
  };
  for (const [code, words] of Object.entries(file.more)) {
    for (const word of words) put(word, code, /(?:an|ish|ese|ch|ic|i)$/u.test(word) ? 'demonym' : 'name');
  }
  // Sovereign countries first: dependent territories often bear the same words.
  for (const country of [...COUNTRIES].sort((a, b) => Number(b.unMember) - Number(a.unMember))) {
    put(country.name.common, country.cca2, 'name');
    put(country.demonyms['eng']?.m, country.cca2, 'demonym');
  }
  for (const [name, postal, short] of file.states) {
    const code = `US-${postal}`;
    put(name, code, 'state');
    put(short, code, 'state');
    put(postal, code, 'state');
  }
  for (const country of COUNTRIES) {
    if (country.unMember) for (const capital of country.capital) put(capital, country.cca2, 'capital');
  }
  const cities = new Set(file.cities.map(placeKey));
  const made = { of, cities, acronyms: new Set(file.acronyms.map(placeKey)) };
  return made;
});
