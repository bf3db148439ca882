import type { Attribution } from '../statement/attribution.js';
import type { OutletList } from './outlets.js';
import type { SourceContext } from './source.js';
import { tokenAt, tokensIn, type Token } from './tokens.js';

/** Words from the start of a clause within which its verb of saying stands. */
const REACH = 14;

/** The fewest words that say something. */
const FEWEST = 5;
/** Auxiliaries between a name and its verb of saying: "Holt had said". */
const AUXILIARIES = 2;

/**
 * Who said words that stand before him in a relayed clause: "“We never left,” Mayor Ana Holt had said at noon" of
 * "…, as the Courier reported".
 */
function closing(
  clause: readonly Token[],
  { content: [content], quoted }: Attribution,
  { text, mentionsIn, lexicon }: SourceContext,
): Pick<Attribution, 'source' | 'cue' | 'content' | 'quoted'> | null {
  if (!content || clause[0]?.sentence !== clause.at(-1)?.sentence) return null;
  const at = clause.findLastIndex((token) => !token.quoted && lexicon.sayingVerbs.has(token.lower));
  const verb = clause[at];
  if (!verb) return null;
  const name = mentionsIn({ start: content.start, end: verb.start }).at(-1);
  if (!name || name.kind === 'place') return null;
  const last = clause.findIndex(({ end }) => end >= name.end);
  const between = clause.slice(last + 1, at);
  if (between.length > AUXILIARIES || /[,;:“”"]/u.test(text.slice(name.end, verb.start))) return null;
  const words = text.slice(content.start, name.phraseStart);
  // The name begins its clause: a comma stands before it, as a rule inside the quotation.
  const joint = /,?[”"’]?,?\s*$/u.exec(words)![0];
  if (!joint.includes(',')) return null;
  const quote = /[”"’]/u.test(joint);
  // "After the vote, Holt said the dam was safe": the words are those behind the verb.
  const before = clause.filter(({ start }) => start < name.phraseStart);
  const next = clause[at + 1]?.lower ?? '';
  const { articles, prepositions } = lexicon.sources;
  const adjunct = before.length < FEWEST || prepositions.has(before[0]!.lower);
  if (!quote && (adjunct || articles.has(next) || lexicon.pronouns.has(next))) return null;
  const behind = clause.slice(at + 1);
  if (/[,:“”"]/u.test(text.slice(verb.end, content.end))) return null;
  if (behind.some(({ lower }) => lexicon.pronouns.get(lower) === 'relative')) return null;
  const end = content.start + words.length - (quote ? /\s*$/u.exec(words)![0].length : joint.length);
  return {
    source: [{ start: name.phraseStart, end: name.end }],
    cue: [{ start: between[0]?.start ?? verb.start, end: verb.end }],
    content: [{ start: content.start, end }],
    quoted: quoted.filter((span) => span.end <= end),
  };
}

/**
 * A sentence that closes with who relayed it ("Holt says the dam is safe, Radio Ostmar reported") is the statement of
 * the one it is about. Where such a sentence was found under the outlet, its statement is taken out of the clause; the
 * outlet stays beside it and belongs to the chain of reporting.
 * @returns the statements, as many and in the same order
 */
export function unfolded(
  attributions: readonly Attribution[],
  context: SourceContext,
  outlets: OutletList,
): Attribution[] {
  const { text, tokens, lexicon } = context;
  return attributions.map((one) => {
    const [source] = one.source;
    const [cue] = one.cue;
    const [content] = one.content;
    if (!source || !cue || !content || one.content.length !== 1 || source.start < content.end) return one;
    if (!outlets.relayCues.has(text.slice(cue.start, cue.end).toLowerCase())) return one;
    const clause = tokensIn(tokens, content);
    // The statement may have been found in the clause already.
    const found = attributions.some(
      (other) =>
        other !== one &&
        other.source[0] &&
        content.start <= other.source[0].start &&
        other.source[0].end <= content.end,
    );
    if (found) return one;
    const behind = closing(clause, one, context);
    if (behind) return { ...one, ...behind };
    const verb = clause
      .slice(0, REACH)
      .findIndex((token, i) => i > 0 && !token.quoted && lexicon.sayingVerbs.has(token.lower));
    const first = clause[0];
    if (verb < 1 || !first) return one;
    const subject = { start: first.start, end: clause[verb - 1]!.end };
    const named = context.mentionsIn(subject).some(({ end }) => end === subject.end);
    if (!named && !(verb === 1 && lexicon.pronouns.has(first.lower))) return one;
    if (/[,;:“”"]/u.test(text.slice(subject.start, subject.end))) return one;
    const said = clause[verb]!;
    const begin = tokens[tokenAt(tokens, said.end)];
    if (!begin || begin.start >= content.end) return one;
    const inner = { start: begin.start, end: content.end };
    return {
      ...one,
      source: [subject],
      cue: [{ start: said.start, end: said.end }],
      content: [inner],
      quoted: one.quoted.filter(({ start }) => start >= inner.start),
    };
  });
}
