import { fileURLToPath } from 'node:url';
import { toDocument } from '../../src/document/document.js';
import { loadLanguage } from '../../src/language/language.js';
import type { Page } from '../../src/page.js';
import type { Document, PartKind } from '../../src/record.js';

/** English, as shipped. */
export const english = loadLanguage(fileURLToPath(new URL('../../languages', import.meta.url)), 'en');

/** Reads a page in English. */
export function readPage(page: Page): Document {
  return toDocument(page, english);
}

/** The words of each part with its kind, in order. */
export function partsOf({ text, parts }: Document): [PartKind, string][] {
  return parts.map(({ kind, start, end }) => [kind, text.slice(start, end)]);
}

/** The words of all parts of a kind. */
export function wordsOf(document: Document, kind: PartKind): string {
  return partsOf(document)
    .filter(([one]) => one === kind)
    .map(([, words]) => words)
    .join('\n');
}
