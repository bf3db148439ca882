import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { isPublic } from '../../src/intake/address.js';
import { createFetcher, type FetcherOptions, type FetchOptions } from '../../src/intake/fetch.js';
import { VERSION } from '../../src/version.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server on the loopback, and its port. */
async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  return (server.address() as AddressInfo).port;
}
/** For tests only: every name is the loopback, and the loopback may be talked to. */
const open = {
  resolve: () => Promise.resolve(['127.0.0.1']),
  allow: (address: string) => address === '127.0.0.1',
  timeout: 5000,
  now: () => new Date(0),
  robots: false,
  gap: 0,
};
/** One fetch by a fetcher of its own. */
const fetchPage = (url: string, { timeout, maxBytes, contact, ...world }: FetchOptions & FetcherOptions) =>
  createFetcher(world)(url, {
    ...(timeout === undefined ? {} : { timeout }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(contact === undefined ? {} : { contact }),
  });
const page =
  (body: string | Uint8Array, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
  };
const codeOf = (given: Promise<unknown>) =>
  given.then(
    () => 'fetched',
    (error: { code?: string }) => error.code,
  );

describe('a fetcher', () => {
  it('gives the bytes, the kind, the time and the final address', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/a') response.writeHead(302, { location: '/b' }).end();
      else page('<p>there')(request, response);
    });
    const fetched = await fetchPage(`http://kpa.example:${port}/a`, open);
    expect(fetched).toMatchObject({
      url: `http://kpa.example:${port}/b`,
      contentType: 'text/html; charset=utf-8',
      retrieved: '1970-01-01T00:00:00.000Z',
    });
    expect(new TextDecoder().decode(fetched.bytes)).toBe('<p>there');
  });

  it('says what it is and, where told, who runs it', async () => {
    const agents: (string | undefined)[] = [];
    const port = await serve((request, response) => {
      agents.push(request.headers['user-agent']);
      page('x')(request, response);
    });
    await fetchPage(`http://kpa.example:${port}/`, open);
    await fetchPage(`http://kpa.example:${port}/`, { ...open, contact: 'desk@kpa.example\r\nx: y' });
    expect(agents).toEqual([
      `onrecord/${VERSION} (news reader)`,
      `onrecord/${VERSION} (news reader; desk@kpa.examplex: y)`,
    ]);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('undoes %s', async (encoding, pack) => {
    const port = await serve(page(pack('<p>packed'), { 'content-encoding': encoding }));
    const { bytes } = await fetchPage(`http://kpa.example:${port}/`, open);
    expect(new TextDecoder().decode(bytes)).toBe('<p>packed');
  });

  it('gives up on a server that never answers', async () => {
    const port = await serve(() => undefined);
    expect(await codeOf(fetchPage(`http://kpa.example:${port}/`, { ...open, timeout: 200 }))).toBe(
      'url-timeout',
    );
  });

  it('gives up on a body that dribbles', async () => {
    const port = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => {
        clearInterval(timer);
      });
    });
    expect(await codeOf(fetchPage(`http://kpa.example:${port}/`, { ...open, timeout: 300 }))).toBe(
      'url-timeout',
    );
  });

  it('gives up on a resolver that never answers', async () => {
    const resolve = () => new Promise<string[]>(() => undefined);
    expect(await codeOf(fetchPage('http://kpa.example/', { ...open, resolve, timeout: 100 }))).toBe(
      'url-timeout',
    );
  });

  it('stops at the size limit: said beforehand, endless, or packed small', async () => {
    const limit = { ...open, maxBytes: 10_000 };
    const said = await serve(page('x'.repeat(20_000)));
    const endless = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(1000)));
      };
      response.on('drain', more);
      more();
    });
    const bomb = await serve(page(gzipSync('x'.repeat(1_000_000)), { 'content-encoding': 'gzip' }));
    for (const port of [said, endless, bomb])
      expect(await codeOf(fetchPage(`http://kpa.example:${port}/`, limit))).toBe('page-too-large');
  });

  it('stops at a circle of redirects', async () => {
    let asked = 0;
    const port = await serve((_, response) => {
      asked++;
      response.writeHead(301, { location: '/again' }).end();
    });
    expect(await codeOf(fetchPage(`http://kpa.example:${port}/`, open))).toBe('url-redirects');
    expect(asked).toBe(6);
  });

  it.each([
    ['http://10.0.0.7/', 'url-private'],
    ['http://inside.example/', 'url-private'],
    ['file:///etc/passwd', 'url-scheme'],
    ['http://user:pass@kpa.example/', 'url-credentials'],
  ])('follows no redirect to %s', async (location, code) => {
    const port = await serve((_, response) => {
      response.writeHead(302, { location }).end();
    });
    const resolve = (host: string) =>
      Promise.resolve([host === 'inside.example' ? '192.168.0.9' : '127.0.0.1']);
    expect(await codeOf(fetchPage(`http://kpa.example:${port}/`, { ...open, resolve }))).toBe(code);
  });

  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/latest/',
  ])('never talks to %s', async (url) => {
    expect(await codeOf(fetchPage(url, { resolve: () => Promise.resolve(['127.0.0.1']) }))).toBe(
      'url-private',
    );
  });

  it('refuses a name with one private address among its addresses', async () => {
    const resolve = () => Promise.resolve(['93.184.216.34', '10.1.1.1']);
    expect(await codeOf(fetchPage('http://mixed.example/', { ...open, allow: isPublic, resolve }))).toBe(
      'url-private',
    );
  });

  it('resolves a name once, and connects to nothing else', async () => {
    let asked = 0;
    const port = await serve(page('x'));
    const resolve = () => Promise.resolve(asked++ === 0 ? ['127.0.0.1'] : ['10.0.0.1']);
    expect(await codeOf(fetchPage(`http://rebind.example:${port}/`, { ...open, resolve }))).toBe('fetched');
    expect(asked).toBe(1);
  });

  it('refuses what is no page', async () => {
    const picture = await serve(page('x', { 'content-type': 'image/png' }));
    expect(await codeOf(fetchPage(`http://kpa.example:${picture}/`, open))).toBe('url-type');
    const missing = await serve((_, response) => {
      response.writeHead(404).end('no');
    });
    await expect(fetchPage(`http://kpa.example:${missing}/`, open)).rejects.toThrow(
      'the server answered 404 Not Found',
    );
    expect(await codeOf(fetchPage('ftp://kpa.example/', open))).toBe('url-scheme');
    expect(await codeOf(fetchPage('https://', open))).toBe('url-invalid');
  });

  it('says why a server cannot be reached', async () => {
    const port = await serve(page('x'));
    const server = servers.pop();
    await new Promise((go) => server?.close(go));
    await expect(fetchPage(`http://kpa.example:${port}/`, open)).rejects.toThrow('it refuses connections');
    const resolve = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await codeOf(fetchPage('http://none.example/', { ...open, resolve }))).toBe('url-unresolved');
    const torn = await serve((request) => request.socket.destroy());
    await expect(fetchPage(`http://kpa.example:${torn}/`, open)).rejects.toThrow('it hung up');
    const damaged = await serve(page('no gzip', { 'content-encoding': 'gzip' }));
    await expect(fetchPage(`http://kpa.example:${damaged}/`, open)).rejects.toThrow(
      'compressed data are damaged',
    );
  });
});

