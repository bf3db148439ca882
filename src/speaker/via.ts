import { spanOf, type Via } from '../record.js';
import type { Entities, Entity } from './entities.js';
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
  /** Bodies that the page shows to be outlets ({@link mediaNamesOf}). */
  mediaNames: ReadonlySet<Entity>;
}

/** Words before an outlet in which stands what joins it to the statement. */
const REACH = 9;
/** Words behind a cue within which its hearer, or where it was written, stands. */
const NEAR = 6;
/** Words from a cue within which a post is its own. */
const POST = 8;
/** Words before a name in which the noun that tells what it is stands, with what belongs to it. */
const NOUN = 5;
/** Sentences behind a hearer in which the page shows what it is. */
const NEXT = 3;
/** Longest name of an outlet that the lists do not know, in words. */
const LONGEST = 4;

/** Where a name ends that goes on behind a sign or with a number: "Spade & Anchor", "Channel 4". */
function endOf(mention: Mention, { tokens, mentionAt }: ViaContext): number {
  let to = mention.to;
  for (let next = tokens[to]; next; next = tokens[to]) {
    if (next.sentence !== mention.token.sentence || tokens[to - 1]!.possessive) break;
    if (next.capital && /^\s&\s$/u.test(next.gap)) to = mentionAt.get(to)?.to ?? to + 1;
    else if (next.joined && /^\p{N}{1,3}$/u.test(next.text)) to += 1;
    else break;
  }
  return to;
}

/** The whole of a name that {@link endOf} ends, as the page has it. */
function wholeName(mention: Mention, context: ViaContext): string {
  const to = endOf(mention, context);
  const { text, tokens } = context;
  return to === mention.to
    ? mention.name
    : text.slice(mention.start, tokens[to - 1]!.end).replace(/\s+/gu, ' ');
}

/** What a name is by the noun right beside it: "the Harbour Talk podcast", "her blog Harbour Talk". */
function byNoun(mention: Mention, context: ViaContext): Outlet | null {
  const { tokens, hands, entities } = context;
  const entity = entities.of.get(mention);
  if (!entity || entity.kind === 'person' || entity.kind === 'place' || mention.words.length > LONGEST)
    return null;
  const behind = tokens[endOf(mention, context)];
  const before = tokens[mention.from - 1];
  const article = before?.lower === 'the' && before.capital ? tokens[mention.from - 2] : before;
  const title = /["“'‘]$/u.test((article === before ? mention.token : before)?.gap ?? '');
  const how =
    (behind?.joined ? hands.media.get(behind.lower) : undefined) ??
    (title || article?.joined ? hands.media.get(article?.lower ?? '') : undefined);
  return how ? { name: wholeName(mention, context), how } : null;
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

/** Words behind "interview" within which it is said to whom it was given. */
const GIVEN = 6;

/** How words were taken from one whom no list knows: "quoted by KPA", "an interview that she gave to Kestrel Daily". */
function taken(
  mention: Mention,
  frame: Frame,
  { tokens, hands, mediaNames, entities }: ViaContext,
): Via['how'] | null {
  const article = tokens[mention.from - 1]?.lower === 'the' ? 1 : 0;
  const joint = mention.from - 1 - article;
  const [prior, before] = [tokens[joint]?.lower ?? '', tokens[joint - 1]?.lower ?? ''];
  // "quoted by KPA", "quoted as saying by KPA"
  const cited = tokens[joint - 2]?.lower === 'as' ? (tokens[joint - 3]?.lower ?? '') : before;
  if (prior === 'by' && hands.cites.has(cited)) return 'reported';
  const given = interviewBefore(mention, tokens, hands);
  if (given && prior === 'to' && given.some(({ lower }) => hands.grants.has(lower))) return 'told';
  const entity = entities.of.get(mention);
  const told = joint >= frame.cue && joint < frame.after + 1 && hands.tell.has(prior);
  return told && entity && mediaNames.has(entity) ? 'told' : null;
}

/** The words between "interview" and a name in one sentence; null where the name is not of an interview. */
function interviewBefore(
  { from, token }: Mention,
  tokens: readonly Token[],
  { interviews }: Hands,
): Token[] | null {
  for (let i = from - 1; i >= Math.max(0, from - GIVEN); i--) {
    if (tokens[i]!.sentence !== token.sentence) return null;
    if (interviews.has(tokens[i]!.lower)) return tokens.slice(i + 1, from);
  }
  return null;
}

/**
 * The bodies that a page shows to be outlets, though no list knows them: whom someone told something "in the broadcast",
 * as one of the next sentences says.
 */
export function mediaNamesOf({
  tokens,
  mentionAt,
  entities,
  hands,
}: Omit<ViaContext, 'mediaNames'>): Set<Entity> {
  const out = new Set<Entity>();
  for (const mention of mentionAt.values()) {
    const entity = entities.of.get(mention)!;
    if (entity.kind !== 'organisation' || !hands.tell.has(tokens[mention.from - 1]?.lower ?? '')) continue;
    for (let i = mention.to; i < tokens.length; i++) {
      const token = tokens[i]!;
      if (token.sentence - mention.token.sentence > NEXT) break;
      if (
        token.quoted ||
        tokens[i - 1]!.lower !== 'the' ||
        !hands.interviewJoints.has(tokens[i - 2]?.lower ?? '')
      )
        continue;
      if (hands.shows.has(token.lower) && !tokens[i + 1]?.joined) out.add(entity);
    }
  }
  return out;
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
  const to = endOf(mention, context);
  const behind = tokens[to];
  const name = to === mention.to ? entity.name : wholeName(mention, context);
  const does = behind?.sentence === mention.token.sentence && inFrame.has(to) ? behind.lower : '';
  // "…, KPAnews reported": one who only reports is an outlet, whatever its name; so is one who quotes another.
  const closes = hands.close.has(does) && i >= frame.after;
  if ((closes || hands.cites.has(does)) && entity.roles.length === 0)
    return hand(text, mention, name, 'reported');
  const how = taken(mention, frame, context);
  if (how) return hand(text, mention, name, how);
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
    if (!mention || (source.has(mention) && !interviewBefore(mention, tokens, hands))) continue;
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

/** What stands before a name and its article, and before the noun that tells what it is: "with", of "with the magazine Reel". */
function priorOf(i: number, tokens: readonly Token[], { media }: Hands): { prior: string; noun: boolean } {
  const word = (at: number) => tokens[at]?.lower ?? '';
  const article = (at: number) => (word(at - 1) === 'the' ? at - 1 : at);
  const name = article(i);
  const noun = media.has(word(name - 1)) && tokens[name]!.joined;
  return { prior: word((noun ? article(name - 1) : name) - 1), noun };
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
  const { prior, noun } = priorOf(i, tokens, hands);
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
  if ((prior === 'by' || prior === 'to' || (led && noun)) && near(hands.handed))
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
