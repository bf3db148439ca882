import type { Entity } from './entities.js';
import type { Gender } from './mentions.js';
import type { Token } from './tokens.js';

/** How an entity was mentioned. */
export interface Manner {
  /** Subject of its sentence. */
  subject: boolean;
  possessive: boolean;
}

/** What the reader remembers of an entity. */
interface Trace {
  entity: Entity;
  count: number;
  /** Last mention outside quotations, and last mention at all. */
  told: Token | null;
  last: Token;
  subject: boolean;
  possessive: boolean;
  /** Last sentence in which it spoke, outside quotations. */
  spoke: Token | null;
}

/** One who may be meant, with its weight: the higher, the likelier; differences are log odds. */
export interface Candidate {
  entity: Entity;
  weight: number;
}

/** What tells candidates for a pronoun apart. Chosen on GUM and on documents of PolNeAR's training part. */
export const WEIGHTS = {
  /** For each doubling of the distance in sentences. */
  distance: -2,
  /** The last mention was the subject of its sentence. */
  subject: 1,
  possessive: 0,
  /** Spoke last of all who speak. */
  lastSpeaker: 1.3,
  /** Spoke last, and the statement says that its speaker goes on: "he added". */
  goesOn: 2,
  /** Spoke in this paragraph or the one before. */
  spokeNear: 0.5,
  /** For each doubling of the number of mentions. */
  count: 0.55,
  sameParagraph: 1.2,
  /** Mentioned only inside a quotation lately, while the pronoun stands outside. */
  onlyQuoted: -1.6,
  /** The pronoun stands inside a quotation, and this one is speaking. */
  speaking: -2.5,
  /** Stands in the words that the pronoun's own statement gives. */
  ownWords: -2,
  /** Nothing tells the gender; most who speak in the news are men. */
  unknownMale: -0.6,
  unknownFemale: -1,
  /** Works for an outlet: asks and writes, and is seldom the one who "said". */
  press: -1.6,
  /** A given name that stands alone and fits, or does not. */
  leaning: -0.2,
  against: -3,
  /** A name of two words or more that nothing shows to be a person's. */
  fullName: -0.5,
  /** A word that nothing shows to be a person's name, or one behind "the". */
  bareName: -2.2,
};

/** How many entities a reader keeps in mind. */
const MOST = 48;
/** Sentences after which an entity is forgotten when others crowd in. */
const LONG = 60;

/** What is known of the place of a pronoun. */
export interface Place {
  token: Token;
  /** Entities in the words that this source is credited with. */
  ownWords?: ReadonlySet<Entity> | undefined;
  /** The pronoun's statement goes on with the one before: "he added". */
  goesOn?: boolean;
  /** Who is speaking, where the pronoun stands in a quotation. */
  speaking?: Entity | undefined;
}

/**
 * Who is in the reader's mind at a point of the text. Features after Lappin and Leass, "An algorithm for pronominal
 * anaphora resolution" (Computational Linguistics 20, 1994): recency, subjecthood, frequency; and, as news is
 * mostly people speaking in turn, who spoke last.
 */
export class Attention {
  private readonly traces = new Map<Entity, Trace>();
  private lastSpeaker: Entity | null = null;

  /** Notes that an entity is mentioned. */
  note(entity: Entity, token: Token, manner: Manner): void {
    const known = this.traces.get(entity);
    const trace: Trace = known ?? {
      entity,
      count: 0,
      told: null,
      last: token,
      subject: false,
      possessive: false,
      spoke: null,
    };
    trace.count += token.headline ? 0.5 : 1;
    trace.last = token;
    if (!token.quoted) {
      // A subject stays one for the rest of its sentence.
      trace.subject = manner.subject || (trace.subject && trace.told?.sentence === token.sentence);
      trace.possessive = manner.possessive;
      trace.told = token;
    }
    if (!known) {
      this.traces.set(entity, trace);
      if (this.traces.size > MOST) this.forget(token.sentence);
    }
  }

  /** Notes that an entity speaks. */
  speak(entity: Entity, token: Token): void {
    if (!this.traces.has(entity)) this.note(entity, token, { subject: true, possessive: false });
    if (token.quoted) return;
    this.traces.get(entity)!.spoke = token;
    this.lastSpeaker = entity;
  }