describe('a fetcher that is used again', () => {
  it('asks for robots.txt once for a site, and obeys it', async () => {
    const asked: (string | undefined)[] = [];
    const port = await serve((request, response) => {
      asked.push(request.url);
      if (request.url === '/robots.txt') response.writeHead(200).end('User-agent: *\nDisallow: /private');
      else page('x')(request, response);
    });
    const fetch = createFetcher({ ...open, robots: true });
    const at = (path: string) => codeOf(fetch(`http://kpa.example:${port}${path}`));
    expect([await at('/a'), await at('/private/b'), await at('/c')]).toEqual([
      'fetched',
      'url-robots',
      'fetched',
    ]);
    expect(asked).toEqual(['/robots.txt', '/a', '/c']);
  });

  it('asks for robots.txt where a redirect leads, too', async () => {
    const closed = await serve((_, response) => {
      response.writeHead(200).end('User-agent: *\nDisallow: /');
    });
    const port = await serve((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else response.writeHead(302, { location: `http://other.example:${closed}/` }).end();
    });
    expect(await codeOf(fetchPage(`http://kpa.example:${port}/`, { ...open, robots: true }))).toBe(
      'url-robots',
    );
  });

  it('asks only for what has changed, where it is told what it has', async () => {
    const port = await serve((request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else page('x', { etag: '"v1"', 'last-modified': 'Mon, 02 Mar 2026 10:00:00 GMT' })(request, response);
    });
    const fetch = createFetcher(open);
    const url = `http://kpa.example:${port}/`;
    const first = await fetch(url);
    expect(first).toMatchObject({
      etag: '"v1"',
      lastModified: 'Mon, 02 Mar 2026 10:00:00 GMT',
      unchanged: false,
    });
    const second = await fetch(url, { etag: first.etag ?? null, lastModified: first.lastModified ?? null });
    expect([second.unchanged, second.bytes.length]).toEqual([true, 0]);
  });

  it('says where a page has moved for good', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/new' }).end();
      else if (request.url === '/today') response.writeHead(302, { location: '/new' }).end();
      else page('x')(request, response);
    });
    const fetch = createFetcher(open);
    expect((await fetch(`http://kpa.example:${port}/old`)).moved).toBe(`http://kpa.example:${port}/new`);
    expect((await fetch(`http://kpa.example:${port}/today`)).moved).toBe(null);
  });

  it('takes a feed under any type, but no picture', async () => {
    const fetch = createFetcher(open);
    for (const [type, code] of [
      ['application/octet-stream', 'fetched'],
      ['text/html', 'fetched'],
      ['image/png', 'url-type'],
    ] as const) {
      const port = await serve(page('<rss/>', { 'content-type': type }));
      expect(await codeOf(fetch(`http://kpa.example:${port}/`, { kind: 'feed' }))).toBe(code);
    }
  });

  it('gives up when it is told to', async () => {
    const port = await serve(() => undefined);
    const stop = new AbortController();
    const given = createFetcher(open)(`http://kpa.example:${port}/`, { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(given).rejects.toThrow('aborted');
  });

  it('goes through the proxy that the environment names, which alone may know the name', async () => {
    const asked: string[] = [];
    const port = await serve((request, response) => {
      asked.push(request.url ?? '');
      page('<p>by proxy')(request, response);
    });
    const env = { HTTP_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: 'direct.example' };
    const resolve = (host: string) =>
      host === 'inside.example' ? Promise.resolve(['10.0.0.1']) : Promise.reject(new Error('unknown'));
    const fetch = createFetcher({ ...open, env, resolve });
    const { bytes } = await fetch('http://outside.example/story');
    expect(new TextDecoder().decode(bytes)).toBe('<p>by proxy');
    expect(asked).toEqual(['http://outside.example/story']);
    expect(await codeOf(fetch('http://inside.example/'))).toBe('url-private');
    expect(await codeOf(fetch('http://10.0.0.1/'))).toBe('url-private');
    expect(await codeOf(fetch('http://direct.example/'))).toBe('url-unresolved');
  });

  it('goes through a proxy’s tunnel to https, and says what it refuses', async () => {
    const tunnels: (string | undefined)[] = [];
    const server = createServer();
    servers.push(server);
    server.on('connect', (request, socket) => {
      tunnels.push(request.url);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
    const env = { https_proxy: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    const fetch = createFetcher({ ...open, env });
    expect(await codeOf(fetch('https://outside.example/'))).toBe('url-unreachable');
    expect(tunnels).toEqual(['outside.example:443']);
    expect(
      await codeOf(
        createFetcher({ ...open, env: { ALL_PROXY: 'socks5://127.0.0.1:1' } })('http://outside.example/'),
      ),
    ).toBe('url-proxy');
  });
});

describe('isPublic', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1::1'])('%s is', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '198.18.0.1',
    '240.0.0.1',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'fe80::1%eth0',
    'fec0::1',
    'fc00::1',
    'ff02::1',
    'not an address',
    '',
  ])('%s is not', (address) => {
    expect(isPublic(address)).toBe(false);
  });
});
