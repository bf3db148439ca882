import type { Entity } from './entities.js';
import type { Gender } from './mentions/mention.js';
import type { Token } from './tokens.js';

/** How an entity was mentioned. */
export interface Manner {
  /** Subject of its sentence. */
  subject: boolean;
  possessive: boolean;
  /** In the words of a statement: someone is spoken of. */
  spokenOf: boolean;
}

/** What the reader remembers of an entity. */
interface Trace {
  entity: Entity;
  count: number;
  /** First mention outside the headline. */
  first: Token;
  /** Last mention outside quotations, and last mention at all. */
  told: Token | null;
  last: Token;
  subject: boolean;
  possessive: boolean;
  spokenOf: boolean;
  /** Last sentence in which it spoke, outside quotations. */
  spoke: Token | null;
  /** Where its latest names end. */
  names: number[];
}

/** How well a name that ends at an offset fits the word that begins at another, in log odds; null where that isn't known. */
export interface Fitting {
  fit(word: number, name: number): number | null;
}

/** What speaks for or against a candidate: values by the name of the feature. */
export type Features = Record<string, number>;

/** Weights by the name of the feature; differences of weighted sums are log odds. */
export type Weights = Readonly<Record<string, number>>;

/** One who may be meant, with its weight: the higher, the likelier; differences are log odds. */
export interface Candidate {
  entity: Entity;
  weight: number;
  features: Features;
}

/** How many entities a reader keeps in mind. */
const MOST = 48;
/** Sentences after which an entity is forgotten when others crowd in. */
const LONG = 60;
/** How many names of an entity it keeps in mind. */
const NAMES = 16;
/** Log odds of a name that doesn't fit at all. */
const UNFIT = -6;

/** What is known of the place of a pronoun or description. */
export interface Place {
  token: Token;
  /** Offset of "he" or "she"; missing where what is asked for is no person, or is described. */
  asks?: number;
  /** It names the source of a statement. */
  source?: boolean;
  /** Entities in the words that this source is credited with. */
  ownWords?: ReadonlySet<Entity> | undefined;
  /** Entities to whom the source speaks: "he told Holt". */
  addressed?: ReadonlySet<Entity> | undefined;
  /** The statement goes on with the one before: "he added". */
  goesOn?: boolean;
  /** The first word of the quotation that stands before it, which may be of several sentences. */
  begins?: Token;
  /** The statement begins with words between quotation marks, before its source. */
  direct?: boolean;
  /** Who is speaking, where it stands in a quotation or in a turn of an interview. */
  speaking?: Entity | undefined;
  /** Whose reported words it stands in: "Holt said he would go". */
  reported?: Entity | undefined;
  /** Who was asked by the statement before. */
  asked?: ReadonlySet<Entity> | undefined;
  /** The subject of the sentence before, or of this one. */
  subject?: Entity | undefined;
  /** The subject of what stands before the colon that the place follows: "The director counts differently: she has …". */
  announced?: Entity;
  /** Whom the sentence begins by saying that it tells of: "As for the rider, he …". */
  fronted?: Entity;
  /** The first subjects of this paragraph and the one before. */
  topics?: readonly { entity: Entity; paragraph: number }[];
}

/** How much of a weight a distance has: for each doubling. */
const doublings = (distance: number) => Math.log2(1 + distance);

/**
 * Who is in the reader's mind at a point of the text. Features after Lappin and Leass, "An algorithm for pronominal
 * anaphora resolution" (Computational Linguistics 20, 1994): recency, subjecthood, frequency; and, as news is
 * mostly people speaking in turn, who spoke last, to whom, and in whose words the place stands. The weights are learned
 * (`languages/en/attention.json`).
 */
export class Attention {
  private readonly traces = new Map<Entity, Trace>();
  private lastSpeaker: Entity | null = null;
  private lastPerson: Entity | null = null;

  /** @param fitting how well names fit pronouns, as the tagger sees it; null where it didn't see the page */
  constructor(private readonly fitting: Fitting | null = null) {}

