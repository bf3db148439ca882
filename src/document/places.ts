import { createRequire } from 'node:module';
import type { Countries } from 'world-countries';
import { entriesOf, perLanguage, type Language } from '../language/language.js';

// The package is CommonJS with the types of an ES module.
const countries = createRequire(import.meta.url)('world-countries') as Countries;

/** Places that datelines name and the countries they lie in. */
interface Places {
  /** Country by lower-case name of a country, in any usual form. */
  countries: Map<string, string>;
  /** Country by lower-case name of a city. */
  cities: Map<string, string>;
  /** Country by lower-case name or abbreviation of a state or province. */
  regions: Map<string, string>;
  /** Lower-case labels that look like places before a dash and are none. */
  notPlaces: Set<string>;
}

interface Lists {
  cities: Record<string, string[]>;
  regions: Record<string, string[]>;
  names: Record<string, string[]>;
  notPlaces: string[];
}

/** A name as compared: lower case, without accents, apostrophes and points. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’‘.]/g, '')
    .toLowerCase()
    .trim();
}

const placesOf = perLanguage((language): Places => {
  const lists = entriesOf<Lists>(language, 'datelines');
  const found: Places = {
    countries: new Map(),
    cities: new Map(),
    regions: new Map(),
    notPlaces: new Set(lists.notPlaces),
  };
  for (const country of countries) {
    const name = country.name.common;
    for (const form of [name, country.name.official, ...country.altSpellings]) {
      if (form.length > 2) found.countries.set(plain(form), name);
    }
    for (const capital of country.capital) {
      if (!found.cities.has(plain(capital))) found.cities.set(plain(capital), name);
    }
  }
  const add = (to: Map<string, string>, from: Record<string, string[]>): void => {
    for (const [country, names] of Object.entries(from))
      for (const name of names) to.set(plain(name), country);
  };
  add(found.countries, lists.names);
  add(found.cities, lists.cities);
  add(found.regions, lists.regions);
  return found;
});

/**
 * The country of a dateline's place: the one that the dateline gives, else that of a state or province it gives, else
 * that of a capital or a city known everywhere. Null for other places: many towns share a name.
 * @param place the town, as written
 * @param region what follows it after a comma, or null
 * @see https://github.com/mledoze/countries
 * @example countryOf('BISHKEK', null, english) // 'Kyrgyzstan'
 */
export function countryOf(place: string, region: string | null, language: Language): string | null {
  const { countries: names, cities, regions } = placesOf(language);
  if (region !== null) {
    const given = regions.get(plain(region)) ?? names.get(plain(region));
    if (given) return given;
  }
  const first = plain(place.split(/\s*[/;]\s*/)[0] ?? place);
  return cities.get(first) ?? (region === null ? (names.get(first) ?? null) : null);
}

/** Whether words name a country, state or province. */
export function isRegion(words: string, language: Language): boolean {
  const { countries: names, regions } = placesOf(language);
  return regions.has(plain(words)) || names.has(plain(words));
}

/** Whether words name a capital or a city known everywhere, or a country. */
export function isKnownPlace(words: string, language: Language): boolean {
  const { countries: names, cities } = placesOf(language);
  return cities.has(plain(words)) || names.has(plain(words));
}

/** Whether words that stand where a place stands are a label instead ("UPDATE"). */
export function isLabel(words: string, language: Language): boolean {
  return placesOf(language).notPlaces.has(words.toLowerCase().trim());
}
