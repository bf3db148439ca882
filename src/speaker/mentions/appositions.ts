import { placeKey } from '../countries.js';
import type { Lexicon } from '../lexicon.js';
import { partiesIn, personNoun, regionsIn, roleFrom, roleNoun, type Role } from '../role.js';
import type { Token } from '../tokens.js';
import type { Scan } from './scan.js';

/** Words within which the noun of an apposition stands. */
const APPOSED = 6;
/** Longest apposition that is read, in words. */
const LONGEST = 16;
/** Marks that end an apposition. */
const CLOSING = /[,.;:()—–“”"]/u;

/** What words beside a name tell of it. */
interface Apposition {
  roles: Role[];
  regions: Set<string>;
  parties: Set<string>;
}

/** The letter of a party that a word is or begins with: "R" in "R-Ark."; null where there is none. */
function partyLetter(word: string, { partyLetters }: Lexicon): string | null {
  const letter = word[0]!;
  return partyLetters.has(letter) && (word.length === 1 || word[1] === '-') ? letter : null;
}

/** What a party's letter and the state behind it tell: "R-Ark.". */
function partyAndState(
  letter: string,
  { start }: Token,
  { text, lexicon }: Scan,
): Pick<Apposition, 'regions' | 'parties'> {
  const place = text.slice(start + 2, start + 22).match(/^[\p{L}.]+(?: [\p{Lu}][\p{L}.]+)?/u)?.[0] ?? '';
  const region =
    lexicon.regions.of.get(placeKey(place)) ?? lexicon.regions.of.get(placeKey(place.split(' ')[0]!));
  const party = lexicon.partyWords.get(letter.toLowerCase());
  return { regions: new Set(region ? [region.code] : []), parties: new Set(party ? [party] : []) };
}

/** The words up to the next mark or clause. */
function phraseAt({ tokens, lexicon }: Scan, from: number): Token[] {
  const phrase: Token[] = [];
  const { sentence } = tokens[from]!;
  for (let i = from; i < tokens.length && phrase.length < LONGEST; i++) {
    const token = tokens[i]!;
    if (i > from && CLOSING.test(token.gap) && !/^\. $/u.test(token.gap)) break;
    if (token.sentence !== sentence || lexicon.roleBoundaries.has(token.lower)) break;
    phrase.push(token);
  }
  return phrase;
}

/** What stands behind a name between commas or brackets: "Jens Holt, the deputy minister,"; "(R-Ark.)"; ", Democrat of Iowa,". */
export function apposition(scan: Scan, to: number): Apposition {
  const { tokens, lexicon, text } = scan;
  const none: Apposition = { roles: [], regions: new Set(), parties: new Set() };
  const first = tokens[to];
  if (!first || first.sentence !== tokens[to - 1]!.sentence) return none;
  const gap = first.gap;
  const bracket = /^\s?\($/u.test(gap);
  const dash = /^\s?[—–-]\s?$/u.test(gap);
  if (!bracket && !/^,\s$/u.test(gap) && !dash) return none;
  const letter = bracket || first.text.length > 1 ? partyLetter(first.text, lexicon) : null;
  if (letter) return { ...none, ...partyAndState(letter, first, scan) };
  if (bracket) {
    // "(Fla.)"
    const state = text.slice(first.start, first.start + 24).match(/^[^)]*/u)?.[0] ?? '';
    const region = lexicon.regions.of.get(placeKey(state));
    return region ? { ...none, regions: new Set([region.code]) } : none;
  }
  const phrase = phraseAt(scan, to);
  const opening = phrase[0];
  if (!opening) return none;
  // An apposition is closed: "Fallow Sound, the secretary said" has none.
  const closing = tokens[to + phrase.length];
  if (
    closing?.sentence === first.sentence &&
    !CLOSING.test(closing.gap) &&
    lexicon.pronouns.get(closing.lower) !== 'relative'
  )
    return none;
  // What stands between dashes is closed by one.
  if (dash && !/[—–-]/u.test(tokens[to + phrase.length]?.gap ?? '')) return none;
  // Without an article, only a phrase that begins like a role is one: not "Holt, speaking to the minister".
  if (
    lexicon.clauses.participles.some((ending) => opening.lower.endsWith(ending)) &&
    personNoun(lexicon, opening) === null &&
    !lexicon.roleModifiers.has(opening.lower)
  )
    return none;
  if (lexicon.clauses.noAppositions.has(opening.lower)) return none;
  const role = roleFrom(phrase, text, lexicon);
  const regions = regionsIn(phrase, lexicon);
  if (!role)
    return { ...none, regions: /^\p{Lu}/u.test(opening.text) && phrase.length <= 3 ? regions : new Set() };
  // A list of people is no apposition: "Holt, Minister Arn and others".
  const at = phrase.findIndex(
    (token) => personNoun(lexicon, token) !== null || lexicon.titles.has(token.lower),
  );
  const next = phrase[at + 1];
  if (
    opening.capital &&
    next?.capital &&
    next.joined &&
    !lexicon.organisationWords.has(next.lower) &&
    roleNoun(lexicon, next.lower) === null
  )
    return none;
  return {
    roles: [role],
    regions: role.regions.size > 0 ? new Set(role.regions) : regions,
    parties: partiesIn(phrase.slice(0, at + 1), lexicon),
  };
}

/** A second name in brackets right behind a name. */
export function bracketed(scan: Scan, to: number): string | null {
  const { tokens, text, lexicon } = scan;
  const first = tokens[to];
  if (!first || !/^\s\($/u.test(first.gap) || !first.capital) return null;
  let end = to + 1;
  while (end < tokens.length && end - to < 5 && tokens[end]!.joined && tokens[end]!.capital) end++;
  const last = tokens[end - 1]!;
  if (text[last.end] !== ')') return null;
  if (partyLetter(first.text, lexicon) || lexicon.regions.of.get(placeKey(first.text))?.as === 'state')
    return null;
  const name = text.slice(first.start, last.end);
  // "Ana Torvik (Harbour List): …" is the label of a turn, with the party of who speaks.
  return text[last.end + 1] === ':' && !/^\p{Lu}{2,}$/u.test(name) ? null : name;
}

/** The noun for an organisation that stands right before a name, or behind it as its apposition. */
export function calledBeside({ tokens, lexicon }: Scan, from: number, to: number): string | null {
  const heads = (token: Token | undefined) =>
    token && !token.capital && lexicon.organisationHeads.has(token.lower) ? token.lower : null;
  const before = tokens[from]!.joined && !tokens[from]!.first ? heads(tokens[from - 1]) : null;
  if (before) return before;
  // "the city's only college, Ostmar North,"
  const apposed = /^,\s$/u.test(tokens[from]!.gap) && /^[,.]/u.test(tokens[to]?.gap ?? '');
  const noun = apposed ? heads(tokens[from - 1]) : null;
  if (noun && opensPhrase(tokens, from - 1, lexicon)) return noun;
  const article = tokens[to];
  if (!article || !/^,\s$/u.test(article.gap) || !lexicon.sources.articles.has(article.lower)) return null;
  for (let i = to + 1; i < tokens.length && i - to <= APPOSED; i++) {
    const token = tokens[i]!;
    if (!token.joined || token.sentence !== article.sentence) return null;
    if (lexicon.sources.prepositions.has(token.lower) || lexicon.roleBoundaries.has(token.lower)) return null;
    const next = tokens[i + 1];
    const last =
      !next?.joined ||
      lexicon.sources.prepositions.has(next.lower) ||
      lexicon.clauses.doing.some((ending) => next.lower.endsWith(ending));
    if (last) return heads(token);
  }
  return null;
}

/** Whether an article or an owner stands before a noun, with only a few words between. */
function opensPhrase(tokens: readonly Token[], at: number, lexicon: Lexicon): boolean {
  const { sources, nameWords } = lexicon;
  for (let i = at; i > 0 && at - i < APPOSED; i--) {
    const { lower, possessive } = tokens[i - 1]!;
    if (possessive || (tokens[i]!.joined && sources.articles.has(lower))) {
      // "the secretary of the club, Jens Holt,", "the secretary of the growers' club, Jens Holt,"
      for (let of = i - 2; of > 0 && i - of < APPOSED; of--) {
        if (nameWords.belonging.has(tokens[of]!.lower))
          return roleNoun(lexicon, tokens[of - 1]!.lower) === null;
        if (!possessive || !tokens[of]!.joined) break;
      }
      return true;
    }
    if (!tokens[i]!.joined || sources.prepositions.has(lower)) return false;
  }
  return false;
}

/** Whether an age stands behind a name: "Ana Holt, 43,". */
export function isAged(tokens: readonly Token[], to: number): boolean {
  const next = tokens[to];
  return (
    next !== undefined &&
    /^,\s$/u.test(next.gap) &&
    /^[1-9]\d$/u.test(next.text) &&
    tokens[to + 1]?.gap.startsWith(',') === true
  );
}
