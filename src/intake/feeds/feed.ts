/** What lists news: the five kinds of feed and two kinds of list. RSS is every version, RDF too. */
export type FeedKind = 'rss' | 'atom' | 'json' | 'sitemap' | 'sitemap-index' | 'opml' | 'list';

/** One entry of a feed: a page, or (in an OPML, a sitemap index) another feed. Unknown is null. */
export interface FeedItem {
  /** What the feed calls it, else its link, else a hash of its words: the same at the next reading. */
  id: string;
  title: string | null;
  /** Where the page is: absolute, http or https. */
  link: string | null;
  /** ISO date or date-time (UTC). */
  published: string | null;
  /** ISO date or date-time (UTC). */
  updated: string | null;
  authors: string[];
  /** Plain text. */
  summary: string | null;
}

/** A feed as read once. */
export interface Feed {
  kind: FeedKind;
  title: string | null;
  /** The site of the feed; where it names none, the feed's own address as it gives it. */
  link: string | null;
  items: FeedItem[];
  /** The data end before the feed does: what stood before the cut is here. */
  cut: boolean;
}
