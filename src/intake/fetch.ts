import { lookup } from 'node:dns/promises';
import { setMaxListeners } from 'node:events';
import { STATUS_CODES } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent, request } from 'undici';
import { OnrecordError } from '../errors.js';
import { VERSION } from '../version.js';
import { isPublic } from './address.js';
import { allBytes, type ByteStream } from './bytes.js';
import { inWords } from './size.js';

/** A page as fetched. */
export interface Fetched {
  bytes: Uint8Array;
  /** The address where it was in the end, after redirects. */
  url: string;
  /** The Content-Type header, null where there is none. */
  contentType: string | null;
  /** ISO time at which the answer was whole. */
  retrieved: string;
}

/** Limits of a fetch, and the world it happens in. */
export interface FetchOptions {
  /** The most bytes of the body, before and after decompression. Default 20 MB. */
  maxBytes?: number;
  /** Milliseconds that the whole fetch may take: names, redirects and the last byte. Default 30 s. */
  timeout?: number;
  /** Who runs this: goes into the User-Agent, for the outlets' administrators. */
  contact?: string;
  /** The addresses of a host. Default: the system's resolver. */
  resolve?: (host: string) => Promise<string[]>;
  /** Whether an address may be talked to. Default: public ones only ({@link isPublic}). */
  allow?: (address: string) => boolean;
  /** The time. Default: the system's clock. */
  now?: () => Date;
}

const MAX_REDIRECTS = 5;
const TYPES = ['text/html', 'application/xhtml+xml', 'text/plain'];
const DECODERS = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Fetches one page over HTTP, safely: only http and https; every host is resolved once, its addresses are checked and
 * the connection is made to just those, so that no second answer of the resolver can lead elsewhere; redirects are
 * followed by hand, at most five, each checked the same; time and size are limited as a whole.
 * @param url the address
 * @param options limits, and the world
 * @throws OnrecordError `url-…`, `page-too-large`
 * @example const { bytes, url } = await fetchPage('https://kpa.example/story', { timeout: 10_000 })
 */
export async function fetchPage(url: string, options: FetchOptions = {}): Promise<Fetched> {
  const timeout = options.timeout ?? 30_000;
  const signal = AbortSignal.timeout(timeout);
  // Every redirect listens to the one clock.
  setMaxListeners(0, signal);
  try {
    return await follow(url, options, signal);
  } catch (error) {
    if (signal.aborted) throw new OnrecordError('url-timeout', String(timeout / 1000));
    if (error instanceof OnrecordError) throw error;
    throw new OnrecordError('url-unreachable', new URL(url).host, reasonOf(error));
  }
}

async function follow(start: string, options: FetchOptions, signal: AbortSignal): Promise<Fetched> {
  let url = parse(start);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const answer = await one(url, options, signal);
    if (!(answer instanceof URL)) return answer;
    url = answer;
  }
  throw new OnrecordError('url-redirects', String(MAX_REDIRECTS));
}

function parse(given: string, base?: URL): URL {
  if (!URL.canParse(given, base?.href)) throw new OnrecordError('url-invalid');
  const url = new URL(given, base?.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new OnrecordError('url-scheme', url.protocol.slice(0, -1));
  if (url.username !== '' || url.password !== '') throw new OnrecordError('url-credentials');
  return url;
}

/** One request: the page, or where it redirects to. */
async function one(url: URL, options: FetchOptions, signal: AbortSignal): Promise<Fetched | URL> {
  const limit = options.maxBytes ?? 20_000_000;
  const addresses = await checked(url, options, signal);
  const agent = new Agent({ connect: { lookup: pinned(addresses) }, maxHeaderSize: 64 * 1024 });
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      signal,
      headers: {
        'user-agent': userAgent(options.contact),
        accept: 'text/html, application/xhtml+xml, text/plain;q=0.9',
        'accept-encoding': 'gzip, deflate, br',
      },
    });
    // A body that is left aside fails when its agent is closed; nobody waits for it.
    body.on('error', () => undefined);
    const location = headerOf(headers.location);
    if (statusCode >= 300 && statusCode < 400 && location !== null) return parse(location, url);
    if (statusCode < 200 || statusCode > 299)
      throw new OnrecordError('url-status', `${statusCode} ${STATUS_CODES[statusCode] ?? ''}`.trim());
    const contentType = headerOf(headers['content-type']);
    const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (type !== '' && !TYPES.includes(type)) throw new OnrecordError('url-type', type);
    const length = Number(headerOf(headers['content-length']) ?? 0);
    if (length > limit) throw new OnrecordError('page-too-large', inWords(length), inWords(limit));
    const bytes = await allBytes(decoded(body, headerOf(headers['content-encoding']), limit), limit);
    return { bytes, url: url.href, contentType, retrieved: (options.now?.() ?? new Date()).toISOString() };
  } finally {
    await agent.destroy();
  }
}

