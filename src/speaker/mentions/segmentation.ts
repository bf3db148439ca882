import { placeKey } from '../countries.js';
import { outletAt } from '../outlets.js';
import { isPluralRole, roleNoun } from '../role.js';
import type { Token } from '../tokens.js';
import { isFirm } from './boundaries.js';
import { isAcronym, keyWord } from './mention.js';
import { countOf, isGiven, isGivenName, isPlace, isShouted, type Scan } from './scan.js';

/** A run of capitalised words, cut into titles and name. All are indices of tokens. */
export interface Segments {
  /** Where titles and roles begin. */
  from: number;
  /** The end of titles and roles; `from` where there are none. */
  split: number;
  /** Where the name begins, without what kind of person stands before it: "Republican Jens Holt". */
  start: number;
  /** The end of the name, exclusive. */
  to: number;
  /** The words are the name of an organisation. */
  organisation: boolean;
}

const isTitle = ({ lexicon }: Scan, word: string) =>
  lexicon.titles.has(word) || roleNoun(lexicon, word) !== null;

const textOf = ({ text, tokens }: Scan, from: number, to: number) =>
  text.slice(tokens[from]!.start, tokens[to - 1]!.end);

/**
 * Cuts a run of capitalised words into titles and name.
 * @returns null where no name is left
 * @example // "Foreign Minister Jens Holt" has its split before "Jens"
 */
export function segment(scan: Scan, runFrom: number, to: number): Segments | null {
  const { tokens, lexicon, surnames } = scan;
  const from = withoutOpening(scan, runFrom, to);
  if (from >= to) return null;
  const titles = titlesEnd(scan, from, to, tokens[runFrom]!);
  if (titles === null) return null;
  const tail = tokens[to - 1]!;
  // "Mayor Don Guardian" is a man, whatever papers are called.
  const titledPerson = titles > from && to - titles === 2 && isGivenName(scan, titles);
  const organisation = !titledPerson && isOrganisation(scan, from, to);
  const whole = lexicon.metonyms.has(textOf(scan, from, to).toLowerCase());
  const split = organisation && (whole || lexicon.organisationWords.has(tail.lower)) ? from : titles;
  // "a New Hampshire Democrat" is nobody's name.
  if (
    lexicon.partisans.has(tail.lower) &&
    to - from > 1 &&
    isPlace(scan, textOf(scan, from, to - 1)) &&
    !surnames.has(tail.lower)
  )
    return null;
  // "The Director General, Ana Holt"
  if (split > from && to - split === 1 && lexicon.titleEndings.has(tail.lower)) return null;
  // A run that ends in an office is no name: "Foreign Minister".
  if (
    !organisation &&
    (split === from || (to - split > 1 && !isGivenName(scan, split))) &&
    (roleNoun(lexicon, tail.lower) !== null || isPluralRole(lexicon, tail.lower)) &&
    !surnames.has(tail.lower)
  )
    return null;
  return { from, split, start: organisation ? split : kindEnd(scan, split, to), to, organisation };
}

/** Where a run begins without a word that has its capital only from the start of the sentence. */
function withoutOpening(scan: Scan, runFrom: number, to: number): number {
  const { tokens, lexicon, small, pairs, seconds, outlets } = scan;
  const opening = tokens[runFrom]!;
  if (!opening.first) return runFrom;
  const isOrganisational = (i: number) => lexicon.organisationWords.has(tokens[i]!.lower);
  const pairAt = (i: number) => pairs.has(`${opening.lower} ${tokens[i]!.lower}`);
  let from = runFrom;
  // The first word of a sentence has its capital from there when the page knows it in small letters.
  if (
    small.has(opening.lower) &&
    !isTitle(scan, opening.lower) &&
    !(to - from === 1 && scan.surnames.has(opening.lower)) &&
    !(to - from > 1 && isGiven(lexicon, opening.lower)) &&
    !isOrganisational(to - 1) &&
    !(to - from > 1 && pairAt(from + 1)) &&
    outletAt(tokens, from, outlets) === null
  ) {
    from++;
    if (from >= to) return to;
  }
  // "Given Holt's record": the capital is the sentence's.
  if (
    to - from > 1 &&
    lexicon.sentenceOpeners.some((ending) => opening.lower.endsWith(ending)) &&
    !pairAt(from + 1) &&
    !isGivenName(scan, from) &&
    (isGivenName(scan, from + 1) || countOf(scan, tokens[from + 1]!.lower) > 1)
  )
    from++;
  // "Embattled Holt" at the start of a sentence, where the page says "Holt" or "Jens Holt" elsewhere.
  if (to - from === 2 && !isGivenName(scan, from) && !isOrganisational(from + 1)) {
    const second = tokens[from + 1]!.lower;
    const elsewhere = countOf(scan, second) > 1 && countOf(scan, opening.lower) === 1 && !pairAt(from + 1);
    if (
      elsewhere &&
      !isTitle(scan, opening.lower) &&
      !lexicon.organisationLeads.has(opening.lower) &&
      (small.has(opening.lower) ||
        (seconds.has(second) && lexicon.telling.test(opening.lower)) ||
        opening.headline)
    )
      from++;
  }
  return from;
}

