import { createRoute, z } from '@hono/zod-openapi';
import { stream } from 'hono/streaming';
import { inWords } from '../../intake/size.js';
import { OnrecordError } from '../../errors.js';
import { DOCUMENTS } from '../../output/lists.js';
import { CSV, json, NOT_FOUND, PROBLEMS, REFUSED, type Api } from '../api.js';
import { problemFrom, Refusal } from '../problem.js';
import type { Reading, Request, Stage } from '../reading.js';
import {
  addedSchema,
  differenceSchema,
  documentEntrySchema,
  documentSchema,
  listingOf,
  versionSchema,
} from '../schemas/ledger.js';
import { documentQuery, given, idParam } from '../schemas/query.js';
import type { Access, Services } from '../services.js';
import { downloadOf } from '../table.js';

const tags = ['Documents'];
const version = z.coerce.number().int().min(1).optional();
const listed = listingOf(documentEntrySchema, 'Documents');

const pageSchema = z
  .union([
    z.object({ url: z.string().trim().min(1).max(4000) }).strict(),
    z
      .object({
        text: z.string().optional().openapi({ description: 'The article as plain text.' }),
        html: z.string().optional().openapi({ description: 'The page as HTML.' }),
        name: z.string().max(500).optional(),
        address: z
          .url({ protocol: /^https?$/ })
          .optional()
          .openapi({ description: 'Where the page stood.' }),
        outlet: z.string().trim().min(1).max(300).optional(),
        published: z.string().max(40).optional(),
      })
      .strict()
      .refine(({ text, html }) => (text === undefined) !== (html === undefined), 'Give either text or html.'),
  ])
  .openapi('Page', { description: 'An address to fetch, or the page itself.' });

/** Documents: what is there, reading a new one, its versions and its evidence. */
export function documentRoutes(api: Api, { ledger }: Services, reading: Reading, access: Access): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/documents',
      tags,
      summary: 'Documents, newest first',
      request: { query: documentQuery },
      responses: { 200: json(listed, 'Their heads, without text.'), ...PROBLEMS },
    }),
    async (c) => c.json(await ledger.documents(given(c.req.valid('query'))), 200),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/documents.csv',
      tags,
      summary: 'Documents as a table',
      request: { query: documentQuery.omit({ limit: true, cursor: true }) },
      responses: { ...CSV, ...PROBLEMS },
    }),
    (c) => {
      const query = given(c.req.valid('query'));
      return downloadOf('documents', DOCUMENTS, (cursor) =>
        ledger.documents({ ...query, limit: 1000, ...(cursor === null ? {} : { cursor }) }),
      );
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/documents',
      tags,
      summary: 'Read a page and keep it',
      description:
        'The answer comes when the ledger has the page for good. With `Accept: application/x-ndjson` every stage is told as it comes, one JSON object a line; the last is `done` with what was added, or `failed` with a problem.',
      request: {
        // Not marked as required: the check of JSON would then also be made of bytes.
        body: {
          content: {
            'application/json': { schema: pageSchema },
            'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) },
          },
        },
        query: z.object({
          name: z.string().max(500).optional().openapi({ description: 'The file’s name, for bytes.' }),
        }),
      },
      responses: {
        200: json(addedSchema, 'The ledger had this page already.'),
        201: json(addedSchema, 'The page was added.'),
        ...PROBLEMS,
        ...REFUSED,
        413: { description: 'The page is too large.' },
        422: { description: 'This cannot be read.' },
        502: { description: 'The address did not give its page.' },
        503: { description: 'Too many pages wait.' },
      },
    }),
    async (c) => {
      const isJson = (c.req.header('content-type') ?? '').includes('json');
      const asked = isJson ? (c.req.valid('json') as z.infer<typeof pageSchema>) : null;
      const request: Request =
        asked === null
          ? {
              bytes: new Uint8Array(await c.req.arrayBuffer()),
              ...given({ name: c.req.valid('query').name }),
            }
          : 'url' in asked
            ? { url: asked.url }
            : requestOf(asked);
      if ('bytes' in request && request.bytes.length > access.maxBytes)
        throw new OnrecordError('page-too-large', inWords(request.bytes.length), inWords(access.maxBytes));
      if (!(c.req.header('accept') ?? '').includes('application/x-ndjson')) {
        const added = await reading.read(request, () => undefined);
        return c.json(added, added.outcome === 'new' || added.outcome === 'version' ? 201 : 200);
      }
      c.header('content-type', 'application/x-ndjson');
      c.header('cache-control', 'no-store');
      // Said line by line; a browser that goes away ends only the telling, not the reading.
      return stream(c, async (out) => {
        const tell = (line: Stage | { stage: 'failed'; problem: object }) =>
          out.write(`${JSON.stringify(line)}\n`).then(
            () => undefined,
            () => undefined,
          );
        try {
          let told = Promise.resolve<unknown>(undefined);
          await reading.read(request, (stage) => {
            told = told.then(() => tell(stage));
          });
          await told;
        } catch (error) {
          await tell({ stage: 'failed', problem: problemFrom(error) });
        }
      }) as never;
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/documents/{id}',
      tags,
      summary: 'One document with its statements',
      request: { params: idParam('a document'), query: z.object({ version }) },
      responses: { 200: json(documentSchema, 'The record.'), ...PROBLEMS, ...NOT_FOUND },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const found = await ledger.document(id, c.req.valid('query').version);
      if (!found) throw noDocument(id);
      return c.json(found, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/documents/{id}/versions',
      tags,
      summary: 'Every version of a document, and every time it was read',
      request: { params: idParam('a document') },
      responses: { 200: json(z.array(versionSchema), 'Oldest first.'), ...PROBLEMS, ...NOT_FOUND },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      if (!(await ledger.document(id))) throw noDocument(id);
      return c.json(await ledger.versions(id), 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/documents/{id}/difference',
      tags,
      summary: 'What changed between two versions, statements first',
      request: { params: idParam('a document'), query: z.object({ from: version, to: version }) },
      responses: { 200: json(differenceSchema, 'The changes.'), ...PROBLEMS, ...NOT_FOUND },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const { from, to } = c.req.valid('query');
      if (!(await ledger.document(id))) throw noDocument(id);
      return c.json(await ledger.diff(id, from, to), 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/documents/{id}/evidence',
      tags,
      summary: 'The page’s bytes as read',
      description: 'Always a download, never shown: the bytes are somebody else’s page.',
      request: { params: idParam('a document'), query: z.object({ version }) },
      responses: {
        200: {
          description: 'The bytes.',
          content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
        },
        ...PROBLEMS,
        ...NOT_FOUND,
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const evidence = await ledger.evidence(id, c.req.valid('query').version);
      if (!evidence) throw noDocument(id);
      return new Response(evidence.bytes.slice(), {
        headers: {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename="${id.replace(/[^\w@-]/g, '')}.page"`,
          'content-security-policy': "default-src 'none'; sandbox",
          'x-onrecord-sha256': evidence.sha256,
        },
      });
    },
  );
}

const noDocument = (id: string) => new Refusal(404, `no document has the id ${id}: check it`);

function requestOf(asked: Exclude<z.infer<typeof pageSchema>, { url: string }>): Request {
  const { text, html, name, address, outlet, published } = asked;
  return {
    bytes: new TextEncoder().encode(text ?? html ?? ''),
    contentType: html === undefined ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8',
    about: given({ url: address, outlet, published }),
    ...given({ name }),
  };
}
