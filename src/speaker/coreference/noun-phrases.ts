import type { Lexicon } from '../lexicon.js';
import type { Mention } from '../mentions/mention.js';
import { personNoun, roleNoun } from '../role.js';
import type { Token } from '../tokens.js';
import type { Followed } from './coreference.js';

/** Longest noun phrase of the running text that is looked at, in words. */
export const LONGEST = 6;

/**
 * The noun phrase that ends in a word, if that is a person noun that introduces or takes up someone: "a young woman",
 * "his father", "Ostmar's mayor"; not one beside a name, and not one that only tells what someone is.
 */
export function personPhrase(
  at: number,
  { tokens, lexicon }: Followed,
  mentionAt: ReadonlyMap<number, Mention>,
): Token[] | null {
  const noun = tokens[at]!;
  if (noun.capital || noun.headline || personNoun(lexicon, noun) === null) return null;
  // "He shook his head."
  const limb = lexicon.limbs.has(noun.lower) && lexicon.pronouns.has(tokens[at - 1]?.lower ?? '');
  if (limb) return null;
  const next = tokens[at + 1];
  if (next?.joined && (next.capital || personNoun(lexicon, next) !== null)) return null;
  let from = at;
  const opens = ({ lower }: Token) =>
    lexicon.sources.articles.has(lower) || lexicon.sources.possessives.has(lower);
  while (from > 0 && at - from < LONGEST && tokens[from]!.joined && !opens(tokens[from]!)) from--;
  const owner = tokens[from]!.joined || opens(tokens[from]!) ? null : ownerBefore(from, tokens, mentionAt);
  if (!opens(tokens[from]!) && !owner) return null;
  if (owner) ({ from } = owner);
  const first = tokens[from]!;
  if (from === at) return null;
  const before = tokens[from - 1];
  if (before?.sentence === noun.sentence) {
    if (lexicon.sources.copulas.has(before.lower) || lexicon.sources.equatives.has(before.lower)) return null;
    // ", the mayor," behind a name
    const named = /[,(—–]/u.test(first.gap) && (isProper(before, lexicon) || mentionAt.has(from - 1));
    if (named) return null;
  }
  // "the mayor, Ana Torvik,", "the head of the growers' association, Ana Torvik,"
  const comma = behindPhrase(at, tokens);
  if (tokens[comma]?.capital && namedAt(comma, tokens, mentionAt)) return null;
  return tokens.slice(from, complementEnd(at, tokens, lexicon, mentionAt));
}

/** Whether a word has a capital that is not only its sentence's: "Outside, a driver waited" names nobody. */
const isProper = ({ capital, lower }: Token, { common }: Lexicon): boolean => capital && !common.has(lower);

/** Whether a name begins at a word, with its title or role: "Foreign Minister Ana Torvik". */
function namedAt(at: number, tokens: readonly Token[], mentionAt: ReadonlyMap<number, Mention>): boolean {
  for (let i = at; i - at < LONGEST && tokens[i]; i++) {
    const mention = mentionAt.get(i);
    if (mention) return i === at || mention.phraseStart <= tokens[at]!.start;
  }
  return false;
}

/** The name to whom what begins at a word belongs: "Ostmar's" before "former mayor". */
function ownerBefore(
  at: number,
  tokens: readonly Token[],
  mentionAt: ReadonlyMap<number, Mention>,
): Mention | null {
  const tail = tokens[at - 1];
  if (!tail?.possessive || !tail.capital || tail.sentence !== tokens[at]!.sentence) return null;
  for (let i = at - 1; i >= 0 && at - i <= LONGEST; i--) {
    const mention = mentionAt.get(i);
    if (mention) return mention.to === at ? mention : null;
  }
  return null;
}

/** Index of the word behind the comma that ends a noun phrase; of no word where none stands near. */
function behindPhrase(at: number, tokens: readonly Token[]): number {
  for (let i = at + 1; i - at <= 2 * LONGEST && tokens[i]; i++) {
    const { gap, sentence } = tokens[i]!;
    if (sentence !== tokens[at]!.sentence) break;
    if (/^['’]?s?, $/u.test(gap)) return i;
    if (!/^['’]?s? $/u.test(gap)) break;
  }
  return tokens.length;
}

/** The end of a noun phrase with the name that it belongs to: "the director of the Ostmar Hospital". */
function complementEnd(
  at: number,
  tokens: readonly Token[],
  lexicon: Lexicon,
  mentionAt: ReadonlyMap<number, Mention>,
): number {
  const [joint, article] = [tokens[at + 1], tokens[at + 2]];
  if (!joint?.joined || !lexicon.nameWords.belonging.has(joint.lower)) return at + 1;
  const from = lexicon.sources.articles.has(article?.lower ?? '') ? at + 3 : at + 2;
  return mentionAt.get(from)?.to ?? at + 1;
}

/**
 * The noun phrase that ends in a word, if that introduces an organisation without a name: "a Northmark harbour board".
 * Not one whose name follows: "a group called Harbour Watch", "a group, Harbour Watch,".
 */
export function organisationPhrase(at: number, { tokens, lexicon }: Followed): Token[] | null {
  const noun = tokens[at]!;
  const { articles, definite, naming } = lexicon.sources;
  if (noun.capital || noun.headline || !lexicon.organisationHeads.has(noun.lower)) return null;
  const next = tokens[at + 1];
  const named = next?.capital && !next.first && /^,? $/u.test(next.gap);
  const compound =
    next?.joined && (lexicon.organisationHeads.has(next.lower) || roleNoun(lexicon, next.lower) !== null);
  if (named || compound || naming.has(next?.lower ?? '')) return null;
  let from = at;
  while (from > 0 && at - from < LONGEST && tokens[from]!.joined && !articles.has(tokens[from]!.lower))
    from--;
  const { lower } = tokens[from]!;
  const before = tokens[from - 1];
  // ", a group" behind a name tells of that name.
  if (before && isProper(before, lexicon) && /^, $/u.test(tokens[from]!.gap)) return null;
  return articles.has(lower) && !definite.has(lower) && from < at ? tokens.slice(from, at + 1) : null;
}
