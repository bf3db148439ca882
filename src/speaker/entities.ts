import { placeKey } from './countries.js';
import type { Lexicon } from './lexicon.js';
import { isAcronym, type Gender, type Mention, type MentionKind } from './mentions/mention.js';
import { isGiven } from './mentions/scan.js';
import type { Role } from './role.js';
import type { Token } from './tokens.js';

/** What an entity is: as its names tell, or as the words that describe it do. */
export type EntityKind = MentionKind | 'group' | 'document';

/** One whom the document names: all mentions that a reader takes for the same person, organisation or place. */
export interface Entity {
  /** Number in the order of making; stable for the same text. */
  id: number;
  /** The fullest form of the name in the document. */
  name: string;
  words: readonly string[];
  kind: EntityKind;
  /** Stands behind "the", as people's names do not. */
  article: boolean;
  /** How many of its mentions tell that it is no person. */
  things: number;
  /** Named as roads, bays and hills are. */
  site: boolean;
  /** Described, never named: its name is the description. */
  unnamed: boolean;
  /** Whom a spokesman without a name speaks for: what he says is filed under it. */
  principal?: Entity;
  gender: Gender | null;
  /** The gender that a given name standing alone points to. */
  leaning: Gender | null;
  roles: Role[];
  /** Codes of the countries and states it is tied to; for a place, its own. */
  regions: Set<string>;
  /** Parties that the page gives: "republican". */
  parties: Set<string>;
  /** Nouns for an organisation that the page calls it by: "group". */
  called: Set<string>;
  /** Other names in the document. */
  aliases: Set<string>;
  mentions: Mention[];
  /** Mentions by a full name (two words or more). */
  full: number;
}

/** An entity of which nothing is known yet but its name. @example blankEntity(0, 'Ana Torvik', ['ana', 'torvik'], 'person') */
export function blankEntity(id: number, name: string, words: readonly string[], kind: EntityKind): Entity {
  return {
    id,
    name,
    words,
    kind,
    article: false,
    things: 0,
    site: false,
    unnamed: false,
    gender: null,
    leaning: null,
    roles: [],
    regions: new Set(),
    parties: new Set(),
    called: new Set(),
    aliases: new Set(),
    mentions: [],
    full: 0,
  };
}

/** Whom some words mean, and how sure that is, 0 to 1. */
export interface Referent {
  entity: Entity;
  sure: number;
}

/** The entities of a document, with the ways to find them by name. */
export interface Entities {
  all: readonly Entity[];
  /** The entity of each mention. */
  of: ReadonlyMap<Mention, Entity>;
  /** By any of its names in small letters. */
  byName: ReadonlyMap<string, Entity>;
}

/** Sentences within which a bare surname follows the full name that stands before it. */
const NEAR = 2;

/** How often a word must stand before a longer name to be no short form of it. */
const BEFORE = 3;
/** How often a word must stand alone to be no short form of a longer name that stands once and begins with it. */
const MORE = 2;

/** How much likelier a bare surname means one whom its paragraph has named in full. */
const HERE = 1;

/** How much less likely a bare surname means one who bears it with "Jr.". */
const YOUNGER = 2;

const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

