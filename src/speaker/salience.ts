import type { Entity } from './entities.js';
import type { Gender } from './mentions.js';

/** How much a mention adds to being in the reader's mind. */
export interface Weight {
  /** Subject of its sentence. */
  subject: boolean;
  /** Source of a statement. */
  speaker: boolean;
  possessive: boolean;
  quoted: boolean;
  headline: boolean;
}

interface Active {
  entity: Entity;
  salience: number;
  sentence: number;
}

/** How much of a mention's weight is left one sentence later. */
const DECAY = 0.6;
/** Weights under this are forgotten. */
const LEAST = 0.01;

/** A candidate for a pronoun, with how strongly the reader has it in mind. */
export interface Candidate {
  entity: Entity;
  salience: number;
}

/**
 * Who is in the reader's mind at a point of the text: each mention adds weight, each sentence halves it, after
 * Lappin and Leass, "An algorithm for pronominal anaphora resolution" (Computational Linguistics 20, 1994).
 */
export class Attention {
  private active = new Map<Entity, Active>();

  private now(one: Active, sentence: number): number {
    return one.salience * DECAY ** Math.max(0, sentence - one.sentence);
  }

  /** Notes a mention at a sentence. */
  note(entity: Entity, sentence: number, weight: Weight): void {
    let add = 1;
    if (weight.subject) add += 0.8;
    if (weight.speaker) add += 1;
    if (weight.possessive) add *= 0.6;
    if (weight.quoted) add *= 0.4;
    if (weight.headline) add *= 0.3;
    const known = this.active.get(entity);
    const left = known ? this.now(known, sentence) : 0;
    this.active.set(entity, { entity, salience: Math.min(6, left) + add, sentence });
    if (this.active.size > 60) this.forget(sentence);
  }

  private forget(sentence: number): void {
    for (const [entity, one] of this.active) if (this.now(one, sentence) < LEAST) this.active.delete(entity);
    if (this.active.size <= 60) return;
    const order = [...this.active.values()].sort((a, b) => this.now(b, sentence) - this.now(a, sentence));
    this.active = new Map(order.slice(0, 40).map((one) => [one.entity, one]));
  }

  /** Those who may be meant, the strongest first. */
  candidates(sentence: number, fits: (entity: Entity) => number): Candidate[] {
    const out: Candidate[] = [];
    for (const one of this.active.values()) {
      const fit = fits(one.entity);
      if (fit > 0) out.push({ entity: one.entity, salience: this.now(one, sentence) * fit });
    }
    return out.sort((a, b) => b.salience - a.salience || a.entity.id - b.entity.id);
  }
}

/** How well an entity fits "he" or "she": 0 where it cannot. */
export function fitsGender(entity: Entity, gender: Gender): number {
  if (entity.kind !== 'person' && entity.kind !== 'name') return 0;
  if (entity.gender) return entity.gender === gender ? 1 : 0;
  return entity.kind === 'person' ? 0.6 : 0.15;
}
