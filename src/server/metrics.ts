import type { MiddlewareHandler } from 'hono';
import type { Ledger, Stats } from '../ledger/types.js';
import { newMetrics, PROMETHEUS_TYPE } from '../prometheus.js';
import type { Api } from './api.js';
import type { Remembered } from './remembered.js';
import type { Services } from './services.js';

/** Requests answered since the server started. */
export interface Traffic {
  /** By the class of the answer: "2xx" to "5xx". */
  requests: Record<string, number>;
  /** Milliseconds spent on answers in all. */
  spent: number;
  /** Milliseconds since 1970. */
  started: number;
}

/** Nothing answered yet. @param now milliseconds since 1970 */
export function newTraffic(now: number): Traffic {
  return { requests: { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 }, spent: 0, started: now };
}

/** Counts every answer, whoever gives it. */
export function counted(traffic: Traffic, now: () => number): MiddlewareHandler {
  return async (c, next) => {
    const began = now();
    await next();
    const kind = `${Math.floor(c.res.status / 100)}xx`;
    traffic.requests[kind] = (traffic.requests[kind] ?? 0) + 1;
    traffic.spent += now() - began;
  };
}

/**
 * `/health` (200, or 503 when the ledger gives no answer) and `/metrics` (Prometheus text), for whoever keeps an eye on
 * the server.
 */
export function watchRoutes(
  app: Api,
  { ledger, log }: Pick<Services, 'ledger' | 'log'>,
  traffic: Traffic,
  stats: Remembered<Stats>,
): void {
  app.get('/health', async (c) => {
    c.header('cache-control', 'no-store');
    try {
      await asked(ledger);
      return c.text('ok\n');
    } catch (error) {
      log(`health: ${error instanceof Error ? error.message : String(error)}`);
      return c.text('the ledger does not answer\n', 503);
    }
  });
  app.get('/metrics', async (c) => {
    const text = metricsText(traffic, await stats.get().catch(() => null));
    return c.body(text, 200, { 'content-type': PROMETHEUS_TYPE, 'cache-control': 'no-store' });
  });
}

/** The least that a ledger can be asked: an id that none has. */
const asked = (ledger: Pick<Ledger, 'resolve'>): Promise<unknown> => ledger.resolve('00000000');

/**
 * The figures in Prometheus's text format.
 * @param stats what the ledger holds; null where it can't be asked at the moment
 */
export function metricsText(traffic: Traffic, stats: Stats | null): string {
  const metrics = newMetrics();
  metrics.add('serve_start_time_seconds', 'gauge', 'When the server started.', {
    all: traffic.started / 1000,
  });
  metrics.add('http_requests_total', 'counter', 'Requests answered.', traffic.requests, 'status');
  metrics.add('http_seconds_total', 'counter', 'Time spent on answers.', { all: traffic.spent / 1000 });
  metrics.add('ledger_up', 'gauge', 'Whether the ledger answers.', { all: stats === null ? 0 : 1 });
  if (stats !== null) {
    const { documents, versions, statements, speakers, outlets, corrections, evidenceBytes } = stats;
    const holds = { documents, versions, statements, speakers, outlets, corrections };
    metrics.add('ledger_rows', 'gauge', 'What the ledger holds.', holds, 'what');
    metrics.add('ledger_evidence_bytes', 'gauge', 'Evidence as kept.', { all: evidenceBytes });
  }
  return metrics.text();
}
