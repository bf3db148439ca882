import type { Via } from '../record.js';
import { Carried, isLongPast, type Setting } from './carry.js';
import type { Entity } from './entities.js';
import { frameOf, type Frame } from './frame.js';
import { goesOnIn, hearerAgain, hearsItself, kindOf, type LastOutlet } from './hearer.js';
import { introductions } from './introductions.js';
import { dayWords, framesBySentence } from './day-words.js';
import { mainDayOf, type MainDay } from './main-day.js';
import { lexiconOf } from './lexicon.js';
import { mannerOf, type Manner } from './manner.js';
import type { Mention } from './mentions/mention.js';
import { namesOtherTime, ofOtherTime } from './other-time.js';
import { occasionListsOf } from './occasion-lists.js';
import { occasionOf, type OccasionContext } from './occasion.js';
import { outletKey, outletNamed } from './outlets.js';
import {
  employerOf,
  prolonged,
  relaysOf,
  reportOf,
  reports,
  subjectOf,
  transcriptOf,
  type Reporting,
  type Transcript,
} from './reports.js';
import { tokensIn, type Token } from './tokens.js';
import { viaOf, type ViaContext } from './via.js';

/** A programme or interview that all of a transcript belongs to. */
const isSpoken = ({ how }: Via) => how === 'aired' || how === 'told';

/**
 * Through whom each statement came and on what occasion: by its own sentence, and by what it goes on with.
 * @returns the settings, by the statements' numbers, with the frames that they were read from
 */
export function settingsOf(
  reporting: Reporting,
  occasion: OccasionContext,
  namesIn: (n: number) => readonly Mention[],
): { settings: Setting[]; frames: Frame[] } {
  const { via, attributions, coreference } = reporting;
  const { tokens, text } = via;
  const lists = occasionListsOf(occasion.language);
  const frames = attributions.map((one) => frameOf(one, tokens, occasion.language));
  const bySentence = framesBySentence(frames, tokens);
  const clauses = { tokens, attributions, frames, bySentence, outer: coreference.outer, lists };
  const times = { ...clauses, hands: via.hands, sayingVerbs: lexiconOf(occasion.language).sayingVerbs };
  const spoken = transcriptOf(attributions, tokens, text);
  const main = mainDayOf(occasion, spoken.paragraphs);
  const manners = attributions.map(({ cue }, n) =>
    mannerOf(
      cue.flatMap((span) => tokensIn(tokens, span)),
      frames[n]!,
      via,
      lists,
      { apart: ofOtherTime(n, times), other: namesOtherTime(n, times) },
    ),
  );
  const taken = new Set(frames.flatMap(({ cue }) => (tokens[cue] ? [tokens[cue].sentence] : [])));
  const intros = introductions(via, occasion, taken, coreference.pronouns);
  const carried = new Carried(occasion.published);
  // Who is only heard in another outlet's report stays so.
  const relayed = new Map<Entity, Via>();
  let report = subjectOf(reporting);
  let programme: Via | null = null;
  const partners = new Set<Entity | null>();
  let next = 0;
  const settings: Setting[] = [];
  const owned: Setting[] = [];
  let last: LastOutlet | null = null;
  const order = attributions.map((_, n) => n).sort((a, b) => frames[a]!.cue - frames[b]!.cue || a - b);
  for (const n of order) {
    const one = attributions[n]!;
    const frame = frames[n]!;
    while (next < intros.length && intros[next]!.token < frame.cue) {
      const { speaker, setting, paragraph } = intros[next++]!;
      carried.introduce(speaker, setting, paragraph);
      programme ??= setting.via.find(isSpoken) ?? null;
    }
    const source = namesIn(n);
    const paragraph = tokens[frame.cue]?.paragraph ?? 0;
    const own: Setting = {
      via: [...viaOf(frame, new Set(source), via), ...employerOf(source, one.cue, via)],
      occasion: occasionOf(frame, occasion, spoken.turns.has(n) ? [] : dayWords(n, clauses), main?.iso),
    };
    const again = own.via.length === 0 ? hearerAgain(frame, last, via) : null;
    if (again) own.via.push(again);
    owned[n] = own;
    const place = tokens[frame.cue];
    const hand = own.via.findLast(({ how }) => how !== 'posted');
    if (place && hand) last = { via: hand, kind: kindOf(hand, via), sentence: place.sentence, paragraph };
    const voice = coreference.speakers.get(n)?.entity;
    const speaker = voice?.principal ?? voice;
    const manner = manners[n]!;
    // Outlets give the words of others and have no hands of their own.
    const outlet = speaker && speaker.kind !== 'person' && outletNamed(speaker.name, via.outlets) !== null;
    const relay =
      speaker && !outlet && !hearsItself(frame, via)
        ? (relayed.get(speaker) ?? (report && reports(report, speaker, paragraph) ? report.via : null))
        : null;
    const setting =
      speaker && !outlet
        ? carried.follow({
            ...own,
            speaker,
            paragraph,
            ...manner,
            fresh: manner.fresh && !partners.has(hearerOf(frame, via)),
            again: goesOnIn(frame, via),
            relay,
          })
        : own;
    // Who asks in an interview is heard where the one is who answers.
    if (setting.via.length > 0) {
      for (const other of partnersOf(frame, via)) {
        partners.add(other);
        if (other !== speaker) carried.introduce(other, setting, paragraph);
      }
    }
    const hands = [...setting.via];
    for (const hand of relaysOf(n, reporting)) {
      if (!hands.some(({ name }) => outletKey(name) === outletKey(hand.name))) hands.push(hand);
    }
    // A transcript gives one programme, whoever speaks.
    const inProgramme = spoken.whole && spoken.turns.has(n);
    if (inProgramme || !spoken.paragraphs.has(paragraph)) programme ??= hands.find(isSpoken) ?? null;
    if (programme && inProgramme && hands.length === 0) hands.push(programme);
    settings[n] = { ...setting, via: hands };
    if (speaker && relay && hands.includes(relay)) relayed.set(speaker, relay);
    if (report?.paragraph === Infinity) continue;
    report = reportOf(n, paragraph, reporting) ?? report;
    if (report && hands.includes(report.via)) report = prolonged(report, paragraph);
  }
  lead(order, settings, frames, manners, reporting, occasion.published);
  if (main) ofMainDay(main, settings, frames, manners, reporting, secondHand(owned, frames, reporting));
  ofTranscript(settings, owned, frames, spoken, occasion.pageDay ?? null, tokens);
  return { settings, frames };
}

