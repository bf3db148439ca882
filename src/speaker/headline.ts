import type { Document } from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import type { Coreference } from './coreference/coreference.js';
import type { Entity, Referent } from './entities.js';
import type { Lexicon } from './lexicon.js';

/** How much of a headline's words the story has to tell again. */
const TOLD_AGAIN = 0.5;
/** How sure it is whom a government's name in a headline stands for: as told again by one person, or by one of several. */
const BY_ONE = 0.75;
const BY_SEVERAL = 0.6;

/** A word as it is compared: without its ending, so that "terrorists" and "terrorist" are one. */
const STEM = 5;
const LONGEST_KEPT = 3;

function stems(
  text: string,
  spans: readonly { start: number; end: number }[],
  lexicon: Lexicon,
): Set<string> {
  const words = spans.flatMap(({ start, end }) => text.slice(start, end).match(/[\p{L}\p{N}]+/gu) ?? []);
  return new Set(
    words
      .map((word) => word.toLowerCase())
      .filter((word) => word.length > LONGEST_KEPT && !lexicon.common.has(word))
      .map((word) => word.slice(0, STEM)),
  );
}

/**
 * Whom a government's name in the headline stands for. "Oslo warns …" sums up what the page then tells of a person:
 * the one of that country whose statements say the headline's words again. Where no such person speaks, or two speak
 * and neither says them, the government stays the speaker.
 * (Metonymy of capital for government: K. Markert and M. Nissim, SemEval-2007 Task 08.)
 * @returns the person for each such statement, by its number
 * @example spokesmenOf(document, attributions, coreference, lexicon).get(0)?.entity.name
 */
export function spokesmenOf(
  { text, parts }: Document,
  attributions: readonly Attribution[],
  coreference: Coreference,
  lexicon: Lexicon,
): ReadonlyMap<number, Referent> {
  const out = new Map<number, Referent>();
  const end = parts.find(({ kind }) => kind === 'headline')?.end ?? 0;
  const inHeadline = (n: number) => (attributions[n]!.content[0]?.start ?? end) < end;
  const speaker = (n: number) => {
    const entity = coreference.speakers.get(n)?.entity;
    return entity?.principal ?? entity;
  };
  const governments = attributions.flatMap((one, n) => {
    const entity = speaker(n);
    return inHeadline(n) && entity?.kind === 'place' && entity.regions.size > 0 ? [{ one, n, entity }] : [];
  });
  if (governments.length === 0) return out;
  const told = new Map<Entity, Set<string>>();
  attributions.forEach((one, n) => {
    const person = speaker(n);
    if (inHeadline(n) || person?.kind !== 'person' || person.roles.length === 0) return;
    const words = told.get(person) ?? new Set<string>();
    for (const stem of stems(text, one.content, lexicon)) words.add(stem);
    told.set(person, words);
  });
  for (const { one, n, entity: government } of governments) {
    const said = stems(text, one.content, lexicon);
    const ranked = [...told]
      .filter(([person]) => [...person.regions].some((code) => government.regions.has(code)))
      .map(([entity, words]) => ({
        entity,
        share: [...said].filter((stem) => words.has(stem)).length / said.size,
      }))
      .sort((a, b) => b.share - a.share);
    const [first, second] = ranked;
    if (!first || !(first.share >= TOLD_AGAIN) || first.share === second?.share) continue;
    out.set(n, { entity: first.entity, sure: second ? BY_SEVERAL : BY_ONE });
  }
  return out;
}
