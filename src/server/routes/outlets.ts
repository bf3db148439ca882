import { createRoute, z } from '@hono/zod-openapi';
import type { Listing, NameQuery } from '../../ledger/types.js';
import type { Column } from '../../output/column.js';
import { BYLINES, OUTLETS } from '../../output/lists.js';
import { CSV, json, NOT_FOUND, PROBLEMS, type Api } from '../api.js';
import { Refusal } from '../problem.js';
import { bylineEntrySchema, listingOf, outletSchema } from '../schemas/ledger.js';
import { given, nameQuery } from '../schemas/query.js';
import type { RememberedLists } from '../remembered.js';
import type { Services } from '../services.js';
import { downloadOf } from '../table.js';

const tags = ['Outlets and bylines'];

const nameParam = z.object({
  name: z
    .string()
    .min(1)
    .max(300)
    .openapi({ param: { name: 'name', in: 'path', description: 'The name.' } }),
});

/** Outlets and bylines: who publishes, who signs, and whom they quote. */
export function outletRoutes(api: Api, { ledger }: Services, lists: RememberedLists): void {
  const kinds = [
    {
      path: 'outlets',
      one: 'outlet',
      schema: outletSchema,
      listing: listingOf(outletSchema, 'Outlets'),
      list: (query?: NameQuery) => lists.get(`outlets ${JSON.stringify(query)}`, () => ledger.outlets(query)),
      csv: (query: NameQuery) => tableOf('outlets', OUTLETS, query, (page) => ledger.outlets(page)),
    },
    {
      path: 'bylines',
      one: 'byline',
      schema: bylineEntrySchema,
      listing: listingOf(bylineEntrySchema, 'Bylines'),
      list: (query?: NameQuery) => lists.get(`bylines ${JSON.stringify(query)}`, () => ledger.bylines(query)),
      csv: (query: NameQuery) => tableOf('bylines', BYLINES, query, (page) => ledger.bylines(page)),
    },
  ];
  for (const { path, one, schema, listing, list, csv } of kinds) {
    api.openapi(
      createRoute({
        method: 'get',
        path: `/${path}`,
        tags,
        summary: `All ${path}, who published most first`,
        request: { query: nameQuery },
        responses: { 200: json(listing, `The ${path}.`), ...PROBLEMS },
      }),
      async (c) => c.json((await list(given(c.req.valid('query')))) as never, 200),
    );
    api.openapi(
      createRoute({
        method: 'get',
        path: `/${path}.csv`,
        tags,
        summary: `All ${path} as a table`,
        request: { query: nameQuery.omit({ limit: true, cursor: true }) },
        responses: { ...CSV, ...PROBLEMS },
      }),
      (c) => csv(given(c.req.valid('query'))),
    );
    api.openapi(
      createRoute({
        method: 'get',
        path: `/${path}/{name}`,
        tags,
        summary: `One ${one} by its name`,
        request: { params: nameParam },
        responses: { 200: json(schema, `The ${one}.`), ...PROBLEMS, ...NOT_FOUND },
      }),
      async (c) => {
        const { name } = c.req.valid('param');
        const found = (await list({ name, limit: 100 })).items.find((item) => item.name === name);
        if (!found) throw new Refusal(404, `no ${one} is called ${name}: see the list of ${path}`);
        return c.json(found as never, 200);
      },
    );
  }
}

function tableOf<T>(
  name: string,
  columns: readonly Column<T>[],
  query: NameQuery,
  list: (page: NameQuery) => Promise<Listing<T>>,
): Response {
  return downloadOf(name, columns, (cursor) =>
    list({ ...query, limit: 1000, ...(cursor === null ? {} : { cursor }) }),
  );
}