/** Whom the words behind a cue name as its hearer: "told Holt". */
function hearerOf(frame: Frame, { mentionAt, entities }: ViaContext): Entity | null {
  const mention = mentionAt.get(frame.after);
  return mention ? entities.of.get(mention)! : null;
}

/** Words behind "interview" within which stands with whom it was. */
const PARTNER = 5;

/** With whom the interview is that a sentence speaks of: "in an interview with Ana Holt". */
function partnersOf(frame: Frame, { tokens, mentionAt, entities, hands }: ViaContext): Entity[] {
  const at = frame.words.find(
    (i) => hands.interviews.has(tokens[i]!.lower) && hands.interviewJoints.has(tokens[i + 1]?.lower ?? ''),
  );
  if (at === undefined) return [];
  const out: Entity[] = [];
  for (let i = at + 1; i <= at + PARTNER; i++) {
    const mention = mentionAt.get(i);
    const entity = mention && entities.of.get(mention);
    if (entity?.kind === 'person') out.push(entity);
  }
  return out;
}

/** Paragraphs within which a page says where and when its first words were said. */
const LEAD = 8;

/** A headline and a lead give words whose occasion is told further down. */
function lead(
  order: readonly number[],
  settings: Setting[],
  frames: readonly Frame[],
  manners: readonly Manner[],
  { via, coreference }: Reporting,
  published: string | null,
): void {
  const waiting = new Map<Entity, number[]>();
  const told = new Set<Entity>();
  for (const n of order) {
    const voice = coreference.speakers.get(n)?.entity;
    const speaker = voice?.principal ?? voice;
    const token = via.tokens[frames[n]!.cue];
    if (!speaker || !token || told.has(speaker) || speaker.unnamed) continue;
    const { occasion, via: hands } = settings[n]!;
    if (!token.headline && !manners[n]!.continues) continue;
    if (occasion.when === null && hands.length === 0 && occasion.event === null) {
      const list = waiting.get(speaker);
      if (list) list.push(n);
      else waiting.set(speaker, [n]);
      continue;
    }
    told.add(speaker);
    if (isLongPast(occasion.when, published)) continue;
    for (const before of waiting.get(speaker) ?? []) {
      const place = via.tokens[frames[before]!.cue]!;
      if (!place.headline && (token.paragraph - place.paragraph > LEAD || place.paragraph > LEAD)) continue;
      settings[before] = { via: [...hands], occasion: { ...occasion } };
    }
  }
}

