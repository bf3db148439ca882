import type { Offsets } from '../../record.js';
import type { Attention, Place } from '../attention.js';
import type { Entity, Referent } from '../entities.js';
import type { Mention } from '../mentions/mention.js';
import { roleNoun } from '../role.js';
import { describeWords, readPhrase, type Description } from '../source.js';
import type { Token } from '../tokens.js';
import { genderOfNoun, type DescriptionContext } from './context.js';
import { Described } from './described.js';
import { Documents } from './documents.js';
import { Groups } from './groups.js';
import { Organisations } from './organisations.js';
import { Persons, type DescriptionWatch } from './persons.js';
import { printedDescription } from './wording.js';

/** How sure a person met in the running text must be. */
const MET = 0.5;
/** Longest name, in UTF-16 units, behind which a relative pronoun stands. */
const FAR = 80;

/** Resolves common nouns with what belongs to them, and keeps those who are described and never named. */
export class Descriptions {
  private readonly described = new Described();
  private readonly persons: Persons;
  private readonly organisations: Organisations;
  private readonly documents: Documents;
  private readonly groups: Groups;

  /**
   * @param pronounReferent whom a pronoun before a description means: "his" of "his wife"
   * @param watch told of each description's candidates
   */
  constructor(
    private readonly given: DescriptionContext,
    attention: Attention,
    private readonly pronounReferent: (token: Token) => Entity | null,
    watch?: DescriptionWatch,
  ) {
    const { described } = this;
    this.persons = new Persons(given, described, attention, watch);
    this.organisations = new Organisations(given, described, attention);
    this.documents = new Documents(given, described, pronounReferent);
    this.groups = new Groups(given, described);
  }

  /** Whom a name that turns up for the first time was described as before, or null. */
  namedNow(entity: Entity, mention: Mention, spokenOf: boolean): Entity | null {
    return this.persons.namedNow(entity, mention, spokenOf);
  }

  /**
   * Whom a person noun in the running text means, where no statement is made: "a woman in the crowd", "his father".
   * @param words the noun phrase, its noun last
   */
  met(words: readonly Token[], place: Place): Entity | null {
    const form = describeWords(words, this.given);
    if (form?.kind !== 'person' || form.noun === null) return null;
    const { entity, sure } = this.persons.referent(form, place, this.ownerOf(form, 0), false);
    return sure >= MET ? entity : null;
  }

  /** Notes an organisation that the running text introduces without a name: "a Northmark harbour board". */
  introduced(words: readonly Token[]): void {
    const form = describeWords(words, this.given);
    if (form?.kind === 'organisation' && form.noun === words.at(-1))
      this.organisations.introduced(form, this.ownerOf(form, 0));
  }

  /** Notes what is called by whose it is as the page names it: "the Holt campaign", "Holt's office". */
  owned(owner: Entity, noun: Token): Entity | null {
    return this.organisations.owned(owner, noun);
  }

  /** Whether a noun stood for someone or something before. */
  knows(noun: string): boolean {
    return this.described.last(noun) !== undefined;
  }

  /** Several who speak together: "Jens Holt and Ana Ruiz". */
  together(entities: readonly Entity[], at?: Token): Entity {
    return this.groups.together(entities, at);
  }

  /** Several by their names. */
  joined(names: readonly string[]): Entity {
    return this.groups.joined(names);
  }

  /** "One of his aides", "some in the party": nobody whom the page names. */
  someone(source: readonly Offsets[]): Referent | null {
    return this.groups.someone(source);
  }

  /** A description as it is printed, without what only tells more of it. */
  printed(form: Description): string {
    return printedDescription(form, this.given.text);
  }

  /**
   * Whom a description means.
   * @param at index of its first word
   * @param place where it stands, if more is known of that than its first word
   */
  referent(form: Description, at: number, place?: Place): Referent | null {
    const token = this.given.tokens[at]!;
    const pair = form.kind === 'person' || form.kind === 'group' ? this.groups.pairMeant(form) : null;
    const found = pair ?? this.spokesperson(form, at);
    if (found) return found;
    switch (form.kind) {
      case 'person':
        return this.persons.referent(form, place ?? { token }, this.ownerOf(form, at), true);
      case 'organisation':
        return this.organisations.referent(form, token, this.ownerOf(form, at));
      case 'document':
        return this.documents.referent(form, token, this.ownerOf(form, at), () => this.authorOf(form, at));
      case 'group':
        return this.groups.referent(form);
    }
  }

