import { fileURLToPath } from 'node:url';
import type { Document, Part } from '../../src/record.js';
import { loadLanguage } from '../../src/language/language.js';
import type { Attribution } from '../../src/statement/attribution.js';
import { findAttributions } from '../../src/statement/statements.js';
import { loadTagger, type Tagger } from '../../src/statement/tagger.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

export const english = loadLanguage(`${root}languages`, 'en');

let tagger: Promise<Tagger> | undefined;

/** The shipped tagger, loaded once a test file. */
export const shippedTagger = (): Promise<Tagger> => (tagger ??= loadTagger(`${root}models/en`, 1));

/** A document that is nothing but a text; its first line is a headline where asked for. */
export function documentOf(text: string, headline = false, outlet: string | null = null): Document {
  const end = headline ? text.indexOf('\n') : 0;
  const parts: Part[] = [{ kind: 'body', start: end, end: text.length }];
  if (headline) parts.unshift({ kind: 'headline', start: 0, end });
  return { text, parts, outlet: { name: outlet, domain: null } } as unknown as Document;
}

/** A statement in words, for tests that read like the text. */
export interface Told {
  kind: string;
  source: string;
  cue: string;
  content: string[];
  quoted: string[];
  insertions: string[];
}

export function told(text: string, found: Attribution): Told {
  const say = (spans: readonly { start: number; end: number }[]) =>
    spans.map(({ start, end }) => text.slice(start, end));
  return {
    kind: found.kind,
    source: say(found.source).join(' … '),
    cue: say(found.cue).join(' … '),
    content: say(found.content),
    quoted: say(found.quoted),
    insertions: say(found.insertions),
  };
}

/** The statements of a text, read with the shipped tagger. */
export async function statementsOf(text: string, headline = false): Promise<Told[]> {
  const found = await findAttributions(documentOf(text, headline), await shippedTagger(), english);
  return found.map((one) => told(text, one));
}
