import type { Offsets } from '../../record.js';
import { surety, type Attention, type Candidate, type Features } from '../attention.js';
import { isNamesake, type Entity, type Referent } from '../entities.js';
import type { Description } from '../source.js';
import { printed, type Token } from '../tokens.js';
import type { DescriptionContext } from './context.js';
import type { Described } from './described.js';
import { nameBefore } from './apposition.js';
import { shortName } from './wording.js';

/** How sure the best of several must be to be taken. */
const LEAST = 0.3;
/** How sure it must be whose campaign "the campaign" is. */
const LEAST_HOLDER = 0.5;
/** Sentences back within which an organisation of any name can be "the group". */
const NEAR = 2;

/** Whom nouns for organisations mean: "the company", "Holt's campaign", "the Ulvanian government". */
export class Organisations {
  /** Organisations called by their country, by that and their noun. */
  private readonly ofPlaces = new Map<string, Entity>();
  /** Those that the page names, by each of their words. */
  private readonly named = new Map<string, Entity[]>();

  constructor(
    private readonly given: DescriptionContext,
    private readonly described: Described,
    private readonly attention: Attention,
  ) {
    for (const entity of given.entities.all) {
      if (entity.kind !== 'organisation') continue;
      for (const word of new Set(entity.words)) {
        const list = this.named.get(word);
        if (list) list.push(entity);
        else this.named.set(word, [entity]);
      }
    }
  }

  /**
   * Whom a description means.
   * @param owner whose it is, or of which country
   */
  referent(form: Description, token: Token, owner: Entity | null): Referent {
    const { given, described } = this;
    const noun = form.noun!.lower;
    // "an Ulvanian newspaper" is any one of them.
    const any = !form.definite && given.lexicon.sources.others.has(form.tokens[0]!.lower);
    if (owner && !(owner.kind === 'place' && any)) {
      const ownerEnd = form.owner?.end ?? form.ownerPronoun?.end ?? form.ownerPhrase.at(-1)!.end;
      const words = form.tokens.filter(({ start, end }) => start >= ownerEnd && end <= form.noun!.end);
      return this.beside(form, this.belonging(owner, words.length > 0 ? words : [form.noun!], form.owner));
    }
    const told = this.toldOf(form) ?? this.wholeOf(form);
    if (told) return this.beside(form, told);
    // In a headline, nouns have no article: "Network opens doors".
    const bare = token.headline && form.tokens[0] === form.noun;
    const meant = form.definite || bare ? this.meant(form, form.noun!, token, bare) : null;
    if (meant) return meant;
    const ahead = this.namedLater(form, token);
    if (ahead) return { entity: ahead, sure: 0.5 };
    const entity = described.unnamed(shortName(form, given), 'organisation');
    described.note(noun, entity);
    return { entity, sure: 0.6 };
  }

  /** Notes one that the running text introduces without a name: by its place and more, where that is told. */
  introduced(form: Description, owner: Entity | null): void {
    const { given, described } = this;
    const [noun, place] = [form.noun!, form.owner];
    const told = form.tokens.filter(({ start, end }) => place && start >= place.end && end <= noun.end);
    if (owner && owner.kind !== 'place' && owner.kind !== 'name') return;
    const entity =
      place && told.length > 1
        ? this.make(printed(given.text, { start: place.start, end: noun.end }))
        : described.unnamed(shortName(form, given), 'organisation');
    described.note(noun.lower, entity);
  }

  /** Notes whom a description means by a name beside it, whom its noun takes up from there on. */
  private beside({ noun }: Description, entity: Entity): Referent {
    this.described.note(noun!.lower, entity);
    return { entity, sure: 0.85 };
  }

  /** The body that a part of it speaks for: "a panel of the Court of Appeals", and "the panel" after it. */
  private wholeOf({ noun, of }: Description): Entity | null {
    const { lexicon, mentionsIn, entities } = this.given;
    const [first, last] = [of[0], of.at(-1)];
    if (!first || !last || !lexicon.organisationParts.has(noun!.lower)) return null;
    const name = mentionsIn({ start: first.start, end: last.end })[0];
    const entity = name && entities.of.get(name);
    return entity?.kind === 'organisation' ? entity : null;
  }

  /** The one of which a description only tells what it is: "Harbour Watch, a group that …". */
  private toldOf(form: Description): Entity | null {
    const name = nameBefore(form, this.given);
    const entity = name && this.given.entities.of.get(name);
    return entity?.kind === 'organisation' || entity?.kind === 'name' ? entity : null;
  }

