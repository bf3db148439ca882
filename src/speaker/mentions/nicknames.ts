import { roleNoun } from '../role.js';
import { printed, type Token } from '../tokens.js';
import { isGivenName, type Scan } from './scan.js';

/** The most words of a nickname. */
const LONGEST = 2;
/** Words behind a name in which its bearer's other name may stand: ", better known to the coast as Jo". */
const REACH = 8;

/**
 * Index of the word behind the marks that hold a short name inside a full one, or null: "Jens “Jo” Holt", "Jens (Jo) Holt".
 * @param at index of the word that may begin the short name
 * @example nicknameEnd(scan, 1) // 2
 */
export function nicknameEnd(scan: Scan, at: number): number | null {
  const { tokens } = scan;
  const { sentence } = tokens[at - 1]!;
  if (!/^\s[“"‘'(]$/u.test(tokens[at]!.gap)) return null;
  for (let end = at + 1; end <= at + LONGEST; end++) {
    const [last, next] = [tokens[end - 1]!, tokens[end]];
    if (!last.capital || !next || next.sentence !== sentence) return null;
    if (/^[”"’')]\s$/u.test(next.gap)) return isFullName(scan, at, next) ? end : null;
    if (!next.joined) return null;
  }
  return null;
}

/**
 * Whether the words round a short name in marks are one's full name.
 * @param at index of the first word of the short name
 * @param next the word behind it
 */
function isFullName(scan: Scan, at: number, next: Token): boolean {
  const { tokens, lexicon } = scan;
  const before = tokens[at - 1]!;
  if (!next.capital || lexicon.common.has(next.lower) || before.possessive) return false;
  const office = lexicon.titles.has(before.lower) || roleNoun(lexicon, before.lower) !== null;
  return isGivenName(scan, at - 1) || (/[“"]$/u.test(tokens[at]!.gap) && !office && !before.first);
}

/**
 * The other name of someone, where it stands in marks inside the full name or is told right behind it: "Jens “Jo” Holt",
 * "Jens Holt, Jo to everybody", "Jens Holt, better known as Jo".
 * @param from index of the name's first word
 * @param to index of the word behind it
 * @example nicknameOf(scan, 0, 3) // 'Jo'
 */
export function nicknameOf(scan: Scan, from: number, to: number): string | null {
  const { text, tokens } = scan;
  for (let at = from + 1; at < to - 1; at++) {
    const end = nicknameEnd(scan, at);
    if (end !== null) return printed(text, { start: tokens[at]!.start, end: tokens[end - 1]!.end });
  }
  const begin = toldBehind(scan, to);
  if (begin === null) return null;
  let end = begin + 1;
  while (end - begin < LONGEST && tokens[end]?.joined && tokens[end]!.capital) end++;
  return printed(text, { start: tokens[begin]!.start, end: tokens[end - 1]!.end });
}

/** Index of the first word of the other name that stands behind a name, or null. */
function toldBehind({ tokens, lexicon }: Scan, to: number): number | null {
  const first = tokens[to];
  if (!first || to === 0 || first.sentence !== tokens[to - 1]!.sentence || !/^,\s$/u.test(first.gap))
    return null;
  const { knowing, knownAs, knownTo, circles } = lexicon.nameWords;
  if (first.capital) {
    // "Jo to everybody", "Jo to her friends"
    const behind = tokens[to + 1]?.joined && tokens[to + 1]!.capital ? to + 2 : to + 1;
    if (!knownTo.has(tokens[behind]?.lower ?? '')) return null;
    const circle = [tokens[behind + 1], tokens[behind + 2]].some(
      (one) => one?.joined && circles.has(one.lower),
    );
    return circle ? to : null;
  }
  let known = false;
  for (let i = to; i < to + REACH && tokens[i] && (i === to || tokens[i]!.joined); i++) {
    const { lower } = tokens[i]!;
    known ||= knowing.has(lower);
    if (known && knownAs.has(lower)) {
      const next = tokens[i + 1];
      return next?.capital && /^\s[“"‘']?$/u.test(next.gap) ? i + 1 : null;
    }
  }
  return null;
}
