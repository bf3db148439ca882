import { describe, expect, it } from 'vitest';
import { testServer } from './server.js';

describe('whoever keeps an eye on the server', () => {
  it('is told that it is well, without signing in and without a word about the ledger', async () => {
    const { ask } = await testServer({ access: { secret: 'open sesame' } });
    const answer = await ask('/health');
    expect([answer.status, await answer.text()]).toEqual([200, 'ok\n']);
  });

  it('is told when the ledger does not answer', async () => {
    const { ask, services, log } = await testServer();
    services.ledger.resolve = () => Promise.reject(new Error('connection lost'));
    const answer = await ask('/health');
    expect([answer.status, await answer.text()]).toEqual([503, 'the ledger does not answer\n']);
    expect(log).toEqual(['health: connection lost']);
  });

  it('gets the requests answered and what the ledger holds as Prometheus text', async () => {
    const { ask } = await testServer();
    await ask('/api/v1/stats');
    await ask('/api/v1/nothing');
    const answer = await ask('/metrics');
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await answer.text();
    expect(text).toContain('# TYPE onrecord_http_requests_total counter\n');
    expect(text).toContain('onrecord_http_requests_total{status="2xx"} 1\n');
    expect(text).toContain('onrecord_http_requests_total{status="4xx"} 1\n');
    expect(text).toContain('onrecord_ledger_up 1\n');
    expect(text).toContain('onrecord_ledger_rows{what="documents"} 2\n');
  });

  it('still gets figures when the ledger does not answer', async () => {
    const { ask, services } = await testServer();
    services.ledger.stats = () => Promise.reject(new Error('connection lost'));
    const text = await (await ask('/metrics')).text();
    expect(text).toContain('onrecord_ledger_up 0\n');
    expect(text).not.toContain('onrecord_ledger_rows');
  });

  it('signs in for the figures where everyone does', async () => {
    const { ask } = await testServer({ access: { secret: 'open sesame' } });
    expect((await ask('/metrics')).status).toBe(401);
    expect((await ask('/metrics', { headers: { authorization: 'Bearer open sesame' } })).status).toBe(200);
  });
});
