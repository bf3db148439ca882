import { createHash } from 'node:crypto';
import { OnrecordError } from '../errors.js';
import { Refused, type Fetch, type FetchOptions } from '../intake/fetch.js';
import type { Added, Ledger } from '../ledger/types.js';
import type { Page } from '../page.js';
import type { DocumentRecord } from '../record.js';

/** What a page is fetched, read and kept with. */
export interface Means {
  ledger: Pick<Ledger, 'add' | 'kept'>;
  fetch: Fetch;
  read: (page: Page) => Promise<DocumentRecord>;
  /** Of every fetch. */
  limits: Pick<FetchOptions, 'contact' | 'maxBytes' | 'timeout'>;
}

/** A page that was fetched and is kept. `added` is null where the server says that nothing has changed. */
export interface Kept {
  added: Added | null;
  headline: string | null;
  etag: string | null;
  lastModified: string | null;
}

/**
 * Fetches a page, reads it and keeps it in the ledger. Bytes that are kept already are not read again.
 * @param url the page's address
 * @param since what is known of it, for a conditional request
 * @throws OnrecordError, see {@link isFinal} for which there is no use in trying again after
 */
export async function keepPage(
  url: string,
  since: { etag: string | null; lastModified: string | null },
  { ledger, fetch, read, limits }: Means,
  signal?: AbortSignal,
): Promise<Kept> {
  const fetched = await fetch(url, { ...limits, ...since, ...(signal === undefined ? {} : { signal }) });
  const { bytes, contentType, retrieved } = fetched;
  const etag = fetched.etag ?? null;
  const lastModified = fetched.lastModified ?? null;
  if (fetched.unchanged === true) return { added: null, headline: null, ...since };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const known = await ledger.kept({ sha256, url: fetched.url });
  if (known !== null) return { added: known, headline: null, etag, lastModified };
  const page: Page = { bytes, input: url, url: fetched.url, retrieved };
  if (contentType !== null) page.contentType = contentType;
  const record = await read(page);
  const headers: Record<string, string> = {};
  if (contentType !== null) headers['content-type'] = contentType;
  if (etag !== null) headers.etag = etag;
  if (lastModified !== null) headers['last-modified'] = lastModified;
  const added = await ledger.add(record, { bytes, url: fetched.url, retrieved, headers });
  return { added, headline: record.headline, etag, lastModified };
}

/** Whether there is no use in trying again: the page, and not the network or the server's mood, is what is wrong. */
export function isFinal(error: unknown): boolean {
  if (error instanceof Refused) return error.status < 500 && error.status !== 408 && error.status !== 425;
  if (!(error instanceof OnrecordError)) return false;
  return /^page-|^url-(?:type|robots|private|scheme|invalid|credentials|redirects)$/.test(error.code);
}
