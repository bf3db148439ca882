import { entriesOf, perLanguage, type Language } from '../language/language.js';

const agenciesOf = perLanguage((language): Map<string, string> => {
  const found: Map<string, string> = new Map();
  for (const forms of entriesOf<string[][]>(language, 'agencies')) {
    for (const form of forms) found.set(form.length > 4 ? form.toLowerCase() : form, forms[0]!);
  }
  return found;
});

/**
 * The full name of a news agency by any of its forms; null for what is no agency that the language knows.
 * Short forms must be spelled as they are ("AP", not "ap").
 * @example agencyNamed('AP', english) // 'Associated Press'
 */
export function agencyNamed(words: string, language: Language): string | null {
  const form = words.trim().replace(/^\/|\/$/g, '');
  return agenciesOf(language).get(form.length > 4 ? form.toLowerCase() : form) ?? null;
}

/**
 * How an agency signs in datelines: its initials, where it has some, else its name.
 * @param name the full name, as {@link agencyNamed} gives it
 * @example agencySign('Associated Press', english) // 'AP'
 */
export function agencySign(name: string, language: Language): string {
  const forms = entriesOf<string[][]>(language, 'agencies').find(([full]) => full === name) ?? [name];
  return forms.find((form) => /^\p{Lu}[\p{Lu}.-]{1,5}$/u.test(form)) ?? name;
}

/** The words that count for initials: "The Times of Central Asia" is TCA. */
const SMALL = /^(?:the|of|and|for|in|on|at|de|la|du|des|&)$/i;

/**
 * Whether a short form stands for a name: its initials, the name itself, or the name without its article.
 * @example standsFor('KPA', 'Kordan Press Agency') // true
 */
export function standsFor(short: string, name: string): boolean {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/^the\s+/, '')
      .replace(/[^\p{L}\p{N}]/gu, '');
  if (plain(short) === plain(name)) return plain(short) !== '';
  const words = name.split(/[\s./-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const initials = (all: string[]): string => all.map((word) => word[0]!.toUpperCase()).join('');
  const letters = short.replace(/[^\p{L}\p{N}]/gu, '');
  if (letters.length < 2 || letters !== letters.toUpperCase()) return false;
  return letters === initials(words) || letters === initials(words.filter((word) => !SMALL.test(word)));
}
