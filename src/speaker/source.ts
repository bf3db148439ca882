import type { Offsets } from '../record.js';
import type { Lexicon } from './lexicon.js';
import type { Mention } from './mentions/mention.js';
import { isPluralPersonNoun, isPluralRole, personNoun, roleFrom, roleNoun, type Role } from './role.js';
import { pronounIn, tokensIn, type Token } from './tokens.js';

/** What the words that name a source are, before they are resolved. */
export type SourceForm = { form: 'none' } | NameForm | PronounForm | Description | SeveralForm;

/** One name, or several: "Stone and Holt". */
export interface NameForm {
  form: 'names';
  mentions: readonly Mention[];
  /** The pronoun that is joined with them: "he and Jens Holt". */
  pronoun?: Token;
}

export interface PronounForm {
  form: 'pronoun';
  token: Token;
  /** Which pronoun, as `pronouns.json` has it: `male`, `female`, `plural`, `first`, … */
  pronoun: string;
}

/** A name or pronoun joined with someone described: "Holt and her aides". */
export interface SeveralForm {
  form: 'several';
  parts: readonly (NameForm | PronounForm | Description)[];
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
  /** The noun phrase to whom it belongs: "the bank's board". */
  ownerPhrase: readonly Token[];
  /** What follows "of", "for", "to" or "at" behind the noun. */
  of: readonly Token[];
  /** The word that joins it: "of" in "a spokesman of the mayor". */
  ofWord: string | null;
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

/** The stretches between commas, dashes and brackets. */
export function segmentsOf(tokens: readonly Token[]): Token[][] {
  const out: Token[][] = [];
  for (const token of tokens) {
    if (out.length === 0 || /[,;:()—–]|\s--?\s/u.test(token.gap)) out.push([token]);
    else out.at(-1)!.push(token);
  }
  return out;
}

const isNamed = ({ kind }: Mention) => kind === 'person' || kind === 'name';
/** What may be a person by its name: a road is none. */
const mayBePerson = (mention: Mention) => isNamed(mention) && !mention.site;

/** A stretch with its names, cut into the noun phrase and what hangs on it. */
interface Phrase {
  tokens: readonly Token[];
  mentions: readonly Mention[];
  /** Tokens before the first preposition, verb or relative pronoun. */
  head: readonly Token[];
  tail: readonly Token[];
}

function phraseOf(
  tokens: readonly Token[],
  { lexicon }: SourceContext,
  mentions: readonly Mention[],
): Phrase {
  const { prepositions } = lexicon.sources;
  const inName = (token: Token) =>
    mentions.some((mention) => mention.start < token.start && token.end < mention.end);
  // "a delegate supporting Holt"
  const doing = (token: Token, before: Token) =>
    !token.capital &&
    lexicon.clauses.doing.some((ending) => token.lower.endsWith(ending)) &&
    personNoun(lexicon, before) !== null;
  // "a poll taken last week"
  const done = (token: Token, before: Token, rest: readonly Token[]) =>
    !token.capital &&
    !lexicon.sources.naming.has(token.lower) &&
    lexicon.clauses.done.some((ending) => token.lower.endsWith(ending)) &&
    (lexicon.documents.has(before.lower) || lexicon.organisationHeads.has(before.lower)) &&
    !rest.some(({ lower }) => prepositions.has(lower));
  const cut = tokens.findIndex(
    (token, i) =>
      i > 0 &&
      !inName(token) &&
      (prepositions.has(token.lower) ||
        lexicon.roleBoundaries.has(token.lower) ||
        doing(token, tokens[i - 1]!) ||
        done(token, tokens[i - 1]!, tokens.slice(i + 1))),
  );
  const [first, last] = [tokens[0]!, tokens.at(-1)!];
  return {
    tokens,
    // A source may hold only the first or the last words of a name.
    mentions: mentions.filter(({ start, end }) => end > first.start && start < last.end),
    head: cut < 0 ? tokens : tokens.slice(0, cut),
    tail: cut < 0 ? [] : tokens.slice(cut),
  };
}

/** The name that a noun phrase ends in: "campaign manager Jens Holt". */
function nameAtEnd({ head, mentions }: Phrase): Mention | null {
  const last = head.at(-1);
  return (last && mentions.find(({ start, end }) => start <= last.start && last.end <= end)) ?? null;
}

/** A name at the very end of a stretch that stands beside its noun: "master of ceremonies Jens Holt". */
function nameBeside({ tail, mentions }: Phrase, plural: boolean, lexicon: Lexicon): Mention | null {
  const last = tail.at(-1);
  const found = last && mentions.find(({ end }) => end === last.end);
  // "Secretary of State Ana Holt": the office before the name holds the preposition.
  if (found && isNamed(found) && !plural && found.phraseStart < tail[0]!.start) return found;
  if (found && !plural && isBoth(tail, found, lexicon)) return found;
  if (!found || plural || !mayBePerson(found) || found.words.length < 2 || found.phraseStart < found.start)
    return null;
  const before = tail[tail.findIndex(({ start }) => start === found.start) - 1];
  return before &&
    !before.capital &&
    !lexicon.sources.prepositions.has(before.lower) &&
    // "a guard at the Grand Hall" is no Grand Hall.
    !lexicon.sources.articles.has(before.lower) &&
    !before.possessive &&
    found.token.joined
    ? found
    : null;
}

/** Whether two offices, of which the second has no article, are of the one whose name follows: "secretary of state and nominee Ana Holt". */
function isBoth(tail: readonly Token[], { phraseStart, start }: Mention, lexicon: Lexicon): boolean {
  const joint = tail[tail.findIndex((token) => token.start >= phraseStart) - 1];
  return phraseStart < start && joint !== undefined && lexicon.sources.joiners.has(joint.lower);
}

/** The name behind "called" and its like: "a website called Harbour Talk". */
function nameGiven({ tokens, mentions }: Phrase, { sources }: Lexicon): Mention | null {
  const at = tokens.findIndex((token) => sources.naming.has(token.lower));
  const next = at < 0 ? undefined : tokens[at + 1];
  return (next && mentions.find(({ start }) => start === next.start)) ?? null;
}

/** The head noun of a noun phrase, with what it is. */
function nounOf(
  head: readonly Token[],
  lexicon: Lexicon,
): { noun: Token; kind: Description['kind']; plural: boolean } | null {
  for (let i = head.length - 1; i >= 0; i--) {
    const token = head[i]!;
    const { lower } = token;
    // A "general staff" is no general.
    if (i < head.length - 1 && lexicon.roleModifiers.has(lower)) continue;
    // "Liberal groups" are no liberal.
    if (i < head.length - 1 && lexicon.parties.has(lower)) break;
    const title = token.capital && lexicon.titles.has(lower) && lower.length > 3;
    const last = i === head.length - 1 && !token.capital && lexicon.personEndings.test(lower);
    const role = roleNoun(lexicon, lower) !== null || title || last;
    const plural = isPluralRole(lexicon, lower) && !lexicon.roles.has(lower);
    if (role || plural) return { noun: token, kind: plural ? 'group' : 'person', plural };
    if (lexicon.documents.has(lower)) return { noun: token, kind: 'document', plural: /[^s]s$/u.test(lower) };
    // "World Bank watchers" are no bank.
    const named = token.capital && head[i + 1] !== undefined && !head[i + 1]!.capital;
    if (lexicon.organisationHeads.has(lower) && !named)
      return { noun: token, kind: 'organisation', plural: false };
    // "the relay rider", but not "detectives hunting the thief".
    if (i === head.length - 1 && !head.slice(1).some((one) => lexicon.sources.articles.has(one.lower))) {
      if (personNoun(lexicon, token) !== null) return { noun: token, kind: 'person', plural: false };
      if (isPluralPersonNoun(lexicon, token)) return { noun: token, kind: 'group', plural: true };
    }
    // Only the last words can be the head: "the Senate hopefuls" has one, "the hacker attack" none.
    if (i < head.length - 2) break;
  }
  return null;
}

/** The people of whom a phrase counts many: "a handful of lawmakers". */
function manyOf({ tail }: Phrase, lexicon: Lexicon): ReturnType<typeof nounOf> {
  const end = tail.findIndex(({ lower }, i) => i > 0 && lexicon.sources.prepositions.has(lower));
  const found = nounOf(tail.slice(1, end < 0 ? tail.length : end), lexicon);
  const counted = found?.plural && found.kind === 'group' && !found.noun.capital;
  return counted && lexicon.nameWords.belonging.has(tail[0]!.lower) ? found : null;
}

function describe(phrase: Phrase, context: SourceContext): Description {
  const { lexicon, text } = context;
  const { sources } = lexicon;
  const head = phrase.head;
  const found = nounOf(head, lexicon) ?? manyOf(phrase, lexicon);
  // "the school's Facebook post" is the school's.
  const holder = head.find(
    ({ possessive, capital, lower }) =>
      possessive && !capital && (lexicon.organisationHeads.has(lower) || roleNoun(lexicon, lower) !== null),
  );
  const inner = phrase.mentions.filter(
    ({ start }) => head.length > 0 && start < head.at(-1)!.end && (!holder || start < holder.start),
  );
  const first = phrase.tokens[0]!;
  const joint = phrase.tail.length > 1 && sources.complements.has(phrase.tail[0]!.lower);
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
      sources.definite.has(first.lower) ||
      inner.some((mention) => context.tokens[mention.to - 1]!.possessive),
    owner: inner[0] ?? null,
    ownerPronoun: sources.possessives.has(first.lower) ? first : null,
    ownerPhrase: inner.length === 0 ? head.slice(0, head.findIndex(({ possessive }) => possessive) + 1) : [],
    of: joint ? phrase.tail.slice(1) : [],
    ofWord: joint ? phrase.tail[0]!.lower : null,
    tokens: phrase.tokens,
  };
}

