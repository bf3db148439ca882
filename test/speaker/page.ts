import { loadLanguage } from '../../src/language/language.js';
import { SCHEMA, type Document, type DocumentRecord } from '../../src/record.js';
import { resolve } from '../../src/speaker/resolve.js';
import type { Attribution } from '../../src/statement/attribution.js';

export const english = loadLanguage('languages', 'en');

/** A statement of a page by its words: who, how, what. Each is found behind the one before. */
export type Said = [source: string, cue: string, content: string];

/** What a page may say of itself. */
export type Facts = Partial<
  Pick<Document, 'published' | 'outlet' | 'headline' | 'wire' | 'dateline' | 'bylines'>
>;

/** A page of plain text; the first line is its headline where `headline` says so. */
export function pageOf(text: string, facts: Facts = {}): Document {
  const break_ = facts.headline ? text.indexOf('\n') : 0;
  return {
    schema: SCHEMA,
    id: 'd1',
    input: null,
    url: null,
    canonical: null,
    sha256: '',
    retrieved: null,
    language: 'en',
    outlet: { name: null, domain: null },
    headline: null,
    dateline: null,
    bylines: [],
    published: null,
    modified: null,
    wire: null,
    text,
    parts:
      break_ > 0
        ? [
            { kind: 'headline', start: 0, end: break_ },
            { kind: 'body', start: break_ + 1, end: text.length },
          ]
        : [{ kind: 'body', start: 0, end: text.length }],
    ...facts,
  };
}

const MARKS = /[“”"]/u;

/** Where some whole words stand. */
function placeOf(text: string, part: string, from: number): number {
  for (let at = text.indexOf(part, from); at >= 0; at = text.indexOf(part, at + 1)) {
    if (!/^\p{L}/u.test(part) || !/\p{L}/u.test(text[at - 1] ?? '')) return at;
  }
  return -1;
}

/** The attributions of a page's statements. */
export function attributionsOf(text: string, said: readonly Said[]): Attribution[] {
  let from = 0;
  return said.map(([source, cue, content]) => {
    const words = [source, cue, content].filter((part) => part !== '');
    const at = Math.min(...words.map((part) => placeOf(text, part, from)));
    if (at < 0) throw new Error(`not in the page: ${words.join(' / ')}`);
    const span = (part: string) => {
      const start = part === '' ? -1 : placeOf(text, part, at);
      return start < 0 ? [] : [{ start, end: start + part.length }];
    };
    from = at + 1;
    const inner = content.replace(/^[“"]|[,.]?[”"]$/gu, '');
    return {
      kind: MARKS.test(content) ? 'direct' : 'indirect',
      source: span(source),
      cue: span(cue),
      content: span(content),
      quoted: MARKS.test(content) ? span(inner) : [],
      insertions: [],
      confidence: 0.9,
    };
  });
}

/** A page as resolved, with the speakers' names in the order of the statements. */
export function filed(text: string, said: readonly Said[], facts: Facts = {}, language = english) {
  const document = pageOf(text, facts);
  const { speakers, statements } = resolve(document, attributionsOf(text, said), language);
  const record: DocumentRecord = { ...document, speakers, statements };
  const nameOf = (id: string | null) => speakers.find((speaker) => speaker.id === id)?.name ?? null;
  return { record, names: statements.map(({ speaker }) => nameOf(speaker)), statements, speakers };
}

/** The speakers' names, in the order of the statements. */
export const names = (text: string, said: readonly Said[], facts?: Facts) => filed(text, said, facts).names;

/** Through whom each statement came, and how: `CNN aired`. */
export const hands = (text: string, said: readonly Said[], facts?: Facts) =>
  filed(text, said, facts).statements.map(({ via }) => via.map(({ name, how }) => `${name} ${how}`));
