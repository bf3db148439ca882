import type { Language } from '../language/language.js';
import { dateInAddress, readDate } from './dates.js';
import { unescapeHtml, type Markup } from './markup.js';
import { structuredArticle, type StructuredAuthor } from './structured-data.js';

/** What a page says about itself in its head, before its text is looked at. */
export interface Metadata {
  /** The headline by each place that gives one, the likeliest first. */
  headlines: string[];
  published: string | null;
  modified: string | null;
  authors: StructuredAuthor[];
  /** The outlet's name. */
  outlet: string | null;
  canonical: string | null;
  /** The page's own language, as declared. */
  language: string | null;
  /** Names that the page credits as its source. */
  sources: string[];
  /** The words of the article as structured data give them. */
  body: string | null;
}

/** Names of meta elements that hold each thing, in the order of trust, lower case. */
const HEADLINE = [
  'og:title',
  'twitter:title',
  'dc.title',
  'dcterms.title',
  'parsely-title',
  'sailthru.title',
  'headline',
  'title',
];
const PUBLISHED = [
  'article:published_time',
  'article:published',
  'og:published_time',
  'datepublished',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.created',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'cxenseparse:publishtime',
  'article_date_original',
  'article.published',
  'publish-date',
  'publishdate',
  'publish_date',
  'published-date',
  'publication_date',
  'pubdate',
  'ptime',
  'dc.date',
  'dcterms.date',
  'dc.date.created',
  'bt:pubdate',
  'date',
];
const MODIFIED = [
  'article:modified_time',
  'article:modified',
  'og:updated_time',
  'og:modified_time',
  'datemodified',
  'dc.date.modified',
  'dcterms.modified',
  'lastmod',
  'last-modified',
  'article.updated',
  'bt:moddate',
  'utime',
];
const AUTHOR = [
  'author',
  'article:author',
  'og:article:author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
  'byl',
  'authors',
  'article.author',
  'cxenseparse:author',
];
const OUTLET = [
  'og:site_name',
  'dc.publisher',
  'dcterms.publisher',
  'article:publisher',
  'publisher',
  'application-name',
  'apple-mobile-web-app-title',
];
const SOURCE = [
  'article:source',
  'source',
  'syndication-source-name',
  'dc.source',
  'article.origin',
  'content-source',
  'news-agency',
  'provider',
];

/** The values of a page's meta elements, by lower-case name. */
function valuesOf(metas: Markup['metas']): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const meta of metas) {
    const value = meta['content']?.replace(/\s+/g, ' ').trim();
    if (value === undefined || value === '' || value.length > 5000) continue;
    for (const name of [meta['property'], meta['name'], meta['itemprop']]) {
      if (name === undefined) continue;
      const key = name.trim().toLowerCase();
      const known = values.get(key);
      if (known) known.push(value);
      else values.set(key, [value]);
    }
  }
  return values;
}

function first(values: Map<string, string[]>, names: readonly string[]): string[] {
  return names.flatMap((name) => values.get(name) ?? []);
}

/** A date out of a value of structured data: ISO, words, or seconds or milliseconds since 1970. */
function dateOf(value: string | null | undefined, language: Language): string | null {
  if (value === null || value === undefined) return null;
  const seconds = /^(\d{10})(?:\d{3})?$/.exec(value.trim());
  if (seconds) return new Date(Number(seconds[1]) * 1000).toISOString().replace('.000Z', 'Z');
  const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?$/.exec(value.trim());
  const spelled = compact
    ? `${compact[1]!}-${compact[2]!}-${compact[3]!}${compact[4] ? `T${compact[4]}:${compact[5]!}:${compact[6] ?? '00'}${compact[7] ?? ''}` : ''}`
    : value;
  return readDate(spelled, language)?.iso ?? null;
}

function firstDate(values: readonly (string | null)[], language: Language): string | null {
  for (const value of values) {
    const date = dateOf(value, language);
    if (date !== null) return date;
  }
  return null;
}

