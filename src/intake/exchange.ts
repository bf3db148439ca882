import { setTimeout as pause } from 'node:timers/promises';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Agent, ProxyAgent, request } from 'undici';
import { OnrecordError } from '../errors.js';
import { peeked, type ByteStream } from './bytes.js';
import { inWords } from './size.js';

/** How one request goes out. */
export interface Route {
  /** The addresses that may be connected to, already checked; null where a proxy connects. */
  addresses: readonly string[] | null;
  proxy: URL | null;
}

/** An answer's head, and its body as it comes. */
export interface Answer {
  status: number;
  /** A header's first value, null where it is not there. */
  header(name: string): string | null;
  /** The body with its Content-Encoding undone. At most once. @throws OnrecordError `page-too-large`, `url-type` */
  body(limit: number): ByteStream;
}

/**
 * One GET request over one connection, which is closed when `take` is done. Redirects are answers like others.
 * @param url the address
 * @param route where it goes
 * @param take what is made of the answer
 * @example await exchange(url, { addresses: ['192.0.2.7'], proxy: null }, {}, signal, (answer) => answer.status)
 */
export async function exchange<T>(
  url: URL,
  route: Route,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  take: (answer: Answer) => Promise<T> | T,
): Promise<T> {
  const agent = agentFor(url, route);
  try {
    const {
      statusCode,
      headers: given,
      body,
    } = await request(url, {
      dispatcher: agent,
      signal,
      headers: { ...headers, 'accept-encoding': 'gzip, deflate, br' },
    });
    // A body that is left aside fails when its agent is closed; nobody waits for it.
    body.on('error', () => undefined);
    const header = (name: string): string | null => {
      const value = given[name];
      return (Array.isArray(value) ? value[0] : value) ?? null;
    };
    return await take({
      status: statusCode,
      header,
      body: (limit) => undone(body, header('content-encoding'), limit),
    });
  } finally {
    await agent.destroy();
  }
}

function agentFor(url: URL, { addresses, proxy }: Route): Agent | ProxyAgent {
  const maxHeaderSize = 64 * 1024;
  if (proxy !== null)
    // Plain HTTP is forwarded, as proxies expect; many open tunnels to port 443 only.
    return new ProxyAgent({ uri: proxy.href, proxyTunnel: url.protocol === 'https:', maxHeaderSize });
  return new Agent({ connect: { lookup: pinned(addresses ?? []) }, maxHeaderSize });
}

/** A lookup that knows no other addresses than these. */
function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, answer) => {
    if (options.all) answer(null, all);
    else answer(null, all[0]?.address ?? '', all[0]?.family ?? 4);
  };
}

const DECODERS = { gzip: createGunzip, 'x-gzip': createGunzip, br: createBrotliDecompress };

/** A body with its Content-Encoding undone; the limit holds for what comes over the wire. */
async function* undone(body: Readable, encoding: string | null, limit: number): AsyncGenerator<Uint8Array> {
  const names = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  let stream: ByteStream = limited(body as ByteStream, limit);
  // Encodings are listed in the order in which they were applied (RFC 9110, 8.4). More than two is no page.
  if (names.length > 2) throw new OnrecordError('url-type', `${names.join(', ')}-encoded data`);
  for (const name of names.reverse()) {
    if (name === 'deflate') {
      // Meant to be zlib's form; some servers send the bare one.
      const [start, whole] = await peeked(stream, 1);
      stream = through(whole, ((start[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw());
    } else if (Object.hasOwn(DECODERS, name))
      stream = through(stream, DECODERS[name as keyof typeof DECODERS]());
    else throw new OnrecordError('url-type', `${name}-encoded data`);
  }
  yield* stream;
}

function through(stream: ByteStream, decoder: ReturnType<typeof createGunzip>): ByteStream {
  // Errors come out where the decoder is read.
  return pipeline(stream, decoder, () => undefined) as ByteStream;
}

async function* limited(stream: ByteStream, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit)
      throw new OnrecordError('page-too-large', `more than ${inWords(limit)}`, inWords(limit));
    yield chunk;
  }
}

/** Waits, or throws when the signal says so. */
export async function waitFor(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, signal === undefined ? {} : { signal });
}