  /**
   * Notes that an entity is mentioned.
   * @param name offset at which its name ends, where it is named
   */
  note(entity: Entity, token: Token, manner: Manner, name?: number): void {
    const known = this.traces.get(entity);
    const trace: Trace = known ?? {
      entity,
      count: 0,
      first: token,
      told: null,
      last: token,
      subject: false,
      possessive: false,
      spokenOf: false,
      spoke: null,
      names: [],
    };
    if (name !== undefined) trace.names = [...trace.names, name].slice(-NAMES);
    trace.count += token.headline ? 0.5 : 1;
    if (trace.first.headline) trace.first = token;
    trace.last = token;
    if (!token.quoted) {
      // A subject stays one for the rest of its sentence.
      trace.subject = manner.subject || (trace.subject && trace.told?.sentence === token.sentence);
      trace.possessive = manner.possessive;
      trace.spokenOf = manner.spokenOf && !(trace.told?.sentence === token.sentence && !trace.spokenOf);
      trace.told = token;
      if (entity.kind === 'person') this.lastPerson = entity;
    }
    if (!known) {
      this.traces.set(entity, trace);
      if (this.traces.size > MOST) this.forget(token.sentence);
    }
  }

  /** Notes that an entity speaks. */
  speak(entity: Entity, token: Token): void {
    if (!this.traces.has(entity))
      this.note(entity, token, { subject: true, possessive: false, spokenOf: false });
    if (token.quoted) return;
    this.traces.get(entity)!.spoke = token;
    this.lastSpeaker = entity;
  }

  /** Takes one for another: who was only described is now named. */
  rename(described: Entity, named: Entity): void {
    if (this.lastSpeaker === described) this.lastSpeaker = named;
    if (this.lastPerson === described) this.lastPerson = named;
    const trace = this.traces.get(described);
    this.traces.delete(described);
    if (trace && !this.traces.has(named)) this.traces.set(named, { ...trace, entity: named });
  }

  private forget(sentence: number): void {
    let oldest: Trace | null = null;
    for (const trace of this.traces.values()) {
      if (sentence - trace.last.sentence > LONG && trace.count < 4) this.traces.delete(trace.entity);
      else if (!oldest || trace.last.sentence < oldest.last.sentence) oldest = trace;
    }
    if (this.traces.size > MOST && oldest) this.traces.delete(oldest.entity);
  }

  private featuresOf(trace: Trace, place: Place): Features {
    const here = place.token;
    const { sentence } = place.begins ?? here;
    const { entity } = trace;
    const from = here.quoted ? trace.last : (trace.told ?? trace.last);
    const paragraphs = here.paragraph - from.paragraph;
    const out: Features = {
      distance: doublings(Math.max(0, sentence - from.sentence)),
      count: doublings(trace.count),
    };
    if (from.sentence === here.sentence) out['sameSentence'] = 1;
    if (paragraphs === 0) out['sameParagraph'] = 1;
    else if (paragraphs === 1) out['paragraphBefore'] = 1;
    if (trace.subject) out['subject'] = 1;
    if (trace.possessive) out['possessive'] = 1;
    if (trace.spokenOf && !here.quoted) out[place.source ? 'spokenOfAsSource' : 'spokenOf'] = 1;
    if (place.subject === entity) out['ofSentence'] = 1;
    if (place.announced === entity) out['announced'] = 1;
    if (place.fronted === entity) out['fronted'] = 1;
    // "Up got Jens Holt. “…,” he said."
    const introduced =
      trace.first.sentence === sentence - 1 && trace.subject && !trace.spokenOf && !trace.possessive;
    const aside = place.topics?.some((one) => one.paragraph === here.paragraph && one.entity !== entity);
    if (place.direct && introduced && place.subject === entity && !aside) out['introduced'] = 1;
    const topic = place.topics?.findIndex((one) => one.entity === entity) ?? -1;
    if (topic >= 0) out[place.topics![topic]!.paragraph === here.paragraph ? 'topicHere' : 'topic'] = 1;
    if (trace.first.paragraph === here.paragraph && trace.subject && !trace.spokenOf) out['newHere'] = 1;
    if (this.lastPerson === entity) out['lastPerson'] = 1;
    if (place.speaking === entity) out['speaking'] = 1;
    if (!here.quoted) {
      if (trace.told === null) out['onlyQuoted'] = 1;
      if (this.lastSpeaker === entity) {
        out[place.source ? 'spokeLastAsSource' : 'spokeLast'] = 1;
        if (place.goesOn) out['goesOn'] = 1;
        if (place.source && place.direct) out['quotedOn'] = 1;
        if (place.source && trace.spoke?.paragraph === here.paragraph) out['spokeInParagraph'] = 1;
      }
      if (trace.spoke && here.paragraph - trace.spoke.paragraph <= 1) out['spokeNear'] = 1;
      if (place.reported === entity) out['reported'] = 1;
      if (place.asked?.has(entity)) out['asked'] = 1;
    }
    if (place.ownWords?.has(entity)) out['ownWords'] = 1;
    if (place.addressed?.has(entity)) out['addressed'] = 1;
    return out;
  }

