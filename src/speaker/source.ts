import type { Offsets } from '../record.js';
import type { Lexicon } from './lexicon.js';
import type { Mention } from './mentions.js';
import { isPluralRole, roleFrom, roleNoun, type Role } from './role.js';
import { tokensIn, type Token } from './tokens.js';

/** What the words that name a source are, before they are resolved. */
export type SourceForm =
  | { form: 'none' }
  /** One or several names: "Stone and Pence". */
  | { form: 'names'; mentions: readonly Mention[] }
  | { form: 'pronoun'; token: Token; pronoun: string }
  /** An office, occupation or relation: "the Pakistani foreign minister", "his wife", "a senior aide". */
  | { form: 'role'; role: Role; plural: boolean; definite: boolean; owner: Owner; tokens: readonly Token[] }
  /** An organisation or document by a common noun: "the campaign", "the poll", "Clinton's campaign". */
  | {
      form: 'thing';
      kind: 'organisation' | 'document';
      head: Token;
      owner: Owner;
      definite: boolean;
      tokens: readonly Token[];
    }
  /** Anything else: "critics", "many in the party". */
  | { form: 'other'; tokens: readonly Token[] };

/** To whom a role or thing belongs: a name ("Clinton's campaign") or a pronoun ("his wife"). */
export interface Owner {
  mention: Mention | null;
  pronoun: Token | null;
}

/** What reading a source needs to know of its document. */
export interface SourceContext {
  text: string;
  tokens: readonly Token[];
  lexicon: Lexicon;
  mentionsIn: (span: Offsets) => Mention[];
}

const PREPOSITIONS = new Set([
  'of',
  'for',
  'to',
  'from',
  'with',
  'by',
  'at',
  'in',
  'on',
  'about',
  'against',
  'near',
]);
const DEFINITE = new Set(['the', 'his', 'her', 'their', 'its', 'my', 'our', 'this', 'that']);
const POSSESSIVES = new Set(['his', 'her', 'their', 'its', 'my', 'our', 'your']);

/** The words of a source up to the clause that only describes it: "the minister, who …". */
function headPart(tokens: readonly Token[], lexicon: Lexicon): readonly Token[] {
  const at = tokens.findIndex((token, i) => i > 0 && lexicon.roleBoundaries.has(token.lower));
  return at < 0 ? tokens : tokens.slice(0, at);
}

/** Whether a name stands in the source for another: "Clinton's", "of Clinton", "Clinton campaign". */
function isInner(
  mention: Mention,
  tokens: readonly Token[],
  all: readonly Token[],
  others: readonly Mention[],
): boolean {
  const last = all[mention.to - 1]!;
  const first = tokens[0]!;
  if (last.possessive && all[mention.to] && all[mention.to]!.start < tokens.at(-1)!.end) return true;
  if (
    others.some(
      (other) => other !== mention && other.phraseStart <= mention.start && mention.start < other.start,
    )
  )
    return true;
  const before = all[mention.from - 1];
  return before !== undefined && before.start >= first.start && PREPOSITIONS.has(before.lower);
}

/**
 * Reads the words that name a source.
 * @param source the spans of the source
 * @param context the document's words and names
 */
export function readSource(source: readonly Offsets[], context: SourceContext): SourceForm {
  const { lexicon, text } = context;
  const span = source[0];
  if (!span) return { form: 'none' };
  const all = source.flatMap((piece) => tokensIn(context.tokens, piece));
  const tokens = headPart(all, lexicon);
  const first = tokens[0];
  if (!first) return { form: 'none' };
  const mentions = source
    .flatMap((piece) => context.mentionsIn(piece))
    .filter((mention) => mention.start < tokens.at(-1)!.end);
  const outer = mentions.filter((mention) => !isInner(mention, tokens, context.tokens, mentions));
  const pronoun = lexicon.pronouns.get(first.lower);
  if (tokens.length === 1 && pronoun && !(outer.length > 0 && first.lower !== 'i'))
    return { form: 'pronoun', token: first, pronoun };
  const people = outer.filter(
    ({ kind }) => kind === 'person' || kind === 'name' || kind === 'organisation' || kind === 'place',
  );
  const owner: Owner = {
    mention: mentions.find((mention) => !outer.includes(mention)) ?? null,
    pronoun: POSSESSIVES.has(first.lower) ? first : null,
  };
  const definite = DEFINITE.has(first.lower) || first.possessive || owner.mention?.token === first;
  const chief = people[0];
  if (chief) {
    const after = context.tokens[chief.to];
    const inside = after !== undefined && after.start < tokens.at(-1)!.end && after.joined;
    // "the Clinton campaign", "Republican officials", "Trump supporters"
    if (inside && !after.capital) {
      const rest = tokens.filter((token) => token.start >= after.start);
      const role = roleFrom(rest, text, lexicon);
      const named = people.find((mention) => mention.start > after.start && mention.kind !== 'place');
      if (named && !role) return { form: 'names', mentions: [named] };
      if (lexicon.organisationHeads.has(after.lower)) {
        return {
          form: 'thing',
          kind: 'organisation',
          head: after,
          owner: { mention: chief, pronoun: null },
          definite: true,
          tokens,
        };
      }
      if (role) {
        const head = rest.find(
          (token) => roleNoun(lexicon, token.lower) !== null || isPluralRole(lexicon, token.lower),
        );
        return {
          form: 'role',
          role,
          plural: head !== undefined && isPluralRole(lexicon, head.lower),
          definite,
          owner: { mention: chief, pronoun: null },
          tokens,
        };
      }
      if (rest.some((token) => lexicon.documents.has(token.lower))) {
        const head = rest.find((token) => lexicon.documents.has(token.lower))!;
        return {
          form: 'thing',
          kind: 'document',
          head,
          owner: { mention: chief, pronoun: null },
          definite,
          tokens,
        };
      }
      if (rest.some((token) => isPluralRole(lexicon, token.lower))) return { form: 'other', tokens };
    }
    const together = people.filter((mention, i) => {
      if (i === 0) return true;
      const between = text.slice(people[i - 1]!.end, mention.phraseStart);
      return /^,? ?(?:and|or|&)? ?(?:the )?$/u.test(between) && mention.kind !== 'place';
    });
    const joined =
      together.length > 1 && /\b(?:and|or)\b|&/u.test(text.slice(together[0]!.end, together.at(-1)!.start));
    // A list that ends in an unnamed one is led by its first name.
    return { form: 'names', mentions: joined ? together : [chief] };
  }
  const upTo = tokens.findIndex((token, i) => i > 0 && PREPOSITIONS.has(token.lower));
  const phrase = upTo < 0 ? tokens : tokens.slice(0, upTo);
  const role = roleFrom(tokens, text, lexicon);
  const head = [...phrase].reverse().find((token) => !PREPOSITIONS.has(token.lower));
  if (head && lexicon.documents.has(head.lower))
    return { form: 'thing', kind: 'document', head, owner, definite, tokens };
  if (role) {
    const noun = [...phrase]
      .reverse()
      .find((token) => roleNoun(lexicon, token.lower) !== null || isPluralRole(lexicon, token.lower));
    return {
      form: 'role',
      role,
      plural:
        noun !== undefined && isPluralRole(lexicon, noun.lower) && roleNoun(lexicon, noun.lower) === null,
      definite,
      owner,
      tokens,
    };
  }
  if (head && lexicon.organisationHeads.has(head.lower))
    return { form: 'thing', kind: 'organisation', head, owner, definite, tokens };
  if (pronoun && tokens.length <= 3) return { form: 'pronoun', token: first, pronoun };
  return { form: 'other', tokens };
}
