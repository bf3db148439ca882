import { createRoute } from '@hono/zod-openapi';
import type { Ledger } from '../../ledger/types.js';
import type { Column } from '../../output/column.js';
import { CSV, json, NOT_FOUND, PROBLEMS, type Api } from '../api.js';
import { Refusal } from '../problem.js';
import { idParam } from '../schemas/query.js';
import { traceSchema } from '../schemas/utterance.js';
import type { Trace } from '../../utterance/trace.js';
import type { Services } from '../services.js';
import { downloadOf } from '../table.js';

const tags = ['Utterances'];

/** One page's hand in an utterance. */
interface Hand {
  report: Trace['statements'][number];
  how: string;
  from: string | null;
  confidence: number | null;
  why: string | null;
}

/** Every report with how its page came to the words; more than one row where that can't be told apart. */
function handsOf(trace: Trace): Hand[] {
  const because = (reasons: { why: string }[]) => reasons.map(({ why }) => why).join('; ');
  return trace.statements.flatMap((report): Hand[] => {
    const origin = trace.origins.find(({ url }) => url === report.url);
    if (origin) {
      const { confidence, reasons } = origin;
      return [{ report, how: 'first-hand', from: trace.speaker, confidence, why: because(reasons) }];
    }
    const copies = trace.copies.filter(({ url }) => url === report.url);
    const relays = trace.relays.filter(({ url }) => url === report.url);
    const rows = [
      ...copies.flatMap(({ of, credited, confidence, reasons }) =>
        of.map((from) => ({
          report,
          how: credited ? 'credited' : 'silent',
          from,
          confidence,
          why: because(reasons),
        })),
      ),
      ...relays.flatMap(({ names, reasons }) =>
        names.map((from) => ({ report, how: 'credited', from, confidence: null, why: because(reasons) })),
      ),
    ];
    return rows.length > 0 ? rows : [{ report, how: 'not known', from: null, confidence: null, why: null }];
  });
}

const CHAIN: readonly Column<Hand>[] = [
  { name: 'statement', type: 'text', cell: ({ report }) => report.id },
  { name: 'outlet', type: 'text', cell: ({ report }) => report.outlet },
  { name: 'published', type: 'text', cell: ({ report }) => report.published },
  { name: 'url', type: 'text', cell: ({ report }) => report.url },
  { name: 'how', type: 'text', cell: ({ how }) => how },
  { name: 'from', type: 'text', cell: ({ from }) => from },
  { name: 'confidence', type: 'number', cell: ({ confidence }) => confidence },
  { name: 'why', type: 'text', cell: ({ why }) => why },
  { name: 'content', type: 'text', cell: ({ report }) => report.text },
];

/** Utterances: all reports of one act of saying, and how the words travelled. */
export function utteranceRoutes(api: Api, { ledger }: Services): void {
  const matched = matching(ledger);

  api.openapi(
    createRoute({
      method: 'get',
      path: '/utterances/{id}',
      tags,
      summary: 'One utterance: its reports, origins, copies, changes and answers',
      request: { params: idParam('an utterance') },
      responses: { 200: json(traceSchema, 'The utterance.'), ...PROBLEMS, ...NOT_FOUND },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      await matched();
      const found = await ledger.trace(id);
      if (!found) throw new Refusal(404, `no utterance has the id ${id}: open it from one of its statements`);
      return c.json(found, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/utterances/{id}/chain.csv',
      tags,
      summary: 'Who had it from whom, and why, as a table',
      request: { params: idParam('an utterance') },
      responses: { ...CSV, ...PROBLEMS, ...NOT_FOUND },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      await matched();
      const found = await ledger.trace(id);
      if (!found) throw new Refusal(404, `no utterance has the id ${id}: open it from one of its statements`);
      return downloadOf('chain', CHAIN, () => Promise.resolve({ items: handsOf(found), next: null }));
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/statements/{id}/utterance',
      tags,
      summary: 'The utterance that a statement reports',
      request: { params: idParam('a statement') },
      responses: { 200: json(traceSchema, 'The utterance.'), ...PROBLEMS, ...NOT_FOUND },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      await matched();
      const [utterance] = await ledger.utterances(id);
      const found = utterance === undefined ? null : await ledger.trace(utterance);
      if (!found) throw new Refusal(404, `no utterance is known for ${id}: check the id`);
      return c.json(found, 200);
    },
  );
}

/** Matches what is new, once for all who ask at the same time. */
function matching(ledger: Pick<Ledger, 'match'>): () => Promise<unknown> {
  let under: Promise<unknown> | null = null;
  return () => {
    under ??= ledger.match().finally(() => {
      under = null;
    });
    return under;
  };
}