  /**
   * The only organisation of a kind, where it is named after its description: "A court on Monday …". By another word
   * for its kind only where it is described by more than the noun: "the police union", the Ostmar Police Association.
   */
  private namedLater({ noun, tokens }: Description, { sentence }: Token): Entity | null {
    const { lexicon } = this.given;
    const { lower, start } = noun!;
    const modifiers = tokens.filter((token) => token.start < start && !lexicon.common.has(token.lower));
    const kinds = modifiers.length > 0 ? (lexicon.organisationKinds.get(lower) ?? []) : [];
    const ofKind = kinds
      .flatMap((word) => this.named.get(word) ?? [])
      .filter(({ words }) => modifiers.every((token) => words.includes(token.lower)));
    const named = [...new Set([...(this.named.get(lower) ?? []), ...ofKind])];
    // "a federal appeals court" is the Court of Appeals, not the Supreme Court.
    const shared = ({ words }: Entity) => modifiers.filter((token) => words.includes(token.lower)).length;
    const most = Math.max(0, ...named.map(shared));
    const [ahead, ...others] = named.filter((entity) => shared(entity) === most);
    return ahead && others.length === 0 && (ahead.mentions[0]?.token.sentence ?? 0) >= sentence
      ? ahead
      : null;
  }

  /** The organisation of the page that a common noun before a spokesman takes up: "a company spokesman". */
  before(form: Description, token: Token): Referent | null {
    const noun = form.tokens.find(
      ({ start, capital, lower }) =>
        start < form.noun!.start && !capital && this.given.lexicon.organisationHeads.has(lower),
    );
    const found = noun && this.meant(form, noun, token, true);
    return found && !found.entity.unnamed ? found : null;
  }

  /** Notes what is called by whose it is as the page names it: "the Holt campaign", "Holt's office". */
  owned(owner: Entity, noun: Token): Entity | null {
    if (!this.given.lexicon.ownedOrganisations.has(noun.lower) || owner.unnamed) return null;
    const entity = this.belonging(owner, [noun]);
    this.described.note(noun.lower, entity);
    return entity;
  }

  /**
   * An organisation that is called by whose it is: "the Holt campaign", "Ulvania's foreign ministry".
   * @param words what stands behind the owner, up to the noun
   * @param beside the owner as it stands there
   */
  belonging(owner: Entity, words: readonly Token[], beside: Offsets | null = null): Entity {
    const { lexicon, text } = this.given;
    const [first, noun] = [words[0]!, words.at(-1)!];
    const fits = lexicon.organisationKinds.get(noun.lower);
    // "the Ostmar Post newspaper" is the Ostmar Post.
    const same =
      owner.kind !== 'person' && (owner.words.includes(noun.lower) || fits?.includes(owner.words.at(-1)!));
    if (same) return owner;
    const rest = printed(text, { start: first.start, end: noun.end });
    if (owner.kind === 'place') {
      // "the Ulvanian government" and "Ulvania's government" are one, by the name that stands first.
      const key = `${String(owner.id)} ${rest.toLowerCase()}`;
      const known = this.ofPlaces.get(key);
      if (known) return known;
      const whole = beside && beside.end < first.start;
      const made = this.make(
        whole ? printed(text, { start: beside.start, end: noun.end }) : `${owner.name}'s ${rest}`,
      );
      this.ofPlaces.set(key, made);
      return made;
    }
    const person = owner.kind === 'person' || (owner.kind === 'name' && !owner.article);
    const short = person ? owner.words.at(-1)! : owner.name.toLowerCase();
    const shown = owner.name.split(/\s+/u).find((word) => word.toLowerCase() === short) ?? owner.name;
    return this.make(`${shown} ${person ? noun.text : rest}`);
  }

  private make(name: string): Entity {
    return this.described.make(name, 'organisation', false, null);
  }

