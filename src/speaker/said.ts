import type { Offsets } from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import type { Said } from './act.js';
import type { Reading } from './reading.js';

/**
 * The words of a statement as its act is told from them.
 * @example saidIn(attribution, reading).cue // 'said'
 */
export function saidIn(
  one: Attribution,
  { text, mentionsIn, lexicon }: Pick<Reading, 'text' | 'mentionsIn' | 'lexicon'>,
): Said {
  const words = (spans: readonly Offsets[]) =>
    spans.map(({ start, end }) => text.slice(start, end)).join(' ');
  const content = words(one.content);
  const aimed = one.content.some((span) => mentionsIn(span).length > 0) || lexicon.thirdPersons.test(content);
  return { cue: words(one.cue), content, aimed };
}
