import type { Tagger } from './tagger.js';
import type { Word } from './words.js';

/** A stretch of words read at once: cues may start in [coreFrom, coreTo); the rest is seen for its context only. */
export interface Window {
  from: number;
  to: number;
  coreFrom: number;
  coreTo: number;
}

/** Sizes in word pieces. The tagger sees some 64 places around each, so that a window may be of any length. */
export interface WindowSizes {
  /** Pieces of a whole window at most, context included. */
  size: number;
  /** Pieces of context before the core. */
  before: number;
  /** Pieces of context after the core. */
  after: number;
}

/**
 * Cuts a document into windows that end at paragraphs where that leaves them at least half full.
 * Every word is in the core of exactly one window.
 * @example windowsOf(words, tagger, { size: 256, before: 48, after: 24 })
 */
export function windowsOf(
  words: readonly Word[],
  tagger: Pick<Tagger, 'cost'>,
  { size, before, after }: WindowSizes,
): Window[] {
  const cost = words.map((word) => tagger.cost(word.text));
  const out: Window[] = [];
  let coreFrom = 0;
  while (coreFrom < words.length) {
    let from = coreFrom;
    let used = 0;
    while (from > 0 && used + cost[from - 1]! <= before) used += cost[--from]!;
    const room = size - after;
    let to = coreFrom;
    let edge = 0;
    while (to < words.length && (used + cost[to]! <= room || to === coreFrom)) {
      if (words[to]!.first && to > coreFrom && used > room / 2) edge = to;
      used += cost[to++]!;
    }
    if (to < words.length && edge > 0) {
      for (; to > edge; to--) used -= cost[to - 1]!;
    }
    const coreTo = to;
    while (to < words.length && used + cost[to]! <= size) used += cost[to++]!;
    out.push({ from, to, coreFrom, coreTo });
    coreFrom = coreTo;
  }
  return out;
}
