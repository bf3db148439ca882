import type { Language } from '../language/language.js';
import { inOrder, shared, without, type Candidate } from './decode.js';
import { cueOf, namesRelay, relaying } from './relayed.js';
import type { Word } from './words.js';

/** The last words of their sentence: nothing but punctuation follows. */
function endsSentence(words: readonly Word[], at: number): boolean {
  for (let i = at; i < words.length && i < at + 3; i++) {
    const word = words[i]!;
    if (word.first || /^[.!?]$/u.test(word.text)) return true;
    if (!/^[,”"’)]$/u.test(word.text)) return false;
  }
  return at >= words.length;
}

const startOf = (c: Candidate) => c.content[0]!.from;
const endOf = (c: Candidate) => c.content.at(-1)!.to;

/**
 * A sentence that closes with who relayed it ("…, the Ostmar Post reported") holds one statement and a credit,
 * not two statements: the credit belongs to the chain of reporting. Takes the credits out of the statements
 * and out of the words of the statements that they close.
 * @param words the document's words
 * @param candidates statements in order
 * @example withoutCredits(words, candidates, english)
 */
export function withoutCredits(
  words: readonly Word[],
  candidates: readonly Candidate[],
  language: Language,
): Candidate[] {
  const { cues } = relaying(language);
  const gone = new Set<Candidate>();
  const trimmed = new Map<Candidate, Candidate>();
  candidates.forEach((credit, i) => {
    const tail = credit.cue.at(-1);
    const source = credit.source[0];
    if (!tail || !source || !cues.has(cueOf(words, credit))) return;
    const from = Math.min(source.from, credit.cue[0]!.from);
    const to = Math.max(source.to, tail.to);
    if (from < endOf(credit) || !namesRelay(words, credit) || !endsSentence(words, to)) return;
    // What it closes stands near it in the order of contents.
    for (const other of candidates.slice(Math.max(0, i - 4), i + 5)) {
      if (other === credit || gone.has(other) || other.source.length === 0 || other.cue.length === 0)
        continue;
      const whole =
        startOf(other) < to && Math.abs(words[startOf(other)]!.paragraph - words[from]!.paragraph) === 0;
      const both = shared(other.content, credit.content);
      if (!whole || shared(other.source, credit.source) > 0 || both * 2 < endOf(credit) - startOf(credit))
        continue;
      if (Math.max(other.cue.at(-1)!.to, other.source.at(-1)!.to) > from) continue;
      gone.add(credit);
      const comma = words[from - 1]?.text === ',' ? from - 1 : from;
      trimmed.set(other, { ...other, content: without(other.content, [{ from: comma, to }]) });
      return;
    }
  });
  return inOrder(candidates.filter((c) => !gone.has(c)).map((c) => trimmed.get(c) ?? c));
}
