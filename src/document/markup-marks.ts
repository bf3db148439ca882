import { MARKS } from './marks.js';

/** Class and id words, as page makers of every kind choose them. */
const CAPTION =
  /(?:^|[\s_-])(?:wp-)?(?:caption|figcaption|cutline|photo-?credit|image-?credit|media-?caption|img-?desc|imagecaption|photo-?desc\w*)(?:$|[\s_-])|caption/;
const BIO =
  /author[\s_-]*(?:bio|box|info|desc|about|card|profile|details)|(?:about|bio|meet)[\s_-]*(?:the[\s_-]*)?author|(?:^|[\s_-])(?:author)?bio(?:graphy)?(?:$|[\s_-])|contributor[\s_-]?bio|post-?author|entry-author/;
const BYLINE =
  /(?:^|[\s_-])(?:by-?line|by|dateline|article-?author|author-?(?:name|line)?|writer|reporter|post-?meta|entry-?meta|article-?meta|story-?meta|timestamp|pub-?date|publish\w*-?date|date-?published|published|posted-?on|article-?date)s?(?:$|[\s_-])|byline/;
const SURROUNDING =
  /related|recommend|more-?(?:stories|news|on|from|articles|like|posts)|read-?(?:more|next|also)|also-?(?:like|read|on)|newsletter|subscri|sign-?up|signup|promo(?:$|[\s_-]|ted|tion)|sponsor|advert|(?:^|[\s_-])ads?(?:$|[\s_-])|share|sharing|social(?!-?(?:media-?)?embed)|follow-?us|cookie|consent|gdpr|comment|disqus|outbrain|taboola|breadcrumb|popular|trending|most-?read|tag(?:s|-?list|cloud)|(?:^|[\s_-])tags?(?:$|[\s_-])|paywall|donat(?:e|ion)|pagination|pager|toolbar|tools|widget|up-?next|(?:prev|next)-?(?:post|article|story)|jump-?link|skip-?link|see-?also|inline-?(?:links|related|promo)|rail|teaser|carousel|slider|rating|poll|copyright|disclaimer|topics|keywords|infobox|factbox|print-?only|correction-link/;
/** What shows only to some readers, or when something is pointed at. */
const HIDDEN =
  /(?:^|\s)(?:hidden|sr-only|visually-?hidden|screen-?reader(?:-?text)?|offscreen)(?:\s|$)|(?:tooltip|popover|rollover|hovercard)[\w-]*(?:content|text|block|body|inner|panel)/;

/** Class words by which WordPress says what a post is filed under, and that a page has this or that. */
const FILED = /(?:^|\s)(?:tag|category|type|status|format|has|is|with|no)-\S+/g;

/**
 * What an element's name and attributes say of the text in it, {@link MARKS} or-ed together.
 * @param name lower case
 * @param attributes by lower-case name
 * @example marksOf('p', { class: 'byline' }) === MARKS.byline
 */
export function marksOf(name: string, attributes: Readonly<Record<string, string>>): number {
  let marks = 0;
  if (name === 'figcaption' || name === 'caption') marks |= MARKS.caption;
  else if (name === 'figure') marks |= MARKS.caption;
  else if (name === 'aside' || name === 'nav' || name === 'form' || name === 'dialog')
    marks |= MARKS.surrounding;
  else if (name === 'footer') marks |= MARKS.footer;
  else if (/^h[1-6]$/.test(name)) marks |= MARKS.heading;
  else if (name === 'li') marks |= MARKS.list;
  else if (name === 'blockquote') marks |= MARKS.quote;
  else if (name === 'tr') marks |= MARKS.table;
  if (attributes['rel'] === 'author') marks |= MARKS.byline;
  const role = attributes['role'];
  if (role && /^(?:complementary|navigation|dialog|search|contentinfo|banner)$/.test(role))
    marks |= MARKS.surrounding;
  const property = attributes['itemprop'];
  if (property) {
    if (/^(?:author|datePublished|dateModified|publisher)$/.test(property)) marks |= MARKS.byline;
    if (/caption/i.test(property)) marks |= MARKS.caption;
    if (/articleBody/.test(property)) return marks;
  }
  const hidden = attributes['style'];
  if (
    attributes['hidden'] !== undefined ||
    (hidden !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(hidden))
  )
    marks |= MARKS.hidden;
  const words = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.toLowerCase().replace(FILED, ' ');
  if (words.length > 1 && words.length < 1000) {
    if (HIDDEN.test(words)) marks |= MARKS.hidden;
    if (CAPTION.test(words)) marks |= MARKS.caption;
    if (BIO.test(words)) marks |= MARKS.bio;
    else if (BYLINE.test(words)) marks |= MARKS.byline;
    if (SURROUNDING.test(words)) marks |= MARKS.surrounding;
  }
  return marks;
}
