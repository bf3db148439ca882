import { marksOfBlocks, type Layout } from './layout.js';
import { MARKS } from './marks.js';

/** Which blocks of a page are its story. */
export interface Story {
  /** The marks of each block, those of the boxes around it included. */
  marks: number[];
  /** Whether each block is chosen as the story's. */
  chosen: boolean[];
}

/** Marks of text that is no story. */
const AWAY = MARKS.surrounding | MARKS.footer | MARKS.bio | MARKS.hidden | MARKS.caption;
const SENTENCE_END = /[.!?…。！？]["'”’»)\]]*$/u;
const COMMA = /[,،、，﹐；;]/gu;
/** How much of a paragraph's weight the boxes around it get, from the nearest outward (as Readability divides it). */
const SHARES = [1, 1 / 2, 1 / 6, 1 / 9, 1 / 12];

/** Notes on cookies and consent, which pages carry in full. */
const COOKIES = /\bcookies?\b/i;

/** How many characters of prose a block holds that are no links. */
export function proseOf(text: string, linked: number): number {
  const plain = text.length - linked;
  if (linked * 2 > text.length || (text.length < 800 && COOKIES.test(text))) return 0;
  if (plain >= 80 || (plain >= 25 && SENTENCE_END.test(text.slice(-20)))) return plain;
  return 0;
}

/** Sums of the values before each index. */
function sums(values: readonly number[]): number[] {
  const all = [0];
  values.forEach((value, at) => all.push(all[at]! + value));
  return all;
}

/** A box with less prose than this, in UTF-16 units, is what its name says. */
const LEAST_STORY = 300;

/** Boxes that no story is in by their kind alone. */
const LISTS = new Set(['ul', 'ol', 'dl', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'th', 'address']);

/**
 * Finds the blocks of the story. Each paragraph speaks for the boxes around it, the nearest most; the box with most of
 * it holds the story, together with boxes like it beside it. The way is that of Mozilla's Readability, on a page that is laid out once.
 * @param layout the page
 * @param headline the block that is the headline, or -1: no story stands before it
 * @example storyOf(readMarkup(html).layout, -1).chosen
 * @see https://github.com/mozilla/readability
 */
export function storyOf(layout: Layout, headline: number): Story {
  const { blocks, boxes } = layout;
  const prose = blocks.map(({ text, linked }) => proseOf(text, linked));
  const allProse = sums(prose);
  const total = allProse.at(-1)!;
  const within = (of: number[], box: number): number => of[boxes[box]!.to]! - of[boxes[box]!.from]!;
  // A name on a box that holds most of the page says nothing about the text in it.
  const marks = marksOfBlocks(layout, (box) => {
    const held = within(allProse, box);
    return held > LEAST_STORY && held * 5 > total * 2;
  });
  const start = headline >= 0 && (total - allProse[headline + 1]!) * 3 > total ? headline + 1 : 0;
  const good = sums(prose.map((value, at) => (at >= start && (marks[at]! & AWAY) === 0 ? value : 0)));
  const length = sums(blocks.map(({ text }) => text.length));
  const linked = sums(blocks.map((block) => block.linked));

  const scores = boxes.map(() => 0);
  blocks.forEach(({ text, box }, at) => {
    const plain = good[at + 1]! - good[at]!;
    if (plain === 0) return;
    const weight = 1 + Math.min(text.slice(0, 2000).match(COMMA)?.length ?? 0, 10) + Math.min(plain / 100, 4);
    // The paragraph's own element speaks for nothing, one that also holds other text does.
    let one = boxes[box]!.tag === 'p' || boxes[box]!.tag === 'li' ? boxes[box]!.parent : box;
    for (const share of SHARES) {
      if (one < 0) break;
      scores[one]! += weight * share;
      one = boxes[one]!.parent;
    }
  });
  // The article element around the headline, where it holds a story.
  let [first, last] = [start, blocks.length];
  if (headline >= 0) {
    for (let one = blocks[headline]!.box; one > 0; one = boxes[one]!.parent) {
      if (boxes[one]!.tag === 'article' && within(good, one) >= 500 && within(good, one) * 7 > good.at(-1)!) {
        [first, last] = [boxes[one]!.from, boxes[one]!.to];
        break;
      }
    }
  }
  let top = 0;
  const final = scores.map((score, at) => {
    if (score === 0 || boxes[at]!.to <= first || boxes[at]!.from >= last) return 0;
    const size = within(length, at);
    const density = size === 0 ? 0 : within(linked, at) / size;
    const list = LISTS.has(boxes[at]!.tag) ? 0.5 : 1;
    return score * (1 - density) * list;
  });
  final.forEach((score, at) => {
    if (score > final[top]!) top = at;
  });
  // The story may lie in several boxes side by side.
  const rivals = final.flatMap((score, at) => (score >= 0.75 * final[top]! && at !== top ? [at] : []));
  for (let around = boxes[top]!.parent; around > 0 && rivals.length >= 3; around = boxes[around]!.parent) {
    const inside = rivals.filter(
      (one) => boxes[one]!.from >= boxes[around]!.from && boxes[one]!.to <= boxes[around]!.to,
    );
    if (inside.length >= 3) {
      top = around;
      break;
    }
  }
  for (let around = boxes[top]!.parent; around > 0; around = boxes[around]!.parent) {
    if (final[around]! > final[top]!) top = around;
    else if (within(good, around) === within(good, top)) continue;
    else if (final[around]! < final[top]! / 3) break;
  }
  const chosen = blocks.map(() => false);
  const choose = (from: number, to: number): void => {
    for (let at = Math.max(from, start); at < to; at++) {
      const block = blocks[at]!;
      chosen[at] = (marks[at]! & AWAY) === 0 && block.linked * 10 <= block.text.length * 8;
    }
  };
  const { from, to, parent } = boxes[top]!;
  choose(from, to);
  // What lies between the headline and the core.
  if (start > 0) {
    for (let at = start; at < from; at++) if (good[at + 1]! > good[at]!) chosen[at] = true;
  }
  // Paragraphs elsewhere that are of the same make as those of the core.
  const make = (at: number): string => {
    const box = boxes[blocks[at]!.box]!;
    const around = boxes[box.parent];
    return `${box.tag} ${box.name} ${around?.tag ?? ''} ${around?.name ?? ''}`;
  };
  const makes = new Set<string>();
  for (let at = from; at < to; at++) if (good[at + 1]! > good[at]!) makes.add(make(at));
  // Not farther than three boxes around it, and no items of lists.
  let region = top;
  for (let up = 0; up < 3 && boxes[region]!.parent > 0; up++) region = boxes[region]!.parent;
  for (let at = Math.max(start, boxes[region]!.from); at < boxes[region]!.to; at++) {
    if (LISTS.has(boxes[blocks[at]!.box]!.tag) || boxes[blocks[at]!.box]!.tag === 'li') continue;
    if (!chosen[at] && good[at + 1]! > good[at]! && makes.has(make(at)) && named(make(at))) chosen[at] = true;
  }
  // Boxes beside it with prose of their own.
  boxes.forEach((box, at) => {
    if (at === top || box.from === box.to || box.parent !== parent) return;
    const text = within(good, at);
    const dense = within(linked, at) * 4 > within(length, at);
    if (text === 0 || dense) return;
    if (final[at]! >= Math.max(10, 0.2 * final[top]!) || (box.tag === 'p' && text > 80))
      choose(box.from, box.to);
  });
  return { marks, chosen };
}

/** Whether the make of a paragraph says enough to know it again: not only bare elements. */
function named(make: string): boolean {
  return make.split(' ').filter((word) => word !== '').length > 2;
}
