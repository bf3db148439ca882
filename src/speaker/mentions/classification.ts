import { placeKey } from '../countries.js';
import type { Lexicon } from '../lexicon.js';
import { outletNamed } from '../outlets.js';
import { isPeople, isPluralRole, roleNoun, type Role } from '../role.js';
import { isInitial, type Token } from '../tokens.js';
import { isAged } from './appositions.js';
import { isAcronym, keyWord, type Gender, type MentionKind } from './mention.js';
import { givenGender, isGiven, isGivenName, type Scan } from './scan.js';
import type { Segments } from './segmentation.js';

/** Words behind a name within which the noun of an apposition stands. */
const APPOSED = 5;
/** Words that may tell more of an office: "Altania's former prime minister". */
const MODIFIERS = 3;
/** Longest name of a person, in words. */
const LONGEST_PERSON = 5;

/**
 * What a name names, by its form and by what stands beside it, without what an apposition calls it.
 * @param name as the page prints it
 * @param titled a title or role stands beside it
 */
export function kindOf(
  scan: Scan,
  { from, start, to, organisation }: Segments,
  name: string,
  place: boolean,
  titled: boolean,
): MentionKind {
  const { tokens, lexicon } = scan;
  if (organisation) return 'organisation';
  if (place) return 'place';
  if (isAcronym(name)) return titled ? 'person' : 'organisation';
  if (titled) return 'person';
  const words = tokens.slice(start, to);
  const article = lexicon.nameWords.articles.has(tokens[from - 1]?.lower ?? '');
  if (words.length < 2 || words.length > LONGEST_PERSON || article) return 'name';
  const initial = words.some(({ text }) => isInitial(lexicon, text));
  return initial || isGivenName(scan, start) || isAged(tokens, to) ? 'person' : 'name';
}

/** The gender that titles, roles or else the given names of a name tell. */
export function genderOf(
  lexicon: Lexicon,
  name: readonly Token[],
  titles: readonly Token[],
  roles: readonly Role[],
): Gender | null {
  for (const { lower } of titles) {
    if (lexicon.maleTitles.has(lower) || lexicon.maleRoles.has(lower)) return 'male';
    if (lexicon.femaleTitles.has(lower) || lexicon.femaleRoles.has(lower)) return 'female';
  }
  for (const { head, words } of roles) {
    // "spokeswoman", which stands under "spokesman"
    const noun = [...words].find((word) => lexicon.roleSynonyms.get(word) === head) ?? head;
    if (lexicon.maleRoles.has(noun)) return 'male';
    if (lexicon.femaleRoles.has(noun)) return 'female';
  }
  if (name.length < 2) return null;
  // Behind a given name a woman may bear her father's: only the first word may be of the rest of the world.
  for (const [n, token] of name.slice(0, -1).entries()) {
    const gender = givenGender(lexicon, keyWord(token.text).split('-')[0]!, n === 0);
    if (gender) return gender;
  }
  return null;
}

/** Whether the words of a name or the word before it show that it names no person. */
export function isThing(scan: Scan, from: number, to: number): boolean {
  const { tokens, lexicon, small } = scan;
  if (isGivenName(scan, from) && to - from > 1) return false;
  const before = tokens[from - 1];
  if (before && lexicon.clauses.locating.has(before.lower)) return true;
  if (governs(scan, to) || isHeaded(scan, from)) return true;
  const words = tokens.slice(from, to);
  if (words.length < 2) return false;
  return (
    words.some(({ text }) => lexicon.regions.of.has(placeKey(text)) || /\p{N}/u.test(text)) ||
    words.every(({ lower }) => small.has(lower))
  );
}

/** Whether a name has one who holds an office that only countries, towns and bodies have: "Altania's central banker". */
function governs({ tokens, lexicon }: Scan, to: number): boolean {
  if (!tokens[to - 1]!.possessive) return false;
  for (let i = to; i - to <= MODIFIERS && tokens[i]; i++) {
    const { lower, capital, joined } = tokens[i]!;
    if (capital || (i > to && !joined)) return false;
    if (lexicon.publicOffices.has(lower)) return true;
    if (lexicon.common.has(lower)) return false;
  }
  return false;
}

/** Whether the words before a name tell of one who heads what it names: "the head of Ostmar Tools". */
function isHeaded({ tokens, lexicon }: Scan, from: number): boolean {
  const [office, of] = [tokens[from - 2], tokens[from - 1]];
  if (!office || !of?.joined || !tokens[from]!.joined || !lexicon.nameWords.belonging.has(of.lower))
    return false;
  const { lower } = office;
  return (
    lexicon.genericRoles.has(lower) || lexicon.publicOffices.has(lower) || lexicon.headingRoles.has(lower)
  );
}

