import { blankEntity, type Entity, type EntityKind } from '../entities.js';
import type { Gender } from '../mentions/mention.js';

/** Those whom a page describes and never names, and those that are called by whose they are. */
export class Described {
  private readonly known = new Map<string, Entity>();
  private readonly latest = new Map<string, Entity>();
  private made = 0;

  /** The one of this name and kind; made where it is new. */
  make(name: string, kind: EntityKind, unnamed: boolean, gender: Gender | null): Entity {
    const key = `${kind} ${name.toLowerCase()}`;
    const known = this.known.get(key);
    if (known) return known;
    const words = name.toLowerCase().split(/\s+/u);
    const entity = { ...blankEntity(1e6 + this.made++, name, words, kind), unnamed, gender };
    this.known.set(key, entity);
    return entity;
  }

  /** Nobody whom the page names: "unnamed: senior aide", in the letters of the page. */
  unnamed(words: string, kind: EntityKind, gender: Gender | null = null): Entity {
    return this.make(`unnamed: ${words}`, kind, true, gender);
  }

  /** Notes whom a noun last stood for. */
  note(noun: string, entity: Entity): void {
    this.latest.set(noun, entity);
  }

  /** Whom a noun last stood for. */
  last(noun: string): Entity | undefined {
    return this.latest.get(noun);
  }

  /**
   * Whether nouns stood for one who is named.
   * @param but a noun that does not count
   */
  calls(entity: Entity, but?: string): boolean {
    for (const [noun, known] of this.latest) if (known === entity && noun !== but) return true;
    return false;
  }

  /** Takes one for another: who was only described is now named. */
  rename(described: Entity, named: Entity): void {
    for (const [noun, known] of this.latest) if (known === described) this.latest.set(noun, named);
  }
}
