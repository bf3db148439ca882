import { MARKS } from './marks.js';
import { elementOf, walk, type TreeElement } from './tree.js';

/** A block of a page's text: a paragraph, heading, list item, table row or line, with what its markup says of it. */
export interface Block {
  text: string;
  /** The innermost block element: `p`, `h2`, `li` … */
  tag: string;
  /** How many characters of the text are links. */
  linked: number;
  /** The marks that the elements around it bear, {@link MARKS} or-ed together. */
  marks: number;
  /** The outermost marked-as-surrounding element that it stands in, counted from 1; 0 for none. */
  surrounding: number;
}

const BLOCKS = new Set(
  'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const CELLS = new Set(['td', 'th', 'img', 'input', 'wbr', 'button', 'label']);

/** Class and id words, as page makers of every kind choose them. */
const CAPTION =
  /(?:^|[\s_-])(?:wp-)?(?:caption|figcaption|cutline|photo-?credit|image-?credit|media-?caption|img-?desc|imagecaption|photo-?desc\w*)(?:$|[\s_-])|caption/;
const BIO =
  /author[\s_-]*(?:bio|box|info|desc|about|card|profile|details)|(?:about|bio|meet)[\s_-]*(?:the[\s_-]*)?author|(?:^|[\s_-])(?:author)?bio(?:graphy)?(?:$|[\s_-])|contributor[\s_-]?bio|post-?author|entry-author/;
const BYLINE =
  /(?:^|[\s_-])(?:by-?line|by|dateline|article-?author|author-?(?:name|line)?|writer|reporter|post-?meta|entry-?meta|article-?meta|story-?meta|timestamp|pub-?date|publish\w*-?date|date-?published|published|posted-?on|article-?date)s?(?:$|[\s_-])|byline/;
const SURROUNDING =
  /related|recommend|more-?(?:stories|news|on|from|articles|like|posts)|read-?(?:more|next|also)|also-?(?:like|read|on)|newsletter|subscri|sign-?up|signup|promo(?:$|[\s_-]|ted|tion)|sponsor|advert|(?:^|[\s_-])ads?(?:$|[\s_-])|share|sharing|social|follow-?us|cookie|consent|gdpr|comment|disqus|outbrain|taboola|breadcrumb|popular|trending|most-?read|tag(?:s|-?list|cloud)|(?:^|[\s_-])tags?(?:$|[\s_-])|paywall|donat(?:e|ion)|pagination|pager|toolbar|tools|widget|up-?next|(?:prev|next)-?(?:post|article|story)|jump-?link|skip-?link|see-?also|inline-?(?:links|related|promo)|rail|teaser|carousel|slider|rating|poll|copyright|disclaimer|topics|keywords|infobox|factbox|print-?only|correction-link/;
const CREDIT = /credit|source|copyright/;

function marksOf(element: TreeElement): number {
  const name = element.localName;
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
  if (element.getAttribute('rel') === 'author') marks |= MARKS.byline;
  const role = element.getAttribute('role');
  if (role && /^(?:complementary|navigation|dialog|search|contentinfo|banner)$/.test(role))
    marks |= MARKS.surrounding;
  const property = element.getAttribute('itemprop');
  if (property) {
    if (/^(?:author|datePublished|dateModified|publisher)$/.test(property)) marks |= MARKS.byline;
    if (/caption/i.test(property)) marks |= MARKS.caption;
    if (/articleBody/.test(property)) return marks;
  }
  const words = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.toLowerCase();
  if (words.length > 1 && words.length < 1000) {
    if (CAPTION.test(words)) marks |= MARKS.caption;
    if (BIO.test(words)) marks |= MARKS.bio;
    else if (BYLINE.test(words)) marks |= MARKS.byline;
    if (SURROUNDING.test(words)) marks |= MARKS.surrounding;
    if (CREDIT.test(words) && (name === 'span' || name === 'small' || name === 'cite')) marks |= MARKS.credit;
  }
  return marks;
}

/** Text as a reader sees it: white space folded, invisible characters left out. */
function fold(text: string): string {
  return text
    .replace(/(?![\s\u0085])[\p{Cc}\u00ad\u200b\u2060\ufeff]/gu, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

/**
 * The blocks of a part of the page, in the order of the text.
 * @param root the element to read; its own marks count for nothing
 */
export function blocksOf(root: TreeElement): Block[] {
  const blocks: Block[] = [];
  const tags: string[] = [root.localName];
  const marks: number[] = [0];
  const elements: TreeElement[] = [root];
  let surroundings = 0;
  let surrounding = 0;
  let surroundingElement: TreeElement | null = null;
  let links = 0;
  let text = '';
  let linked = 0;
  let inner: { element: TreeElement; marks: number; end: number | null } | null = null;
  let preformatted = 0;

  const flush = (): void => {
    // What an inline element is marked as holds for the block only where it is all of the block.
    const within = inner && text.slice(inner.end ?? text.length).trim() === '' ? inner.marks : 0;
    const lines = preformatted > 0 ? text.split('\n') : [text];
    for (const line of lines) {
      const folded = fold(line);
      if (folded !== '') {
        blocks.push({
          text: folded,
          tag: tags.at(-1) ?? 'div',
          linked: Math.min(linked, folded.length),
          marks: (marks.at(-1) ?? 0) | within,
          surrounding,
        });
      }
    }
    text = '';
    linked = 0;
    inner = null;
  };

  walk(
    root,
    (node) => {
      if (node.nodeType === 3) {
        const value = node.nodeValue ?? '';
        text += value;
        if (links > 0) linked += fold(value).length;
        return true;
      }
      const element = elementOf(node);
      if (!element) return false;
      if (element === root) return true;
      const name = element.localName;
      const own = marksOf(element);
      if (BLOCKS.has(name)) {
        flush();
        tags.push(name);
        elements.push(element);
        marks.push((marks.at(-1) ?? 0) | own);
      } else {
        if (CELLS.has(name)) text += ' ';
        if (own !== 0 && !inner && text.trim() === '') inner = { element, marks: own, end: null };
        if (name === 'a') links++;
      }
      if ((own & MARKS.surrounding) !== 0 && !surroundingElement && BLOCKS.has(name)) {
        surroundingElement = element;
        surrounding = ++surroundings;
      }
      if (name === 'pre') preformatted++;
      return true;
    },
    (element) => {
      if (element === root) return;
      const name = element.localName;
      if (BLOCKS.has(name)) {
        flush();
        tags.pop();
        elements.pop();
        marks.pop();
      } else {
        if (name === 'a') links--;
        if (inner?.element === element) inner.end = text.length;
        if (name === 'td' || name === 'th') text += ' ';
      }
      if (name === 'pre') preformatted--;
      if (element === surroundingElement) {
        surroundingElement = null;
        surrounding = 0;
      }
    },
  );
  flush();
  return blocks;
}
