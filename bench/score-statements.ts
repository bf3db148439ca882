import type { Offsets } from '../src/record.js';
import { assign } from './assignment.js';

/**
 * How well statements were found: predicted attributions of a text against those that people marked.
 *
 * Within a document, gold and predicted statements are paired one to one so that the summed overlap of their content
 * tokens is the highest. A pair counts as found when the intersection over union of its content tokens is at least
 * one half. Tokens are runs of word characters, so that quotation marks, commas and spaces never decide.
 *
 * | row | a pair counts when |
 * | --- | --- |
 * | content | found |
 * | exact | found, and the content tokens are the same |
 * | statement | found, and the sources are both absent or overlap by at least one half: who said what |
 * | cue | found, and the cues are both absent or share a token |
 * | tokens | (micro) every content token of the document, whoever said it |
 *
 * The same over statements that hold direct speech (three words or more between quotation marks on both sides of the
 * comparison) are the `direct` rows.
 */

/** One attribution's spans: what a gold annotation and a reading have in common. */
export interface AttributionSpans {
  source: readonly Offsets[];
  cue: readonly Offsets[];
  content: readonly Offsets[];
}

/** The rows that are counted in pairs. */
export const ROWS = ['content', 'exact', 'statement', 'cue'] as const;
export type Row = (typeof ROWS)[number];

/** A gold and a predicted statement that were paired, by their numbers, and what of it is right. */
export interface Match {
  gold: number;
  predicted: number;
  /** Intersection over union of the content tokens. */
  overlap: number;
  /** Of the source tokens; 1 when both are absent. */
  sourceOverlap: number;
  /** The rows it counts in; empty when the contents overlap by less than one half. */
  right: ReadonlySet<Row>;
}

/** A comparison of one document's statements, before anything is added up. */
export interface Comparison {
  matches: Match[];
  /** Whether a statement holds direct speech, by its number; a statement without a content token is null. */
  goldDirect: (boolean | null)[];
  predictedDirect: (boolean | null)[];
  tokens: { both: number; predicted: number; gold: number };
}

/** Precision, recall and their harmonic mean, 0 to 1. */
export interface Figure {
  precision: number;
  recall: number;
  f1: number;
}

/** The figures over any number of documents. */
export interface Score {
  all: Record<Row, Figure>;
  direct: Record<Row, Figure>;
  tokens: Figure;
  counts: {
    documents: number;
    gold: number;
    predicted: number;
    goldDirect: number;
    predictedDirect: number;
  };
}

/** The least overlap at which two spans count as the same. */
const ENOUGH = 0.5;
/** How many words between quotation marks make direct speech. */
const DIRECT_WORDS = 3;

