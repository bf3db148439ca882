import type { Occasion, Via } from '../record.js';
import { daysBetween } from './days.js';
import type { Entity } from './entities.js';

/** Paragraphs within which a speaker goes on in the same interview or speech. */
const REACH = 6;
/** Paragraphs within which one who goes on speaking does so on the same day. */
const DAY = 12;

/** Days before publication up to which one who goes on speaking can be taken to do so on the same day. */
const FRESH = 30;

/** Paragraphs within which another event is one of the same day. */
const NEXT = 3;

/** Whether a day lies so long before publication that it is not that of what stands beside it. */
export function isLongPast(day: string | null, published: string | null): boolean {
  return day !== null && published !== null && daysBetween(day, published) > FRESH;
}

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
  /** Was made at another time than what stands around it: "had said". */
  apart: boolean;
  /** Says something once ("thanked", not "has thanked"), so that it may be of the same day. */
  once: boolean;
  /** May be in writing: "tweeted", "added". */
  writing: boolean;
  /** Is in writing: "wrote". */
  written: boolean;
  /** Says to whom or where anew ("told a crowd"), so that it goes on with nothing. */
  fresh: boolean;
  /** Is of the interview or broadcast named before: "in the interview". */
  again: boolean;
  /** The outlet in whose report the speaker first turns up. */
  relay: Via | null;
}

/**
 * Carries an interview, a speech or a post on through the statements that plainly go on with it: the same speaker, a
 * few paragraphs on, with nothing that says otherwise.
 */
export class Carried {
  private readonly heard = new Map<Entity, Heard>();

  /** @param published ISO day of publication: a day long before it is hardly that of what is said next */
  constructor(private readonly published: string | null) {}

  /** Notes where someone is heard before any words are given: "Holt spoke to Radio Ostmar on Monday." */
  introduce(speaker: Entity, setting: Setting, paragraph: number): void {
    const before = this.heard.get(speaker);
    const near = before !== undefined && paragraph - before.paragraph <= DAY && !this.longPast(before);
    const when = setting.occasion.when ?? (near ? before.occasion.when : null);
    this.heard.set(speaker, { ...setting, occasion: { ...setting.occasion, when }, paragraph });
  }

  /** Whether someone was last heard on a day long before publication: in a memo of years ago. */
  private longPast({ occasion: { when } }: Heard): boolean {
    return isLongPast(when, this.published);
  }

  /** The setting of a statement: its own, or what it goes on with. */
  follow(turn: Turn): Setting {
    const { speaker, paragraph, via, occasion } = turn;
    const before = this.heard.get(speaker);
    const gap = before ? paragraph - before.paragraph : Infinity;
    const posted = before?.via.some(({ how }) => how === 'posted') ?? false;
    const spoken = before?.via.some(({ how }) => how === 'told' || how === 'aired') ?? false;
    const goesOn = turn.continues && !turn.fresh && (!posted || turn.writing) && !(spoken && turn.written);
    // Another event or hearer is another occasion, but seldom another day so soon.
    const elsewhere = (occasion.event !== null && !turn.again) || via.length > 0 || turn.fresh;
    const sameDay =
      before !== undefined &&
      !turn.apart &&
      (elsewhere ? gap <= NEXT : (goesOn || (turn.once && (!posted || turn.writing))) && gap <= DAY);
    // Of a day long past, only the next sentences are.
    const goesBack = sameDay && this.longPast(before) && !(goesOn && !elsewhere && gap === 0);
    // The same day named again is the same occasion, even further on.
    const again = occasion.when !== null && occasion.when === before?.occasion.when && gap <= DAY;
    const near = goesOn && gap <= (occasion.when === null ? REACH : 0);
    const same = before !== undefined && !elsewhere && (again || near);
    const setting: Setting = {
      via: same && via.length === 0 ? [...before.via] : via,
      occasion: {
        when: occasion.when ?? (sameDay && !goesBack ? before.occasion.when : null),
        where: occasion.where ?? (same ? before.occasion.where : null),
        event: occasion.event ?? (same ? before.occasion.event : null),
      },
    };
    if (turn.relay && setting.via.length === 0) setting.via = [turn.relay];
    if (
      setting.via.length > 0 ||
      setting.occasion.when !== null ||
      setting.occasion.event !== null ||
      turn.fresh ||
      (spoken && turn.written)
    ) {
      this.heard.set(speaker, { ...setting, paragraph });
    }
    return setting;
  }
}
