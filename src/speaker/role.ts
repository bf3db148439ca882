import type { Lexicon } from './lexicon.js';
import { placeKey } from './countries.js';
import { printed, type Token } from './tokens.js';

/** An office, occupation or relation that the page gives someone: "Russian Foreign Minister", "his wife". */
export interface Role {
  /** As printed, without article or possessive. */
  text: string;
  /** The person noun in small letters, titles spelled out: "minister", "senator". */
  head: string;
  /** All its content words in small letters. */
  words: ReadonlySet<string>;
  /** Those of its words that tell one holder from another: neither its noun, nor where or when. */
  telling: ReadonlySet<string>;
  /** Codes of the countries and states that it names. */
  regions: ReadonlySet<string>;
  /** Taken over from a counterpart, not printed so. */
  inferred: boolean;
  /** The word that makes it another office than its noun alone: "vice", "deputy". */
  deputy: string | null;
  /** Belongs to the one who writes or speaks: "my father". */
  mine: boolean;
}

/** The role noun of a word: "sen" is "senator", "spokesmen" "spokesman", "nominees" "nominee"; null where it is none. */
export function roleNoun(lexicon: Lexicon, word: string): string | null {
  const bare = word.replace(/\./gu, '');
  const spelled = lexicon.titleNouns.get(bare);
  if (spelled) return spelled;
  if (lexicon.roles.has(bare)) return lexicon.roleSynonyms.get(bare) ?? bare;
  const hyphen = /-([\p{L}]+)$/u.exec(bare)?.[1];
  if (hyphen && lexicon.roles.has(hyphen)) return lexicon.roleSynonyms.get(hyphen) ?? hyphen;
  return lexicon.partisans.has(bare) ? bare : null;
}

/**
 * The person noun that a word is: a role noun or, in small letters, one that only the long list has: "rider". What bears
 * a capital may be a name ("Archer"), so that no such noun tells of it.
 */
export function personNoun(lexicon: Lexicon, { lower, capital }: Token): string | null {
  const role = roleNoun(lexicon, lower);
  if (role !== null || capital) return role;
  return lexicon.personNouns.has(lower) || lexicon.personNouns.has(lower.replace(/^.*-/u, '')) ? lower : null;
}

/** Whether a word in small letters is the plural of a person noun that only the long list has: "riders". */
export function isPluralPersonNoun(lexicon: Lexicon, { lower, capital }: Token): boolean {
  if (capital) return false;
  for (const [plural, singular] of lexicon.plurals)
    if (lower.endsWith(plural)) return lexicon.personNouns.has(lower.slice(0, -plural.length) + singular);
  return [lower.replace(/s$/u, ''), lower.replace(/es$/u, ''), lower.replace(/ies$/u, 'y')].some(
    (singular) => singular !== lower && lexicon.personNouns.has(singular.replace(/^.*-/u, '')),
  );
}

/** Whether a word is a person noun in the plural. */
export function isPluralRole(lexicon: Lexicon, word: string): boolean {
  for (const [plural, singular] of lexicon.plurals)
    if (word.endsWith(plural)) return lexicon.roles.has(word.slice(0, -plural.length) + singular);
  if (!/s$/u.test(word)) return false;
  const singular = word.replace(/s$/u, '');
  return (
    lexicon.roles.has(singular) ||
    lexicon.roles.has(word.replace(/ies$/u, 'y')) ||
    lexicon.parties.has(singular) ||
    roleNoun(lexicon, singular) !== null
  );
}

/** Whether a word names the people of a country: "Russians", "the French". */
export function isPeople(lexicon: Lexicon, word: string): boolean {
  return /s$/u.test(word) && lexicon.regions.of.get(placeKey(word.slice(0, -1)))?.as === 'demonym';
}

/** The countries and states that some words name. */
export function regionsIn(tokens: readonly Token[], lexicon: Lexicon): Set<string> {
  const out = new Set<string>();
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    // "Ms." is no Mississippi.
    if (!token.capital || lexicon.courtesy.has(token.lower)) continue;
    const next = tokens[i + 1];
    const pair = next?.capital ? lexicon.regions.of.get(placeKey(`${token.text} ${next.text}`)) : undefined;
    const region = pair ?? (token.text.length > 1 ? lexicon.regions.of.get(placeKey(token.text)) : undefined);
    if (region) out.add(region.code);
    if (pair) i++;
  }
  return out;
}

