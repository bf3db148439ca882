import { entriesOf, perLanguage, type Language } from '../language/language.js';
import { indicesOf, inOrder, shared, type Candidate, type Run } from './decode.js';
import { BY_RULE, isEdge, isShort, lowerAt } from './layout.js';
import type { Word } from './words.js';

/** The fewest words that say something, and the most of a sentence before who says it. */
const FEWEST = 4;
const MOST = 70;
/** Words that name who says it, and words behind the verb, at most. */
const LONGEST = 12;

interface Closings {
  /** Verbs of saying that close a sentence. */
  verbs: ReadonlySet<string>;
  /** Those of them that name who is told: what follows is a name, not what is said. */
  tells: ReadonlySet<string>;
  /** Forms of "have" before the verb, and what is not done by the speaker: "was shown telling". */
  auxiliaries: ReadonlySet<string>;
  passives: ReadonlySet<string>;
  shown: ReadonlySet<string>;
  sayings: ReadonlySet<string>;
  /** Words that begin no sentence that somebody says: "After the vote, the mayor said". */
  openers: ReadonlySet<string>;
  /** Words that may follow the verb: "said in Ostmar", "said on Monday". */
  behind: ReadonlySet<string>;
  /** Words that begin no phrase for a person, and words that begin one without a name. */
  joints: ReadonlySet<string>;
  articles: ReadonlySet<string>;
  /** Finite verbs: words behind a "told" that hold one are what is said. */
  finite: ReadonlySet<string>;
  /** Endings of participles that tell what someone is doing. */
  doing: readonly string[];
}

const listsOf = perLanguage((language): Closings => {
  const { verbs, closing } = entriesOf<{
    verbs: string[];
    closing: Record<Exclude<keyof Closings, 'doing'>, string[]>;
  }>(language, 'speech');
  const lists = Object.fromEntries(
    Object.entries(closing).map(([name, of]) => [name, new Set(of)]),
  ) as unknown as Closings;
  const finite = [...verbs, ...closing.tells].filter((verb) => !lists.sayings.has(verb));
  const { doing } = entriesOf<{ doing: string[] }>(language, 'clauses');
  return { ...lists, verbs: new Set(finite), doing };
});

