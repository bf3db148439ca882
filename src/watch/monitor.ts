import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PROMETHEUS_TYPE } from '../prometheus.js';

/** What a monitor shows. */
export interface Monitored {
  /** Null where all is well, else what is wrong. */
  health(): string | null;
  metrics(): Promise<string>;
}

/**
 * A small server for whoever keeps an eye on the program: `/health` (200 or 503) and `/metrics` (Prometheus text).
 * @param port 0 for any that is free
 * @param host the address to listen on
 * @returns where it listens, and how to end it
 * @example const { port, close } = await monitor(9464, '127.0.0.1', shown)
 */
export async function monitor(
  port: number,
  host: string,
  shown: Monitored,
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    const send = (status: number, text: string, type = 'text/plain; charset=utf-8') =>
      void response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
    if (request.method !== 'GET' && request.method !== 'HEAD') send(405, 'only GET\n');
    else if (path === '/health') {
      const wrong = shown.health();
      send(wrong === null ? 200 : 503, `${wrong ?? 'ok'}\n`);
    } else if (path === '/metrics')
      shown.metrics().then(
        (text) => send(200, text, PROMETHEUS_TYPE),
        () => send(500, 'the figures cannot be had\n'),
      );
    else send(404, 'there are /health and /metrics\n');
  });
  server.requestTimeout = 10_000;
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
