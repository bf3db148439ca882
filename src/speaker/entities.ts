import type { SpeakerKind } from '../record.js';
import { placeKey } from './countries.js';
import type { Lexicon } from './lexicon.js';
import { isAcronym, type Gender, type Mention, type MentionKind } from './mentions.js';
import type { OutletList } from './outlets.js';
import type { Role } from './role.js';

/** One whom the document names: all mentions that a reader takes for the same person, organisation or place. */
export interface Entity {
  /** Number in the order of making; stable for the same text. */
  id: number;
  /** The fullest form of the name in the document. */
  name: string;
  words: string[];
  kind: MentionKind | 'outlet';
  gender: Gender | null;
  roles: Role[];
  regions: Set<string>;
  aliases: Set<string>;
  mentions: Mention[];
  /** Mentions by a full name (two words or more) or with a title. */
  full: number;
}

/** The entities of a document, with the ways to find them by name. */
export interface Entities {
  all: Entity[];
  /** The entity of each mention. */
  of: ReadonlyMap<Mention, Entity>;
  /** By the whole name in small letters, and by acronym or alias. */
  byName: ReadonlyMap<string, Entity>;
}

/** A person's name without middle names, with the given name in its long form: "Bill J. Holt Jr." is "william holt jr". */
function personKey(lexicon: Lexicon, words: readonly string[]): string {
  if (words.length === 0) return '';
  const given = lexicon.nicknames.get(words[0]!) ?? words[0]!;
  const suffix = words.length > 2 && lexicon.suffixes.has(words.at(-1)!) ? words.at(-1)! : '';
  const last = suffix ? words.at(-2)! : words.at(-1)!;
  return `${given} ${last}${suffix ? ` ${suffix}` : ''}`;
}

const initials = (name: string) =>
  name
    .split(/[\s-]+/u)
    .filter((word) => !/^(?:of|the|and|for|on|in|de|&)$/iu.test(word))
    .map((word) => word[0] ?? '')
    .join('')
    .toLowerCase();

const bareAcronym = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

/** Building state: entities and the ways to them. */
class Clusters {
  readonly all: Entity[] = [];
  readonly of = new Map<Mention, Entity>();
  readonly byName = new Map<string, Entity>();
  readonly byPerson = new Map<string, Entity>();
  /** People by the last words of their names. */
  readonly byEnding = new Map<string, Set<Entity>>();
  readonly byGiven = new Map<string, Set<Entity>>();

  constructor(
    readonly lexicon: Lexicon,
    readonly outlets: OutletList,
  ) {}

  make(mention: Mention): Entity {
    const entity: Entity = {
      id: this.all.length,
      name: mention.name,
      words: mention.words,
      kind: mention.kind,
      gender: null,
      roles: [],
      regions: new Set(),
      aliases: new Set(),
      mentions: [],
      full: 0,
    };
    this.all.push(entity);
    return entity;
  }

  index(entity: Entity, words: readonly string[]): void {
    this.byName.set(words.join(' '), entity);
    if (entity.kind !== 'person' && entity.kind !== 'name') return;
    if (words.length >= 2) {
      const key = personKey(this.lexicon, words);
      if (!this.byPerson.has(key)) this.byPerson.set(key, entity);
      const given = words[0]!;
      add(this.byGiven, given, entity);
      for (let k = 1; k < Math.min(words.length, 4); k++) add(this.byEnding, words.slice(k).join(' '), entity);
      // "Holt Jr." is also called "Holt", but less readily: the ending with the suffix stands above.
      if (this.lexicon.suffixes.has(words.at(-1)!) && words.length > 2) add(this.byEnding, words.at(-2)!, entity);
    } else if (words[0]) add(this.byEnding, words[0], entity);
  }

  join(entity: Entity, mention: Mention): void {
    this.of.set(mention, entity);
    entity.mentions.push(mention);
    if (mention.words.length > 1 || mention.titled) entity.full++;
    if (mention.kind === 'person' && entity.kind === 'name') entity.kind = 'person';
    if (mention.gender && !entity.gender) entity.gender = mention.gender;
    for (const code of mention.regions) entity.regions.add(code);
    for (const role of mention.roles) {
      if (!entity.roles.some((known) => known.text.toLowerCase() === role.text.toLowerCase())) entity.roles.push(role);
    }
    if (mention.name !== entity.name) {
      const longer =
        mention.words.length > entity.words.length ||
        (mention.words.length === entity.words.length && mention.name.length > entity.name.length && !mention.headline());
      if (longer && !(isAcronym(entity.name) && isAcronym(mention.name))) {
        entity.aliases.add(entity.name);
        entity.name = mention.name;
        entity.words = mention.words;
      } else entity.aliases.add(mention.name);
    }
  }
}

function add<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
