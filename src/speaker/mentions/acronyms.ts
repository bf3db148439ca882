import { nameWords, type Mention } from './mention.js';
import type { Scan } from './scan.js';

/**
 * A name that a bracketed acronym stands for, with all the words that give its letters: "Citizens for Ethics in
 * Kordan (CEK)". Names inside it that were found before are taken out of the list.
 */
export function spelledOut({ tokens, text, lexicon }: Scan, mention: Mention, found: Mention[]): Mention {
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
    site: false,
    gender: null,
    titled: false,
    reigns: false,
    roles: [],
    regions: new Set(),
    parties: new Set(),
    token: first,
  };
}
