import type { Offsets } from '../src/record.js';
import { tokensOf, type AttributionSpans, type Comparison } from './score-statements.js';

/** What went wrong with a statement; in the order in which they are told. */
export const ERROR_KINDS = [
  'missed: nothing was read at its cue',
  'missed: read with other content',
  'missed: it lies inside another statement',
  'made up: nobody marked its cue',
  'made up: a marked cue with other content',
  'made up: it lies inside another statement',
  'source: more or fewer words of it',
  'source: other words',
  'source: read where none is marked',
  'source: none read',
  'content: too short',
  'content: too long',
  'content: other words at both ends or between',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** One statement that was read wrongly, in words. */
export interface StatementError {
  kind: ErrorKind;
  /** Whether it holds direct speech. */
  direct: boolean;
  document: string;
  /** Of the gold statement; null where there is none. */
  gold: string | null;
  /** Of the predicted statement; null where there is none. */
  predicted: string | null;
}

/** The tokens of a statement's spans, by number. */
interface Tokens {
  source: ReadonlySet<number>;
  cue: ReadonlySet<number>;
  content: ReadonlySet<number>;
}

/**
 * The statements of one document that were missed, made up, given to the wrong source or cut at the wrong edges,
 * each with its kind and as "[source] cue: content", so that a developer can count the kinds and read what they hold.
 * @example errorsOf('d1', text, gold, predicted, compare(text, gold, predicted))
 */
export function errorsOf(
  id: string,
  text: string,
  gold: readonly AttributionSpans[],
  predicted: readonly AttributionSpans[],
  comparison: Comparison,
): StatementError[] {
  const words = tokensOf(text);
  const tokens = ({ source, cue, content }: AttributionSpans): Tokens => ({
    source: covered(words, source),
    cue: covered(words, cue),
    content: covered(words, content),
  });
  const wanted = gold.map(tokens);
  const read = predicted.map(tokens);
  const errors: StatementError[] = [];
  const add = (kind: ErrorKind | null, direct: boolean | null, g: number | null, p: number | null) => {
    if (!kind) return;
    errors.push({
      kind,
      direct: direct === true,
      document: id,
      gold: g === null ? null : inWords(text, gold[g]!),
      predicted: p === null ? null : inWords(text, predicted[p]!),
    });
  };

  const goldFound = new Set<number>();
  const predictedFound = new Set<number>();
  for (const match of comparison.matches) {
    if (!match.right.has('content')) continue;
    goldFound.add(match.gold);
    predictedFound.add(match.predicted);
    const [g, p] = [wanted[match.gold]!, read[match.predicted]!];
    const kind = !match.right.has('statement')
      ? sourceError(g, p)
      : match.right.has('exact')
        ? null
        : edgeError(g, p);
    add(kind, comparison.goldDirect[match.gold] ?? null, match.gold, match.predicted);
  }
  for (const [number, direct] of comparison.goldDirect.entries()) {
    if (direct === null || goldFound.has(number)) continue;
    const one = wanted[number]!;
    const kind = read.some((other) => overlap(other.cue, one.cue))
      ? 'missed: read with other content'
      : wanted.some((other) => other !== one && within(one.content, other.content))
        ? 'missed: it lies inside another statement'
        : 'missed: nothing was read at its cue';
    add(kind, direct, number, null);
  }
  for (const [number, direct] of comparison.predictedDirect.entries()) {
    if (direct === null || predictedFound.has(number)) continue;
    const one = read[number]!;
    const kind = wanted.some((other) => overlap(other.cue, one.cue))
      ? 'made up: a marked cue with other content'
      : wanted.some((other) => within(one.content, other.content))
        ? 'made up: it lies inside another statement'
        : 'made up: nobody marked its cue';
    add(kind, direct, null, number);
  }
  return errors;
}

function sourceError(gold: Tokens, read: Tokens): ErrorKind {
  if (gold.source.size === 0) return 'source: read where none is marked';
  if (read.source.size === 0) return 'source: none read';
  return overlap(gold.source, read.source) ? 'source: more or fewer words of it' : 'source: other words';
}

function edgeError(gold: Tokens, read: Tokens): ErrorKind {
  if (within(read.content, gold.content)) return 'content: too short';
  if (within(gold.content, read.content)) return 'content: too long';
  return 'content: other words at both ends or between';
}

function covered(words: readonly Offsets[], spans: readonly Offsets[]): Set<number> {
  const out = new Set<number>();
  for (const [number, word] of words.entries())
    if (spans.some(({ start, end }) => word.start < end && word.end > start)) out.add(number);
  return out;
}

const overlap = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean =>
  [...a].some((word) => b.has(word));
const within = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean =>
  [...a].every((word) => b.has(word));

function inWords(text: string, one: AttributionSpans): string {
  const say = (spans: readonly Offsets[]): string =>
    spans.map(({ start, end }) => text.slice(start, end).replaceAll(/\s+/g, ' ')).join(' … ');
  return `[${say(one.source)}] ${say(one.cue)}: ${say(one.content)}`;
}
