import type { Setting } from './carry.js';
import type { Entities, Entity } from './entities.js';
import { occasionOf, type OccasionContext } from './occasion.js';
import { outletNamed } from './outlets.js';
import { viaOf, type ViaContext } from './via.js';

/** A sentence that says where someone is heard, before the words: "Holt spoke to Radio Ostmar on Monday." */
export interface Introduction {
  speaker: Entity;
  setting: Setting;
  paragraph: number;
  /** Index of its first word. */
  token: number;
}

const HEARD =
  /^(?:interview|interviewed|appeared|appearing|appearance|spoke|speaking|talked|sat|joined|interviews|told)$/u;
/** Words of what has not happened yet. */
const AHEAD =
  /^(?:will|would|scheduled|plans|planned|expected|set|upcoming|could|may|might|should|canceled|cancelled|declined)$/u;
/** Longest sentence that is looked at, in words. */
const LONGEST = 60;

/**
 * The sentences of a page that say where someone is heard, in order.
 * @param taken numbers of the sentences that hold a statement: these speak for themselves
 */
export function introductions(
  tokens: ViaContext['tokens'],
  via: ViaContext,
  occasion: OccasionContext,
  entities: Entities,
  taken: ReadonlySet<number>,
): Introduction[] {
  const out: Introduction[] = [];
  for (let from = 0; from < tokens.length;) {
    let to = from + 1;
    while (to < tokens.length && tokens[to]!.sentence === tokens[from]!.sentence) to++;
    let speaker: Entity | null = null;
    let outlet = false;
    let heard = -1;
    let ahead = false;
    for (let i = from; i < Math.min(to, from + LONGEST); i++) {
      if (tokens[i]!.quoted) continue;
      if (heard < 0 && HEARD.test(tokens[i]!.lower)) heard = i;
      ahead ||= AHEAD.test(tokens[i]!.lower);
      const mention = via.mentionAt.get(i);
      if (!mention) continue;
      const entity = entities.of.get(mention)!;
      if (outletNamed(mention.name, via.outlets) && entity.kind !== 'person') outlet = true;
      // Who is named last before the verb is heard: "Holt, whom Ruiz met, spoke to …" is rare in news.
      else if ((!speaker || heard < 0) && entity.kind === 'person' && !tokens[mention.to - 1]!.possessive)
        speaker = entity;
    }
    if (speaker && outlet && heard >= 0) {
      const words = Array.from({ length: Math.min(to, from + LONGEST) - from }, (_, i) => from + i).filter(
        (i) => !tokens[i]!.quoted,
      );
      const frame = { words, cue: heard, after: heard + 1 };
      const setting = { via: viaOf(frame, new Set(), via), occasion: occasionOf(frame, occasion) };
      if (setting.via.length > 0)
        out.push({ speaker, setting, paragraph: tokens[from]!.paragraph, token: from });
    }
    from = to;
  }
  return out;
}
