import { entriesOf, perLanguage, type Language } from '../language/language.js';
import { shared, without, type Candidate, type Run } from './decode.js';
import { endsPhrase, lowerAt, ownerEnd } from './layout.js';
import type { Quotation } from './quotation.js';
import type { Word } from './words.js';

/** Words that name who said it, and words between the verb and the colon, at most. */
const LONGEST = 10;

interface Inner {
  /** "what": "what the archivist had told the Courier: that …". */
  what: ReadonlySet<string>;
  auxiliaries: ReadonlySet<string>;
  verbs: ReadonlySet<string>;
  /** Nouns for what somebody said: "Holt's remark that …". */
  nouns: ReadonlySet<string>;
  /** "that". */
  clauses: ReadonlySet<string>;
  /** "of": "the testimony of Ana Holt that …". */
  of: ReadonlySet<string>;
}

const listsOf = perLanguage((language): Inner => {
  const { verbs, closing, putBy, inner } = entriesOf<{
    verbs: string[];
    closing: { auxiliaries: string[] };
    putBy: { clauses: string[] };
    inner: Record<'what' | 'nouns' | 'verbs' | 'of', string[]>;
  }>(language, 'speech');
  return {
    what: new Set(inner.what),
    of: new Set(inner.of),
    nouns: new Set(inner.nouns),
    auxiliaries: new Set(closing.auxiliaries),
    verbs: new Set([...verbs, ...inner.verbs]),
    clauses: new Set(putBy.clauses),
  };
});

/** A clause that gives what somebody said, within what is said of it. */
interface Clause {
  source: Run;
  cue: Run;
  /** Where what was said begins. */
  from: number;
}

/** "what the archivist Brask had told the Courier: that …" or ": “…”" from "what" on. */
function whatSaid(words: readonly Word[], at: number, lists: Inner): Clause | null {
  if (!lists.what.has(lowerAt(words, at))) return null;
  let verb = at + 2;
  while (verb - at <= LONGEST && !endsPhrase(words[verb]) && !lists.auxiliaries.has(lowerAt(words, verb)))
    verb++;
  if (!lists.auxiliaries.has(lowerAt(words, verb)) || !lists.verbs.has(lowerAt(words, verb + 1))) return null;
  let colon = verb + 2;
  while (colon - verb <= LONGEST && !endsPhrase(words[colon]) && words[colon]!.text !== ':') colon++;
  const opening = words[colon + 1];
  if (words[colon]?.text !== ':' || !(lists.clauses.has(lowerAt(words, colon + 1)) || opening?.text === '“'))
    return null;
  return { source: { from: at + 1, to: verb }, cue: { from: verb, to: verb + 2 }, from: colon + 1 };
}

/** "Ana Holt's remark that …" from the noun on: whose it is stands before. */
function ownClaim(words: readonly Word[], noun: number, lists: Inner): Clause | null {
  if (!lists.nouns.has(lowerAt(words, noun)) || !lists.clauses.has(lowerAt(words, noun + 1))) return null;
  const end = ownerEnd(words, noun);
  if (end === null) return null;
  let from = end;
  while (from > 0 && !words[from]!.first && /^\p{Lu}[\p{L}\p{M}]/u.test(words[from - 1]!.text)) from--;
  if (from === end) return null;
  return { source: { from, to: noun }, cue: { from: noun, to: noun + 1 }, from: noun + 1 };
}

/** "the testimony of the engineer Ana Holt that …": whose it is stands behind, and ends in a name. */
function claimOf(words: readonly Word[], noun: number, lists: Inner): Clause | null {
  if (!lists.nouns.has(lowerAt(words, noun)) || !lists.of.has(lowerAt(words, noun + 1))) return null;
  let that = noun + 2;
  while (that - noun <= LONGEST && !endsPhrase(words[that]) && !lists.clauses.has(lowerAt(words, that)))
    that++;
  const named = /^\p{Lu}/u.test(words[that - 1]?.text ?? '');
  if (!named || !lists.clauses.has(lowerAt(words, that))) return null;
  return { source: { from: noun + 2, to: that }, cue: { from: noun, to: noun + 1 }, from: that };
}

/**
 * Files what somebody is told or reminded of under who said it: "the host put to him what the exporter had told the
 * Courier: that …", "they seized on Holt's claim that “…”". The tagger gives such words to whoever brings them up.
 * @param words the document's words
 * @param candidates statements in order
 * @param quotations the document's quotations: a claim is told with some of its words
 * @example withInner(words, candidates, quotations, english)
 */
export function withInner(
  words: readonly Word[],
  candidates: readonly Candidate[],
  quotations: readonly Quotation[],
  language: Language,
): Candidate[] {
  const lists = listsOf(language);
  return candidates.map((one) => {
    const start = Math.min(...[...one.cue, ...one.content].map(({ from }) => from));
    const end = one.content.at(-1)?.to ?? 0;
    for (let at = start; at < end; at++) {
      const told = whatSaid(words, at, lists) ?? claimOf(words, at, lists);
      const clause = told ?? ownClaim(words, at, lists);
      if (!clause || clause.from >= end || clause.source.from < start) continue;
      if (quotations.some((q) => q.from < at && at < q.to)) return one;
      const said = { from: clause.from, to: end };
      const content = without(one.content, [{ from: 0, to: clause.from }]);
      const quoted = quotations.some((q) => shared([said], [q]) > 0);
      // A claim without words of its own is as much that of who tells of it.
      if (content.length === 0 || !(told || quoted)) return one;
      return { ...one, source: [clause.source], cue: [clause.cue], content };
    }
    return one;
  });
}
