import { entriesOf, perLanguage, type Language } from '../language/language.js';
import { shared, type Candidate, type Run } from './decode.js';
import { BY_RULE } from './layout.js';
import type { Word } from './words.js';

/** Words between the verb and the figure at most. */
const LONGEST = 12;

interface Estimates {
  /** "put", "puts". */
  verbs: ReadonlySet<string>;
  /** What is estimated: "damage", "toll". */
  nouns: ReadonlySet<string>;
  /** What the figure stands behind: "at". */
  joints: ReadonlySet<string>;
  /** Words that begin a figure without digits: "two", "nearly". */
  figures: ReadonlySet<string>;
}

const lists = perLanguage((language): Estimates => {
  const given = entriesOf<{ estimates: Record<keyof Estimates, string[]> }>(language, 'speech').estimates;
  return Object.fromEntries(
    Object.entries(given).map(([name, of]) => [name, new Set(of)]),
  ) as unknown as Estimates;
});

/** The subject right before a verb: a pronoun, a name, or "the" with up to three words. */
function subjectBefore(words: readonly Word[], verb: number): Run | null {
  let from = verb;
  while (
    from > 0 &&
    verb - from < 6 &&
    !words[from]!.first &&
    /^[\p{L}\p{N}'’.-]+$/u.test(words[from - 1]!.text)
  ) {
    from--;
    if (words[from]!.text === '.') return from + 1 < verb ? { from: from + 1, to: verb } : null;
  }
  if (from === verb) return null;
  // It begins its sentence or clause.
  const before = words[from - 1];
  return words[from]!.first || (before !== undefined && /^[.,;!?”"]$/u.test(before.text))
    ? { from, to: verb }
    : null;
}

/**
 * Figures that somebody gives without a verb of saying: "He put the damage at 3,000 hectares."
 * @param words the document's words
 * @param found the statements so far: what stands in one is not told again
 * @example estimatesIn(words, candidates, english)
 */
export function estimatesIn(
  words: readonly Word[],
  found: readonly Candidate[],
  language: Language,
): Candidate[] {
  const { verbs, nouns, joints, figures } = lists(language);
  const out: Candidate[] = [];
  words.forEach(({ text }, verb) => {
    if (!verbs.has(text.toLowerCase())) return;
    let joint = verb + 2;
    let named = false;
    for (; joint < Math.min(words.length, verb + LONGEST); joint++) {
      const word = words[joint]!.text.toLowerCase();
      if (words[joint]!.first || /^[.;:!?“”"]$/u.test(word)) return;
      if (nouns.has(word)) named = true;
      if (named && joints.has(word)) break;
    }
    const figure = words[joint + 1]?.text.toLowerCase() ?? '';
    if (!named || !joints.has(words[joint]?.text.toLowerCase() ?? '')) return;
    if (!/^[\d$€£]/u.test(figure) && !figures.has(figure)) return;
    const source = subjectBefore(words, verb);
    let to = joint + 2;
    while (to < words.length && !words[to]!.first && to - joint < LONGEST) {
      const next = words[to]!;
      if (/^[;:!?“”"]$/u.test(next.text) || (/^[.,]$/u.test(next.text) && (words[to + 1]?.spaced ?? true)))
        break;
      to++;
    }
    const cue = { from: verb, to: verb + 1 };
    const content = [{ from: verb + 1, to }];
    const told = found.some(
      (one) => shared(one.cue, [cue]) > 0 || shared(one.content, [cue, ...content]) > 0,
    );
    if (source && !told) out.push({ source: [source], cue: [cue], content, confidence: BY_RULE, signs: [] });
  });
  return out;
}
