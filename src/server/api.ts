import { OpenAPIHono, z } from '@hono/zod-openapi';
import { misunderstood, problemSchema } from './problem.js';

/** The API's own kind of app: what a request must be is checked, and said in OpenAPI, by the same schemas. */
export type Api = OpenAPIHono;

/** An app whose routes answer what they don't understand as a problem. */
export function newApi(): Api {
  return new OpenAPIHono({
    defaultHook: (result) => (result.success ? undefined : misunderstood(result.error.issues)),
  });
}

/** A JSON answer of a route. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

const problemContent = { 'application/problem+json': { schema: problemSchema } };

/** The problems that any route may answer with. */
export const PROBLEMS = {
  400: { description: 'The request was not understood.', content: problemContent },
  401: { description: 'Not signed in.', content: problemContent },
  429: { description: 'Too many requests.', content: problemContent },
};

export const NOT_FOUND = { 404: { description: 'There is no such thing.', content: problemContent } };

export const REFUSED = {
  403: {
    description: 'The ledger is open for reading only, or another site asked.',
    content: problemContent,
  },
};

/** A CSV download of a route. */
export const CSV = {
  200: { description: 'A table, RFC 4180.', content: { 'text/csv': { schema: z.string() } } },
};
