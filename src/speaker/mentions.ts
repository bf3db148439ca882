import type { Offsets } from '../record.js';
import { placeKey } from './countries.js';
import type { Lexicon } from './lexicon.js';
import { outletAt, outletNamed, type OutletList } from './outlets.js';
import { isPeople, isPluralRole, partiesIn, regionsIn, roleFrom, roleNoun, type Role } from './role.js';
import type { Token } from './tokens.js';

export type Gender = 'male' | 'female';

/** What a name is by its own form and surroundings; `name` where they do not tell. */
export type MentionKind = 'person' | 'organisation' | 'place' | 'name';

/** A name in the text. Offsets are those of the name without its title and role. */
export interface Mention extends Offsets {
  /** Indices of its tokens, end exclusive. */
  from: number;
  to: number;
  kind: MentionKind;
  /** The name as printed. */
  name: string;
  /** Its words in small letters, initials and points left out. */
  words: string[];
  gender: Gender | null;
  /** The gender of most who bear this as a given name, where it stands alone and may as well be a surname. */
  leaning: Gender | null;
  /** Stands behind "the". */
  article: boolean;
  /** Its words or place tell that it is no person: "Iraq War", "in Ostmar", "Safety Check" beside "a check". */
  thing: boolean;
  /** Stands behind "Mr." or another title, which only people bear. */
  titled: boolean;
  /** Its name begins with the title of who reigns: "Pope Lucian". */
  reigns: boolean;
  roles: Role[];
  /** Countries and states that the words around the name tie it to. */
  regions: ReadonlySet<string>;
  /** The full name of the outlet that this is the short name of: "Fox". */
  outlet: string | null;
  /** Parties that the words around the name give. */
  parties: ReadonlySet<string>;
  /** The noun for an organisation that stands beside it: "the lender Ostmar", "Ostmar, a group that". */
  called: string | null;
  /** Another name given in brackets: "Daesh (Islamic State)", "Kest Press Agency (KPA)". */
  alias: string | null;
  /** Where the words that introduce the name begin: its title or role. */
  phraseStart: number;
  token: Token;
}

const MAX_RUN = 10;
/** Words within which the noun of an apposition stands. */
const APPOSED = 6;
/** Share of the longer words with a capital from which a line of the body is set like a headline. */
const TITLE_LINE = 0.85;

const keyWord = (word: string) =>
  word
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .replace(/’/gu, "'")
    .toLowerCase();

/** The words of a name as keys: no initials, no points. */
export function nameWords(tokens: readonly Token[]): string[] {
  const words = tokens.map((token) => keyWord(token.text)).filter((word) => word.length > 0);
  const long = words.filter((word, i) => word.length > 1 || i === 0);
  return long.length > 0 ? long : words;
}

/** Whether all letters of a short word are capitals: "KPA". */
export function isAcronym(text: string): boolean {
  return /^(?:\p{Lu}[\p{Lu}\p{N}&-]{1,7}|(?:\p{Lu}\.){2,})$/u.test(text);
}

/** What the scanner of one document knows. */
interface Scan {
  text: string;
  tokens: readonly Token[];
  lexicon: Lexicon;
  /** Words that the document also prints in small letters: no names, where a capital could come from the sentence. */
  small: ReadonlySet<string>;
  /** Words that the document prints with a capital inside a sentence. */
  capitals: ReadonlySet<string>;
  /** Pairs of such words, and the second words of them. */
  pairs: ReadonlySet<string>;
  seconds: ReadonlySet<string>;
  /** How often each word stands with a capital. */
  counts: ReadonlyMap<string, number>;
  outlets: OutletList;
  /** Nouns for people that are a surname on this page: "Ana Baker". */
  surnames: ReadonlySet<string>;
  /** Words that begin the source of a statement, with the end of that source. */
  sources: ReadonlyMap<number, number>;
}

function genderOf(
  lexicon: Lexicon,
  name: readonly Token[],
  titles: readonly Token[],
  roles: readonly Role[],
): Gender | null {
  for (const { lower } of titles) {
    if (lexicon.maleTitles.has(lower) || lexicon.maleRoles.has(lower)) return 'male';
    if (lexicon.femaleTitles.has(lower) || lexicon.femaleRoles.has(lower)) return 'female';
  }
  for (const { head } of roles) {
    if (lexicon.maleRoles.has(head)) return 'male';
    if (lexicon.femaleRoles.has(head)) return 'female';
  }
  if (name.length < 2) return null;
  for (const token of name.slice(0, -1)) {
    const given = keyWord(token.text).split('-')[0]!;
    if (lexicon.maleNames.has(given)) return 'male';
    if (lexicon.femaleNames.has(given)) return 'female';
  }
  return null;
}

function givenGender(lexicon: Lexicon, given: string): Gender | null {
  if (lexicon.maleNames.has(given)) return 'male';
  return lexicon.femaleNames.has(given) ? 'female' : null;
}

/** Whether a word ends the name before the comma: "Jens Holt, Jr.". */
function isSuffix({ tokens, lexicon }: Scan, at: number): boolean {
  const { lower, gap, capital } = tokens[at]!;
  return capital && /^,\s$/u.test(gap) && lexicon.suffixes.has(lower) && tokens[at - 1]!.joined;
}

