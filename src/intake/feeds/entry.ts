import { absolute } from './address.js';
import { isoDate } from './date.js';
import { markupOf, textOf, type Element } from './element.js';
import type { FeedItem } from './feed.js';
import { idOfWords } from './id.js';
import { oneSpaced, plainWords, titleWords } from './words.js';

/** An element's children, asked for by name: `title`, or `dc:creator` with the namespace. */
export class Children {
  readonly #named = new Map<string, Element[]>();

  constructor(element: Element) {
    for (const piece of element.content) {
      if (typeof piece === 'string') continue;
      const name = piece.space === '' ? piece.name : `${piece.space}:${piece.name}`;
      const known = this.#named.get(name);
      if (known) known.push(piece);
      else this.#named.set(name, [piece]);
    }
  }

  all(...names: string[]): Element[] {
    return names.flatMap((name) => this.#named.get(name) ?? []);
  }

  /** The first text that is not empty, names in order of preference. */
  text(...names: string[]): string | null {
    for (const element of this.all(...names)) {
      const text = textOf(element).trim();
      if (text !== '') return text;
    }
    return null;
  }

  /** The first that is not empty, as HTML: whoever forgot to encode it left its tags as elements. */
  html(...names: string[]): string | null {
    for (const element of this.all(...names)) {
      const text = (hasElements(element) ? markupOf(element) : textOf(element)).trim();
      if (text !== '') return text;
    }
    return null;
  }

  /** The first date that is one. */
  date(...names: string[]): string | null {
    for (const element of this.all(...names)) {
      const date = isoDate(textOf(element));
      if (date !== null) return date;
    }
    return null;
  }
}

const hasElements = (element: Element) => element.content.some((piece) => typeof piece !== 'string');

/** An entry of RSS (every version, RDF and CDF too). @param bases what relative addresses hang on */
export function rssItem(element: Element, bases: readonly (string | null)[]): FeedItem {
  const children = new Children(element);
  const near = [element.base, ...bases];
  const guid = children.all('guid', 'id')[0];
  const id = guid === undefined ? null : textOf(guid).trim();
  const permanent = guid?.attributes.ispermalink?.trim().toLowerCase() !== 'false';
  const link =
    // Where a service stands between, this is the page itself.
    absolute(children.text('feedburner:origlink'), near) ??
    linkOf(children.all('link'), near) ??
    linkOf(alternates(children.all('atom:link')), near) ??
    (permanent && id !== null && /^(?:https?:)?\/|^https?:/i.test(id) ? absolute(id, near) : null) ??
    absolute(element.attributes.about ?? element.attributes.href, near) ??
    absolute(children.all('enclosure')[0]?.attributes.url, near);
  const text =
    children.html('description') ??
    children.html(
      'content:encoded',
      'itunes:summary',
      'media:description',
      'dc:description',
      'summary',
      'abstract',
      'itunes:subtitle',
    ) ??
    mediaText(children);
  const title = titled(children.text('title', 'dc:title', 'media:title', 'itunes:title'));
  const summary = text === null ? null : plainWords(text) || null;
  const published = children.date(
    'pubdate',
    'dc:date',
    'dcterms:created',
    'dcterms:issued',
    'atom:published',
    'published',
    'date',
  );
  return {
    id: id || link || (element.attributes.about ?? '').trim() || idOfWords([title, summary, published]),
    title,
    link,
    published,
    updated:
      children.date('atom:updated', 'dcterms:modified', 'updated', 'lastbuilddate') ??
      isoDate(element.attributes.lastmod),
    authors: authorsOf(children),
    summary,
  };
}

/** An entry of Atom 1.0 or 0.3. @param inherited the feed's authors, for an entry that names none (RFC 4287, 4.2.1) */
export function atomEntry(
  element: Element,
  bases: readonly (string | null)[],
  inherited: readonly string[],
): FeedItem {
  const children = new Children(element);
  const near = [element.base, ...bases];
  const id = children.text('id');
  const link =
    linkOf(alternates(children.all('link')), near) ??
    absolute(id !== null && /^https?:/i.test(id) ? id : null, near) ??
    absolute(children.all('content')[0]?.attributes.src, near) ??
    // Where there is no page: the entry by itself, else what it is about.
    linkOf(related(children.all('link'), 'self'), near) ??
    linkOf(related(children.all('link'), 'enclosure'), near);
  const title = atomTitle(children.all('title')[0]) ?? titled(children.text('media:title'));
  const summary =
    atomText(children.all('summary')[0]) ??
    atomText(children.all('content')[0]) ??
    (plainWords(mediaText(children) ?? '') || null);
  const published = children.date('published', 'issued', 'created', 'dc:date', 'pubdate');
  const authors = personsOf(children.all('author'));
  return {
    id: id ?? link ?? idOfWords([title, summary, published]),
    title,
    link,
    published,
    updated: children.date('updated', 'modified', 'dcterms:modified'),
    authors:
      authors.length > 0 ? authors : authorsOf(children).length > 0 ? authorsOf(children) : [...inherited],
    summary,
  };
}

/** An entry of a sitemap (sitemaps.org), with what Google's news extension adds; or of a sitemap index. */
export function sitemapEntry(
  element: Element,
  bases: readonly (string | null)[],
): (FeedItem & { outlet: string | null }) | null {
  const children = new Children(element);
  const link = absolute(children.text('loc'), [element.base, ...bases]);
  if (link === null) return null;
  const newsElement = children.all('news:news')[0];
  const news = newsElement === undefined ? null : new Children(newsElement);
  const publication = news?.all('news:publication')[0];
  const title = titled(news?.text('news:title') ?? null);
  return {
    id: link,
    title,
    link,
    published: news?.date('news:publication_date') ?? null,
    updated: children.date('lastmod'),
    authors: [],
    summary: null,
    outlet: publication === undefined ? null : new Children(publication).text('news:name'),
  };
}

/** The feeds of an OPML's outlines, at any depth. @see http://opml.org/spec2.opml */
export function outlineFeeds(body: Element, bases: readonly (string | null)[]): FeedItem[] {
  return body.content.flatMap((piece) => {
    if (typeof piece === 'string' || piece.name !== 'outline') return [];
    const { xmlurl, url, type, title, text, description } = piece.attributes;
    const link = absolute(xmlurl ?? (type === undefined || type === 'include' ? null : url), [
      body.base,
      ...bases,
    ]);
    const below = outlineFeeds(piece, bases);
    if (link === null) return below;
    const summary = oneSpaced(description ?? '') || null;
    const name = titled(title?.trim() ? title : (text ?? null));
    return [{ id: link, title: name, link, published: null, updated: null, authors: [], summary }, ...below];
  });
}

/** The words of a title, null where there are none. */
export function titled(text: string | null): string | null {
  return text === null ? null : titleWords(text) || null;
}

/** What a link of Atom is. RFC 4287, 4.2.7.2: it may be written as an address, too. */
function relationOf({ attributes }: Element): string {
  const given = (attributes.rel ?? '').trim().toLowerCase();
  return given.replace(/^https?:\/\/www\.iana\.org\/assignments\/relation\//, '') || 'alternate';
}

/** The links of Atom that are something to the entry or feed. @example related(links, 'self') */
export function related(links: readonly Element[], relation: string): Element[] {
  return links.filter((link) => relationOf(link) === relation);
}

/** The links of Atom that lead to the page itself: `alternate`, or without a relation; web pages first. */
export function alternates(links: readonly Element[]): Element[] {
  const kept = related(links, 'alternate');
  const page = (link: Element) => /^text\/html|xhtml/i.test(link.attributes.type ?? 'text/html');
  return [...kept.filter(page), ...kept.filter((link) => !page(link))];
}

/** The first of links that leads anywhere. RSS writes the address as text, Atom as an attribute; feeds mix them. */
export function linkOf(links: readonly Element[], bases: readonly (string | null)[]): string | null {
  for (const link of links) {
    const found = absolute(link.attributes.href ?? textOf(link), [link.base, ...bases]);
    if (found !== null) return found;
  }
  return null;
}

/** An Atom text construct in plain words: text, html or xhtml; Atom 0.3 says the same with `mode`. */
export function atomText(element: Element | undefined): string | null {
  if (element === undefined) return null;
  const type = element.attributes.type?.trim().toLowerCase() ?? 'text';
  const { mode } = element.attributes;
  if (mode === 'base64') {
    if (!/^text$|^text\/|html|xml/.test(type)) return null;
    const words = new TextDecoder().decode(Buffer.from(textOf(element), 'base64'));
    return (/html|xml/.test(type) ? plainWords(words) : oneSpaced(words)) || null;
  }
  if (hasElements(element)) return plainWords(markupOf(element)) || null;
  if (/html|xml/.test(type) || mode === 'escaped') return plainWords(textOf(element)) || null;
  if (type !== 'text' && !type.startsWith('text/')) return null;
  return oneSpaced(textOf(element)) || null;
}

/** An Atom title. One said to be text yet full of numbered characters was encoded twice. */
export function atomTitle(element: Element | undefined): string | null {
  const text = atomText(element);
  return text !== null && /&#(?:\d{2,6}|x[0-9a-f]{2,5});/i.test(text) ? plainWords(text) || null : text;
}

/** The names of Atom's persons. */
export function personsOf(persons: readonly Element[]): string[] {
  return unique(
    persons.map((person) => {
      const children = new Children(person);
      return children.text('name', 'email') ?? (children.all('uri').length > 0 ? '' : nameOf(textOf(person)));
    }),
  );
}

function authorsOf(children: Children): string[] {
  for (const name of [
    'dc:creator',
    'author',
    'atom:author',
    'itunes:author',
    'creator',
    'media:credit',
    'dc:contributor',
  ]) {
    const found = children.all(name);
    const names =
      name === 'atom:author' ? personsOf(found) : unique(found.map((element) => nameWithin(element)));
    if (names.length > 0) return names;
  }
  return [];
}

function nameWithin(element: Element): string {
  return new Children(element).text('name', 'atom:name') ?? nameOf(textOf(element));
}

/** A name without the e-mail address that RSS asks for: `desk@kpa.example (Ilko Marn)`, `Ilko Marn <desk@…>`. */
function nameOf(text: string): string {
  // No name is longer; what is would only keep the patterns busy.
  if (text.length > 500) return '';
  const plain = titleWords(text.replace(/<([^<>@\s]+@[^<>\s]+)>/, ' ($1)'));
  const inside = /^\S+@\S+\s*\((.+)\)$/.exec(plain) ?? /^(.+?)\s*\(\S+@\S+\)$/.exec(plain);
  return inside?.[1]?.trim() ?? plain;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names.map(oneSpaced).filter((name) => name !== ''))];
}

/** What Media RSS says of an entry, inside its group too. */
function mediaText(children: Children): string | null {
  const own = children.text('media:description');
  if (own !== null) return own;
  for (const group of children.all('media:group')) {
    const text = new Children(group).text('media:description');
    if (text !== null) return text;
  }
  return null;
}
