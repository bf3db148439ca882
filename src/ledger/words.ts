/**
 * What a user types to find words, as PostgreSQL's text search takes it. `websearch_to_tsquery` knows phrases, `or` and
 * `-` but no beginnings of words, so the query is put together here; only letters and digits of the words get through.
 */
export interface WordsQuery {
  /** For `to_tsquery('english', …)`: with the quotation marks that make each word nothing but a word. */
  query: string;
}

/** The most words that are looked for at once. */
const MOST = 64;

/**
 * Reads a query: `close gates` both words, `"tide will decide"` a phrase, `clos*` a beginning, `-gates` not this,
 * `gates OR locks` either of both.
 * @returns null where there is no word in it
 * @example wordsOfQuery('clos* -"east gate"') // { query: "'clos':* & !('east' <-> 'gate')" }
 */
export function wordsOfQuery(typed: string): WordsQuery | null {
  const groups: string[][] = [[]];
  let words = 0;
  for (const [, minus, phrase, bare] of typed
    .slice(0, 5000)
    .matchAll(/(-?)(?:["“”„]([^"“”„]*)["“”„]?|(\S+))/g)) {
    if (words >= MOST) break;
    if (bare === 'OR' && minus === '') {
      if (groups.at(-1)?.length) groups.push([]);
      continue;
    }
    const terms = termsOf(phrase ?? bare ?? '');
    if (terms.length === 0) continue;
    words += terms.length;
    const joined = terms.join(' <-> ');
    groups.at(-1)?.push((minus === '-' ? '!' : '') + (terms.length > 1 ? `(${joined})` : joined));
  }
  const query = joinedGroups(groups.filter((group) => group.length > 0));
  return query === '' ? null : { query };
}

/** `a OR b c`: the OR binds the two terms beside it, as in a web search. */
function joinedGroups(groups: readonly string[][]): string {
  const all: string[] = [];
  groups.forEach((group, i) => {
    const [first = '', ...rest] = group;
    const before = i > 0 ? all.pop() : undefined;
    all.push(before === undefined ? first : `(${before} | ${first})`, ...rest);
  });
  return all.join(' & ');
}

/** The words of a piece, in quotation marks; one with a hyphen or apostrophe is the phrase of its parts. */
function termsOf(piece: string): string[] {
  return [...piece.normalize('NFC').matchAll(/[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*\*?/gu)].map(
    ([word]) => {
      const bare = word.replace(/\*$/, '').replaceAll('’', "'").replaceAll("'", "''");
      return word.endsWith('*') ? `'${bare}':*` : `'${bare}'`;
    },
  );
}
