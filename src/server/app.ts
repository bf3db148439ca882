import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { OnrecordError } from '../errors.js';
import { inWords } from '../intake/size.js';
import { VERSION } from '../version.js';
import { newApi, type Api } from './api.js';
import { counted, newTraffic, watchRoutes } from './metrics.js';
import { errorHandler, problem, problemFrom } from './problem.js';
import { readingOf } from './reading.js';
import { remembered, rememberedLists } from './remembered.js';
import { correctionRoutes } from './routes/corrections.js';
import { documentRoutes } from './routes/documents.js';
import { ledgerRoutes } from './routes/ledger.js';
import { outletRoutes } from './routes/outlets.js';
import { sessionRoutes } from './routes/session.js';
import { speakerRoutes } from './routes/speakers.js';
import { statementRoutes } from './routes/statements.js';
import { utteranceRoutes } from './routes/utterances.js';
import { limited, readOnly, sameSite, secureHeaders, signedIn } from './security.js';
import type { Access, Services } from './services.js';
import { sessionsOf } from './sessions.js';
import type { WebFiles } from './web-files.js';

/** Where the API is. */
export const API = '/api/v1';

/** Seconds that the ledger's counts are held. */
const STATS_HOLD = 30;

/** Seconds that the lists of speakers, outlets and bylines are held: who is counted in them grows with the ledger. */
const LISTS_HOLD = 60;

/**
 * What anyone may ask without having signed in: the screens' own files and whether the server is well, which tell
 * nothing of the ledger, and signing in itself.
 */
const isOpen = (path: string) =>
  (!path.startsWith('/api/') && path !== '/metrics') || path === `${API}/session` || path === `${API}/about`;

/** The API's description for machines (OpenAPI 3.1), made from the schemas that check it. */
const DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Onrecord',
    version: VERSION,
    description:
      'Who said what, in whose words, on what occasion, and through how many hands the words came. Lists come in pages: give what a list has as “next” as “cursor”. Errors are application/problem+json (RFC 9457). Answers have an ETag.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: API }],
};

/**
 * The server: the HTTP API under `/api/v1` and the screens.
 * @param services the ledger, the reader, the fetcher, the clock
 * @param access who may do what
 * @param files the built screens; null for the API alone
 * @param warm counts at once what takes long to count, so that the first who looks does not wait
 * @example const app = appOf(services, access, await loadWebFiles('dist/web')); await app.request('/api/v1/stats')
 */
export function appOf(services: Services, access: Access, files: WebFiles | null, warm = false): Api {
  const { now, log } = services;
  const app = newApi();
  const sessions = access.secret === null ? null : sessionsOf(access.secret, now);
  const traffic = newTraffic(now());
  app.onError(errorHandler(log));
  app.use(counted(traffic, now));
  app.use(secureHeaders);
  app.use(sameSite(access));
  if (access.rate !== null) app.use(limited(access.rate, now));
  if (sessions) app.use(signedIn(sessions, { now, open: isOpen }));
  if (access.readOnly) app.use(readOnly((path) => path === `${API}/session`));
  app.use(`${API}/*`, compress(), freshness);
  app.use(`${API}/*`, etag());
  app.use(
    `${API}/*`,
    bodyLimit({
      // A page in JSON is somewhat longer than the page.
      maxSize: access.maxBytes * 2,
      onError: () => {
        const { maxBytes } = access;
        const { status, detail } = problemFrom(
          new OnrecordError('page-too-large', `more than ${inWords(maxBytes)}`, inWords(maxBytes)),
        );
        return problem(status, detail, { code: 'page-too-large' });
      },
    }),
  );

  const api = newApi();
  // Counting a large ledger takes a while: once for all who ask, and anew after a change made here.
  const stats = remembered(() => services.ledger.stats(), STATS_HOLD, now);
  const lists = rememberedLists(LISTS_HOLD, now);
  const changed = () => {
    stats.forget();
    lists.forget();
  };
  // Whoever asks tells of a failure; here there is nobody to tell.
  if (warm) stats.get().catch(() => {});
  ledgerRoutes(api, services, access, stats);
  statementRoutes(api, services);
  documentRoutes(api, services, readingOf(services, changed), access);
  speakerRoutes(api, services, lists);
  outletRoutes(api, services, lists);
  utteranceRoutes(api, services);
  correctionRoutes(api, services, changed);
  sessionRoutes(api, sessions, now);
  api.doc31('/openapi.json', DESCRIPTION);
  app.route(API, api);

  watchRoutes(app, services, traffic, stats);

  app.all('/api/*', (c) =>
    problem(404, `${c.req.path.slice(0, 200)} is no part of the API: see ${API}/openapi.json`),
  );
  app.get('*', (c) => {
    const { path } = c.req;
    const found = files?.answer(path, c.req.raw.headers);
    if (found) return found;
    // Every view has an address of its own; the screens read it. A file that is missing stays missing.
    const view = path.includes('.') && /\.\w{1,12}$/.test(path) && path.startsWith('/assets/') ? null : files;
    return view?.answer('/index.html', c.req.raw.headers) ?? problem(404, 'there is no such page here');
  });
  app.notFound((c) => problem(405, `${c.req.method} is not possible here`));
  return app;
}

/** An answer may be kept, but is asked for again each time: the ETag tells whether it is still so. */
const freshness = async (c: { res: Response }, next: () => Promise<void>) => {
  await next();
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'private, no-cache');
};
