import { personNoun, roleFrom, roleNoun, type Role } from '../role.js';
import type { Token } from '../tokens.js';
import type { Scan } from './scan.js';

/** A role that introduces a name, with the index of its first word. */
export interface Introduction {
  role: Role;
  from: number;
}

/** A role in small letters (or mixed) that stands right before a name: "campaign manager Jens Holt". */
export function roleBefore(scan: Scan, at: number): Introduction | null {
  const { tokens, lexicon, text } = scan;
  if (at === 0 || !tokens[at]!.joined) return null;
  const [of, over] = [tokens[at - 2], tokens[at - 1]!];
  // "secretary of State Holt"
  const end = of?.joined && over.joined && officeOver(scan, at - 1) ? at - 3 : at - 1;
  const nearest = tokens[end]!;
  if (
    nearest.first &&
    nearest.capital &&
    !lexicon.titles.has(nearest.lower) &&
    !lexicon.roles.has(nearest.lower)
  )
    return null;
  if (personNoun(lexicon, nearest) === null && !lexicon.titles.has(nearest.lower)) return null;
  let from = end;
  let capitals = nearest.capital;
  while (from > 0 && at - from < 8) {
    const token = tokens[from - 1]!;
    if (!tokens[from]!.joined && !(token.possessive && token.capital)) break;
    if (lexicon.nameWords.links.has(token.lower) && !lexicon.nameWords.articles.has(token.lower)) {
      const before = tokens[from - 2];
      if (!before || !tokens[from - 1]!.joined || personNoun(lexicon, before) === null) break;
      from -= 2;
      continue;
    }
    if (lexicon.common.has(token.lower) || lexicon.roleBoundaries.has(token.lower)) break;
    const known =
      token.capital || lexicon.roleModifiers.has(token.lower) || personNoun(lexicon, token) !== null;
    const { participles, adverbs } = lexicon.clauses;
    const telling = [...participles, ...adverbs].some((ending) => token.lower.endsWith(ending));
    if (!known && (capitals || at - from > 2 || telling)) break;
    capitals ||= token.capital;
    from--;
    if (token.first) break;
  }
  const role = roleFrom(tokens.slice(from, at), text, lexicon);
  return role ? { role, from } : null;
}

/**
 * The office that a word tells what it is over: "secretary" of "State" in "secretary of State Holt"; null where the word
 * tells nothing of the kind.
 */
export function officeOver({ tokens, lexicon }: Scan, at: number): Token | null {
  const [office, of, over] = [tokens[at - 2], tokens[at - 1], tokens[at]];
  return over !== undefined &&
    lexicon.portfolios.has(over.lower) &&
    lexicon.nameWords.belonging.has(of?.lower ?? '') &&
    roleNoun(lexicon, office?.lower ?? '') !== null
    ? office!
    : null;
}

/** A role that stands before a name with a comma between: "My father, Jens Holt,". */
export function roleApposed({ tokens, lexicon, text }: Scan, at: number, to: number): Introduction | null {
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
  return role && words.some((token) => personNoun(lexicon, token) === role.head) ? { role, from: at } : null;
}

/** Where a role in capitals really begins: "former Foreign Minister", "state Senator". */
export function widen({ tokens, lexicon }: Scan, from: number): number {
  let at = from;
  while (at > 0 && from - at < 5 && tokens[at]!.joined) {
    const token = tokens[at - 1]!;
    if (lexicon.common.has(token.lower) || lexicon.roleBoundaries.has(token.lower)) break;
    if (!token.capital && !lexicon.roleModifiers.has(token.lower)) break;
    at--;
  }
  return at;
}