  /** Takes one for another: who was only described is now named. */
  rename(described: Entity, named: Entity): void {
    if (this.lastSpeaker === described) this.lastSpeaker = named;
    const trace = this.traces.get(described);
    this.traces.delete(described);
    if (trace && !this.traces.has(named)) this.traces.set(named, { ...trace, entity: named });
  }

  private forget(sentence: number): void {
    let oldest: Trace | null = null;
    for (const trace of this.traces.values()) {
      if (sentence - trace.last.sentence > LONG && trace.count < 4) this.traces.delete(trace.entity);
      else if (!oldest || trace.last.sentence < oldest.last.sentence) oldest = trace;
    }
    if (this.traces.size > MOST && oldest) this.traces.delete(oldest.entity);
  }

  private weigh(trace: Trace, place: Place): number {
    const here = place.token;
    const { entity } = trace;
    const from = here.quoted ? trace.last : (trace.told ?? trace.last);
    const distance = Math.max(0, here.sentence - from.sentence);
    let weight = WEIGHTS.distance * Math.log2(1 + distance) + WEIGHTS.count * Math.log2(1 + trace.count);
    if (trace.subject) weight += WEIGHTS.subject;
    if (trace.possessive) weight += WEIGHTS.possessive;
    if (from.paragraph === here.paragraph) weight += WEIGHTS.sameParagraph;
    if (!here.quoted && trace.told === null) weight += WEIGHTS.onlyQuoted;
    if (here.quoted) {
      if (place.speaking === entity) weight += WEIGHTS.speaking;
    } else {
      if (this.lastSpeaker === entity) weight += WEIGHTS.lastSpeaker + (place.goesOn ? WEIGHTS.goesOn : 0);
      if (trace.spoke && here.paragraph - trace.spoke.paragraph <= 1) weight += WEIGHTS.spokeNear;
    }
    if (place.ownWords?.has(entity)) weight += WEIGHTS.ownWords;
    return weight;
  }

  /**
   * Those who may be meant, the likeliest first.
   * @param fits what speaks for or against an entity by its kind alone, in log odds; null where it cannot be meant
   */
  candidates(place: Place, fits: (entity: Entity) => number | null): Candidate[] {
    const out: Candidate[] = [];
    for (const trace of this.traces.values()) {
      const fit = fits(trace.entity);
      if (fit !== null) out.push({ entity: trace.entity, weight: this.weigh(trace, place) + fit });
    }
    return out.sort((a, b) => b.weight - a.weight || a.entity.id - b.entity.id);
  }
}

/** How sure the first of some candidates is: its share of the odds. */
export function surety(candidates: readonly Candidate[]): number {
  const best = candidates[0];
  if (!best) return 0;
  let sum = 0;
  for (const { weight } of candidates) sum += Math.exp(weight - best.weight);
  return 1 / sum;
}

/**
 * How well an entity fits "he" or "she", in log odds.
 * @param press nouns for those who work for outlets
 */
export function fitsGender(entity: Entity, gender: Gender, press: ReadonlySet<string>): number | null {
  if (entity.kind !== 'person' && entity.kind !== 'name') return null;
  const reporter = entity.roles.some(({ head }) => press.has(head)) ? WEIGHTS.press : 0;
  if (entity.gender) return entity.gender === gender ? reporter : null;
  if (entity.leaning) return entity.leaning === gender ? WEIGHTS.leaning : WEIGHTS.against;
  const unknown = gender === 'male' ? WEIGHTS.unknownMale : WEIGHTS.unknownFemale;
  if (entity.kind === 'person') return unknown;
  return unknown + (entity.full > 0 && !entity.article ? WEIGHTS.fullName : WEIGHTS.bareName);
}

/** How well an entity fits "they". */
export function fitsPlural(entity: Entity): number | null {
  if (entity.kind === 'group') return 0;
  if (entity.kind === 'organisation') return -0.7;
  return entity.kind === 'place' ? -2 : null;
}

/** How well an entity fits "it". */
export function fitsThing(entity: Entity): number | null {
  if (entity.kind === 'organisation' || entity.kind === 'document') return 0;
  if (entity.kind === 'place') return -1.2;
  return entity.kind === 'name' ? -1.5 : null;
}
