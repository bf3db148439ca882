import { spanOf, type Speaker, type SpeakerKind } from '../record.js';
import type { Entity } from './entities.js';
import { outletKey, outletNamed, type OutletList } from './outlets.js';

/** The name of the speaker that a page's own writer is filed under. */
export const AUTHOR = 'author';

/** What kind of speaker an entity is. What the page calls by an article ("the Courier") is no person. */
export function speakerKind(entity: Entity, outlets: OutletList): SpeakerKind {
  switch (entity.kind) {
    case 'person':
    case 'group':
    case 'document':
      return entity.kind;
    default:
      if (outletNamed(entity.name, outlets)) return 'outlet';
      return entity.kind === 'name' && !entity.article ? 'person' : 'organisation';
  }
}

/** The speakers of a document in the order in which they first speak; ids count from `sp1`. */
export class Roster {
  readonly speakers: Speaker[] = [];
  private readonly known = new Map<Entity | typeof AUTHOR, Speaker>();

  constructor(
    private readonly text: string,
    private readonly outlets: OutletList,
    /** Titles that are no offices to be named with a speaker: "Dr.". */
    private readonly learned: ReadonlySet<string>,
    /** The outlet whose page it is. */
    private readonly own: string | null = null,
  ) {}

  private add(key: Entity | typeof AUTHOR, rest: Omit<Speaker, 'id'>): Speaker {
    const speaker = { id: `sp${String(this.speakers.length + 1)}`, ...rest };
    this.known.set(key, speaker);
    this.speakers.push(speaker);
    return speaker;
  }

  /** Whether an entity is the page's own outlet, which calls itself by the last words of its name: "the Courier". */
  private isOwn({ kind, name, article }: Entity): boolean {
    if (this.own === null || (kind !== 'organisation' && !(kind === 'name' && article))) return false;
    const [whole, short] = [outletKey(this.own), outletKey(name)];
    return whole === short || whole.endsWith(` ${short}`);
  }

  /** The fullest name: of an outlet that the page only calls by its short name, the one it is known by. */
  private nameOf(entity: Entity): string {
    if (entity.unnamed) return entity.name;
    if (entity.kind === 'person') return spoken(entity.name);
    if (this.own !== null && this.isOwn(entity)) return this.own;
    if (entity.words.length > 1) return entity.name;
    const known = this.outlets.known.get(outletKey(entity.name));
    return known && known.name.split(' ').length > 1 ? known.name : entity.name;
  }

  /** The speaker that an entity is. */
  of(entity: Entity): Speaker {
    return (
      this.known.get(entity) ??
      this.add(entity, {
        name: this.nameOf(entity),
        kind: this.isOwn(entity) ? 'outlet' : speakerKind(entity, this.outlets),
        roles: entity.roles
          .map((role) => role.text)
          .filter((role) => !this.learned.has(role.toLowerCase().replace(/\.$/u, ''))),
        aliases: [...entity.aliases],
        mentions: entity.mentions.map(({ start, end }) => spanOf(this.text, start, end)),
      })
    );
  }

  /** The page's own writer. */
  author(): Speaker {
    return (
      this.known.get(AUTHOR) ??
      this.add(AUTHOR, { name: AUTHOR, kind: 'author', roles: [], aliases: [], mentions: [] })
    );
  }

  /** The id of an entity that speaks on this page; null where it does not. */
  idOf(entity: Entity): string | null {
    return this.known.get(entity)?.id ?? null;
  }
}

/** A word in capitals throughout, with two letters or more: "TORVIK", "O'BRIEN", "JEAN-LUC". */
const SHOUTED = /^\p{Lu}[\p{Lu}\p{M}'’-]*\p{Lu}[,.]?$/u;

/**
 * A person's name that the page prints in capitals, or its family name, in the letters of a name.
 * @example spoken('ANA TORVIK') // 'Ana Torvik'
 */
function spoken(name: string): string {
  const words = name.split(' ');
  const long = words.filter((word) => word.length > 2);
  // "TORVIK Ana": a family name in capitals, as some languages have it. "KPA" is none.
  const family = (word: string) => SHOUTED.test(word) && /[AEIOUY]/u.test(word.normalize('NFD'));
  if (long.length < 2 || !(long.every((word) => SHOUTED.test(word)) || long.some(family))) return name;
  return words
    .map((word) =>
      SHOUTED.test(word)
        ? word
            .toLowerCase()
            .replace(/^\p{L}|(?<=['’-])\p{L}/gu, (letter) => letter.toUpperCase())
            .replace(/^Mc\p{L}/u, (start) => `Mc${start.slice(2).toUpperCase()}`)
        : word,
    )
    .join(' ');
}
