import { createHash } from 'node:crypto';
import type { Page } from '../../src/page.js';
import { SCHEMA, type DocumentRecord } from '../../src/record.js';

/** What a reader would make of a page that holds nothing but its words. */
export function recordOf(page: Page): DocumentRecord {
  const bytes = page.bytes ?? new TextEncoder().encode(page.text ?? '');
  const text = new TextDecoder().decode(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    schema: SCHEMA,
    id: `d-${sha256.slice(0, 11)}`,
    input: page.input ?? null,
    url: page.url ?? null,
    canonical: page.url ?? null,
    sha256,
    retrieved: page.retrieved ?? null,
    language: 'en',
    outlet: { name: null, domain: null },
    headline: text.slice(0, 40),
    dateline: null,
    bylines: [],
    published: null,
    modified: null,
    wire: null,
    text,
    parts: [{ kind: 'body', start: 0, end: text.length }],
    speakers: [],
    statements: [],
  };
}
