import { spanOf, type Via } from '../record.js';
import type { Entities } from './entities.js';
import type { Frame } from './frame.js';
import type { Mention } from './mentions.js';
import { outletAt, outletKey, outletNamed, type Outlet, type OutletList } from './outlets.js';
import type { Token } from './tokens.js';

/** What finding the hands needs. */
export interface ViaContext {
  text: string;
  tokens: readonly Token[];
  mentionAt: ReadonlyMap<number, Mention>;
  entities: Entities;
  outlets: OutletList;
  /** Keys of the page's own outlet and agencies: their own interviews pass through no other hand. */
  own: ReadonlySet<string>;
}

/** A name of the text that is an outlet, by its fullest name in the document. */
function outletOf(mention: Mention, { text, tokens, entities, outlets, own }: ViaContext): Outlet | null {
  const entity = entities.of.get(mention);
  if (entity?.kind === 'person') return null;
  const longer = outletAt(tokens, mention.from, outlets);
  if (longer && longer.length > mention.to - mention.from) {
    const last = tokens[mention.from + longer.length - 1]!;
    const printed = { name: text.slice(mention.start, last.end), how: longer.outlet.how };
    return own.has(outletKey(printed.name)) ? null : printed;
  }
  const outlet = outletNamed(mention.name, outlets) ?? (entity ? outletNamed(entity.name, outlets) : null);
  if (!outlet) return null;
  const fuller =
    entity && entity.words.length > mention.words.length ? outletNamed(entity.name, outlets) : null;
  const found = fuller ?? outlet;
  return own.has(outletKey(found.name)) || own.has(outletKey(mention.name)) ? null : found;
}

/** Whether a page's own name hides behind a mention. */
export function isOwn(mention: Mention, { own }: ViaContext): boolean {
  return own.has(outletKey(mention.name));
}

const hand = (text: string, mention: Mention, name: string, how: Via['how']): Via => ({
  name,
  how,
  span: spanOf(text, mention.start, mention.end),
});

const RELAY = /^(?:reported|reports|report|reporting|quoted|cited|citing|wrote|writes|published|said|says)$/u;
const TELL = /^(?:told|tells|tell|telling)$/u;
const AIR = /^(?:on|during|from)$/u;
const WRITTEN = /^(?:op-ed|column|essay|editorial|article|piece|story|blog|book|post)$/u;
const INTERVIEW =
  /^(?:interview|interviews|sit-down|conversation|appearance|appearances|discussion|q&a|call)$/u;
const SHOW = /^(?:show|program|programme|podcast|broadcast|radio)$/u;

/**
 * The hands that the sentence around a statement names, from the speaker outward.
 * @example viaOf(frame, speakerMentions, context) // [{ name: 'Radio Ostmar', how: 'told', span }]
 */
