import { gunzipSync, constants } from 'node:zlib';
import { OnrecordError } from '../errors.js';
import type { Page } from '../page.js';
import { isGzip, peeked, type ByteStream } from './bytes.js';
import { gzipFrames, plainFrame } from './frames.js';
import { MAX_HEADER } from './header.js';
import { decodedBody, httpAnswer } from './http-answer.js';
import { recordsOf, startsRecord, type ArchiveRecord } from './records.js';
import { inWords } from './size.js';

/** A page of an archive, or what kept it from being read. */
export type PageTaken = { input: string } & ({ page: Page } | { error: OnrecordError });

/** What reading an archive may be told. */
export interface WarcOptions {
  /** The most bytes of one page, before and after its encodings are undone. */
  maxBytes: number;
  /** Whether a record can end at a byte of the file, as {@link recordsOf} asks; only for one that is not compressed. */
  endsAt?: (offset: number) => Promise<boolean>;
}

/** Bytes to look at to know an archive. */
export const ARCHIVE_START = 4096;

/**
 * Whether a stream that starts so is a WARC or ARC archive, compressed or not.
 * @param start its first bytes, {@link ARCHIVE_START} or all
 * @example isWarc(Buffer.from('WARC/1.1\r\n')) // true
 */
export function isWarc(start: Uint8Array): boolean {
  if (!isGzip(start)) return startsRecord(start);
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 8_000_000 };
    return startsRecord(gunzipSync(start, options));
  } catch {
    return false;
  }
}

/**
 * The pages of a web archive, one after the other: the answers of status 2xx that hold HTML or plain text. Requests,
 * revisits, metadata, images and the like are passed over. What is damaged or said wrongly is one error each, and the
 * rest is read. Memory does not grow with the archive.
 * @param name what the archive is called: `input` is this, `@` and where the record stands
 * @param stream WARC 1.0 or 1.1, or ARC; plain, gzip by record, or one gzip of all; archives may follow each other
 * @param options limits
 * @example
 * for await (const taken of pagesOfWarc('crawl.warc.gz', bytesOfFile('crawl.warc.gz'), { maxBytes: 2e7 }))
 *   if ('page' in taken) console.log(taken.page.url);
 */
export async function* pagesOfWarc(
  name: string,
  stream: ByteStream,
  { maxBytes, endsAt }: WarcOptions,
): AsyncGenerator<PageTaken> {
  const [start, whole] = await peeked(stream, 2);
  const pieces = isGzip(start) ? gzipFrames(whole, startsRecord) : plainFrame(whole);
  const options = { limit: maxBytes + MAX_HEADER, ...(endsAt && !isGzip(start) ? { endsAt } : {}) };
  let none = true;
  for await (const taken of recordsOf(pieces, options)) {
    if ('error' in taken) {
      none = false;
      yield { input: nameOf(name, taken.at, taken.url), error: taken.error };
      continue;
    }
    const { record } = taken;
    const input = `${name}@${record.at}`;
    try {
      const page = pageOf(record, maxBytes);
      if (page === null) continue;
      none = false;
      yield { input, page: { ...page, input } };
    } catch (error) {
      if (!(error instanceof OnrecordError)) throw error;
      none = false;
      yield { input: nameOf(name, record.at, record.url), error };
    }
  }
  if (none) yield { input: name, error: new OnrecordError('archive-no-pages') };
}

const nameOf = (name: string, at: string, url: string | null) =>
  `${name}@${at}${url === null ? '' : ` (${url.slice(0, 2000)})`}`;

const TYPES = ['text/html', 'application/xhtml+xml', 'text/plain'];
const typeOf = (value: string) => value.split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * The page that a record holds; null where it holds none.
 * @throws OnrecordError `page-too-large`, `archive-http`, `archive-body`
 */
function pageOf(record: ArchiveRecord, maxBytes: number): Page | null {
  const { type, url, date, block, size, truncated } = record;
  if ((type !== 'response' && type !== 'resource') || url === null || !/^https?:/i.test(url)) return null;
  // A text for robots is no page for readers.
  if (/^https?:\/\/[^/]+\/robots\.txt$/i.test(url)) return null;
  const about = { url, ...(date === null ? {} : { retrieved: date }) };
  const tooLarge = () => new OnrecordError('page-too-large', inWords(size), inWords(maxBytes));

  if (typeOf(record.contentType) !== 'application/http') {
    // The content alone, without an HTTP head.
    if (!TYPES.includes(typeOf(record.contentType))) return null;
    if (size > maxBytes) throw tooLarge();
    return { bytes: block, ...about, contentType: record.contentType };
  }
  const answer = httpAnswer(block);
  if (answer === null) throw new OnrecordError('archive-http');
  const { status, fields, body } = answer;
  // 206 is a part of a page.
  if (status < 200 || status > 299 || status === 206) return null;
  const contentType = fields.get('content-type') ?? '';
  const kind = typeOf(contentType);
  if (!(kind === '' ? looksLikeHtml(body) : TYPES.includes(kind))) return null;
  if (block.length < size) throw tooLarge();
  const bytes = decodedBody(answer, { limit: maxBytes, truncated });
  if (bytes.length === 0) return null;
  return { bytes, ...about, ...(contentType === '' ? {} : { contentType }) };
}

/** Whether an answer that does not say what it is may be HTML: then it starts with a tag. */
function looksLikeHtml(body: Uint8Array): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s*</.test(Buffer.from(body.subarray(0, 256)).toString('latin1'));
}
