// A reader for tests: a page that says so uses up its memory, never ends, or ends its thread; others are read at once.
import { createHash } from 'node:crypto';
import process from 'node:process';
import { TextDecoder, TextEncoder } from 'node:util';
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ n, page }) => {
  const bytes = page.bytes ?? new TextEncoder().encode(page.text ?? '');
  const text = new TextDecoder().decode(bytes);
  if (text.includes('EATS')) {
    const held = [];
    for (;;) held.push(new Array(100_000).fill(held.length));
  }
  if (text.includes('HANGS')) for (;;);
  if (text.includes('EXITS')) process.exit(7);
  if (text.includes('BAD')) {
    parentPort.postMessage({
      n,
      error: { code: 'page-no-article', detail: [] },
    });
    return;
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  parentPort.postMessage({
    n,
    record: {
      schema: 'onrecord/1',
      id: `d-${sha256.slice(0, 11)}`,
      input: page.input ?? null,
      url: page.url ?? null,
      canonical: page.url ?? null,
      sha256,
      retrieved: null,
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
    },
  });
});
