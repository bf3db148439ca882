import { entriesOf, perLanguage, type Language } from '../language/language.js';
import { ENDS_SENTENCE, sourceBeside } from './beside.js';
import { sayingVerbs } from './direct.js';
import { type Candidate, type Run } from './decode.js';
import { isShort, lowerAt } from './layout.js';
import type { Word } from './words.js';

/** Words before a source within which its sentence begins with where or in what it is said. */
const LONGEST = 6;

interface Adjuncts {
  /** Words that such a beginning opens with: "in" a statement the board said. */
  openers: ReadonlySet<string>;
  /** Words that open a noun phrase. */
  articles: ReadonlySet<string>;
  /** Words that join such a phrase to the one before: "the head of the board". */
  joints: ReadonlySet<string>;
}

const adjunctsOf = perLanguage((language): Adjuncts => {
  const { adjuncts } = entriesOf<{ adjuncts: Record<keyof Adjuncts, string[]> }>(language, 'speech');
  return Object.fromEntries(
    Object.entries(adjuncts).map(([name, of]) => [name, new Set(of)]),
  ) as unknown as Adjuncts;
});

/** Index of the first word of the sentence that a word stands in, where that is near. */
function sentenceStart(words: readonly Word[], at: number): number | null {
  for (let i = at; i >= 0 && at - i <= LONGEST; i--)
    if (words[i]!.first || i === 0 || ENDS_SENTENCE.test(words[i - 1]!.text)) return i;
  return null;
}

/** A source without what its sentence begins with: "In a press note the board" is the board. */
function withoutAdjunct(words: readonly Word[], run: Run, { openers, articles, joints }: Adjuncts): Run {
  const start = sentenceStart(words, run.from);
  if (start === null || !openers.has(lowerAt(words, start))) return run;
  for (let i = Math.max(run.from, start + 1) + 1; i < run.to; i++) {
    const before = words[i - 1]!.text;
    if (/^[,;:]$/u.test(before)) return run;
    const apart = /^\p{Ll}[\p{L}\p{M}-]*$/u.test(before) && !joints.has(before) && !articles.has(before);
    if (apart && articles.has(lowerAt(words, i))) return { from: i, to: run.to };
  }
  return run;
}

/**
 * A statement whose speaker stands between two commas in the midst of what is said, read the wrong way round: "Every
 * grower, claims Ana Holt, “has been paid”". Null for others.
 */
function turnedRound(words: readonly Word[], one: Candidate, verbs: ReadonlySet<string>): Candidate | null {
  const [source, cue, content] = [one.source[0], one.cue[0], one.content[0]];
  if (!source || !cue || !content || one.source.length > 1 || one.cue.length > 1) return null;
  const between = source.to === cue.from - 1 && words[source.to]!.text === ',' && content.from === cue.to;
  if (!between || cue.to - cue.from > 1 || !verbs.has(lowerAt(words, cue.from))) return null;
  const name = sourceBeside(words, cue.from, 1);
  if (!name || words[name.to]?.text !== ',' || words[name.to]!.first || name.to + 1 >= content.to)
    return null;
  return {
    ...one,
    source: [name],
    content: [source, { from: name.to + 1, to: content.to }, ...one.content.slice(1)],
  };
}

/**
 * A source without the comma or point behind it: a point behind a short word with a capital belongs to a name ("Holm Jr.").
 */
function withoutMark(words: readonly Word[], { from, to }: Run): Run {
  const last = words[to - 1]!.text;
  const isMark = to - from > 1 && (last === ',' || (last === '.' && !isShort(words[to - 2])));
  return { from, to: isMark ? to - 1 : to };
}

/** A source with the article before it, where that was taken for the last of what is said: "…, the | harbour chief was shown telling". */
function withArticle(words: readonly Word[], one: Candidate, { articles }: Adjuncts): Candidate {
  const [source] = one.source;
  const last = one.content.at(-1);
  if (!source || !last || last.to !== source.from || last.to - last.from < 3) return one;
  if (!articles.has(lowerAt(words, last.to - 1)) || words[last.to - 2]!.text !== ',') return one;
  const content = [...one.content.slice(0, -1), { from: last.from, to: last.to - 2 }];
  return { ...one, source: [{ from: source.from - 1, to: source.to }, ...one.source.slice(1)], content };
}

/**
 * Mends the sources of statements by the words around them: without where and in what it is said, and not what is said
 * for who says it.
 * @param words the document's words
 * @param candidates statements in order
 * @example withSources(words, candidates, english)
 */
export function withSources(
  words: readonly Word[],
  candidates: readonly Candidate[],
  language: Language,
): Candidate[] {
  const adjuncts = adjunctsOf(language);
  const verbs = sayingVerbs(language);
  return candidates.map((one) => {
    const turned = turnedRound(words, one, verbs);
    if (turned) return turned;
    const whole = withArticle(words, one, adjuncts);
    return {
      ...whole,
      source: whole.source.map((run) => withoutMark(words, withoutAdjunct(words, run, adjuncts))),
    };
  });
}
