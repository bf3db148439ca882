import { createRoute } from '@hono/zod-openapi';
import { SPEAKERS } from '../../output/lists.js';
import { CSV, json, NOT_FOUND, PROBLEMS, type Api } from '../api.js';
import { Refusal } from '../problem.js';
import { ledgerSpeakerSchema, listingOf } from '../schemas/ledger.js';
import { given, idParam, speakerQuery } from '../schemas/query.js';
import type { RememberedLists } from '../remembered.js';
import type { Services } from '../services.js';
import { downloadOf } from '../table.js';

const tags = ['Speakers'];

/** Speakers: who is there, and one by the id. */
export function speakerRoutes(api: Api, { ledger }: Services, lists: RememberedLists): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/speakers',
      tags,
      summary: 'Speakers, who speaks most first',
      request: { query: speakerQuery },
      responses: { 200: json(listingOf(ledgerSpeakerSchema, 'Speakers'), 'Speakers.'), ...PROBLEMS },
    }),
    async (c) => {
      const query = given(c.req.valid('query'));
      const list = await lists.get(`speakers ${JSON.stringify(query)}`, () => ledger.speakers(query));
      return c.json(list, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/speakers.csv',
      tags,
      summary: 'Speakers as a table',
      request: { query: speakerQuery.omit({ limit: true, cursor: true }) },
      responses: { ...CSV, ...PROBLEMS },
    }),
    (c) => {
      const query = given(c.req.valid('query'));
      return downloadOf('speakers', SPEAKERS, (cursor) =>
        ledger.speakers({ ...query, limit: 1000, ...(cursor === null ? {} : { cursor }) }),
      );
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/speakers/{id}',
      tags,
      summary: 'One speaker',
      request: { params: idParam('a speaker') },
      responses: { 200: json(ledgerSpeakerSchema, 'The speaker.'), ...PROBLEMS, ...NOT_FOUND },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const found = await ledger.speaker(id);
      if (!found) throw new Refusal(404, `no speaker has the id ${id}: look for the name`);
      return c.json(found, 200);
    },
  );
}
