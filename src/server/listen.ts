import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { OnrecordError } from '../errors.js';
import type { Api } from './api.js';

/** A server that answers. */
export interface Listening {
  /** `http://localhost:4747/` */
  url: string;
  port: number;
  /** Takes no new requests, lets those under way end, and closes what hangs after a few seconds. */
  close(): Promise<void>;
}

/** How long requests under way may still take when the server is told to stop, in milliseconds. */
const GRACE = 5000;

/**
 * Opens a port for an app.
 * @param app what answers
 * @param where the address to listen on, and the port; 0 lets the system choose
 * @throws OnrecordError `port-taken`, `port-refused`
 * @example const { url, close } = await listen(app, { host: '127.0.0.1', port: 4747 })
 */
export async function listen(app: Api, where: { host: string; port: number }): Promise<Listening> {
  const server = await new Promise<ServerType>((opened, fail) => {
    const made = serve({ fetch: app.fetch, hostname: where.host, port: where.port }, () => opened(made));
    made.once('error', (error: NodeJS.ErrnoException) => fail(portError(error, where)));
  });
  // A client that sends its request a letter at a time holds nobody else up.
  if ('requestTimeout' in server) {
    server.requestTimeout = 120_000;
    server.headersTimeout = 15_000;
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${shown(where.host)}:${port}/`,
    port,
    close: () =>
      new Promise((closed) => {
        const timer = setTimeout(() => {
          if ('closeAllConnections' in server) server.closeAllConnections();
        }, GRACE);
        server.close(() => {
          clearTimeout(timer);
          closed();
        });
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      }),
  };
}

/** A host as it stands in an address. */
function shown(host: string): string {
  if (host === '127.0.0.1' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function portError(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  if (error.code === 'EADDRINUSE') return new OnrecordError('port-taken', String(port));
  if (error.code === 'EACCES') return new OnrecordError('port-refused', `port ${port}`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new OnrecordError('port-refused', `the address ${host}`);
  return error;
}
