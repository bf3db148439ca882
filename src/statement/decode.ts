import type { EndTable } from './ends.js';
import type { Quotation } from './quotation.js';
import { CONTENT, CUE, LABELS, NONE, SOURCE, type TaggedCue } from './tagger.js';

/** Word indices of the document, end exclusive. */
export interface Run {
  from: number;
  to: number;
}

/** A statement as decoded, in word indices of the document. */
export interface Candidate {
  source: Run[];
  cue: Run[];
  content: Run[];
  /** 0 to 1: how often a statement that looks like this one is right. */
  confidence: number;
  /** What the confidence is made from; empty for a statement that no tagger saw. */
  signs: readonly number[];
}

/**
 * What the decoder is told: part of the model (`decoder.json` beside it), chosen on a part of the training data
 * kept out of training (`bench/decoder`, `bench/confidence`).
 */
export interface DecodeOptions {
  /** A cue less probable than this makes no statement. */
  threshold: number;
  /** Cost of each change of label along the words, in nats. */
  change: number;
  /** Cost of going from content to nothing where an end is neither likely nor unlikely, in nats; none is below 0. */
  leave: number;
  /** How much cheaper that is for each unit of log-odds that content ends there (`endsOf`). */
  end: number;
  /** Where the path holds no source, the likeliest word is one if at least this probable. */
  source: number;
  /** A quotation at least this much content is content to both its marks. */
  snap: number;
  /** A piece of content shorter than this share of the longest is a slip. */
  smallest: number;
  /** A statement less sure than this is none. */
  least: number;
  /** The same of one that quotes: words between quotation marks are somebody's. */
  leastQuoted: number;
  /** Weights of the signs in the log-odds of the confidence (logistic regression): the constant, then one a sign. */
  confidence: readonly number[];
  /** How likely content ends between two words; kept in a file of its own (`ends.json`). */
  ends: EndTable;
  /** Two statements whose contents overlap by more than this are one (intersection over union). */
  same: number;
}

const N = LABELS.length;

/** Doubt about the words outside a statement counts up to here, in nats. */
const MOST_DOUBT = -10;

/** Words between quotation marks are somebody's: the likeliest word of their cue's is their source at this probability. */
const SPEAKER = 0.2;

/**
 * The likeliest labels of a window's words when each change of label has its cost (Viterbi, 1967).
 * @param logp log-probabilities, `logp[word * 4 + label]`
 * @param change what a change costs, in nats
 * @param leave what going from content to nothing costs before the i-th word, in nats
 * @example labelsOf(logp, 2, () => 2) // Uint8Array [1, 2, 0, 3, 3]
 */
export function labelsOf(logp: Float32Array, change: number, leave: (i: number) => number): Uint8Array {
  const n = logp.length / N;
  const back = new Uint8Array(n * N);
  let score = Array.from(logp.subarray(0, N));
  for (let i = 1; i < n; i++) {
    const left = leave(i);
    const next = new Array<number>(N);
    for (let k = 0; k < N; k++) {
      let from = k;
      let best = score[k]!;
      for (let j = 0; j < N; j++) {
        const reached = score[j]! - (j === CONTENT && k === NONE ? left : change);
        if (j !== k && reached > best) [from, best] = [j, reached];
      }
      back[i * N + k] = from;
      next[k] = best + logp[i * N + k]!;
    }
    score = next;
  }
  const path = new Uint8Array(n);
  let label = 0;
  for (let k = 1; k < N; k++) if (score[k]! > score[label]!) label = k;
  for (let i = n - 1; i >= 0; i--) {
    path[i] = label;
    label = back[i * N + label]!;
  }
  return path;
}

/** The runs of one label, as word indices from `offset` on. */
function runsOf(path: Uint8Array, label: number, offset: number): Run[] {
  const out: Run[] = [];
  for (let i = 0; i < path.length; i++) {
    if (path[i] !== label) continue;
    const from = i;
    while (i < path.length && path[i] === label) i++;
    out.push({ from: from + offset, to: i + offset });
  }
  return out;
}

