import type { Setting } from './carry.js';
import type { Entity, Referent } from './entities.js';
import type { Frame } from './frame.js';
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

/** Longest sentence that is looked at, in words. */
const LONGEST = 60;

/** Who is heard in the words of one sentence, and at which of them the verb stands. */
function heardIn(
  words: readonly number[],
  via: ViaContext,
  pronouns: ReadonlyMap<number, Referent>,
): { speaker: Entity; outlet: boolean; verb: number } | null {
  const { tokens, mentionAt, entities, outlets, hands } = via;
  let speaker: Entity | null = null;
  let outlet = false;
  let verb = -1;
  for (const i of words) {
    const { lower } = tokens[i]!;
    if (hands.ahead.has(lower)) return null;
    if (verb < 0 && hands.heard.has(lower)) verb = i;
    const mention = mentionAt.get(i);
    const entity = mention ? entities.of.get(mention)! : pronouns.get(i)?.entity;
    if (!entity) continue;
    if (!mention) {
      speaker ??= hands.heardSubjects.has(lower) ? entity : null;
      continue;
    }
    if (entity.kind !== 'person') outlet ||= outletNamed(mention.name, outlets) !== null;
    // Who is named last before the verb is heard.
    else if ((!speaker || verb < 0) && !tokens[mention.to - 1]!.possessive) speaker = entity;
  }
  return speaker && { speaker, outlet, verb };
}

/**
 * The sentences of a page that say where someone is heard, in order.
 * @param taken numbers of the sentences that hold a statement: these speak for themselves
 */
export function introductions(
  via: ViaContext,
  occasion: OccasionContext,
  taken: ReadonlySet<number>,
  pronouns: ReadonlyMap<number, Referent>,
): Introduction[] {
  const { tokens } = via;
  const out: Introduction[] = [];
  let from = 0;
  while (from < tokens.length) {
    const first = from;
    const { sentence, paragraph } = tokens[first]!;
    const words: number[] = [];
    for (; from < tokens.length && tokens[from]!.sentence === sentence; from++) {
      if (!tokens[from]!.quoted && from - first < LONGEST) words.push(from);
    }
    const heard = taken.has(sentence) ? null : heardIn(words, via, pronouns);
    if (!heard) continue;
    const at = heard.verb < 0 ? first : heard.verb;
    const frame: Frame = { words, cue: at, after: at + 1 };
    const hands = heard.outlet && heard.verb >= 0 ? viaOf(frame, new Set(), via) : [];
    const setting: Setting = { via: hands, occasion: occasionOf(frame, occasion) };
    if (hands.length === 0 && setting.occasion.event === null && setting.occasion.when === null) continue;
    out.push({ speaker: heard.speaker, setting, paragraph, token: first });
  }
  return out;
}
