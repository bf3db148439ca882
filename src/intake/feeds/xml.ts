import { OnrecordError } from '../../errors.js';
import { absolute } from './address.js';
import { Enough, elementsOf, textOf, TooDeep, type Element, type ElementReader } from './element.js';
import {
  alternates,
  atomEntry,
  atomTitle,
  linkOf,
  outlineFeeds,
  personsOf,
  related,
  rssItem,
  sitemapEntry,
  titled,
} from './entry.js';
import type { Feed, FeedItem, FeedKind } from './feed.js';
import { decoded, oneSpaced } from './words.js';

const KINDS: Readonly<Record<string, FeedKind>> = {
  rss: 'rss',
  rdf: 'rss',
  channel: 'rss',
  feed: 'atom',
  urlset: 'sitemap',
  sitemapindex: 'sitemap-index',
  opml: 'opml',
};

/** What is gathered while the elements go by. */
interface Gathered {
  kind: FeedKind;
  /** The name of the outermost element. */
  root: string;
  base: string | null;
  title: string | null;
  /** A title in another vocabulary than the feed's own. */
  otherTitle: string | null;
  /** The address of the site. */
  link: string | null;
  /** The feed's own address, as it names it. */
  self: string | null;
  id: string | null;
  authors: string[];
  entries: Element[];
  items: FeedItem[];
  /** Links that hang on what may come later. */
  pending: Element[];
}

/**
 * Reads a feed or list written in XML: RSS 0.90 to 2.0, RDF, CDF, Atom 0.3 and 1.0, sitemaps, their indexes, OPML.
 * @param text the feed
 * @param url where it was fetched from, for relative addresses; null where that is not known
 * @throws OnrecordError `feed-page` for a web page, `feed-none` for other XML, `feed-cut` where nothing is left
 * @example xmlFeed('<rss><channel><title>News</title></channel></rss>', null).title // 'News'
 */
export function xmlFeed(text: string, url: string | null): Feed {
  let found: Gathered | null = null;
  let isPage = false;
  let whole: boolean;
  try {
    const reader: ElementReader = {
      root(element) {
        const kind = KINDS[element.name];
        if (kind === undefined) {
          isPage = true;
          throw new Enough();
        }
        found = gathering(kind, element);
        // CDF, the oldest of feeds, says so on the channel.
        if (element.name === 'channel') noteLink(found, [element], [element.base, url]);
      },
      element(element) {
        if (found !== null) gather(found, element, url);
      },
    };
    whole = elementsOf(text, reader, url);
  } catch (error) {
    if (error instanceof TooDeep) throw new OnrecordError('feed-damaged', 'its elements are nested too deep');
    throw error;
  }
  if (isPage) throw new OnrecordError('feed-page', namedFeed(text, url) ?? '');
  if (found === null) throw new OnrecordError('feed-none');
  return finished(found, url, !whole);
}

function gathering(kind: FeedKind, { name, base }: Element): Gathered {
  return {
    kind,
    root: name,
    base,
    title: null,
    otherTitle: null,
    link: null,
    self: null,
    id: null,
    authors: [],
    entries: [],
    items: [],
    pending: [],
  };
}

/** The feed that a web page names in its head. */
function namedFeed(page: string, url: string | null): string | null {
  for (const [tag] of page.slice(0, 500_000).matchAll(/<link\s[^<>]*>/gi)) {
    const value = (name: string) =>
      new RegExp(`\\s${name}\\s*=\\s*["']?([^"'<>]{1,2000})`, 'i').exec(tag)?.[1];
    if (!/alternate/i.test(value('rel') ?? '') || !/rss|atom|feed\+json/i.test(value('type') ?? '')) continue;
    const address = decoded(value('href') ?? '').trim();
    if (address !== '') return absolute(address, [url]) ?? oneSpaced(address);
  }
  return null;
}

