import { fileURLToPath } from 'node:url';
import { loadLanguage, type Language } from '../language/language.js';

let loaded: Language | undefined;

/** The lists that utterances are compared by, read once. */
export function english(): Language {
  loaded ??= loadLanguage(fileURLToPath(new URL('../../languages', import.meta.url)), 'en');
  return loaded;
}
