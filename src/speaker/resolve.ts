import type { Language } from '../language/language.js';
import {
  spanOf,
  type Document,
  type Offsets,
  type Span,
  type Speaker,
  type Statement,
  type Via,
} from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import { aboutOf } from './about.js';
import { actOf } from './act.js';
import { Carried, type Setting } from './carry.js';
import type { Coreference } from './coreference.js';
import type { Entities, Entity } from './entities.js';
import { employersOf } from './employers.js';
import { evidenceIn } from './evidence.js';
import { frameOf, type Frame } from './frame.js';
import { introductions } from './introductions.js';
import type { Mention } from './mentions.js';
import { NOWHERE, occasionOf, type OccasionContext } from './occasion.js';
import { outletAt, outletKey, outletNamed, type Outlet } from './outlets.js';
import { readingOf } from './reading.js';
import { Roster } from './roster.js';
import { viaOf, type ViaContext } from './via.js';

/** What `resolve` gives: the page's statements, each filed under its speaker. */
export interface Resolved {
  speakers: Speaker[];
  statements: Statement[];
}

/** Speakers less sure than this are not given. */
const LEAST_SURE = 0.2;
/** How sure it is that "I" outside of quotations is the page's writer. */
const AS_AUTHOR = 0.8;

/** The day that relative days of a page count from. */
function dayOf({ published, dateline }: Document): string | null {
  const iso = published ?? dateline?.date ?? null;
  const day = iso && /^\d{4}-\d{2}-\d{2}/u.exec(iso)?.[0];
  return day && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? day : null;
}

/** The names under which a page itself reports. */
function ownNames({ outlet, dateline, wire, bylines }: Document): Set<string> {
  const names = [outlet.name, outlet.domain?.replace(/^www\./u, '').split('.')[0], dateline?.agency, wire];
  return new Set(
    [...names, ...bylines.map(({ agency }) => agency)].flatMap((name) => (name ? [outletKey(name)] : [])),
  );
}

/** The hands outside a statement: outlets in whose report it stands. */
function relaysOf(
  n: number,
  coreference: Coreference,
  attributions: readonly Attribution[],
  context: ViaContext,
  employers: ReadonlyMap<Entity, Outlet>,
): Via[] {
  const out: Via[] = [];
  let outer = coreference.outer[n]!;
  for (let depth = 0; outer >= 0 && depth < 4; depth++, outer = coreference.outer[outer]!) {
    const speaker = coreference.speakers.get(outer)?.entity;
    const source = attributions[outer]!.source[0];
    const outlet =
      speaker && source ? (outletNamed(speaker.name, context.outlets) ?? employers.get(speaker)) : null;
    if (!outlet || !source || context.own.has(outletKey(outlet.name))) continue;
    out.push({ name: outlet.name, how: 'reported', span: spanOf(context.text, source.start, source.end) });
  }
  return out;
}

const CONTINUES =
  /^(?:also |then |later |he |she )*(?:said|says|say|added|adds|told|continued|continues|went on|concluded|explained|noted|saying|adding|replied|responded|asked|insisted|argued|recalled|acknowledged|stressed|joked|wrote|writes|tweeted|warned|predicted|praised|criticized|called|described|quipped|declared|stated|remarked|suggested|claimed|admitted|conceded|pointed out|emphasi[sz]ed|noting|calling|arguing|explaining)\b/iu;
const WRITTEN = /^(?:also |then |later )*(?:wrote|writes|tweeted|tweets|posted|added|continued)\b/iu;

/** Cues with which one says to whom: another hearer is another occasion. */
const FRESH = /^(?:also |then |later |had |has )*(?:told|tells|telling|testified|emailed)\b/iu;
/** Cues with which an outlet gives its own report. */
const REPORTS =
  /^(?:also |first |has |had |have )*(?:reported|reports|wrote|writes|published|publishes|described|describes|revealed|reveals|detailed|details|quoted|quotes|profiled|profiles|interviewed|interviews|spoke|tells|told|went|visited|featured|according to)\b|^:$/iu;