const WORD = /[\p{L}\p{N}_]+/gu;
const QUOTATION = /[“"„«]([^“”"„«»]+)(?:[”"“»]|$)/g;

interface Prepared {
  source: Set<number>;
  cue: Set<number>;
  content: Set<number>;
  direct: boolean;
  /** Its place in the list that was given. */
  number: number;
}

/** Where the runs of word characters stand in a text. @example tokensOf('No, sir') // [{start: 0, end: 2}, {start: 4, end: 7}] */
export function tokensOf(text: string): Offsets[] {
  return Array.from(text.matchAll(WORD), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * Compares one document's statements with the gold ones.
 * @param text the document's text; all offsets are UTF-16 units of it
 * @example compare('He said no.', gold, predicted).matches
 */
export function compare(
  text: string,
  gold: readonly AttributionSpans[],
  predicted: readonly AttributionSpans[],
): Comparison {
  const tokens = tokensOf(text);
  const quoted = quotedTokens(text, tokens);
  const golds = prepare(gold, tokens, quoted);
  const guesses = prepare(predicted, tokens, quoted);
  const goldTokens = union(golds);
  const guessedTokens = union(guesses);

  const content = golds.map((one) => guesses.map((other) => overlap(one.content, other.content)));
  const source = golds.map((one) => guesses.map((other) => overlap(one.source, other.source)));
  // The source decides between predictions with the same content.
  const costs = content.map((row, i) => row.map((value, j) => -(value + 1e-3 * (source[i]?.[j] ?? 0))));
  const matches = assign(costs).flatMap(([i, j]): Match[] => {
    const one = golds[i];
    const other = guesses[j];
    if (!one || !other) return [];
    const contentOverlap = content[i]?.[j] ?? 0;
    const sourceOverlap = source[i]?.[j] ?? 0;
    const right = rightRows(one, other, contentOverlap, sourceOverlap);
    return [{ gold: one.number, predicted: other.number, overlap: contentOverlap, sourceOverlap, right }];
  });

  return {
    matches,
    goldDirect: directness(gold.length, golds),
    predictedDirect: directness(predicted.length, guesses),
    tokens: {
      both: common(goldTokens, guessedTokens),
      predicted: guessedTokens.size,
      gold: goldTokens.size,
    },
  };
}

/**
 * Adds up comparisons of documents into figures.
 * @example score(documents.map((d) => compare(d.text, d.attributions, predictions.get(d.id) ?? []))).all.statement.f1
 */
export function score(comparisons: readonly Comparison[]): Score {
  const counts = { documents: comparisons.length, gold: 0, predicted: 0, goldDirect: 0, predictedDirect: 0 };
  const all = { content: 0, exact: 0, statement: 0, cue: 0 };
  const direct = { content: 0, exact: 0, statement: 0, cue: 0 };
  const tokens = { both: 0, predicted: 0, gold: 0 };
  for (const comparison of comparisons) {
    for (const flag of comparison.goldDirect) {
      if (flag !== null) counts.gold++;
      if (flag) counts.goldDirect++;
    }
    for (const flag of comparison.predictedDirect) {
      if (flag !== null) counts.predicted++;
      if (flag) counts.predictedDirect++;
    }
    for (const match of comparison.matches) {
      const speech = comparison.goldDirect[match.gold] && comparison.predictedDirect[match.predicted];
      for (const row of match.right) {
        all[row]++;
        if (speech) direct[row]++;
      }
    }
    tokens.both += comparison.tokens.both;
    tokens.predicted += comparison.tokens.predicted;
    tokens.gold += comparison.tokens.gold;
  }
  const rows = (hits: Record<Row, number>, predicted: number, gold: number): Record<Row, Figure> => ({
    content: figure(hits.content, predicted, gold),
    exact: figure(hits.exact, predicted, gold),
    statement: figure(hits.statement, predicted, gold),
    cue: figure(hits.cue, predicted, gold),
  });
  return {
    all: rows(all, counts.predicted, counts.gold),
    direct: rows(direct, counts.predictedDirect, counts.goldDirect),
    tokens: figure(tokens.both, tokens.predicted, tokens.gold),
    counts,
  };
}

function figure(hits: number, predicted: number, gold: number): Figure {
  const precision = predicted ? hits / predicted : 0;
  const recall = gold ? hits / gold : 0;
  return { precision, recall, f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0 };
}

function rightRows(
  one: Prepared,
  other: Prepared,
  contentOverlap: number,
  sourceOverlap: number,
): ReadonlySet<Row> {
  const right = new Set<Row>();
  if (contentOverlap < ENOUGH) return right;
  right.add('content');
  if (contentOverlap === 1) right.add('exact');
  const noSource = one.source.size === 0 && other.source.size === 0;
  const bothSource = one.source.size > 0 && other.source.size > 0;
  if (noSource || (bothSource && sourceOverlap >= ENOUGH)) right.add('statement');
  const noCue = one.cue.size === 0 && other.cue.size === 0;
  if (noCue || common(one.cue, other.cue) > 0) right.add('cue');
  return right;
}

/** The statements that have a content token, as sets of token numbers. */
function prepare(
  list: readonly AttributionSpans[],
  tokens: readonly Offsets[],
  quoted: ReadonlySet<number>,
): Prepared[] {
  return list.flatMap((one, number): Prepared[] => {
    const content = cover(one.content, tokens);
    if (content.size === 0) return [];
    return [
      {
        source: cover(one.source, tokens),
        cue: cover(one.cue, tokens),
        content,
        direct: common(content, quoted) >= DIRECT_WORDS,
        number,
      },
    ];
  });
}

/** The tokens that stand between quotation marks in one paragraph, three or more together. */
function quotedTokens(text: string, tokens: readonly Offsets[]): Set<number> {
  const quoted = new Set<number>();
  for (const match of text.matchAll(QUOTATION)) {
    const inside = match[1] ?? '';
    if (inside.includes('\n')) continue;
    const start = match.index + 1;
    const covered = cover([{ start, end: start + inside.length }], tokens);
    if (covered.size >= DIRECT_WORDS) for (const token of covered) quoted.add(token);
  }
  return quoted;
}

/** The numbers of the tokens that any of the spans touches. */
function cover(spans: readonly Offsets[], tokens: readonly Offsets[]): Set<number> {
  const covered = new Set<number>();
  for (const { start, end } of spans) {
    for (let i = firstEndingAfter(tokens, start); i < tokens.length; i++) {
      const token = tokens[i];
      if (!token || token.start >= end) break;
      covered.add(i);
    }
  }
  return covered;
}

/** The number of the first token that ends after an offset (by halving). */
function firstEndingAfter(tokens: readonly Offsets[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? Infinity) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function common(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let count = 0;
  for (const token of one) if (other.has(token)) count++;
  return count;
}

/** Intersection over union; two empty sets are the same. */
function overlap(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const both = common(one, other);
  const either = one.size + other.size - both;
  return either ? both / either : 1;
}

function union(list: readonly Prepared[]): Set<number> {
  const all = new Set<number>();
  for (const { content } of list) for (const token of content) all.add(token);
  return all;
}

function directness(length: number, prepared: readonly Prepared[]): (boolean | null)[] {
  const flags = new Array<boolean | null>(length).fill(null);
  for (const one of prepared) flags[one.number] = one.direct;
  return flags;
}
