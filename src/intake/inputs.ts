import { stat } from 'node:fs/promises';
import { OnrecordError } from '../errors.js';
import type { Page } from '../page.js';
import { allBytes, gunzipped, isGzip, peeked, type ByteStream } from './bytes.js';
import type { Fetched } from './fetch.js';
import { bytesOfFile, recordEndsAt } from './file.js';
import { ENDINGS, fileError, filesIn, holdsPages, isArchive, isLines } from './folder.js';
import { pagesOfLines } from './lines.js';
import { pagesOfWacz, startsWacz } from './wacz.js';
import { ARCHIVE_START, isWarc, pagesOfWarc } from './warc.js';

/**
 * One page to read, or what kept it from being read. `input` says where it stands (path, URL, NDJSON id,
 * `path:line` or `archive@byte`); `source` counts the files, addresses and streams begun, from 1.
 */
export type Intake = { input: string; source: number } & ({ page: Page } | { error: OnrecordError });

/** What taking pages in needs from the world. */
export interface IntakeOptions {
  /** The most bytes of one page, before and after decompression. */
  maxBytes: number;
  /** What `-` reads. */
  stdin: ByteStream;
  /** Fetches one address. */
  fetch: (url: string) => Promise<Fetched>;
}

/** Whether an argument is an address and not a path. */
function isUrl(input: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(input);
}

/**
 * The pages that files, folders, addresses and standard input (`-`) hold, one after the other: only the page at hand is
 * kept. Nothing is fatal: what cannot be read comes back as an error and the rest goes on.
 * @param inputs paths, URLs, `-`
 * @param options limits, and the world
 * @example
 * for await (const taken of pagesOf(['examples'], { maxBytes: 2e7, stdin: process.stdin, fetch: createFetcher() }))
 *   if ('page' in taken) await read(taken.page);
 */
export async function* pagesOf(inputs: readonly string[], options: IntakeOptions): AsyncGenerator<Intake> {
  let source = 0;
  for (const input of inputs) {
    if (input === '-') {
      source++;
      yield* numbered(source, pagesOfStream('-', options.stdin, null, options.maxBytes));
    } else if (isUrl(input)) {
      source++;
      yield* numbered(source, pageOfUrl(input, options));
    } else {
      for await (const found of filesOf(input)) {
        source++;
        if ('error' in found) yield { input: found.path, source, error: found.error };
        else yield* numbered(source, pagesOfFile(found.path, options.maxBytes));
      }
    }
  }
}

/**
 * How many files, addresses and streams the inputs stand for, and whether more than one page may come of them.
 * @param inputs as in {@link pagesOf}
 * @example await survey(['story.html']) // { sources: 1, many: false }
 */
export async function survey(inputs: readonly string[]): Promise<{ sources: number; many: boolean }> {
  let sources = 0;
  let many = inputs.length > 1;
  for (const input of inputs) {
    if (input === '-' || isUrl(input)) sources++;
    else {
      many ||= isLines(input) || isArchive(input);
      for await (const found of filesOf(input)) {
        sources++;
        many ||= found.path !== input;
      }
    }
  }
  return { sources, many };
}

/** What a path stands for: itself, or the files of the folder that it is. */
async function* filesOf(
  path: string,
): AsyncGenerator<{ path: string } | { path: string; error: OnrecordError }> {
  try {
    const what = await stat(path);
    if (what.isDirectory()) {
      let empty = true;
      for await (const found of filesIn(path)) {
        empty = false;
        yield found;
      }
      if (empty)
        yield { path, error: new OnrecordError('input-no-pages', `${ENDINGS.join(' ')} (or .gz of them)`) };
    } else if (what.isFile()) yield { path };
    else yield { path, error: new OnrecordError('input-special') };
  } catch (error) {
    yield { path, error: fileError(error) };
  }
}

type Taken = { input: string } & ({ page: Page } | { error: OnrecordError });

async function* numbered(source: number, taken: AsyncIterable<Taken>): AsyncGenerator<Intake> {
  for await (const one of taken) yield { ...one, source };
}

async function* pagesOfFile(path: string, maxBytes: number): AsyncGenerator<Taken> {
  const kind = kindOf(path);
  const bytes = bytesOfFile(path, kind === 'archive' ? ARCHIVE_PIECE : undefined);
  yield* pagesOfStream(path, bytes, kind, maxBytes);
}

/** Bytes read of an archive at once. */
const ARCHIVE_PIECE = 1 << 20;

/** What a stream holds: one page a line, a web archive, or a page. */
type Kind = 'lines' | 'archive' | 'page';

/** The kind that a file's name tells; null where it tells none. */
function kindOf(path: string): Kind | null {
  if (isArchive(path)) return 'archive';
  if (isLines(path)) return 'lines';
  return holdsPages(path) ? 'page' : null;
}

/** The pages of a stream. `told`: what its name says that it is; null: look at how it starts. */
async function* pagesOfStream(
  input: string,
  stream: ByteStream,
  told: Kind | null,
  maxBytes: number,
): AsyncGenerator<Taken> {
  try {
    const [start, whole] = await peeked(stream, ARCHIVE_START);
    if ((told ?? 'archive') === 'archive' && startsWacz(start)) {
      if (input === '-') throw new OnrecordError('archive-seek');
      yield* pagesOfWacz(input, { maxBytes });
      return;
    }
    if (told === 'archive' || (told === null && isWarc(start))) {
      const endsAt = input === '-' ? {} : { endsAt: recordEndsAt(input) };
      yield* pagesOfWarc(input, whole, { maxBytes, ...endsAt });
      return;
    }
    const [head, bytes] = isGzip(start) ? await peeked(gunzipped(whole), 64) : await peeked(whole, 64);
    if (told === 'lines' || (told === null && startsAsLines(head))) {
      for await (const { line, id, ...taken } of pagesOfLines(bytes, maxBytes)) {
        if ('page' in taken) {
          const name = id ?? `${input}:${line}`;
          yield { input: name, page: { ...taken.page, input: name } };
        } else yield { input: `${input}:${line}${id === null ? '' : ` (${id})`}`, error: taken.error };
      }
    } else yield { input, page: { bytes: await allBytes(bytes, maxBytes), input } };
  } catch (error) {
    yield { input, error: fileError(error) };
  }
}

/** Whether a stream starts with a JSON object. No page of prose starts so. */
function startsAsLines(head: Uint8Array): boolean {
  return /^\s*\{\s*"/.test(new TextDecoder().decode(head));
}

async function* pageOfUrl(url: string, options: IntakeOptions): AsyncGenerator<Taken> {
  try {
    const fetched = await options.fetch(url);
    const page: Page = { bytes: fetched.bytes, input: url, url: fetched.url, retrieved: fetched.retrieved };
    if (fetched.contentType !== null) page.contentType = fetched.contentType;
    yield { input: url, page };
  } catch (error) {
    yield { input: url, error: fileError(error) };
  }
}
