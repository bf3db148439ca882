import type {
  Added,
  BylineEntry,
  Citation,
  Correction,
  CorrectionRequest,
  Difference,
  DocumentEntry,
  Facets,
  Found,
  LedgerDocument,
  LedgerSpeaker,
  LedgerStatement,
  Listing,
  Outlet,
  Stats,
  Version,
} from '../../src/ledger/types.ts';
import type { Trace } from '../../src/utterance/trace.ts';
import type { Profile } from '../../src/server/profile.ts';
import type { Matrix, Timeline } from '../../src/server/spread.ts';
import type { Stage } from '../../src/server/reading.ts';

/** The HTTP API, as the screens use it. Every screen gets what it shows from here and from nowhere else. */

const V1 = '/api/v1';

/** An error that the API told: `application/problem+json`. */
export class Problem extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

export type Params = Record<string, string | number | boolean | readonly string[] | null | undefined>;

/** Parameters as they stand in an address, without those that are empty. */
export function queryOf(params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value])
      query.append(name, String(one));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(V1 + path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, 'The server does not answer. Is it still running?');
  }
  if (answer.ok) return answer;
  if (answer.status === 401 && path !== '/session')
    location.assign(`/sign-in?to=${encodeURIComponent(here())}`);
  throw await problemOf(answer);
}

const here = () => location.pathname + location.search;

async function problemOf(answer: Response): Promise<Problem> {
  try {
    const { detail } = (await answer.json()) as { detail?: string };
    return new Problem(answer.status, detail ?? answer.statusText);
  } catch {
    return new Problem(answer.status, `The server answered ${answer.status}.`);
  }
}

async function get<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  return (await (await ask(path + queryOf(params), signal ? { signal } : {})).json()) as T;
}

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit =
    body === undefined
      ? { method }
      : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return (await (await ask(path, init)).json()) as T;
}

const part = encodeURIComponent;

export interface About {
  version: string;
  ledger: 'embedded' | 'postgres';
  readOnly: boolean;
  signIn: boolean;
}

/** A page to read: an address, pasted text or HTML, or a file. */
export type PageToRead = { url: string } | { text: string } | { html: string } | { file: File };

export const api = {
  about: () => get<About>('/about'),
  stats: (signal?: AbortSignal) => get<Stats>('/stats', {}, signal),
  statements: (params: Params, signal?: AbortSignal) => get<Found>('/statements', params, signal),
  facets: (params: Params, signal?: AbortSignal) => get<Facets>('/facets', params, signal),
  matrix: (params: Params, signal?: AbortSignal) => get<Matrix>('/matrix', params, signal),
  timeline: (params: Params, signal?: AbortSignal) => get<Timeline>('/timeline', params, signal),
  profile: (params: Params, signal?: AbortSignal) => get<Profile>('/profile', params, signal),
  statement: (id: string, signal?: AbortSignal) =>
    get<LedgerStatement>(`/statements/${part(id)}`, {}, signal),
  utterance: (id: string, signal?: AbortSignal) => get<Trace>(`/utterances/${part(id)}`, {}, signal),
  utteranceOf: (statement: string, signal?: AbortSignal) =>
    get<Trace>(`/statements/${part(statement)}/utterance`, {}, signal),
  cite: (id: string) => get<Citation>(`/statements/${part(id)}/citation`),
  documents: (params: Params, signal?: AbortSignal) =>
    get<Listing<DocumentEntry>>('/documents', params, signal),
  document: (id: string, version: string | null, signal?: AbortSignal) =>
    get<LedgerDocument>(`/documents/${part(id)}`, { version }, signal),
  versions: (id: string, signal?: AbortSignal) =>
    get<Version[]>(`/documents/${part(id)}/versions`, {}, signal),
  difference: (id: string, from: number, to: number, signal?: AbortSignal) =>
    get<Difference>(`/documents/${part(id)}/difference`, { from, to }, signal),
  speakers: (params: Params, signal?: AbortSignal) =>
    get<Listing<LedgerSpeaker>>('/speakers', params, signal),
  speaker: (id: string, signal?: AbortSignal) => get<LedgerSpeaker>(`/speakers/${part(id)}`, {}, signal),
  outlets: (params: Params, signal?: AbortSignal) => get<Listing<Outlet>>('/outlets', params, signal),
  outlet: (name: string, signal?: AbortSignal) => get<Outlet>(`/outlets/${part(name)}`, {}, signal),
  bylines: (params: Params, signal?: AbortSignal) => get<Listing<BylineEntry>>('/bylines', params, signal),
  byline: (name: string, signal?: AbortSignal) => get<BylineEntry>(`/bylines/${part(name)}`, {}, signal),
  corrections: (params: Params, signal?: AbortSignal) =>
    get<Listing<Correction>>('/corrections', params, signal),
  correct: (statement: string, request: CorrectionRequest) =>
    send<Correction>('POST', `/statements/${part(statement)}/corrections`, request),
  undo: (correction: string, author: string) =>
    send<Correction>('POST', `/corrections/${part(correction)}/undo`, { author }),
  signIn: (secret: string) => send<{ signedIn: boolean }>('POST', '/session', { secret }),
  signOut: () => send<{ signedIn: boolean }>('DELETE', '/session'),
  description: (signal?: AbortSignal) => get<OpenApi>('/openapi.json', {}, signal),
  /** The address of a download. */
  download: (path: string, params: Params = {}) => V1 + path + queryOf(params),
  read: readPage,
};

/**
 * Has a page read, and tells every stage of it.
 * @param page the page
 * @param told hears of each stage
 * @throws Problem where it cannot be read
 */
async function readPage(
  page: PageToRead,
  told: (stage: Stage) => void,
  signal?: AbortSignal,
): Promise<Added> {
  const file = 'file' in page ? page.file : null;
  const answer = await ask(file ? `/documents${queryOf({ name: file.name })}` : '/documents', {
    method: 'POST',
    body: file ?? JSON.stringify(page),
    headers: {
      'content-type': file ? 'application/octet-stream' : 'application/json',
      accept: 'application/x-ndjson',
    },
    ...(signal ? { signal } : {}),
  });
  if (!answer.body) throw new Problem(0, 'The server sent no answer.');
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.filter((one) => one !== '')) {
      const stage = JSON.parse(line) as
        Stage | { stage: 'failed'; problem: { status: number; detail: string } };
      if (stage.stage === 'failed') throw new Problem(stage.problem.status, stage.problem.detail);
      told(stage);
      if (stage.stage === 'done') return stage.added;
    }
  }
  throw new Problem(
    0,
    'The connection ended before the page was read. Try again: what was kept is not lost.',
  );
}

/** As much of OpenAPI as the API screen shows. */
export interface OpenApi {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: {
    name: string;
    in: 'query' | 'path';
    required?: boolean;
    description?: string;
    schema?: Schema;
  }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: Schema }> }>;
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: readonly unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  description?: string;
  format?: string;
  const?: unknown;
}
