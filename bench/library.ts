import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type * as Onrecord from '../src/index.js';

/** The library's public face, as a user has it. */
export type Library = typeof Onrecord;

/**
 * Loads the library as built, so that what is measured is what is shipped.
 * @throws Error that says what to run when it has not been built
 */
export async function loadLibrary(): Promise<Library> {
  const entry = new URL('../../dist/index.js', import.meta.url);
  if (!existsSync(fileURLToPath(entry)))
    throw new Error('dist/index.js is missing: run "npm run build" first');
  return (await import(entry.href)) as Library;
}

/**
 * A part of the library as built that is not public.
 * @param name such as `utterance/report`
 * @example const { reportsOf } = await part<typeof Reports>('utterance/report')
 */
export const part = async <T>(name: string): Promise<T> =>
  (await import(new URL(`../../dist/${name}.js`, import.meta.url).href)) as T;
