import { randomBytes } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { open, realpath, rename, stat, type FileHandle } from 'node:fs/promises';
import { OnrecordError } from '../errors.js';

/** A file that appears under its name only when it is whole: until then another name holds what is written. */
export interface OutFile {
  write(piece: string | Uint8Array): Promise<void>;
  /** Gives the file its name. */
  finish(): Promise<void>;
  /** Leaves nothing behind. Synchronous, so that it can run when the process is told to stop. */
  abandon(): void;
}

/**
 * Opens a file to be written as a whole.
 * @param path its name; a file that is there is replaced when the new one is done
 * @throws OnrecordError `out-folder`, `out-failed`
 * @example const out = await openOut('sheet.html'); await out.write('…'); await out.finish();
 */
export async function openOut(path: string): Promise<OutFile> {
  const failed = (error: unknown) =>
    error instanceof OnrecordError ? error : new OnrecordError('out-failed', path, reasonOf(error));
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new OnrecordError('out-folder', path);
  if (found && !found.isFile()) return straight(path, failed);
  // Through a link the file it points to is replaced, not the link.
  const target = found ? await realpath(path) : path;
  const temporary = `${target}.${randomBytes(4).toString('hex')}.part`;
  let file: FileHandle;
  try {
    file = await open(temporary, 'wx', found ? found.mode & 0o777 : 0o666);
  } catch (error) {
    throw failed(error);
  }
  let ended = false;
  const abandon = () => {
    if (ended) return;
    ended = true;
    try {
      unlinkSync(temporary);
    } catch {
      // It is gone already: nothing is left behind, as wanted.
    }
  };
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      abandon();
      throw failed(error);
    }
  };
  return {
    write: (piece) => attempt(() => file.appendFile(piece, 'utf8')),
    finish: () =>
      attempt(async () => {
        await file.sync();
        await file.close();
        await rename(temporary, target);
        ended = true;
      }),
    abandon,
  };
}

/** A device or pipe (`/dev/null`, a shell's `>(…)`) is written as it comes: it can't be replaced. */
async function straight(path: string, failed: (error: unknown) => OnrecordError): Promise<OutFile> {
  try {
    const file = await open(path, 'w');
    return {
      write: async (piece) => {
        await file.appendFile(piece, 'utf8').catch((error: unknown) => {
          throw failed(error);
        });
      },
      finish: () => file.close(),
      abandon: () => undefined,
    };
  } catch (error) {
    throw failed(error);
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : REASONS[code]) ?? code ?? message;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the disk is read-only',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder does not exist',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
};