/** The description that a noun phrase of the running text is; null where the language knows no noun in it. */
export function describeWords(words: readonly Token[], context: SourceContext): Description | null {
  if (words.length === 0) return null;
  const mentions = context.mentionsIn({ start: words[0]!.start, end: words.at(-1)!.end });
  const form = describe(phraseOf(words, context, mentions), context);
  return form.noun ? form : null;
}

const inSpan = (inner: Offsets, outer: Offsets) => outer.start <= inner.start && inner.end <= outer.end;

/** What stands between commas behind some names and tells what they are: "Holt, the speaker of the House, and Ruiz". */
function appositions(mentions: readonly Mention[], { tokens, lexicon }: SourceContext): Offsets[] {
  const [first, last] = [mentions[0], mentions.at(-1)];
  if (!first || !last) return [];
  let to = last.to;
  while (tokens[to]?.joined && tokens[to]!.sentence === last.token.sentence) to++;
  const segments = segmentsOf(tokens.slice(first.from, to));
  return segments.flatMap((segment, n) => {
    const [opening, closing] = [segment[0]!, segment.at(-1)!];
    const before = segments[n - 1]?.at(-1);
    const behindName = before && mentions.some(({ end }) => end === before.end);
    const named = mentions.some(
      ({ end, kind }) =>
        end === closing.end && (kind === 'person' || (kind === 'name' && segment.length < 4)),
    );
    return behindName && !named && lexicon.sources.articles.has(opening.lower)
      ? [{ start: opening.start, end: closing.end }]
      : [];
  });
}

