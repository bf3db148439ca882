import type { z } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { OnrecordError } from '../../src/errors.js';
import type { Found, Listing, LedgerSpeaker, LedgerDocument, Correction } from '../../src/ledger/types.js';
import { flatHead, type Column } from '../../src/output/column.js';
import { BYLINES, CORRECTIONS, DOCUMENTS, OUTLETS, SPEAKERS, STATEMENTS } from '../../src/output/lists.js';
import { sampleRecord } from '../record.js';
import {
  citationSchema,
  correctionSchema,
  documentEntrySchema,
  documentSchema,
  facetsSchema,
  foundSchema,
  ledgerSpeakerSchema,
  listingOf,
  outletSchema,
  statementSchema,
  statsSchema,
} from '../../src/server/schemas/ledger.js';
import { traceSchema } from '../../src/server/schemas/utterance.js';
import { posted, testServer, type Ask } from './server.js';

const V1 = '/api/v1';
const body = async <T>(answer: Response): Promise<T> => (await answer.json()) as T;
const first = async (ask: Ask, query = 'words=gates') =>
  (await body<Found>(await ask(`${V1}/statements?${query}`))).items[0]!.statement;

describe('the API', () => {
  it('answers as its own description says', async () => {
    const { ask } = await testServer();
    const statement = await first(ask);
    const promises: [string, z.ZodType][] = [
      ['/statements', foundSchema],
      [`/statements/${statement.id}`, statementSchema],
      [`/statements/${statement.id}/citation`, citationSchema],
      [`/statements/${statement.id}/utterance`, traceSchema],
      ['/facets', facetsSchema],
      ['/documents', listingOf(documentEntrySchema, 'Documents')],
      [`/documents/${statement.document}`, documentSchema],
      ['/speakers', listingOf(ledgerSpeakerSchema, 'Speakers')],
      ['/outlets/Ostmar%20Post', outletSchema],
      ['/stats', statsSchema],
    ];
    for (const [path, schema] of promises) {
      const answer = await ask(V1 + path);
      expect(answer.status, path).toBe(200);
      expect(schema.safeParse(await answer.json()).error, path).toBeUndefined();
    }
  });

  it('describes every route in OpenAPI 3.1, with problems and parameters', async () => {
    const { ask } = await testServer();
    interface Operation {
      summary?: string;
      parameters?: { name: string; schema: unknown; description?: string }[];
      responses: Record<string, unknown>;
    }
    const description = await body<{
      openapi: string;
      paths: Record<string, Record<string, Operation>>;
      components: { schemas: Record<string, unknown> };
    }>(await ask(`${V1}/openapi.json`));
    expect(description.openapi).toBe('3.1.0');
    expect(Object.keys(description.components.schemas)).toEqual(
      expect.arrayContaining(['Statement', 'Document', 'Problem', 'CorrectionRequest', 'Found']),
    );
    for (const [path, methods] of Object.entries(description.paths))
      for (const [method, operation] of Object.entries(methods)) {
        expect(operation.summary, `${method} ${path}`).toBeTruthy();
        expect(operation.responses, `${method} ${path}`).toHaveProperty('400');
      }
    const act = description.paths['/statements']?.get?.parameters?.find(({ name }) => name === 'act');
    expect(act?.schema).toMatchObject({ type: 'array' });
  });

  it('filters by several values of one parameter', async () => {
    const { ask } = await testServer();
    const { items } = await body<Found>(await ask(`${V1}/statements?act=deny&act=warn`));
    expect(new Set(items.map(({ statement }) => statement.act))).toEqual(new Set(['deny', 'warn']));
  });

  it('goes on where a cursor says', async () => {
    const { ask } = await testServer();
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const found: Found = await body(
        await ask(`${V1}/statements?limit=1${next === '' ? '' : `&cursor=${next}`}`),
      );
      expect(found.items.length).toBeLessThanOrEqual(1);
      seen.push(...found.items.map(({ statement }) => statement.id));
      next = found.next;
    }
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
  });

  it.each([
    ['/statements?act=shout', 'act'],
    ['/statements?limit=9999', 'limit'],
    ['/statements?from=yesterday', 'from'],
    ['/statements?minConfidence=2', 'minConfidence'],
    ['/documents?order=best', 'order'],
  ])('says what was not understood in %s', async (path, name) => {
    const { ask } = await testServer();
    const answer = await ask(V1 + path);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem = await body<{ errors: { name: string }[]; status: number }>(answer);
    expect(problem.status).toBe(400);
    expect(problem.errors[0]?.name).toContain(name);
  });

  it.each([
    '/statements/s-none',
    '/documents/d-none',
    '/documents/d-none/evidence',
    '/documents/d-none/versions',
    '/speakers/p-none',
    '/utterances/u-none',
    '/statements/s-none/utterance',
    '/outlets/None',
    '/bylines/None',
    '/nothing',
  ])('has nothing at %s, and says so as a problem', async (path) => {
    const { ask } = await testServer();
    const answer = await ask(V1 + path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('does not send again what a client has: ETag and 304', async () => {
    const { ask } = await testServer();
    const one = await ask(`${V1}/statements`);
    const etag = one.headers.get('etag');
    expect(etag).toBeTruthy();
    const two = await ask(`${V1}/statements`, { headers: { 'if-none-match': etag ?? '' } });
    expect(two.status).toBe(304);
    expect(await two.text()).toBe('');
    const statement = await first(ask);
    await ask(`${V1}/statements/${statement.id}/corrections`, posted({ author: 'M. Ruhl', act: 'warn' }));
    const three = await ask(`${V1}/statements`, { headers: { 'if-none-match': etag ?? '' } });
    expect(three.status).toBe(200);
  });

  it('tells nothing of an unforeseen error to the client, and all to the log', async () => {
    const { ask, services, log } = await testServer();
    services.ledger.stats = () => Promise.reject(new Error('password=hunter2'));
    const answer = await ask(`${V1}/stats`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('hunter2');
    expect(log.join('\n')).toContain('hunter2');
  });
});

describe('what the ledger holds', () => {
  it('is counted once for all who ask, and anew after a change', async () => {
    const { ask, services } = await testServer();
    const { stats } = services.ledger;
    let counted = 0;
    services.ledger.stats = () => {
      counted++;
      return stats();
    };
    await Promise.all([ask(`${V1}/stats`), ask(`${V1}/stats`), ask(`${V1}/stats`)]);
    expect(counted).toBe(1);
    await ask(`${V1}/documents`, posted({ text: 'One more page' }));
    expect(await (await ask(`${V1}/stats`)).json()).toMatchObject({ documents: 3 });
    expect(counted).toBe(2);
  });
});

describe('a page', () => {
  it('is read, kept, and then there', async () => {
    const { ask } = await testServer();
    const answer = await ask(`${V1}/documents`, posted({ text: 'A page of my own', name: 'own.txt' }));
    expect(answer.status).toBe(201);
    const { document } = await body<{ document: string }>(answer);
    expect((await ask(`${V1}/documents/${document}`)).status).toBe(200);
    const again = await ask(`${V1}/documents`, posted({ text: 'A page of my own', name: 'own.txt' }));
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ outcome: 'unchanged', document });
  });

  it('may come as bytes, and gives back the same bytes as evidence, as a download', async () => {
    const { ask } = await testServer();
    const bytes = new Uint8Array([60, 112, 62, 0xe9, 0xff]);
    const answer = await ask(`${V1}/documents?name=page.html`, {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(answer.status).toBe(201);
    const { document } = await body<{ document: string }>(answer);
    const evidence = await ask(`${V1}/documents/${document}/evidence`);
    expect(new Uint8Array(await evidence.arrayBuffer())).toEqual(bytes);
    expect(evidence.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(evidence.headers.get('content-type')).toBe('application/octet-stream');
    expect(evidence.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('is told of stage by stage to a client that wants to know', async () => {
    const { ask } = await testServer();
    const answer = await ask(
      `${V1}/documents`,
      posted({ url: 'https://kpa.example/story' }, { accept: 'application/x-ndjson' }),
    );
    const stages = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { stage: string }).stage);
    expect(stages).toEqual(['fetching', 'waiting', 'reading', 'keeping', 'done']);
  });

  it('that cannot be read is refused in one clear line, whichever way it was asked', async () => {
    const { ask } = await testServer({
      services: {
        read: () => Promise.reject(new OnrecordError('page-no-article')),
        fetch: () => Promise.reject(new OnrecordError('url-private', '10.0.0.1')),
      },
    });
    const plain = await ask(`${V1}/documents`, posted({ text: 'Log in' }));
    expect(plain.status).toBe(422);
    expect(await plain.json()).toMatchObject({ type: 'urn:onrecord:page-no-article' });
    const told = await ask(
      `${V1}/documents`,
      posted({ url: 'http://10.0.0.1/' }, { accept: 'application/x-ndjson' }),
    );
    expect(JSON.parse((await told.text()).trim().split('\n').at(-1) ?? '')).toMatchObject({
      stage: 'failed',
      problem: { type: 'urn:onrecord:url-private', status: 422 },
    });
  });

  it.each([
    ['nothing', {}],
    ['both text and HTML', { text: 'a', html: '<p>a' }],
    ['an address that is no web address', { text: 'a', address: 'javascript:alert(1)' }],
    ['a field nobody knows', { url: 'https://kpa.example/', admin: true }],
  ])('of %s is not understood', async (_, asked) => {
    const { ask } = await testServer();
    expect((await ask(`${V1}/documents`, posted(asked))).status).toBe(400);
  });

  it.each([
    ['JSON', () => posted({ text: 'x'.repeat(150_000) })],
    ['JSON without end', () => posted({ text: 'x'.repeat(500_000) })],
    [
      'bytes',
      () => ({
        method: 'POST',
        body: new Uint8Array(150_000),
        headers: { 'content-type': 'application/octet-stream' },
      }),
    ],
  ])('that is too large is refused: %s', async (_, init) => {
    const { ask } = await testServer();
    const answer = await ask(`${V1}/documents`, init());
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ type: 'urn:onrecord:page-too-large' });
  });

  it('waits for its turn, and one that fails holds no other up', async () => {
    let running = 0;
    let most = 0;
    const { ask } = await testServer({
      services: {
        async read({ bytes }) {
          most = Math.max(most, ++running);
          await new Promise((done) => setImmediate(done));
          running--;
          const text = new TextDecoder().decode(bytes);
          if (text === 'bad') throw new OnrecordError('page-empty');
          return { ...sampleRecord(), url: null, sha256: text.padStart(64, '0') };
        },
      },
    });
    const answers = await Promise.all(
      ['a', 'bad', 'b', 'c'].map((text) => ask(`${V1}/documents`, posted({ text }))),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 422, 201, 201]);
    expect(most).toBe(1);
  });
});

describe('a correction', () => {
  it('is kept beside the reading with name and reason, and can be taken back', async () => {
    const { ask } = await testServer();
    const statement = await first(ask);
    const made = await ask(
      `${V1}/statements/${statement.id}/corrections`,
      posted({ author: 'M. Ruhl', reason: 'heard the tape', speaker: 'Tor Ekdal' }),
    );
    expect(made.status).toBe(201);
    const correction = await body<Correction>(made);
    expect(correctionSchema.safeParse(correction).error).toBeUndefined();
    expect((await first(ask)).speakerName).toBe('Tor Ekdal');
    expect((await first(ask)).corrections).toEqual([correction.id]);
    await ask(`${V1}/corrections/${correction.id}/undo`, posted({ author: 'M. Ruhl' }));
    expect((await first(ask)).speakerName).toBe('Ilse Brandvik');
    const { items } = await body<Listing<Correction>>(await ask(`${V1}/corrections?undone=true`));
    expect(items[0]).toMatchObject({
      author: 'M. Ruhl',
      reason: 'heard the tape',
      undone: { author: 'M. Ruhl' },
    });
  });

  it.each([
    ['no author', { act: 'warn' }],
    ['no change', { author: 'M. Ruhl', reason: 'because' }],
    ['an act that is none', { author: 'M. Ruhl', act: 'shout' }],
    ['a stretch that ends before it begins', { author: 'M. Ruhl', content: [{ start: 9, end: 3 }] }],
    ['a stretch outside the text', { author: 'M. Ruhl', content: [{ start: 0, end: 1e6 }] }],
    ['a field nobody knows', { author: 'M. Ruhl', act: 'warn', confidence: 1 }],
  ])('with %s is refused', async (_, change) => {
    const { ask } = await testServer();
    const { id } = await first(ask);
    expect((await ask(`${V1}/statements/${id}/corrections`, posted(change))).status).toBe(400);
  });

  it('can drop what is no statement', async () => {
    const { ask } = await testServer();
    const { id } = await first(ask);
    await ask(`${V1}/statements/${id}/corrections`, posted({ author: 'M. Ruhl', notAStatement: true }));
    const found = await body<Found>(await ask(`${V1}/statements?words=gates`));
    expect(found.items).toEqual([]);
  });
});

describe('a table', () => {
  it.each(['statements', 'documents', 'speakers', 'outlets', 'bylines', 'corrections', 'matrix'])(
    '%s downloads as CSV',
    async (name) => {
      const { ask } = await testServer();
      const answer = await ask(`${V1}/${name}.csv`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/csv');
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.csv"$/);
      expect((await answer.text()).length).toBeGreaterThan(10);
    },
  );

  it.each<[string, readonly Column<never>[]]>([
    ['statements', STATEMENTS],
    ['documents', DOCUMENTS],
    ['speakers', SPEAKERS],
    ['outlets', OUTLETS],
    ['bylines', BYLINES],
    ['corrections', CORRECTIONS],
  ])('of %s has the columns of the command line', async (name, columns) => {
    const { ask } = await testServer();
    const [head] = (await (await ask(`${V1}/${name}.csv`)).text()).split('\r\n');
    expect(head).toBe(flatHead(columns).join(','));
  });

  it('runs nothing in a spreadsheet, and holds every row of the search', async () => {
    const { ask } = await testServer();
    const text = await (await ask(`${V1}/statements.csv`)).text();
    expect(text).not.toMatch(/(^|[,"\n])[=@+-][A-Z(]/m);
    expect(text.trim().split('\r\n').length).toBeGreaterThanOrEqual(5);
  });
});

describe('counts', () => {
  it('of speakers by acts open to as many statements', async () => {
    const { ask } = await testServer();
    interface Matrix {
      acts: string[];
      speakers: (LedgerSpeaker & { counts: number[]; total: number })[];
    }
    const { acts, speakers } = await body<Matrix>(await ask(`${V1}/matrix`));
    for (const { id, counts } of speakers)
      for (const [i, act] of acts.entries()) {
        const { total } = await body<Found>(await ask(`${V1}/statements?speaker=${id}&act=${act}`));
        expect(total).toBe(counts[i]);
      }
  });

  it('by month have every month between the first and the last', async () => {
    const { ask } = await testServer();
    const { months, acts } = await body<{ months: string[]; acts: { act: string; counts: number[] }[] }>(
      await ask(`${V1}/timeline`),
    );
    expect(months).toEqual(['2024-05']);
    expect(acts.find(({ act }) => act === 'deny')?.counts).toEqual([1]);
  });
});

describe('a document', () => {
  it('has exactly the words at its offsets', async () => {
    const { ask } = await testServer();
    const { document } = await first(ask);
    const record = await body<LedgerDocument>(await ask(`${V1}/documents/${document}`));
    for (const { content } of record.statements)
      for (const { start, end, text } of content) expect(record.text.slice(start, end)).toBe(text);
  });
});
