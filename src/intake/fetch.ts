import { lookup } from 'node:dns/promises';
import { setMaxListeners } from 'node:events';
import { STATUS_CODES } from 'node:http';
import { isIP } from 'node:net';
import { isBinary } from '../document/sniff.js';
import { OnrecordError } from '../errors.js';
import { VERSION } from '../version.js';
import { isPublic } from './address.js';
import { allBytes, type ByteStream } from './bytes.js';
import { exchange, waitFor, type Answer, type Route } from './exchange.js';
import { Hosts, Later } from './hosts.js';
import { proxyFor, type Variables } from './proxy.js';
import { retryAfter } from './retry-after.js';
import { ALL_ALLOWED, allowed, NONE_ALLOWED, robotsFor, type Robots } from './robots.js';
import { inWords } from './size.js';

/** What was fetched. */
export interface Fetched {
  bytes: Uint8Array;
  /** The address where it was in the end, after redirects. */
  url: string;
  /** The Content-Type header, null where there is none. */
  contentType: string | null;
  /** ISO time at which the answer was whole. */
  retrieved: string;
  /** The ETag header, to ask with next time. */
  etag?: string | null;
  /** The Last-Modified header, to ask with next time. */
  lastModified?: string | null;
  /** Nothing has changed since the answer that `etag` or `lastModified` came with: `bytes` are empty. */
  unchanged?: boolean;
  /** Where it has moved for good (every redirect on the way said so), null where it has not. */
  moved?: string | null;
}

/** What is asked for, and its limits. */
export interface FetchOptions {
  /** What is expected: a page (HTML or plain text), or a feed (whatever type the server gives it). Default page. */
  kind?: 'page' | 'feed';
  /** The most bytes of the body, before and after decompression. Default 20 MB. */
  maxBytes?: number;
  /** Milliseconds that the fetch may take: names, redirects and the last byte, but not the wait for its turn. Default 30 s. */
  timeout?: number;
  /** Who runs this: goes into the User-Agent, for the outlets' administrators. */
  contact?: string;
  /** Ask only for what is not this any more. */
  etag?: string | null;
  /** Ask only for what has changed since. */
  lastModified?: string | null;
  /** Gives the fetch up. */
  signal?: AbortSignal;
}

/** The world that a fetcher works in, and how it behaves there. */
export interface FetcherOptions {
  /** The addresses of a host. Default: the system's resolver. */
  resolve?: (host: string) => Promise<string[]>;
  /** Whether an address may be talked to. Default: public ones only ({@link isPublic}). No command sets this. */
  allow?: (address: string) => boolean;
  /** The time. Default: the system's clock. */
  now?: () => Date;
  /** Waits. Default: the system's timer. */
  wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** The variables that name proxies. Default: none. */
  env?: Variables;
  /** Whether robots.txt is obeyed. Default true. */
  robots?: boolean;
  /** Milliseconds between two requests to one host. Default 1,000. */
  gap?: number;
  /** The longest wait for a turn at a host, in milliseconds. Default 30 s. */
  patience?: number;
}

/** Fetches one address. */
export type Fetch = (url: string, options?: FetchOptions) => Promise<Fetched>;

/** An answer that is no success. */
export class Refused extends OnrecordError {
  readonly status: number;

  constructor(status: number) {
    super('url-status', `${status} ${STATUS_CODES[status] ?? ''}`.trim());
    this.status = status;
  }
}

/** What robots.txt files call this reader. */
const PRODUCT = 'onrecord';
const MAX_REDIRECTS = 5;
/** Times that a host is asked again which says that it is busy. */
const MAX_RETRIES = 2;
const PAGE_TYPES = ['text/html', 'application/xhtml+xml', 'text/plain'];
const NO_FEED = /^(?:image|audio|video|font)\/|^application\/(?:pdf|zip)$/;
const ACCEPT = {
  page: 'text/html, application/xhtml+xml, text/plain;q=0.9',
  feed: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
};
/** RFC 9309: at least 500 KiB of a robots.txt are read, and it is kept for a day at the most. */
const ROBOTS_BYTES = 512_000;
const ROBOTS_KEPT = 24 * 3_600_000;
/** A robots.txt that can't be had is asked for again sooner. */
const ROBOTS_RETRIED = 5 * 60_000;
const ROBOTS_KNOWN = 5_000;

