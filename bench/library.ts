import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type * as Onrecord from '../src/index.js';
import type * as Languages from '../src/language/language.js';

/** The library's public face, as a user has it. */
export type Library = typeof Onrecord;

/** The folder of the lists of all languages. */
export const LANGUAGES = fileURLToPath(new URL('../../languages', import.meta.url));

/** Loads the library as built, so that what is measured is what is shipped. @throws as {@link part} */
export const loadLibrary = (): Promise<Library> => part<Library>('index');

/**
 * A part of the library as built that is not public.
 * @param name such as `utterance/report`
 * @throws Error that says what to run when it has not been built
 * @example const { reportsOf } = await part<typeof Reports>('utterance/report')
 */
export async function part<T>(name: string): Promise<T> {
  const entry = new URL(`../../dist/${name}.js`, import.meta.url);
  if (!existsSync(fileURLToPath(entry)))
    throw new Error(`dist/${name}.js is missing: run "npm run build" first`);
  return (await import(entry.href)) as T;
}

/** The English lists, by the library as built. @throws as {@link part} */
export async function loadEnglish(): Promise<Languages.Language> {
  const { loadLanguage } = await part<typeof Languages>('language/language');
  return loadLanguage(LANGUAGES, 'en');
}