/** Names joined with one by "and" or commas: "Stone, Holt and Ruud". */
function joined(one: Mention, all: readonly Mention[], context: SourceContext): Mention[] {
  const { text, tokens, lexicon } = context;
  const { joiners } = lexicon.sources;
  const telling = appositions(all, context);
  // "the Ostmar Post editor Jens Holt": what introduces a name is not joined with it.
  const introduces = (mention: Mention) =>
    all.some(({ phraseStart, start }) => phraseStart <= mention.start && mention.end <= start);
  const mentions = all.filter(
    (mention) => mention === one || !(telling.some((span) => inSpan(mention, span)) || introduces(mention)),
  );
  const wordsBetween = (from: number, to: number) => {
    let between = text.slice(from, to);
    for (const span of telling)
      if (inSpan(span, { start: from, end: to }))
        between = between.replace(text.slice(span.start, span.end), '');
    return between
      .replace(/^ \([^)]*\)/u, '')
      .toLowerCase()
      .split(/[\s,]+/u)
      .filter(Boolean);
  };
  const linked = (before: Mention, after: Mention) => {
    // Only people are told of between two names.
    const told = telling.some((span) => inSpan(span, { start: before.end, end: after.start }));
    const people = before.kind === 'person' && after.kind === 'person';
    if (told && (!people || tokens[after.to - 1]!.possessive)) return false;
    // "Jens Holt, 25, and his wife, Ana Ruiz"
    const words = wordsBetween(before.end, after.phraseStart).filter(
      (word, i) => i > 0 || !/^\p{N}+$/u.test(word),
    );
    const joint = words[0] !== undefined && joiners.has(words[0]) ? words.slice(1) : words;
    const comma = /^(?: \([^)]*\))?,/u.test(text.slice(before.end, after.phraseStart));
    // "The top Republicans in Congress, Jens Holt and …"
    const kinds = [before.kind, after.kind];
    if (comma && kinds.includes('person') && kinds.includes('organisation')) return false;
    return (
      (comma || joint !== words) &&
      joint.every((word) => lexicon.nameWords.articles.has(word) || isKin(word, joint, lexicon)) &&
      !tokens[before.to - 1]!.possessive &&
      (after.kind !== 'place' || (before.kind === 'place' && joint !== words))
    );
  };
  const at = mentions.indexOf(one);
  let from = at;
  let to = at;
  while (from > 0 && linked(mentions[from - 1]!, mentions[from]!)) from--;
  while (to + 1 < mentions.length && linked(mentions[to]!, mentions[to + 1]!)) to++;
  const out = mentions.slice(from, to + 1);
  const whole = wordsBetween(out[0]!.end, out.at(-1)!.start);
  return out.length > 1 && (whole.some((word) => joiners.has(word)) || one.token.headline) ? out : [one];
}

