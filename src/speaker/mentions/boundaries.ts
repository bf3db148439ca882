import { outletAt, outletNamed } from '../outlets.js';
import { roleNoun } from '../role.js';
import { pronounIn } from '../tokens.js';
import { isAcronym } from './mention.js';
import { nicknameEnd } from './nicknames.js';
import { isGiven, isGivenName, type Scan } from './scan.js';
import { officeOver } from './titles.js';

/** Longest run of words that is looked at as one name. */
const MAX_RUN = 10;

/** Whether a name can begin with a word: one with a capital that is no common word, or that opens a name here. */
export function beginsName(scan: Scan, at: number): boolean {
  const { tokens, lexicon } = scan;
  const { capital, lower, text } = tokens[at]!;
  // "according to harbour-talk.org"
  if (/\p{L}\.\p{Ll}{2,4}$/u.test(text)) return true;
  if (!capital || isCompound(scan, at) || isPortfolio(scan, at)) return false;
  // "She'll"
  if (lower.includes("'") && pronounIn(tokens[at]!, lexicon) !== undefined) return false;
  if (!lexicon.common.has(lower) || opensName(scan, at) || isCommonGivenName(scan, at)) return true;
  // "Small said", where the page has a "Jens Small"
  if (scan.surnames.has(lower) && (!tokens[at]!.first || scan.sources.get(at) === at + 1)) return true;
  if (isFamilyName(scan, at)) return true;
  // "US" is not "us".
  return isAcronym(text) && text.length > 1 && lexicon.regions.acronyms.has(lower);
}

/** Whether a common word inside a sentence is a family name before a given name of two syllables: "Oh Ji-won". */
function isFamilyName(scan: Scan, at: number): boolean {
  const { tokens, lexicon } = scan;
  const [token, next] = [tokens[at]!, tokens[at + 1]];
  if (token.first || lexicon.nameWords.articles.has(token.lower)) return false;
  return next?.joined === true && /^\p{Lu}\p{Ll}+-\p{Ll}+$/u.test(next.text) && !isCompound(scan, at + 1);
}

/** Whether a word only tells of what it is written together with: "the Ostmar-based firm". */
function isCompound({ tokens, lexicon }: Scan, at: number): boolean {
  const tail = /-(\p{Ll}+)$/u.exec(tokens[at]!.text)?.[1];
  return tail !== undefined && lexicon.nameWords.compounds.has(tail);
}

/** Whether a word only tells what the office before it is over: "State" in "the secretary of State Ana Holt". */
function isPortfolio(scan: Scan, at: number): boolean {
  const name = scan.tokens[at + 1];
  return name?.joined === true && name.capital && officeOver(scan, at)?.capital === false;
}

/** Whether a common word begins a name: "New York", "First Bank". */
function opensName({ tokens, lexicon, pairs }: Scan, at: number): boolean {
  const token = tokens[at]!;
  const next = tokens[at + 1];
  if (!lexicon.openers.has(token.lower) || !next?.joined || next.first || !next.capital) return false;
  if (lexicon.common.has(next.lower)) return false;
  const pair = `${token.lower} ${next.lower}`;
  return !token.first || pairs.has(pair) || lexicon.regions.of.has(pair) || lexicon.regions.cities.has(pair);
}

/** Whether a common word is a given name here: "June Halden", but not "in June" and no question: "Will Holt go?". */
function isCommonGivenName({ tokens, lexicon, small }: Scan, at: number): boolean {
  const [before, token, next] = [tokens[at - 1], tokens[at]!, tokens[at + 1]];
  if (!isGiven(lexicon, token.lower)) return false;
  if (!next?.joined || next.first || !next.capital || small.has(next.lower)) return false;
  if (lexicon.common.has(next.lower) || lexicon.organisationWords.has(next.lower)) return false;
  return token.first ? !lexicon.clauses.verbs.has(token.lower) : !lexicon.times.has(before?.lower ?? '');
}

/** Whether a word ends the name before the comma: "Jens Holt, Jr.". */
function isSuffix({ tokens, lexicon }: Scan, at: number): boolean {
  const { lower, gap, capital } = tokens[at]!;
  return capital && /^,\s$/u.test(gap) && lexicon.suffixes.has(lower) && tokens[at - 1]!.joined;
}

/** Whether a word is joined to the one before as the names of firms are: "Harrow & Vance". */
export function isFirm({ tokens }: Scan, at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]!];
  return (
    before !== undefined && /^\s&\s$/u.test(token.gap) && before.capital && token.capital && !token.headline
  );
}

/** Whether words name an organisation by what it is for: "Foundation for Defence (of Ostmar)". */
function isForCause({ tokens, lexicon }: Scan, from: number, to: number): boolean {
  return tokens
    .slice(from + 1, to)
    .some(
      ({ lower }, i) =>
        lexicon.nameWords.causes.has(lower) && lexicon.organisationWords.has(tokens[from + i]!.lower),
    );
}

/** "4th" */
const ORDINAL = /^\p{N}+\p{Ll}{2}$/u;

/** The end of a run of capitalised words that begins at `from`. */
export function runEnd(scan: Scan, from: number): number {
  const { tokens, lexicon, outlets } = scan;
  let to = from + (outletAt(tokens, from, outlets)?.length ?? 1);
  while (to < tokens.length && to - from < MAX_RUN) {
    const token = tokens[to]!;
    // "the Rice Growers' Union"
    const members =
      tokens[to - 1]!.possessive &&
      /(?:s|men)$/u.test(tokens[to - 1]!.lower) &&
      lexicon.organisationWords.has(token.lower);
    if (members && token.capital && !token.first) {
      to++;
      continue;
    }
    if (isSuffix(scan, to)) return to + 1;
    const nickname = nicknameEnd(scan, to);
    if (nickname !== null) {
      to = nickname + 1;
      continue;
    }
    // "Harrow & Vance"
    if (isFirm(scan, to)) {
      to++;
      continue;
    }
    if (!token.joined || token.first) break;
    // "a site called Real News Now"
    const named = token.capital && lexicon.sources.naming.has(tokens[from - 1]?.lower ?? '');
    if (named && to - from > 1) {
      to++;
      continue;
    }
    const surname = scan.surnames.has(token.lower) && isGivenName(scan, to - 1);
    if (
      token.capital &&
      (!lexicon.common.has(token.lower) || lexicon.organisationWords.has(token.lower) || surname)
    ) {
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
    // "the Court of Appeals for the 4th Circuit"
    const counted = after && ORDINAL.test(after.text) && tokens[to + steps]?.capital === true;
    if (
      lexicon.nameWords.links.has(token.lower) &&
      after?.joined &&
      (after.capital || counted) &&
      !lexicon.common.has(after.lower) &&
      ((organisation && !lexicon.nameWords.loose.has(token.lower)) ||
        (lexicon.nameWords.belonging.has(token.lower) && isForCause(scan, from, to)) ||
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
