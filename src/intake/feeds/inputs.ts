import { stat } from 'node:fs/promises';
import { OnrecordError } from '../../errors.js';
import { inOrder } from '../../in-order.js';
import { allBytes, type ByteStream } from '../bytes.js';
import type { Fetch } from '../fetch.js';
import { bytesOfFile } from '../file.js';
import { fileError } from '../folder.js';
import type { Feed } from './feed.js';
import { readFeed } from './read-feed.js';

/** A feed as read from one input, or why it could not be. */
export type FeedReading = { input: string } & ({ feed: Feed } | { error: OnrecordError });

/** What reading feeds needs from the world. */
export interface FeedIntakeOptions {
  /** The most bytes of one feed, before and after decompression. */
  maxBytes: number;
  /** What `-` reads. */
  stdin: ByteStream;
  /** Fetches one address, as a feed. */
  fetch: (url: string) => ReturnType<Fetch>;
}

/** Feeds that are read at the same time. The fetcher sees to it that each host gets one request at a time. */
const AHEAD = 8;

/**
 * Reads feeds from files, addresses and standard input (`-`), in the order of the inputs, up to eight at a time.
 * Nothing is fatal: what can't be read comes back as an error.
 * @param inputs paths, URLs, `-`
 * @example for await (const reading of feedsOf(['rss.xml'], options)) …
 */
export async function* feedsOf(
  inputs: readonly string[],
  options: FeedIntakeOptions,
): AsyncGenerator<FeedReading> {
  yield* inOrder(inputs, AHEAD, (input) => reading(input, options));
}

async function reading(input: string, options: FeedIntakeOptions): Promise<FeedReading> {
  const { maxBytes } = options;
  try {
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(input)) {
      const bytes = await allBytes(input === '-' ? options.stdin : await file(input), maxBytes);
      return { input, feed: await readFeed(bytes, { maxBytes }) };
    }
    const { bytes, url, contentType } = await options.fetch(input);
    return { input, feed: await readFeed(bytes, { url, contentType, maxBytes }) };
  } catch (error) {
    return { input, error: errorOf(error) };
  }
}

async function file(path: string): Promise<ByteStream> {
  if ((await stat(path)).isDirectory()) throw new OnrecordError('feed-folder');
  return bytesOfFile(path);
}

function errorOf(error: unknown): OnrecordError {
  // A file's errors have a code; anything else is a fault of ours, and one feed's fault must not stop the others.
  if (error instanceof OnrecordError || typeof (error as NodeJS.ErrnoException).code === 'string')
    return fileError(error);
  return new OnrecordError('unexpected', error instanceof Error ? error.message : String(error));
}
