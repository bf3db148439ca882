/**
 * Coreference scores over clusters of mentions: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), CEAF over entities
 * (Luo 2005) and their mean, the CoNLL score (Pradhan et al. 2012). Mentions are names of mentions, the same in key and
 * response where a mention of the response was found to be one of the key. Clusters of one are left out of both, as in CoNLL.
 */
import { assign } from './assignment.js';

/** Parts of a ratio, to be summed over documents. */
interface Ratio {
  part: number;
  whole: number;
}

/** Recall and precision of one measure. */
export interface Measure {
  recall: Ratio;
  precision: Ratio;
}

/** Clusters of mentions, each by its name. */
export type Clusters = readonly (readonly string[])[];

export const MEASURES = ['MUC', 'B³', 'CEAFe'] as const;

/** Empty tallies. */
export function emptyMeasures(): Record<(typeof MEASURES)[number], Measure> {
  const none = (): Measure => ({ recall: { part: 0, whole: 0 }, precision: { part: 0, whole: 0 } });
  return { MUC: none(), 'B³': none(), CEAFe: none() };
}

/** F1 of a measure in per cent. */
export function f1Of({ recall, precision }: Measure): number {
  const share = ({ part, whole }: Ratio) => (whole === 0 ? 0 : part / whole);
  const [r, p] = [share(recall), share(precision)];
  return r + p === 0 ? 0 : (200 * r * p) / (r + p);
}

/** Adds one document to the tallies. @example addDocument(tallies, [['a', 'b']], [['a', 'b']]) */
export function addDocument(
  tallies: ReturnType<typeof emptyMeasures>,
  key: Clusters,
  response: Clusters,
): void {
  const several = (clusters: Clusters): Clusters => clusters.filter(({ length }) => length > 1);
  const [k, r] = [several(key), several(response)];
  add(tallies.MUC.recall, links(k, r));
  add(tallies.MUC.precision, links(r, k));
  add(tallies['B³'].recall, shared(k, r));
  add(tallies['B³'].precision, shared(r, k));
  const similar = k.map((one) => r.map((other) => (2 * common(one, other)) / (one.length + other.length)));
  const pairs = similar.length > 0 ? assign(similar.map((row) => row.map((value) => -value))) : [];
  const sum = pairs.reduce((total, [i, j]) => total + similar[i]![j]!, 0);
  add(tallies.CEAFe.recall, { part: sum, whole: k.length });
  add(tallies.CEAFe.precision, { part: sum, whole: r.length });
}

function add(ratio: Ratio, more: Ratio): void {
  ratio.part += more.part;
  ratio.whole += more.whole;
}

function common(one: readonly string[], other: readonly string[]): number {
  const set = new Set(other);
  return one.filter((mention) => set.has(mention)).length;
}

/** Links of some clusters that others have, too: mentions less the parts that the others cut a cluster into. */
function links(clusters: Clusters, others: Clusters): Ratio {
  const of = new Map(others.flatMap((cluster, n) => cluster.map((mention) => [mention, n] as const)));
  const out = { part: 0, whole: 0 };
  for (const cluster of clusters) {
    const parts = new Set(cluster.map((mention) => of.get(mention) ?? mention));
    out.part += cluster.length - parts.size;
    out.whole += cluster.length - 1;
  }
  return out;
}

/** For each mention of some clusters, the share of its cluster that others have it with. */
function shared(clusters: Clusters, others: Clusters): Ratio {
  const of = new Map(others.flatMap((cluster) => cluster.map((mention) => [mention, cluster] as const)));
  const out = { part: 0, whole: 0 };
  for (const cluster of clusters) {
    for (const mention of cluster) {
      const other = of.get(mention);
      if (other) out.part += common(cluster, other) / cluster.length;
      out.whole++;
    }
  }
  return out;
}
