import type { Offsets } from '../../record.js';
import type { Place } from '../attention.js';
import type { Entity, Referent } from '../entities.js';
import { tokenAt, type Token } from '../tokens.js';
import type { Voice } from '../unsourced.js';
import type { Coreference, Followed } from './coreference.js';
import { enclosing, inside } from './nesting.js';

/** Statements back in whose reported words a word can stand. */
const OPEN = 4;
/** Words behind a cue within which the one stands who is spoken to. */
const HEARER = 6;

/** Someone as the subject of a sentence. */
interface Subject {
  entity: Entity;
  sentence: number;
}

/** What is known of a document up to a word: whom it was found to mean, who is the subject, and who speaks. */
export class Discourse implements Coreference {
  readonly speakers = new Map<number, Referent>();
  readonly byAuthor = new Set<number>();
  readonly pronouns = new Map<number, Referent>();
  readonly met = new Map<number, Entity>();
  readonly outer: readonly number[];
  subject: Subject | null = null;
  /** What is called by whose it is and is the subject: "the Holt campaign". */
  acting: Subject | null = null;
  /** Who is set before the clause that tells of them: "As for the rider, he …". */
  private fronted: Subject | null = null;
  /** Who spoke last outside of others' words. */
  last: Voice | null = null;
  /** Whom this paragraph and the one before tell of: the first subject of each. */
  private topics: { entity: Entity; paragraph: number }[] = [];
  /** Who spoke last in a sentence. */
  private readonly voices = new Map<number, Entity>();
  /** The latest statements whose words are reported, with who speaks. */
  private reporting: { entity: Entity; content: readonly Offsets[] }[] = [];
  /** Who was asked by the statement before. */
  private asked: ReadonlySet<Entity> = new Set();

  constructor(private readonly given: Followed) {
    this.outer = enclosing(given.attributions);
  }

  /** Whether a word stands where subjects do: first in its sentence or clause, before a verb. */
  isSubject(i: number, to: number): boolean {
    const { tokens, lexicon } = this.given;
    const { clauses } = lexicon;
    const token = tokens[i]!;
    let at = i - 1;
    while (at >= 0 && lexicon.nameWords.articles.has(tokens[at]!.lower)) at--;
    const before = tokens[at]?.sentence === token.sentence ? tokens[at]!.lower : '';
    if (this.subject?.sentence !== token.sentence && !clauses.adjuncts.has(before)) return true;
    const next = tokens[to];
    return (
      next !== undefined &&
      next.sentence === token.sentence &&
      (clauses.verbs.has(next.lower) || clauses.endings.some((ending) => next.lower.endsWith(ending))) &&
      !next.capital &&
      !clauses.obliques.has(before)
    );
  }

  /** Notes a subject, and that its paragraph tells of it. */
  noteSubject(entity: Entity, { sentence, paragraph }: Token): void {
    if (this.subject?.sentence !== sentence) this.subject = { entity, sentence };
    if (this.topics[0]?.paragraph !== paragraph)
      this.topics = [{ entity, paragraph }, ...this.topics.slice(0, 1)];
  }

  /**
   * Notes whom the beginning of a sentence says that it tells of: "As for the rider, he …".
   * @param from index of the first word of the phrase that means them
   */
  noteFronted(entity: Entity, from: number): void {
    const { tokens, lexicon } = this.given;
    const [first, second] = [tokens[from - 2], tokens[from - 1]];
    if (!first || !second || first.sentence !== tokens[from]!.sentence) return;
    if (lexicon.clauses.fronting.has(`${first.lower} ${second.lower}`))
      this.fronted = { entity, sentence: first.sentence };
  }

  /** Whom a sentence quotes last. */
  voiceOf(sentence: number): Entity | undefined {
    return this.voices.get(sentence);
  }

  /** Notes whom a statement asks, if its cue is one of asking. */
  noteAsked(n: number): void {
    const { attributions, tokens, lexicon } = this.given;
    const [span] = attributions[n]!.cue;
    const cue = span && tokens[tokenAt(tokens, span.start)];
    this.asked = cue && lexicon.askingVerbs.has(cue.lower) ? this.addressedBy(n) : new Set<Entity>();
  }

  /**
   * Notes who makes a statement.
   * @returns whether the statement stands on its own, not in the quoted words of another
   */
  noteSpeaker(n: number, found: Referent, token: Token): boolean {
    const { entity } = found;
    const { content } = this.given.attributions[n]!;
    this.speakers.set(n, found);
    this.reporting = [{ entity, content }, ...this.reporting.slice(0, OPEN - 1)];
    if (!token.quoted) this.voices.set(token.sentence, entity);
    const own = this.outer[n]! < 0 || !token.quoted;
    if (own) this.last = { entity, statement: n, token };
    return own;
  }

