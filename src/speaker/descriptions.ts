import type { Offsets } from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import {
  surety,
  weigh,
  type Attention,
  type Candidate,
  type Features,
  type Place,
  type Weights,
} from './attention.js';
import { placeKey } from './countries.js';
import { Described } from './described.js';
import { isNamesake, type Entities, type Entity, type Referent } from './entities.js';
import { Lead } from './lead.js';
import type { Lexicon } from './lexicon.js';
import type { Gender, Mention } from './mentions/mention.js';
import { isPeople, partiesIn, roleFit, roleNoun, type Role } from './role.js';
import { describeWords, readPhrase, type Description, type SourceContext } from './source.js';
import { tokenAt, tokensIn, type Token } from './tokens.js';

/** What resolving descriptions needs. */
export interface DescriptionContext extends SourceContext {
  entities: Entities;
  /** How much each feature of a candidate counts, for pronouns and for descriptions. */
  attentionWeights: Weights;
  describedWeights: Weights;
}

/** How sure the best of several must be to be taken. */
const LEAST = 0.3;
/** How sure a description of a person is at best: less than a name. */
const AS_DESCRIBED = 0.92;
/** Paragraphs within which two stay a pair. */
const TOGETHER = 4;
/** How sure a person met in the running text must be. */
const MET = 0.5;
/** How sure it must be whose campaign "the campaign" is. */
const LEAST_HOLDER = 0.5;
/** Sentences back within which an organisation of any name can be "the group". */
const NEAR = 2;

/** Resolves common nouns with what belongs to them, and keeps those who are described and never named. */
export class Descriptions {
  private readonly described = new Described();
  private readonly lead = new Lead(this.described);
  private document: Entity | null = null;
  /** Two who were named together last, and where. */
  private pair: { entity: Entity; paragraph: number } | null = null;
  /** Organisations called by their country, by that and their noun. */
  private readonly ofPlaces = new Map<string, Entity>();
  /** Who holds an office, by its noun. */
  private readonly holders = new Map<string, Entity[]>();
  private readonly documents: ReadonlyMap<string, { entity: Entity; at: number }[]>;

  constructor(
    private readonly given: DescriptionContext,
    private readonly attention: Attention,
    private readonly pronounReferent: (token: Token) => Entity | null,
    /** Told of each description's candidates. */
    private readonly watch?: (at: Token, candidates: readonly Candidate[]) => void,
  ) {
    for (const entity of given.entities.all) this.noteRoles(entity);
    this.documents = this.documentsNamed();
  }