/** Where the sentence around a comma begins: null where a quotation opens or closes in it. */
function sentenceStart(words: readonly Word[], comma: number): number | null {
  let from = comma;
  while (from > 0 && !words[from]!.first) {
    const { text } = words[from - 1]!;
    if (/^[“”"]$/u.test(text)) return null;
    if (/^[!?]$/u.test(text) && words[from]!.spaced) break;
    if (text === '.' && words[from]!.spaced && !isShort(words[from - 2])) break;
    if (/^[;:]$/u.test(text)) return null;
    if (comma - --from > MOST) return null;
  }
  return from;
}

/** Whether a phrase stands for somebody: it begins with an article or a name, and holds a name or a noun. */
function namesSomebody(words: readonly Word[], { from, to }: Run, lists: Closings): boolean {
  const first = words[from];
  if (!first || to <= from || to - from > LONGEST || lists.joints.has(lowerAt(words, from))) return false;
  if (!/^\p{Lu}/u.test(first.text) && !lists.articles.has(lowerAt(words, from))) return false;
  const inner = words.slice(from, to);
  if (inner.some((word) => isEdge(word) && word.text !== '.')) return false;
  // An article needs a noun behind it.
  return to - from > 1 || /^\p{Lu}/u.test(first.text);
}

/** A verb of saying at a word, with its auxiliary: "said", "has told", "was shown telling". */
function verbAt(words: readonly Word[], at: number, lists: Closings): Run | null {
  const one = lowerAt(words, at);
  if (lists.verbs.has(one)) return { from: at, to: at + 1 };
  const next = lowerAt(words, at + 1);
  if (lists.auxiliaries.has(one) && lists.verbs.has(next)) return { from: at, to: at + 2 };
  if (lists.passives.has(one) && lists.shown.has(next) && lists.sayings.has(lowerAt(words, at + 2)))
    return { from: at, to: at + 3 };
  return null;
}

/** Whether what follows the verb only says when, where or whom: "said in Ostmar", "has told the Courier". */
function closesAt(words: readonly Word[], cue: Run, lists: Closings): boolean {
  const next = words[cue.to];
  if (next === undefined || next.first || /^[.!?,]$/u.test(next.text)) return true;
  if (lists.behind.has(lowerAt(words, cue.to)) || /^\p{Lu}\p{L}+day$/u.test(next.text)) return true;
  if (!lists.tells.has(lowerAt(words, cue.to - 1))) return false;
  let i = cue.to;
  while (i < words.length && i - cue.to <= LONGEST && !words[i]!.first && !isEdge(words[i])) {
    if (lists.finite.has(lowerAt(words, i))) return false;
    i++;
  }
  return words[i] === undefined || words[i]!.first || /^[.!?]$/u.test(words[i]!.text);
}

/** Who says it, and by which words, behind a comma: "the mayor said", "pleaded the mayor, Ana Holt, on Radio Ostmar". */
function sayingAt(words: readonly Word[], comma: number, lists: Closings): { source: Run; cue: Run } | null {
  const from = comma + 1;
  const inverted = verbAt(words, from, lists);
  if (inverted) {
    let to = inverted.to;
    while (to < words.length && !words[to]!.first && to - inverted.to < LONGEST && !isEdge(words[to])) {
      const word = words[to]!;
      // A comma stands before a name: "its mayor, Ana Holt".
      if (word.text === ',' && !/^\p{Lu}/u.test(words[to + 1]?.text ?? '')) break;
      if (to > inverted.to && lists.behind.has(word.text.toLowerCase())) break;
      to++;
    }
    const source = { from: inverted.to, to: words[to - 1]?.text === ',' ? to - 1 : to };
    return namesSomebody(words, source, lists) ? { source, cue: inverted } : null;
  }
  for (let at = from + 1; at - from <= LONGEST && !isEdge(words[at]) && !words[at]!.first; at++) {
    const cue = verbAt(words, at, lists);
    if (!cue) continue;
    const source = { from, to: words[at - 1]!.text === ',' ? at - 1 : at };
    return namesSomebody(words, source, lists) && closesAt(words, cue, lists) ? { source, cue } : null;
  }
  return null;
}

/**
 * Sentences without quotation marks that close with who says them: "No one clears a harbour in a day, pleaded its mayor,
 * Ana Holt." The tagger reads most of them; these are those that it leaves, for want of a common verb or for the length
 * of the sentence.
 * @param words the document's words
 * @param found the statements so far: who says something in one of them is not told again
 * @example withClosings(words, candidates, english)
 */
export function withClosings(
  words: readonly Word[],
  found: readonly Candidate[],
  language: Language,
): Candidate[] {
  const lists = listsOf(language);
  const told = new Set(found.flatMap(({ cue }) => cue.flatMap(indicesOf)));
  const more: Candidate[] = [];
  for (let comma = FEWEST; comma < words.length; comma++) {
    if (words[comma]!.text !== ',' || words[comma]!.first) continue;
    const saying = sayingAt(words, comma, lists);
    if (!saying) continue;
    const from = sentenceStart(words, comma);
    if (from === null || comma - from < FEWEST || lists.openers.has(lowerAt(words, from))) continue;
    // What begins with a participle tells when: "Speaking in Ostmar, the mayor said".
    if (lists.doing.some((ending) => words[from]!.text.endsWith(ending))) continue;
    const { source, cue } = saying;
    const content = { from, to: comma };
    if (indicesOf(cue).some((i) => told.has(i))) continue;
    if (found.some((one) => shared(one.content, [cue]) > 0 || shared(one.content, [content]) > FEWEST))
      continue;
    told.add(cue.from);
    more.push({ source: [source], cue: [cue], content: [content], confidence: BY_RULE, signs: [] });
  }
  return more.length > 0 ? inOrder([...found, ...more]) : [...found];
}
