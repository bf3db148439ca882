import type { Offsets } from '../../record.js';
import type { Entity, Referent } from '../entities.js';
import type { Lexicon } from '../lexicon.js';
import { isPeople } from '../role.js';
import type { Description } from '../source.js';
import { tokenAt, type Token } from '../tokens.js';
import type { DescriptionContext } from './context.js';
import type { Described } from './described.js';
import { shortName, withoutOpeningCapital } from './wording.js';

/** Paragraphs within which two stay a pair. */
const TOGETHER = 4;
/** How sure it is that "the two" are the two who were named together last. */
const AS_PAIR = 0.6;

/** Whom words for several mean: two who were named together, a party's people, or people without names. */
export class Groups {
  /** Two who were named together last, and where. */
  private pair: { entity: Entity; paragraph: number } | null = null;

  constructor(
    private readonly given: DescriptionContext,
    private readonly described: Described,
  ) {}

  /** Several who speak together: "Jens Holt and Ana Ruiz". */
  together(entities: readonly Entity[], at?: Token): Entity {
    const names = [...new Set(entities)].map(({ name, article, kind }, n) =>
      n > 0 && article && kind === 'organisation' ? `the ${name}` : name,
    );
    if (names.length === 1) return entities[0]!;
    const group = this.make(couple(entities) ?? listed(names));
    if (names.length === 2 && at) this.pair = { entity: group, paragraph: at.paragraph };
    return group;
  }

  /** Several by their names. */
  joined(names: readonly string[]): Entity {
    return this.make(listed(names));
  }

  /** The two who were named together not long before a word that says "both". */
  pairAt(token: Token | undefined): Referent | null {
    if (!token || !this.given.lexicon.sources.pairs.has(token.lower)) return null;
    return this.lastPair(token);
  }

  /** The two whom words mean: "the two", "the two candidates", "both men", "neither man". */
  pairMeant({ tokens, noun }: Description): Referent | null {
    const { sources } = this.given.lexicon;
    const two = tokens.slice(0, 2).some(({ lower }) => sources.pairs.has(lower));
    // "the two countries" are not two people.
    const human =
      noun !== null || tokens.every(({ lower }) => sources.pairs.has(lower) || sources.definite.has(lower));
    return two && human && tokens.length <= 3 ? this.lastPair(tokens[0]!) : null;
  }

  private lastPair({ paragraph }: Token): Referent | null {
    const { pair } = this;
    return pair && paragraph - pair.paragraph <= TOGETHER ? { entity: pair.entity, sure: AS_PAIR } : null;
  }

  /** "One of his aides", "some in the party": nobody whom the page names. */
  someone([span]: readonly Offsets[]): Referent | null {
    const { tokens, lexicon } = this.given;
    if (!span) return null;
    const words = withoutOpeningCapital(span, this.given);
    const token = tokens[tokenAt(tokens, span.start)];
    const pair = token && lexicon.sources.pairs.has(words.toLowerCase()) ? this.lastPair(token) : null;
    if (pair) return pair;
    return { entity: this.described.unnamed(words.split(/, | who | that /u)[0]!, 'group'), sure: 0.8 };
  }

  /** Whom a description of several means. */
  referent(form: Description): Referent {
    const { lexicon, text } = this.given;
    const { noun, tokens } = form;
    // A party's people are named by the party: "Republicans", "many Democrats", "House Republicans".
    if (noun?.capital && lexicon.parties.has(noun.lower.replace(/s$/u, ''))) {
      let from = tokens.indexOf(noun);
      while (from > 0 && tokens[from]!.joined && isTelling(tokens[from - 1]!, lexicon)) from--;
      return { entity: this.make(text.slice(tokens[from]!.start, noun.end)), sure: 0.9 };
    }
    const people = tokens.find((token) => token.capital && isPeople(lexicon, token.lower));
    if (people && tokens.length <= 2 && !lexicon.sources.others.has(tokens[0]!.lower))
      return { entity: this.make(people.text), sure: 0.8 };
    // "the Holt and Ruiz campaigns"
    const owners = this.ownersOf(form);
    if (owners) return { entity: this.make(owners), sure: 0.8 };
    // "the Founding Mothers"
    const proper = noun?.capital && !noun.headline && noun === tokens.at(-1);
    const from = tokens.findIndex((token) => !lexicon.sources.articles.has(token.lower));
    const name = proper ? tokens.slice(from) : [];
    if (name.length > 1 && name.every(({ capital, first }) => capital && !first))
      return { entity: this.make(text.slice(name[0]!.start, noun!.end)), sure: 0.7 };
    return { entity: this.described.unnamed(shortName(form, this.given), 'group'), sure: 0.8 };
  }

  /** The names of several that some organisations belong to, with their noun: "Holt and Ruiz campaigns". */
  private ownersOf({ tokens }: Description): string | null {
    const { lexicon, text, mentionsIn } = this.given;
    const noun = tokens.findIndex(({ lower }) => lexicon.organisationHeads.has(lower.replace(/s$/u, '')));
    const joint = tokens.findIndex(({ lower }) => lexicon.sources.joiners.has(lower));
    const last = tokens[noun];
    if (!last || joint < 0 || noun !== joint + 2 || !/[^s]s$/u.test(last.lower)) return null;
    const names = mentionsIn({ start: tokens[0]!.start, end: last.start });
    const [first, other] = names;
    if (names.length !== 2 || first!.to !== other!.from - 1 || other!.end !== tokens[noun - 1]!.end)
      return null;
    return text.slice(first!.start, last.end);
  }

  private make(name: string): Entity {
    return this.described.make(name, 'group', false, null);
  }
}

const listed = (names: readonly string[]) => `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;

/** Two people of one surname: "Jens and Ana Holt". */
function couple(entities: readonly Entity[]): string | null {
  const [one, other] = entities;
  if (entities.length !== 2 || !one || !other || one === other) return null;
  const people = [one, other].every(({ kind, words }) => kind === 'person' && words.length > 1);
  const surname = one.name.split(/\s+/u).at(-1)!;
  if (!people || other.name.split(/\s+/u).at(-1) !== surname) return null;
  return listed([one.name.slice(0, -surname.length).trim(), other.name]);
}

/** Whether a word before a group's name belongs to it: "House" in "House Republicans". */
function isTelling({ capital, first, lower }: Token, lexicon: Lexicon): boolean {
  if (!capital || lexicon.common.has(lower)) return false;
  return !first || lexicon.organisationWords.has(lower) || lexicon.regions.of.has(lower);
}