/** Takes one element of the feed in. Entries wait for the head, which may stand after them, unless it is done with. */
function gather(feed: Gathered, element: Element, url: string | null): void {
  const { name } = element;
  const bases = [element.base, feed.base, url];
  if (feed.kind === 'opml') {
    if (name === 'head') feed.title ??= titled(childText(element, 'title'));
    else if (name === 'body') for (const item of outlineFeeds(element, bases)) feed.items.push(item);
  } else if (feed.kind === 'sitemap' || feed.kind === 'sitemap-index') {
    if (name !== 'url' && name !== 'sitemap') return;
    const entry = sitemapEntry(element, bases);
    if (entry === null) return;
    const { outlet, ...item } = entry;
    feed.title ??= outlet;
    feed.items.push(item);
  } else if (isEntry(element)) {
    noteEntries(feed, element);
    if (feed.link !== null && feed.entries.length >= 1000) settle(feed, url);
  } else if (feed.kind === 'atom') atomHead(feed, element, bases);
  else rssHead(feed, element, bases);
}

const isEntry = ({ name, space }: Element) => (name === 'item' || name === 'entry') && space === '';

/** Takes an entry in, and after it the ones inside it, which somebody forgot to close it before. */
function noteEntries(feed: Gathered, entry: Element): void {
  feed.entries.push(entry);
  const inside = entriesIn(entry);
  if (inside.length === 0) return;
  entry.content = entry.content.filter((piece) => typeof piece === 'string' || !isEntry(piece));
  for (const other of inside) noteEntries(feed, other);
}

const entriesIn = ({ content }: Element): Element[] =>
  content.flatMap((piece) => (typeof piece !== 'string' && isEntry(piece) ? [piece] : []));

function rssHead(feed: Gathered, element: Element, bases: readonly (string | null)[]): void {
  const { name, space, attributes } = element;
  if (name === 'title' && (space === '' || space === 'dc' || space === 'itunes')) {
    const title = titled(textOf(element));
    if (space === '') feed.title ??= title;
    else feed.otherTitle ??= title;
  } else if (name === 'items' && space === '') {
    // RSS 1.1 holds its entries in here; in 1.0 this only lists them.
    for (const entry of entriesIn(element)) noteEntries(feed, entry);
  } else if (name === 'link' && space === 'atom' && /\bself\b/i.test(attributes.rel ?? ''))
    feed.self ??= linkOf([element], bases);
  else if (name === 'link' && space === 'atom') feed.id ??= linkOf(alternates([element]), bases);
  else if (name === 'link' && space === '') noteLink(feed, [element], bases);
}

function atomHead(feed: Gathered, element: Element, bases: readonly (string | null)[]): void {
  const { name, space } = element;
  if (space !== '') return;
  if (name === 'title') feed.title ??= atomTitle(element);
  else if (name === 'id') feed.id ??= absolute(textOf(element), []);
  else if (name === 'author') feed.authors.push(...personsOf([element]));
  else if (name === 'link') {
    feed.self ??= linkOf(related([element], 'self'), bases);
    noteLink(feed, alternates([element]), bases);
  }
}

/** Takes the site's address, or keeps it until the feed's own is known, on which it may hang. */
function noteLink(feed: Gathered, links: readonly Element[], bases: readonly (string | null)[]): void {
  feed.link ??= linkOf(links, bases);
  if (feed.link === null && feed.pending.length < 10) feed.pending.push(...links);
}

/** Reads the entries that wait. */
function settle(feed: Gathered, url: string | null): void {
  const bases = [feed.base, url, feed.self, feed.link];
  for (const element of feed.entries.splice(0)) {
    // An entry that says nothing at all is none.
    if (element.content.length === 0 && element.attributes.about === undefined) continue;
    feed.items.push(feed.kind === 'atom' ? atomEntry(element, bases, feed.authors) : rssItem(element, bases));
  }
}

function finished(feed: Gathered, url: string | null, cut: boolean): Feed {
  feed.link ??= linkOf(feed.pending, [feed.base, url, feed.self]);
  settle(feed, url);
  const { kind, items } = feed;
  const title = feed.title ?? feed.otherTitle;
  // RDF holds anything, and so may what is called a channel.
  if (/^(?:rdf|channel)$/.test(feed.root) && title === null && items.length === 0)
    throw new OnrecordError(cut ? 'feed-cut' : 'feed-none');
  if (cut && title === null && items.length === 0) throw new OnrecordError('feed-cut');
  return { kind, title, link: feed.link ?? feed.id ?? feed.self, items, cut };
}

function childText(element: Element, name: string): string | null {
  for (const piece of element.content)
    if (typeof piece !== 'string' && piece.name === name) return textOf(piece);
  return null;
}
