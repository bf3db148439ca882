import type { AttributionSpans, Comparison } from './score-statements.js';
import type { Offsets } from '../src/record.js';

/** What went wrong with a statement. */
export const ERROR_KINDS = ['missed', 'spurious', 'wrong source', 'wrong edges'] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** One statement that was read wrongly, in words. */
export interface StatementError {
  kind: ErrorKind;
  document: string;
  /** Of the gold statement; null where there is none. */
  gold: string | null;
  /** Of the predicted statement; null where there is none. */
  predicted: string | null;
}

/**
 * The statements of one document that were missed, made up, given to the wrong source or cut at the wrong edges,
 * each as "[source] cue: content", so that a developer can read what kinds of errors there are.
 */
export function errorsOf(
  id: string,
  text: string,
  gold: readonly AttributionSpans[],
  predicted: readonly AttributionSpans[],
  comparison: Comparison,
): StatementError[] {
  const errors: StatementError[] = [];
  const goldFound = new Set<number>();
  const predictedFound = new Set<number>();
  const words = (one: AttributionSpans | undefined): string | null => (one ? inWords(text, one) : null);
  for (const match of comparison.matches) {
    if (!match.right.has('content')) continue;
    goldFound.add(match.gold);
    predictedFound.add(match.predicted);
    const kind = !match.right.has('statement')
      ? 'wrong source'
      : match.right.has('exact')
        ? null
        : 'wrong edges';
    if (!kind) continue;
    errors.push({
      kind,
      document: id,
      gold: words(gold[match.gold]),
      predicted: words(predicted[match.predicted]),
    });
  }
  for (const [number, flag] of comparison.goldDirect.entries()) {
    if (flag === null || goldFound.has(number)) continue;
    errors.push({ kind: 'missed', document: id, gold: words(gold[number]), predicted: null });
  }
  for (const [number, flag] of comparison.predictedDirect.entries()) {
    if (flag === null || predictedFound.has(number)) continue;
    errors.push({ kind: 'spurious', document: id, gold: null, predicted: words(predicted[number]) });
  }
  return errors;
}

function inWords(text: string, one: AttributionSpans): string {
  const say = (spans: readonly Offsets[]): string =>
    spans.map(({ start, end }) => text.slice(start, end).replaceAll(/\s+/g, ' ')).join(' … ');
  return `[${say(one.source)}] ${say(one.cue)}: ${say(one.content)}`;
}
