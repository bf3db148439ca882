import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { OnrecordError } from '../errors.js';
import { fileError } from './folder.js';
import type { ByteStream } from './bytes.js';

/**
 * The bytes of a regular file. Anything else is refused before a byte is read: opening a pipe would wait for ever.
 * @param path the file's path
 * @param piece how many bytes come at once: few where a page is all there is, many where an archive goes by
 * @throws OnrecordError `input-missing`, `input-special`, `input-unreadable`
 * @example for await (const chunk of bytesOfFile('page.html')) …
 */
export async function* bytesOfFile(path: string, piece = 64 * 1024): ByteStream & AsyncGenerator<Uint8Array> {
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw fileError(error);
  }
  const read = () => file.read({ buffer: Buffer.allocUnsafe(piece) });
  let next: ReturnType<typeof read> | null = null;
  try {
    if (!(await file.stat()).isFile()) throw new OnrecordError('input-special');
    next = read();
    for (;;) {
      const { bytesRead, buffer } = await next;
      if (bytesRead === 0) return;
      // The disk works on the next piece while this one is taken.
      next = read();
      next.catch(() => undefined);
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw fileError(error);
  } finally {
    await next?.catch(() => undefined);
    await file.close();
  }
}

/**
 * Looks up whether a record of an archive that is not compressed can end at a byte of it: there, after blank lines at
 * most, another starts, or the file ends.
 * @param path the archive's path
 * @example await recordEndsAt('crawl.warc')(48_213)
 */
export function recordEndsAt(path: string): (offset: number) => Promise<boolean> {
  return async (offset) => {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (offset > (await file.stat()).size) return false;
      const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(64), position: offset });
      const next = buffer.toString('latin1', 0, bytesRead).replace(/^[\r\n]+/, '');
      return next === '' || next.startsWith('WARC/');
    } finally {
      await file.close();
    }
  };
}
