import { spanOf, type Via } from '../record.js';
import type { Entities } from './entities.js';
import type { Frame } from './frame.js';
import type { Hands } from './hands.js';
import type { Mention } from './mentions/mention.js';
import { outletAt, outletKey, outletNamed, type Outlet, type OutletList } from './outlets.js';
import type { Token } from './tokens.js';

/** What finding the hands needs. */
export interface ViaContext {
  text: string;
  tokens: readonly Token[];
  mentionAt: ReadonlyMap<number, Mention>;
  entities: Entities;
  outlets: OutletList;
  hands: Hands;
  /** Keys of the page's own outlet and agencies: their own interviews pass through no other hand. */
  own: ReadonlySet<string>;
}

/** Words before an outlet in which stands what joins it to the statement. */
const REACH = 9;
/** Words behind a cue within which its hearer, or where it was written, stands. */
const NEAR = 6;
/** Words from a cue within which a post is its own. */
const POST = 8;
/** Words before a name in which the noun that tells what it is stands, with what belongs to it. */
const NOUN = 5;
/** Longest name of an outlet that the lists do not know, in words. */
const LONGEST = 4;

/** What a name is by the noun right beside it: "the Harbour Talk podcast", "her blog Harbour Talk". */
function byNoun(mention: Mention, { tokens, hands, entities }: ViaContext): Outlet | null {
  const entity = entities.of.get(mention);
  if (!entity || entity.kind === 'person' || entity.kind === 'place' || mention.words.length > LONGEST)
    return null;
  const behind = tokens[mention.to];
  const before = tokens[mention.from - 1];
  const article = before?.lower === 'the' && before.capital ? tokens[mention.from - 2] : before;
  const title = /["“'‘]$/u.test((article === before ? mention.token : before)?.gap ?? '');
  const how =
    (behind?.joined ? hands.media.get(behind.lower) : undefined) ??
    (title || article?.joined ? hands.media.get(article?.lower ?? '') : undefined);
  return how ? { name: mention.name, how } : null;
}

/** A name of the text that is an outlet, by its fullest name in the document. */
function outletOf(mention: Mention, context: ViaContext): Outlet | null {
  const { text, tokens, entities, outlets, own } = context;
  const entity = entities.of.get(mention);
  if (entity?.kind === 'person') return null;
  const longer = outletAt(tokens, mention.from, outlets);
  if (longer && longer.length > mention.to - mention.from) {
    const last = tokens[mention.from + longer.length - 1]!;
    const printed = { name: text.slice(mention.start, last.end), how: longer.outlet.how };
    return own.has(outletKey(printed.name)) ? null : printed;
  }
  const outlet =
    outletNamed(mention.name, outlets) ??
    (entity ? outletNamed(entity.name, outlets) : null) ??
    byNoun(mention, context);
  if (!outlet) return null;
  const fuller =
    entity && entity.words.length > mention.words.length ? outletNamed(entity.name, outlets) : null;
  const found = fuller ?? outlet;
  if (own.has(outletKey(found.name)) || own.has(outletKey(mention.name))) return null;
  // The page's own spelling of the name stays.
  return outletKey(found.name) === outletKey(mention.name) ? { ...found, name: mention.name } : found;
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

/** The platform that a word of posting names near a cue: "tweeted", "in a tweet". */
function postOf(frame: Frame, { tokens, outlets, text }: ViaContext): Via | null {
  for (const i of frame.words) {
    const token = tokens[i]!;
    const platform = outlets.posting.get(token.lower);
    if (!platform) continue;
    // Another verb's post behind the cue is another act: "called him a liar, tweeting a picture".
    const verb = /(?:ed|ing)$/u.test(token.lower);
    const own = verb ? i >= frame.cue - 3 && i < frame.after : Math.abs(i - frame.cue) <= POST;
    if (own) return { name: platform, how: 'posted', span: spanOf(text, token.start, token.end) };
  }
  return null;
}

/** How a name that no list knows as an outlet carries the words of a statement, by what stands around it. */
function unlisted(
  mention: Mention,
  frame: Frame,
  inFrame: ReadonlySet<number>,
  context: ViaContext,
): Via | null {
  const { tokens, text, hands } = context;
  const entity = context.entities.of.get(mention);
  if (!entity || entity.kind === 'person' || entity.kind === 'place' || mention.titled) return null;
  if (isOwn(mention, context) || mention.words.length > LONGEST) return null;
  const i = mention.from;
  const behind = tokens[mention.to];
  // "…, KPAnews reported": one who only reports is an outlet, whatever its name.
  if (
    behind?.sentence === mention.token.sentence &&
    hands.close.has(behind.lower) &&
    inFrame.has(mention.to) &&
    i >= frame.after &&
    entity.roles.length === 0
  )
    return hand(text, mention, entity.name, 'reported');
  // "wrote Jens Holt on Harbour Talk", "wrote for the Veldin Informer"
  const prior = tokens[tokens[i - 1]?.lower === 'the' ? i - 2 : i - 1];
  const writes = tokens.slice(frame.cue, frame.after).some(({ lower }) => hands.writes.has(lower));
  if (writes && i > frame.cue && hands.writtenIn.has(prior?.lower ?? '') && i - frame.after < NEAR) {
    return entity.regions.size === 0 ? hand(text, mention, entity.name, 'published') : null;
  }
  return null;
}

/**
 * The hands that the sentence around a statement names, from the speaker outward.
 * @example viaOf(frame, speakerMentions, context) // [{ name: 'Radio Ostmar', how: 'told', span }]
 */
export function viaOf(frame: Frame, source: ReadonlySet<Mention>, context: ViaContext): Via[] {
  const { tokens, mentionAt, text, hands } = context;
  const out: Via[] = [];
  const add = (via: Via) => {
    if (!out.some(({ name }) => outletKey(name) === outletKey(via.name))) out.push(via);
  };
  const inFrame = new Set(frame.words);
  const post = postOf(frame, context);
  if (post) add(post);
  const tells = tokens
    .slice(Math.max(0, frame.cue - 1), frame.after + 1)
    .some(({ lower }) => hands.tell.has(lower));
  for (const i of frame.words) {
    const mention = mentionAt.get(i);
    if (!mention || source.has(mention)) continue;
    const outlet = outletOf(mention, context);
    if (!outlet) {
      const found = unlisted(mention, frame, inFrame, context);
      if (found) add(found);
      continue;
    }
    const how = carriage(mention, outlet, frame, tells, context);
    if (!how) continue;
    // "on NBC's Meet the Press": the programme is the hand.
    const shown = tokens[mention.to - 1]!.possessive ? mentionAt.get(mention.to) : undefined;
    const programme = shown && outletOf(shown, context);
    if (programme?.how === 'aired') add(hand(text, shown!, programme.name, how));
    else add(hand(text, mention, outlet.name, how));
  }
  const presenter = out.length === 0 ? presenterOf(frame, context) : null;
  if (presenter && !source.has(presenter))
    add(hand(text, presenter, context.entities.of.get(presenter)!.name, 'aired'));
  return out;
}

/** How an outlet beside a statement carries it, by what joins it to the statement; null where nothing does. */
function carriage(
  mention: Mention,
  outlet: Outlet,
  frame: Frame,
  tells: boolean,
  { tokens, hands }: ViaContext,
): Via['how'] | null {
  const i = mention.from;
  const before = tokens[i - 1];
  const prior = (before?.lower === 'the' ? tokens[i - 2] : before)?.lower ?? '';
  const window = tokens
    .slice(Math.max(0, i - REACH), i)
    .filter((token) => token.sentence === mention.token.sentence);
  const near = (words: ReadonlySet<string>) => window.some(({ lower }) => words.has(lower));
  if (outlet.how === 'posted') {
    const own =
      i >= frame.cue - 3 ? i - frame.after <= POST : tokens[i]!.sentence !== tokens[i - POST]?.sentence;
    return own && hands.postedOn.has(prior) ? 'posted' : null;
  }
  const hearer = hands.tell.has(prior) || (near(hands.tell) && i - frame.after <= NEAR && i >= frame.cue);
  if (tells && hearer) return 'told';
  // "by the state agency OSA"
  const led = window.slice(-NOUN).some(({ lower }) => lower === 'by');
  if ((prior === 'by' || prior === 'to' || (led && hands.media.has(prior))) && near(hands.handed))
    return near(hands.given) ? 'told' : 'reported';
  if (near(hands.interviews) && hands.interviewJoints.has(prior))
    return outlet.how === 'aired' ? 'aired' : 'told';
  const behind = tokens[mention.to];
  // "during the Ostmar Post interview"
  if (behind?.joined && hands.interviews.has(behind.lower)) return outlet.how === 'aired' ? 'aired' : 'told';
  // "in a meeting with the Ostmar Post's editorial board"
  if (tokens[mention.to - 1]!.possessive && prior === 'with') {
    const board = tokens.slice(mention.to, mention.to + 3).some(({ lower }) => hands.boards.has(lower));
    if (board) return 'told';
  }
  if (outlet.how === 'aired' && (hands.onAir.has(prior) || near(hands.shows))) return 'aired';
  if (near(hands.pieces) || (hands.writtenIn.has(prior) && near(hands.writes))) return 'published';
  const relayed = behind?.sentence === mention.token.sentence && frame.words.includes(mention.to);
  if (relayed && hands.close.has(behind.lower)) return 'reported';
  if (prior === 'to' && near(hands.according)) return 'reported';
  // "asked by CNN's Dana Holt", "host of ABC's This Week"
  if (tokens[mention.to - 1]!.possessive && outlet.how === 'aired' && near(hands.hosted)) return 'aired';
  return null;
}

/** Who presents the interview that a sentence speaks of, where it names no outlet: "an interview with Ana Holt that aired". */
function presenterOf(frame: Frame, { tokens, mentionAt, entities, hands }: ViaContext): Mention | null {
  const words = frame.words.map((i) => tokens[i]!);
  if (!words.some(({ lower }) => hands.aired.has(lower))) return null;
  const at = frame.words.findIndex((i) => hands.interviews.has(tokens[i]!.lower));
  if (at < 0 || tokens[frame.words[at]! + 1]?.lower !== 'with') return null;
  for (const i of frame.words.slice(at, at + NEAR)) {
    const mention = mentionAt.get(i);
    if (mention) return entities.of.get(mention)?.kind === 'person' ? mention : null;
  }
  return null;
}
