import { placeKey } from '../countries.js';
import type { Lexicon } from '../lexicon.js';
import type { OutletList } from '../outlets.js';
import { roleNoun } from '../role.js';
import type { Token } from '../tokens.js';
import { foldedWord } from '../transliteration.js';
import { keyWord, type Gender } from './mention.js';

/** A document while its names are looked for: its words, the lists, and how the page writes its words. */
export interface Scan {
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
  /** Where each word stands with a capital. */
  capitalised: ReadonlyMap<string, readonly number[]>;
  outlets: OutletList;
  /** Nouns for people and words of every day that are a surname on this page: "Ana Baker", "Jens Small". */
  surnames: ReadonlySet<string>;
  /** Words that begin the source of a statement, with the end of that source. */
  sources: ReadonlyMap<number, number>;
}

/** Counts how a page writes its words, before any name is looked for. */
export function scanOf(
  text: string,
  tokens: readonly Token[],
  lexicon: Lexicon,
  outlets: OutletList,
  sources: ReadonlyMap<number, number>,
): Scan {
  const small = new Set<string>();
  const capitals = new Set<string>();
  const pairs = new Set<string>();
  const seconds = new Set<string>();
  const capitalised = new Map<string, number[]>();
  tokens.forEach((token, i) => {
    if (token.capital) {
      const places = capitalised.get(token.lower);
      if (places) places.push(i);
      else capitalised.set(token.lower, [i]);
    }
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
  return { text, tokens, lexicon, small, capitals, pairs, seconds, capitalised, outlets, surnames, sources };
}

/**
 * Nouns for people and words of every day that are the surname of someone: they stand behind a given name inside a
 * sentence and are no titles.
 */
function surnamesIn(tokens: readonly Token[], lexicon: Lexicon, small: ReadonlySet<string>): Set<string> {
  const out = new Set<string>();
  for (let i = 1; i < tokens.length; i++) {
    const [given, name] = [tokens[i - 1]!, tokens[i]!];
    if (!given.capital || !name.capital || !name.joined || name.first || name.headline) continue;
    const everyday =
      lexicon.common.has(name.lower) || lexicon.parties.has(name.lower) || small.has(name.lower);
    const role = roleNoun(lexicon, name.lower) !== null || lexicon.titles.has(name.lower);
    if ((!everyday && !role) || lexicon.titleNouns.has(name.lower)) continue;
    if (small.has(name.lower) && lexicon.titles.has(name.lower)) continue;
    const next = tokens[i + 1];
    // "Grace Governor Ana Holt" is none, "Ana Baker Jr." is.
    if (next?.joined && next.capital && !lexicon.suffixes.has(next.lower)) continue;
    const key = keyWord(given.text);
    if ((role && lexicon.regions.of.has(placeKey(given.text))) || lexicon.partyWords.has(given.lower))
      continue;
    if (isGiven(lexicon, key)) out.add(name.lower);
  }
  return out;
}

/** How often a word stands with a capital. */
export const countOf = ({ capitalised }: Scan, word: string): number => capitalised.get(word)?.length ?? 0;

/**
 * The gender of most who bear a given name, as the language lists them; null where its lists disagree.
 * @param world whether the names of the rest of the world count
 */
export function givenGender(lexicon: Lexicon, given: string, world = true): Gender | null {
  const anywhere = world ? (lexicon.worldNames.get(foldedWord(given)) ?? null) : null;
  const here = lexicon.maleNames.has(given) ? 'male' : lexicon.femaleNames.has(given) ? 'female' : null;
  return here === null || anywhere === null || here === anywhere ? (here ?? anywhere) : null;
}

/**
 * Whether the language lists a word in small letters as a given name.
 * @example isGiven(english, 'anna') // true
 */
export const isGiven = ({ maleNames, femaleNames }: Lexicon, word: string): boolean =>
  maleNames.has(word) || femaleNames.has(word);

/** Whether a word is a given name or a short form of one. */
export function isGivenName({ tokens, lexicon }: Scan, at: number): boolean {
  const key = keyWord(tokens[at]!.text);
  return isGiven(lexicon, key) || lexicon.nicknames.has(key);
}

/** Whether a name is that of a country, state or city. */
export function isPlace({ lexicon }: Scan, name: string): boolean {
  const key = placeKey(name);
  return (
    lexicon.regions.cities.has(key) ||
    (lexicon.regions.of.has(key) && (key.length > 2 || lexicon.regions.acronyms.has(key)))
  );
}

/** Whether all letters of some words are capitals. */
export const isShouted = (words: readonly Token[]) => words.every(({ text }) => text === text.toUpperCase());
