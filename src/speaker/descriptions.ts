import type { Offsets } from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import { surety, type Attention, type Candidate } from './attention.js';
import type { Entities, Entity, EntityKind, Referent } from './entities.js';
import type { Gender, Mention } from './mentions.js';
import { isPeople, roleFit, roleNoun, type Role } from './role.js';
import { readPhrase, type Description, type SourceContext, type SourceForm } from './source.js';
import type { Token } from './tokens.js';

const ARTICLE = /^(?:the|a|an|this|that|these|those)\s+/iu;

/** Paragraphs within which one who is described first is named. */
const LEAD = 3;

/** How much a reader's having someone in mind counts beside a fitting office. */
const IN_MIND = 0.4;

/** Resolves common nouns with what belongs to them, and keeps those who are described and never named. */
export class Descriptions {
  private readonly described = new Map<string, Entity>();
  private readonly byNoun = new Map<string, Entity>();
  private made = 0;
  /** Who was described last and not named yet. */
  private lead: { entity: Entity; role: Role; token: Token; definite: boolean } | null = null;

  constructor(
    private readonly given: SourceContext & { entities: Entities },
    private readonly attention: Attention,
    private readonly pronounReferent: (token: Token) => Entity | null,
  ) {}

  private make(name: string, kind: EntityKind, unnamed: boolean, gender: Gender | null): Entity {
    const key = `${kind} ${name.toLowerCase()}`;
    const known = this.described.get(key);
    if (known) return known;
    const entity: Entity = {
      id: 1e6 + this.made++,
      name,
      words: name.toLowerCase().split(/\s+/u),
      kind,
      article: false,
      unnamed,
      gender,
      leaning: null,
      roles: [],
      regions: new Set(),
      aliases: new Set(),
      mentions: [],
      full: 0,
    };
    this.described.set(key, entity);
    return entity;
  }

  /**
   * Whom a name that turns up for the first time was described as before: "Ulvania's foreign minister has denied … .
   * “…,” Marek Holt said."
   * @returns the one described, or null
   */
  namedNow(entity: Entity, mention: Mention): Entity | null {
    const { lead } = this;
    if (!lead || entity === lead.entity || entity.kind === 'organisation' || entity.kind === 'place')
      return null;
    const { token } = lead;
    if (mention.token.paragraph - token.paragraph > LEAD) {
      this.lead = null;
      return null;
    }
    const first = entity.mentions.find((one) => !one.token.headline);
    const full = mention.words.length > 1 || (first !== entity.mentions[0] && entity.full > 0);
    if (first !== mention || !full || mention.token.sentence === token.sentence || mention.token.quoted)
      return null;
    if (entity.gender && lead.entity.gender && entity.gender !== lead.entity.gender) return null;
    const agrees =
      entity.roles.length === 0 ||
      entity.roles.some((role) => roleFit(lead.role, role, entity.regions) > 0.3);
    if (!agrees) return null;
    this.lead = null;
    entity.roles.push(lead.role);
    if (entity.kind === 'name') entity.kind = 'person';
    for (const [noun, known] of this.byNoun) if (known === lead.entity) this.byNoun.set(noun, entity);
    return lead.entity;
  }

  /** Several who speak together: "Jens Holt and Ana Ruiz". */
  together(entities: readonly Entity[]): Entity {
    const names = [...new Set(entities)].map(({ name }) => name);
    if (names.length === 1) return entities[0]!;
    return this.make(`${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`, 'group', false, null);
  }

  /** "One of his aides", "some in the party": nobody whom the page names. */
  someone(source: readonly Offsets[]): Referent | null {
    const span = source[0];
    if (!span) return null;
    const words = this.given.text.slice(span.start, span.end).replace(/\s+/gu, ' ').toLowerCase();
    return {
      entity: this.make(`unnamed: ${words.split(/, | who | that /u)[0]!}`, 'group', true, null),
      sure: 0.8,
    };
  }

  /** The words of a description without article, and without what only tells more of it. */
  private shortName(form: Description): string {
    const { text } = this.given;
    const { tokens, noun } = form;
    const last = noun && form.of.length === 0 ? noun : (form.of.at(-1) ?? tokens.at(-1)!);
    const end = form.of.length > 6 && noun ? noun.end : last.end;
    return text.slice(tokens[0]!.start, end).replace(/\s+/gu, ' ').replace(ARTICLE, '').trim();
  }