  /** The polls, reports and other documents that the page calls by a name, by their noun, in order. */
  private documentsNamed(): Map<string, { entity: Entity; at: number }[]> {
    const { entities, tokens, lexicon, text } = this.given;
    const found: { noun: string; name: string; at: number }[] = [];
    for (const { mentions, kind } of entities.all) {
      for (const { start, end, from, to, words } of kind === 'person' ? [] : mentions) {
        const behind = tokens[to];
        const own = words.length > 1 && isReport(words.at(-1)!, lexicon) ? tokens[to - 1]! : null;
        const next = behind?.joined && isReport(behind.lower, lexicon) ? behind : null;
        const noun = own ?? next;
        if (!noun) continue;
        const at = this.pairStart(from);
        found.push({
          noun: noun.lower,
          name: text.slice(tokens[at]!.start, own ? end : noun.end),
          at: start,
        });
      }
    }
    const out = new Map<string, { entity: Entity; at: number }[]>();
    for (const { noun, name, at } of found.sort((a, b) => a.at - b.at)) {
      const entity = this.described.make(name.replace(/\s+/gu, ' '), 'document', false, null);
      const list = out.get(noun);
      if (list) list.push({ entity, at });
      else out.set(noun, [{ entity, at }]);
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

  /** The named document that "the poll" takes up: the last one before it; for a headline, the only one of the page. */
  private documentMeant(noun: string, { start, headline }: Token, definite: boolean): Entity | null {
    const list = this.documents.get(noun) ?? [];
    const before = definite ? list.findLast(({ at }) => at < start) : undefined;
    if (before) return before.entity;
    const only = new Set(list.map(({ entity }) => entity)).size === 1;
    return only && headline ? list[0]!.entity : null;
  }

  private noteRoles(entity: Entity): void {
    for (const { head } of entity.roles) {
      const list = this.holders.get(head);
      if (!list) this.holders.set(head, [entity]);
      else if (list.at(-1) !== entity) list.push(entity);
    }
  }

  /** Whom a name that turns up for the first time was described as before, or null. */
  namedNow(entity: Entity, mention: Mention, spokenOf: boolean): Entity | null {
    const described = this.lead.namedNow(entity, mention, spokenOf);
    if (described) this.noteRoles(entity);
    return described;
  }

  /**
   * Whom a person noun in the running text means, where no statement is made: "a woman in the crowd", "his father".
   * @param words the noun phrase, its noun last
   */
  met(words: readonly Token[], place: Place): Entity | null {
    const form = describeWords(words, this.given);
    if (form?.kind !== 'person' || form.noun === null) return null;
    const found = this.person(form, form.noun.lower, place, this.ownerOf(form, 0, null), false);
    return found && found.sure >= MET ? found.entity : null;
  }

  /** Notes what is called by whose it is as the page names it: "the Holt campaign", "Holt's office". */
  owned(owner: Entity, noun: Token): Entity | null {
    if (!this.given.lexicon.ownedOrganisations.has(noun.lower) || owner.unnamed) return null;
    const entity = this.belonging(owner, [noun]);
    this.described.note(noun.lower, entity);
    return entity;
  }

  /** Whether a noun stood for someone or something before. */
  knows(noun: string): boolean {
    return this.described.last(noun) !== undefined;
  }

  /** Several who speak together: "Jens Holt and Ana Ruiz". */
  together(entities: readonly Entity[], at?: Token): Entity {
    const names = [...new Set(entities)].map(({ name, article, kind }, n) =>
      n > 0 && article && kind === 'organisation' ? `the ${name}` : name,
    );
    if (names.length === 1) return entities[0]!;
    const group = this.joined(names);
    if (names.length === 2 && at) this.pair = { entity: group, paragraph: at.paragraph };
    return group;
  }

  /** Several by their names. */
  joined(names: readonly string[]): Entity {
    return this.described.make(`${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`, 'group', false, null);
  }

  /** A description as it is printed, without what only tells more of it. */
  printed(form: Description): string {
    const end = form.of.at(-1)?.end ?? form.noun?.end ?? form.tokens.at(-1)!.end;
    return this.given.text.slice(form.tokens[0]!.start, end).replace(/\s+/gu, ' ');
  }

  /** The two who were named together not long before a word. */
  private pairAt({ paragraph }: Token): Entity | null {
    return this.pair && paragraph - this.pair.paragraph <= TOGETHER ? this.pair.entity : null;
  }

  /** "One of his aides", "some in the party": nobody whom the page names. */
  someone(source: readonly Offsets[]): Referent | null {
    const span = source[0];
    if (!span) return null;
    const words = this.withoutOpeningCapital(span);
    const token = this.given.tokens[tokenAt(this.given.tokens, span.start)];
    const pair =
      token && this.given.lexicon.sources.pairs.has(words.toLowerCase()) ? this.pairAt(token) : null;
    if (pair) return { entity: pair, sure: 0.6 };
    return { entity: this.described.unnamed(words.split(/, | who | that /u)[0]!, 'group'), sure: 0.8 };
  }

  /** The words of a description without article, and without what only tells more of it. */
  private shortName(form: Description): string {
    const { lexicon } = this.given;
    const { noun } = form;
    const { articles, leading, nameless, pairs } = lexicon.sources;
    const first = form.tokens.findIndex(
      ({ lower, start }) =>
        !articles.has(lower) &&
        !(leading.has(lower) && pairs.has(lower)) &&
        !(nameless.has(lower) && noun && start < noun.start),
    );
    const tokens = form.tokens.slice(Math.max(0, first));
    const last = noun && form.of.length === 0 ? noun : (form.of.at(-1) ?? tokens.at(-1)!);
    const end = form.of.length > 6 && noun ? noun.end : last.end;
    return this.withoutOpeningCapital({ start: tokens[0]!.start, end: Math.max(end, tokens[0]!.end) });
  }

  /** Words as the page prints them, but without the capital that only the start of a sentence or a headline gives. */
  private withoutOpeningCapital(span: Offsets): string {
    const { text, tokens, lexicon, mentionsIn } = this.given;
    const names = mentionsIn(span);
    let out = '';
    let at = span.start;
    for (const token of tokensIn(tokens, span)) {
      const named =
        names.some(({ start, end }) => start <= token.start && token.end <= end) ||
        lexicon.regions.of.has(placeKey(token.text)) ||
        lexicon.partyWords.has(token.lower) ||
        /^\P{Ll}{2,}$/u.test(token.text);
      const small = (token.first || token.headline) && !named;
      out += text.slice(at, token.start) + (small ? token.text.toLowerCase() : token.text);
      at = token.end;
    }
    return (out + text.slice(at, span.end)).replace(/\s+/gu, ' ').trim();
  }

  private ownerOf(form: Description, at: number, statement: Attribution | null): Entity | null {
    const { entities } = this.given;
    if (form.owner) return entities.of.get(form.owner) ?? null;
    if (form.ownerPhrase.length > 0 && form.ownerPhrase.length < form.tokens.length) {
      const owner = this.phrase(form.ownerPhrase, at, statement)?.entity;
      return owner?.unnamed ? null : (owner ?? null);
    }
    return form.ownerPronoun ? this.pronounReferent(form.ownerPronoun) : null;
  }

  /** Whom a phrase names, where it names or describes anyone. */
  private phrase(tokens: readonly Token[], at: number, statement: Attribution | null): Referent | null {
    const inner = readPhrase(tokens, this.given);
    if (inner.form === 'names') {
      const named = inner.mentions.map((mention) => this.given.entities.of.get(mention)!);
      return { entity: this.together(named), sure: 0.9 };
    }
    return inner.form === 'description' ? this.referent(inner, at, statement) : null;
  }

  /** Whom a spokesman speaks for: "a spokesman for the Holt campaign". */
  private principalOf(form: Description, at: number, statement: Attribution | null): Referent | null {
    if (form.of.length > 0) {
      const inner = this.phrase(form.of, at, statement);
      if (inner) return inner;
    }
    const owner = this.ownerOf(form, at, statement);
    if (!owner) return this.bodyOf(form, at);
    // "a Holt campaign spokesman": what the name belongs to stands between.
    const between = form.tokens.find(
      (token) =>
        this.given.lexicon.organisationHeads.has(token.lower) &&
        form.owner !== null &&
        token.start >= form.owner.end,
    );
    return { entity: between ? this.belonging(owner, [between], form.owner) : owner, sure: 0.85 };
  }

  /** The organisation of the page that a common noun before a spokesman takes up: "a company spokesman". */
  private bodyOf(form: Description, at: number): Referent | null {
    const noun = form.tokens.find(
      ({ start, capital, lower }) =>
        start < form.noun!.start && !capital && this.given.lexicon.organisationHeads.has(lower),
    );
    const found = noun && this.organisationMeant({ ...form, noun }, at, noun.lower, true);
    return found && !found.entity.unnamed ? found : null;
  }

  /**
   * An organisation that is called by whose it is: "the Holt campaign", "Ulvania's foreign ministry".
   * @param words what stands behind the owner, up to the noun
   * @param printed the owner as it stands there
   */
  private belonging(owner: Entity, words: readonly Token[], printed: Offsets | null = null): Entity {
    const { lexicon, text } = this.given;
    const noun = words.at(-1)!;
    const fits = lexicon.organisationKinds.get(noun.lower);
    // "the Ostmar Post newspaper" is the Ostmar Post.
    const same =
      owner.kind !== 'person' && (owner.words.includes(noun.lower) || fits?.includes(owner.words.at(-1)!));
    if (same) return owner;
    const rest = text.slice(words[0]!.start, noun.end).replace(/\s+/gu, ' ');
    if (owner.kind === 'place') {
      // "the Ulvanian government" and "Ulvania's government" are one, by the name that stands first.
      const key = `${String(owner.id)} ${rest.toLowerCase()}`;
      const known = this.ofPlaces.get(key);
      if (known) return known;
      const name =
        printed && printed.end < words[0]!.start
          ? text.slice(printed.start, noun.end).replace(/\s+/gu, ' ')
          : `${owner.name}'s ${rest}`;
      const made = this.described.make(name, 'organisation', false, null);
      this.ofPlaces.set(key, made);
      return made;
    }
    const person = owner.kind === 'person' || (owner.kind === 'name' && !owner.article);
    const short = person ? owner.words.at(-1)! : owner.name.toLowerCase();
    const shown = owner.name.split(/\s+/u).find((word) => word.toLowerCase() === short) ?? owner.name;
    return this.described.make(`${shown} ${person ? noun.text : rest}`, 'organisation', false, null);
  }

  /**
   * Whom a description means.
   * @param at index of its first word
   * @param statement the statement whose source it is
   */
  referent(form: Description, at: number, statement: Attribution | null, place?: Place): Referent | null {
    const { lexicon } = this.given;
    const noun = form.noun?.lower ?? '';
    const bare = noun.replace(/\./gu, '');
    const pair = form.kind === 'person' || form.kind === 'group' ? this.pairMeant(form) : null;
    if (pair) return { entity: pair, sure: 0.6 };
    if (form.noun && lexicon.spokespeople.has(bare)) {
      const principal = this.principalOf(form, at, statement);
      if (principal) {
        const { entity } = principal;
        const voice = this.described.make(`${noun} of ${entity.name}`, 'person', true, this.genderOf(bare));
        voice.principal = entity.principal ?? entity;
        this.described.note(roleNoun(lexicon, noun) ?? noun, voice);
        return { entity: voice, sure: principal.sure };
      }
    }
    switch (form.kind) {
      case 'person':
        return this.person(
          form,
          noun,
          place ?? { token: this.given.tokens[at]! },
          this.ownerOf(form, at, statement),
        );
      case 'organisation':
        return this.organisation(form, at, noun, this.ownerOf(form, at, statement));
      case 'document':
        return this.written(form, at, noun, statement);
      case 'group':
        return this.group(form);
    }
  }

  private genderOf(noun: string): Gender | null {
    const { lexicon } = this.given;
    return lexicon.maleRoles.has(noun) ? 'male' : lexicon.femaleRoles.has(noun) ? 'female' : null;
  }

  /** What speaks for or against a person whom the page names being the one described; null where it cannot be. */
  private fits(
    entity: Entity,
    role: Role,
    parties: ReadonlySet<string>,
    gender: Gender | null,
  ): Features | null {
    if ((entity.kind !== 'person' && entity.kind !== 'name') || (entity.unnamed && !entity.principal))
      return null;
    if (gender && entity.gender && entity.gender !== gender) return null;
    const out: Features = {};
    if (parties.size > 0 && entity.parties.size > 0) {
      if (![...parties].some((party) => entity.parties.has(party))) return null;
      out['party'] = 1;
    }
    let fit = 0;
    let same = false;
    for (const known of entity.roles) {
      same ||= known.head === role.head;
      fit = Math.max(fit, roleFit(role, known, entity.regions));
    }
    if (fit > 0) out['fit'] = fit;
    else if (same) out['otherOffice'] = 1;
    else if (entity.roles.length > 0) out['otherRole'] = 1;
    else out['noRole'] = 1;
    if (role.regions.size > 0 && entity.regions.size > 0) {
      out[[...role.regions].some((code) => entity.regions.has(code)) ? 'region' : 'otherRegion'] = 1;
    }
    if (entity.kind === 'name' && entity.things > 0) out['thing'] = 1;
    if (entity.kind === 'name') out[entity.full > 0 && !entity.article ? 'fullName' : 'bareName'] = 1;
    if (gender && entity.gender) out['gender'] = 1;
    return out;
  }

  private person(
    form: Description,
    noun: string,
    place: Place,
    owner: Entity | null,
    source = true,
  ): Referent | null {
    const { given, attention } = this;
    const { lexicon, describedWeights } = given;
    const { token } = place;
    const { role } = form;
    const gender = this.genderOf(noun);
    const key = roleNoun(lexicon, noun) ?? noun;
    const name = this.shortName(form);
    const fresh = this.described.unnamed(name, 'person', gender);
    const mine = role?.mine ?? false;
    if (role && !isOther(form, lexicon) && (form.definite || form.tokens[0]!.capital)) {
      const parties = partiesIn(form.tokens, lexicon);
      const titled = (head: string) => lexicon.titles.has(head);
      const before = this.described.last(key);
      const fits = (entity: Entity): Features | null => {
        if (entity === owner) return null;
        if (entity === before && entity.unnamed) return owner ? null : { sameNoun: 1 };
        // "The woman" is who was "a cashier".
        if (entity.unnamed && !entity.principal && form.definite && lexicon.anyPerson.has(noun))
          return entity.gender && gender && entity.gender !== gender ? null : { describedBefore: 1 };
        const features = this.fits(entity, role, parties, gender);
        if (!features) return null;
        if (entity === before) features['calledSo'] = 1;
        if (!features['fit']) {
          // "The mayor" is hardly who is called the minister, and less likely one of whom the page tells nothing.
          if (titled(key) && !features['otherOffice']) {
            if (features['noRole']) features['untitled'] = 1;
            else if (entity.roles.some(({ head }) => titled(head))) features['otherTitle'] = 1;
          }
          if (owner && owner.kind !== 'place') features['notOwned'] = 1;
          if (role.regions.size > 0 && entity.regions.size === 0) features['notTied'] = 1;
        }
        if (owner && lexicon.kin.has(noun) && entity.words.at(-1) === owner.words.at(-1)) features['kin'] = 1;
        return features;
      };
      const out = attention.candidates(place, fits, describedWeights);
      const known = new Set(out.map(({ entity }) => entity));
      const add = (entity: Entity, features: Features) =>
        out.push({ entity, weight: weigh(features, describedWeights), features });
      // Who holds such an office on this page may be meant before being named, and long after.
      for (const entity of this.holders.get(role.head) ?? []) {
        if (known.has(entity)) continue;
        const features = fits(entity);
        if (features?.['fit']) add(entity, { ...features, notInMind: 1 });
      }
      const anew: Features = { anew: 1 };
      if (lexicon.sources.nobody.has(key)) anew['anewNobody'] = 1;
      if (lexicon.epithets.has(noun)) anew['anewEpithet'] = 1;
      if ((owner && owner.kind !== 'place') || mine) anew['anewOwned'] = 1;
      if (token.headline) anew['anewHeadline'] = 1;
      if (parties.size > 0 || role.regions.size > 0) anew['anewTied'] = 1;
      add(fresh, anew);
      out.sort((a, b) => b.weight - a.weight || a.entity.id - b.entity.id);
      this.watch?.(token, out);
      const best = out[0]!;
      if (best.entity !== fresh) {
        this.described.note(key, best.entity);
        return { entity: best.entity, sure: AS_DESCRIBED * surety(out) };
      }
    }
    this.described.note(key, fresh);
    if (
      source &&
      role &&
      owner?.kind !== 'person' &&
      !lexicon.spokespeople.has(noun) &&
      !isOther(form, lexicon)
    )
      this.lead.open({
        entity: fresh,
        role,
        token,
        definite: form.definite || token.headline,
        generic: lexicon.genericRoles.has(noun),
      });
    return { entity: fresh, sure: 0.8 };
  }

  private organisation(form: Description, at: number, noun: string, owner: Entity | null): Referent | null {
    const { given } = this;
    const { lexicon } = given;
    // "an Ulvanian newspaper" is any one of them.
    const any = form.tokens[0]!;
    if (owner && !(owner.kind === 'place' && !form.definite && lexicon.sources.others.has(any.lower))) {
      const ownerEnd = form.owner?.end ?? form.ownerPronoun?.end ?? form.ownerPhrase.at(-1)!.end;
      const words = form.tokens.filter(({ start, end }) => start >= ownerEnd && end <= form.noun!.end);
      const entity = this.belonging(owner, words.length > 0 ? words : [form.noun!], form.owner);
      this.described.note(noun, entity);
      return { entity, sure: 0.85 };
    }
    const meant = form.definite ? this.organisationMeant(form, at, noun) : null;
    if (meant) return meant;
    const token = given.tokens[at]!;
    // "A court on Monday …", named later.
    const ahead = given.entities.all.filter(
      (entity) => entity.kind === 'organisation' && entity.words.includes(noun),
    );
    if (ahead.length === 1 && (ahead[0]!.mentions[0]?.token.sentence ?? 0) >= token.sentence)
      return { entity: ahead[0]!, sure: 0.5 };
    const entity = this.described.unnamed(this.shortName(form), 'organisation');
    this.described.note(noun, entity);
    return { entity, sure: 0.6 };
  }

  /**
   * The organisation of the page that "the company" takes up; null where there is none.
   * @param strict only one whose own words tell that it is such a one
   */
  private organisationMeant(form: Description, at: number, noun: string, strict = false): Referent | null {
    const { given, attention } = this;
    const { lexicon } = given;
    const token = given.tokens[at]!;
    const fits = lexicon.organisationKinds.get(noun);
    const fitting = new Set<Entity>();
    const anyName = !strict && lexicon.anyOrganisation.has(noun);
    const modifiers = form.tokens
      .filter(({ start, lower }) => start < form.noun!.start && !lexicon.common.has(lower))
      .flatMap(({ lower }) => [lower, ...(lexicon.sameModifiers.get(lower) ?? [])]);
    const candidates = attention.candidates(
      { token },
      (entity) => {
        if ((entity.kind !== 'organisation' && entity.kind !== 'name') || entity.unnamed) return null;
        const own = entity.words.includes(noun) || entity.called.has(noun);
        if (own || fits?.some((word) => entity.words.includes(word))) {
          fitting.add(entity);
          const features: Features = own ? { ownNoun: 1 } : { kindOfNoun: 1 };
          // "the appeals court" is not the Supreme Court.
          if (modifiers.some((word) => entity.words.includes(word))) features['ownModifier'] = 1;
          return features;
        }
        // Of another kind by its own words: no university is "the group".
        if (!anyName || modifiers.length > 0 || lexicon.organisationWords.has(entity.words.at(-1)!))
          return null;
        if (
          (entity.kind === 'name' && (modifiers.length > 0 || mayBePerson(entity))) ||
          isNamesake(entity, lexicon)
        )
          return null;
        return lexicon.metonyms.has(entity.name.toLowerCase()) ? null : { otherNoun: 1 };
      },
      given.attentionWeights,
    );
    const before = this.described.last(noun);
    if (before && lexicon.ownedOrganisations.has(noun)) return { entity: before, sure: 0.7 };
    const near = ({ entity, features }: Candidate) =>
      fitting.has(entity) || (features['distance'] ?? 0) <= Math.log2(1 + NEAR);
    const best = candidates.find(near);
    if (best && surety(candidates) > LEAST)
      return { entity: best.entity, sure: (fitting.has(best.entity) ? 0.8 : 0.5) * surety(candidates) };
    if (before) return { entity: before, sure: 0.6 };
    const holder = form.of.length === 0 ? this.holderOf(noun, token) : null;
    return holder && { entity: this.belonging(holder.entity, [form.noun!]), sure: 0.7 * holder.sure };
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

  /** A poll, report or law speaks for itself; a letter or statement for who wrote it. */
  private written(
    form: Description,
    at: number,
    noun: string,
    statement: Attribution | null,
  ): Referent | null {
    const { lexicon, text } = this.given;
    const owner = this.ownerOf(form, at, statement);
    const single = noun.replace(/s$/u, '');
    const own = lexicon.ownWords.has(single) || lexicon.ownWords.has(noun);
    if (owner && (owner.kind === 'person' || own)) return { entity: owner, sure: 0.75 };
    if (own && form.ofWord !== null && lexicon.sources.authors.has(form.ofWord)) {
      const last = form.of.at(-1);
      const pair = last && lexicon.sources.pairs.has(last.lower) ? this.pairAt(last) : null;
      if (pair) return { entity: pair, sure: 0.6 };
      const writer = this.phrase(form.of, at, statement);
      if (writer) return { entity: writer.entity, sure: 0.7 * writer.sure };
    }
    const before = this.described.last(single) ?? (lexicon.anyDocument.has(noun) ? this.document : null);
    if (!owner && form.definite && before) return { entity: before, sure: 0.7 };
    const known =
      owner || own || noun !== single
        ? null
        : this.documentMeant(single, this.given.tokens[at]!, form.definite);
    if (known) return { entity: known, sure: 0.6 };
    // "the Ostmar Post poll" is the one that was "a new Ostmar Post survey"'s name without its shades.
    const head = form.tokens.filter(({ end }) => end <= form.noun!.end);
    const from = head.findIndex(
      ({ lower, capital, first }) =>
        !lexicon.sources.articles.has(lower) &&
        (!lexicon.sources.shades.has(lower) || (capital && !first)) &&
        !/^\p{N}+$/u.test(lower),
    );
    const name = text.slice(head[Math.max(0, from)]!.start, form.noun!.end).replace(/\s+/gu, ' ');
    const named = owner !== null && owner.kind !== 'person' && /\p{Lu}/u.test(name);
    const entity = named
      ? this.described.make(name, 'document', false, null)
      : this.described.unnamed(this.shortName(form), 'document');
    this.described.note(single, entity);
    this.document = entity;
    return { entity, sure: named ? 0.75 : 0.7 };
  }

  /** The two whom words mean: "the two", "the two candidates", "both men", "neither man". */
  private pairMeant({ tokens, noun }: Description): Entity | null {
    const { lexicon } = this.given;
    const two = tokens.slice(0, 2).some(({ lower }) => lexicon.sources.pairs.has(lower));
    // "the two countries" are not two people.
    const human = noun !== null || tokens.every(({ lower }) => isPairWord(lower, lexicon));
    return two && human && tokens.length <= 3 ? this.pairAt(tokens[0]!) : null;
  }

  private group(form: Description): Referent | null {
    const { lexicon, text } = this.given;
    const first = form.tokens[0]!.lower;
    const noun = form.noun?.lower.replace(/s$/u, '');
    // A party's people are named by the party: "Republicans", "many Democrats", "House Republicans".
    if (form.noun?.capital && noun && lexicon.parties.has(noun)) {
      const at = form.tokens.indexOf(form.noun);
      let from = at;
      while (from > 0 && form.tokens[from]!.joined && isTelling(form.tokens[from - 1]!, lexicon)) from--;
      const name = text.slice(form.tokens[from]!.start, form.noun.end);
      return { entity: this.described.make(name, 'group', false, null), sure: 0.9 };
    }
    const people = form.tokens.find((token) => token.capital && isPeople(lexicon, token.lower));
    if (people && form.tokens.length <= 2 && !lexicon.sources.others.has(first))
      return { entity: this.described.make(people.text, 'group', false, null), sure: 0.8 };
    // "the Founding Mothers"
    const { noun: last } = form;
    const proper = last && last.capital && !last.headline && last === form.tokens.at(-1);
    const from = form.tokens.findIndex((token) => !lexicon.sources.articles.has(token.lower));
    const name = proper ? form.tokens.slice(from) : [];
    if (name.length > 1 && name.every(({ capital, first: opens }) => capital && !opens))
      return {
        entity: this.described.make(text.slice(name[0]!.start, last!.end), 'group', false, null),
        sure: 0.7,
      };
    return { entity: this.described.unnamed(this.shortName(form), 'group'), sure: 0.8 };
  }
}

/** Whether a noun is for a document that finds something and may go by the name of who made it: "poll". */
function isReport(noun: string, { anyDocument }: Lexicon): boolean {
  return anyDocument.has(noun) && !/s$/u.test(noun);
}

/** Whether a name of which nothing tells what it names may be a person's: of two words or more, or as "she". */
function mayBePerson({ full, article, things, gender, leaning }: Entity): boolean {
  return (full > 0 && !article && things === 0) || gender !== null || leaning !== null;
}

const isPairWord = (word: string, { sources }: Lexicon) =>
  sources.pairs.has(word) || sources.definite.has(word);

/** Whether a description marks one not named before: "another official", "the second official". */
function isOther({ tokens }: Description, { sources }: Lexicon): boolean {
  const [first, second] = tokens;
  return (
    sources.others.has(first!.lower) ||
    (second !== undefined && sources.others.has(second.lower) && !sources.articles.has(second.lower))
  );
}

/** Whether a word before a group's name belongs to it: "House" in "House Republicans". */
function isTelling({ capital, first, lower }: Token, lexicon: Lexicon): boolean {
  if (!capital || lexicon.common.has(lower)) return false;
  return !first || lexicon.organisationWords.has(lower) || lexicon.regions.of.has(lower);
}
