import { createRoute, z } from '@hono/zod-openapi';
import type { Correction, CorrectionRequest } from '../../ledger/types.js';
import { CORRECTIONS } from '../../output/lists.js';
import { CSV, json, NOT_FOUND, PROBLEMS, REFUSED, type Api } from '../api.js';
import { Refusal } from '../problem.js';
import { changeSchema, correctionSchema, listingOf } from '../schemas/ledger.js';
import { correctionQuery, given, idParam } from '../schemas/query.js';
import type { Services } from '../services.js';
import { downloadOf } from '../table.js';

const tags = ['Corrections'];

const author = z.string().trim().min(1, 'Say who corrects.').max(200);

const requestSchema = changeSchema
  .extend({
    author: author.openapi({ description: 'Who corrects.' }),
    reason: z.string().trim().min(1).max(2000).optional(),
  })
  .strict()
  .refine(
    ({ author, reason, ...change }) => Object.values(change).some((v) => v !== undefined),
    'Say what is to change.',
  )
  .openapi('CorrectionRequest');

/** Corrections: made beside the machine's reading, never over it, and taken back. */
export function correctionRoutes(api: Api, { ledger }: Services, changed: () => void): void {
  const plain = (correction: Correction) => correction as z.infer<typeof correctionSchema>;

  api.openapi(
    createRoute({
      method: 'post',
      path: '/statements/{id}/corrections',
      tags,
      summary: 'Correct a statement',
      request: {
        params: idParam('a statement'),
        body: { required: true, content: { 'application/json': { schema: requestSchema } } },
      },
      responses: {
        201: json(correctionSchema, 'The correction, kept.'),
        ...PROBLEMS,
        ...REFUSED,
        ...NOT_FOUND,
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const statement = await ledger.statement(id);
      if (!statement) throw new Refusal(404, `no statement has the id ${id}: check it`);
      const asked = given(c.req.valid('json')) as CorrectionRequest;
      if (asked.content) {
        const length = (await ledger.document(statement.document, statement.version))?.text.length ?? 0;
        let at = 0;
        for (const { start, end } of asked.content) {
          if (start < at || end <= start || end > length)
            throw new Refusal(
              400,
              'content: give stretches of the text in order, each with start before end',
            );
          at = end;
        }
      }
      const made = await ledger.correct(id, asked);
      changed();
      return c.json(plain(made), 201);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/corrections/{id}/undo',
      tags,
      summary: 'Take a correction back',
      request: {
        params: idParam('a correction'),
        body: { required: true, content: { 'application/json': { schema: z.object({ author }).strict() } } },
      },
      responses: {
        200: json(correctionSchema, 'The correction, undone.'),
        ...PROBLEMS,
        ...REFUSED,
        ...NOT_FOUND,
      },
    }),
    async (c) => {
      const undone = await ledger.undo(c.req.valid('param').id, c.req.valid('json').author);
      changed();
      return c.json(plain(undone), 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/corrections',
      tags,
      summary: 'Corrections, newest first',
      request: { query: correctionQuery },
      responses: { 200: json(listingOf(correctionSchema, 'Corrections'), 'Corrections.'), ...PROBLEMS },
    }),
    async (c) => {
      const { items, next } = await ledger.corrections(given(c.req.valid('query')));
      return c.json({ items: items.map(plain), next }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/corrections.csv',
      tags,
      summary: 'Corrections as a table',
      request: { query: correctionQuery.omit({ limit: true, cursor: true }) },
      responses: { ...CSV, ...PROBLEMS },
    }),
    (c) => {
      const query = given(c.req.valid('query'));
      return downloadOf('corrections', CORRECTIONS, (cursor) =>
        ledger.corrections({ ...query, limit: 1000, ...(cursor === null ? {} : { cursor }) }),
      );
    },
  );
}
