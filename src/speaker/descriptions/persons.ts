import { surety, weigh, type Attention, type Candidate, type Features, type Place } from '../attention.js';
import type { Entity, Referent } from '../entities.js';
import type { Gender, Mention } from '../mentions/mention.js';
import { partiesIn, roleFit, roleNoun, type Role } from '../role.js';
import type { Description } from '../source.js';
import type { Token } from '../tokens.js';
import { genderOfNoun, type DescriptionContext } from './context.js';
import type { Described } from './described.js';
import { Lead } from './lead.js';
import { isOther, shortName } from './wording.js';

/** How sure a description of a person is at best: less than a name. */
const AS_DESCRIBED = 0.92;

/** How sure it is that a relative is meant who was read for the one whose relative it is. */
const AS_MISREAD = 0.6;
/** Ages in words: "68-year-old". */
const AGED = /^\d+-year-old$/u;

/** Told of each description's candidates. */
export type DescriptionWatch = (at: Token, candidates: readonly Candidate[]) => void;

/** What a description tells of a person. */
interface Signs {
  noun: string;
  /** The noun that stands for all of its meaning. */
  key: string;
  role: Role;
  definite: boolean;
  gender: Gender | null;
  parties: ReadonlySet<string>;
  /** Whose the person is: "his father". */
  owner: Entity | null;
  /** Who is named in the description, as whose it is or otherwise: "the head of Ostmar Tools", "a Holt supporter". */
  inside: ReadonlySet<Entity>;
  /** Whose or of what they are stands behind: "the director of the Ostmar Hospital", "the wife of a soldier". */
  of: boolean;
  /** Whom the noun meant last. */
  before: Entity | undefined;
  /** The noun is one of the long list only: `more` where something behind it tells of whom. */
  listed: 'plain' | 'more' | null;
}

/** Whom nouns for people mean: "the Pakistani foreign minister", "his wife", "a woman in the crowd". */
export class Persons {
  private readonly lead: Lead;
  /** Who holds an office, by its noun. */
  private readonly holders = new Map<string, Entity[]>();

