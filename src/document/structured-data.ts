/**
 * Structured data of a page (JSON-LD, schema.org): the article that the page is about, in plain values.
 * Sites write it by template, so it comes broken in many ways; what cannot be read is left out.
 * @see https://schema.org/NewsArticle
 */

/** An object of a page's structured data. */
type Node = Record<string, unknown>;

/** The article of a page as its structured data give it. */
export interface StructuredArticle {
  headline: string | null;
  published: string | null;
  modified: string | null;
  authors: StructuredAuthor[];
  publisher: string | null;
  /** Addresses that the article calls its own. */
  urls: string[];
  language: string | null;
  /** Names of organisations that the article credits as its source. */
  sources: string[];
  /** The words of the article, where they are given whole. */
  body: string | null;
}

/** A writer by name. `organisation` is true where the page says that it is no person. */
export interface StructuredAuthor {
  name: string;
  organisation: boolean;
}

const MOST_NODES = 20_000;
const DEEPEST = 40;
const ARTICLE = /(?:^|[/#:])(?:\w*Article|(?:Live)?BlogPosting|Report|PressRelease|Review)$/;
const PAGE = /(?:^|[/#:])(?:WebPage|ItemPage)$/;
const SITE = /(?:^|[/#:])(?:WebSite|\w*Organization|Corporation|Newspaper|Periodical)$/;
/** What an article speaks of or leads to: other articles stand there. */
const ELSEWHERE = new Set(
  'itemListElement mentions relatedLink hasPart citation comment review subjectOf video image associatedMedia about significantLink liveBlogUpdate blogPost isRelatedTo potentialAction'.split(
    ' ',
  ),
);

/** What JSON-LD text says; null where it cannot be read even with the usual faults put right. */
function parse(text: string): unknown {
  const bare = text
    .replace(/^[\s;]*(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\/\s*\]\]>|\/\*\s*\]\]>\s*\*\/|\]\]>)[\s;]*$/, '')
    .trim()
    .replace(/;$/, '');
  if (bare === '') return null;
  const tries = [
    (): string => bare,
    // Line breaks and tabs inside strings, and commas before a closing bracket.
    (): string => bare.replace(/\p{Cc}+/gu, ' '),
    (): string => bare.replace(/\p{Cc}+/gu, ' ').replace(/,(?=\s*[}\]])/g, ''),
    (): string => bare.replaceAll('&quot;', '"').replace(/\p{Cc}+/gu, ' '),
  ];
  for (const mended of tries) {
    try {
      return JSON.parse(mended());
    } catch {
      // The next try may read it.
    }
  }
  return salvaged(bare);
}

/** What can be had of an article's description that cannot be read as a whole: quotation marks inside a headline. */
function salvaged(text: string): Node | null {
  const type = /"@type"\s*:\s*\[?\s*"(\w{4,40})"/.exec(text)?.[1];
  if (type === undefined || !ARTICLE.test(type)) return null;
  const node: Node = { '@type': type };
  const headline = /"headline"\s*:\s*"([^\n]{3,400}?)"\s*,\s*"[\w@]{2,40}"\s*:/.exec(text)?.[1];
  if (headline !== undefined) node['headline'] = headline.replaceAll('\\"', '"');
  for (const key of ['datePublished', 'dateModified', 'url']) {
    const value = new RegExp(`"${key}"\\s*:\\s*"([^"\\n]{4,300})"`).exec(text)?.[1];
    if (value !== undefined) node[key] = value;
  }
  const author = /"author"\s*:\s*[[{][^\]}]{0,300}?"name"\s*:\s*"([^"\n]{2,100})"/.exec(text)?.[1];
  if (author !== undefined) node['author'] = author;
  return node;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : value === undefined || value === null ? [] : [value];
}

function typed(node: Node, type: RegExp): boolean {
  return list(node['@type']).some((one) => typeof one === 'string' && type.test(one));
}