export function viaOf(frame: Frame, source: ReadonlySet<Mention>, context: ViaContext): Via[] {
  const { tokens, mentionAt, text, outlets } = context;
  const out: Via[] = [];
  const add = (via: Via) => {
    if (!out.some(({ name }) => outletKey(name) === outletKey(via.name))) out.push(via);
  };
  const inFrame = new Set(frame.words);
  // Posting: "tweeted", "in a tweet", "wrote on Facebook".
  for (const i of frame.words) {
    const token = tokens[i]!;
    const platform = outlets.posting.get(token.lower);
    if (platform && Math.abs(i - frame.cue) <= 12) {
      add({ name: platform, how: 'posted', span: spanOf(text, token.start, token.end) });
      break;
    }
  }
  for (const i of frame.words) {
    const mention = mentionAt.get(i);
    if (!mention || source.has(mention)) continue;
    const outlet = outletOf(mention, context);
    const before = tokens[i - 1];
    const prior = before?.lower === 'the' ? tokens[i - 2] : before;
    const behind = tokens[mention.to];
    const relayed =
      behind !== undefined &&
      inFrame.has(mention.to) &&
      behind.sentence === mention.token.sentence &&
      RELAY.test(behind.lower);
    if (!outlet) {
      // "…, KPAnews reported": one who only reports is an outlet, whatever its name.
      const closes = /^(?:reported|reports|quoted|cited)$/u.test(behind?.lower ?? '');
      const nobody =
        mention.kind !== 'person' && mention.kind !== 'place' && !isOwn(mention, context) && !mention.titled;
      if (closes && nobody && relayed && i >= frame.after && mention.words.length <= 4) {
        const entity = context.entities.of.get(mention);
        if (entity && entity.kind !== 'person' && entity.roles.length === 0)
          add(hand(text, mention, entity.name, 'reported'));
      }
      // "wrote Jens Holt on Harbour Talk"
      const writes = tokens
        .slice(frame.cue, frame.after)
        .some(({ lower }) => /^(?:wrote|writes|writing)$/u.test(lower));
      if (
        writes &&
        nobody &&
        i >= frame.after &&
        /^(?:on|in|for|at)$/u.test(prior?.lower ?? '') &&
        i - frame.after <= 5 &&
        mention.words.length <= 4
      ) {
        const entity = context.entities.of.get(mention);
        if (entity && entity.kind !== 'person' && entity.regions.size === 0)
          add(hand(text, mention, entity.name, 'published'));
      }
      continue;
    }
    const window = tokens
      .slice(Math.max(0, i - 9), i)
      .filter((token) => token.sentence === mention.token.sentence);
    const near = (pattern: RegExp) => window.some(({ lower }) => pattern.test(lower));
    const tells = tokens
      .slice(Math.max(0, frame.cue - 1), frame.after + 1)
      .some(({ lower }) => TELL.test(lower));
    const told =
      tells && (TELL.test(prior?.lower ?? '') || (near(TELL) && i - frame.after <= 6 && i >= frame.after));
    if (outlet.how === 'posted') {
      if (/^(?:on|via|in|to|her|his|their|own|personal|official)$/u.test(prior?.lower ?? ''))
        add(hand(text, mention, outlet.name, 'posted'));
      continue;
    }
    if (told) add(hand(text, mention, outlet.name, 'told'));
    else if (
      /^(?:by|to)$/u.test(prior?.lower ?? '') &&
      near(
        /^(?:reported|obtained|published|interviewed|provided|given|statement|spoke|speaking|talked|leaked|quoted)$/u,
      )
    ) {
      const told = near(/^(?:provided|given|statement|spoke|speaking|talked)$/u);
      add(hand(text, mention, outlet.name, told ? 'told' : 'reported'));
    } else if (near(INTERVIEW) && /^(?:with|on|by|for|in|to|of|from|at|a|an)$/u.test(prior?.lower ?? '')) {
      add(hand(text, mention, outlet.name, outlet.how === 'aired' ? 'aired' : 'told'));
    } else if (outlet.how === 'aired' && (AIR.test(prior?.lower ?? '') || near(SHOW) || near(INTERVIEW))) {
      add(hand(text, mention, outlet.name, 'aired'));
    } else if (
      near(WRITTEN) ||
      (/^(?:in|for)$/u.test(prior?.lower ?? '') && near(/^(?:wrote|writes|writing|written|published)$/u))
    ) {
      add(hand(text, mention, outlet.name, 'published'));
    } else if (
      relayed &&
      !RELAY.test('') &&
      /^(?:reported|reports|report|quoted|cited|published)$/u.test(behind.lower)
    ) {
      add(hand(text, mention, outlet.name, 'reported'));
    } else if (prior?.lower === 'to' && near(/^(?:according)$/u)) {
      add(hand(text, mention, outlet.name, 'reported'));
    } else if (mention.token.possessive || tokens[mention.to - 1]!.possessive) {
      // "asked by CNN's Dana Holt", "host of ABC's This Week"
      if (outlet.how === 'aired' && near(/^(?:on|with|by|host|show)$/u))
        add(hand(text, mention, outlet.name, 'aired'));
    }
  }
  return out;
}