/** Whether a word tells whose relative someone is: "his" and "wife" in "Jens Holt and his wife, Ana Ruiz". */
function isKin(word: string, among: readonly string[], { sources, kin }: Lexicon): boolean {
  return kin.has(word) || (sources.possessives.has(word) && among.some((other) => kin.has(other)));
}

/**
 * The name that stands behind a noun between commas: "his wife, Ana Holt", "two objectors, Jens Holt and Ana Ruiz".
 * Words that begin a list of examples name nobody in particular.
 * @param single one person is described, so that a surname alone will do
 * @param fits whether a name can be that of what the noun describes
 */
function apposed(
  segments: readonly Phrase[],
  mentions: readonly Mention[],
  context: SourceContext,
  single: boolean,
  fits: (mention: Mention) => boolean = isNamed,
): Mention[] | null {
  const { sources } = context.lexicon;
  for (const segment of segments) {
    const opening = segment.head[0]?.lower ?? '';
    if (sources.prepositions.has(opening) || sources.examples.has(opening) || sources.joiners.has(opening))
      return null;
    const name = nameAtEnd(segment);
    const known = name && (name.words.length > 1 || single);
    if (name && fits(name) && known && !context.tokens[name.to - 1]!.possessive) {
      const opens = segments[0]!.tokens[0]!.start;
      const apart = mentions.filter(({ end }) => end > opens);
      return joined(name, apart, context);
    }
  }
  return null;
}

const isPeopleNoun = (token: Token | undefined, lexicon: Lexicon) =>
  token !== undefined && !token.capital && isPluralRole(lexicon, token.lower);

const isHeld = ({ possessive }: Token) => possessive;