/** Text without markup and character references, white space folded; null for anything else. */
function words(value: unknown): string | null {
  for (const one of list(value)) {
    const text =
      typeof one === 'string' || typeof one === 'number'
        ? String(one)
        : isNode(one) && typeof one['@value'] === 'string'
          ? one['@value']
          : null;
    if (text === null) continue;
    const plain = text
      .slice(0, 5000)
      .replace(/<[^<>]{1,200}>/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    if (plain !== '') return plain;
  }
  return null;
}

/** All objects of the page's structured data, in order, those that lead elsewhere left out. */
class Graph {
  readonly nodes: Node[] = [];
  private readonly named = new Map<string, Node>();

  constructor(roots: unknown[]) {
    const open = roots.map((value) => ({ value, depth: 0 })).reverse();
    while (open.length > 0 && this.nodes.length < MOST_NODES) {
      const { value, depth } = open.pop()!;
      if (depth > DEEPEST) continue;
      if (Array.isArray(value)) {
        for (let at = Math.min(value.length, MOST_NODES) - 1; at >= 0; at--) {
          open.push({ value: value[at] as unknown, depth: depth + 1 });
        }
        continue;
      }
      if (!isNode(value)) continue;
      this.nodes.push(value);
      const id = value['@id'];
      if (typeof id === 'string' && Object.keys(value).length > 1 && !this.named.has(id))
        this.named.set(id, value);
      for (const key of Object.keys(value).reverse()) {
        const inner = value[key];
        if (typeof inner === 'object' && inner !== null && !ELSEWHERE.has(key))
          open.push({ value: inner, depth: depth + 1 });
      }
    }
  }

  /** The object that a value is or refers to by `@id`. */
  node(value: unknown): Node | null {
    if (!isNode(value)) return null;
    const id = value['@id'];
    if (typeof id === 'string' && Object.keys(value).length <= 2 && value['name'] === undefined) {
      return this.named.get(id) ?? value;
    }
    return value;
  }

  /** The names of people or organisations. */
  names(value: unknown): StructuredAuthor[] {
    const found: StructuredAuthor[] = [];
    for (const one of list(value).slice(0, 50)) {
      if (typeof one === 'string') {
        const name = words(one);
        if (name !== null && !/^https?:/i.test(name)) found.push({ name, organisation: false });
        continue;
      }
      const node = this.node(one);
      if (!node) continue;
      const organisation = typed(node, SITE);
      const names = list(node['name']).flatMap((name) => words(name) ?? []);
      if (names.length === 0) {
        const given = [words(node['givenName']), words(node['familyName'])]
          .filter((part) => part !== null)
          .join(' ');
        if (given !== '') names.push(given);
      }
      for (const name of names) found.push({ name, organisation });
    }
    return found;
  }
}

function urlsOf(node: Node): string[] {
  return ['url', 'mainEntityOfPage', '@id'].flatMap((key) =>
    list(node[key]).flatMap((value) => {
      const url = isNode(value) ? (value['@id'] ?? value['url']) : value;
      return typeof url === 'string' && /^https?:\/\//i.test(url) ? [url] : [];
    }),
  );
}

/** An address as compared: without scheme, `www`, query, fragment and slash at the end. */
function bareUrl(url: string): string {
  return url
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/[?#].*$/s, '')
    .replace(/\/$/, '')
    .toLowerCase();
}

/**
 * The article that a page's structured data describe; null where they describe none.
 * Where there are several, the one whose address is the page's, else the first with a headline.
 * @param scripts the raw text of the page's JSON-LD scripts
 * @param addresses what is known of the page's own address
 * @example structuredArticle(['{"@type":"NewsArticle","headline":"Dam breaks"}'], [])?.headline // 'Dam breaks'
 */
export function structuredArticle(
  scripts: readonly string[],
  addresses: readonly string[],
): StructuredArticle | null {
  const graph = new Graph(scripts.map(parse));
  const own = new Set(addresses.map(bareUrl));
  const articles = graph.nodes.filter((node) => typed(node, ARTICLE));
  const node =
    articles.find((one) => urlsOf(one).some((url) => own.has(bareUrl(url)))) ??
    articles.find((one) => one['headline'] !== undefined) ??
    articles[0] ??
    graph.nodes.find(
      (one) => typed(one, PAGE) && (one['datePublished'] !== undefined || one['author'] !== undefined),
    );
  const site = graph.nodes.find((one) => typed(one, SITE) && one['name'] !== undefined);
  if (!node) {
    const publisher = site ? words(site['name']) : null;
    return publisher === null
      ? null
      : {
          headline: null,
          published: null,
          modified: null,
          authors: [],
          publisher,
          urls: [],
          language: null,
          sources: [],
          body: null,
        };
  }
  const creators = graph.names(node['author']);
  const body =
    words(node['articleBody']) === null
      ? null
      : list(node['articleBody']).find((one) => typeof one === 'string');
  return {
    headline: words(node['headline']) ?? (typed(node, ARTICLE) ? words(node['name']) : null),
    published: words(node['datePublished']) ?? words(node['dateCreated']),
    modified: words(node['dateModified']),
    authors: creators.length > 0 ? creators : graph.names(node['creator']),
    publisher: graph.names(node['publisher'])[0]?.name ?? (site ? words(site['name']) : null),
    urls: urlsOf(node),
    language: words(node['inLanguage']),
    sources: [
      ...graph.names(node['sourceOrganization']),
      ...graph.names(node['provider']),
      ...graph.names(node['creditText']),
    ].map(({ name }) => name),
    body: typeof body === 'string' ? body : null,
  };
}