/** Whether a word is a short name inside a full one: "Jens “Jo” Holt", "Jens (Jo) Holt". */
function isNickname(scan: Scan, at: number): boolean {
  const { tokens, lexicon } = scan;
  const [token, next] = [tokens[at]!, tokens[at + 1]];
  if (!token.capital || !next?.capital || next.sentence !== tokens[at - 1]!.sentence) return false;
  if (!/^\s[“"‘'(]$/u.test(token.gap) || !/^[”"’')]\s$/u.test(next.gap)) return false;
  return !lexicon.common.has(next.lower) && isGivenName(scan, at - 1);
}

/** The end of a run of capitalised words that begins at `from`. */
function runEnd(scan: Scan, from: number): number {
  const { tokens, lexicon, outlets } = scan;
  let to = from + (outletAt(tokens, from, outlets)?.length ?? 1);
  while (to < tokens.length && to - from < MAX_RUN) {
    const token = tokens[to]!;
    // "the Rice Growers' Union"
    const members =
      tokens[to - 1]!.possessive &&
      /s$/u.test(tokens[to - 1]!.lower) &&
      lexicon.organisationWords.has(token.lower);
    if (members && token.capital && !token.first) {
      to++;
      continue;
    }
    if (isSuffix(scan, to)) return to + 1;
    if (isNickname(scan, to)) {
      to += 2;
      continue;
    }
    if (!token.joined || token.first) break;
    if (token.capital && (!lexicon.common.has(token.lower) || lexicon.organisationWords.has(token.lower))) {
      to++;
      continue;
    }
    if (/^\p{N}/u.test(token.text) && token.text.length <= 3 && to - from === 1) {
      // "Channel 4", "Fox 35": a station goes by its number.
      return outletNamed(`${tokens[from]!.text} ${token.text}`, outlets) ? to + 1 : to;
    }
    const next = tokens[to + 1];
    if (!next?.joined || next.first) break;
    if (lexicon.particles.has(token.lower) && next.capital && !lexicon.common.has(next.lower)) {
      to += 2;
      continue;
    }
    const after = lexicon.nameWords.links.has(next.lower) ? tokens[to + 2] : next;
    const steps = after === next ? 2 : 3;
    const last = tokens[to - 1]!.lower;
    const organisation = lexicon.organisationWords.has(last);
    const office = lexicon.titles.has(last) || roleNoun(lexicon, last) !== null;
    // "Citizens for Responsibility"
    const cause = lexicon.nameWords.causes.has(token.lower) && /[^s]s$/u.test(last) && !organisation;
    if (
      lexicon.nameWords.links.has(token.lower) &&
      after?.joined &&
      after.capital &&
      !lexicon.common.has(after.lower) &&
      ((organisation && !lexicon.nameWords.loose.has(token.lower)) ||
        cause ||
        (office && lexicon.nameWords.belonging.has(token.lower)))
    ) {
      to += steps;
      continue;
    }
    break;
  }
  return to;
}

/** A role in small letters (or mixed) that stands right before a name: "campaign manager Jens Holt". */
function roleBefore(scan: Scan, at: number): { role: Role; from: number } | null {
  const { tokens, lexicon, text } = scan;
  if (at === 0 || !tokens[at]!.joined) return null;
  const nearest = tokens[at - 1]!;
  if (
    nearest.first &&
    nearest.capital &&
    !lexicon.titles.has(nearest.lower) &&
    !lexicon.roles.has(nearest.lower)
  )
    return null;
  if (roleNoun(lexicon, nearest.lower) === null && !lexicon.titles.has(nearest.lower)) return null;
  let from = at - 1;
  let capitals = nearest.capital;
  while (from > 0 && at - from < 8) {
    const token = tokens[from - 1]!;
    if (!tokens[from]!.joined && !(token.possessive && token.capital)) break;
    if (lexicon.nameWords.links.has(token.lower) && !lexicon.nameWords.articles.has(token.lower)) {
      const before = tokens[from - 2];
      if (!before || !tokens[from - 1]!.joined || roleNoun(lexicon, before.lower) === null) break;
      from -= 2;
      continue;
    }
    if (lexicon.common.has(token.lower) || lexicon.roleBoundaries.has(token.lower)) break;
    const known =
      token.capital || lexicon.roleModifiers.has(token.lower) || roleNoun(lexicon, token.lower) !== null;
    if (!known && (capitals || at - from > 2 || /(?:ed|ing|ly)$/u.test(token.lower))) break;
    capitals ||= token.capital;
    from--;
    if (token.first) break;
  }
  const role = roleFrom(tokens.slice(from, at), text, lexicon);
  return role ? { role, from } : null;
}

/** A role that stands before a name with a comma between: "My father, Jens Holt,". */
function roleApposed(
  { tokens, lexicon, text }: Scan,
  at: number,
  to: number,
): { role: Role; from: number } | null {
  const name = tokens[at]!;
  if (at < 2 || to - at < 2 || !/^,\s$/u.test(name.gap) || name.first) return null;
  let from = at - 1;
  while (from > 0 && at - from < 9 && tokens[from]!.joined && tokens[from]!.sentence === name.sentence) {
    if (lexicon.roleWords.determiners.has(tokens[from]!.lower)) break;
    from--;
  }
  const first = tokens[from]!;
  if (!lexicon.roleWords.determiners.has(first.lower) && !tokens[from - 1]?.possessive) return null;
  const words = tokens.slice(from, at);
  if (words.some((token) => lexicon.roleBoundaries.has(token.lower))) return null;
  const role = roleFrom(words, text, lexicon);
  return role &&
    roleNoun(lexicon, words.find(({ lower }) => roleNoun(lexicon, lower) === role.head)?.lower ?? '')
    ? { role, from: at }
    : null;
}

/** What words beside a name tell of it. */
interface Apposition {
  roles: Role[];
  regions: Set<string>;
  parties: Set<string>;
}

/** What stands behind a name between commas or brackets: "Jens Holt, the deputy minister,"; "(R-Ark.)"; ", Democrat of Iowa,". */
function apposition(scan: Scan, to: number): Apposition {
  const { tokens, lexicon, text } = scan;
  const none: Apposition = { roles: [], regions: new Set(), parties: new Set() };
  const first = tokens[to];
  if (!first || first.sentence !== tokens[to - 1]!.sentence) return none;
  const gap = first.gap;
  const bracket = /^\s?\($/u.test(gap);
  const dash = /^\s?[—–-]\s?$/u.test(gap);
  if (!bracket && !/^,\s$/u.test(gap) && !dash) return none;
  const party = /^([RDI])-/u.exec(first.text);
  const letter = party ?? (/^[RDI]$/u.test(first.text) && bracket ? /^([RDI])/u.exec(first.text) : null);
  if (letter) {
    const place =
      text.slice(first.start + 2, first.start + 22).match(/^[\p{L}.]+(?: [\p{Lu}][\p{L}.]+)?/u)?.[0] ?? '';
    const region =
      lexicon.regions.of.get(placeKey(place)) ?? lexicon.regions.of.get(placeKey(place.split(' ')[0]!));
    const named = lexicon.partyWords.get(letter[1]!.toLowerCase());
    return {
      roles: [],
      regions: new Set(region ? [region.code] : []),
      parties: new Set(named ? [named] : []),
    };
  }
  if (bracket) {
    // "(Fla.)"
    const state = text.slice(first.start, first.start + 24).match(/^[^)]*/u)?.[0] ?? '';
    const region = lexicon.regions.of.get(placeKey(state));
    return region ? { ...none, regions: new Set([region.code]) } : none;
  }
  const phrase: Token[] = [];
  for (let i = to; i < tokens.length && phrase.length < 16; i++) {
    const token = tokens[i]!;
    if (i > to && /[,.;:()—–“”"]/u.test(token.gap) && !/^\. $/u.test(token.gap)) break;
    if (token.sentence !== first.sentence || lexicon.roleBoundaries.has(token.lower)) break;
    phrase.push(token);
  }
  const opening = phrase[0];
  if (!opening) return none;
  // An apposition is closed: "Fallow Sound, the secretary said" has none.
  const closing = tokens[to + phrase.length];
  if (
    closing?.sentence === first.sentence &&
    !/[,.;:()—–“”"]/u.test(closing.gap) &&
    lexicon.pronouns.get(closing.lower) !== 'relative'
  )
    return none;
  // What stands between dashes is closed by one.
  if (dash && !/[—–-]/u.test(tokens[to + phrase.length]?.gap ?? '')) return none;
  // Without an article, only a phrase that begins like a role is one: not "Holt, speaking to the minister".
  if (
    lexicon.clauses.participles.some((ending) => opening.lower.endsWith(ending)) &&
    roleNoun(lexicon, opening.lower) === null &&
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
    (token) => roleNoun(lexicon, token.lower) !== null || lexicon.titles.has(token.lower),
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
function bracketed(scan: Scan, to: number): string | null {
  const { tokens, text, lexicon } = scan;
  const first = tokens[to];
  if (!first || !/^\s\($/u.test(first.gap) || !first.capital) return null;
  let end = to + 1;
  while (end < tokens.length && end - to < 5 && tokens[end]!.joined && tokens[end]!.capital) end++;
  const last = tokens[end - 1]!;
  if (text[last.end] !== ')') return null;
  if (/^[RDI](?:-|$)/u.test(first.text) || lexicon.regions.of.get(placeKey(first.text))?.as === 'state')
    return null;
  return text.slice(first.start, last.end);
}

function isPlace({ lexicon }: Scan, name: string): boolean {
  const key = placeKey(name);
  return (
    lexicon.regions.cities.has(key) ||
    (lexicon.regions.of.has(key) &&
      (key.length > 2 || key === 'us' || key === 'uk' || key === 'eu' || key === 'un'))
  );
}

/** The mention that a run of capitalised words makes, or null where it is no name. */
function mentionOf(scan: Scan, runFrom: number, runTo: number): Mention | null {
  const { tokens, lexicon, text, small } = scan;
  let from = runFrom;
  const to = runTo;
  const textOf = (a: number, b: number) => text.slice(tokens[a]!.start, tokens[b - 1]!.end);
  const organisational = (i: number) =>
    lexicon.organisationWords.has(tokens[i]!.lower) && tokens[i]!.text !== 'US';

  // The first word of a sentence has its capital from there when the page knows it in small letters.
  const opening = tokens[from]!;
  if (
    opening.first &&
    small.has(opening.lower) &&
    !lexicon.titles.has(opening.lower) &&
    !(to - from > 1 && (lexicon.maleNames.has(opening.lower) || lexicon.femaleNames.has(opening.lower))) &&
    !organisational(to - 1) &&
    roleNoun(lexicon, opening.lower) === null &&
    !(to - from > 1 && scan.pairs.has(`${opening.lower} ${tokens[from + 1]!.lower}`)) &&
    outletAt(tokens, from, scan.outlets) === null
  ) {
    from++;
    if (from >= to) return null;
  }
  // "Given Holt's record": the capital is the sentence's.
  const behind = tokens[from + 1];
  if (
    opening.first &&
    to - from > 1 &&
    behind &&
    lexicon.sentenceOpeners.some((ending) => opening.lower.endsWith(ending)) &&
    !scan.pairs.has(`${opening.lower} ${behind.lower}`) &&
    !isGivenName(scan, from) &&
    (isGivenName(scan, from + 1) || (scan.counts.get(behind.lower) ?? 0) > 1)
  )
    from++;
  // "Embattled Holt" at the start of a sentence, where the page says "Holt" or "Jens Holt" elsewhere.
  const second = tokens[from + 1];
  if (opening.first && to - from === 2 && second && !isGivenName(scan, from) && !organisational(from + 1)) {
    const known =
      !lexicon.titles.has(opening.lower) &&
      !lexicon.organisationLeads.has(opening.lower) &&
      roleNoun(lexicon, opening.lower) === null;
    const alone = (scan.counts.get(second.lower) ?? 0) > 1 && scan.counts.get(opening.lower) === 1;
    const elsewhere = alone && !scan.pairs.has(`${opening.lower} ${second.lower}`);
    if (
      known &&
      elsewhere &&
      (small.has(opening.lower) || scan.seconds.has(second.lower) || opening.headline)
    )
      from++;
  }
  // Titles and roles in capitals: the name is what follows the last of them.
  let split = from;
  for (let i = from; i < to - 1; i++) {
    const { lower } = tokens[i]!;
    if (
      (lexicon.titles.has(lower) || roleNoun(lexicon, lower) !== null) &&
      !scan.surnames.has(lower) &&
      !lexicon.particles.has(tokens[i + 1]!.lower) &&
      !lexicon.nameWords.links.has(tokens[i + 1]!.lower)
    )
      split = i + 1;
  }
  // "Secretary of State Ana Ruiz", "Deputy Secretary of State Ana Ruiz": the office runs on to the words that follow "of".
  const of = tokens.slice(split, to).findIndex((token) => lexicon.nameWords.links.has(token.lower));
  if (of > 0 && roleNoun(lexicon, tokens[split + of - 1]!.lower) !== null) {
    const rest = to - (split + of + 1);
    const namedFrom = to - 2;
    const given = rest >= 3 ? keyWord(tokens[namedFrom]!.text) : '';
    const complement = tokens[split + of + 1]!.lower;
    if (given && (lexicon.maleNames.has(given) || lexicon.femaleNames.has(given))) split = namedFrom;
    else if (rest >= 2 && lexicon.portfolios.has(complement)) {
      split += of + 2;
      // "Minister of Foreign Affairs Ana Ruiz"
      while (to - split > 2 && lexicon.portfolios.has(tokens[split]!.lower)) split++;
    } else return null;
  }
  // "County Recorder Ana Holt": an office that the language does not know stands before a given name.
  const long = to - from >= 4 || (to - from === 3 && small.has(opening.lower));
  if (split === from && long && !organisational(to - 1) && !isGivenName(scan, from)) {
    const last = lexicon.suffixes.has(tokens[to - 1]!.lower) ? to - 2 : to - 1;
    const between = /^\p{Lu}$/u.test(tokens[last - 1]!.text) || /[“"‘'(]$/u.test(tokens[last - 1]!.gap);
    const given = between ? last - 2 : last - 1;
    if (given > from && isGivenName(scan, given) && !lexicon.nameWords.links.has(tokens[given - 1]!.lower))
      split = given;
  }
  const tail = tokens[to - 1]!;
  const isOrganisation = (a: number) =>
    (lexicon.organisationWords.has(tail.lower) &&
      (to - a > 1 || isAcronym(tail.text) || lexicon.metonyms.has(tail.lower))) ||
    tokens
      .slice(a, to)
      .some(
        (token, i, all) =>
          lexicon.nameWords.links.has(token.lower) &&
          i > 0 &&
          (lexicon.organisationWords.has(all[i - 1]!.lower) ||
            (lexicon.nameWords.causes.has(token.lower) && /[^s]s$/u.test(all[i - 1]!.lower))),
      ) ||
    /\p{L}\.\p{Ll}{2,4}$/u.test(tail.text) ||
    (to - a > 1 && lexicon.organisationLeads.has(tokens[a]!.lower)) ||
    lexicon.metonyms.has(textOf(a, to).toLowerCase()) ||
    (to - a > 1 && outletAt(tokens, a, scan.outlets)?.length === to - a);
  // "Mayor Don Guardian" is a man, whatever papers are called.
  const titledPerson = split > from && to - split === 2 && isGivenName(scan, split);
  const wholeOrganisation = !titledPerson && isOrganisation(from);
  const lastTitle = split > from ? tokens[split - 1]! : null;
  if (wholeOrganisation && (split === from || lexicon.organisationWords.has(tail.lower))) {
    split = from;
  }
  // "a New Hampshire Democrat" is nobody's name.
  if (
    lexicon.partisans.has(tail.lower) &&
    to - from > 1 &&
    isPlace(scan, textOf(from, to - 1)) &&
    !scan.surnames.has(tail.lower)
  )
    return null;
  const roleTokens = tokens.slice(from, split);
  const nameFrom = split;
  if (nameFrom >= to) return null;
  if (split > from || !wholeOrganisation) {
    // A run that ends in an office is no name: "Foreign Minister".
    if (
      (split === from || (to - split > 1 && !isGivenName(scan, split))) &&
      (roleNoun(lexicon, tail.lower) !== null || isPluralRole(lexicon, tail.lower)) &&
      !scan.surnames.has(tail.lower) &&
      !wholeOrganisation
    )
      return null;
  }
  let start = nameFrom;
  // "Republican Jens Holt", "Texan Jens Holt": what kind of person stands before the name.
  while (
    !wholeOrganisation &&
    start < to - 1 &&
    (lexicon.parties.has(tokens[start]!.lower) ||
      lexicon.regions.of.has(placeKey(tokens[start]!.text)) ||
      (isPluralRole(lexicon, tokens[start]!.lower) && isGivenName(scan, start + 1))) &&
    tokens[start]!.text.length > 2 &&
    (to - start > 2 ||
      (isPluralRole(lexicon, tokens[start]!.lower) && !isShouted(tokens.slice(start, to)))) &&
    !lexicon.maleNames.has(tokens[start]!.lower) &&
    !lexicon.femaleNames.has(tokens[start]!.lower)
  ) {
    start++;
  }
  const nameTokens = tokens.slice(start, to);
  const first = nameTokens[0]!;
  const point = lexicon.suffixes.has(tail.lower) && text[tail.end] === '.' ? '.' : '';
  const named = textOf(start, to) + point;
  // Who reigns is named by the title: "Pope Lucian".
  const reign = split > from && to - start === 1 ? tokens[split - 1]! : null;
  const reigns = reign?.capital === true && lexicon.regnal.has(reign.lower);
  const name = reigns ? `${reign.text} ${named}` : named;
  const titleTokens = tokens.slice(from, start);
  const place = nameTokens.length <= 3 && split === from && isPlace(scan, name);
  const roles: Role[] = [];
  const regions = new Set<string>();
  const parties = partiesIn(titleTokens, lexicon);
  const office =
    lastTitle !== null &&
    (lexicon.titles.has(lastTitle.lower) || roleNoun(lexicon, lastTitle.lower) !== null);
  let titled = office && !wholeOrganisation;
  let phraseStart = tokens[from]!.start;
  if (!wholeOrganisation && !place) {
    if (roleTokens.length > 0) {
      const widened =
        roleNoun(lexicon, roleTokens[0]!.lower) !== null || roleTokens[0]!.capital ? widen(scan, from) : from;
      const role = roleFrom(tokens.slice(widened, split), text, lexicon);
      if (role && !lexicon.courtesy.has(role.head)) {
        roles.push(role);
        for (const code of role.regions) regions.add(code);
      }
      phraseStart = tokens[widened]!.start;
    } else {
      const before = roleBefore(scan, from) ?? roleApposed(scan, from, to);
      if (before) {
        roles.push(before.role);
        titled = true;
        for (const code of before.role.regions) regions.add(code);
        phraseStart = tokens[before.from]!.start;
      }
    }
    if (!tail.possessive && !tail.headline) {
      const after = apposition(scan, to);
      roles.push(...after.roles);
      for (const code of after.regions) regions.add(code);
      for (const party of after.parties) parties.add(party);
      if (after.roles.length > 0) titled ||= nameTokens.length > 1;
    }
    // "Senator Jens Holt of Iowa"
    const of = tokens[to];
    if (
      of?.joined &&
      lexicon.nameWords.belonging.has(of.lower) &&
      tokens[to + 1]?.capital &&
      tokens[to + 1]!.joined
    ) {
      for (const code of regionsIn(tokens.slice(to + 1, to + 3), lexicon)) regions.add(code);
    }
    for (const code of regionsIn(titleTokens, lexicon)) regions.add(code);
    for (const role of roles) {
      for (const word of role.words) {
        const party = lexicon.partyWords.get(word);
        if (party) parties.add(party);
      }
    }
  }
  const words = nameWords(nameTokens);
  const given = words[0]!;
  const isGiven =
    lexicon.maleNames.has(given) || lexicon.femaleNames.has(given) || lexicon.nicknames.has(given);
  const initial = nameTokens.some((token) => /^\p{Lu}$/u.test(token.text));
  let kind: MentionKind = 'name';
  if (wholeOrganisation) kind = 'organisation';
  else if (place) kind = 'place';
  else if (isAcronym(name)) kind = titled ? 'person' : 'organisation';
  else if (titled) kind = 'person';
  else if (
    nameTokens.length >= 2 &&
    nameTokens.length <= 5 &&
    !lexicon.nameWords.articles.has(tokens[from - 1]?.lower ?? '') &&
    (isGiven || initial || isAged(tokens, to))
  )
    kind = 'person';
  const called =
    kind === 'organisation' || (!titled && (kind === 'name' || !isGiven))
      ? calledBeside(scan, start, to)
      : null;
  if (called && !place) kind = 'organisation';
  if (nameTokens.length === 1 && !titled && !place) {
    // "a super PAC" is a noun in capitals.
    if (isAcronym(first.text) && lexicon.organisationHeads.has(first.lower)) return null;
    if (lexicon.parties.has(first.lower) || lexicon.parties.has(first.lower.replace(/s$/u, ''))) return null;
    if (
      (roleNoun(lexicon, first.lower) !== null || lexicon.titles.has(first.lower)) &&
      !scan.surnames.has(first.lower)
    )
      return null;
    if (isPluralRole(lexicon, first.lower) || isPeople(lexicon, first.lower)) return null;
    if (lexicon.faiths.has(first.lower.replace(/s$/u, '')) && !scan.surnames.has(first.lower)) return null;
    if (first.first && small.has(first.lower) && !scan.surnames.has(first.lower)) return null;
    // The whole source of a statement is a name, if it has a capital and is no common word.
    const source = scan.sources.get(from) === to;
    if (first.first && !first.headline && !source && !isBareName(scan, from)) return null;
  }
  return {
    start: first.start,
    end: tail.end,
    from: start,
    to,
    kind: kind === 'name' && outletNamed(name, scan.outlets) ? 'organisation' : kind,
    name,
    words,
    gender: kind === 'person' || kind === 'name' ? genderOf(lexicon, nameTokens, titleTokens, roles) : null,
    leaning:
      nameTokens.length === 1 && kind !== 'place' && kind !== 'organisation'
        ? givenGender(lexicon, given)
        : null,
    article:
      split === from && lexicon.nameWords.articles.has(tokens[from - 1]?.lower ?? '') && tokens[from]!.joined,
    thing: kind !== 'person' && isThing(scan, start, to),
    titled,
    reigns,
    roles,
    regions,
    parties,
    outlet: outletNamed(name, scan.outlets)?.name ?? null,
    called,
    alias: bracketed(scan, to),
    phraseStart,
    token: first,
  };
}

/** The noun for an organisation that stands right before a name, or behind it as its apposition. */
function calledBeside({ tokens, lexicon }: Scan, from: number, to: number): string | null {
  const heads = (token: Token | undefined) =>
    token && !token.capital && lexicon.organisationHeads.has(token.lower) ? token.lower : null;
  const before = tokens[from]!.joined && !tokens[from]!.first ? heads(tokens[from - 1]) : null;
  if (before) return before;
  const article = tokens[to];
  if (!article || !/^,\s$/u.test(article.gap) || !lexicon.sources.articles.has(article.lower)) return null;
  for (let i = to + 1; i < tokens.length && i - to <= APPOSED; i++) {
    const token = tokens[i]!;
    if (!token.joined || token.sentence !== article.sentence) return null;
    if (lexicon.sources.prepositions.has(token.lower) || lexicon.roleBoundaries.has(token.lower)) return null;
    const next = tokens[i + 1];
    const last = !next?.joined || lexicon.sources.prepositions.has(next.lower) || /ing$/u.test(next.lower);
    if (last) return heads(token);
  }
  return null;
}

function isGivenName({ tokens, lexicon }: Scan, at: number): boolean {
  const key = keyWord(tokens[at]!.text);
  return lexicon.maleNames.has(key) || lexicon.femaleNames.has(key) || lexicon.nicknames.has(key);
}

/** Whether the words of a name or the word before it show that it names no person. */
function isThing(scan: Scan, from: number, to: number): boolean {
  const { tokens, lexicon, small } = scan;
  if (isGivenName(scan, from) && to - from > 1) return false;
  const before = tokens[from - 1];
  if (before && lexicon.clauses.locating.has(before.lower)) return true;
  const words = tokens.slice(from, to);
  if (words.length < 2) return false;
  return (
    words.some(({ text }) => lexicon.regions.of.has(placeKey(text)) || /\p{N}/u.test(text)) ||
    words.every(({ lower }) => small.has(lower))
  );
}

const isShouted = (words: readonly Token[]) => words.every(({ text }) => text === text.toUpperCase());

/** Whether an age stands behind a name: "Ana Holt, 43,". */
function isAged(tokens: readonly Token[], to: number): boolean {
  const next = tokens[to];
  return (
    next !== undefined &&
    /^,\s$/u.test(next.gap) &&
    /^[1-9]\d$/u.test(next.text) &&
    tokens[to + 1]?.gap.startsWith(',') === true
  );
}

/** Whether a lone capitalised word that begins a sentence is a name: the page or the next word must show it. */
function isBareName({ tokens, lexicon, capitals, outlets }: Scan, at: number): boolean {
  const token = tokens[at]!;
  const behind = tokens[at + 1];
  if (outletNamed(token.text, outlets) && behind?.joined && lexicon.sayingVerbs.has(behind.lower))
    return true;
  if (capitals.has(token.lower) || token.possessive || isAcronym(token.text)) return true;
  if (lexicon.regions.of.has(placeKey(token.text)) || lexicon.regions.cities.has(placeKey(token.text)))
    return true;
  if (lexicon.maleNames.has(token.lower) || lexicon.femaleNames.has(token.lower)) return true;
  if (lexicon.unlikelyName.test(token.lower)) return false;
  const next = tokens[at + 1];
  if (!next || next.sentence !== token.sentence) return false;
  // "Daesh (Islamic State)"
  if (/^\s\($/u.test(next.gap) && next.capital) return true;
  return (
    lexicon.sayingVerbs.has(next.lower) ||
    lexicon.clauses.verbs.has(next.lower) ||
    lexicon.sources.joiners.has(next.lower)
  );
}

/** Where a role in capitals really begins: "former Foreign Minister", "state Senator". */
function widen({ tokens, lexicon }: Scan, from: number): number {
  let at = from;
  while (at > 0 && from - at < 5 && tokens[at]!.joined) {
    const token = tokens[at - 1]!;
    if (lexicon.common.has(token.lower) || lexicon.roleBoundaries.has(token.lower)) break;
    if (!token.capital && !lexicon.roleModifiers.has(token.lower)) break;
    at--;
  }
  return at;
}

/**
 * A name that a bracketed acronym stands for, with all the words that give its letters: "Citizens for Ethics in
 * Kordan (CEK)". Names inside it that were found before are taken out of the list.
 */
function spelledOut({ tokens, text, lexicon }: Scan, mention: Mention, found: Mention[]): Mention {
  const letters = mention.alias!.replace(/[^\p{L}]/gu, '').toLowerCase();
  let left = letters.length;
  let from = mention.to;
  for (let i = mention.to - 1; i >= 0 && mention.to - i <= 2 * letters.length && left > 0; i--) {
    const token = tokens[i]!;
    if (
      token.lower.startsWith(letters[left - 1]!) &&
      (token.capital || !lexicon.nameWords.links.has(token.lower))
    ) {
      left--;
      from = i;
    } else if (token.capital || !lexicon.nameWords.links.has(token.lower)) break;
    if (!token.joined && left > 0) break;
  }
  if (left > 0 || from >= mention.from || !tokens[from]!.capital) return mention;
  while (found.length > 0 && found.at(-1)!.from >= from) found.pop();
  const first = tokens[from]!;
  return {
    ...mention,
    from,
    start: first.start,
    phraseStart: first.start,
    name: text.slice(first.start, mention.end),
    words: nameWords(tokens.slice(from, mention.to)),
    kind: 'organisation',
    thing: true,
    gender: null,
    titled: false,
    reigns: false,
    roles: [],
    regions: new Set(),
    parties: new Set(),
    token: first,
  };
}

/** Nouns for people that are the surname of someone: they stand behind a given name and are no titles. */
function surnamesIn(tokens: readonly Token[], lexicon: Lexicon, small: ReadonlySet<string>): Set<string> {
  const out = new Set<string>();
  for (let i = 1; i < tokens.length; i++) {
    const [given, name] = [tokens[i - 1]!, tokens[i]!];
    if (!given.capital || !name.capital || !name.joined || name.first || name.headline) continue;
    if (roleNoun(lexicon, name.lower) === null || lexicon.titleNouns.has(name.lower)) continue;
    if (small.has(name.lower) && lexicon.titles.has(name.lower)) continue;
    const next = tokens[i + 1];
    // "Grace Governor Ana Holt" is none, "Ana Baker Jr." is.
    if (next?.joined && next.capital && !lexicon.suffixes.has(next.lower)) continue;
    const key = keyWord(given.text);
    if (lexicon.regions.of.has(placeKey(given.text)) || lexicon.partyWords.has(given.lower)) continue;
    if (lexicon.maleNames.has(key) || lexicon.femaleNames.has(key)) out.add(name.lower);
  }
  return out;
}

/** In a headline whose words all have capitals, a name is only what the body knows as one. */
function isTitleCase(tokens: readonly Token[], least = 0.7): boolean {
  const long = tokens.filter((token) => token.text.length > 3);
  return long.length > 3 && long.filter((token) => token.capital).length > least * long.length;
}

/** The lines of the body that are set like headlines: not mere lists of names, as words that are none have capitals, too. */
function titleLines(tokens: readonly Token[], lexicon: Lexicon): Token[][] {
  const out: Token[][] = [];
  for (let from = 0; from < tokens.length;) {
    const { paragraph } = tokens[from]!;
    let to = from + 1;
    while (to < tokens.length && tokens[to]!.paragraph === paragraph) to++;
    const line = tokens.slice(from, to);
    from = to;
    if (line[0]!.headline || !isTitleCase(line, TITLE_LINE)) continue;
    const set = line.some(
      ({ capital, first, lower }) =>
        capital &&
        !first &&
        ((lexicon.common.has(lower) && !lexicon.openers.has(lower)) || lexicon.sayingVerbs.has(lower)),
    );
    if (set) out.push(line);
  }
  return out;
}

/**
 * The names in a document, in order, with the titles, roles and appositions that stand beside them.
 * @param text the document's text
 * @param tokens its words
 * @param sources words that begin the source of a statement, with the index behind its last word
 * @example mentionsIn(text, tokensOf(document, lexicon), lexicon, outlets).map((mention) => mention.name)
 */
export function mentionsIn(
  text: string,
  tokens: readonly Token[],
  lexicon: Lexicon,
  outlets: OutletList,
  sources: ReadonlyMap<number, number> = new Map(),
): Mention[] {
  const small = new Set<string>();
  const capitals = new Set<string>();
  const pairs = new Set<string>();
  const seconds = new Set<string>();
  const counts = new Map<string, number>();
  tokens.forEach((token, i) => {
    if (token.capital) counts.set(token.lower, (counts.get(token.lower) ?? 0) + 1);
    if (!token.capital) small.add(token.lower);
    else if (!token.first && !token.headline) {
      capitals.add(token.lower);
      const next = tokens[i + 1];
      if (next?.joined && next.capital) {
        pairs.add(`${token.lower} ${next.lower}`);
        seconds.add(next.lower);
      }
    }
  });
  const surnames = surnamesIn(tokens, lexicon, small);
  const scan: Scan = {
    text,
    tokens,
    lexicon,
    small,
    capitals,
    pairs,
    seconds,
    counts,
    outlets,
    surnames,
    sources,
  };
  /** A common word that begins a name: "New York", "First Bank". */
  const opens = (i: number): boolean => {
    const token = tokens[i]!;
    const next = tokens[i + 1];
    if (!lexicon.openers.has(token.lower) || !next?.joined || next.first || !next.capital) return false;
    if (lexicon.common.has(next.lower)) return false;
    const pair = `${token.lower} ${next.lower}`;
    return (
      !token.first || pairs.has(pair) || lexicon.regions.of.has(pair) || lexicon.regions.cities.has(pair)
    );
  };
  /** A common word that is a given name here: "June Halden", but not "in June" and no question: "Will Holt go?". */
  const isGiven = (i: number): boolean => {
    const [before, token, next] = [tokens[i - 1], tokens[i]!, tokens[i + 1]];
    if (!lexicon.maleNames.has(token.lower) && !lexicon.femaleNames.has(token.lower)) return false;
    if (!next?.joined || next.first || !next.capital || small.has(next.lower)) return false;
    if (lexicon.common.has(next.lower) || lexicon.organisationWords.has(next.lower)) return false;
    return token.first ? !lexicon.clauses.verbs.has(token.lower) : !lexicon.times.has(before?.lower ?? '');
  };
  const headline = tokens.filter((token) => token.headline);
  const set = titleLines(tokens, lexicon);
  if (isTitleCase(headline)) set.unshift(headline);
  const inTitle = new Set(set.flat());
  const out: Mention[] = [];
  for (let i = 0; i < tokens.length;) {
    const token = tokens[i]!;
    if (
      !token.capital ||
      (lexicon.common.has(token.lower) &&
        !opens(i) &&
        !isGiven(i) &&
        !(isAcronym(token.text) && token.text.length > 1 && token.lower === 'us')) ||
      (inTitle.has(token) && !isNamedSource(scan, i))
    ) {
      i++;
      continue;
    }
    const to = inTitle.has(token) ? sources.get(i)! : runEnd(scan, i);
    // A line in capitals is a subhead; in it only what the page names elsewhere is a name.
    if (
      to - i > 1 &&
      tokens[i]!.first &&
      tokens[to]?.paragraph !== token.paragraph &&
      isShouted(tokens.slice(i, to))
    ) {
      i = to;
      continue;
    }
    const mention = mentionOf(scan, i, to);
    if (mention)
      out.push(mention.alias && isAcronym(mention.alias) ? spelledOut(scan, mention, out) : mention);
    i = to;
  }
  shareSurnames(out, scan);
  if (set.length === 0) return out;
  const inBody = out.filter(({ token }) => !inTitle.has(token));
  const taken = new Set(out.filter(({ token }) => inTitle.has(token)).map(({ token }) => token));
  for (const line of set) {
    const found = known(text, line, inBody, tokens.indexOf(line[0]!), lexicon);
    out.push(...found.filter(({ token }) => !taken.has(token)));
  }
  return out.sort((a, b) => a.start - b.start);
}

/**
 * Gives a given name the surname that it shares with the one behind it: "Jens and Ana Holt". Only a word that the page
 * uses nowhere else alone: in "Holt and Ana Ruiz" the first is a surname.
 */
function shareSurnames(mentions: Mention[], { tokens, lexicon, counts }: Scan): void {
  for (let n = 0; n + 1 < mentions.length; n++) {
    const [one, other] = [mentions[n]!, mentions[n + 1]!];
    const joint = tokens[one.to];
    if (one.words.length !== 1 || other.words.length < 2 || other.from !== one.to + 1) continue;
    if (!joint || !lexicon.sources.joiners.has(joint.lower) || !joint.joined || !other.token.joined) continue;
    const surname = other.words.at(-1)!;
    const named =
      other.kind === 'person' || (other.kind === 'name' && !other.thing && (counts.get(surname) ?? 0) > 1);
    if ((one.kind !== 'person' && one.kind !== 'name') || !named) continue;
    const word = one.token.lower;
    let shared = 0;
    tokens.forEach((token, i) => {
      if (!token.capital || token.lower !== word) return;
      const next = tokens[i + 1]?.lower;
      if (next === surname || (next === joint.lower && tokens[i + 3]?.lower === surname)) shared++;
    });
    if (shared < (counts.get(word) ?? 0) || other.from + other.words.length !== other.to) continue;
    one.words = [...one.words, surname];
    one.name = `${one.name} ${tokens[other.to - 1]!.text}`;
    one.kind = 'person';
    one.gender = givenGender(lexicon, one.words[0]!);
    one.leaning = null;
  }
}

/** Whether the source of a statement that begins here is a given name and one or two words more: "Ana Holt" in a headline. */
function isNamedSource(scan: Scan, at: number): boolean {
  const to = scan.sources.get(at) ?? at;
  const words = scan.tokens.slice(at, to);
  return (
    words.length > 1 && words.length <= 3 && isGivenName(scan, at) && words.every(({ capital }) => capital)
  );
}

/** The names of the body that stand in a headline, longest first. */
function known(
  text: string,
  headline: readonly Token[],
  body: readonly Mention[],
  base: number,
  lexicon: Lexicon,
): Mention[] {
  const forms = new Map<string, Mention>();
  for (const mention of body) {
    const key = mention.words.join(' ');
    if (!forms.has(key)) forms.set(key, mention);
    if (mention.kind === 'person' && mention.words.length > 1) {
      const last = mention.words.at(-1)!;
      if (!forms.has(last)) forms.set(last, mention);
    }
  }
  const out: Mention[] = [];
  for (let i = 0; i < headline.length;) {
    let length = Math.min(4, headline.length - i);
    for (; length > 0; length--) {
      const part = headline.slice(i, i + length);
      if (part.some(({ joined }, k) => k > 0 && !joined) || part.at(-1)!.text.length < 2) continue;
      const like = forms.get(nameWords(part).join(' '));
      if (!like || !part[0]!.capital) continue;
      const last = part.at(-1)!;
      out.push({
        ...like,
        start: part[0]!.start,
        end: last.end,
        from: base + i,
        to: base + i + length,
        name: text.slice(part[0]!.start, last.end),
        words: nameWords(part),
        roles: [],
        alias: null,
        phraseStart: part[0]!.start,
        token: part[0]!,
      });
      break;
    }
    const region = length === 0 ? regionNamed(headline[i]!, lexicon) : null;
    if (region) out.push({ ...region, from: base + i, to: base + i + 1 });
    i += Math.max(1, length);
  }
  return out;
}

/** A country or state that a word of a headline names, whatever the body calls it. */
function regionNamed(token: Token, lexicon: Lexicon): Mention | null {
  const region = lexicon.regions.of.get(placeKey(token.text));
  if (!region || region.as === 'demonym' || token.text.length < 2 || !token.capital) return null;
  return {
    start: token.start,
    end: token.end,
    from: 0,
    to: 1,
    kind: 'place',
    name: token.text,
    words: nameWords([token]),
    gender: null,
    leaning: null,
    article: false,
    thing: true,
    titled: false,
    reigns: false,
    roles: [],
    regions: new Set([region.code]),
    parties: new Set(),
    outlet: null,
    called: null,
    alias: null,
    phraseStart: token.start,
    token,
  };
}
