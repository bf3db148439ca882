import { createRoute, z } from '@hono/zod-openapi';
import type { Column } from '../../output/column.js';
import { STATEMENTS } from '../../output/lists.js';
import { ACTS } from '../../record.js';
import { CSV, json, NOT_FOUND, PROBLEMS, type Api } from '../api.js';
import { Refusal } from '../problem.js';
import { profileOf } from '../profile.js';
import { citationSchema, facetsSchema, foundSchema, statementSchema } from '../schemas/ledger.js';
import { filterQuery, given, idParam, searchQuery } from '../schemas/query.js';
import { actSchema, speakerKindSchema } from '../schemas/record.js';
import type { Services } from '../services.js';
import { matrixOf, timelineOf } from '../spread.js';
import { downloadOf } from '../table.js';

const tags = ['Statements'];
const count = z.int().min(0);

const matrixSchema = z
  .object({
    acts: z.array(actSchema).max(ACTS.length),
    speakers: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind: speakerKindSchema,
        total: count,
        counts: z.array(count).openapi({ description: 'In the order of `acts`.' }),
      }),
    ),
    total: count,
    more: z.boolean(),
  })
  .openapi('Matrix');

const timelineSchema = z
  .object({
    months: z.array(z.string()),
    acts: z.array(
      z.object({
        act: actSchema,
        counts: z.array(count).openapi({ description: 'In the order of `months`.' }),
      }),
    ),
    total: count,
    more: z.boolean(),
  })
  .openapi('Timeline');

const profileSchema = z
  .object({
    statements: count.openapi({ description: 'How many were looked at: the newest.' }),
    more: z.boolean(),
    firstHand: count.openapi({ description: 'Those that name no hand that the words came through.' }),
    about: z.array(z.object({ id: z.string(), name: z.string(), count })),
    outlets: z.array(z.object({ name: z.string(), count, firstHand: count })),
    relays: z.array(z.object({ name: z.string(), count })),
    turns: z.array(
      z.object({
        about: z.string(),
        aboutName: z.string(),
        before: statementSchema,
        after: statementSchema,
      }),
    ),
  })
  .openapi('Profile');

/** Statements: search, how they spread, one by its id, its citation. */
export function statementRoutes(api: Api, { ledger }: Services): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/statements',
      tags,
      summary: 'Search statements',
      request: { query: searchQuery },
      responses: { 200: json(foundSchema, 'The statements found.'), ...PROBLEMS },
    }),
    async (c) => c.json(await ledger.search(given(c.req.valid('query'))), 200),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/statements.csv',
      tags,
      summary: 'The same search as a table',
      request: { query: searchQuery.omit({ limit: true }) },
      responses: { ...CSV, ...PROBLEMS },
    }),
    (c) => {
      const { cursor, ...query } = given(c.req.valid('query'));
      return downloadOf('statements', STATEMENTS, (next) => {
        const from = next ?? cursor;
        return ledger.search({ ...query, limit: 1000, ...(from === undefined ? {} : { cursor: from }) });
      });
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/facets',
      tags,
      summary: 'How the statements of a search spread over speakers, acts, outlets, kinds and months',
      request: { query: filterQuery },
      responses: { 200: json(facetsSchema, 'Counts, most first.'), ...PROBLEMS },
    }),
    async (c) => c.json(await ledger.facets(given(c.req.valid('query'))), 200),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/matrix',
      tags,
      summary: 'Speakers by acts: who warns, denies, accuses',
      request: { query: filterQuery },
      responses: { 200: json(matrixSchema, 'Counts of the speakers who speak most.'), ...PROBLEMS },
    }),
    async (c) => c.json(await matrixOf(ledger, given(c.req.valid('query'))), 200),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/matrix.csv',
      tags,
      summary: 'Speakers by acts as a table',
      request: { query: filterQuery },
      responses: { ...CSV, ...PROBLEMS },
    }),
    async (c) => {
      const { acts, speakers } = await matrixOf(ledger, given(c.req.valid('query')));
      const columns: Column<(typeof speakers)[number]>[] = [
        { name: 'speaker', type: 'text', cell: ({ name }) => name },
        ...acts.map((act, i): (typeof columns)[number] => ({
          name: act,
          type: 'whole',
          cell: ({ counts }) => counts[i] ?? 0,
        })),
        { name: 'total', type: 'whole', cell: ({ total }) => total },
      ];
      return downloadOf('speakers-by-acts', columns, () => Promise.resolve({ items: speakers, next: null }));
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/timeline',
      tags,
      summary: 'Acts by months',
      request: { query: filterQuery },
      responses: { 200: json(timelineSchema, 'Counts by act and month.'), ...PROBLEMS },
    }),
    async (c) => c.json(await timelineOf(ledger, given(c.req.valid('query'))), 200),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/profile',
      tags,
      summary: 'Whom statements are about, who carries them, through whom they came, and turns',
      request: { query: filterQuery },
      responses: { 200: json(profileSchema, 'Over the newest thousand statements.'), ...PROBLEMS },
    }),
    async (c) => c.json(await profileOf(ledger, given(c.req.valid('query'))), 200),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/statements/{id}',
      tags,
      summary: 'One statement',
      request: { params: idParam('a statement') },
      responses: { 200: json(statementSchema, 'The statement.'), ...PROBLEMS, ...NOT_FOUND },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const found = await ledger.statement(id);
      if (!found) throw new Refusal(404, `no statement has the id ${id}: check it, or search for its words`);
      return c.json(found, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/statements/{id}/citation',
      tags,
      summary: 'All that a citation of a statement needs',
      request: { params: idParam('a statement') },
      responses: { 200: json(citationSchema, 'The facts to cite.'), ...PROBLEMS, ...NOT_FOUND },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      if (!(await ledger.statement(id))) throw new Refusal(404, `no statement has the id ${id}: check it`);
      return c.json(await ledger.cite(id), 200);
    },
  );
}