  /**
   * Those who may be meant, the likeliest first.
   * @param fits what speaks for or against an entity by its kind alone; null where it cannot be meant
   * @param weights the weights of all features
   */
  candidates(place: Place, fits: (entity: Entity) => Features | null, weights: Weights): Candidate[] {
    const out: Candidate[] = [];
    for (const trace of this.traces.values()) {
      const fit = fits(trace.entity);
      if (fit === null) continue;
      const features = { ...this.featuresOf(trace, place), ...fit };
      out.push({ entity: trace.entity, weight: 0, features });
    }
    this.noteFits(out, place);
    for (const one of out) one.weight = weigh(one.features, weights);
    return out.sort((a, b) => b.weight - a.weight || a.entity.id - b.entity.id);
  }

  /** Adds to each candidate the log of its share among all, by how well its names fit the word that asks. */
  private noteFits(candidates: readonly Candidate[], { asks }: Place): void {
    const { fitting } = this;
    if (!fitting || asks === undefined) return;
    const fits = candidates.map(({ entity }) =>
      logSum(this.traces.get(entity)!.names.flatMap((name) => fitting.fit(asks, name) ?? [])),
    );
    const all = logSum(fits);
    if (all === -Infinity) return;
    candidates.forEach(({ features }, k) => {
      if (fits[k] === -Infinity) features['unfitted'] = 1;
      else features['fitting'] = Math.max(UNFIT, fits[k]! - all);
    });
  }
}

/** The logarithm of the sum of what some numbers are the logarithms of; -Infinity for none. */
function logSum(values: readonly number[]): number {
  const most = Math.max(...values);
  return most === -Infinity ? most : most + Math.log(values.reduce((sum, v) => sum + Math.exp(v - most), 0));
}

/** The weighted sum of some features. */
export function weigh(features: Features, weights: Weights): number {
  let sum = 0;
  for (const name in features) sum += (weights[name] ?? 0) * features[name]!;
  return sum;
}

/** How sure the first of some candidates is: its share of the odds. */
export function surety(candidates: readonly Candidate[]): number {
  const best = candidates[0];
  if (!best) return 0;
  let sum = 0;
  for (const { weight } of candidates) sum += Math.exp(weight - best.weight);
  return 1 / sum;
}

/** Whether a name stands only where those of places do: "at Velmas", "since Velmas". */
const isPlaced = ({ things, mentions, full, leaning, gender }: Entity): boolean =>
  things > 0 && things === mentions.length && full === 0 && !leaning && !gender;

/**
 * What of an entity speaks for or against "he" or "she".
 * @param press nouns for those who work for outlets
 */
export function fitsGender(entity: Entity, gender: Gender, press: ReadonlySet<string>): Features | null {
  if (entity.kind !== 'person' && entity.kind !== 'name') return null;
  // "the Courier" is no he, and nor is what stands only where places do and has no given name.
  if (entity.kind === 'name' && (entity.article || entity.site || isPlaced(entity))) return null;
  const out: Features = {};
  if (entity.unnamed) out['unnamed'] = 1;
  if (entity.roles.some(({ head }) => press.has(head))) out['press'] = 1;
  if (entity.gender) return entity.gender === gender ? out : null;
  if (entity.leaning) out[entity.leaning === gender ? 'leaning' : 'against'] = 1;
  else out[gender === 'male' ? 'unknownMale' : 'unknownFemale'] = 1;
  if (entity.kind === 'name' && entity.things > 0) out['thing'] = 1;
  if (entity.kind === 'name' && !entity.leaning)
    out[entity.full > 0 && !entity.article ? 'fullName' : 'bareName'] = 1;
  return out;
}

/** What of an entity speaks for or against "they". */
export function fitsPlural(entity: Entity): Features | null {
  if (entity.kind === 'group') return { group: 1 };
  if (entity.kind === 'organisation') return { organisationAsMany: 1 };
  return entity.kind === 'place' ? { placeAsMany: 1 } : null;
}

/** What of an entity speaks for or against "it". */
export function fitsThing(entity: Entity): Features | null {
  if (entity.kind === 'organisation' || entity.kind === 'document') return {};
  if (entity.kind === 'place') return { placeAsThing: 1 };
  return entity.kind === 'name' ? { nameAsThing: 1 } : null;
}