/** Statements that the page has from another outlet's report: they are of that report's day, which is not told. */
function secondHand(
  owned: readonly Setting[],
  frames: readonly Frame[],
  { via: { tokens, hands } }: Reporting,
): Set<number> {
  const cites = ({ cue, after }: Frame) =>
    tokens.slice(cue, after).some(({ lower }) => hands.cites.has(lower));
  return new Set(
    owned.flatMap(({ via }, n) =>
      via.some(({ how }) => how === 'reported') || cites(frames[n]!) ? [n] : [],
    ),
  );
}

/** Gives the turns of a transcript its day; what speakers tell there of others is of no day but its own. */
function ofTranscript(
  settings: Setting[],
  owned: readonly Setting[],
  frames: readonly Frame[],
  { turns, paragraphs }: Transcript,
  pageDay: string | null,
  tokens: readonly Token[],
): void {
  settings.forEach((setting, n) => {
    const turn = turns.has(n);
    if (!turn && !paragraphs.has(tokens[frames[n]!.cue]?.paragraph ?? -1)) return;
    const when = turn ? (pageDay ?? setting.occasion.when) : owned[n]!.occasion.when;
    settings[n] = { ...setting, occasion: { ...setting.occasion, when } };
  });
}

/** Paragraphs behind the page's only day within which whoever speaks is taken to have spoken on it. */
const NEAR = 3;

/** Gives the day of the page's news to what was plainly said on it. */
function ofMainDay(
  main: MainDay,
  settings: Setting[],
  frames: readonly Frame[],
  manners: readonly Manner[],
  { via, coreference }: Reporting,
  barred: ReadonlySet<number>,
): void {
  const { tokens } = via;
  const voice = (n: number) => {
    const entity = coreference.speakers.get(n)?.entity;
    return entity?.principal ?? entity;
  };
  // Who is heard or named with the day, and who has another.
  const there = new Set<Entity>();
  const elsewhere = new Set<Entity>();
  settings.forEach(({ occasion: { when } }, n) => {
    const speaker = voice(n);
    if (speaker && when !== null) (when === main.iso ? there : elsewhere).add(speaker);
  });
  for (const [i, mention] of via.mentionAt) {
    const entity = via.entities.of.get(mention);
    if (entity && main.sentences.has(tokens[i]!.sentence)) there.add(entity);
  }
  settings.forEach((setting, n) => {
    if (setting.occasion.when !== null || barred.has(n)) return;
    const speaker = voice(n);
    const headline = tokens[frames[n]!.cue]?.headline ?? false;
    // A day that only its own sentence names, and not as its day, is that of what it speaks of.
    if (main.sentences.size === 1 && main.sentences.has(tokens[frames[n]!.cue]?.sentence ?? -1)) return;
    if (!headline && !manners[n]!.once) return;
    const known = speaker !== undefined && there.has(speaker) && !elsewhere.has(speaker);
    const paragraph = tokens[frames[n]!.cue]?.paragraph ?? 0;
    const near = main.paragraphs.some((day) => paragraph >= day && paragraph <= day + NEAR);
    const alone = main.only && near && (speaker === undefined || !elsewhere.has(speaker));
    if (known || alone || main.running) {
      settings[n] = { ...setting, occasion: { ...setting.occasion, when: main.iso } };
    }
  });
}
