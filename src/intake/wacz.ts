import { openPromise, type ZipFile } from 'yauzl';
import { OnrecordError } from '../errors.js';
import type { ByteStream } from './bytes.js';
import { pagesOfWarc, type PageTaken } from './warc.js';

/** Whether bytes start as a zip file does. @example isZip(Buffer.from('PK\u0003\u0004')) // true */
export function isZip(start: Uint8Array): boolean {
  return start[0] === 0x50 && start[1] === 0x4b && start[2] === 3 && start[3] === 4;
}

/**
 * Whether a zip file that starts so is a WACZ: its first entry is one that the standard names.
 * @param start its first 64 bytes
 * @example startsWacz(start)
 */
export function startsWacz(start: Uint8Array): boolean {
  const name = Buffer.from(start.subarray(30, 64)).toString('latin1');
  return isZip(start) && /^(?:archive|indexes|pages)\/|^datapackage(?:-digest)?\.json/.test(name);
}

/**
 * The pages of a WACZ file (Web Archive Collection Zipped 1.1): those of each WARC in its folder `archive`.
 * A part that is damaged is one error, and the others are read.
 * @param path the file's path; a zip file is read from its end, so that a pipe will not do
 * @param options limits
 * @example for await (const taken of pagesOfWacz('collection.wacz', { maxBytes: 2e7 })) …
 */
export async function* pagesOfWacz(path: string, options: { maxBytes: number }): AsyncGenerator<PageTaken> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { autoClose: true });
  } catch (error) {
    throw zipError(error);
  }
  let none = true;
  try {
    const entries = zip.eachEntry();
    for (;;) {
      const next = await entries.next().catch((error: unknown) => {
        throw zipError(error);
      });
      if (next.done) break;
      const { fileName } = next.value;
      if (!/^archive\/.*\.w?arc(?:\.gz)?$/i.test(fileName)) continue;
      none = false;
      const name = `${path}/${fileName}`;
      try {
        const stream: ByteStream = await zip.openReadStreamPromise(next.value);
        yield* pagesOfWarc(name, stream, options);
      } catch (error) {
        yield { input: name, error: zipError(error) };
      }
    }
  } finally {
    zip.close();
  }
  if (none) yield { input: path, error: new OnrecordError('archive-no-pages') };
}

function zipError(error: unknown): OnrecordError {
  if (error instanceof OnrecordError) return error;
  return new OnrecordError('archive-zip', error instanceof Error ? error.message : String(error));
}
