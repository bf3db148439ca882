import { z } from '@hono/zod-openapi';
import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { OnrecordError } from '../errors.js';

/** An error as the API gives it: `application/problem+json` (RFC 9457). */
export const problemSchema = z
  .object({
    type: z
      .string()
      .openapi({ description: 'Stable: `about:blank`, or `urn:onrecord:` and the error’s code.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: 'What is wrong and what to do, in one line.' }),
    errors: z
      .array(z.object({ name: z.string(), reason: z.string() }))
      .optional()
      .openapi({ description: 'Each parameter or field that was not understood.' }),
  })
  .openapi('Problem');

type Problem = z.infer<typeof problemSchema>;

const TITLES: Readonly<Record<number, string>> = {
  400: 'Not understood',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible here',
  409: 'In conflict with what is there',
  413: 'Too large',
  415: 'Wrong kind of content',
  421: 'Wrong host',
  422: 'Cannot be read',
  429: 'Too many requests',
  500: 'Unexpected error',
  502: 'The other server did not give it',
  503: 'Busy',
};

/** A problem as a response. @example problem(404, 'no such statement: check the id') */
export function problem(
  status: number,
  detail: string,
  more: { code?: string; errors?: Problem['errors']; headers?: Record<string, string> } = {},
): Response {
  return new Response(JSON.stringify(problemOf(status, detail, more)), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...more.headers },
  });
}

function problemOf(
  status: number,
  detail: string,
  { code, errors }: { code?: string; errors?: Problem['errors'] } = {},
): Problem {
  return {
    type: code === undefined ? 'about:blank' : `urn:onrecord:${code}`,
    title: TITLES[status] ?? 'Error',
    status,
    detail,
    ...(errors === undefined ? {} : { errors }),
  };
}

/** Thrown where a route finds that something is not there, or may not be done. */
export class Refusal extends HTTPException {
  constructor(status: ContentfulStatusCode, detail: string) {
    super(status, { message: detail });
  }
}

/** The statuses of what `src/errors.ts` names; the longest beginning of the code counts. */
const STATUSES: readonly [string, number][] = [
  ['page-too-large', 413],
  ['page-', 422],
  ['line-', 422],
  ['url-unre', 502],
  ['url-timeout', 502],
  ['url-status', 502],
  ['url-redirects', 502],
  ['url-', 422],
  ['ledger-no-', 404],
  ['ledger-wrong-id', 404],
  ['ledger-many-ids', 400],
  ['ledger-cursor', 400],
  ['ledger-undone', 409],
  ['ledger-', 503],
  ['search-', 400],
  ['correction-', 400],
  ['model-', 503],
];

/** Any error as a problem, without what a stranger must not see. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof OnrecordError) {
    const status = STATUSES.find(([code]) => error.code.startsWith(code))?.[1] ?? 500;
    // Where the store is, and what ails it, is for whoever runs the server.
    const detail =
      error.code.startsWith('ledger-') && status === 503
        ? 'the ledger’s store does not answer: whoever runs the server finds the reason in its log'
        : error.message;
    return problemOf(status, detail, { code: error.code });
  }
  if (error instanceof HTTPException) return problemOf(error.status, error.message);
  return problemOf(500, new OnrecordError('unexpected', 'see the server’s log').message);
}

/** Gives every error of a route as a problem; what was not foreseen goes to the log too. */
export function errorHandler(log: (line: string) => void): ErrorHandler {
  return (error) => {
    const found = problemFrom(error);
    if (found.status === 500 || found.status === 503) log(error.stack ?? error.message);
    return new Response(JSON.stringify(found), {
      status: found.status,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    });
  };
}

interface Issue {
  path: PropertyKey[];
  message: string;
}

/** What a request was not understood for, each field by its name. */
export function misunderstood(issues: readonly Issue[]): Response {
  const errors = issues.map(({ path, message }) => ({
    name: path.length === 0 ? '(body)' : path.map(String).join('.'),
    reason: message,
  }));
  const detail = errors.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  return problem(400, detail, { errors });
}