/**
 * The end of the titles and roles in capitals that a run begins with: the name is what follows the last of them.
 * @param opening the word that the run began with
 * @returns null where the run is an office alone: "Secretary of State"
 */
function titlesEnd(scan: Scan, from: number, to: number, opening: Token): number | null {
  const { tokens, lexicon, small, surnames } = scan;
  const isLink = (i: number) => lexicon.nameWords.links.has(tokens[i]!.lower);
  let split = from;
  for (let i = from; i < to - 1; i++) {
    const { lower } = tokens[i]!;
    if (
      isTitle(scan, lower) &&
      !surnames.has(lower) &&
      !lexicon.particles.has(tokens[i + 1]!.lower) &&
      !isLink(i + 1)
    )
      split = i + 1;
  }
  // "Secretary of State Ana Ruiz", "Deputy Secretary of State Ana Ruiz": the office runs on to the words that follow "of".
  const of = tokens.slice(split, to).findIndex(({ lower }) => lexicon.nameWords.links.has(lower));
  if (of > 0 && roleNoun(lexicon, tokens[split + of - 1]!.lower) !== null) {
    const rest = to - (split + of + 1);
    const namedFrom = to - 2;
    const given = rest >= 3 ? keyWord(tokens[namedFrom]!.text) : '';
    const complement = tokens[split + of + 1]!.lower;
    if (given && isGiven(lexicon, given)) split = namedFrom;
    else if (rest >= 2 && lexicon.portfolios.has(complement)) {
      split += of + 2;
      // "Minister of Foreign Affairs Ana Ruiz"
      while (to - split > 2 && lexicon.portfolios.has(tokens[split]!.lower)) split++;
    } else return null;
  }
  // "County Recorder Ana Holt": an office that the language does not know stands before a given name.
  const long = to - from >= 4 || (to - from === 3 && small.has(opening.lower));
  const organisational = lexicon.organisationWords.has(tokens[to - 1]!.lower);
  if (split === from && long && !organisational && !isGivenName(scan, from)) {
    const last = lexicon.suffixes.has(tokens[to - 1]!.lower) ? to - 2 : to - 1;
    const between = /^\p{Lu}$/u.test(tokens[last - 1]!.text) || /[“"‘'(]$/u.test(tokens[last - 1]!.gap);
    const given = between ? last - 2 : last - 1;
    if (given > from && isGivenName(scan, given) && !isLink(given - 1)) split = given;
  }
  return split;
}

/** Whether some words tell by themselves that they name an organisation: "Ostmar Press Agency", "Team Holt". */
function isOrganisation(scan: Scan, from: number, to: number): boolean {
  const { tokens, lexicon, text, outlets } = scan;
  const words = tokens.slice(from, to);
  const tail = words.at(-1)!;
  const several = words.length > 1;
  const { links, causes } = lexicon.nameWords;
  return (
    (lexicon.organisationWords.has(tail.lower) &&
      (several || isAcronym(tail.text) || lexicon.metonyms.has(tail.lower))) ||
    words.some(
      ({ lower }, i) =>
        links.has(lower) &&
        i > 0 &&
        (lexicon.organisationWords.has(words[i - 1]!.lower) ||
          (causes.has(lower) && /[^s]s$/u.test(words[i - 1]!.lower))),
    ) ||
    words.some((_, i) => i > 0 && isFirm(scan, from + i)) ||
    /\p{L}\.\p{Ll}{2,4}$/u.test(tail.text) ||
    (several && lexicon.organisationLeads.has(words[0]!.lower)) ||
    lexicon.metonyms.has(text.slice(words[0]!.start, tail.end).toLowerCase()) ||
    (several && outletAt(tokens, from, outlets)?.length === words.length)
  );
}

/** The end of what kind of person stands before a name: "Republican Jens Holt", "Texan Jens Holt". */
function kindEnd(scan: Scan, from: number, to: number): number {
  const { tokens, lexicon } = scan;
  let at = from;
  while (at < to - 1) {
    const { lower, text } = tokens[at]!;
    const people = isPluralRole(lexicon, lower);
    const kind =
      lexicon.parties.has(lower) ||
      lexicon.regions.of.has(placeKey(text)) ||
      (people && isGivenName(scan, at + 1));
    const named = to - at > 2 || (people && !isShouted(tokens.slice(at, to)));
    if (!kind || !named || text.length <= 2) break;
    if (isGiven(lexicon, lower)) break;
    at++;
  }
  return at;
}