  /**
   * The organisation of the page that a noun takes up: "the company"; null where there is none.
   * @param strict only one whose own words tell that it is such a one
   */
  private meant(form: Description, noun: Token, token: Token, strict = false): Referent | null {
    const { given } = this;
    const { lower } = noun;
    const fitting = new Set<Entity>();
    const candidates = this.attention.candidates(
      { token },
      this.fits(form, noun, strict, fitting),
      given.attentionWeights,
    );
    const before = this.described.last(lower);
    const { ownedOrganisations } = given.lexicon;
    // "the campaign team" is "the campaign".
    const team = form.tokens.find((one) => one.end < noun.start && ownedOrganisations.has(one.lower));
    const known = team && ownedOrganisations.has(lower) ? this.described.last(team.lower) : undefined;
    if (known) return { entity: known, sure: 0.6 };
    if (before && ownedOrganisations.has(lower)) return { entity: before, sure: 0.7 };
    const near = ({ entity, features }: Candidate) =>
      fitting.has(entity) || (features['distance'] ?? 0) <= Math.log2(1 + NEAR);
    const best = candidates.find(near);
    const sure = surety(candidates);
    const met = before && (!best || !fitting.has(best.entity));
    if (best && !met && sure > LEAST)
      return { entity: best.entity, sure: (fitting.has(best.entity) ? 0.8 : 0.5) * sure };
    if (before) return { entity: before, sure: 0.6 };
    const holder = form.of.length === 0 ? this.holderOf(lower, token) : null;
    return holder && { entity: this.belonging(holder.entity, [noun]), sure: 0.7 * holder.sure };
  }

  /**
   * What speaks for or against an entity being what a noun means; null where it cannot be.
   * @param fitting filled with those whose own words fit the noun
   */
  private fits(
    { tokens }: Description,
    noun: Token,
    strict: boolean,
    fitting: Set<Entity>,
  ): (entity: Entity) => Features | null {
    const { lexicon } = this.given;
    const kinds = lexicon.organisationKinds.get(noun.lower);
    const anyName = !strict && lexicon.anyOrganisation.has(noun.lower);
    const modifiers = tokens
      .filter(({ start, lower }) => start < noun.start && !lexicon.common.has(lower))
      .flatMap(({ lower }) => [lower, ...(lexicon.sameModifiers.get(lower) ?? [])]);
    return (entity) => {
      if ((entity.kind !== 'organisation' && entity.kind !== 'name') || entity.unnamed) return null;
      const words = wordsOf(entity);
      const own = words.has(noun.lower) || entity.called.has(noun.lower);
      if (own || kinds?.some((word) => words.has(word) || entity.called.has(word))) {
        fitting.add(entity);
        const features: Features = own ? { ownNoun: 1 } : { kindOfNoun: 1 };
        // "the appeals court" is not the Supreme Court.
        if (modifiers.some((word) => entity.words.includes(word))) features['ownModifier'] = 1;
        return features;
      }
      // Of another kind by its own words or as it is called: no university is "the group", no agency "the club".
      if (entity.called.size > 0 && !lexicon.looseOrganisations.has(noun.lower)) return null;
      if (!anyName || modifiers.length > 0 || lexicon.organisationWords.has(entity.words.at(-1)!))
        return null;
      if ((entity.kind === 'name' && mayBePerson(entity)) || isNamesake(entity, lexicon)) return null;
      return lexicon.metonyms.has(entity.name.toLowerCase()) ? null : { otherNoun: 1 };
    };
  }

  /** Whose an organisation is that goes with someone, where the page does not say: "the campaign". */
  private holderOf(noun: string, token: Token): Referent | null {
    const offices = this.given.lexicon.organisationHolders.get(noun);
    if (!offices) return null;
    const candidates = this.attention.candidates(
      { token },
      ({ kind, unnamed, roles }) =>
        kind === 'person' && !unnamed && roles.some(({ head }) => offices.includes(head)) ? {} : null,
      this.given.attentionWeights,
    );
    const sure = surety(candidates);
    return sure > LEAST_HOLDER ? { entity: candidates[0]!.entity, sure } : null;
  }
}

/** The words of a name, those that are written as one apart, too: "EastAir" is an "air". */
function wordsOf({ name, words }: Entity): ReadonlySet<string> {
  const parts = name.match(/\p{Lu}\p{Ll}+(?=\p{Lu}\p{Ll})|(?<=\p{Ll})\p{Lu}\p{Ll}+/gu) ?? [];
  return new Set([...words, ...parts.map((part) => part.toLowerCase())]);
}

/** Whether a name of which nothing tells what it names may be a person's: of two words or more, or as "she". */
function mayBePerson({ full, article, things, gender, leaning }: Entity): boolean {
  return (full > 0 && !article && things === 0) || gender !== null || leaning !== null;
}