/** The parties that some words name: "GOP candidate" is of the party that "republican" is. */
export function partiesIn(tokens: readonly Token[], lexicon: Lexicon): Set<string> {
  const out = new Set<string>();
  for (const { lower } of tokens) {
    const party = lexicon.partyWords.get(lower);
    if (party) out.add(party);
  }
  return out;
}

/**
 * The role that some words name, if they name one: its noun is the last person noun before the first preposition.
 * @param tokens the words of the phrase, in order
 * @param text the document's text
 * @example roleFrom(tokensIn(tokens, span), text, lexicon)?.head // 'minister'
 */
export function roleFrom(tokens: readonly Token[], text: string, lexicon: Lexicon): Role | null {
  const { prepositions, determiners } = lexicon.roleWords;
  let from = 0;
  while (from < tokens.length && determiners.has(tokens[from]!.lower)) from++;
  let head: string | null = null;
  let headAt = -1;
  for (let i = from; i < tokens.length; i++) {
    const { lower } = tokens[i]!;
    if (prepositions.has(lower)) {
      if (head) break;
      if (!lexicon.sources.joiners.has(lower)) return null;
      continue;
    }
    const noun =
      personNoun(lexicon, tokens[i]!) ?? (lexicon.titles.has(lower) && lower.length > 3 ? lower : null);
    if (noun) {
      head = noun;
      headAt = i;
    }
  }
  if (!head) return null;
  let to = tokens.length;
  // "secretary of state", but not "minister, who said": a phrase of place or belonging stays.
  for (let i = headAt + 1; i < tokens.length; i++) {
    const { lower } = tokens[i]!;
    if (lexicon.roleBoundaries.has(lower)) {
      to = i;
      break;
    }
  }
  if (to <= headAt) to = headAt + 1;
  const kept = tokens.slice(from, to);
  const words = new Set<string>();
  const telling = new Set<string>();
  for (const token of kept) {
    const { text: word, lower } = token;
    if (prepositions.has(lower) || determiners.has(lower)) continue;
    const noun = personNoun(lexicon, token);
    words.add(lower);
    words.add(noun ?? lower);
    const place = lexicon.regions.of.has(placeKey(word)) || lexicon.regions.of.has(placeKey(lower));
    if (
      noun !== head &&
      lower !== head &&
      !place &&
      !lexicon.roleShades.has(lower) &&
      /^\p{L}{3,}/u.test(lower)
    )
      telling.add(lower);
  }
  const first = kept[0]!;
  const last = kept.at(-1)!;
  return {
    text: printed(text, { start: first.start, end: last.end }),
    head,
    words,
    telling,
    regions: regionsIn(kept, lexicon),
    inferred: false,
    deputy: kept.slice(0, headAt - from).find(({ lower }) => lexicon.deputies.has(lower))?.lower ?? null,
    mine: tokens
      .slice(0, from)
      .some(({ lower }) => lexicon.clauses.possessives.has(lower) && lexicon.pronouns.get(lower) === 'first'),
  };
}

/**
 * How well a role that stands for someone ("the Pakistani foreign minister") fits a role given to someone before;
 * 0 where it does not.
 * @param regions all countries and states known of that person
 */
export function roleFit(query: Role, given: Role, regions: ReadonlySet<string>): number {
  if (query.head !== given.head || query.mine !== given.mine) return 0;
  // "the president" is not the vice president.
  if (query.deputy !== given.deputy) return 0;
  let score = 1;
  if (query.regions.size > 0) {
    const shared = [...query.regions].some((code) => given.regions.has(code) || regions.has(code));
    if (!shared) return given.regions.size > 0 ? 0 : 0.6;
    score += 1;
  }
  // "the foreign minister" is not the energy minister.
  const shared = [...query.telling].filter((word) => given.telling.has(word));
  if (query.telling.size > 0 && given.telling.size > 0 && shared.length === 0) return 0;
  score += 0.5 * shared.length;
  if (query.regions.size === 0) score -= 0.3 * (query.telling.size - shared.length);
  return Math.max(0.2, score);
}
