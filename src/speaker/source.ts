import type { Offsets } from '../record.js';
import type { Lexicon } from './lexicon.js';
import type { Mention } from './mentions.js';
import { isPluralRole, roleFrom, roleNoun, type Role } from './role.js';
import { tokenAt, tokensIn, type Token } from './tokens.js';

/** What the words that name a source are, before they are resolved. */
export type SourceForm = { form: 'none' } | NameForm | PronounForm | Description;

/** One name, or several: "Stone and Holt". */
export interface NameForm {
  form: 'names';
  mentions: readonly Mention[];
}

export interface PronounForm {
  form: 'pronoun';
  token: Token;
  /** Which pronoun, as `pronouns.json` has it: `male`, `female`, `plural`, `first`, … */
  pronoun: string;
}

/** A common noun with what belongs to it: "the Pakistani foreign minister", "his wife", "the campaign", "critics". */
export interface Description {
  form: 'description';
  /** The head noun; null where the words have none that the language knows. */
  noun: Token | null;
  kind: 'person' | 'organisation' | 'document' | 'group';
  role: Role | null;
  plural: boolean;
  /** "the", "his", "Holt's": one that the reader is to know already. */
  definite: boolean;
  /** To whom it belongs: "Holt's campaign", "the Holt campaign", "his wife". */
  owner: Mention | null;
  ownerPronoun: Token | null;
  /** What follows "of", "for", "to" or "at" behind the noun. */
  of: readonly Token[];
  tokens: readonly Token[];
}

/** What reading a source needs to know of its document. */
export interface SourceContext {
  text: string;
  tokens: readonly Token[];
  lexicon: Lexicon;
  /** The names that stand in a span, in order. */
  mentionsIn: (span: Offsets) => Mention[];
}

const PREPOSITIONS = new Set(
  'of for to from with by at in on about against near among inside within behind around like including such between across who whom whose which that'.split(
    ' ',
  ),
);
const DEFINITE = new Set([
  'the',
  'his',
  'her',
  'their',
  'its',
  'my',
  'our',
  'this',
  'that',
  'these',
  'those',
]);
const POSSESSIVES = new Set(['his', 'her', 'their', 'its', 'my', 'our', 'your']);
/** Words in front of a source that are no part of it. */
const LEADING = new Set([
  'by',
  'to',
  'from',
  'in',
  'on',
  'for',
  'of',
  'with',
  'among',
  'as',
  'at',
  'even',
  'only',
  'and',
  'but',
  'both',
]);

/** The stretches between commas, dashes and brackets. */
function segmentsOf(tokens: readonly Token[]): Token[][] {
  const out: Token[][] = [];
  for (const token of tokens) {
    if (out.length === 0 || /[,;:()—–]|\s-\s/u.test(token.gap)) out.push([token]);
    else out.at(-1)!.push(token);
  }
  return out;
}

const isNamed = ({ kind }: Mention) => kind === 'person' || kind === 'name';

/** A stretch with its names, cut into the noun phrase and what hangs on it. */
interface Phrase {
  tokens: readonly Token[];
  mentions: readonly Mention[];
  /** Tokens before the first preposition, verb or relative pronoun. */
  head: readonly Token[];
  tail: readonly Token[];
}

function phraseOf(tokens: readonly Token[], context: SourceContext, mentions: readonly Mention[]): Phrase {
  const inName = (token: Token, i: number) =>
    i > 0 && mentions.some((mention) => mention.start < token.start && token.end < mention.end);
  const cut = tokens.findIndex(
    (token, i) =>
      i > 0 &&
      !inName(token, i) &&
      (PREPOSITIONS.has(token.lower) || context.lexicon.roleBoundaries.has(token.lower)),
  );
  return {
    tokens,
    mentions: mentions.filter(({ end }) => end > tokens[0]!.start && end <= tokens.at(-1)!.end + 2),
    head: cut < 0 ? tokens : tokens.slice(0, cut),
    tail: cut < 0 ? [] : tokens.slice(cut),
  };
}

/** The name that a noun phrase ends in: "campaign manager Jens Holt". */
function nameAtEnd({ head, mentions }: Phrase): Mention | null {
  const last = head.at(-1);
  if (!last) return null;
  // A source may hold only the end of a name.
  return mentions.find(({ end }) => end === last.end) ?? null;
}

