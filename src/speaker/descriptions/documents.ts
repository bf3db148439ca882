import type { Entity, Referent } from '../entities.js';
import type { Lexicon } from '../lexicon.js';
import type { Mention } from '../mentions/mention.js';
import type { Description } from '../source.js';
import { printed, type Token } from '../tokens.js';
import type { DescriptionContext } from './context.js';
import type { Described } from './described.js';
import { shortName } from './wording.js';

/** Words behind a name within which the noun stands that tells what it is. */
const APPOSED = 6;

/** The documents that a page calls by a name and one noun, in order. */
interface Named {
  entities: Entity[];
  /** Where each stands. */
  starts: number[];
  /** Those that are called new: "the latest Ostmar Post poll". */
  fresh: Set<Entity>;
}

/** Whom a poll, report, letter or law stands for. */
export class Documents {
  /** The one that was described last. */
  private last: Entity | null = null;
  /** Those that the page calls by a name, by their noun. */
  private readonly named: ReadonlyMap<string, Named>;

  /** The only law that the page names with what it is: "HB-2, state legislation that". */
  private readonly law: Entity | null;

  constructor(
    private readonly given: DescriptionContext,
    private readonly described: Described,
    private readonly pronounReferent: (token: Token) => Entity | null,
  ) {
    this.named = this.documentsNamed();
    this.law = this.lawNamed();
  }

  /**
   * Whom a document means: a poll, report or law speaks for itself; a letter or statement for who wrote it.
   * @param owner to whom it belongs: "Holt's letter"
   * @param author whom the words behind its noun name as its author
   */
  referent(
    form: Description,
    token: Token,
    owner: Entity | null,
    author: () => Referent | null,
  ): Referent | null {
    const { lexicon } = this.given;
    const noun = form.noun!.lower;
    const single = singular(noun);
    const own = lexicon.ownWords.has(single) || lexicon.ownWords.has(noun);
    if (owner && (owner.kind === 'person' || own)) return { entity: owner, sure: 0.75 };
    const giver = own ? this.giverOf(form) : null;
    if (giver) return { entity: giver, sure: 0.7 };
    const by = own && form.ofWord !== null && lexicon.sources.authors.has(form.ofWord) ? author() : null;
    if (by) return by;
    const before = this.described.last(single) ?? (lexicon.anyDocument.has(noun) ? this.last : null);
    const newest = !owner && form.definite ? this.newest(form, single) : null;
    if (newest) return { entity: newest, sure: 0.7 };
    if (!owner && form.definite && before) return { entity: before, sure: 0.7 };
    const known = owner || own || noun !== single ? null : this.meant(form, single, token);
    if (known) return { entity: known, sure: 0.6 };
    const law = !owner && form.definite && lexicon.laws.has(single) ? this.law : null;
    if (law) return { entity: law, sure: 0.6 };
    const name = this.nameOf(form, owner);
    const named = owner !== null && /\p{Lu}/u.test(name);
    const entity = named
      ? this.described.make(name, 'document', false, null)
      : this.described.unnamed(shortName(form, this.given), 'document');
    this.described.note(single, entity);
    this.last = entity;
    return { entity, sure: named ? 0.75 : 0.7 };
  }

  /** Who made what is described: "an interview he gave to Radio Ost". */
  private giverOf({ noun, tokens }: Description): Entity | null {
    const next = tokens[tokens.indexOf(noun!) + 1];
    return next && this.given.lexicon.clauses.subjects.has(next.lower) ? this.pronounReferent(next) : null;
  }

  /**
   * A name without its shades, under the full name of whose it is: "the Ostmar Post poll" is the one that was "a new
   * Ostmar Post survey", "Ostmar’s poll".
   */
  private nameOf(form: Description, owner: Entity | null): string {
    const { lexicon, text } = this.given;
    const head = form.tokens.filter(({ end }) => end <= form.noun!.end);
    const from = head.findIndex(
      ({ lower, capital, first }) =>
        !lexicon.sources.articles.has(lower) &&
        (!lexicon.sources.shades.has(lower) || (capital && !first)) &&
        !/^\p{N}+$/u.test(lower),
    );
    const { start } = head[Math.max(0, from)]!;
    const beside = form.owner?.start === start && owner ? this.fullName(form.owner, owner) : null;
    return beside === null || !isReport(form.noun!.lower, lexicon)
      ? printed(text, { start, end: form.noun!.end })
      : `${beside} ${printed(text, { start: this.given.tokens[form.owner!.to]!.start, end: form.noun!.end })}`;
  }

  /** The name of an outlet or institute as the page has it in full; null for one of a pair: "the Post/Radio Ost poll". */
  private fullName({ from, to }: Mention, { name, kind }: Entity): string | null {
    const { tokens } = this.given;
    const pair = tokens[from]!.gap === '/' || tokens[to]?.gap === '/';
    return pair || (kind !== 'organisation' && kind !== 'name') ? null : name;
  }