function initials(name: string, small: ReadonlySet<string>): string {
  return name
    .split(/[\s-]+/u)
    .filter((word) => !small.has(word.toLowerCase()))
    .map((word) => word[0] ?? '')
    .join('')
    .toLowerCase();
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

/**
 * A person's name without middle names and with the given name in its long form: "Bill J. Holt Jr." is
 * "william holt jr".
 */
export function personKey(words: readonly string[], lexicon: Lexicon): string {
  const suffix = words.length > 2 && lexicon.suffixes.has(words.at(-1)!) ? ` ${words.at(-1)!}` : '';
  const last = suffix ? words.at(-2)! : words.at(-1)!;
  const given = words.length > 1 ? (lexicon.nicknames.get(words[0]!) ?? words[0]!) : '';
  return `${given} ${last}${suffix}`.trim();
}

/**
 * Which names of several words are short for a longer name of an organisation on the page: the one that a known outlet
 * has in full ("Daily News"), and the beginning of a single one that ends like an organisation ("Karst River" for
 * "Karst River Networks").
 */
function longerNames(mentions: readonly Mention[], lexicon: Lexicon): Map<string, string> {
  const keys = new Set(mentions.filter(({ words }) => words.length > 1).map(({ words }) => words.join(' ')));
  const starts = new Map<string, string[]>();
  const organised = (words: readonly string[]) => lexicon.organisationWords.has(words.at(-1)!);
  for (const { words, kind } of mentions) {
    if (words.length < 3 || (kind !== 'organisation' && kind !== 'name') || !organised(words)) continue;
    for (let k = 2; k < words.length; k++) {
      if (k === words.length - 1 || lexicon.organisationWords.has(words[k]!))
        push(starts, words.slice(0, k).join(' '), words.join(' '));
    }
  }
  const out = new Map<string, string>();
  for (const { words, kind, outlet } of mentions) {
    const key = words.join(' ');
    if (words.length < 2 || kind === 'person' || kind === 'place') continue;
    const known = outlet?.toLowerCase();
    const [long, ...others] = starts.get(key) ?? [];
    if (known && known !== key && keys.has(known)) out.set(key, known);
    else if (long && others.length === 0 && !outlet && !organised(words)) out.set(key, long);
  }
  return out;
}

/** Whether a name is that of a thing that bears someone else's: "Nordfly Flight 181" is not Nordfly. */
export function isNamesake({ kind, words }: Entity, { namesakes }: Lexicon): boolean {
  return kind !== 'person' && words.some((word, k) => k > 0 && namesakes.has(word));
}

/** Entities while they are made, with the ways to them. */
class Register {
  readonly all: Entity[] = [];
  readonly of = new Map<Mention, Entity>();
  readonly byName = new Map<string, Entity>();
  private readonly byPerson = new Map<string, Entity>();
  private readonly byEnding = new Map<string, Entity[]>();
  private readonly byGiven = new Map<string, Entity[]>();
  private readonly byFirst = new Map<string, Entity[]>();
  private readonly byLast = new Map<string, Entity[]>();

  constructor(
    private readonly lexicon: Lexicon,
    /** Where each word stands as a name of its own, in order. */
    private readonly alone: ReadonlyMap<string, readonly number[]>,
    /** The longer name of the page that a name of several words is the short form of, both as keys. */
    private readonly longer: ReadonlyMap<string, string>,
  ) {}

  make(mention: Mention): Entity {
    const entity = blankEntity(this.all.length, mention.name, mention.words, mention.kind);
    this.all.push(entity);
    return entity;
  }

  join(entity: Entity, mention: Mention): void {
    this.of.set(mention, entity);
    entity.mentions.push(mention);
    if (mention.words.length > 1) entity.full++;
    if (mention.article) entity.article = true;
    if (mention.called) entity.called.add(mention.called);
    if (mention.kind === 'organisation' && mention.called && entity.kind === 'name')
      entity.kind = 'organisation';
    if (mention.thing) entity.things++;
    if (mention.site) entity.site = true;
    if (mention.kind === 'person' && entity.kind === 'name') entity.kind = 'person';
    entity.gender ??= mention.gender;
    if (mention.words.length > 1) entity.leaning = null;
    else if (entity.full === 0) entity.leaning ??= mention.leaning;
    for (const code of mention.regions) entity.regions.add(code);
    for (const party of mention.parties) entity.parties.add(party);
    for (const role of mention.roles) {
      const same = (known: Role) => known.text.toLowerCase() === role.text.toLowerCase();
      if (!entity.roles.some(same)) entity.roles.push(role);
    }
    if (mention.name !== entity.name) {
      // The acronym stays an alias even where the name is the shorter one.
      if (this.isFuller(mention, entity)) {
        entity.aliases.add(entity.name);
        entity.aliases.delete(mention.name);
        entity.name = mention.name;
        entity.words = mention.words;
      } else entity.aliases.add(mention.name);
    }
    this.index(entity, mention);
    if (!mention.alias) return;
    entity.aliases.add(mention.alias);
    this.byName.set(mention.alias.toLowerCase(), entity);
    if (isAcronym(mention.alias)) this.byName.set(bare(mention.alias), entity);
  }

  private isFuller(mention: Mention, entity: Entity): boolean {
    // Capitals throughout are the layout's, not the name's.
    const shouts = (name: string) => name.length > 4 && name === name.toUpperCase();
    if (shouts(mention.name) !== shouts(entity.name) && mention.words.length === entity.words.length) {
      return shouts(entity.name);
    }
    // A country is named by its name, not by its people.
    const people = (name: string) => this.lexicon.regions.of.get(placeKey(name))?.as === 'demonym';
    if (entity.kind === 'place' && people(mention.name) !== people(entity.name)) return people(entity.name);
    if (mention.words.length !== entity.words.length) return mention.words.length > entity.words.length;
    if (this.isInitialOf(entity.words[0]!, mention.words[0]!)) return true;
    if (this.isInitialOf(mention.words[0]!, entity.words[0]!)) return false;
    return mention.name.length > entity.name.length && !mention.token.headline;
  }

  private index(entity: Entity, { words, kind, name }: Mention): void {
    const whole = words.join(' ');
    if (!this.byName.has(whole)) this.byName.set(whole, entity);
    if (words.length < 2) {
      if (kind === 'person' || kind === 'name') push(this.byEnding, whole, entity);
      return;
    }
    if (kind === 'person' || kind === 'name') {
      const key = personKey(words, this.lexicon);
      if (!this.byPerson.has(key)) this.byPerson.set(key, entity);
      push(this.byGiven, words[0]!, entity);
      // "NF804" of "Nordfly Flight NF804" is nobody's surname.
      for (let k = 1; k < Math.min(words.length, 4) && !/\p{N}/u.test(words.at(-1)!); k++)
        push(this.byEnding, words.slice(k).join(' '), entity);
      const prefixed = /^(\p{L}+)-(.+)$/u.exec(words.at(-1)!);
      if (prefixed && this.lexicon.particles.has(prefixed[1]!)) push(this.byEnding, prefixed[2]!, entity);
      if (this.lexicon.suffixes.has(words.at(-1)!) && words.length > 2)
        push(this.byEnding, words.at(-2)!, entity);
    }
    if (kind !== 'person') {
      push(this.byFirst, words[0]!, entity);
      push(this.byLast, words.at(-1)!, entity);
      const short = initials(name, this.lexicon.nameWords.small);
      if (short.length >= 2 && !this.byName.has(short)) this.byName.set(short, entity);
    }
  }

  /** Files a name of two words or more, an organisation or a place. */
  addFull(mention: Mention): void {
    const printed = mention.words.join(' ');
    const whole = this.longer.get(printed) ?? printed;
    const place = mention.kind === 'place' ? this.lexicon.regions.of.get(placeKey(mention.name)) : undefined;
    // A country by any of its names is one entity; a capital is another.
    const key = place && place.as !== 'capital' ? `region ${place.code}` : whole;
    let entity = this.byName.get(key) ?? (place ? undefined : this.byName.get(whole));
    if (!entity && (mention.kind === 'person' || mention.kind === 'name')) {
      entity =
        this.byPerson.get(personKey(mention.words, this.lexicon)) ??
        this.bySurnames(mention) ??
        this.byInitial(mention);
    }
    if (!entity && isAcronym(mention.name)) entity = this.byName.get(bare(mention.name));
    entity ??= this.make(mention);
    this.join(entity, mention);
    if (place) {
      entity.regions.add(place.code);
      this.byName.set(key, entity);
    }
  }

  /** The one whose surnames several words are: "Mr. Vela Montes" for Enrique Vela Montes. */
  private bySurnames({ words, titled, gender }: Mention): Entity | undefined {
    const [first] = words;
    if (isGiven(this.lexicon, first!) && !titled) return undefined;
    const [one, ...others] = (this.byEnding.get(words.join(' ')) ?? []).filter(
      (entity) => entity.kind === 'person' && !(gender && entity.gender && entity.gender !== gender),
    );
    return others.length === 0 ? one : undefined;
  }

  /** The one of whose given name a name has the initial, or the other way round: "Zh. Torvik" for Zhana Torvik. */
  private byInitial({ words: [first, ...rest], gender }: Mention): Entity | undefined {
    const [one, ...others] = (this.byEnding.get(rest.join(' ')) ?? []).filter(
      ({ kind, words, gender: known }) =>
        kind === 'person' &&
        words.length === rest.length + 1 &&
        !(gender && known && gender !== known) &&
        (this.isInitialOf(first!, words[0]!) || this.isInitialOf(words[0]!, first!)),
    );
    return others.length === 0 ? one : undefined;
  }

  private isInitialOf(short: string, given: string): boolean {
    const initial = short.length === 1 || this.lexicon.nameWords.initials.has(short);
    return initial && short.length < given.length && given.startsWith(short);
  }

  /**
   * Whether a word is the short form of a longer name. People are introduced by their full names: where the word stands
   * again and again before a longer name that stands once and that nothing shows to be a person's, it names someone else
   * ("Ostmar", "Wilayat Ostmar"). So it does where the longer name only begins with it and the word stands alone far more
   * often ("Torvik", "the Torvik Express").
   */
  private introduces(entity: Entity, word: string): boolean {
    if (entity.words[0] === word && isNamesake(entity, this.lexicon)) return false;
    if (entity.kind !== 'name' || entity.full > 1) return true;
    const alone = this.alone.get(word) ?? [];
    const begins = entity.words[0] === word && entity.words.length > 1;
    if (begins && (alone.length > MORE || (entity.article && alone.length > 1))) return false;
    const first = entity.mentions.find(({ words, token }) => words.length > 1 && !token.headline);
    if (!first) return true;
    return alone.filter((start) => start < first.start).length < BEFORE;
  }

  /** Files a single word: a surname, a given name, the short form of an organisation, or a name of its own. */
  addShort(mention: Mention): void {
    const word = mention.words.join(' ');
    const fits = (entity: Entity) => !mention.gender || !entity.gender || mention.gender === entity.gender;
    const ending = (this.byEnding.get(word) ?? []).filter(
      (entity) => fits(entity) && this.introduces(entity, word),
    );
    const persons = ending.filter(({ kind }) => kind === 'person');
    const people = persons.length > 0 ? persons : ending;
    let entity = people.length > 1 ? this.likeliest(people, mention) : people[0];
    if (mention.outlet) entity ??= this.byName.get(mention.outlet.toLowerCase());
    entity ??= this.byName.get(word) ?? this.byName.get(bare(mention.name));
    // A surname alone shows a person; "Nordfly" for "Nordfly Mobil" does not.
    if (entity?.kind === 'name' && entity.full > 0 && people.includes(entity) && entity.words[0] !== word)
      entity.kind = 'person';
    const given = (this.byGiven.get(word) ?? []).filter(
      (one) =>
        fits(one) &&
        this.introduces(one, word) &&
        (!mention.titled || mention.reigns || this.isFamilyFirst(one) || isGiven(this.lexicon, word)),
    );
    if (!entity && mention.titled && given.length === 1) entity = given[0];
    if (!entity && !mention.titled) {
      const short = [...(this.byLast.get(word) ?? []), ...(this.byFirst.get(word) ?? [])].filter((one) =>
        this.introduces(one, word),
      );
      entity = given.length > 0 ? this.likeliest(given, mention) : short[0];
    }
    this.join(entity ?? this.make(mention), mention);
  }

  /** Whether a person's name may begin with the family's: "Gan Yulan" is "Ms. Gan". */
  private isFamilyFirst({ name, words, full, things }: Entity): boolean {
    const [first] = words;
    if (things > 0) return false;
    const known = isGiven(this.lexicon, first!);
    // "Kim Dae-su", "Kim Dae Su"
    const family = this.lexicon.familyFirst.has(first!) && (words.length === 3 || /-\p{Ll}+$/u.test(name));
    return full > 0 && (family || (words.length === 2 && !known));
  }

  /**
   * Of people with one surname: the one just named in full, else the one whom the document names most. Who is named
   * in full again and again, although the surname alone stands there too, is not the one whom it means.
   */
  private likeliest(people: readonly Entity[], mention: Mention): Entity {
    const alone = this.alone.get(mention.words[0]!)?.length ?? 0;
    let best = people[0]!;
    let most = -Infinity;
    for (const entity of people) {
      let last = -Infinity;
      let paragraph = -1;
      for (const known of entity.mentions) {
        if (known.start >= mention.start) break;
        if (known.words.length > 1) ({ sentence: last, paragraph } = known.token);
      }
      const here = paragraph === mention.token.paragraph ? HERE : 0;
      const near = (mention.token.sentence - last <= NEAR ? 1.2 : 0) + here;
      const before = last > -Infinity ? 1 : 0;
      const always = entity.full > Math.max(2, alone) ? 2 : 0;
      // The son goes by his suffix.
      const younger = this.lexicon.suffixes.has(entity.words.at(-1)!) ? YOUNGER : 0;
      const score = Math.log(1 + entity.mentions.length) + near + before - always - younger;
      if (score > most) {
        most = score;
        best = entity;
      }
    }
    return best;
  }
}

/** Of several spellings of a full name, the one that the page prints most is the name: "Abu Holt", once "Abou Holt". */
function settleName(entity: Entity): void {
  if (entity.kind !== 'person') return;
  const size = (name: string) => name.split(/\s+/u).length;
  const counts = new Map<string, number>();
  const isSpelledOut = (name: string) => !/(?<!\p{L})\p{Lu}(?:\p{Ll}{1,2})?\.(?!\p{L})/u.test(name);
  for (const { name, words, token, roles } of entity.mentions)
    // Where two are as frequent, the one with a role beside it counts.
    if (words.length === entity.words.length && size(name) === size(entity.name) && !token.headline)
      counts.set(name, (counts.get(name) ?? 0) + (roles.length > 0 ? 1.5 : 1));
  const shouts = (name: string) => name === name.toUpperCase();
  let most = counts.get(entity.name) ?? 0;
  for (const [name, count] of counts) {
    if (count <= most || shouts(name) || (isSpelledOut(entity.name) && !isSpelledOut(name))) continue;
    most = count;
    entity.aliases.add(entity.name);
    entity.aliases.delete(name);
    entity.name = name;
  }
}

/**
 * Groups the names of a document into those whom they name: full names first, then the short forms.
 * @param mentions the names, in order
 * @param located whether a preposition of place stands before a word
 * @example entitiesOf(mentionsIn(text, tokens, lexicon), lexicon).all.map(({ name }) => name)
 */
export function entitiesOf(
  mentions: readonly Mention[],
  lexicon: Lexicon,
  located: (token: Token) => boolean = () => true,
): Entities {
  const surnames = new Set<string>();
  for (const { words, kind } of mentions)
    if (words.length > 1 && (kind === 'person' || kind === 'name')) surnames.add(words.at(-1)!);
  // A surname in capitals looks like an acronym: "PENCE: …".
  // "De Blasio" is a surname alone, as "Holt" is.
  const particle = ({ words, kind }: Mention) =>
    words.length > 1 && lexicon.particles.has(words[0]!) && (kind === 'person' || kind === 'name');
  const single = ({ words, kind, name, token }: Mention) =>
    words.length === 1 &&
    (kind === 'person' ||
      kind === 'name' ||
      (kind === 'organisation' && (surnames.has(words[0]!) || !isAcronym(name))) ||
      // A town's name is a surname where the page has such a person and nothing says "in" or "from".
      (kind === 'place' && surnames.has(words[0]!) && !located(token)));
  const short = (mention: Mention) => single(mention) || particle(mention);
  const alone = new Map<string, number[]>();
  for (const mention of mentions)
    if (short(mention) && !mention.token.headline) push(alone, mention.words[0]!, mention.start);
  const register = new Register(lexicon, alone, longerNames(mentions, lexicon));
  for (const mention of mentions) if (!short(mention)) register.addFull(mention);
  for (const mention of mentions) if (short(mention)) register.addShort(mention);
  for (const entity of register.all) {
    entity.mentions.sort((a, b) => a.start - b.start);
    settleName(entity);
  }
  const held = holdersByInitials(register.all);
  for (const [office, holder] of held)
    for (const mention of office.mentions) register.of.set(mention, holder);
  return {
    all: register.all.filter((entity) => !held.has(entity)),
    of: register.of,
    byName: register.byName,
  };
}

/** Whether some words of an office in a row have these initials: "PS" of "Principal Secretary for Fisheries". */
function hasInitials({ text }: Role, letters: string): boolean {
  const firsts = text
    .toLowerCase()
    .split(/[\s-]+/u)
    .map((word) => word[0] ?? '')
    .join('');
  return letters.length > 1 && firsts.includes(letters);
}

/** Who is called by the initials of an office that only one person of the page holds: "the PS", "the MD". */
function holdersByInitials(all: readonly Entity[]): Map<Entity, Entity> {
  const out = new Map<Entity, Entity>();
  const people = all.filter(({ kind, roles }) => kind === 'person' && roles.length > 0);
  for (const entity of all) {
    if (entity.kind !== 'organisation' || !entity.article || entity.full > 0 || !isAcronym(entity.name))
      continue;
    const letters = bare(entity.name);
    const [holder, ...others] = people.filter(({ roles }) =>
      roles.some((role) => hasInitials(role, letters)),
    );
    if (holder && others.length === 0) out.set(entity, holder);
  }
  return out;
}