/** Paragraphs over which another outlet's report is followed. */
const REPORT = 6;

/** Another outlet's report that the page follows. */
interface Report {
  via: Via;
  paragraph: number;
  /** Offset at which it is introduced. */
  start: number;
}

function reportOf(
  one: Attribution,
  speaker: Entity | undefined,
  cue: string,
  paragraph: number,
  via: ViaContext,
  employers: ReadonlyMap<Entity, Outlet>,
): Report | null {
  const source = one.source[0];
  const outlet =
    speaker && source && speaker.kind !== 'person' ? outletNamed(speaker.name, via.outlets) : null;
  if (
    !outlet ||
    !source ||
    via.own.has(outletKey(outlet.name)) ||
    !REPORTS.test(cue) ||
    outlet.how === 'posted'
  )
    return null;
  return {
    via: { name: outlet.name, how: 'reported', span: spanOf(via.text, source.start, source.end) },
    paragraph,
    start: source.start,
  };
}

/** Whether a speaker first turns up in another outlet's report. */
function reports(report: Report, speaker: Entity, paragraph: number): boolean {
  if (paragraph - report.paragraph > REPORT || speaker.kind === 'document') return false;
  if (speaker.kind !== 'person' && speaker.kind !== 'name') return false;
  const first = speaker.mentions.find(({ token }) => !token.headline);
  return first ? first.start > report.start : speaker.unnamed;
}

/** "the Ostmar Post's Jens Holt reported": a reporter's words come through the outlet. */
function employerOf(source: ReadonlySet<Mention>, one: Attribution, via: ViaContext): Via[] {
  const [owner, person] = [...source];
  if (!owner || !person || person.from !== owner.to || !via.tokens[owner.to - 1]!.possessive) return [];
  const cue = one.cue.map(({ start, end }) => via.text.slice(start, end)).join(' ');
  const outlet = outletNamed(owner.name, via.outlets);
  if (
    !outlet ||
    via.own.has(outletKey(owner.name)) ||
    via.own.has(outletKey(outlet.name)) ||
    !/\b(?:report|writ|wrote|not|reveal|point|said|says)/iu.test(cue)
  )
    return [];
  return [{ name: outlet.name, how: 'reported', span: spanOf(via.text, owner.start, owner.end) }];
}

/** Fewest turns that make a transcript. */
const TRANSCRIPT = 4;

/** The turns of a transcript: "HOLT: Good morning." */
function turnsOf(attributions: readonly Attribution[], text: string): number[] {
  const turns = attributions.flatMap((one, n) => {
    const cue = one.cue[0];
    const label = one.source[0];
    const colon =
      cue &&
      label &&
      /^:?$/u.test(text.slice(cue.start, cue.end)) &&
      /^.{0,2}:/su.test(text.slice(label.end, label.end + 3));
    return colon && /(?:^|\n)[ \t]*$/u.test(text.slice(Math.max(0, label.start - 4), label.start)) ? [n] : [];
  });
  return turns.length >= TRANSCRIPT ? turns : [];
}

/** Cues with which an outlet is said to have told a story. */
const STORY =
  /\b(?:report(?:s|ed)?|wrote|writes|published|publishes|profiled|profiles|ran|feature[sd]?|article|story|piece|editorial|interview(?:s|ed)?|describe[sd]?|revealed|detailed)\b/iu;

