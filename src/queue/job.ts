import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Page } from '../page.js';

/** A page in the queue: its bytes, or an address to fetch it from. */
export interface QueuedPage {
  /** What it was given as: comes back in lists. */
  input: string;
  /** Where it is fetched from, where the page itself is not here. */
  url?: string;
  /** The page, its bytes as `gzip`. */
  page?: Omit<Page, 'bytes'> & { gzip?: string };
}

/** A page as the queue holds it. @example queued({ input: 'story.html', bytes }) */
export function queued(input: string, { bytes, ...page }: Page): QueuedPage {
  return { input, page: bytes === undefined ? page : { ...page, gzip: gzipSync(bytes).toString('base64') } };
}

/** The page that {@link queued} was given. */
export function unqueued({ gzip, ...page }: NonNullable<QueuedPage['page']>): Page {
  return gzip === undefined ? page : { ...page, bytes: gunzipSync(Buffer.from(gzip, 'base64')) };
}

/**
 * The id of a page in the queue, a UUID made from what it is: the same page put in twice is in it once.
 * @example idOf({ input: 'x', url: 'https://kpa.example/1' })
 */
export function idOf({ url, page }: QueuedPage): string {
  const what = url === undefined ? JSON.stringify(page) : url;
  const hex = createHash('sha256').update(what).digest('hex');
  // Version 8 of RFC 9562: a UUID of one's own making.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
