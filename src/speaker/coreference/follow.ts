import type { Offsets } from '../../record.js';
import type { Attribution } from '../../statement/attribution.js';
import { Attention, fitsGender, fitsThing, surety, type Candidate, type Features } from '../attention.js';
import { Descriptions } from '../descriptions/descriptions.js';
import type { Entity, Referent } from '../entities.js';
import type { Gender, Mention } from '../mentions/mention.js';
import { readSource } from '../source.js';
import { pronounIn, tokenAt, type Token } from '../tokens.js';
import type { Coreference, Followed, Watch } from './coreference.js';
import { Discourse } from './discourse.js';
import { anchorOf } from './nesting.js';
import { isUnanswered, namedLater } from './named-later.js';
import { organisationPhrase, personPhrase } from './noun-phrases.js';
import { Sources } from './sources.js';
import { Writings } from './writings.js';

/**
 * How sure a pronoun is at best: less than a name, as its candidates are weighed by documents of few kinds. Shares of
 * right ones on the labelled documents of `bench/labels`.
 */
const AS_PRONOUN = 0.93;

/** How sure a pronoun must be to tell the gender of the one it means. */
const AS_TAKEN = 0.6;
/** How sure it must be whom "its" means, or a pronoun that is looked at ahead. */
const AS_OWNER = 0.5;

/** Reads a document from the first word to the last and keeps who is meant where. */
class Reader {
  private readonly attention: Attention;
  private readonly descriptions: Descriptions;
  private readonly mentionAt: ReadonlyMap<number, Mention>;
  private readonly writings: Writings;
  private readonly resolution: Sources;
  /** Which words stand in the words of a statement, and which in the words that name its source. */
  private readonly told: Uint8Array;
  private readonly sources: Uint8Array;
  /** The gender of all pronouns that were found to mean someone, and where the last stands; null for both genders. */
  private readonly taken = new Map<Entity, { gender: Gender | null; paragraph: number }>();
  /** The name that was read last. */
  private named: Mention | null = null;
  readonly discourse: Discourse;

  constructor(
    private readonly given: Followed,
    mentions: readonly Mention[],
    private readonly watch?: Watch,
  ) {
    const { tokens } = given;
    this.attention = new Attention(given.fitting);
    this.mentionAt = new Map(mentions.map((mention) => [mention.from, mention]));
    this.told = this.marked(({ content }) => content);
    this.sources = this.marked(({ source }) => source);
    this.discourse = new Discourse(given);
    this.writings = new Writings(given, this.discourse, this.mentionAt);
    this.descriptions = new Descriptions(
      given,
      this.attention,
      (token) => this.discourse.pronouns.get(tokenAt(tokens, token.start))?.entity ?? this.ahead(token),
      (token, candidates) => this.watch?.(tokenAt(tokens, token.start), candidates),
    );
    this.resolution = new Sources(given, this.discourse, this.attention, this.descriptions);
  }

  /** The words in some spans of the statements. */
  private marked(spansOf: (one: Attribution) => readonly Offsets[]): Uint8Array {
    const { tokens, attributions } = this.given;
    const out = new Uint8Array(tokens.length);
    for (const span of attributions.flatMap(spansOf)) {
      for (let i = tokenAt(tokens, span.start); i < tokens.length && tokens[i]!.start < span.end; i++)
        out[i] = 1;
    }
    return out;
  }

  read(): void {
    const { tokens, attributions } = this.given;
    const at = new Map<number, number[]>();
    attributions.forEach((one, n) => {
      const i = Math.min(tokenAt(tokens, anchorOf(one).start), Math.max(0, tokens.length - 1));
      const list = at.get(i);
      if (list) list.push(n);
      else at.set(i, [n]);
    });
    for (let i = 0; i < tokens.length; i++) {
      const sources = at.get(i);
      this.readToken(
        i,
        sources?.find((n) => attributions[n]!.source.length > 0),
      );
      for (const n of sources ?? []) this.readStatement(n, i);
    }
  }

  private readToken(i: number, speaking: number | undefined): void {
    const mention = this.mentionAt.get(i);
    if (mention) {
      this.readName(mention, speaking);
      return;
    }
    const { tokens, lexicon } = this.given;
    const pronoun = pronounIn(tokens[i]!, lexicon);
    if (pronoun === 'male' || pronoun === 'female') this.readPronoun(i, pronoun, speaking);
    else if (this.sources[i] === 0) this.readNoun(i);
  }