  constructor(
    private readonly given: DescriptionContext,
    private readonly described: Described,
    private readonly attention: Attention,
    private readonly watch?: DescriptionWatch,
  ) {
    this.lead = new Lead(described, given);
    for (const entity of given.entities.all) this.noteRoles(entity);
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
   * Whom a description means: one whom the page names or described before, or else one of its own.
   * @param owner whose the person is: "his father"
   * @param source whether it is the source of a statement, which may be named later
   */
  referent(form: Description, place: Place, owner: Entity | null, source: boolean): Referent {
    const { given, described } = this;
    const { lexicon } = given;
    const { token } = place;
    const { role, definite } = form;
    const noun = form.noun!.lower;
    const gender = genderOfNoun(noun, lexicon);
    const key = roleNoun(lexicon, noun) ?? noun;
    const fresh = described.unnamed(shortName(form, given), 'person', gender);
    const one = role && !isOther(form, lexicon) ? role : null;
    const behind = form.noun === form.tokens.at(-1) ? 'plain' : 'more';
    const listed = roleNoun(lexicon, noun) === null && !form.noun!.capital ? behind : null;
    // "his brother", said of one whose brother the page has named: it is the brother who was read for "his".
    if (owner && one && lexicon.kin.has(noun) && owner.roles.some(({ head }) => head === one.head))
      return { entity: owner, sure: AS_MISREAD };
    if (one && (definite || form.tokens[0]!.capital)) {
      const parties = partiesIn(form.tokens, lexicon);
      const before = described.last(key);
      const of = this.isTied(form);
      const inside = this.namedIn(form);
      const signs: Signs = {
        noun,
        key,
        role: one,
        definite,
        gender,
        parties,
        owner,
        inside,
        of,
        before,
        listed,
      };
      const known = this.known(signs, place, fresh);
      if (known) {
        described.note(key, known.entity);
        if (source && definite) this.lead.renew(known.entity, token);
        return known;
      }
    }
    described.note(key, fresh);
    // "Ostmar Tools, whose boss said": told by the way, not brought in to be named.
    const aside = lexicon.pronouns.get(form.ownerPronoun?.lower ?? '') === 'relative';
    const alone = owner?.kind !== 'person' && listed !== 'more' && !lexicon.spokespeople.has(noun);
    if (source && one && alone && !aside)
      this.lead.open({
        entity: fresh,
        role: one,
        token,
        definite: definite || token.headline,
        sole: definite && lexicon.soleOffices.has(shortName(form, given).toLowerCase()),
        generic: lexicon.genericRoles.has(noun) || (token.headline && lexicon.partisans.has(noun)),
      });
    return { entity: fresh, sure: 0.8 };
  }

  /** Those whom the words of a description name. */
  private namedIn({ tokens }: Description): Set<Entity> {
    const { entities, mentionsIn } = this.given;
    const inside = mentionsIn({ start: tokens[0]!.start, end: tokens.at(-1)!.end });
    return new Set(inside.flatMap((mention) => entities.of.get(mention) ?? []));
  }

  /** Whether a description tells whose relative, or by name of what body or place, someone is. */
  private isTied({ noun, of, tokens }: Description): boolean {
    const { lexicon, mentionsIn } = this.given;
    // "the visitors' driver"
    if (tokens.some(({ possessive, capital, start }) => possessive && !capital && start < noun!.start))
      return true;
    const [first, last] = [of[0], of.at(-1)];
    if (!first || !last) return false;
    return (
      lexicon.kin.has(noun!.lower) ||
      mentionsIn({ start: first.start, end: last.end }).some(
        ({ kind, token }) => kind !== 'name' && !lexicon.portfolios.has(token.lower),
      )
    );
  }

  /** The one known before whom a description takes up; null where it is likelier that someone new is described. */
  private known(signs: Signs, place: Place, fresh: Entity): Referent | null {
    const { describedWeights: weights, lexicon } = this.given;
    const candidates = this.attention.candidates(place, (entity) => this.fits(entity, signs), weights);
    const inMind = new Set(candidates.map(({ entity }) => entity));
    const add = (entity: Entity, features: Features) =>
      candidates.push({ entity, weight: weigh(features, weights), features });
    const note = (one: Candidate, feature: string) => {
      one.features[feature] = 1;
      one.weight += weights[feature] ?? 0;
    };
    // Who holds such an office on this page may be meant before being named, and long after.
    for (const entity of this.holders.get(signs.role.head) ?? []) {
      if (inMind.has(entity)) continue;
      const features = this.fits(entity, signs);
      if (features?.['fit']) add(entity, { ...features, notInMind: 1 });
    }
    const kin = candidates.filter(({ features }) => features['kin'] && features['gender']);
    if (kin.length === 1) note(kin[0]!, 'onlyKin');
    // Where the page gives someone the office, hardly one of whom it tells nothing such.
    if (lexicon.titles.has(signs.key) && candidates.some(({ features }) => features['fit'] === 1))
      for (const one of candidates) if (!one.features['fit'] && !one.entity.unnamed) note(one, 'othersFit');
    add(fresh, this.anew(signs, place.token));
    candidates.sort((a, b) => b.weight - a.weight || a.entity.id - b.entity.id);
    this.watch?.(place.token, candidates);
    const { entity } = candidates[0]!;
    return entity === fresh ? null : { entity, sure: AS_DESCRIBED * surety(candidates) };
  }

  /** What speaks for or against a description being of someone new. */
  private anew(signs: Signs, { headline }: Token): Features {
    const { noun, key, role, parties, owner } = signs;
    const { sources, epithets } = this.given.lexicon;
    const out: Features = { anew: 1 };
    if (sources.nobody.has(key)) out['anewNobody'] = 1;
    if (epithets.has(noun)) out['anewEpithet'] = 1;
    const someones = owner && owner.kind !== 'place';
    if (epithets.has(noun) && signs.definite && !someones && !headline) out['anewTheEpithet'] = 1;
    if (signs.definite && [...role.words].some((word) => AGED.test(word))) out['anewAged'] = 1;
    if (someones || role.mine) out['anewOwned'] = 1;
    if (headline) out['anewHeadline'] = 1;
    if (parties.size > 0 || role.regions.size > 0) out['anewTied'] = 1;
    return out;
  }

  /** What speaks for or against someone being the one described; null where it cannot be. */
  private fits(entity: Entity, signs: Signs): Features | null {
    const { lexicon } = this.given;
    const { noun, key, role, gender, owner, before, listed } = signs;
    if (entity === owner || signs.inside.has(entity)) return null;
    // "The Ulvanian hacker" may be "the hacker" of the headline, not "a Kordish hacker".
    const more = owner?.kind === 'place' && entity.words.length === 2 && entity.words[1] === noun;
    if (entity === before && entity.unnamed) return owner && !more ? null : { sameNoun: 1 };
    // "The woman" is who was "a cashier".
    if (entity.unnamed && !entity.principal && signs.definite && lexicon.anyPerson.has(noun))
      return entity.gender && gender && entity.gender !== gender ? null : { describedBefore: 1 };
    const features = roleFeatures(entity, signs, lexicon.kin.has(noun));
    if (!features) return null;
    if (entity === before) features['calledSo'] = 1;
    // "The commodore of the squadron" is someone new, where the page calls nobody a commodore.
    else if (listed && !features['fit'] && (listed === 'more' || entity.article || entity.things > 0))
      return null;
    if (!features['fit']) {
      const { titles } = lexicon;
      // "The mayor" is hardly who is called the minister, and less likely one of whom the page tells nothing.
      if (titles.has(key) && !features['otherOffice']) {
        if (features['noRole']) features['untitled'] = 1;
        else if (entity.roles.some(({ head }) => titles.has(head))) features['otherTitle'] = 1;
        else features['noTitle'] = 1;
      }
      if (owner && owner.kind !== 'place') features['notOwned'] = 1;
      if (signs.of && entity !== before) features['notOf'] = 1;
      if (role.regions.size > 0 && entity.regions.size === 0) features['notTied'] = 1;
    }
    if (owner && lexicon.kin.has(noun) && entity.words.at(-1) === owner.words.at(-1)) features['kin'] = 1;
    return features;
  }
}

/** What the roles, party and gender that the page gives a person tell; null where they exclude what is described. */
function roleFeatures(
  entity: Entity,
  { role, parties, gender, owner }: Signs,
  kin: boolean,
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
    same ||= known.head === role.head && known.deputy === role.deputy;
    fit = Math.max(fit, roleFit(role, known, entity.regions));
  }
  // "Holt's son" is Jens Holt, "son of the mayor".
  if (same && kin && owner?.words.at(-1) === entity.words.at(-1)) fit = Math.max(fit, 1);
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