  /** Files under a name what was filed under a description. */
  rename(described: Entity, named: Entity): void {
    for (const [n, { entity, sure }] of this.speakers) {
      if (entity === described) this.speakers.set(n, { entity: named, sure: Math.min(sure, 0.6) });
    }
    for (const [i, { entity, sure }] of this.pronouns)
      if (entity === described) this.pronouns.set(i, { entity: named, sure });
    if (this.last?.entity === described) this.last = { ...this.last, entity: named };
  }

  /**
   * What is known of the place of a word that stands for someone.
   * @param n the statement whose source it is
   */
  placeOf(token: Token, n?: number): Place {
    const place: Place = { token };
    const begins = n === undefined ? token : this.openingOf(n, token);
    if (begins !== token) place.begins = begins;
    if (this.subject && begins.sentence - this.subject.sentence <= 1) place.subject = this.subject.entity;
    if (/^:\s$/u.test(token.gap) && this.subject?.sentence === token.sentence)
      place.announced = this.subject.entity;
    if (/^,\s$/u.test(token.gap) && this.fronted?.sentence === token.sentence)
      place.fronted = this.fronted.entity;
    place.topics = this.topics.filter(({ paragraph }) => token.paragraph - paragraph <= 1);
    const turn = this.given.turns.get(token.paragraph);
    if (token.quoted) {
      if (this.last) place.speaking = this.last.entity;
    } else {
      if (turn?.speaker) place.speaking = turn.speaker;
      place.reported = this.reporting.find(({ content }) => inside(token, content))?.entity;
    }
    if (n === undefined) return place;
    const { attributions, mentionsIn, entities, tokens, lexicon } = this.given;
    const { cue, content } = attributions[n]!;
    const verb = cue[0] && tokens[tokenAt(tokens, cue[0].start)];
    place.source = true;
    place.goesOn = verb !== undefined && lexicon.continuingVerbs.has(verb.lower);
    // A quotation that stands before "he said" goes on with whoever is being quoted.
    place.direct = this.isQuotedAhead(n);
    place.asked = this.asked;
    // A speaker may name himself in reported speech before the pronoun, hardly after it.
    place.ownWords = new Set([
      ...content.flatMap((span) => mentionsIn(span)).map((mention) => entities.of.get(mention)!),
      ...content.flatMap((span) => this.metIn(span)),
    ]);
    place.addressed = this.addressedBy(n);
    return place;
  }

  /** Whom person nouns in a span were found to mean. */
  private metIn({ start, end }: Offsets): Entity[] {
    const { tokens } = this.given;
    const out: Entity[] = [];
    for (let i = tokenAt(tokens, start); i < tokens.length && tokens[i]!.start < end; i++) {
      const met = this.met.get(i);
      if (met) out.push(met);
    }
    return out;
  }

  /** Whether words in quotation marks stand before the source of a statement. */
  private isQuotedAhead(n: number): boolean {
    const { kind, content, source } = this.given.attributions[n]!;
    return kind !== 'indirect' && (content[0]?.start ?? Infinity) < (source[0]?.start ?? 0);
  }

  /** The first word of the quotation that a statement begins with, where its source stands behind; else the source's own. */
  private openingOf(n: number, token: Token): Token {
    const { attributions, tokens } = this.given;
    const opening = this.isQuotedAhead(n)
      ? tokens[tokenAt(tokens, attributions[n]!.content[0]!.start)]
      : null;
    return opening && opening.paragraph === token.paragraph ? opening : token;
  }

  /** To whom a statement is said: the names right behind its cue that are not in its words. */
  private addressedBy(n: number): Set<Entity> {
    const { attributions, mentionsIn, entities, tokens } = this.given;
    const { cue, content } = attributions[n]!;
    const out = new Set<Entity>();
    const last = cue.at(-1);
    if (!last) return out;
    const first = tokenAt(tokens, last.start);
    const behind = tokenAt(tokens, last.end - 1) + 1;
    const end = tokens[Math.min(tokens.length, behind + HEARER) - 1];
    if (!end || !tokens[first]) return out;
    for (const mention of mentionsIn({ start: last.start, end: end.end })) {
      if (mention.token.sentence !== tokens[first].sentence || inside(mention, content)) continue;
      if (!tokens[mention.to - 1]!.possessive) out.add(entities.of.get(mention)!);
    }
    return out;
  }
}
