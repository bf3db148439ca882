import type { Language } from '../language/language.js';
import { spanOf, type Document, type Offsets, type Span, type Speaker, type Statement } from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import { aboutOf } from './about.js';
import { actOf } from './act.js';
import { saidIn } from './said.js';
import { employersOf } from './employers.js';
import type { Fitting } from './attention.js';
import type { Entities, Entity } from './entities.js';
import { evidenceIn } from './evidence.js';
import { handsOf } from './hands.js';
import { spokesmenOf } from './headline.js';
import type { Mention } from './mentions/mention.js';
import { outletKey } from './outlets.js';
import { pageDayOf } from './page-day.js';
import { readingOf } from './reading.js';
import { Roster } from './roster.js';
import { settingsOf } from './settings.js';
import { mediaNamesOf } from './via.js';

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

/** The names under which a page itself reports. At home the Ostmar Post is "the Post". */
function ownNames({ outlet, dateline, wire, bylines }: Document): Set<string> {
  const short = outlet.name?.split(/\s+/u).slice(1).at(-1);
  const domain = outlet.domain?.replace(/^www\./u, '').split('.')[0];
  const names = [outlet.name, short, domain, dateline?.agency, wire];
  return new Set(
    [...names, ...bylines.map(({ agency }) => agency)].flatMap((name) => (name ? [outletKey(name)] : [])),
  );
}

/** The role to give with a statement: the one beside the name in its source, else the fullest that the page gives. */
function roleOf(
  entity: Entity,
  source: readonly Mention[],
  entities: Entities,
  learned: ReadonlySet<string>,
): string | null {
  const here = source.find((mention) => entities.of.get(mention) === entity && mention.roles.length > 0);
  const roles = (here ?? entity).roles.filter(
    (role) => !learned.has(role.text.toLowerCase().replace(/\.$/u, '')),
  );
  return (roles.find((role) => role.words.size > 1) ?? roles[0])?.text ?? null;
}

const hundredths = (share: number) => Math.round(100 * share) / 100;

/**
 * Files each statement under its speaker, and says what the words do, through whom they came and on what occasion.
 * @param document the page as read
 * @param found its statements as found
 * @param language its word lists
 * @param fitting how well its names fit its pronouns, as the tagger saw it
 * @example resolve(document, attributions, english).speakers.map(({ name }) => name)
 */
export function resolve(
  document: Document,
  found: readonly Attribution[],
  language: Language,
  fitting: Fitting | null = null,
): Resolved {
  const reading = readingOf(document, found, language, fitting);
  const { text, tokens, lexicon, outlets, mentions, mentionAt, entities, attributions, coreference } =
    reading;
  const employers = employersOf(mentions, entities, tokens, outlets, lexicon);
  const heard = {
    text,
    tokens,
    mentionAt,
    entities,
    outlets,
    hands: handsOf(language),
    own: ownNames(document),
  };
  const via = { ...heard, mediaNames: mediaNamesOf(heard) };
  const published = dayOf(document);
  const pageDay = pageDayOf(document, published, language);
  const occasion = { text, tokens, language, mentionAt, published, pageDay };
  const sources = attributions.map(({ source }) => source.flatMap((span) => reading.mentionsIn(span)));
  const { settings, frames } = settingsOf(
    { via, attributions, coreference, employers },
    occasion,
    (n) => sources[n]!,
  );

  const spokesmen = spokesmenOf(document, attributions, coreference, lexicon);
  const roster = new Roster(text, outlets, lexicon.learned, document.outlet.name);
  const spans = (list: readonly Offsets[]): Span[] => list.map(({ start, end }) => spanOf(text, start, end));
  const filed = attributions.map((_, n) => {
    if (coreference.byAuthor.has(n)) return { entity: null, speaker: roster.author(), sure: AS_AUTHOR };
    const referent = spokesmen.get(n) ?? coreference.speakers.get(n);
    if (!referent || referent.sure < LEAST_SURE) return null;
    const entity = referent.entity.principal ?? referent.entity;
    return { entity, speaker: roster.of(entity), sure: referent.sure };
  });
  const statements = attributions.map((one, n): Statement => {
    const { entity = null, speaker = null, sure = 0 } = filed[n] ?? {};
    const act = actOf(saidIn(one, reading), language);
    const about = aboutOf(one, act, frames[n]!, entity, {
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
      speaker: speaker?.id ?? null,
      ...(speaker ? { speakerConfidence: hundredths(sure) } : {}),
      role: entity ? roleOf(entity, sources[n]!, entities, lexicon.learned) : null,
      act,
      about: about.map((whom) => roster.idOf(whom) ?? whom.name),
      via: settings[n]!.via,
      occasion: { ...settings[n]!.occasion },
      evidence: evidenceIn(text, one.content, language),
      confidence: one.confidence,
    };
  });
  return { speakers: roster.speakers, statements };
}
