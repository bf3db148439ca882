import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { OnrecordError } from '../errors.js';
import { headerOf } from './header.js';
import { inWords } from './size.js';

/** An HTTP answer as an archive keeps it. */
export interface HttpAnswer {
  status: number;
  /** Values by name in lower case. */
  fields: ReadonlyMap<string, string>;
  /** The body as it came over the wire. */
  body: Uint8Array;
}

/**
 * The HTTP answer that some bytes are; null where they are none.
 * @param bytes status line, header and body (RFC 9112); of HTTP/2 and 3 archives write the same form
 * @example httpAnswer(Buffer.from('HTTP/1.1 404 Not Found\r\n\r\n'))?.status // 404
 */
export function httpAnswer(bytes: Uint8Array): HttpAnswer | null {
  const header = headerOf(bytes);
  const status = /^HTTP\/\d(?:\.\d)? +(\d{3})(?!\d)/i.exec(header?.first ?? '')?.[1];
  if (!header || status === undefined) return null;
  return { status: Number(status), fields: header.fields, body: bytes.subarray(header.length) };
}

/** What a body may be decoded with. */
export interface BodyOptions {
  /** The most bytes that may come out. */
  limit: number;
  /** Whether the body is known to be cut: then what there is of it counts. */
  truncated: boolean;
}

type Decoder = (bytes: Uint8Array, options: { maxOutputLength: number; finishFlush?: number }) => Uint8Array;

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: (bytes, options) => {
    try {
      return inflateSync(bytes, options);
    } catch (error) {
      if (isTooLarge(error)) throw error;
      // Many servers send the bare data without the wrapper that the standard asks for.
      return inflateRawSync(bytes, options);
    }
  },
  br: (bytes, { maxOutputLength, finishFlush }) =>
    brotliDecompressSync(bytes, {
      maxOutputLength,
      ...(finishFlush === undefined ? {} : { finishFlush: constants.BROTLI_OPERATION_FLUSH }),
    }),
};

/**
 * An answer's body with its transfer and content encodings undone. Archives often hold the body already decoded under
 * the header that it came with; such a body is given as it is.
 * @throws OnrecordError `page-too-large`, `archive-body`
 * @example decodedBody(answer, { limit: 20_000_000, truncated: false })
 */
export function decodedBody({ fields, body }: HttpAnswer, options: BodyOptions): Uint8Array {
  let bytes = body;
  if (/\bchunked\b/i.test(fields.get('transfer-encoding') ?? '')) bytes = unchunked(bytes);
  const encodings = (fields.get('content-encoding') ?? '').toLowerCase().split(',').reverse();
  for (const encoding of encodings.map((name) => name.trim()))
    if (encoding !== '' && encoding !== 'identity') bytes = undone(bytes, encoding, options);
  if (bytes.length > options.limit)
    throw new OnrecordError('page-too-large', inWords(bytes.length), inWords(options.limit));
  return bytes;
}

function undone(bytes: Uint8Array, encoding: string, { limit, truncated }: BodyOptions): Uint8Array {
  const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
  try {
    if (decoder)
      return decoder(bytes, {
        maxOutputLength: limit,
        ...(truncated ? { finishFlush: constants.Z_SYNC_FLUSH } : {}),
      });
  } catch (error) {
    if (isTooLarge(error))
      throw new OnrecordError('page-too-large', `more than ${inWords(limit)}`, inWords(limit));
  }
  if (isText(bytes)) return bytes;
  throw new OnrecordError('archive-body', encoding);
}

/** Whether bytes start as text does: no encoding of the web makes a run of nothing but printable characters. */
function isText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 64);
  return start.every((byte) => byte >= 0x20 || (byte >= 9 && byte <= 13));
}

function isTooLarge(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
}

/**
 * A body with its chunks put together (RFC 9112, 7.1). One that does not start with a chunk is given as it is; one that
 * is cut counts as far as it goes.
 * @throws OnrecordError `archive-body`
 */
function unchunked(body: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let at = 0;
  while (at < body.length) {
    const lineEnd = body.indexOf(10, at);
    const line = Buffer.from(body.subarray(at, Math.min(lineEnd < 0 ? body.length : lineEnd, at + 256)));
    const size = /^ *([\da-f]{1,12})\s*(?:;.*)?$/i.exec(line.toString('latin1').trimEnd())?.[1];
    if (size === undefined && at === 0) return body;
    // The last line may be cut.
    if (lineEnd < 0) break;
    if (size === undefined) throw new OnrecordError('archive-body', 'chunked');
    const length = parseInt(size, 16);
    if (length === 0) break;
    chunks.push(body.subarray(lineEnd + 1, lineEnd + 1 + length));
    at = lineEnd + 1 + length;
    if (body[at] === 13) at++;
    if (body[at] === 10) at++;
  }
  return Buffer.concat(chunks);
}
