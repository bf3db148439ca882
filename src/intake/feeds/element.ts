import { Parser } from 'htmlparser2';
import { decoded } from './words.js';

/** An element of a feed, with all that is in it. */
export interface Element {
  /** Local name, lower case. */
  name: string;
  /** What its namespace is called here (`dc`, `media`, …), '' for the feed's own. */
  space: string;
  /** By local name, lower case. */
  attributes: Readonly<Record<string, string>>;
  /** What relative addresses inside hang on (xml:base), null where nothing is said. */
  base: string | null;
  /** Its text and its elements, in order. */
  content: (string | Element)[];
}

/** What reads a feed's elements as they come. Elements are let go afterwards, so that long feeds need little memory. */
export interface ElementReader {
  /** The outermost element that begins a feed, without content yet. */
  root(element: Element): void;
  /** One child of the root, or of a `channel` in it, whole. */
  element(element: Element): void;
}

/** Thrown by a reader that has seen enough. */
export class Enough extends Error {}
/** Elements are nested as nothing is that is meant to be read. */
export class TooDeep extends Error {}

/** Namespaces that are told apart, by what their addresses hold: feeds misspell them in every way. */
const SPACES: readonly (readonly [RegExp, string])[] = [
  [/purl\.org\/dc\/elements/, 'dc'],
  [/purl\.org\/dc\/terms/, 'dcterms'],
  [/purl\.org\/rss\/1\.0\/modules\/content/, 'content'],
  [/search\.yahoo\.com\/mrss/, 'media'],
  [/itunes\.com\/dtds/, 'itunes'],
  [/w3\.org\/2005\/atom|purl\.org\/atom/, 'atom'],
  [/sitemap-news/, 'news'],
  [/feedburner/, 'feedburner'],
  [/w3\.org\/1999\/02\/22-rdf/, 'rdf'],
  [/w3\.org\/1999\/xhtml/, 'xhtml'],
];
/** Namespaces of feeds themselves, which RDF keeps apart from its own. */
const OWN = /purl\.org\/rss\/1\.0\/?$|netscape\.com\/rdf|purl\.org\/net\/rss/;
const ROOTS = new Set(['rss', 'rdf', 'feed', 'urlset', 'sitemapindex', 'opml', 'channel', 'html']);
/** Where HTML leaves its outermost tag out, these begin it. */
const PAGE_STARTS = new Set(['head', 'body']);
/** Nothing that is meant to be read is nested deeper. */
const MAX_DEPTH = 256;

/** The names of prefixes, each scope on top of the one around it. */
type Scope = Readonly<Record<string, string>>;

/**
 * Reads the elements of a feed, also of a broken one: tags left open, undeclared prefixes, bare ampersands, HTML's
 * entities, words before and after, an end in the middle. Entities that a feed declares itself are never looked at
 * (they stay as written), nor is anything it points to.
 * @param text the feed
 * @param reader gets the elements
 * @param url what a relative xml:base hangs on, null where that is not known
 * @returns whether the root came to its end; false where the data are cut short
 * @throws TooDeep
 * @example elementsOf('<rss><channel><title>News</title></channel></rss>', { root() {}, element: console.log }, null)
 */
export function elementsOf(text: string, reader: ElementReader, url: string | null): boolean {
  let root: Element | null = null;
  let whole = false;
  /** The elements that are open, outermost first; null for those that only hold others. */
  const open: (Element | null)[] = [];
  const scopes: Scope[] = [Object.create(null) as Scope];
  let own = '';
  let literal = false;
  /** Elements before the root. */
  let before = 0;

  const spaceOf = (prefix: string, scope: Scope): string => {
    const address = scope[prefix];
    if (address === undefined) return prefix;
    const plain = address.trim().toLowerCase();
    if (plain === own || OWN.test(plain)) return '';
    return SPACES.find(([form]) => form.test(plain))?.[1] ?? (prefix === '' ? 'other' : prefix);
  };
  const made = (given: string, attributes: Record<string, string>): Element => {
    const scope = scopeWith(scopes.at(-1) ?? {}, attributes);
    scopes.push(scope);
    const [prefix, name] = parted(given.toLowerCase());
    if (root === null) own = (scope[prefix] ?? '').trim().toLowerCase();
    const plain: Record<string, string> = {};
    let base = open.findLast((element) => element !== null)?.base ?? root?.base ?? null;
    for (const key in attributes) {
      const lower = key.toLowerCase();
      const value = decoded(attributes[key] ?? '');
      if (lower === 'xml:base') {
        const around = base ?? url ?? undefined;
        base = URL.canParse(value, around) ? new URL(value, around).href : base;
      } else plain[parted(lower)[1]] ??= value;
    }
    const space =
      name === 'rdf' && root === null
        ? ''
        : prefix === '' && scope[''] === undefined
          ? ''
          : spaceOf(prefix, scope);
    return { name, space, attributes: plain, base, content: [] };
  };

  const parser = new Parser(
    {
      onopentag(given, attributes) {
        if (whole) return;
        if (open.length > MAX_DEPTH) throw new TooDeep();
        if (root === null) {
          const [, name] = parted(given.toLowerCase());
          if (!ROOTS.has(name) && !(before === 0 && PAGE_STARTS.has(name))) {
            before++;
            return;
          }
          root = made(given, attributes);
          reader.root(root);
          open.push(null);
          return;
        }
        const element = made(given, attributes);
        const parent = open.at(-1);
        if (parent === null && open.length === 1 && element.name === 'channel') {
          // A channel's own address base holds for what is in it.
          if (element.base !== null) root.base = element.base;
          open.push(null);
          return;
        }
        parent?.content.push(element);
        open.push(element);
      },
      onclosetag(_, implied) {
        // What is open at the end of the data did not come to its own end: it is not told.
        if (whole || open.length === 0 || (implied && ended)) return;
        const element = open.pop();
        scopes.pop();
        if (element === undefined) return;
        if (open.length === 0) whole = true;
        else if (element !== null && open.at(-1) === null) reader.element(element);
      },
      ontext(data) {
        const element = open.at(-1);
        if (element) element.content.push(literal ? data : decoded(data));
      },
      oncdatastart() {
        literal = true;
      },
      oncdataend() {
        literal = false;
      },
    },
    // Feeds that mix <Item> and </item> mean the same by both.
    { xmlMode: true, decodeEntities: false, lowerCaseTags: true },
  );
  let ended = false;
  try {
    parser.write(text);
    ended = true;
    parser.end();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    return true;
  }
  return whole;
}

function parted(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** A scope with the prefixes that an element declares. */
function scopeWith(scope: Scope, attributes: Readonly<Record<string, string>>): Scope {
  let own: Record<string, string> | undefined;
  for (const key in attributes) {
    if (!key.startsWith('xmlns')) continue;
    // On top of the scope around it, not a copy: many prefixes in many elements would be many copies.
    own ??= Object.create(scope) as Record<string, string>;
    if (key === 'xmlns') own[''] = attributes[key] ?? '';
    else if (key.startsWith('xmlns:')) own[key.slice(6).toLowerCase()] = attributes[key] ?? '';
  }
  return own ?? scope;
}

/** All text in an element. @example textOf(title) // 'Harbour reopens' */
export function textOf(element: Element): string {
  return element.content.map((piece) => (typeof piece === 'string' ? piece : textOf(piece))).join('');
}

/** The words of an element and the ones below it, each element's apart where it stands on its own. */
export function markupOf(element: Element): string {
  return element.content
    .map((piece) =>
      typeof piece === 'string'
        ? piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
        : `<${piece.name}>${markupOf(piece)}</${piece.name}>`,
    )
    .join('');
}
