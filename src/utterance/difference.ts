import { termsOf, type Term } from './terms.js';
import type { Wording } from './wording.js';

/** A stretch in which two texts differ: words of one, words of the other, or both. Offsets are in the texts compared. */
export interface Difference {
  kind: 'dropped' | 'added' | 'replaced';
  before: Term[];
  after: Term[];
  /** Index in the terms of the first text at which the words stand or would stand. */
  at: number;
}

/** How one text's words lie in another's. */
export interface Alignment {
  before: Term[];
  after: Term[];
  /** Pairs of indices of the terms that are the same, in order. */
  same: [number, number][];
  /** Where they differ between the first and the last term that is the same. */
  inner: Difference[];
  /** Terms of the second text before the first, and after the last, that is the same. */
  head: Term[];
  tail: Term[];
}

/** Longer texts are compared by their first terms. */
const MOST = 600;

/**
 * Lays the words of a report over those of the report that it may come from (longest common subsequence).
 * Spelling, inflection and number words count as the same; grammar counts as words do.
 * @example align('We will not go.', 'We will go.', wording).inner[0].before[0].form // 'not'
 */
export function align(before: string, after: string, wording: Wording): Alignment {
  const a = termsOf(before, wording).slice(0, MOST);
  const b = termsOf(after, wording).slice(0, MOST);
  const same = subsequence(a, b);
  const inner: Difference[] = [];
  for (let k = 1; k < same.length; k++) {
    const [i0, j0] = same[k - 1]!;
    const [i1, j1] = same[k]!;
    const left = a.slice(i0 + 1, i1);
    const right = b.slice(j0 + 1, j1);
    if (left.length === 0 && right.length === 0) continue;
    inner.push({
      kind: left.length === 0 ? 'added' : right.length === 0 ? 'dropped' : 'replaced',
      before: left,
      after: right,
      at: i0 + 1,
    });
  }
  const first = same[0]?.[1] ?? b.length;
  const last = same.at(-1)?.[1] ?? b.length - 1;
  return { before: a, after: b, same, inner, head: b.slice(0, first), tail: b.slice(last + 1) };
}

/** What a term is worth that follows, in both texts, on one that is the same: runs before scattered words. */
const RUN = 0.2;
/** Grammar alone, this far from any word of meaning that is the same, is the same by chance. */
const FAR = 3;

/** Longest common subsequence by weight; among equals, the one whose terms lie closest together. */
function subsequence(a: readonly Term[], b: readonly Term[]): [number, number][] {
  const width = b.length + 1;
  const best = new Float64Array((a.length + 1) * width);
  const taken = new Float64Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j;
      if (a[i]!.key === b[j]!.key)
        taken[at] =
          1 +
          a[i]!.weight +
          Math.max(best[at + width + 1]!, taken[at + width + 1]! > 0 ? taken[at + width + 1]! + RUN : 0);
      best[at] = Math.max(best[at + width]!, best[at + 1]!, taken[at]!);
    }
  const pairs: [number, number][] = [];
  let follows = false;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const at = i * width + j;
    const take = taken[at]! > 0 && (taken[at]! >= best[at]! || (follows && taken[at]! + RUN >= best[at]!));
    if (take) {
      pairs.push([i, j]);
      follows = true;
      i++;
      j++;
      continue;
    }
    follows = false;
    if (best[at + width]! >= best[at + 1]!) i++;
    else j++;
  }
  return withoutChance(pairs, a);
}

/** Leaves out runs of grammar alone that lie apart from the rest. */
function withoutChance(pairs: readonly [number, number][], a: readonly Term[]): [number, number][] {
  const runs: [number, number][][] = [];
  for (const pair of pairs) {
    const last = runs.at(-1)?.at(-1);
    if (last && pair[0] - last[0] <= FAR && pair[1] - last[1] <= FAR) runs.at(-1)!.push(pair);
    else runs.push([pair]);
  }
  return runs
    .filter((run) => runs.length === 1 || run.some(([i]) => a[i]!.weight >= 0.5 || a[i]!.kind === 'negation'))
    .flat();
}
