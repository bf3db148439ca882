import type { Offsets } from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import type { OutletList } from './outlets.js';
import { describeWords, segmentsOf, type SourceContext } from './source.js';
import { tokenAt, tokensIn, type Token } from './tokens.js';

/** Words from the start of a clause within which its verb of saying stands. */
const REACH = 14;

/** The fewest words that say something. */
const FEWEST = 5;
/** Words behind the verb that only say to whom it is said, at most: "told its assembly". */
const HEARER = 3;
/** Words of a description, at most: "the head of the harbour regulator". */
const LONGEST = 8;
/** Auxiliaries between a name and its verb of saying: "Holt had said". */
const AUXILIARIES = 2;

/**
 * The words that name who speaks, before the verb of a clause that closes with it: "Mayor Ana Holt had said", "the head of
 * the union, Ana Holt, told", "the head of the regulator has said".
 * @param at index of the verb in its clause
 */
function speakerBefore(
  at: number,
  clause: readonly Token[],
  content: Offsets,
  context: SourceContext,
): Offsets | null {
  const { text, mentionsIn, lexicon } = context;
  const { articles, possessives } = lexicon.sources;
  const isOpening = (token: Token | undefined) =>
    token !== undefined && (articles.has(token.lower) || possessives.has(token.lower));
  const verb = clause[at]!;
  let last = at - 1;
  while (at - last <= AUXILIARIES && lexicon.clauses.verbs.has(clause[last]?.lower ?? '')) last--;
  const end = clause[last]?.end;
  if (end === undefined || /[;:“”"]/u.test(text.slice(end, verb.start))) return null;
  const segments = segmentsOf(clause.slice(0, last + 1));
  const [apposed, closing] = [segments.at(-2), segments.at(-1)!];
  const name = mentionsIn({ start: content.start, end: verb.start }).at(-1);
  if (name?.end === end && name.kind !== 'place') {
    const told = closing[0]!.start === name.start && isOpening(apposed?.[0]) ? apposed![0]! : null;
    const comma = text.slice(end, verb.start).includes(',');
    if (!comma) return { start: name.phraseStart, end };
    return told ? { start: told.start, end } : null;
  }
  const described =
    isOpening(closing[0]) && closing.length <= LONGEST && !/,/u.test(text.slice(end, verb.start));
  return described && describeWords(closing, context)?.kind === 'person'
    ? { start: closing[0]!.start, end }
    : null;
}

/**
 * Who said words that stand before him in a relayed clause: "“We never left,” Mayor Ana Holt had said at noon" of
 * "…, as the Courier reported".
 */
function closing(
  clause: readonly Token[],
  { content: [content], quoted }: Attribution,
  context: SourceContext,
): Pick<Attribution, 'source' | 'cue' | 'content' | 'quoted'> | null {
  const { text, lexicon } = context;
  if (!content || clause[0]?.sentence !== clause.at(-1)?.sentence) return null;
  const at = clause.findLastIndex((token) => !token.quoted && lexicon.sayingVerbs.has(token.lower));
  const verb = clause[at];
  if (!verb) return null;
  const speaker = speakerBefore(at, clause, content, context);
  if (!speaker) return null;
  const between = clause.slice(clause.findIndex(({ end }) => end >= speaker.end) + 1, at);
  const words = text.slice(content.start, speaker.start);
  // The speaker begins the clause: a comma stands before it, as a rule inside the quotation.
  const joint = /,?[”"’]?,?\s*$/u.exec(words)![0];
  if (!joint.includes(',')) return null;
  const quote = /[”"’]/u.test(joint);
  // "After the vote, Holt said the dam was safe": the words are those behind the verb.
  const before = clause.filter(({ start }) => start < speaker.start);
  const next = clause[at + 1]?.lower ?? '';
  const { articles, prepositions, possessives } = lexicon.sources;
  const adjunct = before.length < FEWEST || prepositions.has(before[0]!.lower);
  const behind = clause.slice(at + 1);
  // "Holt told her party"
  const hearer = possessives.has(next) && behind.length <= HEARER;
  if (!quote && (adjunct || articles.has(next) || (lexicon.pronouns.has(next) && !hearer))) return null;
  if (/[,:“”"]/u.test(text.slice(verb.end, content.end).replace(/,\s*$/u, ''))) return null;
  if (behind.some(({ lower }) => lexicon.pronouns.get(lower) === 'relative')) return null;
  const end = content.start + words.length - (quote ? /\s*$/u.exec(words)![0].length : joint.length);
  return {
    source: [speaker],
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
        other.source[0].end <= content.end &&
        other.content.some(({ start, end }) => content.start <= start && end <= content.end),
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
    // "All told, they spent more, according to …"
    if (!begin || begin.start >= content.end || begin.gap.startsWith(',')) return one;
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