/** An office that owns something hides the noun behind it: "the secretary of state's website" is a website. */
function headOf(phrase: Phrase, context: SourceContext, mentions: readonly Mention[]): Phrase {
  const [joint, portfolio, noun] = phrase.tail;
  if (!portfolio?.possessive || !noun || !context.lexicon.portfolios.has(portfolio.lower)) return phrase;
  return context.lexicon.sources.complements.has(joint!.lower)
    ? phraseOf(phrase.tail.slice(2), context, mentions)
    : phrase;
}

/** A pronoun with the names that are joined to it: "he and the developer Jens Holt". */
function withNames([pronoun, joint, ...rest]: readonly Token[], context: SourceContext): NameForm | null {
  if (!pronoun || !joint || !context.lexicon.sources.joiners.has(joint.lower)) return null;
  const other = readPhrase(rest, context);
  return other.form === 'names' && other.mentions.every(isNamed) ? { ...other, pronoun } : null;
}

/**
 * Reads a noun phrase that names someone.
 * @param given its words
 * @example readPhrase(tokensIn(tokens, span), context).form // 'description'
 */
export function readPhrase(given: readonly Token[], context: SourceContext): SourceForm {
  const { lexicon } = context;
  const { sources } = lexicon;
  // "both Holt and Ruiz", but "both parents"
  const skip = given.findIndex(
    (token, i) =>
      !sources.leading.has(token.lower) ||
      (sources.pairs.has(token.lower) && isPeopleNoun(given[i + 1], lexicon)),
  );
  const end = given.findLastIndex((token) => !sources.emphatic.has(token.lower));
  const tokens = given.slice(Math.max(0, skip), end >= Math.max(0, skip) ? end + 1 : given.length);
  const first = tokens[0];
  if (!first) return { form: 'none' };
  const mentions = context.mentionsIn({ start: first.start, end: tokens.at(-1)!.end });
  const pronoun = pronounIn(first, lexicon);
  const second = tokens[1];
  const alone =
    !second ||
    sources.prepositions.has(second.lower) ||
    lexicon.roleBoundaries.has(second.lower) ||
    sources.joiners.has(second.lower) ||
    !second.joined;
  const segments = segmentsOf(tokens).map((segment) => phraseOf(segment, context, mentions));
  if (
    pronoun &&
    !(mentions[0]?.token === first) &&
    (alone || /^(?:first|male|female|second)$/u.test(pronoun))
  ) {
    if (alone || !sources.possessives.has(first.lower)) {
      // "one of the doctors, Ana Ruiz,"
      const joint = /^(?:fe)?male$/u.test(pronoun) ? withNames(tokens, context) : null;
      if (joint) return joint;
      const behind = pronoun === 'indefinite' ? apposed(segments.slice(1), mentions, context, false) : null;
      return behind ? { form: 'names', mentions: behind } : { form: 'pronoun', token: first, pronoun };
    }
  }
  const main = headOf(segments[0]!, context, mentions);
  const name = nameAtEnd(main);
  const noun = nounOf(main.head, lexicon);
  // "the Ostmar Post/Radio Ost Poll" is named by both.
  const half = name?.token.gap === '/' && noun?.kind === 'document';
  if (
    name &&
    !half &&
    !(noun && noun.noun.start > name.start && (name.kind === 'place' || noun.noun.end > name.end))
  ) {
    return { form: 'names', mentions: joined(name, mentions, context) };
  }
  const beside = nameBeside(main, noun?.plural ?? false, lexicon);
  // "the commander of the Northern Fleet, Admiral Jens Holt"
  const holder =
    beside && beside.kind !== 'person' && noun?.kind === 'person'
      ? apposed(segments.slice(1), mentions, context, true, ({ kind }) => kind === 'person')
      : null;
  if (holder) return { form: 'names', mentions: holder };
  if (beside) return { form: 'names', mentions: [beside] };
  const called = nameGiven(main, lexicon);
  if (called) return { form: 'names', mentions: [called] };
  if (noun?.kind !== 'document' && noun?.kind !== 'organisation' && !name) {
    const behind = apposed(segments.slice(1), mentions, context, noun?.kind === 'person');
    if (behind) return { form: 'names', mentions: behind };
  }
  // "one group, Harbour Watch,"
  if (noun?.kind === 'organisation' && !name && main.tail.length === 0 && !main.head.some(isHeld)) {
    const body = ({ kind }: Mention) => kind === 'organisation' || kind === 'name';
    const behind = apposed(segments.slice(1), mentions, context, false, body);
    if (behind) return { form: 'names', mentions: behind };
  }
  // "Holt of Iowa", "Holt and his wife": the head is cut short by what follows the name.
  const leading = main.mentions.find(
    (mention) => mention.token === first || mention.phraseStart <= first.start,
  );
  if (leading && !noun && main.head.length > 0 && leading.end >= main.head.at(-1)!.end) {
    return { form: 'names', mentions: joined(leading, mentions, context) };
  }
  if (leading && !noun && isNamed(leading) && !context.tokens[leading.to - 1]!.possessive) {
    const after = context.tokens[leading.to];
    if (after && sources.joiners.has(after.lower))
      return { form: 'names', mentions: joined(leading, mentions, context) };
  }
  return describe(main, context);
}