  /** Notes whom a name means, and what is called by it: "the Holt campaign". */
  private readName(mention: Mention, speaking: number | undefined): void {
    const { tokens, entities } = this.given;
    const { from, to, token } = mention;
    const entity = entities.of.get(mention)!;
    const spokenOf = this.told[from] === 1;
    const subject = this.discourse.isSubject(from, to);
    if (subject || speaking !== undefined) {
      const described = this.descriptions.namedNow(entity, mention, spokenOf && speaking === undefined);
      if (described) {
        this.attention.rename(described, entity);
        this.discourse.rename(described, entity);
      }
    }
    const { possessive } = tokens[to - 1]!;
    this.attention.note(entity, token, { subject, possessive, spokenOf }, mention.end);
    this.noteTogether(mention, entity, subject, spokenOf);
    const behind = tokens[to];
    if (behind && behind.sentence === token.sentence && /^\s?$/u.test(behind.gap.replace(/^['’]s?/u, ''))) {
      const owned = this.descriptions.owned(entity, behind);
      if (owned) {
        this.attention.note(owned, behind, { subject: false, possessive: false, spokenOf });
        if (subject) this.discourse.acting = { entity: owned, sentence: token.sentence };
      }
    }
    if (subject) this.discourse.noteSubject(entity, token);
    this.discourse.noteFronted(entity, tokenAt(tokens, mention.phraseStart));
  }

  /** Resolves "he" or "she". */
  private readPronoun(i: number, gender: Gender, speaking: number | undefined): void {
    const { tokens, lexicon } = this.given;
    const token = tokens[i]!;
    const found = this.gendered(gender, i, speaking);
    if (!found) return;
    this.discourse.pronouns.set(i, found);
    const subject = lexicon.clauses.subjects.has(token.lower);
    const possessive = lexicon.clauses.possessives.has(token.lower);
    this.noteTaken(found, gender, token);
    this.attention.note(found.entity, token, { subject, possessive, spokenOf: this.told[i] === 1 });
    if (subject) this.discourse.noteSubject(found.entity, token);
  }

  /** Notes the gender of a pronoun that surely means someone. */
  private noteTaken({ entity, sure }: Referent, gender: Gender, { paragraph }: Token): void {
    const before = this.taken.get(entity);
    if (sure < AS_TAKEN && !before) return;
    this.taken.set(entity, { gender: before && before.gender !== gender ? null : gender, paragraph });
  }

  /** Notes a letter or statement, and whom a person noun means that makes none. */
  private readNoun(i: number): void {
    const token = this.given.tokens[i]!;
    const spokenOf = this.told[i] === 1;
    if (!spokenOf) this.writings.note(i);
    const body = organisationPhrase(i, this.given);
    if (body) this.descriptions.introduced(body);
    const words = personPhrase(i, this.given, this.mentionAt);
    const met = words && this.descriptions.met(words, this.discourse.placeOf(token));
    if (!met) return;
    this.discourse.met.set(i, met);
    const [first, last] = [words[0]!, words.at(-1)!];
    const subject = this.discourse.isSubject(
      tokenAt(this.given.tokens, first.start),
      tokenAt(this.given.tokens, last.start) + 1,
    );
    this.discourse.noteFronted(met, tokenAt(this.given.tokens, first.start));
    this.attention.note(met, token, { subject, possessive: token.possessive, spokenOf });
    if (subject) this.discourse.noteSubject(met, token);
  }

  /** Two people joined by "and" are one whom "they" and "both" can mean. */
  private noteTogether(mention: Mention, entity: Entity, subject: boolean, spokenOf: boolean): void {
    const { text, lexicon } = this.given;
    const before = this.named;
    this.named = mention;
    if (!before || entity.kind !== 'person' || this.given.entities.of.get(before)?.kind !== 'person') return;
    const between = text.slice(before.end, mention.phraseStart).trim().toLowerCase();
    if (!lexicon.sources.joiners.has(between) || mention.token.sentence !== before.token.sentence) return;
    const pair = this.descriptions.together([this.given.entities.of.get(before)!, entity], mention.token);
    if (pair.kind === 'group')
      this.attention.note(pair, mention.token, { subject, possessive: false, spokenOf });
  }

  /** Whom "he" or "she" means. */
  private gendered(gender: Gender, i: number, speaking: number | undefined): Referent | null {
    const candidates = this.genderedCandidates(gender, i, speaking);
    this.watch?.(i, candidates);
    const later = isUnanswered(candidates, i) ? namedLater(i, gender, this.given) : null;
    if (later) return later;
    const best = candidates[0];
    return best ? { entity: best.entity, sure: AS_PRONOUN * surety(candidates) } : null;
  }

  /** Those whom "he" or "she" may mean, the likeliest first. */
  private genderedCandidates(gender: Gender, i: number, speaking?: number): Candidate[] {
    const { tokens, lexicon, attentionWeights } = this.given;
    const place = { ...this.discourse.placeOf(tokens[i]!, speaking), asks: tokens[i]!.start };
    // "His colleague, Ana Holt, left. “…,” she said.": not whose colleague she is.
    const fits = (entity: Entity) => {
      const fit = fitsGender(entity, gender, lexicon.pressRoles);
      const before = this.taken.get(entity);
      if (!fit || !before?.gender) return fit;
      if (before.gender === gender) return withoutDoubt(fit);
      const here = before.paragraph === place.token.paragraph;
      return { ...fit, [here ? 'takenOtherwise' : 'takenOtherwiseBefore']: 1 };
    };
    return this.attention.candidates(place, fits, attentionWeights);
  }

  /** Whom "its" before a description, or "he" further on in it, means, where that is clear: "its spokesman". */
  private ahead(token: Token): Entity | null {
    const { tokens, lexicon, attentionWeights } = this.given;
    const pronoun = lexicon.pronouns.get(token.lower);
    const candidates =
      pronoun === 'male' || pronoun === 'female'
        ? this.genderedCandidates(pronoun, tokenAt(tokens, token.start))
        : pronoun === 'thing'
          ? this.attention.candidates(this.discourse.placeOf(token), fitsThing, attentionWeights)
          : [];
    const [best] = candidates;
    const fits = best && (pronoun !== 'thing' || best.entity.kind === 'organisation');
    return fits && surety(candidates) >= AS_OWNER ? best.entity : null;
  }

  /** Resolves the source of a statement. */
  private readStatement(n: number, i: number): void {
    const { tokens, attributions } = this.given;
    const token = tokens[i]!;
    const form = readSource(attributions[n]!.source, this.given);
    const voice = this.given.voices.get(n);
    const found =
      voice !== undefined
        ? voice
        : form.form === 'none'
          ? this.resolution.unsourced(n, token)
          : (this.writings.writerOf(form, token, (noun) => this.descriptions.knows(noun)) ??
            this.resolution.referent(form, i, n));
    this.discourse.noteAsked(n);
    if (!found) return;
    // Names and pronouns were noted as they were read.
    if (form.form === 'description' || found.entity.kind === 'group')
      this.attention.note(found.entity, token, { subject: true, possessive: false, spokenOf: false });
    // "She brushed aside an economist, who said …": she goes on.
    const { unnamed, kind } = found.entity;
    const aside = form.form === 'pronoun' && form.pronoun === 'relative' && unnamed && kind === 'person';
    if (aside)
      this.attention.note(found.entity, token, { subject: false, possessive: false, spokenOf: true });
    if (this.discourse.noteSpeaker(n, found, token) && !aside) this.attention.speak(found.entity, token);
  }
}

/** What speaks for or against someone who was "she" before: the name leaves no doubt of the gender any more. */
function withoutDoubt({ unknownMale: _, unknownFemale: __, ...fit }: Features): Features {
  return fit;
}

/**
 * Follows a document from its first word to its last: whom each source and each pronoun means.
 * The work grows with the length of the text: what the reader keeps in mind is bounded.
 * @param given the document's words, names and statements
 * @param mentions its names, in order
 * @param watch told of each pronoun's candidates
 */
export function follow(given: Followed, mentions: readonly Mention[], watch?: Watch): Coreference {
  const reader = new Reader(given, mentions, watch);
  reader.read();
  return reader.discourse;
}
