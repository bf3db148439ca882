import { entriesOf, perLanguage, type Language } from '../language/language.js';
import { inOrder, shared, total, type Candidate } from './decode.js';
import type { Quotation } from './quotation.js';
import type { Word } from './words.js';

/** Words of the clause that names who speaks, at most, and how far into it the verb stands. */
const LONGEST = 16;
const VERB = 6;
/** Fewer words behind a dash are an item of a list. */
const FEWEST = 5;

const DASH = /^[–—]$/u;
const isWord = ({ text }: Word): boolean => /[\p{L}\p{N}]/u.test(text);

interface Closings {
  verbs: ReadonlySet<string>;
  /** "he", "she": one who speaks without a name. */
  pronouns: ReadonlySet<string>;
}

const closingsOf = perLanguage((language): Closings => {
  const { male, female } = entriesOf<Record<'male' | 'female', string[]>>(language, 'pronouns');
  return {
    verbs: new Set(entriesOf<{ verbs: string[] }>(language, 'speech').verbs),
    pronouns: new Set([...male, ...female]),
  };
});

/**
 * Quotations that a dash opens and no mark closes, as papers of many languages print them: "– We did not ask, Holt said in
 * the studio." The last clause of such a paragraph names who speaks; without one a dash opens a list or a signature.
 * @param words the document's words
 * @param quotations those between quotation marks: a paragraph that has one has no other
 * @example dashedIn(words, [], english)[0]?.closed // false
 */
export function dashedIn(
  words: readonly Word[],
  quotations: readonly Quotation[],
  language: Language,
): Quotation[] {
  const closings = closingsOf(language);
  const marked = new Set(quotations.map(({ paragraph }) => paragraph));
  const out: Quotation[] = [];
  words.forEach((word, from) => {
    const next = words[from + 1];
    if (!word.first || !DASH.test(word.text) || marked.has(word.paragraph)) return;
    if (!next?.spaced || next.first || !/^\p{Lu}/u.test(next.text)) return;
    let end = from + 1;
    while (end < words.length && !words[end]!.first) end++;
    const to = clauseOf(words, from, end, closings);
    if (to === null) return;
    const said = words.slice(from + 1, to);
    const count = said.filter(isWord).length;
    if (count < FEWEST) return;
    const inner = { start: next.start, end: said.at(-1)!.end };
    out.push({
      start: word.start,
      end: inner.end,
      inner,
      from,
      to,
      paragraph: word.paragraph,
      closed: false,
      continues: false,
      words: count,
    });
  });
  return out;
}

/** Where the clause begins that closes a paragraph and holds a verb of saying; null where there is none. */
function clauseOf(
  words: readonly Word[],
  from: number,
  end: number,
  { verbs, pronouns }: Closings,
): number | null {
  for (let at = end - 1; at > from + 1 && end - at <= LONGEST; at--) {
    // "– No, says Holt.", "– Why? asked Holt.", "— No, — said Holt."
    if (!/^[,?!]$/u.test(words[at]!.text)) continue;
    const opens = DASH.test(words[at + 1]?.text ?? '') ? at + 2 : at + 1;
    const clause = words.slice(opens, Math.min(end, opens + VERB));
    const says = clause.some(({ text }) => verbs.has(text.toLowerCase()));
    const named = clause.some(({ text }) => /^\p{Lu}/u.test(text) || pronouns.has(text.toLowerCase()));
    if (says && named) return at + 1;
  }
  return null;
}

/**
 * Gives the statements of quotations that a dash opens all that is said in them: a tagger, which knows quotation marks, takes
 * the last sentence.
 * @example withDashed(words, candidates, dashedIn(words, [], english))
 */
export function withDashed(
  words: readonly Word[],
  candidates: readonly Candidate[],
  dashed: readonly Quotation[],
): Candidate[] {
  if (dashed.length === 0) return [...candidates];
  const gone = new Set<Candidate>();
  const byParagraph = new Map(dashed.map((q): [number, Candidate[]] => [q.paragraph, []]));
  for (const one of candidates) {
    const first = one.content[0];
    if (first) byParagraph.get(words[first.from]!.paragraph)?.push(one);
  }
  const filed = dashed.flatMap((q): Candidate[] => {
    const within = byParagraph
      .get(q.paragraph)!
      .filter((one) => 2 * shared(one.content, [q]) > total(one.content));
    // The cue stands behind what is said; who is told of inside it is told of by the speaker.
    const [told] = within.filter(({ cue }) => cue.length > 0 && cue.every(({ from }) => from >= q.to));
    if (!told) return [];
    for (const one of within) if (one.cue.every(({ from }) => from >= q.to)) gone.add(one);
    return [{ ...told, content: [{ from: q.from, to: q.to }] }];
  });
  return inOrder([...candidates.filter((one) => !gone.has(one)), ...filed]);
}
