import type { Mention } from './mention.js';
import { countOf, givenGender, type Scan } from './scan.js';

/**
 * Gives a given name the surname that it shares with the one behind it: "Jens and Ana Holt". Only a word that the page
 * uses nowhere else alone: in "Holt and Ana Ruiz" the first is a surname.
 */
export function shareSurnames(mentions: Mention[], scan: Scan): void {
  const { tokens, lexicon, capitalised } = scan;
  for (let n = 0; n + 1 < mentions.length; n++) {
    const [one, other] = [mentions[n]!, mentions[n + 1]!];
    const joint = tokens[one.to];
    if (one.words.length !== 1 || other.words.length < 2 || other.from !== one.to + 1) continue;
    if (!joint || !lexicon.sources.joiners.has(joint.lower) || !joint.joined || !other.token.joined) continue;
    const surname = other.words.at(-1)!;
    const named =
      other.kind === 'person' || (other.kind === 'name' && !other.thing && countOf(scan, surname) > 1);
    if ((one.kind !== 'person' && one.kind !== 'name') || !named) continue;
    const word = one.token.lower;
    const shared = (capitalised.get(word) ?? []).filter((i) => {
      const next = tokens[i + 1]?.lower;
      return next === surname || (next === joint.lower && tokens[i + 3]?.lower === surname);
    });
    if (shared.length < countOf(scan, word) || other.from + other.words.length !== other.to) continue;
    one.words = [...one.words, surname];
    one.name = `${one.name} ${tokens[other.to - 1]!.text}`;
    one.kind = 'person';
    one.gender = givenGender(lexicon, one.words[0]!);
    one.leaning = null;
  }
}