/** The addresses of a URL's host, each allowed. */
async function checked(url: URL, options: FetchOptions, signal: AbortSignal): Promise<string[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const allow = options.allow ?? isPublic;
  const addresses = isIP(host) ? [host] : await resolved(host, options.resolve ?? systemResolver, signal);
  // One address that is not allowed spoils the lot: a public host has no business in a private network.
  if (!addresses.every(allow)) throw new OnrecordError('url-private', host);
  return addresses;
}

async function resolved(
  host: string,
  resolve: (host: string) => Promise<string[]>,
  signal: AbortSignal,
): Promise<string[]> {
  const given = new Promise<never>((_, fail) => {
    signal.addEventListener('abort', () => fail(new OnrecordError('url-unresolved', host)), { once: true });
  });
  const addresses = await Promise.race([resolve(host).catch(() => []), given]);
  if (addresses.length === 0) throw new OnrecordError('url-unresolved', host);
  return addresses;
}

const systemResolver = async (host: string) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** A lookup that knows no other addresses than these. */
function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, answer) => {
    if (options.all) answer(null, all);
    else answer(null, all[0]?.address ?? '', all[0]?.family ?? 4);
  };
}

/** A body with its Content-Encoding undone; the limit holds for what comes over the wire too. */
async function* decoded(
  body: Readable,
  encoding: string | null,
  limit: number,
): ByteStream & AsyncGenerator<Uint8Array> {
  const name = encoding?.trim().toLowerCase() ?? 'identity';
  if (!Object.hasOwn(DECODERS, name)) {
    if (name !== 'identity' && name !== '') throw new OnrecordError('url-type', `${name}-encoded data`);
    yield* body as ByteStream;
    return;
  }
  const decoder = DECODERS[name as keyof typeof DECODERS]();
  let size = 0;
  body.on('data', (chunk: Uint8Array) => {
    size += chunk.length;
    if (size > limit)
      body.destroy(new OnrecordError('page-too-large', `more than ${inWords(limit)}`, inWords(limit)));
  });
  body.once('error', (error) => decoder.destroy(error));
  body.pipe(decoder);
  try {
    yield* decoder as ByteStream;
  } finally {
    decoder.destroy();
  }
}

function headerOf(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** Says what this is, and who runs it where that is told. */
function userAgent(contact: string | undefined): string {
  // A header can hold no line ends, and nothing outside Latin-1.
  const safe = contact?.replace(/[^\x20-\x7e]/g, '').trim();
  return `onrecord/${VERSION} (news reader${safe ? `; ${safe}` : ''})`;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (code === undefined ? undefined : REASONS[code]) ?? code ?? message ?? 'no reason given';
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'it hung up',
  UND_ERR_SOCKET: 'it hung up',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  EHOSTUNREACH: 'no route to it',
  ENETUNREACH: 'no network',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  Z_DATA_ERROR: 'its compressed data are damaged',
  Z_BUF_ERROR: 'its compressed data are cut short',
};
