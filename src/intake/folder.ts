import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OnrecordError } from '../errors.js';

/** One file found, or one thing that cannot be read. */
export type Found = { path: string } | { path: string; error: OnrecordError };

/** The endings of files that hold pages. */
export const ENDINGS = [
  '.html',
  '.htm',
  '.xhtml',
  '.txt',
  '.ndjson',
  '.jsonl',
  '.warc',
  '.arc',
  '.wacz',
] as const;

/** Whether a file's name says that it holds pages. @example holdsPages('story.html.gz') // true */
export function holdsPages(name: string): boolean {
  const plain = name.toLowerCase().replace(/\.gz$/, '');
  return ENDINGS.some((ending) => plain.endsWith(ending));
}

/** Whether a file's name says that it holds one page a line. @example isLines('pages.jsonl.gz') // true */
export function isLines(name: string): boolean {
  return /\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(name);
}

/** Whether a file's name says that it is a web archive. @example isArchive('crawl.warc.gz') // true */
export function isArchive(name: string): boolean {
  return /\.(?:warc|arc|wacz)(?:\.gz)?$/i.test(name);
}

/**
 * The error that a failed file operation means, in a reader's words.
 * @example fileError({ code: 'ENOENT' }).code // 'input-missing'
 */
export function fileError(error: unknown): OnrecordError {
  if (error instanceof OnrecordError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR') return new OnrecordError('input-missing');
  if (code === 'ELOOP') return new OnrecordError('input-loop');
  return new OnrecordError('input-unreadable', REASONS[code] ?? code);
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EISDIR: 'it is a folder',
  EIO: 'the disk failed',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
};

/**
 * The files with pages in a folder and the folders below it, in the order of their names. Links are followed, every
 * folder is read once, and what cannot be read is given as an error while the rest goes on.
 * Holds the names of the folders that it is in, no more.
 * @param folder the folder's path
 * @example for await (const found of filesIn('archive')) …
 */
export async function* filesIn(folder: string, seen = new Set<string>()): AsyncGenerator<Found> {
  let names: string[];
  try {
    const real = await realpath(folder);
    if (seen.has(real)) throw new OnrecordError('input-loop');
    seen.add(real);
    names = (await readdir(folder)).sort();
  } catch (error) {
    yield { path: folder, error: fileError(error) };
    return;
  }
  for (const name of names) {
    if (name.startsWith('.')) continue;
    const path = join(folder, name);
    try {
      const what = await stat(path);
      if (what.isDirectory()) yield* filesIn(path, seen);
      else if (!holdsPages(name)) continue;
      else if (what.isFile()) yield { path };
      else yield { path, error: new OnrecordError('input-special') };
    } catch (error) {
      // The name was just listed, so what is missing is the end of a link. A link of another kind is nobody's page.
      if (!holdsPages(name)) continue;
      const code = (error as NodeJS.ErrnoException).code;
      yield { path, error: code === 'ENOENT' ? new OnrecordError('input-dangling') : fileError(error) };
    }
  }
}