/** An address made whole against the page's own; null for what is none. */
export function wholeUrl(url: string | null | undefined, base: string | null): string | null {
  if (!url) return null;
  try {
    const whole = base === null ? new URL(url.trim()) : new URL(url.trim(), base);
    return whole.protocol === 'http:' || whole.protocol === 'https:' ? whole.href : null;
  } catch {
    return null;
  }
}

/** Bars and dashes that part a headline from the names of section and outlet. */
const PIECES = /\s+[|–—·•»«-]+\s+|\s*\|\s*/u;

/** The parts of a title element between bars and dashes, the longest first. */
function titlePieces(title: string): string[] {
  const pieces = title.split(PIECES).filter((piece) => piece !== '');
  return [title, ...pieces.sort((a, b) => b.length - a.length)];
}

/**
 * The outlet's name out of a title whose headline is known: what stands at the other end of it.
 * @example outletInTitle('Dam breaks | World | Ansel Courier', ['Dam breaks']) // 'Ansel Courier'
 */
export function outletInTitle(title: string | null, headlines: readonly string[]): string | null {
  if (title === null) return null;
  const pieces = title.split(PIECES).filter((piece) => piece !== '');
  if (pieces.length < 2) return null;
  const isHeadline = (piece: string): boolean =>
    headlines.some(
      (headline) => headline.includes(piece) || (headline.length > 15 && piece.includes(headline)),
    );
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  if (isHeadline(first) === isHeadline(last)) return null;
  const name = isHeadline(first) ? last : first;
  return name.length <= 50 ? name : null;
}

/** The name of a Twitter account is a name of last resort. */
function named(value: string): boolean {
  return !/^(?:https?:|www\.|@)/i.test(value) && value.length <= 80;
}

/**
 * What a page says about itself: structured data first, then meta elements, then the title.
 * @param markup the page after the first pass
 * @param url the page's address, where it is known
 * @example metadataOf(readMarkup('<meta property="og:site_name" content="Ansel Courier">'), null, english).outlet
 */
export function metadataOf(markup: Markup, url: string | null, language: Language): Metadata {
  const values = valuesOf(markup.metas);
  const base = url ?? wholeUrl(first(values, ['og:url'])[0], null);
  const link = markup.links.find(({ rel }) => rel !== undefined && /(?:^|\s)canonical(?:\s|$)/i.test(rel));
  const canonical =
    wholeUrl(link?.['href'], base) ?? wholeUrl(first(values, ['og:url', 'twitter:url'])[0], base);
  const article = structuredArticle(
    markup.jsonLd,
    [url, canonical].filter((one) => one !== null),
  );
  const headlines = [article?.headline ?? null, ...first(values, HEADLINE)]
    .filter((one) => one !== null)
    .map((one) => unescapeHtml(one))
    .filter((one) => one.length <= 400);
  const title = markup.title === null ? [] : titlePieces(markup.title);
  const metaAuthors = first(values, AUTHOR)
    .filter(named)
    .map((name) => ({ name, organisation: false }));
  return {
    headlines: [...new Set([...headlines, ...title])],
    published:
      firstDate([article?.published ?? null, ...first(values, PUBLISHED)], language) ??
      (base === null ? null : dateInAddress(base)),
    modified: firstDate([article?.modified ?? null, ...first(values, MODIFIED)], language),
    authors: [...(article?.authors ?? []), ...metaAuthors].map(({ name, organisation }) => ({
      name: unescapeHtml(name),
      organisation,
    })),
    outlet:
      first(values, OUTLET.slice(0, 1)).find(named) ??
      article?.publisher ??
      first(values, OUTLET.slice(1)).find(named) ??
      outletInTitle(markup.title, headlines),
    canonical: canonical ?? article?.urls[0] ?? null,
    language:
      markup.lang ??
      article?.language ??
      first(values, ['og:locale', 'content-language', 'dc.language'])[0] ??
      null,
    sources: [...(article?.sources ?? []), ...first(values, SOURCE)].filter(named),
    body: article?.body ?? null,
  };
}
