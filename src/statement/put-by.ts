import { entriesOf, perLanguage, type Language } from '../language/language.js';
import { indicesOf, inOrder, total, type Candidate, type Run } from './decode.js';
import { BY_RULE, endsPhrase, lowerAt, phraseAt } from './layout.js';
import type { Quotation } from './quotation.js';
import type { Word } from './words.js';

/** Words of the phrase that names who put it so, at most, and of the clause that holds the words. */
const LONGEST = 14;
const LONGEST_CLAUSE = 80;

interface PutBy {
  /** Words that lead to who said it and close behind it: "as", with "put it". */
  as: ReadonlySet<string>;
  closings: readonly string[][];
  /** Phrases that lead to who said it and need no more: "in the words of". */
  words: readonly string[][];
  /** Words behind which a clause begins: "that". */
  clauses: ReadonlySet<string>;
}

const listsOf = perLanguage((language): PutBy => {
  const { as, closings, words, clauses } = entriesOf<{ putBy: Record<keyof PutBy, string[]> }>(
    language,
    'speech',
  ).putBy;
  const phrases = (list: readonly string[]) => list.map((phrase) => phrase.split(' '));
  return { as: new Set(as), closings: phrases(closings), words: phrases(words), clauses: new Set(clauses) };
});

/** Who put it so, and by which words, where such a clause begins at a word. */
function clauseAt(words: readonly Word[], at: number, lists: PutBy): { source: Run; cue: Run[] } | null {
  const phrase = phraseAt(words, at, lists.words);
  if (phrase) {
    const from = at + phrase.length;
    let to = from;
    while (to - from < LONGEST && !endsPhrase(words[to]) && (to === from || words[to]!.text !== ',')) to++;
    return isNamed(words, { from, to }) ? { source: { from, to }, cue: [{ from: at, to: from }] } : null;
  }
  if (!lists.as.has(lowerAt(words, at))) return null;
  for (let to = at + 1; to - at <= LONGEST && !endsPhrase(words[to]); to++) {
    const closing = phraseAt(words, to, lists.closings);
    if (!closing) continue;
    const source = trimmed(words, { from: at + 1, to });
    return isNamed(words, source)
      ? {
          source,
          cue: [
            { from: at, to: at + 1 },
            { from: to, to: to + closing.length },
          ],
        }
      : null;
  }
  return null;
}

/** Where such a clause ends. */
const endOf = ({ source, cue }: { source: Run; cue: Run[] }): number =>
  Math.max(source.to, ...cue.map(({ to }) => to));

/** Without a comma at its end. */
const trimmed = (words: readonly Word[], { from, to }: Run): Run => ({
  from,
  to: words[to - 1]?.text === ',' ? to - 1 : to,
});

/** Whether a phrase names somebody: "as it happened to put it" does not. */
const isNamed = (words: readonly Word[], { from, to }: Run): boolean =>
  to > from && words.slice(from, to).some(({ text }) => /^\p{Lu}\p{L}/u.test(text));

/**
 * The words before such a clause: the quotation that ends there, with what leads up to it in its own clause; else the
 * sentence.
 */
function saidBefore(
  words: readonly Word[],
  at: number,
  end: number,
  closed: ReadonlyMap<number, Quotation>,
  { clauses }: PutBy,
): Run | null {
  const comma = words[at - 1]?.text === ',' ? at - 1 : at;
  const quotation = closed.get(comma);
  if (comma === at && !quotation) return null;
  // "The weir is, in the words of Ana Torvik, a bathtub": what is said goes on.
  if (!quotation && words[end]?.text === ',') return null;
  let from = quotation?.from ?? comma;
  while (from > 0 && !words[from]!.first && comma - from < LONGEST_CLAUSE) {
    const { text } = words[from - 1]!;
    if (/^[.!?;:]$/u.test(text) || clauses.has(text.toLowerCase())) break;
    from--;
  }
  return comma - from > 2 ? { from, to: comma } : null;
}

/**
 * Files words under whom the sentence says to have put it so: "…, as the director put it in a notice", "…, in the words of
 * Ana Torvik". A tagger takes such words for the subject's of the sentence, or for nobody's.
 * @param words the document's words
 * @param candidates statements in order
 * @param quotations the document's quotations
 * @example putBy(words, candidates, quotations, english)
 */
export function putBy(
  words: readonly Word[],
  candidates: readonly Candidate[],
  quotations: readonly Quotation[],
  language: Language,
): Candidate[] {
  const lists = listsOf(language);
  const closed = new Map(quotations.map((q) => [q.to, q]));
  const named = new Set(candidates.flatMap(({ source }) => source.flatMap(indicesOf)));
  const filed: Candidate[] = [];
  for (let at = 2; at < words.length; at++) {
    if (words[at]!.first || !(words[at - 1]!.text === ',' || closed.has(at))) continue;
    const clause = clauseAt(words, at, lists);
    const content = clause && saidBefore(words, at, endOf(clause), closed, lists);
    // One that the tagger found is as good.
    if (!clause || !content || indicesOf(clause.source).some((i) => named.has(i))) continue;
    filed.push({ ...clause, source: [clause.source], content: [content], confidence: BY_RULE, signs: [] });
  }
  if (filed.length === 0) return [...candidates];
  const owner = new Map(
    filed.flatMap((put) => put.content.flatMap(indicesOf).map((i): [number, Candidate] => [i, put])),
  );
  const isTaken = ({ content }: Candidate) => {
    const owners = content.flatMap(indicesOf).flatMap((i) => owner.get(i) ?? []);
    const [put] = owners;
    return put !== undefined && 2 * owners.length > Math.min(total(content), total(put.content));
  };
  return inOrder([...candidates.filter((one) => !isTaken(one)), ...filed]);
}
