import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { problem } from './problem.js';
import { rateOf } from './rate.js';
import type { Access } from './services.js';
import { COOKIE, type Sessions } from './sessions.js';

/**
 * What a page may do: load from this server, and nothing else. No inline script or style, no other host, no frames.
 * Pictures from `blob:` and `data:` are the plots on their way to a PNG file.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), interest-cohort=()',
};

/** The headers that every answer has, whatever it is. A route's own policy, where it is narrower, stays. */
export const secureHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS))
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
};

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Refuses what another site could make a browser send: a name that was turned to lead to this machine (DNS rebinding),
 * and changes asked for by a page of another origin (CSRF). Programs that are no browser send neither header and pass.
 */
export function sameSite({ loopback }: Pick<Access, 'loopback'>): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (loopback && !LOOPBACK.test(host))
      return problem(421, `this server answers to localhost only, not to ${host.slice(0, 100) || 'no name'}`);
    if (!SAFE.has(c.req.method)) {
      const origin = c.req.header('origin');
      const site = c.req.header('sec-fetch-site');
      const elsewhere =
        (origin !== undefined && hostOf(origin) !== host.toLowerCase()) ||
        (site !== undefined && site !== 'same-origin' && site !== 'none');
      if (elsewhere) return problem(403, 'changes are taken from this server’s own pages only');
    }
    return await next();
  };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host.toLowerCase() : null;
}

/** Who asks, as far as can be told: the address at the other end of the connection. */
export function clientOf(env: unknown): string {
  const socket = (env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
    ?.socket;
  return socket?.remoteAddress ?? 'unknown';
}

/** Holds each client to so many requests a minute. */
export function limited(rate: number, now: () => number): MiddlewareHandler {
  const requests = rateOf(rate, 60, now);
  return async (c, next) => {
    const wait = requests.take(clientOf(c.env));
    if (wait > 0) return tooMany(wait);
    return await next();
  };
}

/** The answer to a client that asks too often. */
export function tooMany(wait: number): Response {
  return problem(429, `too many requests: wait ${wait} s`, { headers: { 'retry-after': String(wait) } });
}

/** Lets nobody by who has not signed in: a session's cookie, or `Authorization: Bearer` with the token. */
export function signedIn(
  sessions: Sessions,
  { now, open }: { now: () => number; open: (path: string, method: string) => boolean },
): MiddlewareHandler {
  // Guessing tokens is as slow as guessing passwords.
  const wrong = rateOf(10, 60, now);
  return async (c, next) => {
    if (open(c.req.path, c.req.method)) return await next();
    const cookie = getCookie(c, COOKIE);
    if (cookie !== undefined && sessions.alive(cookie)) return await next();
    const bearer = /^Bearer\s+(.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (bearer !== undefined) {
      // Asked before the token is looked at: else a right guess would still be told from a wrong one.
      const wait = wrong.wait(clientOf(c.env));
      if (wait > 0) return tooMany(wait);
      if (sessions.knows(bearer)) return await next();
      wrong.take(clientOf(c.env));
    }
    return problem(401, 'sign in, or send the token as “Authorization: Bearer …”', {
      headers: { 'www-authenticate': 'Bearer realm="onrecord"' },
    });
  };
}

/** Refuses every change, for a ledger that is shown and not worked on. */
export function readOnly(open: (path: string) => boolean): MiddlewareHandler {
  return async (c, next) => {
    if (!SAFE.has(c.req.method) && !open(c.req.path))
      return problem(403, 'this ledger is open for reading only: nothing can be added or corrected here');
    return await next();
  };
}