  private ownerOf(form: Description): Entity | null {
    const { entities } = this.given;
    if (form.owner) return entities.of.get(form.owner) ?? null;
    return form.ownerPronoun ? this.pronounReferent(form.ownerPronoun) : null;
  }

  /** Whom a spokesman speaks for: "a spokesman for the Holt campaign". */
  private principalOf(form: Description, at: number, statement: Attribution): Referent | null {
    if (form.of.length > 0) {
      const inner: SourceForm = readPhrase(form.of, this.given);
      if (inner.form === 'names')
        return { entity: this.given.entities.of.get(inner.mentions[0]!)!, sure: 0.9 };
      if (inner.form === 'description') return this.referent(inner, at, statement);
    }
    const owner = this.ownerOf(form);
    if (!owner) return null;
    // "a Holt campaign spokesman": what the name belongs to stands between.
    const between = form.tokens.find(
      (token) =>
        this.given.lexicon.organisationHeads.has(token.lower) &&
        form.owner !== null &&
        token.start >= form.owner.end,
    );
    return { entity: between ? this.belonging(owner, between.lower) : owner, sure: 0.85 };
  }

  /** An organisation that is called by whose it is: "the Holt campaign". */
  private belonging(owner: Entity, noun: string): Entity {
    const fits = this.given.lexicon.organisationKinds.get(noun);
    // "the Ostmar Post newspaper" is the Ostmar Post.
    const same =
      owner.kind !== 'person' && (owner.words.includes(noun) || fits?.includes(owner.words.at(-1)!));
    if (same) return owner;
    const short =
      owner.kind === 'person' || owner.kind === 'name' ? owner.words.at(-1)! : owner.name.toLowerCase();
    const printed = owner.name.split(/\s+/u).find((word) => word.toLowerCase() === short) ?? owner.name;
    return this.make(`${printed} ${noun}`, 'organisation', false, null);
  }

  /**
   * Whom a description means.
   * @param at index of its first word
   * @param statement the statement whose source it is
   */
  referent(form: Description, at: number, statement: Attribution): Referent | null {
    const { lexicon } = this.given;
    const noun = form.noun?.lower ?? '';
    const bare = noun.replace(/\./gu, '');
    if (form.noun && lexicon.spokespeople.has(bare)) {
      const principal = this.principalOf(form, at, statement);
      if (principal) {
        const { entity } = principal;
        const voice = this.make(`${noun} of ${entity.name}`, 'person', true, this.genderOf(bare));
        voice.principal = entity.principal ?? entity;
        this.byNoun.set(roleNoun(lexicon, noun) ?? noun, voice);
        return { entity: voice, sure: principal.sure };
      }
    }
    switch (form.kind) {
      case 'person':
        return this.person(form, at, noun);
      case 'organisation':
        return this.organisation(form, at, noun);
      case 'document':
        return this.document(form, noun);
      case 'group':
        return this.group(form);
    }
  }

  private genderOf(noun: string): Gender | null {
    const { lexicon } = this.given;
    return lexicon.maleRoles.has(noun) ? 'male' : lexicon.femaleRoles.has(noun) ? 'female' : null;
  }

  private person(form: Description, at: number, noun: string): Referent | null {
    const { given, attention } = this;
    const { lexicon, entities } = given;
    const token = given.tokens[at]!;
    const owner = this.ownerOf(form);
    const role = form.role;
    const gender = this.genderOf(noun);
    if (role) {
      const inMind = new Map(
        attention
          .candidates({ token }, (entity) => (entity.kind === 'person' || entity.kind === 'name' ? 0 : null))
          .map((one) => [one.entity, one.weight]),
      );
      const out: Candidate[] = [];
      for (const entity of entities.all) {
        if (
          entity === owner ||
          (gender && entity.gender && entity.gender !== gender) ||
          entity.roles.length === 0
        )
          continue;
        let fit = 0;
        for (const known of entity.roles) fit = Math.max(fit, roleFit(role, known, entity.regions));
        if (fit <= 0.1) continue;
        out.push({ entity, weight: 2 * fit + IN_MIND * Math.max(-6, inMind.get(entity) ?? -6) });
      }
      out.sort((a, b) => b.weight - a.weight || a.entity.id - b.entity.id);
      const best = out[0];
      if (best && (form.definite || form.tokens[0]!.capital))
        return { entity: best.entity, sure: 0.9 * surety(out) };
    }
    if (form.definite && !owner && !role?.mine) {
      const before = this.byNoun.get(roleNoun(lexicon, noun) ?? noun);
      if (before) return { entity: before, sure: 0.7 };
      if (lexicon.epithets.has(noun)) {
        const out = attention.candidates({ token }, (entity) => {
          if (entity.kind !== 'person' || entity.unnamed) return null;
          return gender && entity.gender && entity.gender !== gender ? null : 0;
        });
        if (out[0] && surety(out) > 0.3) return { entity: out[0].entity, sure: 0.7 * surety(out) };
      }
    }
    const entity = this.make(`unnamed: ${this.shortName(form).toLowerCase()}`, 'person', true, gender);
    this.byNoun.set(roleNoun(lexicon, noun) ?? noun, entity);
    if (role && owner?.kind !== 'person' && !lexicon.spokespeople.has(noun))
      this.lead = { entity, role, token, definite: form.definite };
    return { entity, sure: 0.8 };
  }

