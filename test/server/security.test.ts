import { describe, expect, it } from 'vitest';
import { rateOf } from '../../src/server/rate.js';
import { posted, testServer, type Ask } from './server.js';

const V1 = '/api/v1';
const SHARED = { loopback: false, secret: 'open sesame', rate: 600 };

const signIn = async (ask: Ask, secret = 'open sesame') => ask(`${V1}/session`, posted({ secret }));
const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe('every answer', () => {
  it.each(['/api/v1/stats', '/api/v1/nothing', '/', '/api/v1/statements?act=x'])(
    'of %s forbids other hosts, inline script and style, frames and sniffing',
    async (path) => {
      const { ask } = await testServer();
      const { headers } = await ask(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("style-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    },
  );
});

describe('on this machine', () => {
  it.each(['evil.example', 'evil.example:4747', 'localhost.evil.example', '10.0.0.5:4747', ''])(
    'a name that leads here from elsewhere is refused: %s',
    async (host) => {
      const { ask } = await testServer();
      expect((await ask(`${V1}/stats`, { headers: { host } })).status).toBe(421);
    },
  );

  it.each(['localhost', 'localhost:4747', '127.0.0.1:4747', '[::1]:4747'])('%s is answered', async (host) => {
    const { ask } = await testServer();
    expect((await ask(`${V1}/stats`, { headers: { host } })).status).toBe(200);
  });

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:8080' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site but other origin', { 'sec-fetch-site': 'same-site' }],
  ])('a change that %s asks for is refused', async (_, headers) => {
    const { ask, services } = await testServer();
    const before = (await services.ledger.stats()).documents;
    const answer = await ask(
      `${V1}/documents`,
      posted({ text: 'planted' }, headers as Record<string, string>),
    );
    expect(answer.status).toBe(403);
    expect((await services.ledger.stats()).documents).toBe(before);
  });

  it('its own pages and programs may change', async () => {
    const { ask } = await testServer();
    const own = { origin: 'http://localhost:4747', 'sec-fetch-site': 'same-origin' };
    expect((await ask(`${V1}/documents`, posted({ text: 'one' }, own))).status).toBe(201);
    expect((await ask(`${V1}/documents`, posted({ text: 'two' }))).status).toBe(201);
  });
});

describe('a shared ledger', () => {
  it('shows nothing to who has not signed in, and the screens to everybody', async () => {
    const { ask } = await testServer({ access: SHARED });
    for (const path of ['/stats', '/statements', '/statements.csv', '/openapi.json', '/documents'])
      expect((await ask(V1 + path)).status, path).toBe(401);
    expect((await ask(`${V1}/about`)).status).toBe(200);
    expect((await ask(`${V1}/session`)).status).toBe(200);
  });

  it('signs in by cookie, HttpOnly and SameSite=Strict, and out again', async () => {
    const { ask } = await testServer({ access: SHARED });
    const answer = await signIn(ask);
    expect(answer.status).toBe(200);
    const set = answer.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Strict/);
    const headers = { cookie: cookieOf(answer) };
    expect((await ask(`${V1}/stats`, { headers })).status).toBe(200);
    await ask(`${V1}/session`, { method: 'DELETE', headers });
    expect((await ask(`${V1}/stats`, { headers })).status).toBe(401);
  });

  it('marks the cookie Secure behind HTTPS', async () => {
    const { ask } = await testServer({ access: SHARED });
    const answer = await ask(
      `${V1}/session`,
      posted({ secret: 'open sesame' }, { 'x-forwarded-proto': 'https' }),
    );
    expect(answer.headers.get('set-cookie')).toMatch(/Secure/);
  });

  it('takes the token from programs', async () => {
    const { ask } = await testServer({ access: SHARED });
    const with_ = (token: string) => ask(`${V1}/stats`, { headers: { authorization: `Bearer ${token}` } });
    expect((await with_('open sesame')).status).toBe(200);
    expect((await with_('open barley')).status).toBe(401);
  });

  it('slows guessing down, by form and by token, so that even the right one is not told', async () => {
    const { ask } = await testServer({ access: SHARED });
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await signIn(ask, `guess ${i}`)).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429]);
    expect((await signIn(ask)).status).toBe(429);
    const token = (given: string) => ask(`${V1}/stats`, { headers: { authorization: `Bearer ${given}` } });
    for (let i = 0; i < 10; i++) expect((await token(`guess ${i}`)).status).toBe(401);
    const last = await token('open sesame');
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('a session ends after twelve hours', async () => {
    let time = Date.parse('2026-11-25T08:00:00Z');
    const { ask } = await testServer({ access: SHARED, services: { now: () => time } });
    const headers = { cookie: cookieOf(await signIn(ask)) };
    time += 11.9 * 3600_000;
    expect((await ask(`${V1}/stats`, { headers })).status).toBe(200);
    time += 0.2 * 3600_000;
    expect((await ask(`${V1}/stats`, { headers })).status).toBe(401);
  });

  it('holds each client to its rate', async () => {
    const { ask } = await testServer({ access: { loopback: false, secret: null, rate: 5 } });
    const statuses = [];
    for (let i = 0; i < 7; i++) statuses.push((await ask(`${V1}/about`)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });
});

describe('a ledger open for reading only', () => {
  it('shows everything and takes nothing', async () => {
    const { ask, services } = await testServer({ access: { readOnly: true } });
    const before = await services.ledger.stats();
    expect((await ask(`${V1}/statements`)).status).toBe(200);
    const { items } = await services.ledger.search({});
    const id = items[0]?.statement.id ?? '';
    const tries = [
      ask(`${V1}/documents`, posted({ text: 'new' })),
      ask(`${V1}/statements/${id}/corrections`, posted({ author: 'x', act: 'warn' })),
      ask(`${V1}/corrections/c1/undo`, posted({ author: 'x' })),
    ];
    for (const answer of await Promise.all(tries)) expect(answer.status).toBe(403);
    expect(await services.ledger.stats()).toEqual(before);
    expect(await (await ask(`${V1}/about`)).json()).toMatchObject({ readOnly: true });
  });
});

describe('a rate', () => {
  it('fills again with time, and never forgets who is held', () => {
    let time = 0;
    const rate = rateOf(2, 60, () => time);
    expect([rate.take('a'), rate.take('a'), rate.take('a')]).toEqual([0, 0, 30]);
    expect(rate.take('b')).toBe(0);
    time = 30_000;
    expect(rate.take('a')).toBe(0);
    for (let i = 0; i < 20_000; i++) rate.take(`other ${i}`);
    expect(rate.wait('other 19999')).toBe(0);
  });
});
