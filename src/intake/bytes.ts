import { createGunzip } from 'node:zlib';
import { OnrecordError } from '../errors.js';
import { inWords } from './size.js';

/** Bytes as they come: a file, standard input, a body. */
export type ByteStream = AsyncIterable<Uint8Array>;

/**
 * Everything a stream gives, refused as soon as it gives more than `limit`.
 * @param stream the bytes
 * @param limit the most bytes taken
 * @throws OnrecordError `page-too-large`
 * @example await allBytes(createReadStream('page.html'), 20_000_000)
 */
export async function allBytes(stream: ByteStream, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit)
      throw new OnrecordError('page-too-large', `more than ${inWords(limit)}`, inWords(limit));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Whether bytes start as gzip does (RFC 1952). @example isGzip(new Uint8Array([0x1f, 0x8b])) // true */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/**
 * The bytes of a stream with gzip undone. Nothing is kept beyond what is being read.
 * @throws OnrecordError `input-gzip` where the data are damaged
 * @example gunzipped(createReadStream('pages.ndjson.gz'))
 */
export async function* gunzipped(stream: ByteStream): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  let failed: unknown;
  const fed = (async () => {
    for await (const chunk of stream) {
      if (gunzip.destroyed) return;
      if (!gunzip.write(chunk))
        await new Promise<void>((go) => {
          const done = () => {
            gunzip.off('drain', done).off('close', done);
            go();
          };
          gunzip.once('drain', done).once('close', done);
        });
    }
    gunzip.end();
  })().catch((error: unknown) => {
    failed = error;
    gunzip.destroy();
  });
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
  } catch (error) {
    if (failed !== undefined) throw failed;
    throw new OnrecordError('input-gzip', error instanceof Error ? error.message : '');
  } finally {
    gunzip.destroy();
    await fed;
  }
  if (failed !== undefined) throw failed;
}

/**
 * A stream's first bytes, and the stream with them put back.
 * @param stream the bytes
 * @param least how many bytes to look at, fewer only where the stream ends before
 * @example const [start, whole] = await peeked(process.stdin, 2)
 */
export async function peeked(stream: ByteStream, least: number): Promise<[Uint8Array, ByteStream]> {
  const iterator = stream[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array();
  let ended = false;
  while (start.length < least && !ended) {
    const next = await iterator.next();
    if (next.done) ended = true;
    else start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      if (start.length > 0) yield start;
      while (!ended) {
        const next = await iterator.next();
        if (next.done) ended = true;
        else yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return [start, whole()];
}
