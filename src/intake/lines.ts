import { OnrecordError } from '../errors.js';
import type { Page } from '../page.js';
import type { ByteStream } from './bytes.js';
import { inWords } from './size.js';

/** One line of NDJSON: the page on it, or what is wrong with it. Lines count from 1. */
export type Line = { line: number; id: string | null } & ({ page: Page } | { error: OnrecordError });

/** The fields of a page on a line, besides `html` and `text`. */
const FIELDS = ['url', 'outlet', 'published', 'retrieved'] as const;

/**
 * The pages of newline-delimited JSON, one a line: `{id?, url?, outlet?, published?, html | text}`.
 * A bad line is given as an error and the rest goes on; empty lines are passed over. Holds one line at a time.
 * @param stream UTF-8 bytes
 * @param limit the most bytes of one line
 * @example for await (const line of pagesOfLines(createReadStream('pages.ndjson'), 20_000_000)) …
 */
export async function* pagesOfLines(stream: ByteStream, limit: number): AsyncGenerator<Line> {
  let line = 0;
  for await (const bytes of linesOf(stream, limit)) {
    line++;
    if (bytes === null) {
      const error = new OnrecordError('page-too-large', `more than ${inWords(limit)}`, inWords(limit));
      yield { line, id: null, error };
      continue;
    }
    const text = new TextDecoder().decode(bytes).trim();
    if (text !== '') yield { line, ...pageOfLine(text) };
  }
}

/** The page on one line. */
function pageOfLine(
  text: string,
): { id: string | null; page: Page } | { id: string | null; error: OnrecordError } {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    given = null;
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { id: null, error: new OnrecordError('line-not-json') };
  const fields = given as Record<string, unknown>;
  const id = typeof fields.id === 'string' || typeof fields.id === 'number' ? String(fields.id) : null;
  const page: Page = {};
  if (typeof fields.html === 'string') page.html = fields.html;
  else if (typeof fields.text === 'string') page.text = fields.text;
  else return { id, error: new OnrecordError('line-no-page') };
  for (const name of FIELDS) {
    const value = fields[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') return { id, error: new OnrecordError('line-field', name) };
    page[name] = value;
  }
  return { id, page };
}

/** The lines of a stream, without their ends; null for one longer than the limit, whose bytes are let go. */
async function* linesOf(stream: ByteStream, limit: number): AsyncGenerator<Uint8Array | null> {
  let held: Uint8Array[] = [];
  let size = 0;
  const take = (): Uint8Array | null => {
    const line = size > limit ? null : Buffer.concat(held);
    held = [];
    size = 0;
    return line;
  };
  const hold = (piece: Uint8Array) => {
    size += piece.length;
    if (size > limit) held = [];
    else if (piece.length > 0) held.push(piece);
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let to = chunk.indexOf(10); to >= 0; to = chunk.indexOf(10, from)) {
      hold(chunk.subarray(from, to));
      yield take();
      from = to + 1;
    }
    hold(chunk.subarray(from));
  }
  if (size > 0) yield take();
}