/** The report of another outlet that a page is about: the headline names the outlet and the page keeps quoting it. */
function subjectOf(
  attributions: readonly Attribution[],
  coreference: Coreference,
  via: ViaContext,
): Report | null {
  for (const mention of via.mentionAt.values()) {
    if (!mention.token.headline) break;
    const outlet =
      outletAt(via.tokens, mention.from, via.outlets)?.outlet ?? outletNamed(mention.name, via.outlets);
    if (!outlet || outlet.how === 'posted' || via.own.has(outletKey(outlet.name))) continue;
    const told = attributions.filter(({ cue }, n) => {
      if (!STORY.test(cue.map(({ start, end }) => via.text.slice(start, end)).join(' '))) return false;
      const name = coreference.speakers.get(n)?.entity.name;
      return (
        name !== undefined && outletKey(outletNamed(name, via.outlets)?.name ?? '') === outletKey(outlet.name)
      );
    });
    if (told.length === 0) continue;
    const span = spanOf(via.text, mention.start, mention.end);
    return { via: { name: outlet.name, how: 'reported', span }, paragraph: Infinity, start: mention.end };
  }
  return null;
}

/** What is known of each statement beside its speaker, in the order of the text. */
function settingsOf(
  attributions: readonly Attribution[],
  frames: readonly Frame[],
  coreference: Coreference,
  via: ViaContext,
  occasion: OccasionContext,
  entities: Entities,
  within: (span: Offsets) => Mention[],
  employers: ReadonlyMap<Entity, Outlet>,
): Setting[] {
  const { tokens, text } = via;
  const carried = new Carried();
  const taken = new Set(frames.flatMap(({ cue }) => (tokens[cue] ? [tokens[cue].sentence] : [])));
  const intros = introductions(tokens, via, occasion, entities, taken);
  let report: Report | null = subjectOf(attributions, coreference, via);
  const turns = new Set(turnsOf(attributions, text));
  let programme: Via | null = null;
  // Who is only heard in another outlet's report stays so.
  const relayed = new Map<Entity, Via>();
  let next = 0;
  const order = attributions.map((_, n) => n).sort((a, b) => frames[a]!.cue - frames[b]!.cue || a - b);
  const out: Setting[] = [];
  for (const n of order) {
    const one = attributions[n]!;
    const frame = frames[n]!;
    while (next < intros.length && intros[next]!.token < frame.cue) {
      const { speaker, setting, paragraph } = intros[next++]!;
      carried.introduce(speaker, setting, paragraph);
      programme ??= setting.via.find(({ how }) => how === 'aired' || how === 'told') ?? null;
    }
    const source = new Set(one.source.flatMap((span) => within(span)));
    const paragraph = tokens[frame.cue]?.paragraph ?? 0;
    const employed = employerOf(source, one, via);
    const own: Setting = {
      via: [...viaOf(frame, source, via), ...employed],
      occasion: occasionOf(frame, occasion),
    };
    const relays = relaysOf(n, coreference, attributions, via, employers);
    const voice = coreference.speakers.get(n)?.entity;
    const speaker = voice?.principal ?? voice;
    const cue = one.cue.map(({ start, end }) => text.slice(start, end)).join(' ');
    const turn = speaker && {
      ...own,
      speaker,
      paragraph,
      continues: cue === '' || CONTINUES.test(cue),
      written: WRITTEN.test(cue),
      fresh:
        FRESH.test(cue) &&
        frame.words.includes(frame.after) &&
        !/^(?:reporters|journalists|the)$/u.test(tokens[frame.after]?.lower ?? ''),
      relay: relayed.get(speaker) ?? (report && reports(report, speaker, paragraph) ? report.via : null),
    };
    const setting = turn ? carried.follow(turn) : own;
    const more = relays.filter(
      ({ name }) => !setting.via.some((hand) => outletKey(hand.name) === outletKey(name)),
    );
    out[n] = { ...setting, via: [...setting.via, ...more] };
    if (report?.paragraph !== Infinity)
      report = reportOf(one, speaker, cue, paragraph, via, employers) ?? report;
    // A transcript gives one programme, whoever speaks.
    programme ??= setting.via.find(({ how }) => how === 'aired' || how === 'told') ?? null;
    if (programme && turns.has(n) && out[n].via.length === 0) out[n].via = [programme];
    if (turn?.relay && out[n].via.includes(turn.relay)) relayed.set(turn.speaker, turn.relay);
    if (report && out[n].via.includes(report.via)) report.paragraph = Math.max(report.paragraph, paragraph);
  }
  return out;
}

