import { appOf } from '../../src/server/app.js';
import type { Api } from '../../src/server/api.js';
import type { Access, Services } from '../../src/server/services.js';
import type { WebFiles } from '../../src/server/web-files.js';
import { hostileRecord, sampleRecord } from '../record.js';
import { memoryLedger } from './memory-ledger.js';

export const OPEN: Access = { loopback: true, secret: null, readOnly: false, rate: null, maxBytes: 100_000 };

/** A server over a ledger in memory that holds two pages, one of them hostile. */
export async function testServer(
  given: { access?: Partial<Access>; services?: Partial<Services>; files?: WebFiles } = {},
): Promise<{ app: Api; services: Services; ask: Ask; log: string[] }> {
  const log: string[] = [];
  const services: Services = {
    ledger: memoryLedger(),
    read: ({ bytes, input }) => {
      const text = new TextDecoder().decode(bytes);
      return Promise.resolve({ ...sampleRecord(), input: input ?? null, url: null, sha256: shaOf(text) });
    },
    fetch: (url) =>
      Promise.resolve({
        bytes: new TextEncoder().encode('page'),
        url,
        contentType: 'text/html',
        retrieved: '2026-11-25T12:00:00Z',
      }),
    now: () => Date.parse('2026-11-25T12:00:00Z'),
    log: (line) => void log.push(line),
    ...given.services,
  };
  for (const record of [sampleRecord(), hostileRecord()])
    await services.ledger.add(record, { bytes: new TextEncoder().encode(record.text) });
  const app = appOf(services, { ...OPEN, ...given.access }, given.files ?? null);
  return { app, services, log, ask: askOf(app) };
}

export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** Asks an app as a browser on this machine does. */
export function askOf(app: Api): Ask {
  return async (path, init = {}) =>
    app.request(`http://localhost:4747${path}`, {
      ...init,
      headers: { host: 'localhost:4747', ...init.headers },
    });
}

/** A POST of JSON. */
export const posted = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});

const shaOf = (text: string) =>
  [...text]
    .reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) >>> 0, 7)
    .toString(16)
    .padStart(64, '0');
