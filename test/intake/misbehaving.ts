import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';

/** The most that one answer sends, and the longest that it takes: nothing here is truly endless. */
const MOST_BYTES = 20_000_000;
const LONGEST = 5_000;

/** One way to misbehave, and what must come of it. */
export interface Misbehaviour {
  /** As in the table of docs/fetching.md. */
  name: string;
  /** `fetched`, or the code of the error. */
  outcome: string;
  /** Answers as HTTP does… */
  http?: (request: IncomingMessage, response: ServerResponse) => void;
  /** …or does what it likes with the connection. */
  tcp?: (socket: Socket) => void;
  /** The addresses that names resolve to, by how often they have been asked for. Default: the loopback. */
  resolve?: (host: string, asked: number) => Promise<string[]>;
  /** Whether its robots.txt misbehaves too; else there is none. */
  robots?: true;
  /** What the page must be, where it is fetched. */
  page?: string;
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const STORY = '<p>The story.</p>';

const answer =
  (status: number, headers: Record<string, string> = {}, body: string | Uint8Array = STORY) =>
  (_: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, { ...HTML, ...headers }).end(body);

/** Writes again and again until the other side goes, or enough is sent. */
function keepWriting(sink: Socket | ServerResponse, piece: () => string | Uint8Array, every: number): void {
  let sent = 0;
  const started = Date.now();
  const timer = setInterval(() => {
    const next = piece();
    sent += next.length;
    if (sent > MOST_BYTES || Date.now() - started > LONGEST) {
      clearInterval(timer);
      sink.destroy();
    } else sink.write(next);
  }, every);
  timer.unref();
  sink.on('close', () => clearInterval(timer));
}

const raw = (text: string) => (socket: Socket) => void socket.end(text);
const zeros = (size: number) => Buffer.alloc(size);
const OK = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';

/** Answers differently each time it is asked: the last answer is repeated. */
function inTurn(...answers: ((request: IncomingMessage, response: ServerResponse) => void)[]) {
  let asked = 0;
  return (request: IncomingMessage, response: ServerResponse) =>
    answers[Math.min(asked++, answers.length - 1)]?.(request, response);
}

/** All the ways. A function, since some count how often they are asked. */
export function misbehaviours(): Misbehaviour[] {
  let step = 0;
  let lines = 0;
  return [
    { name: 'never answers', outcome: 'url-timeout', http: () => undefined },
    {
      name: 'sends its headers a byte at a time',
      outcome: 'url-timeout',
      tcp: (socket) => keepWriting(socket, () => (lines++ === 0 ? 'HTTP/1.1 200 OK\r\nX: ' : 'x'), 20),
    },
    {
      name: 'sends its body a byte at a time',
      outcome: 'url-timeout',
      http: (_, response) => {
        response.writeHead(200, HTML);
        keepWriting(response, () => 'x', 20);
      },
    },
    {
      name: 'sends early hints for ever',
      outcome: 'url-timeout',
      tcp: (socket) => keepWriting(socket, () => 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n', 10),
    },
    {
      name: 'sends a body without end',
      outcome: 'page-too-large',
      http: (_, response) => {
        response.writeHead(200, HTML);
        keepWriting(response, () => 'x'.repeat(50_000), 1);
      },
    },
    {
      name: 'sends headers without end',
      outcome: 'url-unreachable',
      tcp: (socket) =>
        keepWriting(
          socket,
          () => `${step++ === 0 ? OK : ''}X-${randomBytes(4).toString('hex')}: ${'x'.repeat(4000)}\r\n`,
          1,
        ),
    },
    {
      name: 'says that its body is huge',
      outcome: 'page-too-large',
      tcp: raw(`${OK}Content-Length: 99999999999\r\n\r\n`),
    },
    {
      name: 'sends a gzip bomb',
      outcome: 'page-too-large',
      http: answer(200, { 'content-encoding': 'gzip' }, gzipSync(zeros(20_000_000))),
    },
    {
      name: 'sends a brotli bomb',
      outcome: 'page-too-large',
      http: answer(200, { 'content-encoding': 'br' }, brotliCompressSync(zeros(5_000_000))),
    },
    {
      name: 'sends a bomb within a bomb',
      outcome: 'page-too-large',
      http: answer(200, { 'content-encoding': 'gzip, gzip' }, gzipSync(gzipSync(zeros(20_000_000)))),
    },
    {
      name: 'sends damaged gzip',
      outcome: 'url-unreachable',
      http: answer(200, { 'content-encoding': 'gzip' }, 'no gzip at all'),
    },
    {
      name: 'cuts its gzip short',
      outcome: 'url-unreachable',
      http: answer(200, { 'content-encoding': 'gzip' }, gzipSync(randomBytes(5000)).subarray(0, 2500)),
    },
    {
      name: 'sends an encoding that nobody knows',
      outcome: 'url-type',
      http: answer(200, { 'content-encoding': 'zip5' }),
    },
    {
      name: 'says deflate and sends its bare form',
      outcome: 'fetched',
      http: answer(200, { 'content-encoding': 'deflate' }, deflateRawSync(STORY)),
      page: STORY,
    },
    {
      name: 'sends less than it says',
      outcome: 'url-unreachable',
      tcp: raw(`${OK}Content-Length: 500\r\n\r\n${STORY}`),
    },
    {
      name: 'sends more than it says',
      outcome: 'fetched',
      tcp: raw(`${OK}Content-Length: 17\r\n\r\n${STORY}and more`),
      page: STORY,
    },
    {
      name: 'sends chunks of no size',
      outcome: 'url-unreachable',
      tcp: raw(`${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n${STORY}\r\n`),
    },
    { name: 'hangs up at once', outcome: 'url-unreachable', tcp: (socket) => void socket.destroy() },
    {
      name: 'resets the connection',
      outcome: 'url-unreachable',
      tcp: (socket) => void socket.resetAndDestroy(),
    },
    {
      name: 'hangs up in the middle',
      outcome: 'url-unreachable',
      tcp: (socket) =>
        void socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n11\r\n${STORY}\r\n`, () =>
          socket.destroy(),
        ),
    },
    { name: 'speaks another protocol', outcome: 'url-unreachable', tcp: raw('SSH-2.0-OpenSSH_9.9\r\n') },
    {
      name: 'changes to another protocol',
      outcome: 'url-unreachable',
      tcp: raw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: upgrade\r\n\r\n'),
    },
    {
      name: 'answers with a status that is none',
      outcome: 'url-status',
      tcp: raw('HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n'),
    },
    {
      name: 'says “not modified” unasked',
      outcome: 'url-status',
      http: (_, response) => void response.writeHead(304).end(),
    },
    { name: 'redirects in a circle', outcome: 'url-redirects', http: answer(301, { location: '/' }) },
    {
      name: 'redirects on and on',
      outcome: 'url-redirects',
      http: (_, response) => void response.writeHead(302, { location: `/${step++}` }).end(),
    },
    { name: 'redirects to nowhere', outcome: 'url-status', http: answer(302) },
    {
      name: 'redirects to a private address',
      outcome: 'url-private',
      http: answer(302, { location: 'http://10.0.0.7/' }),
    },
    {
      name: 'redirects to the cloud’s own address',
      outcome: 'url-private',
      http: answer(302, { location: 'http://[::ffff:169.254.169.254]/latest/' }),
    },
    {
      name: 'redirects to a name of a private address',
      outcome: 'url-private',
      http: answer(302, { location: 'http://inside.example/' }),
      resolve: (host) => Promise.resolve([host === 'inside.example' ? '192.168.0.9' : '127.0.0.1']),
    },
    {
      name: 'redirects to a file',
      outcome: 'url-scheme',
      http: answer(302, { location: 'file:///etc/passwd' }),
    },
    {
      name: 'redirects with a password',
      outcome: 'url-credentials',
      http: answer(302, { location: 'http://user:secret@kpa.example/' }),
    },
    {
      name: 'changes its DNS answer to a private address',
      outcome: 'fetched',
      http: answer(200),
      resolve: (_, asked) => Promise.resolve([asked === 1 ? '127.0.0.1' : '10.0.0.1']),
      page: STORY,
    },
    {
      name: 'has a private address among its DNS answers',
      outcome: 'url-private',
      http: answer(200),
      resolve: () => Promise.resolve(['127.0.0.1', '10.1.1.1']),
    },
    {
      name: 'has a DNS server that never answers',
      outcome: 'url-timeout',
      http: answer(200),
      resolve: () => new Promise(() => undefined),
    },
    {
      name: 'has no DNS name',
      outcome: 'url-unresolved',
      http: answer(200),
      resolve: () => Promise.reject(new Error('ENOTFOUND')),
    },
    {
      name: 'is busy, and says for a moment',
      outcome: 'fetched',
      http: inTurn(answer(429, { 'retry-after': '1' }), answer(200)),
      page: STORY,
    },
    {
      name: 'is busy, and says for an hour',
      outcome: 'url-busy',
      http: answer(429, { 'retry-after': '3600' }),
    },
    { name: 'is always busy, and does not say for how long', outcome: 'url-status', http: answer(503) },
    {
      name: 'says that a picture is a page',
      outcome: 'url-type',
      http: answer(200, {}, Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1')),
    },
    {
      name: 'says that a page is a picture',
      outcome: 'url-type',
      http: answer(200, { 'content-type': 'image/png' }),
    },
    {
      name: 'forbids the page in robots.txt',
      outcome: 'url-robots',
      robots: true,
      http: (request, response) =>
        request.url === '/robots.txt'
          ? answer(200, {}, 'User-agent: *\nDisallow: /')(request, response)
          : answer(200)(request, response),
    },
    { name: 'has a robots.txt that fails', outcome: 'url-robots-unknown', robots: true, http: answer(500) },
    {
      name: 'has a robots.txt without end',
      outcome: 'fetched',
      robots: true,
      http: (request, response) => {
        if (request.url !== '/robots.txt') return answer(200)(request, response);
        response.writeHead(200, { 'content-type': 'text/plain' });
        keepWriting(response, () => 'User-agent: other\nDisallow: /\n'.repeat(3000), 1);
      },
      page: STORY,
    },
  ];
}

/**
 * Starts a server on the loopback that misbehaves in one way. It answers nothing that would be endless, and goes with
 * the process.
 * @returns its port, and how to end it
 */
export async function misbehave({
  http,
  tcp,
  robots,
}: Misbehaviour): Promise<{ port: number; end: () => void }> {
  const sockets = new Set<Socket>();
  const server: Server = tcp
    ? createTcpServer((socket) => {
        socket.on('error', () => undefined);
        // What was asked decides nothing here, but it must be taken.
        socket.once('data', (asked) => {
          if (asked.toString('latin1').startsWith('GET /robots.txt'))
            socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
          else tcp(socket);
        });
      })
    : createServer((request, response) => {
        if (request.url === '/robots.txt' && !robots) response.writeHead(404).end();
        else http?.(request, response);
      });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  return {
    port: (server.address() as AddressInfo).port,
    end: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
