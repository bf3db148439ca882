import { OnrecordError } from '../../errors.js';
import { absolute } from './address.js';
import { isoDate } from './date.js';
import type { Feed, FeedItem } from './feed.js';
import { idOfWords } from './id.js';
import { oneSpaced, plainWords } from './words.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a JSON Feed, 1.0 or 1.1.
 * @param text the feed
 * @param url where it was fetched from, for relative addresses
 * @throws OnrecordError `feed-damaged` for what is no JSON, `feed-none` for other JSON
 * @example jsonFeed('{"version":"https://jsonfeed.org/version/1.1","title":"News","items":[]}', null).title // 'News'
 * @see https://www.jsonfeed.org/version/1.1/
 */
export function jsonFeed(text: string, url: string | null): Feed {
  let feed: Fields | null;
  try {
    feed = fieldsOf(JSON.parse(text));
  } catch (error) {
    // The parser quotes the data, which may hold anything.
    const where = error instanceof Error ? (/position \d+/.exec(error.message)?.[0] ?? 'its end') : 'its end';
    throw new OnrecordError('feed-damaged', `it is no JSON at ${where}`);
  }
  const isFeed = feed !== null && /jsonfeed\.org\/version/.test(String(feed.version));
  if (feed === null || (!isFeed && !(Array.isArray(feed.items) && stringOf(feed.title) !== null)))
    throw new OnrecordError('feed-none');
  const home = absolute(stringOf(feed.home_page_url), [url]);
  const self = absolute(stringOf(feed.feed_url), [url]);
  const authors = authorsOf(feed);
  const items = Array.isArray(feed.items) ? (feed.items as unknown[]) : [];
  return {
    kind: 'json',
    title: oneSpaced(stringOf(feed.title) ?? '') || null,
    link: home ?? self,
    items: items.flatMap((given) => {
      const item = fieldsOf(given);
      return item === null ? [] : [itemOf(item, [url, self, home], authors)];
    }),
    cut: false,
  };
}

function itemOf(item: Fields, bases: readonly (string | null)[], inherited: readonly string[]): FeedItem {
  const given = typeof item.id === 'number' ? String(item.id) : (stringOf(item.id) ?? '').trim();
  const link =
    absolute(stringOf(item.url), bases) ??
    absolute(stringOf(item.external_url), bases) ??
    (/^https?:/i.test(given) ? absolute(given, bases) : null);
  const title = oneSpaced(stringOf(item.title) ?? '') || null;
  const html = stringOf(item.content_html);
  const summary =
    oneSpaced(stringOf(item.summary) ?? '') ||
    oneSpaced(stringOf(item.content_text) ?? '') ||
    (html === null ? '' : plainWords(html)) ||
    null;
  const published = isoDate(stringOf(item.date_published));
  const authors = authorsOf(item);
  return {
    id: given || link || idOfWords([title, summary, published]),
    title,
    link,
    published,
    updated: isoDate(stringOf(item.date_modified)),
    authors: authors.length > 0 ? authors : [...inherited],
    summary,
  };
}

/** The names of `authors` (1.1) or `author` (1.0). */
function authorsOf(of: Fields): string[] {
  const given: unknown[] = Array.isArray(of.authors) ? of.authors : [of.author];
  const names = given.map((author) => oneSpaced(stringOf(fieldsOf(author)?.name) ?? ''));
  return [...new Set(names.filter((name) => name !== ''))];
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
