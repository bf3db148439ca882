import { entriesOf, perLanguage, type Language } from '../language/language.js';
import {
  candidateOf,
  joined,
  shared,
  total,
  type Candidate,
  type DecodeOptions,
  type Run,
} from './decode.js';
import type { Quotation } from './quotation.js';
import type { Tagger } from './tagger.js';
import type { Word } from './words.js';

/** More words than these are no sentence or two that someone relays. */
const LONGEST = 200;

/** Words cut out of their sentence are read less surely: less sure than this, they stay the relay's. */
const SURE = 0.7;
/** How sure a relay is beside what it relays. */
const LESS = 0.99;

interface Relaying {
  /** The cues with which outlets and agencies relay what others said. */
  cues: ReadonlySet<string>;
  /** Words and marks of a relay's content that only join it to the cue. */
  joints: ReadonlySet<string>;
}

/** How a language relays what others said. */
export const relaying = perLanguage((language): Relaying => {
  const { relays, joints } = entriesOf<{ relays: string[]; joints: string[] }>(language, 'speech');
  return { cues: new Set(relays), joints: new Set(joints) };
});

/** A statement's cue in small letters. */
export const cueOf = (words: readonly Word[], { cue }: Candidate): string =>
  cue
    .flatMap(({ from, to }) => words.slice(from, to))
    .map(({ text }) => text.toLowerCase())
    .join(' ');

/** Whether a statement's source is written as the name of an outlet is: "the Ostmar Post", "KPA". */
export function namesRelay(words: readonly Word[], { source }: Candidate): boolean {
  const first = source[0];
  return first !== undefined && /^(?:the|\p{Lu}.*)$/u.test(words[first.from]!.text);
}

/**
 * The statements inside what an outlet relays: "The Ostmar Post reported that Ruud said …". Trained annotators mark the
 * outermost only, and the tagger does as they do; so the relayed words are read once more, by themselves. Where there is
 * one, it takes the relay's place, for the words are its speaker's; the relay is told by the chain of reporting.
 * @param words the document's words
 * @param kinds their kinds
 * @param ends log-odds that content ends before each of them
 * @param found the statements so far
 * @returns what was found, with the relayed statements
 * @example await withRelayed(words, kinds, ends, found, quotations, tagger, english, tagger.decode)
 */
export async function withRelayed(
  words: readonly Word[],
  kinds: readonly number[],
  ends: Float32Array,
  found: readonly Candidate[],
  quotations: readonly Quotation[],
  tagger: Tagger,
  language: Language,
  options: DecodeOptions,
): Promise<Candidate[]> {
  const { cues, joints } = relaying(language);
  const out: Candidate[] = [];
  for (const relay of found) {
    out.push(relay);
    const range = relaysWords(words, relay, cues) ? contentOf(words, relay, joints) : null;
    if (range === null) continue;
    const { from, to } = range;
    // The relayed words stand as a text of their own, which begins with its first word.
    const alone = words.slice(from, to).map((word, i) => (i === 0 ? { ...word, first: true } : word));
    const theirs = kinds.slice(from, to).map((kind, i) => (i === 0 ? kind | 1 : kind));
    const near = quotations.filter((q) => q.from < to && q.to > from);
    let best: Candidate | null = null;
    const tagged = await tagger.tag(alone, theirs, 0, alone.length, options.threshold);
    for (const cue of tagged.cues) {
      const inner = candidateOf(cue, from, near, options, ends);
      if (!inner || inner.confidence < SURE || inner.source.length === 0) continue;
      // What is relayed, not a remark in it.
      const whole = joined([...inner.source, ...inner.cue, ...inner.content]);
      if (shared(whole, relay.content) * 2 < total(relay.content)) continue;
      if (!best || inner.confidence > best.confidence) best = inner;
    }
    if (!best) continue;
    // A credit behind the words is still wanted: it is taken out of them with them (`withoutCredits`). Else the surer stays.
    out.pop();
    if (relay.cue[0]!.from >= range.from) out.push({ ...relay, confidence: LESS * best.confidence });
    out.push(best);
  }
  return out;
}

/** Whether a statement is one that relays others' words. */
const relaysWords = (words: readonly Word[], one: Candidate, cues: ReadonlySet<string>): boolean =>
  one.cue.length > 0 && namesRelay(words, one) && cues.has(cueOf(words, one));

/** The words that a relay gives, from first to last; null where they are none or too many. */
function contentOf(words: readonly Word[], { content }: Candidate, joints: ReadonlySet<string>): Run | null {
  let from = content[0]?.from ?? 0;
  const to = content.at(-1)?.to ?? 0;
  while (from < to && joints.has(words[from]!.text.toLowerCase())) from++;
  return to - from < 4 || to - from > LONGEST ? null : { from, to };
}