/** A name at the very end of a stretch that stands beside its noun: "master of ceremonies Jens Holt". */
function nameBeside({ tail, mentions }: Phrase, plural: boolean): Mention | null {
  const last = tail.at(-1);
  const found = last && mentions.find(({ end }) => end === last.end);
  if (!found || plural || !isNamed(found) || found.words.length < 2 || found.phraseStart < found.start)
    return null;
  const before = tail[tail.findIndex(({ start }) => start === found.start) - 1];
  return before &&
    !before.capital &&
    !PREPOSITIONS.has(before.lower) &&
    !before.possessive &&
    found.token.joined
    ? found
    : null;
}

/** The head noun of a noun phrase, with what it is. */
function nounOf(
  head: readonly Token[],
  lexicon: Lexicon,
): { noun: Token; kind: Description['kind']; plural: boolean } | null {
  for (let i = head.length - 1; i >= 0; i--) {
    const token = head[i]!;
    const { lower } = token;
    const role = roleNoun(lexicon, lower) !== null || (lexicon.titles.has(lower) && lower.length > 3);
    const plural = isPluralRole(lexicon, lower) && !lexicon.roles.has(lower);
    if (role || plural) return { noun: token, kind: plural ? 'group' : 'person', plural };
    if (lexicon.documents.has(lower)) return { noun: token, kind: 'document', plural: /[^s]s$/u.test(lower) };
    if (lexicon.organisationHeads.has(lower)) return { noun: token, kind: 'organisation', plural: false };
    // Only the last words can be the head: "the Senate hopefuls" has one, "the hacker attack" none.
    if (i < head.length - 2) break;
  }
  return null;
}

function describe(phrase: Phrase, context: SourceContext): Description {
  const { lexicon, text } = context;
  const head = phrase.head;
  const found = nounOf(head, lexicon);
  const inner = phrase.mentions.filter(({ start }) => head.length > 0 && start < head.at(-1)!.end);
  const first = phrase.tokens[0]!;
  return {
    form: 'description',
    noun: found?.noun ?? null,
    kind: found?.kind ?? 'group',
    role:
      found && (found.kind === 'person' || found.kind === 'group')
        ? roleFrom(phrase.tokens, text, lexicon)
        : null,
    plural: found?.plural ?? true,
    definite:
      DEFINITE.has(first.lower) || inner.some((mention) => context.tokens[mention.to - 1]!.possessive),
    owner: inner[0] ?? null,
    ownerPronoun: POSSESSIVES.has(first.lower) ? first : null,
    of:
      phrase.tail.length > 1 && /^(?:of|for|to|at|with|from|in)$/u.test(phrase.tail[0]!.lower)
        ? phrase.tail.slice(1)
        : [],
    tokens: phrase.tokens,
  };
}

/** Names joined with one by "and" or commas: "Stone, Holt and Ruud". */
function joined(one: Mention, mentions: readonly Mention[], text: string): Mention[] {
  const linked = (before: Mention, after: Mention) =>
    /^(?: \([^)]*\))?,? ?(?:(?:and|or|&) )?(?:the )?$/u.test(text.slice(before.end, after.phraseStart)) &&
    after.kind !== 'place';
  const at = mentions.indexOf(one);
  let from = at;
  let to = at;
  while (from > 0 && linked(mentions[from - 1]!, mentions[from]!)) from--;
  while (to + 1 < mentions.length && linked(mentions[to]!, mentions[to + 1]!)) to++;
  const out = mentions.slice(from, to + 1);
  const whole = text.slice(out[0]!.end, out.at(-1)!.start);
  return out.length > 1 && /\b(?:and|or)\b|&/u.test(whole) ? out : [one];
}

/**
 * Reads a noun phrase that names someone.
 * @param given its words
 * @example readPhrase(tokensIn(tokens, span), context).form // 'description'
 */
