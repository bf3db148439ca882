import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OnrecordError } from '../errors.js';

/**
 * One file of a language folder: a list or table that a linguist can change without touching code,
 * with a note of where it comes from.
 */
export interface LanguageFile<T = unknown> {
  /** Where the entries come from. */
  source: string;
  entries: T;
}

/** A language: its code and its files by name (`cues`, `titles`, …), as the stages ask for them. */
export interface Language {
  code: string;
  files: ReadonlyMap<string, LanguageFile>;
}

/**
 * The entries of one file of a language.
 * @param language the language, as loaded
 * @param name the file's name without `.json`
 * @throws Error when the language has no such file or the file has no `entries`
 * @example entriesOf<string[]>(english, 'titles')
 */
export function entriesOf<T>(language: Language, name: string): T {
  const file = language.files.get(name);
  if (!file) throw new Error(`languages/${language.code}/${name}.json is missing`);
  return file.entries as T;
}

/**
 * What is made of a language's lists, made when it is first asked for and kept as long as the language is.
 * @param make makes it of the language
 * @example const titlesOf = perLanguage((language) => new Set(entriesOf<string[]>(language, 'titles')));
 */
export function perLanguage<T extends object>(make: (language: Language) => T): (language: Language) => T {
  const kept = new WeakMap<Language, T>();
  return (language) => {
    let made = kept.get(language);
    if (!made) kept.set(language, (made = make(language)));
    return made;
  };
}

/**
 * Loads a language folder. The only place that reads language files; everything else is handed the value.
 * @param folder the folder that holds one folder per language
 * @param code ISO 639-1 code
 * @throws OnrecordError `language-missing`
 * @example loadLanguage('languages', 'en')
 */
export function loadLanguage(folder: string, code: string): Language {
  const known = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  if (!known.includes(code)) throw new OnrecordError('language-missing', code, known.join(', '));
  const files = new Map<string, LanguageFile>();
  for (const name of readdirSync(join(folder, code))) {
    if (!name.endsWith('.json')) continue;
    files.set(name.slice(0, -5), JSON.parse(readFileSync(join(folder, code, name), 'utf8')) as LanguageFile);
  }
  return { code, files };
}