/** A name or pronoun and a description that are joined: "Holt and her aides", "the company and the mayor, Jens Holt,". */
function severalIn(tokens: readonly Token[], context: SourceContext): SeveralForm | null {
  const { prepositions, joiners, definite, possessives } = context.lexicon.sources;
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return null;
  const names = context.mentionsIn({ start: first.start, end: last.end });
  const joints = tokens.filter(
    ({ start, end, lower }) =>
      joiners.has(lower) && !names.some((name) => name.start <= start && end <= name.end),
  );
  const at = joints.length === 1 ? tokens.indexOf(joints[0]!) : -1;
  const [left, right] = [tokens.slice(0, at), tokens.slice(at + 1)];
  const plain = left.every(({ lower }, i) => i === 0 || !prepositions.has(lower));
  // "Senator Holt (R-Ark.) and her aides"
  const whole = segmentsOf(left).every(([word], i) => i === 0 || word!.gap.endsWith('('));
  if (at <= 0 || right.length === 0 || !plain || !whole) return null;
  const parts = [readPhrase(left, context), readPhrase(right, context)];
  const told = parts.filter(
    (part): part is Description =>
      part.form === 'description' && part.noun !== null && (part.definite || part.plural),
  );
  const named = parts.filter(
    (part): part is NameForm | PronounForm =>
      (part.form === 'names' && part.mentions.length === 1) ||
      (part.form === 'pronoun' && /^(?:fe)?male$/u.test(part.pronoun)),
  );
  const [one] = named;
  if (told.length !== 1 || named.length !== 1 || !one || (one.form === 'pronoun' && parts[0] !== one))
    return null;
  const determined = ({ lower, possessive }: Token) =>
    possessive || definite.has(lower) || possessives.has(lower);
  if (one.form === 'names') {
    // "the former aide and anchor Jens Holt" is one, "Minority and women voters" have no names.
    const [name] = one.mentions as [Mention];
    const words = one === parts[0] ? left : right;
    const alone = segmentsOf(words)[0]!.at(-1)!;
    const full = name.phraseStart <= words[0]!.start && (one !== parts[0] || name.end >= alone.end);
    if (!full && !determined(words[0]!)) return null;
    const sameOne = told[0]!.kind === 'person' && name.start > words[0]!.start && !determined(words[0]!);
    if (one !== parts[0] && sameOne) return null;
    if (name.kind !== 'person' && name.token.first && one === parts[0] && !determined(right[0]!)) return null;
  }
  return { form: 'several', parts: parts as (NameForm | PronounForm | Description)[] };
}

/**
 * Reads the words that name a source.
 * @param source the spans of the source
 * @param context the document's words and names
 * @example readSource([], context) // { form: 'none' }
 */
export function readSource(source: readonly Offsets[], context: SourceContext): SourceForm {
  const tokens = source.flatMap((piece) => tokensIn(context.tokens, piece));
  return severalIn(tokens, context) ?? readPhrase(tokens, context);
}
