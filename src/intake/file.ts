import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { OnrecordError } from '../errors.js';
import { fileError } from './folder.js';
import type { ByteStream } from './bytes.js';

/**
 * The bytes of a regular file. Anything else is refused before a byte is read: opening a pipe would wait for ever.
 * @param path the file's path
 * @throws OnrecordError `input-missing`, `input-special`, `input-unreadable`
 * @example for await (const chunk of bytesOfFile('page.html')) …
 */
export async function* bytesOfFile(path: string): ByteStream & AsyncGenerator<Uint8Array> {
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw fileError(error);
  }
  try {
    if (!(await file.stat()).isFile()) throw new OnrecordError('input-special');
    for (;;) {
      const { bytesRead, buffer } = await file.read({ buffer: Buffer.allocUnsafe(64 * 1024) });
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw fileError(error);
  } finally {
    await file.close();
  }
}