export function readPhrase(given: readonly Token[], context: SourceContext): SourceForm {
  const { lexicon, text } = context;
  const skip = given.findIndex((token) => !LEADING.has(token.lower));
  const tokens = skip > 0 ? given.slice(skip) : given;
  const first = tokens[0];
  if (!first) return { form: 'none' };
  const mentions = context.mentionsIn({ start: first.start, end: tokens.at(-1)!.end });
  const pronoun = lexicon.pronouns.get(first.lower.replace(/'(?:s|ve|re|d|ll|m)$/u, ''));
  const second = tokens[1];
  const alone =
    !second || PREPOSITIONS.has(second.lower) || lexicon.roleBoundaries.has(second.lower) || !second.joined;
  if (
    pronoun &&
    !(mentions[0]?.token === first) &&
    (alone || /^(?:first|male|female|second)$/u.test(pronoun))
  ) {
    if (alone || !POSSESSIVES.has(first.lower)) return { form: 'pronoun', token: first, pronoun };
  }
  const segments = segmentsOf(tokens).map((segment) => phraseOf(segment, context, mentions));
  const main = segments[0]!;
  const name = nameAtEnd(main);
  const noun = nounOf(main.head, lexicon);
  if (name && !(name.kind === 'place' && noun && noun.noun.start > name.start)) {
    return { form: 'names', mentions: joined(name, mentions, text) };
  }
  const beside = nameBeside(main, noun?.plural ?? false);
  if (beside) return { form: 'names', mentions: [beside] };
  // "his wife, Ana Holt": the name stands behind the comma.
  const next = segments[1];
  const apposed = next ? nameAtEnd(next) : null;
  if (
    apposed &&
    isNamed(apposed) &&
    apposed.words.length > 1 &&
    noun?.kind === 'person' &&
    main.mentions.every((one) => one !== apposed)
  ) {
    if (next!.head[0]!.lower !== 'and') return { form: 'names', mentions: [apposed] };
  }
  // "Holt of Iowa", "Holt and his wife": the head is cut short by what follows the name.
  const leading = main.mentions.find(
    (mention) => mention.token === first || mention.phraseStart <= first.start,
  );
  if (leading && !noun && main.head.length > 0 && leading.end >= main.head.at(-1)!.end) {
    return { form: 'names', mentions: joined(leading, mentions, text) };
  }
  if (leading && !noun && isNamed(leading) && !context.tokens[leading.to - 1]!.possessive) {
    const after = context.tokens[leading.to];
    if (after && (after.lower === 'and' || after.lower === 'or'))
      return { form: 'names', mentions: joined(leading, mentions, text) };
  }
  return describe(main, context);
}

/**
 * Reads the words that name a source.
 * @param source the spans of the source
 * @param context the document's words and names
 * @example readSource([], context) // { form: 'none' }
 */
export function readSource(source: readonly Offsets[], context: SourceContext): SourceForm {
  const tokens = source.flatMap((piece) => tokensIn(context.tokens, piece));
  return readPhrase(tokens, context);
}

/**
 * The noun phrase that a relative pronoun belongs to: the words before "who" back to the start of their phrase.
 * @param at index of the relative pronoun
 */
export function antecedentOf(at: number, context: SourceContext): SourceForm {
  const { tokens, lexicon } = context;
  const relative = tokens[at]!;
  let from = at;
  while (from > 0 && at - from < 14) {
    const token = tokens[from]!;
    const before = tokens[from - 1]!;
    if (before.sentence !== relative.sentence) break;
    if (/[;:()]/u.test(token.gap)) break;
    if (lexicon.roleBoundaries.has(before.lower) && before.lower !== 'that') break;
    if (from < at && /,/u.test(token.gap)) break;
    from--;
  }
  // From the front, drop what belongs to the clause before: keep what follows the last verb-like or linking word.
  let start = from;
  for (let i = from; i < at; i++) {
    const { lower } = tokens[i]!;
    if (/^(?:to|by|against|from|and|but|about|with|as|is|was|are|were|like|on|between)$/u.test(lower))
      start = i + 1;
  }
  const near = context
    .mentionsIn({ start: tokens[Math.max(from, at - 6)]!.start, end: relative.start })
    .at(-1);
  if (near && tokenAt(tokens, near.start) + (near.to - near.from) === at && near.kind !== 'place') {
    return { form: 'names', mentions: [near] };
  }
  return start < at ? readPhrase(tokens.slice(start, at), context) : { form: 'none' };
}
