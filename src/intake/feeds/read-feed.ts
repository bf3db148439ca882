import { isBinary } from '../../document/sniff.js';
import { OnrecordError } from '../../errors.js';
import { allBytes, gunzipped, isGzip } from '../bytes.js';
import { feedText } from './charset.js';
import type { Feed } from './feed.js';
import { jsonFeed } from './json.js';
import { listFeed } from './list.js';
import { xmlFeed } from './xml.js';

/** What is known of a feed besides its bytes. */
export interface FeedSource {
  /** Where it was fetched from, for relative addresses. */
  url?: string | null;
  /** The Content-Type header, for its charset. The type itself is not followed: feeds come as anything. */
  contentType?: string | null;
  /** The most bytes once decompressed. Default 20 MB. */
  maxBytes?: number;
}

/**
 * Reads a feed or a list of feeds or pages, whatever it is: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed,
 * sitemaps (with Google's news extension) and their indexes, OPML, a list of addresses; gzipped or not, in any charset.
 * What stands in the bytes decides, not what they are called.
 * @param bytes the feed
 * @param source what else is known of it
 * @throws OnrecordError `feed-…`, `page-too-large`, `input-gzip`
 * @example const { title, items } = await readFeed(await readFile('rss.xml'))
 */
export async function readFeed(bytes: Uint8Array, source: FeedSource = {}): Promise<Feed> {
  const limit = source.maxBytes ?? 20_000_000;
  const plain = isGzip(bytes) ? await allBytes(gunzipped(once(bytes)), limit) : bytes;
  if (isBinary(plain)) throw new OnrecordError('feed-none');
  return feedOfText(feedText(plain, source.contentType ?? undefined), source.url ?? null);
}

/** A feed whose text is decoded. */
function feedOfText(text: string, url: string | null): Feed {
  const start = text.trimStart().slice(0, 1);
  if (start === '') throw new OnrecordError('feed-empty');
  if (start === '{' || start === '[') return jsonFeed(text.trim(), url);
  if (start === '<') return xmlFeed(text, url);
  const list = listFeed(text);
  if (list !== null) return list;
  if (text.includes('<')) return xmlFeed(text, url);
  throw new OnrecordError('feed-none');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