  private organisation(form: Description, at: number, noun: string): Referent | null {
    const owner = this.ownerOf(form);
    if (owner) return { entity: this.belonging(owner, noun), sure: 0.85 };
    const { given, attention } = this;
    const token = given.tokens[at]!;
    const fits = given.lexicon.organisationKinds.get(noun);
    const fitting = new Set<Entity>();
    const candidates = attention.candidates({ token }, (entity) => {
      if (entity.kind !== 'organisation' && entity.kind !== 'name') return null;
      if (entity.unnamed) return null;
      const own = entity.words.includes(noun);
      if (own || fits?.some((word) => entity.words.includes(word))) {
        fitting.add(entity);
        return own ? 2 : 1.5;
      }
      return entity.kind === 'name' ? null : -1;
    });
    const best =
      candidates.find(({ entity }) => fitting.has(entity)) ??
      (given.lexicon.anyOrganisation.has(noun) ? candidates[0] : undefined);
    if (form.definite && best && surety(candidates) > 0.3)
      return { entity: best.entity, sure: 0.75 * surety(candidates) };
    const before = this.byNoun.get(noun);
    if (form.definite && before) return { entity: before, sure: 0.6 };
    // "A court on Monday …", named later.
    const ahead = given.entities.all.filter(
      (entity) => entity.kind === 'organisation' && entity.words.includes(noun),
    );
    if (ahead.length === 1 && (ahead[0]!.mentions[0]?.token.sentence ?? 0) >= token.sentence)
      return { entity: ahead[0]!, sure: 0.5 };
    const entity = this.make(`unnamed: ${this.shortName(form).toLowerCase()}`, 'organisation', true, null);
    this.byNoun.set(noun, entity);
    return { entity, sure: 0.6 };
  }

  private document(form: Description, noun: string): Referent | null {
    const { given } = this;
    const owner = this.ownerOf(form);
    const single = noun.replace(/s$/u, '');
    // A letter speaks for who wrote it; a poll or report for itself.
    const written = given.lexicon.ownWords.has(single);
    if (owner && (owner.kind === 'person' || written)) return { entity: owner, sure: 0.75 };
    const before = this.byNoun.get(single);
    if (!owner && form.definite && before) return { entity: before, sure: 0.7 };
    const name = this.shortName(form);
    const named = owner !== null && owner.kind !== 'person' && /\p{Lu}/u.test(name);
    const entity = this.make(named ? name : `unnamed: ${name.toLowerCase()}`, 'document', !named, null);
    this.byNoun.set(single, entity);
    return { entity, sure: 0.7 };
  }

  private group(form: Description): Referent | null {
    const { lexicon } = this.given;
    const noun = form.noun?.lower.replace(/s$/u, '');
    // A party's people are named by the party: "Republicans", "many Democrats".
    if (form.noun?.capital && noun && lexicon.parties.has(noun)) {
      return { entity: this.make(form.noun.text, 'group', false, null), sure: 0.9 };
    }
    const people = form.tokens.find((token) => token.capital && isPeople(lexicon, token.lower));
    if (people && form.tokens.length <= 2)
      return { entity: this.make(people.text, 'group', false, null), sure: 0.8 };
    const name = this.shortName(form);
    return { entity: this.make(`unnamed: ${name.toLowerCase()}`, 'group', true, null), sure: 0.8 };
  }
}