/**
 * A fetcher: everything that Onrecord takes from the network goes through one. Only http and https; a host's name is
 * resolved once for each request, its addresses are checked, and the connection is made to just those, so that no
 * second answer of the resolver can lead elsewhere; redirects are followed by hand, at most five, each checked the
 * same; size (also once decompressed) and time are limited as a whole. It obeys robots.txt, takes turns at hosts,
 * leaves failing and busy ones alone, says who it is, and uses the proxies that the environment names.
 * @param world what it works in
 * @returns fetches one address; its errors are OnrecordErrors `url-…` and `page-too-large`, among them
 *   {@link Refused} (with the status) and {@link Later} (with the time to ask again)
 * @example
 * const fetch = createFetcher({ env: process.env });
 * const { bytes, url } = await fetch('https://kpa.example/story', { timeout: 10_000 });
 */
export function createFetcher(world: FetcherOptions = {}): Fetch {
  const fetcher = new Fetcher(world);
  return (url, options = {}) => fetcher.fetch(url, options);
}

class Fetcher {
  readonly #world: FetcherOptions;
  readonly #hosts: Hosts;
  readonly #now: () => Date;
  readonly #robots = new Map<string, { robots: Promise<Robots>; until: number }>();

  constructor(world: FetcherOptions) {
    this.#world = world;
    this.#now = world.now ?? (() => new Date());
    this.#hosts = new Hosts({
      gap: world.gap ?? 1000,
      patience: world.patience ?? 30_000,
      now: this.#now,
      wait: world.wait ?? waitFor,
    });
  }

  async fetch(given: string, options: FetchOptions): Promise<Fetched> {
    const clock = new Clock(options.timeout ?? 30_000, options.signal);
    let url = parse(given);
    let moved = true;
    let retries = 0;
    for (let hop = 0; hop <= MAX_REDIRECTS;) {
      const answer = await this.#hop(url, options, clock, { again: retries < MAX_RETRIES, follows: hop > 0 });
      if (answer === null) retries++;
      else if ('bytes' in answer) return { ...answer, moved: hop > 0 && moved ? answer.url : null };
      else {
        moved &&= answer.permanent;
        url = answer.to;
        hop++;
      }
    }
    throw new OnrecordError('url-redirects', String(MAX_REDIRECTS));
  }

  /** One request in its turn: what was fetched, where it is instead, or null where the host is to be asked again. */
  async #hop(
    url: URL,
    options: FetchOptions,
    clock: Clock,
    { again, follows }: { again: boolean; follows: boolean },
  ): Promise<Fetched | Redirect | null> {
    const done = await this.#hosts.turn(url.host, options.signal, follows);
    try {
      return await clock.run(async (signal) => {
        await this.#askRobots(url, options, signal);
        return await this.#request(url, options, signal);
      });
    } catch (error) {
      if (error instanceof Busy) {
        this.#hosts.asked(url.host, error.wait);
        if (again) return null;
        if (error.wait !== null)
          throw new Later('url-busy', url.host, new Date(this.#now().getTime() + error.wait));
        throw new Refused(error.status);
      }
      if (clock.out || isFailure(error)) this.#hosts.failed(url.host);
      if (clock.out) throw new OnrecordError('url-timeout', String((options.timeout ?? 30_000) / 1000));
      options.signal?.throwIfAborted();
      throw error instanceof OnrecordError
        ? error
        : new OnrecordError('url-unreachable', url.host, reasonOf(error));
    } finally {
      done();
    }
  }

  async #request(url: URL, options: FetchOptions, signal: AbortSignal): Promise<Fetched | Redirect> {
    const kind = options.kind ?? 'page';
    const headers: Record<string, string> = {
      'user-agent': userAgent(options.contact),
      accept: ACCEPT[kind],
    };
    if (options.etag) headers['if-none-match'] = headerSafe(options.etag);
    if (options.lastModified) headers['if-modified-since'] = headerSafe(options.lastModified);
    return await exchange(url, await this.#route(url, signal), headers, signal, async (answer) => {
      const { status } = answer;
      if (status === 429 || status === 503)
        throw new Busy(status, retryAfter(answer.header('retry-after'), this.#now()));
      if (status >= 500) this.#hosts.failed(url.host);
      else this.#hosts.answered(url.host);
      const location = answer.header('location');
      if (status >= 300 && status < 400 && location !== null)
        return { to: parse(location, url), permanent: status === 301 || status === 308 };
      const unchanged = status === 304 && Boolean(options.etag ?? options.lastModified);
      if (!unchanged && (status < 200 || status > 299)) throw new Refused(status);
      return {
        bytes: unchanged ? new Uint8Array() : await bodyOf(answer, kind, options.maxBytes ?? 20_000_000),
        url: url.href,
        contentType: answer.header('content-type'),
        retrieved: this.#now().toISOString(),
        etag: answer.header('etag'),
        lastModified: answer.header('last-modified'),
        unchanged,
      };
    });
  }

  /** Where a request goes: to a proxy, or to the host's addresses, each of them allowed. */
  async #route(url: URL, signal: AbortSignal): Promise<Route> {
    const proxy = proxyFor(url, this.#world.env ?? {});
    if (proxy !== null && proxy.protocol !== 'http:' && proxy.protocol !== 'https:')
      throw new OnrecordError('url-proxy', proxy.protocol.slice(0, -1));
    const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
    const allow = this.#world.allow ?? isPublic;
    let addresses: string[];
    try {
      addresses = isIP(host) ? [host] : await resolved(host, this.#world.resolve ?? systemResolver, signal);
    } catch (error) {
      // Behind a proxy names from outside are often not known: then the proxy alone knows them.
      if (proxy === null || signal.aborted) throw error;
      return { addresses: null, proxy };
    }
    // One address that is not allowed spoils the lot: a public host has no business in a private network.
    if (!addresses.every(allow)) throw new OnrecordError('url-private', host);
    return { addresses, proxy };
  }

  /** @throws OnrecordError `url-robots` where the site's robots.txt forbids the address */
  async #askRobots(url: URL, options: FetchOptions, signal: AbortSignal): Promise<void> {
    if (this.#world.robots === false) return;
    const now = this.#now().getTime();
    let known = this.#robots.get(url.origin);
    if (known === undefined || known.until <= now) {
      const entry = { robots: this.#fetchRobots(url.origin, options, signal), until: now + ROBOTS_KEPT };
      known = entry;
      if (this.#robots.size >= ROBOTS_KNOWN) this.#robots.delete(this.#robots.keys().next().value ?? '');
      this.#robots.set(url.origin, entry);
      entry.robots.then(
        (robots) => {
          if (robots === NONE_ALLOWED) entry.until = now + ROBOTS_RETRIED;
        },
        // A host that can't be reached says so each time it is asked.
        () => this.#robots.delete(url.origin),
      );
    }
    const robots = await known.robots;
    if (robots === NONE_ALLOWED) throw new OnrecordError('url-robots-unknown', url.host);
    if (!allowed(robots, url.pathname + url.search)) throw new OnrecordError('url-robots', url.host);
    if (robots.delay !== null) this.#hosts.slow(url.host, robots.delay);
  }

  /** @see https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1 for what follows from which answer */
  async #fetchRobots(origin: string, options: FetchOptions, signal: AbortSignal): Promise<Robots> {
    let url = new URL('/robots.txt', origin);
    const headers = { 'user-agent': userAgent(options.contact), accept: 'text/plain, */*;q=0.5' };
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const next = await exchange(url, await this.#route(url, signal), headers, signal, async (answer) => {
        const { status } = answer;
        const location = answer.header('location');
        if (status >= 300 && status < 400 && location !== null) return parse(location, url);
        if (status >= 500 || status === 429) return NONE_ALLOWED;
        if (status < 200 || status > 299) return ALL_ALLOWED;
        return robotsFor(
          new TextDecoder().decode(await firstBytes(answer.body(Infinity), ROBOTS_BYTES)),
          PRODUCT,
        );
      });
      if (!(next instanceof URL)) return next;
      url = next;
    }
    return ALL_ALLOWED;
  }
}

interface Redirect {
  to: URL;
  permanent: boolean;
}

/** The host says that it is busy. `wait`: for how many milliseconds, null where it does not say. */
class Busy extends Error {
  constructor(
    readonly status: number,
    readonly wait: number | null,
  ) {
    super();
  }
}

/** Time that runs only while something is done. */
class Clock {
  #left: number;
  readonly #controller = new AbortController();
  readonly #signal: AbortSignal;
  /** The time is up. */
  out = false;

  constructor(milliseconds: number, stop: AbortSignal | undefined) {
    this.#left = milliseconds;
    this.#signal =
      stop === undefined ? this.#controller.signal : AbortSignal.any([this.#controller.signal, stop]);
    // Every request on the way listens to the one clock.
    setMaxListeners(0, this.#signal);
  }

  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const started = performance.now();
    const timer = setTimeout(() => {
      this.out = true;
      this.#controller.abort();
    }, this.#left);
    try {
      this.#signal.throwIfAborted();
      return await work(this.#signal);
    } finally {
      clearTimeout(timer);
      this.#left -= performance.now() - started;
    }
  }
}

function parse(given: string, base?: URL): URL {
  if (!URL.canParse(given, base?.href)) throw new OnrecordError('url-invalid');
  const url = new URL(given, base?.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new OnrecordError('url-scheme', url.protocol.slice(0, -1));
  if (url.username !== '' || url.password !== '') throw new OnrecordError('url-credentials');
  return url;
}

/** The body, where it is of a kind that was asked for. */
async function bodyOf(answer: Answer, kind: 'page' | 'feed', limit: number): Promise<Uint8Array> {
  const type = answer.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (kind === 'page' ? type !== '' && !PAGE_TYPES.includes(type) : NO_FEED.test(type))
    throw new OnrecordError('url-type', type);
  const length = Number(answer.header('content-length') ?? 0);
  if (length > limit) throw new OnrecordError('page-too-large', inWords(length), inWords(limit));
  const bytes = await allBytes(answer.body(limit), limit);
  // A server may say that a picture is a page.
  if (kind === 'page' && isBinary(bytes)) throw new OnrecordError('url-type', 'binary data');
  return bytes;
}

/** A stream's first bytes; the rest is let go. */
async function firstBytes(stream: ByteStream, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
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

/** Says what this is, and who runs it where that is told. */
function userAgent(contact: string | undefined): string {
  const safe = headerSafe(contact ?? '');
  return `${PRODUCT}/${VERSION} (news reader${safe ? `; ${safe}` : ''})`;
}

/** A header can hold no line ends, and nothing outside Latin-1. */
function headerSafe(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '').trim();
}

/** Whether an error says that the host is down, and not that it was asked for the wrong thing. */
function isFailure(error: unknown): boolean {
  return !(error instanceof OnrecordError) || error.code === 'url-robots-unknown';
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (code === undefined ? undefined : REASONS[code]) ?? code ?? message ?? 'no reason given';
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'it hung up',
  EPIPE: 'it hung up',
  UND_ERR_SOCKET: 'it hung up',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too long',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'it sent less than it said',
  EHOSTUNREACH: 'no route to it',
  ENETUNREACH: 'no network',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  Z_DATA_ERROR: 'its compressed data are damaged',
  Z_BUF_ERROR: 'its compressed data are cut short',
};
