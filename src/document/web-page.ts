import type { Line } from './anatomy.js';
import type { Block } from './layout.js';
import { MARKS } from './marks.js';
import { unescapeHtml, type Markup } from './markup.js';
import type { Metadata } from './metadata.js';
import { storyOf } from './story.js';

/** The lines of an HTML page that are the story or stand close to it. */
export interface WebLines {
  lines: Line[];
  /** Which line is the headline; -1 where the page has none. */
  headline: number;
  /** The block that each line is; null for a headline that only the page's head gives. */
  blocks: (Block | null)[];
}

const COMPARED = /[^\p{L}\p{N}]+/gu;

function bare(text: string): string {
  return text.toLowerCase().replace(COMPARED, ' ').trim();
}

/** Whether one of two texts says all that the other says, but for a few words. */
function nearlySame(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length > 15 && short.length * 2 > long.length && long.includes(short);
}

/**
 * The headline's block: a heading that says what the page's head says, the highest and first of them; else a heading of
 * the first level. -1 for none.
 */
function headlineBlock(all: readonly Block[], metadata: Metadata): number {
  const wanted = metadata.headlines.map(bare).filter((one) => one !== '');
  const same = new Set(wanted);
  const outlet = bare(metadata.outlet ?? '');
  let best = -1;
  let rank = 0;
  all.forEach(({ text, tag, linked }, at) => {
    if (text.length > 400) return;
    const words = bare(text);
    if (words === '') return;
    const level = tag === 'h1' ? 3 : /^h[2-4]$/.test(tag) ? 2 : 1;
    const plain = linked * 2 <= text.length ? 1 : 0;
    let points = 0;
    if (same.has(words) && (words.length > 12 || level === 3)) points = 30 + 2 * level + plain;
    else if (level === 3 && wanted.some((one) => nearlySame(words, one))) points = 20 + plain;
    else if (level === 3 && plain && words.length > 3 && words !== outlet) points = 10;
    else if (level === 2 && wanted.some((one) => nearlySame(words, one))) points = 5 + plain;
    if (points > rank) {
      rank = points;
      best = at;
    }
  });
  return best;
}

/** Marks of what is left out. */
const AWAY = MARKS.surrounding | MARKS.footer | MARKS.hidden;
/** How many blocks over the headline are looked at for a date. */
const ABOVE = 3;
/** How many blocks behind the story are looked through for what is said of its writers. */
const BEHIND = 30;

/**
 * The lines of an HTML page: the headline, what stands between it and the story, the story, and what is close behind it.
 * @param markup the page after the first pass
 * @param metadata what the page says of itself
 * @example webLines(readMarkup(html), metadataOf(readMarkup(html), null, english)).lines
 */
export function webLines(markup: Markup, metadata: Metadata): WebLines {
  const all = markup.layout.blocks;
  const headline = headlineBlock(all, metadata);
  const { marks, chosen } = storyOf(markup.layout, headline);
  const first = chosen.indexOf(true);
  const last = chosen.lastIndexOf(true);
  if (first < 0) return { lines: [], headline: -1, blocks: [] };
  const lines: Line[] = [];
  const blocks: (Block | null)[] = [];
  const push = (at: number, story: boolean): void => {
    lines.push({ text: all[at]!.text, marks: marks[at]!, joined: false, story });
    blocks.push(all[at]!);
  };
  let top = -1;
  if (headline >= 0) {
    // A date may stand over the headline, as on press releases.
    for (let at = Math.max(0, headline - ABOVE); at < headline; at++) {
      const { text, linked } = all[at]!;
      const dated = text.length < 60 && /\d{4}/.test(text) && /\p{L}{3}|\d[./-]\d/u.test(text);
      if (dated && linked === 0 && (marks[at]! & AWAY) === 0) push(at, false);
    }
    top = lines.length;
    push(headline, true);
  } else if (metadata.headlines[0] !== undefined) {
    // A headline that only the page's head gives is the first line all the same.
    lines.push({
      text: metadata.headlines[0].replace(/\s+/g, ' ').trim(),
      marks: 0,
      joined: false,
      story: true,
    });
    blocks.push(null);
    top = 0;
  }
  const writers = metadata.authors.map(({ name }) => name).filter((name) => name.length > 3);
  const said = top < 0 ? '' : bare(lines[top]!.text);
  const begin = headline >= 0 && headline < first ? headline + 1 : first;
  for (let at = begin; at < Math.min(all.length, last + BEHIND); at++) {
    const { text, linked } = all[at]!;
    if (at === headline) continue;
    if (chosen[at]) {
      if (said === '' || bare(text) !== said) push(at, true);
      continue;
    }
    if ((marks[at]! & AWAY) !== 0) continue;
    // Behind the story other writers stand, those of other stories.
    const signed =
      (marks[at]! & MARKS.byline) !== 0 && (at < last || writers.some((name) => text.includes(name)));
    const credits = signed || (marks[at]! & MARKS.bio) !== 0;
    const caption = (marks[at]! & MARKS.caption) !== 0 && at < last && at > first;
    // Between headline and story stand bylines and dates, with or without a name for it.
    const short = at < first && text.length < 100 && linked * 2 <= Math.max(text.length, 60);
    if (credits || caption || short) push(at, false);
  }
  return { lines, headline: top, blocks };
}

/**
 * The lines of a page whose story stands in its structured data alone, as on pages that a script builds in the browser;
 * null where it does not.
 */
export function structuredLines(metadata: Metadata): WebLines | null {
  const body = metadata.body
    ?.replace(/<\/?(?:p|br|div|li|h[1-6])\b[^<>]{0,200}>/gi, '\n')
    .replace(/<[^<>]{1,200}>/g, '');
  const [headline] = metadata.headlines;
  const texts = (body ?? '')
    .split(/\s*\n\s*/)
    .map((text) => unescapeHtml(text).replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
  if (texts.reduce((sum, text) => sum + text.length, 0) < LEAST_BODY) return null;
  const lines = [...(headline === undefined ? [] : [headline]), ...texts].map((text): Line => ({
    text,
    marks: 0,
    joined: false,
    story: true,
  }));
  return { lines, headline: headline === undefined ? -1 : 0, blocks: lines.map(() => null) };
}

/** Structured data that hold less of a story than this, in UTF-16 units, hold its beginning only. */
const LEAST_BODY = 200;
