import type { Occasion, Via } from '../record.js';
import type { Entity } from './entities.js';

/** Paragraphs within which a speaker goes on in the same interview or speech. */
const REACH = 6;

/** Where a speaker was last heard, and through whom. */
interface Heard {
  via: readonly Via[];
  occasion: Occasion;
  paragraph: number;
}

/** What is known of a statement by its own sentence. */
export interface Setting {
  via: Via[];
  occasion: Occasion;
}

/** A statement on its way through {@link Carried}. */
export interface Turn extends Setting {
  speaker: Entity;
  paragraph: number;
  /** Goes on in plain speech ("he added"), so that it may belong to what came before. */
  continues: boolean;
  /** Written, not spoken: "tweeted", "wrote". */
  written: boolean;
  /** Says to whom or where anew ("told a crowd"), so that it goes on with nothing. */
  fresh: boolean;
  /** The outlet in whose report the speaker first turns up. */
  relay: Via | null;
}

/**
 * Carries an interview, a speech or a post on through the statements that plainly go on with it: the same speaker, a
 * few paragraphs on, with nothing that says otherwise.
 */
export class Carried {
  private readonly heard = new Map<Entity, Heard>();

  /** Notes where someone is heard before any words are given: "Holt spoke to Radio Ostmar on Monday." */
  introduce(speaker: Entity, setting: Setting, paragraph: number): void {
    this.heard.set(speaker, { ...setting, paragraph });
  }

  /** The setting of a statement: its own, or what it goes on with. */
  follow(turn: Turn): Setting {
    const { speaker, paragraph, via, occasion } = turn;
    const own = turn.fresh || via.length > 0 || occasion.when !== null || occasion.event !== null;
    const before = this.heard.get(speaker);
    if (own) {
      const same =
        before &&
        before.paragraph === paragraph &&
        via.length === 0 &&
        occasion.event === null &&
        !turn.fresh;
      const full = same
        ? {
            via: [...before.via],
            occasion: { ...before.occasion, when: occasion.when ?? before.occasion.when },
          }
        : { via, occasion };
      if (turn.relay && full.via.length === 0) full.via = [turn.relay];
      this.heard.set(speaker, { ...full, paragraph });
      return full;
    }
    if (turn.relay && !before?.via.length) {
      const relayed = { via: [turn.relay], occasion };
      this.heard.set(speaker, { ...relayed, paragraph });
      return relayed;
    }
    if (!before || paragraph - before.paragraph > REACH || !turn.continues) return { via, occasion };
    const posted = before.via.some(({ how }) => how === 'posted');
    if (posted !== turn.written && posted) return { via, occasion };
    this.heard.set(speaker, { ...before, paragraph });
    return {
      via: [...before.via],
      occasion: { ...before.occasion, where: occasion.where ?? before.occasion.where },
    };
  }
}