  /** One who speaks for someone whom the page names or describes: "a spokesman for the Holt campaign". */
  private spokesperson(form: Description, at: number): Referent | null {
    const { lexicon } = this.given;
    const noun = form.noun?.lower ?? '';
    const bare = noun.replace(/\./gu, '');
    const principal = lexicon.spokespeople.has(bare) ? this.principalOf(form, at) : null;
    if (!principal) return null;
    const { entity, sure } = principal;
    const gender = genderOfNoun(bare, lexicon);
    const voice = this.described.make(`${noun} of ${entity.name}`, 'person', true, gender);
    voice.principal = entity.principal ?? entity;
    this.described.note(roleNoun(lexicon, noun) ?? noun, voice);
    return { entity: voice, sure };
  }

  /** Whom a spokesman speaks for: "a spokesman for the Holt campaign". */
  private principalOf(form: Description, at: number): Referent | null {
    const named = form.of.length > 0 ? this.phrase(form.of, at) : null;
    if (named) return named;
    // "Ulvania's Foreign Ministry spokesman"
    const beside = this.given.mentionsIn({ start: form.tokens[0]!.start, end: form.noun!.start }).at(-1);
    if (beside && beside !== form.owner && beside.kind === 'organisation')
      return { entity: this.given.entities.of.get(beside)!, sure: 0.85 };
    const owner = this.ownerOf(form, at);
    if (!owner) return this.organisations.before(form, this.given.tokens[at]!);
    // "a Holt campaign spokesman": what the name belongs to stands between.
    const between = form.tokens.find(
      (token) =>
        this.given.lexicon.organisationHeads.has(token.lower) &&
        form.owner !== null &&
        token.start >= form.owner.end,
    );
    const entity = between ? this.organisations.belonging(owner, [between], form.owner) : owner;
    return { entity, sure: 0.85 };
  }

  /** Whom the words behind a document's noun name as its author: "a letter by the two", "a statement from the bank". */
  private authorOf({ of }: Description, at: number): Referent | null {
    const pair = this.groups.pairAt(of.at(-1));
    if (pair) return pair;
    const writer = this.phrase(of, at);
    return writer && { entity: writer.entity, sure: 0.7 * writer.sure };
  }

  /** To whom what is described belongs: "Holt's campaign", "the bank's board", "his wife". */
  private ownerOf(form: Description, at: number): Entity | null {
    if (form.owner) return this.given.entities.of.get(form.owner) ?? null;
    if (form.ownerPhrase.length > 0 && form.ownerPhrase.length < form.tokens.length) {
      const owner = this.phrase(form.ownerPhrase, at)?.entity;
      return owner?.unnamed ? null : (owner ?? null);
    }
    const pronoun = form.ownerPronoun;
    if (!pronoun) return null;
    const relative = this.given.lexicon.pronouns.get(pronoun.lower) === 'relative';
    return relative ? this.antecedent(pronoun) : this.pronounReferent(pronoun);
  }

  /** Whom a relative pronoun right behind a name means: "Ostmar Tools, whose director said". */
  private antecedent({ start }: Token): Entity | null {
    const { entities, mentionsIn, text } = this.given;
    const name = mentionsIn({ start: start - FAR, end: start }).at(-1);
    return name && /^,?\s+$/u.test(text.slice(name.end, start)) ? (entities.of.get(name) ?? null) : null;
  }

  /** Whom a phrase names, where it names or describes anyone. */
  private phrase(tokens: readonly Token[], at: number): Referent | null {
    const inner = readPhrase(tokens, this.given);
    if (inner.form === 'names') {
      const named = inner.mentions.map((mention) => this.given.entities.of.get(mention)!);
      return { entity: this.groups.together(named), sure: 0.9 };
    }
    return inner.form === 'description' ? this.referent(inner, at) : null;
  }
}
