import type { Entity, Referent } from '../entities.js';
import type { Lexicon } from '../lexicon.js';
import type { Description } from '../source.js';
import { printed, type Token } from '../tokens.js';
import type { DescriptionContext } from './context.js';
import type { Described } from './described.js';
import { shortName } from './wording.js';

/** The documents that a page calls by a name and one noun, in order. */
interface Named {
  entities: Entity[];
  /** Where each stands. */
  starts: number[];
}

/** Whom a poll, report, letter or law stands for. */
export class Documents {
  /** The one that was described last. */
  private last: Entity | null = null;
  /** Those that the page calls by a name, by their noun. */
  private readonly named: ReadonlyMap<string, Named>;

  constructor(
    private readonly given: DescriptionContext,
    private readonly described: Described,
  ) {
    this.named = this.documentsNamed();
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
    const single = noun.replace(/s$/u, '');
    const own = lexicon.ownWords.has(single) || lexicon.ownWords.has(noun);
    if (owner && (owner.kind === 'person' || own)) return { entity: owner, sure: 0.75 };
    const by = own && form.ofWord !== null && lexicon.sources.authors.has(form.ofWord) ? author() : null;
    if (by) return by;
    const before = this.described.last(single) ?? (lexicon.anyDocument.has(noun) ? this.last : null);
    if (!owner && form.definite && before) return { entity: before, sure: 0.7 };
    const known = owner || own || noun !== single ? null : this.meant(single, token, form.definite);
    if (known) return { entity: known, sure: 0.6 };
    const name = this.nameOf(form);
    const named = owner !== null && /\p{Lu}/u.test(name);
    const entity = named
      ? this.described.make(name, 'document', false, null)
      : this.described.unnamed(shortName(form, this.given), 'document');
    this.described.note(single, entity);
    this.last = entity;
    return { entity, sure: named ? 0.75 : 0.7 };
  }

  /** A name without its shades: "the Ostmar Post poll" is the one that was "a new Ostmar Post survey". */
  private nameOf(form: Description): string {
    const { lexicon, text } = this.given;
    const head = form.tokens.filter(({ end }) => end <= form.noun!.end);
    const from = head.findIndex(
      ({ lower, capital, first }) =>
        !lexicon.sources.articles.has(lower) &&
        (!lexicon.sources.shades.has(lower) || (capital && !first)) &&
        !/^\p{N}+$/u.test(lower),
    );
    return printed(text, { start: head[Math.max(0, from)]!.start, end: form.noun!.end });
  }

  /** The named document that "the poll" takes up: the last one before it; for a headline, the only one of the page. */
  private meant(noun: string, { start, headline }: Token, definite: boolean): Entity | null {
    const named = this.named.get(noun);
    if (!named) return null;
    const { entities, starts } = named;
    const before = definite ? entities[countBelow(starts, start) - 1] : undefined;
    if (before) return before;
    return headline && entities.every((entity) => entity === entities[0]) ? entities[0]! : null;
  }

  /** The polls, reports and other documents that the page calls by a name, by their noun, in order. */
  private documentsNamed(): Map<string, Named> {
    const { entities, tokens, lexicon, text } = this.given;
    const found: { noun: string; name: string; at: number }[] = [];
    for (const { mentions, kind } of entities.all) {
      for (const { start, end, from, to, words } of kind === 'person' ? [] : mentions) {
        const behind = tokens[to];
        const own = words.length > 1 && isReport(words.at(-1)!, lexicon) ? tokens[to - 1]! : null;
        const next = behind?.joined && isReport(behind.lower, lexicon) ? behind : null;
        const noun = own ?? next;
        if (!noun) continue;
        const first = tokens[this.pairStart(from)]!;
        const name = printed(text, { start: first.start, end: own ? end : noun.end });
        found.push({ noun: noun.lower, name, at: start });
      }
    }
    const out = new Map<string, Named>();
    for (const { noun, name, at } of found.sort((a, b) => a.at - b.at)) {
      let list = out.get(noun);
      if (!list) out.set(noun, (list = { entities: [], starts: [] }));
      list.entities.push(this.described.make(name, 'document', false, null));
      list.starts.push(at);
    }
    return out;
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
        !lexicon.common.has(tokens[at - 1]!.lower)
      )
        at--;
    }
    return at;
  }
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

/** Whether a noun is for a document that finds something and may go by the name of who made it: "poll". */
function isReport(noun: string, { anyDocument }: Lexicon): boolean {
  return anyDocument.has(noun) && !/s$/u.test(noun);
}
