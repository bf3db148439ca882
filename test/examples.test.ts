import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { read } from '../src/index.js';
import type { DocumentRecord } from '../src/record.js';
import type { Page } from '../src/page.js';

/** What a careful reader finds on one page. */
interface Expected {
  /** The file in `examples/`. */
  page: string;
  /** The line's `id`, for a page of an NDJSON file. */
  id?: string;
  /** Null where the page itself does not say. */
  outlet: string | null;
  headline: string;
  /** The day, null where the page itself does not say. */
  published: string | null;
  /** How many statements it has at the very least. */
  least: number;
  /** Under whom words of a statement's content are to be filed, by full name. */
  statements: { speaker: string; contains: string }[];
  /** Words from around the story, which are no part of it. */
  never: string[];
}

/** How many of the expected statements of all pages together have to be found under their speaker. */
const SHARE = 0.9;

const FOLDER = new URL('../examples/', import.meta.url);
const expected = JSON.parse(
  readFileSync(new URL('./examples.expected.json', import.meta.url), 'utf8'),
) as Expected[];

function pageOf({ page, id }: Expected): Page {
  const bytes = readFileSync(new URL(page, FOLDER));
  if (id === undefined) return { bytes, input: `examples/${page}` };
  for (const line of bytes.toString('utf8').split('\n')) {
    if (line === '') continue;
    const { id: input, ...rest } = JSON.parse(line) as Page & { id: string };
    if (input === id) return { ...rest, input };
  }
  throw new Error(`${page} has no line ${id}`);
}

/** The words of a record that may be read as the story. */
function story(record: DocumentRecord): string {
  return record.parts
    .filter(({ kind }) => kind === 'headline' || kind === 'body' || kind === 'caption')
    .map(({ start, end }) => record.text.slice(start, end))
    .join('\n');
}

function nameOf(record: DocumentRecord, speaker: string | null): string | undefined {
  return record.speakers.find(({ id }) => id === speaker)?.name;
}

describe('the example pages', () => {
  it('are all in the table of what they hold', () => {
    const files = readdirSync(FOLDER).filter((name) => !name.endsWith('.md'));
    expect(new Set(expected.map(({ page }) => page))).toEqual(new Set(files));
  });

  it('hold the words that the table names', () => {
    for (const one of expected) {
      const page = pageOf(one);
      const raw = page.html ?? page.text ?? Buffer.from(page.bytes ?? []).toString('latin1');
      for (const { contains } of one.statements) {
        // Markup and charset do not matter for this: a run of plain letters is enough.
        for (const run of contains.match(/[a-z ]{4,}/gi) ?? []) expect(raw).toContain(run);
      }
    }
  });
});

// Reading needs the model, which a checkout whose training has not been run may lack.
const ready = readdirSync(new URL('../models/en/', import.meta.url)).some((name) => name.endsWith('.onnx'));

describe.skipIf(!ready)('reading the example pages', () => {
  const records = new Map<Expected, DocumentRecord>();
  const recordOf = (one: Expected): DocumentRecord => {
    const record = records.get(one);
    if (!record) throw new Error(`${one.page} was not read`);
    return record;
  };

  beforeAll(async () => {
    for (const one of expected) records.set(one, await read(pageOf(one)));
  }, 120_000);

  describe.each(expected.map((one) => [one.id ?? one.page, one] as const))('%s', (_name, one) => {
    it('has its headline, its outlet and its day', () => {
      const record = recordOf(one);
      expect(record.headline).toBe(one.headline);
      if (one.outlet !== null) expect(record.outlet.name).toBe(one.outlet);
      if (one.published !== null) expect(record.published?.slice(0, 10)).toBe(one.published);
    });

    it(`has at least ${String(one.least)} statements`, () => {
      expect(recordOf(one).statements.length).toBeGreaterThanOrEqual(one.least);
    });

    it('has nothing from around the story', () => {
      const record = recordOf(one);
      const words = story(record);
      for (const outside of one.never) expect(words).not.toContain(outside);
      for (const statement of record.statements) {
        for (const { text } of statement.content) {
          for (const outside of one.never) expect(text).not.toContain(outside);
        }
      }
    });

    it('has every speaker under the full name', () => {
      const names = recordOf(one).speakers.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(one.statements.map(({ speaker }) => speaker)));
    });
  });

  it(`files at least ${String(100 * SHARE)} % of the statements under their speaker`, () => {
    const missing: string[] = [];
    let all = 0;
    for (const one of expected) {
      const record = recordOf(one);
      for (const { speaker, contains } of one.statements) {
        all++;
        const holding = record.statements.filter(({ content }) =>
          content.some(({ text }) => text.replaceAll(/\s+/g, ' ').includes(contains)),
        );
        const names = holding.map((statement) => nameOf(record, statement.speaker) ?? 'nobody');
        if (!names.includes(speaker)) {
          missing.push(`${one.id ?? one.page}: ${speaker}: ${contains} (${names.join(', ') || 'not found'})`);
        }
      }
    }
    expect(missing.length / all, missing.join('\n')).toBeLessThanOrEqual(1 - SHARE);
  });
});