  /**
   * The named document that "the poll" takes up: the last one before it. A headline, or "a new poll" that comes first,
   * means the only one of the page, or else the only new one.
   */
  private meant(form: Description, noun: string, { start, headline }: Token): Entity | null {
    const named = this.named.get(noun);
    if (!named) return null;
    const { sources } = this.given.lexicon;
    const { entities, starts } = named;
    const count = countBelow(starts, start);
    const before = form.definite ? entities[count - 1] : undefined;
    if (before) return before;
    const bare = form.tokens.every(
      ({ lower }) => lower === noun || sources.shades.has(lower) || sources.articles.has(lower),
    );
    const ahead = !form.definite && count === 0 && bare && this.isNew(form);
    return headline || ahead ? (only(entities) ?? this.newest(form, noun)) : null;
  }

  private isNew({ tokens }: Description): boolean {
    return tokens.some(({ lower }) => this.given.lexicon.sources.fresh.has(lower));
  }

  /** The only one that the page calls new by a name, where a description calls it so, too: "the new poll". */
  private newest(form: Description, noun: string): Entity | null {
    return this.isNew(form) ? only(this.named.get(noun)?.fresh) : null;
  }

  /** The polls, reports and other documents that the page calls by a name, by their noun, in order. */
  private documentsNamed(): Map<string, Named> {
    const { entities, tokens, lexicon, text } = this.given;
    const { fresh: news, articles } = lexicon.sources;
    const found: { noun: string; name: string; at: number; fresh: boolean }[] = [];
    for (const entity of entities.all) {
      for (const mention of entity.kind === 'person' ? [] : entity.mentions) {
        const { start, end, from, to, words } = mention;
        const behind = tokens[to];
        const own = words.length > 1 && isReport(words.at(-1)!, lexicon) ? tokens[to - 1]! : null;
        const next = behind?.joined && isReport(behind.lower, lexicon) ? behind : null;
        const noun = own ?? next;
        if (!noun) continue;
        const opening = this.pairStart(from);
        const full = own ? null : this.fullName(mention, entity);
        const name = printed(text, { start: tokens[opening]!.start, end: own ? end : noun.end });
        const fresh = [1, 2].some((back) => {
          const { lower = '' } = tokens[opening - back] ?? {};
          return news.has(lower) && !articles.has(tokens[opening - 1]!.lower);
        });
        found.push({ noun: noun.lower, name: full ? `${full} ${noun.text}` : name, at: start, fresh });
      }
    }
    const pairs = new Set(found.map(({ name }) => name).filter((name) => name.includes('/')));
    const out = new Map<string, Named>();
    for (const { noun, name, at, fresh } of found.sort((a, b) => a.at - b.at)) {
      let list = out.get(noun);
      if (!list) out.set(noun, (list = { entities: [], starts: [], fresh: new Set() }));
      const full = name.includes('/') ? [...pairs].filter((other) => isShortFor(name, other)) : [];
      const entity = this.described.make(full.length === 1 ? full[0]! : name, 'document', false, null);
      list.entities.push(entity);
      list.starts.push(at);
      if (fresh) list.fresh.add(entity);
    }
    return out;
  }

  private lawNamed(): Entity | null {
    const { entities, tokens, lexicon } = this.given;
    const isLaw = ({ to, token }: Mention) => {
      if (!/^,\s$/u.test(tokens[to]?.gap ?? '') || tokens[to]!.sentence !== token.sentence) return false;
      let end = to + 1;
      while (end < to + APPOSED && tokens[end]?.joined) end++;
      const words = tokens.slice(to, end);
      const stop = words.findIndex(({ lower }) => lexicon.sources.prepositions.has(lower));
      return lexicon.laws.has(words.slice(0, stop < 0 ? words.length : stop).at(-1)?.lower ?? '');
    };
    const [law, ...others] = entities.all.filter(
      ({ kind, mentions }) => (kind === 'organisation' || kind === 'name') && mentions.some(isLaw),
    );
    return law && others.length === 0 ? law : null;
  }

  /** Where the names begin that are joined by a stroke: "the Ostmar Post/Radio Ost poll". */
  private pairStart(from: number): number {
    const { tokens, lexicon } = this.given;
    let at = from;
    while (at > 0 && tokens[at]!.gap === '/') {
      at--;
      while (
        at > 0 &&
        tokens[at]!.joined &&
        tokens[at - 1]!.capital &&
        (!lexicon.common.has(tokens[at - 1]!.lower) || lexicon.openers.has(tokens[at - 1]!.lower))
      )
        at--;
    }
    return at;
  }
}

/** Whether a document's name is short for another: "Ostmar Post/Velm poll", "Ostmar Post/Velm University poll". */
function isShortFor(name: string, other: string): boolean {
  const parts = (whole: string) =>
    whole
      .toLowerCase()
      .replace(/\s+\S+$/u, '')
      .split('/');
  const [some, all] = [parts(name), parts(other)];
  return (
    some.length > 1 &&
    some.length === all.length &&
    name.length < other.length &&
    some.every((part, i) => part === all[i] || all[i]!.startsWith(`${part} `))
  );
}

/** How many of some ascending numbers are below another. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The one of whom a list is, if it is of one. */
function only(list: Iterable<Entity> = []): Entity | null {
  const [one, ...others] = new Set(list);
  return one && others.length === 0 ? one : null;
}

/** A noun without the ending of its plural: "analysis" has none. */
const singular = (noun: string) => noun.replace(/(?<![is])s$/u, '');

/** Whether a noun is for a document that finds something and may go by the name of who made it: "poll". */
function isReport(noun: string, { anyDocument }: Lexicon): boolean {
  return anyDocument.has(noun) && singular(noun) === noun;
}