/** The role to give with a statement: the one beside the name in its source, else the fullest that the page gives. */
function roleOf(entity: Entity, source: readonly Mention[], entities: Entities): string | null {
  const here = source.find((mention) => entities.of.get(mention) === entity && mention.roles.length > 0);
  const roles = (here ?? entity).roles.filter((role) => !/^(?:Dr|Rev)\.?$/u.test(role.text));
  return (roles.find((role) => role.words.size > 1) ?? roles[0])?.text ?? null;
}

/**
 * Files each statement under its speaker, and says what the words do, through whom they came and on what occasion.
 * @param document the page as read
 * @param found its statements as found
 * @param language its word lists
 * @example resolve(document, attributions, english).speakers.map(({ name }) => name)
 */
export function resolve(document: Document, found: readonly Attribution[], language: Language): Resolved {
  const reading = readingOf(document, found, language);
  const { text, tokens, lexicon, outlets, mentions, mentionAt, entities, attributions, coreference } =
    reading;
  const within = reading.mentionsIn;

  const frames = attributions.map((one) => frameOf(one, tokens));
  const viaContext: ViaContext = { text, tokens, mentionAt, entities, outlets, own: ownNames(document) };
  const occasionContext: OccasionContext = { text, tokens, language, mentionAt, published: dayOf(document) };
  const settings = settingsOf(
    attributions,
    frames,
    coreference,
    viaContext,
    occasionContext,
    entities,
    within,
    employersOf(mentions, entities, tokens, outlets, lexicon.pressRoles),
  );

  const roster = new Roster(text, outlets);
  const spans = (list: readonly Offsets[]): Span[] => list.map(({ start, end }) => spanOf(text, start, end));
  const words = (list: readonly Offsets[]) => list.map(({ start, end }) => text.slice(start, end)).join(' ');
  const referents = attributions.map((_, n) => {
    const referent = coreference.speakers.get(n);
    return referent && referent.sure >= LEAST_SURE ? (referent.entity.principal ?? referent.entity) : null;
  });
  const speakers = attributions.map((_, n) => {
    if (coreference.byAuthor.has(n)) return roster.author();
    const entity = referents[n]!;
    return entity && roster.of(entity);
  });
  /** Whether words name someone beside their speaker. */
  const speaksOf = (one: Attribution, speaker: Entity | null) =>
    one.content.some(
      (span) =>
        [...within(span)].some((mention) => entities.of.get(mention) !== speaker) ||
        lexicon.thirdPersons.test(text.slice(span.start, span.end)),
    );
  const statements = attributions.map((one, n): Statement => {
    const entity = referents[n] ?? null;
    const frame = frames[n]!;
    const act = actOf(words(one.cue), words(one.content), speaksOf(one, entity), language);
    const setting = settings[n] ?? { via: [], occasion: NOWHERE };
    const about = aboutOf(one, act, frame, entity, {
      tokens,
      mentionAt,
      entities,
      pronouns: coreference.pronouns,
    });
    return {
      id: `st${String(n + 1)}`,
      kind: one.kind,
      source: spans(one.source),
      cue: spans(one.cue),
      content: spans(one.content),
      quoted: spans(one.quoted),
      insertions: spans(one.insertions),
      speaker: speakers[n]?.id ?? null,
      ...(speakers[n]
        ? { speakerConfidence: Math.round(100 * (coreference.speakers.get(n)?.sure ?? AS_AUTHOR)) / 100 }
        : {}),
      role: entity
        ? roleOf(
            entity,
            one.source.flatMap((span) => within(span)),
            entities,
          )
        : null,
      act,
      about: about.map((whom) => roster.idOf(whom) ?? whom.name),
      via: setting.via,
      occasion: { ...setting.occasion },
      evidence: evidenceIn(text, one.content, language),
      confidence: one.confidence,
    };
  });
  return { speakers: roster.speakers, statements };
}
