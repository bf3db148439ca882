import { createRoute, z } from '@hono/zod-openapi';
import { VERSION } from '../../version.js';
import { json, PROBLEMS, type Api } from '../api.js';
import type { Stats } from '../../ledger/types.js';
import type { Remembered } from '../remembered.js';
import { statsSchema } from '../schemas/ledger.js';
import type { Access, Services } from '../services.js';

const aboutSchema = z
  .object({
    version: z.string(),
    ledger: z.enum(['embedded', 'postgres']),
    readOnly: z.boolean(),
    signIn: z.boolean().openapi({ description: 'Whether clients sign in here.' }),
  })
  .openapi('About');

/** What this server is, and what its ledger holds. */
export function ledgerRoutes(api: Api, { ledger }: Services, access: Access, stats: Remembered<Stats>): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/about',
      tags: ['Ledger'],
      summary: 'What this server is and allows',
      responses: { 200: json(aboutSchema, 'The server.'), ...PROBLEMS },
    }),
    (c) =>
      c.json(
        {
          version: VERSION,
          ledger: ledger.kind,
          readOnly: access.readOnly,
          signIn: access.secret !== null,
        },
        200,
      ),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/stats',
      tags: ['Ledger'],
      summary: 'What the ledger holds',
      description: 'Counted at most every half minute, and after each change made through this server.',
      responses: { 200: json(statsSchema, 'Counts.'), ...PROBLEMS },
    }),
    async (c) => c.json(await stats.get(), 200),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/resolve/{id}',
      tags: ['Ledger'],
      summary: 'All ids that begin so, at most ten',
      request: {
        params: z.object({
          id: z
            .string()
            .min(1)
            .max(100)
            .openapi({ param: { name: 'id', in: 'path' } }),
        }),
      },
      responses: { 200: json(z.array(z.string()), 'Ids.'), ...PROBLEMS },
    }),
    async (c) => c.json(await ledger.resolve(c.req.valid('param').id), 200),
  );
}
