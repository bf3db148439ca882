import type { Document, Offsets, StatementKind } from '../record.js';
import type { Language } from '../language/language.js';
import type { Attribution } from './attribution.js';
import { candidateOf, DECODE, distinct, type Candidate, type DecodeOptions, type Run } from './decode.js';
import { insertionsIn } from './insertion.js';
import { quotationsOf, type Quotation } from './quotation.js';
import type { Tagger } from './tagger.js';
import { windowsOf, type WindowSizes } from './windows.js';
import { kindsOf, paragraphBreaks, wordsOf, type Word } from './words.js';

/** Sizes of the windows that the tagger reads, in word pieces. */
const WINDOW: WindowSizes = { size: 256, before: 48, after: 24 };

/** The parts of a page that can hold statements. */
const SPEAKING = new Set(['headline', 'body', 'caption']);

function offsetsOf(words: readonly Word[], runs: readonly Run[]): Offsets[] {
  return runs.map((run) => ({ start: words[run.from]!.start, end: words[run.to - 1]!.end }));
}

/** The words of the content between quotation marks, without the marks. */
function quotedIn(content: readonly Offsets[], quotations: readonly Quotation[]): Offsets[] {
  const out: Offsets[] = [];
  for (const { start, end } of content) {
    for (const q of quotations) {
      if (q.inner.start >= end) break;
      const from = Math.max(start, q.inner.start);
      const to = Math.min(end, q.inner.end);
      if (to > from) out.push({ start: from, end: to });
    }
  }
  return out;
}

const WORDS = /[\p{L}\p{N}]+/gu;
const count = (text: string, spans: readonly Offsets[]) =>
  spans.reduce((sum, { start, end }) => sum + (text.slice(start, end).match(WORDS)?.length ?? 0), 0);

/** Direct when nearly all words stand between quotation marks, mixed when some do. */
function kindOf(text: string, content: readonly Offsets[], quoted: readonly Offsets[]): StatementKind {
  const inside = count(text, quoted);
  if (inside === 0) return 'indirect';
  return inside >= 0.9 * count(text, content) ? 'direct' : 'mixed';
}

/** The probability that a statement is right, from the two probabilities the model gives. */
function confidenceOf({ cueProbability, labelProbability }: Candidate): number {
  return Math.round(1000 * cueProbability * labelProbability) / 1000;
}

/**
 * Finds the attributed statements of a document.
 * @param document the page as read
 * @param tagger the model, loaded
 * @param language its word lists
 * @example const attributions = await findAttributions(document, tagger, english)
 */
export async function findAttributions(
  document: Document,
  tagger: Tagger,
  language: Language,
  options: DecodeOptions = DECODE,
): Promise<Attribution[]> {
  void language;
  const { text } = document;
  const stretches = document.parts.filter((part) => SPEAKING.has(part.kind));
  const words = wordsOf(text, stretches, paragraphBreaks(text));
  const kinds = kindsOf(words);
  const quotations = quotationsOf(words);
  const candidates: Candidate[] = [];
  let q = 0;
  for (const { from, to, coreFrom, coreTo } of windowsOf(words, tagger, WINDOW)) {
    const cues = await tagger.tag(
      words.slice(from, to),
      kinds.slice(from, to),
      coreFrom - from,
      coreTo - from,
      options.threshold,
    );
    while (q < quotations.length && quotations[q]!.to <= from) q++;
    let last = q;
    while (last < quotations.length && quotations[last]!.from < to) last++;
    const near = quotations.slice(q, last);
    for (const cue of cues) {
      const candidate = candidateOf(cue, from, near, options);
      if (candidate) candidates.push(candidate);
    }
  }
  return distinct(candidates, options.same).map((candidate) => {
    const content = offsetsOf(words, candidate.content);
    const quoted = quotedIn(content, quotations);
    return {
      kind: kindOf(text, content, quoted),
      source: offsetsOf(words, candidate.source),
      cue: offsetsOf(words, candidate.cue),
      content,
      quoted,
      insertions: insertionsIn(text, quoted),
      confidence: confidenceOf(candidate),
    };
  });
}
