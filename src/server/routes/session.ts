import { createRoute, z } from '@hono/zod-openapi';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { json, PROBLEMS, type Api } from '../api.js';
import { Refusal } from '../problem.js';
import { rateOf } from '../rate.js';
import { clientOf, tooMany } from '../security.js';
import { COOKIE, COOKIE_AGE, type Sessions } from '../sessions.js';

const tags = ['Session'];
const stateSchema = z.object({ signedIn: z.boolean() }).openapi('Session');

/**
 * Signing in and out. The cookie is HttpOnly and SameSite=Strict, and Secure where the request came over HTTPS.
 * @param sessions who has signed in; null where nobody needs to
 */
export function sessionRoutes(api: Api, sessions: Sessions | null, now: () => number): void {
  const tries = rateOf(10, 60, now);

  api.openapi(
    createRoute({
      method: 'get',
      path: '/session',
      tags,
      summary: 'Whether this browser is signed in',
      responses: { 200: json(stateSchema, 'The session.'), ...PROBLEMS },
    }),
    (c) => c.json({ signedIn: sessions === null || sessions.alive(getCookie(c, COOKIE) ?? '') }, 200),
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/session',
      tags,
      summary: 'Sign in with the token or password',
      request: {
        body: {
          required: true,
          content: {
            'application/json': { schema: z.object({ secret: z.string().min(1).max(1000) }).strict() },
          },
        },
      },
      responses: { 200: json(stateSchema, 'Signed in; the cookie is set.'), ...PROBLEMS },
    }),
    (c) => {
      if (sessions === null) return c.json({ signedIn: true }, 200);
      const wait = tries.take(clientOf(c.env));
      if (wait > 0) return tooMany(wait) as never;
      if (!sessions.knows(c.req.valid('json').secret))
        throw new Refusal(401, 'this is not the token or password: ask whoever runs the server');
      setCookie(c, COOKIE, sessions.begin(), {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        maxAge: COOKIE_AGE,
        secure: c.req.header('x-forwarded-proto') === 'https' || new URL(c.req.url).protocol === 'https:',
      });
      return c.json({ signedIn: true }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'delete',
      path: '/session',
      tags,
      summary: 'Sign out',
      responses: { 200: json(stateSchema, 'Signed out.'), ...PROBLEMS },
    }),
    (c) => {
      sessions?.end(getCookie(c, COOKIE) ?? '');
      deleteCookie(c, COOKIE, { path: '/' });
      return c.json({ signedIn: sessions === null }, 200);
    },
  );
}