const length = (run: Run) => run.to - run.from;

/** Runs in order, those that touch or overlap joined. */
export function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const run of [...runs].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = out.at(-1);
    if (last && run.from <= last.to) last.to = Math.max(last.to, run.to);
    else out.push({ ...run });
  }
  return out;
}

/** How many words two lists of runs share. */
export function shared(a: readonly Run[], b: readonly Run[]): number {
  let sum = 0;
  for (const x of a) for (const y of b) sum += Math.max(0, Math.min(x.to, y.to) - Math.max(x.from, y.from));
  return sum;
}

/** The indices of the words of a run. */
export const indicesOf = ({ from, to }: Run): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

/** How many words runs hold. */
export const total = (runs: readonly Run[]): number => runs.reduce((sum, run) => sum + length(run), 0);

/** Runs without the words of others. */
export function without(runs: readonly Run[], taken: readonly Run[]): Run[] {
  let out: Run[] = runs.map((run) => ({ ...run }));
  for (const t of taken) {
    out = out.flatMap((run) => {
      if (t.to <= run.from || t.from >= run.to) return [run];
      return [
        { from: run.from, to: Math.max(run.from, t.from) },
        { from: Math.min(run.to, t.to), to: run.to },
      ].filter((part) => part.to > part.from);
    });
  }
  return out;
}

/**
 * Grows content to whole quotations: words between the same marks are the same person's,
 * unless the cue stands between them too (then a speaker quotes another).
 */
function snapped(content: Run[], at: number, quotations: readonly Quotation[], share: number): Run[] {
  const low = content[0]!.from;
  const high = content.at(-1)!.to;
  const whole: Run[] = [];
  const slips: Run[] = [];
  for (const q of quotations) {
    if (q.to <= low || q.from >= high || (at >= q.from && at < q.to)) continue;
    const inside = shared(content, [q]) / length(q);
    if (inside >= share) whole.push({ from: q.from, to: q.to });
    else if (inside > 0 && inside < 0.2) slips.push({ from: q.from, to: q.to });
  }
  return joined([...without(content, slips), ...whole]);
}

/**
 * The source of a cue: of the path's runs the one with the best odds against no label. A source is often a single
 * word ("she", "who"), which the cost of changing labels hides; so where the path has none, the likeliest word counts.
 */
function sourceOf(
  path: Uint8Array,
  logp: Float32Array,
  offset: number,
  least: number,
): { run: Run; probability: number; labelled: boolean } | null {
  const weight = (run: Run) => {
    let sum = 0;
    for (let i = run.from - offset; i < run.to - offset; i++)
      sum += logp[i * N + SOURCE]! - logp[i * N + NONE]!;
    return sum;
  };
  const runs = runsOf(path, SOURCE, offset).sort((a, b) => weight(b) - weight(a));
  const p = (i: number) => Math.exp(logp[i * N + SOURCE]!);
  if (runs[0]) {
    let best = 0;
    for (let i = runs[0].from - offset; i < runs[0].to - offset; i++) best = Math.max(best, p(i));
    return { run: runs[0], probability: best, labelled: true };
  }
  let peak = 0;
  for (let i = 1; i < path.length; i++) if (p(i) > p(peak)) peak = i;
  if (p(peak) < least) return null;
  let from = peak;
  let to = peak + 1;
  while (from > 0 && p(from - 1) >= p(peak) / 2) from--;
  while (to < path.length && p(to) >= p(peak) / 2) to++;
  return { run: { from: from + offset, to: to + offset }, probability: p(peak), labelled: false };
}

/**
 * One cue's statement.
 * @param tagged the cue and its labels
 * @param offset index in the document of the window's first word
 * @param quotations the document's quotations near the window
 * @param ends log-odds that content ends before each word of the document (`endsOf`)
 * @returns null when nothing is left as content
 * @example candidateOf(cue, 0, quotations, tagger.decode, ends)
 */
