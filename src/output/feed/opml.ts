import type { Feed } from '../../intake/feeds/feed.js';
import type { FeedReading } from '../../intake/feeds/inputs.js';
import { escaped } from '../html/escape.js';
import { oneLine } from '../printable.js';
import type { FeedFormat } from './format.js';

/** Kinds whose entries are feeds themselves (or may be): they are listed, not the list. */
const LISTS: readonly Feed['kind'][] = ['opml', 'list', 'sitemap-index'];

/** The feeds as OPML 2.0, for any feed reader, and for `onrecord watch`. Lists of feeds are joined. */
export const feedOpml: FeedFormat = {
  name: 'opml',
  about: 'the feeds that could be read as OPML, for any feed reader; lists of feeds are joined',
  async *write(readings) {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>Feeds</title></head>\n  <body>\n';
    const seen = new Set<string>();
    for await (const reading of readings)
      for (const { address, title, site } of outlines(reading)) {
        if (seen.has(address)) continue;
        seen.add(address);
        const page = site === null ? '' : ` htmlUrl="${escaped(site)}"`;
        yield `    <outline type="rss" text="${escaped(oneLine(title))}" xmlUrl="${escaped(address)}"${page}/>\n`;
      }
    yield '  </body>\n</opml>\n';
  },
};

function outlines(reading: FeedReading): { address: string; title: string; site: string | null }[] {
  if ('error' in reading) return [];
  const { input, feed } = reading;
  if (!LISTS.includes(feed.kind)) return [{ address: input, title: feed.title ?? input, site: feed.link }];
  return feed.items.flatMap(({ link, title }) =>
    link === null ? [] : [{ address: link, title: title ?? link, site: null }],
  );
}