/** Whether a name is that of a site by its last word or its first, and no given name or office makes it a person's: "Quay Road". */
export function isSite(scan: Scan, { from, split, start, to }: Segments): boolean {
  const { tokens, lexicon } = scan;
  const before = tokens[from]!.joined ? tokens[from - 1] : undefined;
  return (
    to - start > 1 &&
    split === from &&
    (lexicon.nameWords.sites.has(tokens[to - 1]!.lower) ||
      lexicon.nameWords.siteOpeners.has(tokens[start]!.lower)) &&
    !isGivenName(scan, start) &&
    (before === undefined || roleNoun(lexicon, before.lower) === null)
  );
}

/**
 * Whether a lone word in capitals is a common noun, not a name: a party, an office, a people, or a word that has its
 * capital only from the start of its sentence.
 */
export function isCommonNoun(scan: Scan, { from, start, to }: Segments): boolean {
  const { tokens, lexicon, small, surnames, sources } = scan;
  const { text, lower, first, headline } = tokens[start]!;
  const singular = lower.replace(/s$/u, '');
  // "a super PAC", "super PACs" are nouns in capitals.
  const capitals = isAcronym(text.replace(/s$/u, ''));
  if (capitals && (lexicon.organisationHeads.has(lower) || lexicon.organisationHeads.has(singular)))
    return true;
  const surname = surnames.has(lower);
  if (!surname && (lexicon.parties.has(lower) || lexicon.parties.has(singular))) return true;
  if (isPluralRole(lexicon, lower) || isPeople(lexicon, lower)) return true;
  if (!surname) {
    if (roleNoun(lexicon, lower) !== null || lexicon.titles.has(lower)) return true;
    if (lexicon.faiths.has(singular) || (first && small.has(lower))) return true;
  }
  // The whole source of a statement is a name, if it has a capital and is no common word.
  return first && !headline && sources.get(from) !== to && !isBareName(scan, from);
}

/** Whether a lone capitalised word that begins a sentence is a name: the page or the next word must show it. */
function isBareName(scan: Scan, at: number): boolean {
  const { tokens, lexicon, capitals, outlets } = scan;
  const token = tokens[at]!;
  const behind = tokens[at + 1];
  if (outletNamed(token.text, outlets) && behind?.joined && lexicon.sayingVerbs.has(behind.lower))
    return true;
  if (capitals.has(token.lower) || token.possessive || isAcronym(token.text)) return true;
  if (lexicon.regions.of.has(placeKey(token.text)) || lexicon.regions.cities.has(placeKey(token.text)))
    return true;
  if (isGiven(lexicon, token.lower)) return true;
  if (lexicon.unlikelyName.test(token.lower)) return false;
  const next = tokens[at + 1];
  if (!next || next.sentence !== token.sentence) return false;
  // "Daesh (Islamic State)"
  if (/^\s\($/u.test(next.gap) && next.capital) return true;
  if (isApposed(scan, at) || isTakenUp(scan, at)) return true;
  return (
    lexicon.sayingVerbs.has(next.lower) ||
    lexicon.clauses.verbs.has(next.lower) ||
    lexicon.sources.joiners.has(next.lower)
  );
}

/** Whether an apposition tells who bears a word: "Torvik, the agent, said". */
function isApposed({ tokens, lexicon }: Scan, at: number): boolean {
  const article = tokens[at + 1];
  if (!article || !/^,\s$/u.test(article.gap) || !lexicon.sources.articles.has(article.lower)) return false;
  for (let i = at + 2; i < tokens.length && tokens[i]!.joined && i - at <= APPOSED; i++)
    if (roleNoun(lexicon, tokens[i]!.lower) !== null) return !tokens[i]!.capital;
  return false;
}

/** Whether a paragraph that begins with a word goes on with "he" or "she", and no other name stands between. */
function isTakenUp({ tokens, lexicon }: Scan, at: number): boolean {
  const { paragraph } = tokens[at]!;
  if (tokens[at - 1]?.paragraph === paragraph || !tokens[at + 1]?.lower.endsWith('ed')) return false;
  for (let i = at + 1; tokens[i]?.paragraph === paragraph; i++) {
    const { lower, quoted, capital, first } = tokens[i]!;
    if (quoted) continue;
    if (/^(?:fe)?male$/u.test(lexicon.pronouns.get(lower) ?? '')) return true;
    if (capital && !first && !lexicon.common.has(lower)) return false;
  }
  return false;
}
