import type { Offsets } from '../../record.js';
import type { Attribution } from '../../statement/attribution.js';

/** Innermost open statements that are looked at. */
const DEPTH = 8;

/** Where a statement is met in reading: its source, else its cue, else its words. */
export const anchorOf = (one: Attribution): Offsets =>
  one.source[0] ?? one.cue[0] ?? one.content[0] ?? { start: 0, end: 0 };

/** Whether a span stands in one of others. */
export const inside = (inner: Offsets, outer: readonly Offsets[]) =>
  outer.some(({ start, end }) => start <= inner.start && inner.end <= end);

/** For each statement, the smallest other statement whose words its source or cue stands in; -1 where none. */
export function enclosing(attributions: readonly Attribution[]): number[] {
  const order = attributions
    .flatMap((one, n) => one.content.map((span) => ({ span, n })))
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const anchors = attributions
    .map((one, n) => ({ at: anchorOf(one), n }))
    .sort((a, b) => a.at.start - b.at.start);
  const out = attributions.map(() => -1);
  const open: { span: Offsets; n: number }[] = [];
  let next = 0;
  for (const { at, n } of anchors) {
    while (next < order.length && order[next]!.span.start <= at.start) open.push(order[next++]!);
    while (open.length > 0 && open.at(-1)!.span.end <= at.start) open.pop();
    for (let i = open.length - 1; i >= 0 && i >= open.length - DEPTH; i--) {
      if (open[i]!.n !== n && inside(at, [open[i]!.span])) {
        out[n] = open[i]!.n;
        break;
      }
    }
  }
  return out;
}