export function candidateOf(
  tagged: TaggedCue,
  offset: number,
  quotations: readonly Quotation[],
  options: DecodeOptions,
  ends: Float32Array,
): Candidate | null {
  const { at, from, logp } = tagged;
  const home = at + offset;
  offset += from;
  const leave = (i: number) => Math.max(0, options.leave - options.end * ends[offset + i]!);
  const path = labelsOf(logp, options.change, leave);
  const content = runsOf(path, CONTENT, offset);
  if (content.length === 0) return null;
  const largest = Math.max(...content.map(length));
  const kept = content.filter((run) => length(run) >= options.smallest * largest);
  const words = snapped(kept, home, quotations, options.snap);
  if (words.length === 0) return null;
  const quoted = quotations.some((q) => shared(words, [q]) > 0);
  const read = sourceOf(path, logp, offset, quoted ? SPEAKER : options.source);
  // A source so doubtful is right more often than none, but makes its statement no surer.
  const source = read && (read.labelled || read.probability >= options.source) ? read : null;
  const near = runsOf(path, CUE, offset).filter((run) => Math.abs(run.from - home) <= 12);
  const cue = joined(
    near.some((run) => run.from <= home && home < run.to) ? near : [{ from: home, to: home + 1 }, ...near],
  );
  const sources = read ? without([read.run], cue) : [];
  let sureContent = 0;
  let doubtfulNone = 0;
  for (let i = 0; i < path.length; i++) {
    if (path[i] === CONTENT) sureContent += logp[i * N + CONTENT]!;
    if (path[i] === NONE) doubtfulNone += logp[i * N + NONE]!;
  }
  const signs = [
    Math.log(tagged.probability / (1.0001 - tagged.probability)),
    sureContent / total(content),
    // A sum, since a long window has many sure words beside the doubtful ones; bounded, since one slip is enough.
    Math.max(MOST_DOUBT, doubtfulNone),
    source ? Math.log(source.probability) : -1,
    source ? 1 : 0,
    Math.log(total(words)),
    kept.length > 1 ? 1 : 0,
  ];
  return {
    source: sources,
    cue,
    content: without(words, [...cue, ...sources]),
    confidence: confidenceOf(signs, options.confidence),
    signs,
  };
}

/** Logistic regression on the signs. @example confidenceOf([0], [0, 1]) // 0.5 */
export function confidenceOf(signs: readonly number[], weights: readonly number[]): number {
  const sum = signs.reduce((acc, sign, i) => acc + sign * (weights[i + 1] ?? 0), weights[0] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** The statements that have content, in the order of their contents, then of their cues. */
export function inOrder(candidates: readonly Candidate[]): Candidate[] {
  const cue = (c: Candidate) => c.cue[0]?.from ?? -1;
  return candidates
    .filter((c) => c.content.length > 0)
    .sort((a, b) => a.content[0]!.from - b.content[0]!.from || cue(a) - cue(b));
}

/** The candidates without doubles: of two with nearly the same content the likelier stays. In the order of their contents. */
export function distinct(candidates: readonly Candidate[], same: number): Candidate[] {
  const byPlace = inOrder(candidates);
  const out: Candidate[] = [];
  let open: Candidate[] = []; // those that can still meet a later one
  for (const c of byPlace) {
    const from = c.content[0]!.from;
    open = open.filter((o) => o.content.at(-1)!.to > from);
    const twin = open.find((o) => {
      const both = shared(o.content, c.content);
      return both / (total(o.content) + total(c.content) - both) > same;
    });
    if (!twin) {
      out.push(c);
      open.push(c);
    } else if (c.confidence > twin.confidence) {
      out[out.indexOf(twin)] = c;
      open[open.indexOf(twin)] = c;
    }
  }
  return inOrder(out);
}
