import type { Language } from '../language/language.js';
import type { Line } from './anatomy.js';
import { blocksOf, type Block } from './blocks.js';
import { articleElement } from './extraction.js';
import { MARKS } from './marks.js';
import type { Markup } from './markup.js';
import type { Metadata } from './metadata.js';
import { treeOf } from './tree.js';

/** The lines of an HTML page that are the story or stand close to it. */
export interface WebLines {
  lines: Line[];
  /** Which line is the headline; -1 where the page has none. */
  headline: number;
}

const COMPARED = /[^\p{L}\p{N}]+/gu;

function bare(text: string): string {
  return text.toLowerCase().replace(COMPARED, ' ').trim();
}

/** Marks the blocks that an extracted element holds, by their text and order. */
function chosenBlocks(all: readonly Block[], extracted: readonly Block[]): boolean[] {
  const places = new Map<string, number[]>();
  all.forEach(({ text }, at) => {
    const known = places.get(text);
    if (known) known.push(at);
    else places.set(text, [at]);
  });
  const chosen = all.map(() => false);
  let last = -1;
  for (const { text } of extracted) {
    const known = places.get(text);
    if (!known) continue;
    const at = known.find((one) => one > last) ?? known.at(-1)!;
    if (chosen[at]) continue;
    chosen[at] = true;
    // Short texts ("Share") stand in many places: they do not say where the extraction is.
    if (text.length > 25) last = at;
  }
  return chosen;
}

/** The run of blocks with the most text that is no link (the greatest sum over a run; one pass). */
function densestRun(all: readonly Block[]): boolean[] {
  let best = { from: 0, to: 0, sum: 0 };
  let sum = 0;
  let from = 0;
  all.forEach(({ text, linked, marks }, at) => {
    const plain = text.length - linked;
    const prose =
      linked * 3 < text.length && plain >= 60 && (marks & (MARKS.surrounding | MARKS.footer)) === 0;
    sum += prose ? Math.min(plain, 600) : -60;
    if (sum <= 0) {
      sum = 0;
      from = at + 1;
    } else if (sum > best.sum) best = { from, to: at + 1, sum };
  });
  return all.map(({ linked, text }, at) => at >= best.from && at < best.to && linked * 2 <= text.length);
}

/** Leaves out what is marked as standing around the story, unless that is most of what was chosen. */
function withoutSurroundings(all: readonly Block[], chosen: boolean[]): void {
  const weights = new Map<number, number>();
  let total = 0;
  all.forEach(({ text, surrounding }, at) => {
    if (!chosen[at]) return;
    total += text.length;
    weights.set(surrounding, (weights.get(surrounding) ?? 0) + text.length);
  });
  all.forEach(({ surrounding }, at) => {
    if (chosen[at] && surrounding > 0 && weights.get(surrounding)! * 3 < total) chosen[at] = false;
  });
}

/** The headline's block: the one nearest to the story that says what the page's head says, else its first heading. */
function headlineBlock(all: readonly Block[], metadata: Metadata, story: number): number {
  const wanted = new Set(metadata.headlines.map(bare).filter((one) => one !== ''));
  const isHeading = (at: number): boolean =>
    /^h[1-3]$/.test(all[at]!.tag) || (all[at]!.marks & MARKS.heading) !== 0;
  let best = -1;
  for (let at = 0; at < all.length && at <= story + 3; at++) {
    const { text } = all[at]!;
    if (text.length > 400 || !wanted.has(bare(text))) continue;
    if (best < 0 || isHeading(at) || !isHeading(best)) best = at;
  }
  if (best >= 0) return best;
  // A headline that the site's own head shortens or lengthens.
  const long = [...wanted].filter((one) => one.length > 15);
  for (let at = Math.min(story + 1, all.length - 1); at >= 0; at--) {
    if (!isHeading(at)) continue;
    const text = bare(all[at]!.text);
    if (text.length > 15 && long.some((one) => one.includes(text) || text.includes(one))) return at;
  }
  for (let at = Math.min(story, all.length - 1); at >= 0; at--) {
    if (all[at]!.tag === 'h1' && all[at]!.text.length > 8) return at;
  }
  return -1;
}

/**
 * The lines of an HTML page: the headline, what stands between it and the story, the story, and what is close behind it.
 * @param markup the page after the first pass
 * @example webLines(readMarkup(html), metadataOf(markup, null, english), english).lines
 */
export function webLines(markup: Markup, metadata: Metadata, language: Language): WebLines {
  const tree = treeOf(markup.html);
  const all = blocksOf(tree.body);
  const article = articleElement(tree, markup.elements);
  const extracted = article ? blocksOf(article) : [];
  let chosen = chosenBlocks(all, extracted);
  const chars = all.reduce((sum, { text }, at) => sum + (chosen[at] ? text.length : 0), 0);
  if (chars < 200) chosen = densestRun(all);
  withoutSurroundings(all, chosen);
  void language;
  const story = chosen.indexOf(true);
  const last = chosen.lastIndexOf(true);
  if (story < 0) return { lines: [], headline: -1 };
  const headline = headlineBlock(all, metadata, story);
  const lines: Line[] = [];
  let at = -1;
  const push = (block: Block): void => {
    lines.push({ text: block.text, marks: block.marks, joined: false });
  };
  if (headline >= 0) {
    at = lines.length;
    push(all[headline]!);
  } else if (metadata.headlines[0] !== undefined) {
    at = 0;
    lines.push({
      text: metadata.headlines[0].replace(/\s+/g, ' ').trim(),
      marks: MARKS.heading,
      joined: false,
    });
  }
  const said = headline >= 0 ? bare(all[headline]!.text) : '';
  const NEAR = MARKS.byline | MARKS.bio | MARKS.caption;
  for (
    let one = headline >= 0 && headline < story ? headline + 1 : story;
    one < Math.min(all.length, last + 30);
    one++
  ) {
    if (one === headline) continue;
    const block = all[one]!;
    if (chosen[one]) {
      if (said !== '' && bare(block.text) === said) continue;
      push(block);
    } else if ((block.marks & MARKS.surrounding) === 0 && (block.marks & MARKS.footer) === 0) {
      if (
        one < story &&
        (block.marks & NEAR || block.text.length < 100) &&
        block.linked * 2 <= Math.max(block.text.length, 60)
      )
        push(block);
      else if ((block.marks & NEAR) !== 0 && (one <= last || (block.marks & MARKS.bio) !== 0)) push(block);
    }
  }
  return { lines, headline: at };
}
