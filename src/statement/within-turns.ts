import { candidateOf, distinct, inOrder, shared, type Candidate, type DecodeOptions } from './decode.js';
import type { Quotation } from './quotation.js';
import type { Tagger } from './tagger.js';
import type { Word } from './words.js';

/** Turns of more words are speeches, which the page's own reading knows well enough. */
const LONGEST = 600;
/** Words cut out of their page are read less surely: less sure than this, nothing is told in them. */
const SURE = 0.6;

/**
 * What the speakers of a transcript tell of others' words: "Q: The minister told us that …". Trained annotators mark a
 * turn and seldom what is told in it, and the tagger does as they do; so each turn is read once more, by itself.
 * @param words the document's words
 * @param kinds their kinds
 * @param ends log-odds that content ends before each of them
 * @param turns the turns
 * @param found what was found so far: what stands in it already is not told again
 * @param own words that name no other speaker: "I", "you"
 * @example await withinTurns(words, kinds, ends, quotations, turns, found, own, tagger, tagger.decode)
 */
export async function withinTurns(
  words: readonly Word[],
  kinds: readonly number[],
  ends: Float32Array,
  quotations: readonly Quotation[],
  turns: readonly Candidate[],
  found: readonly Candidate[],
  own: ReadonlySet<string>,
  tagger: Tagger,
  options: DecodeOptions,
): Promise<Candidate[]> {
  const out: Candidate[] = [];
  for (const turn of turns) {
    const from = turn.content[0]!.from;
    const to = turn.content.at(-1)!.to;
    if (to - from > LONGEST || to - from < 6) continue;
    const alone = words.slice(from, to).map((word, i) => (i === 0 ? { ...word, first: true } : word));
    const theirs = kinds.slice(from, to).map((kind, i) => (i === 0 ? kind | 1 : kind));
    const near = quotations.filter((q) => q.from < to && q.to > from);
    const { cues } = await tagger.tag(alone, theirs, 0, alone.length, options.threshold);
    for (const cue of cues) {
      const inner = candidateOf(cue, from, near, options, ends);
      const source = inner?.source[0];
      if (!inner || !source || inner.confidence < SURE) continue;
      if (own.has(words[source.from]!.text.toLowerCase())) continue;
      if (found.some((one) => one.cue.length > 0 && shared(one.cue, inner.cue) > 0)) continue;
      out.push(inner);
    }
  }
  return out.length > 0 ? distinct(inOrder(out), options.same) : [];
}
