import type { Via } from '../record.js';
import { Carried, type Setting } from './carry.js';
import type { Entity } from './entities.js';
import { frameOf, type Frame } from './frame.js';
import { introductions } from './introductions.js';
import type { Mention } from './mentions.js';
import { occasionOf, type OccasionContext } from './occasion.js';
import { outletKey } from './outlets.js';
import {
  employerOf,
  prolonged,
  relaysOf,
  reportOf,
  reports,
  subjectOf,
  turnsOf,
  type Reporting,
} from './reports.js';
import type { Token } from './tokens.js';
import { viaOf } from './via.js';

/** Cues with which one goes on speaking: such a statement may belong to what came before. */
const CONTINUES =
  /^(?:also |then |later |he |she )*(?:said|says|say|added|adds|told|continued|continues|went on|concluded|explained|noted|saying|adding|replied|responded|asked|insisted|argued|recalled|acknowledged|stressed|joked|rejected|dismissed|denied|defended|promised|pledged|vowed|urged|accused|blamed|mocked|attacked|questioned|announced|confirmed|agreed|apologized|proposed|responded|wrote|writes|tweeted|warned|predicted|praised|criticized|called|described|quipped|declared|stated|remarked|suggested|claimed|admitted|conceded|pointed out|emphasi[sz]ed|noting|calling|arguing|explaining)\b/iu;
const WRITTEN = /^(?:also |then |later )*(?:wrote|writes|tweeted|tweets|posted|added|continued)\b/iu;
/** Cues with which one says to whom: another hearer is another occasion. */
const FRESH = /^(?:also |then |later |had |has )*(?:told|tells|telling|testified|emailed)\b/iu;
/** Hearers who may be those of before. */
const SAME_HEARERS = /^(?:reporters|journalists|the)$/u;

/** Whether a cue names its hearer behind it: "told a crowd". */
function isFresh(cue: string, frame: Frame, tokens: readonly Token[]): boolean {
  const next = tokens[frame.after];
  return (
    FRESH.test(cue) &&
    frame.words.includes(frame.after) &&
    next !== undefined &&
    !SAME_HEARERS.test(next.lower)
  );
}

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
  const frames = attributions.map((one) => frameOf(one, tokens));
  const taken = new Set(frames.flatMap(({ cue }) => (tokens[cue] ? [tokens[cue].sentence] : [])));
  const intros = introductions(via, occasion, taken, coreference.pronouns);
  const carried = new Carried();
  const turns = turnsOf(attributions, text);
  // Who is only heard in another outlet's report stays so.
  const relayed = new Map<Entity, Via>();
  let report = subjectOf(reporting);
  let programme: Via | null = null;
  let next = 0;
  const settings: Setting[] = [];
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
      occasion: occasionOf(frame, occasion),
    };
    const voice = coreference.speakers.get(n)?.entity;
    const speaker = voice?.principal ?? voice;
    const cue = one.cue.map(({ start, end }) => text.slice(start, end)).join(' ');
    const relay = speaker
      ? (relayed.get(speaker) ?? (report && reports(report, speaker, paragraph) ? report.via : null))
      : null;
    const setting = speaker
      ? carried.follow({
          ...own,
          speaker,
          paragraph,
          continues: cue === '' || CONTINUES.test(cue),
          written: WRITTEN.test(cue),
          fresh: isFresh(cue, frame, tokens),
          relay,
        })
      : own;
    const hands = [...setting.via];
    for (const hand of relaysOf(n, reporting)) {
      if (!hands.some(({ name }) => outletKey(name) === outletKey(hand.name))) hands.push(hand);
    }
    // A transcript gives one programme, whoever speaks.
    programme ??= hands.find(isSpoken) ?? null;
    if (programme && turns.has(n) && hands.length === 0) hands.push(programme);
    settings[n] = { ...setting, via: hands };
    if (speaker && relay && hands.includes(relay)) relayed.set(speaker, relay);
    if (report?.paragraph === Infinity) continue;
    report = reportOf(n, paragraph, reporting) ?? report;
    if (report && hands.includes(report.via)) report = prolonged(report, paragraph);
  }
  lead(order, settings, frames, reporting);
  return { settings, frames };
}

/** Paragraphs within which a page says where and when its first words were said. */
const LEAD = 4;

/** A headline and a lead give words whose occasion is told further down. */
function lead(
  order: readonly number[],
  settings: Setting[],
  frames: readonly Frame[],
  { via, coreference }: Reporting,
): void {
  const waiting = new Map<Entity, number[]>();
  const told = new Set<Entity>();
  for (const n of order) {
    const voice = coreference.speakers.get(n)?.entity;
    const speaker = voice?.principal ?? voice;
    const token = via.tokens[frames[n]!.cue];
    if (!speaker || !token || told.has(speaker) || speaker.unnamed) continue;
    const { occasion, via: hands } = settings[n]!;
    if (occasion.when === null && hands.length === 0 && occasion.event === null) {
      const list = waiting.get(speaker);
      if (list) list.push(n);
      else waiting.set(speaker, [n]);
      continue;
    }
    told.add(speaker);
    for (const before of waiting.get(speaker) ?? []) {
      const place = via.tokens[frames[before]!.cue]!;
      if (!place.headline && (token.paragraph - place.paragraph > LEAD || place.paragraph > LEAD)) continue;
      settings[before] = { via: [...hands], occasion: { ...occasion } };
    }
  }
}
