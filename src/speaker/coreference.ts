import type { Offsets } from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import {
  Attention,
  fitsGender,
  fitsPlural,
  fitsThing,
  surety,
  type Candidate,
  type Place,
} from './attention.js';
import type { DescriptionContext } from './descriptions/context.js';
import { Descriptions } from './descriptions/descriptions.js';
import type { Entity, Referent } from './entities.js';
import type { Gender, Mention } from './mentions/mention.js';
import { antecedentOf } from './antecedent.js';
import { roleNoun } from './role.js';
import { readSource, type SourceForm } from './source.js';
import { tokenAt, type Token } from './tokens.js';
import type { Turn } from './turns.js';
import { impliedBy, type UnsourcedPatterns, type Voice } from './unsourced.js';

/** Whom the sources of a document and its pronouns mean. */
export interface Coreference {
  /** By the statement's number; statements of nobody in particular are missing. */
  speakers: ReadonlyMap<number, Referent>;
  /** Statements that the page's own writer makes. */
  byAuthor: ReadonlySet<number>;
  /** By the index of the pronoun's token. */
  pronouns: ReadonlyMap<number, Referent>;
  /** Whom person nouns of the running text mean, by the index of the noun's token. */
  met: ReadonlyMap<number, Entity>;
  /** For each statement, the smallest other one in whose words it stands; -1 where none. */
  outer: readonly number[];
}

/** What following a document needs. */
export interface Followed extends DescriptionContext {
  attributions: readonly Attribution[];
  unsourced: UnsourcedPatterns;
  /** Who speaks to whom in a paragraph, where the page is an interview or transcript. */
  turns: ReadonlyMap<number, Turn>;
}

/** Candidates this sure are given; under it nobody is. */
const LEAST = 0.2;

/** Where a statement is met in reading: its source, else its cue, else its words. */
const anchorOf = (one: Attribution): Offsets =>
  one.source[0] ?? one.cue[0] ?? one.content[0] ?? { start: 0, end: 0 };

const inside = (inner: Offsets, outer: readonly Offsets[]) =>
  outer.some(({ start, end }) => start <= inner.start && inner.end <= end);

/** For each statement, the smallest other statement whose words its source or cue stands in; -1 where none. */
function enclosing(attributions: readonly Attribution[]): number[] {
  const order = attributions
    .flatMap((one, n) => one.content.map((span) => ({ span, n })))
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const anchors = attributions
    .map((one, n) => ({ at: anchorOf(one), n }))
    .sort((a, b) => a.at.start - b.at.start);
  const out = attributions.map(() => -1);
  const open: { span: Offsets; n: number }[] = [];
  let next = 0;
  for (const { at, n } of anchors) {
    while (next < order.length && order[next]!.span.start <= at.start) open.push(order[next++]!);
    while (open.length > 0 && open.at(-1)!.span.end <= at.start) open.pop();
    for (let i = open.length - 1; i >= 0 && i >= open.length - 8; i--) {
      if (open[i]!.n !== n && inside(at, [open[i]!.span])) {
        out[n] = open[i]!.n;
        break;
      }
    }
  }
  return out;
}

/** How sure it is that a name means its entity: less where it is short, and where nothing shows what it names. */
function namedSurely(mention: Mention, entity: Entity): number {
  if (entity.kind === 'person') {
    if (mention.words.length > 1) return 0.98;
    return entity.full > 0 ? 0.95 : 0.85;
  }
  if (entity.kind === 'group') return 0.85;
  if (entity.kind === 'place') return 0.6;
  if (entity.kind === 'organisation') return mention.words.length > 1 ? 0.9 : 0.82;
  return mention.words.length > 1 ? 0.85 : 0.7;
}

/**
 * How sure a pronoun is at best: less than a name, as its candidates are weighed by documents of few kinds. Shares of
 * right ones on the labelled documents of `bench/labels`.
 */
const AS_PRONOUN = 0.93;
const AS_RELATIVE = 0.9;
/** How sure it is that "the statement" is that of the one who was just said to make one. */
const AS_WRITER = 0.7;
/** How sure it is that "I" in a turn of an interview is who speaks it, and that what has no source there is theirs. */
const IN_TURN = 0.9;
const UNSOURCED_TURN = 0.6;
/** Paragraphs within which it is. */
const WRITTEN = 3;
/** Statements back in whose reported words a word can stand. */
const OPEN = 4;
/** Words behind a cue within which the one stands who is spoken to. */
const HEARER = 6;

/** Longest noun phrase of the running text that is looked at, in words. */
const LONGEST = 6;

/**
 * The noun phrase that ends in a word, if that is a person noun that introduces or takes up someone: "a young woman",
 * "his father"; not one beside a name, and not one that only tells what someone is.
 */
function personPhrase(
  at: number,
  { tokens, lexicon }: Followed,
  mentionAt: ReadonlyMap<number, Mention>,
): Token[] | null {
  const noun = tokens[at]!;
  if (noun.capital || noun.headline || roleNoun(lexicon, noun.lower) === null) return null;
  const next = tokens[at + 1];
  if (next?.joined && (next.capital || roleNoun(lexicon, next.lower) !== null)) return null;
  let from = at;
  const opens = ({ lower }: Token) =>
    lexicon.sources.articles.has(lower) || lexicon.sources.possessives.has(lower);
  while (from > 0 && at - from < LONGEST && tokens[from]!.joined && !opens(tokens[from]!)) from--;
  const first = tokens[from]!;
  if (!opens(first) || from === at) return null;
  const before = tokens[from - 1];
  if (before?.sentence === noun.sentence) {
    if (lexicon.sources.copulas.has(before.lower) || lexicon.sources.equatives.has(before.lower)) return null;
    // ", the mayor," behind a name
    const named = /[,(—–]/u.test(first.gap) && (before.capital || mentionAt.has(from - 1));
    if (named) return null;
  }
  // "the mayor, Ana Torvik,"
  if (next && /^, $/u.test(next.gap) && next.capital && mentionAt.has(at + 1)) return null;
  return tokens.slice(from, at + 1);
}

/** A letter or statement that a page tells of. */
interface Writing {
  noun: string;
  sentence: number;
  paragraph: number;
  /** Who is named as its writer, or else the subject of the sentence. */
  writer: Entity | null;
  by: boolean;
}

/** Told of each pronoun that is resolved: its word and those whom it may mean. For those who learn the weights. */
export type Watch = (i: number, candidates: readonly Candidate[]) => void;

/** Reads a document from the first word to the last and keeps who is meant where. */
class Reading {
  private readonly attention = new Attention();
  private readonly descriptions: Descriptions;
  private readonly mentionAt: ReadonlyMap<number, Mention>;
  private readonly voices: (Voice | undefined)[] = [];
  /** Who spoke last in a sentence. */
  private readonly voicesBy = new Map<number, Entity>();
  /** The letter or statement that was told of last, and who is the subject there. */
  private writing: Writing | null = null;
  /** Which words stand in the words of a statement, and which in the words that name its source. */
  private readonly told: Uint8Array;
  private readonly sources: Uint8Array;
  /** The latest statements whose words are reported, with who speaks. */
  private reporting: { entity: Entity; content: readonly Offsets[] }[] = [];
  private asked: ReadonlySet<Entity> = new Set();
  readonly outer: readonly number[];
  private subject: { entity: Entity; sentence: number } | null = null;
  /** What is called by whose it is and is the subject: "the Holt campaign". */
  private acting: { entity: Entity; sentence: number } | null = null;
  /** Whom this paragraph and the one before tell of: the first subject of each. */
  private topics: { entity: Entity; paragraph: number }[] = [];
  private last: Voice | null = null;
  /** The name that was read last. */
  private named: Mention | null = null;
  readonly speakers = new Map<number, Referent>();
  readonly byAuthor = new Set<number>();
  readonly pronouns = new Map<number, Referent>();
  readonly met = new Map<number, Entity>();

  constructor(
    private readonly given: Followed,
    mentions: readonly Mention[],
    private readonly watch?: Watch,
  ) {
    this.mentionAt = new Map(mentions.map((mention) => [mention.from, mention]));
    this.outer = enclosing(given.attributions);
    this.told = this.marked(({ content }) => content);
    this.sources = this.marked(({ source }) => source);
    this.descriptions = new Descriptions(
      given,
      this.attention,
      (token) => this.pronouns.get(tokenAt(given.tokens, token.start))?.entity ?? null,
      (token, candidates) => this.watch?.(tokenAt(given.tokens, token.start), candidates),
    );
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

  /** Whether a word stands where subjects do: first in its sentence or clause, before a verb. */
  private isSubject(i: number, to: number): boolean {
    const { tokens, lexicon } = this.given;
    const { clauses } = lexicon;
    const token = tokens[i]!;
    const before = tokens[i - 1]?.lower ?? '';
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

  /** Whom the first name within a few words behind a word means. */
  private nameBehind(at: number): Entity | null {
    for (let i = at + 1; i <= at + LONGEST; i++) {
      const mention = this.mentionAt.get(i);
      if (mention) return this.given.entities.of.get(mention) ?? null;
    }
    return null;
  }

  /** Notes where someone's words are first told of: "Holt said in a statement", "the campaign sent an email". */
  private noteWriting(i: number): void {
    const { tokens, lexicon } = this.given;
    const noun = tokens[i]!;
    if (noun.quoted || noun.headline || this.told[i] === 1 || !lexicon.writings.has(noun.lower)) return;
    let from = i;
    while (
      from > 0 &&
      i - from < LONGEST &&
      tokens[from]!.joined &&
      !lexicon.sources.articles.has(tokens[from]!.lower)
    )
      from--;
    const article = tokens[from]!;
    if (!lexicon.sources.articles.has(article.lower) || lexicon.sources.definite.has(article.lower)) return;
    const by = lexicon.sources.authors.has(tokens[i + 1]?.lower ?? '') ? this.nameBehind(i + 1) : null;
    const here = [this.acting, this.subject].find((one) => one?.sentence === noun.sentence);
    const writer = by ?? here?.entity ?? null;
    this.writing = {
      noun: noun.lower,
      by: by !== null,
      sentence: noun.sentence,
      paragraph: noun.paragraph,
      writer,
    };
  }

  /** Who wrote what a source takes up: "the statement", a paragraph or two behind "Holt said in a statement". */
  private writerOf(form: SourceForm, { paragraph }: Token): Referent | null {
    const { writing } = this;
    if (
      form.form !== 'description' ||
      !form.definite ||
      form.owner ||
      form.ownerPronoun ||
      form.of.length > 0
    )
      return null;
    // "The company confirmed it online. …, the statement added."
    const noun = form.noun?.lower ?? '';
    const here = this.last?.token.paragraph === paragraph ? this.last.entity : null;
    const writer = here?.kind === 'organisation' || here?.kind === 'person' ? here : null;
    if (!writing && writer && this.given.lexicon.writings.has(noun) && !this.descriptions.knows(noun))
      return { entity: writer, sure: AS_WRITER };
    if (!writing || form.noun?.lower !== writing.noun || paragraph - writing.paragraph > WRITTEN) return null;
    const told = this.last?.token.sentence === writing.sentence ? this.last.entity : null;
    const entity = writing.by
      ? writing.writer
      : (told ?? this.voicesBy.get(writing.sentence) ?? writing.writer);
    return entity && !entity.unnamed ? { entity, sure: AS_WRITER } : null;
  }

  private readToken(i: number, speaking: number | undefined): void {
    const { tokens, entities, lexicon } = this.given;
    const token = tokens[i]!;
    const spokenOf = this.told[i] === 1;
    const mention = this.mentionAt.get(i);
    if (mention) {
      const entity = entities.of.get(mention)!;
      const subject = this.isSubject(i, mention.to);
      if (subject || speaking !== undefined) {
        const described = this.descriptions.namedNow(entity, mention, spokenOf && speaking === undefined);
        if (described) this.rename(described, entity);
      }
      this.attention.note(entity, token, {
        subject,
        possessive: tokens[mention.to - 1]!.possessive,
        spokenOf,
      });
      this.noteTogether(mention, entity, subject, spokenOf);
      const behind = tokens[mention.to];
      if (behind && behind.sentence === token.sentence && /^\s?$/u.test(behind.gap.replace(/^['’]s?/u, ''))) {
        const owned = this.descriptions.owned(entity, behind);
        if (owned) {
          this.attention.note(owned, behind, { subject: false, possessive: false, spokenOf });
          if (subject) this.acting = { entity: owned, sentence: token.sentence };
        }
      }
      if (subject) this.noteSubject(entity, token);
      return;
    }
    const pronoun = lexicon.pronouns.get(token.lower);
    if (pronoun === 'male' || pronoun === 'female') {
      const found = this.gendered(pronoun, i, this.placeOf(token, speaking));
      if (!found) return;
      this.pronouns.set(i, found);
      const subject = lexicon.clauses.subjects.has(token.lower);
      this.attention.note(found.entity, token, {
        subject,
        possessive: lexicon.clauses.possessives.has(token.lower),
        spokenOf,
      });
      if (subject) this.noteSubject(found.entity, token);
      return;
    }
    if (this.sources[i] === 1) return;
    this.noteWriting(i);
    const words = personPhrase(i, this.given, this.mentionAt);
    const met = words && this.descriptions.met(words, this.placeOf(token, undefined));
    if (!met) return;
    this.met.set(i, met);
    const subject = this.isSubject(i - words.length + 1, i + 1);
    this.attention.note(met, token, { subject, possessive: token.possessive, spokenOf });
    if (subject) this.noteSubject(met, token);
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

  private noteSubject(entity: Entity, { sentence, paragraph }: Token): void {
    if (this.subject?.sentence !== sentence) this.subject = { entity, sentence };
    if (this.topics[0]?.paragraph !== paragraph)
      this.topics = [{ entity, paragraph }, ...this.topics.slice(0, 1)];
  }

  /** Files under a name what was filed under a description. */
  private rename(described: Entity, named: Entity): void {
    this.attention.rename(described, named);
    for (const [n, { entity, sure }] of this.speakers) {
      if (entity === described) this.speakers.set(n, { entity: named, sure: Math.min(sure, 0.6) });
    }
    for (const [i, { entity, sure }] of this.pronouns)
      if (entity === described) this.pronouns.set(i, { entity: named, sure });
    if (this.last?.entity === described) this.last = { ...this.last, entity: named };
  }

  private placeOf(token: Token, n: number | undefined): Place {
    const place: Place = { token };
    if (this.subject && token.sentence - this.subject.sentence <= 1) place.subject = this.subject.entity;
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
    const { cue, content, kind, source } = attributions[n]!;
    const verb = cue[0] && tokens[tokenAt(tokens, cue[0].start)];
    place.source = true;
    place.goesOn = verb !== undefined && lexicon.continuingVerbs.has(verb.lower);
    // A quotation that stands before "he said" goes on with whoever is being quoted.
    place.direct = kind !== 'indirect' && (content[0]?.start ?? Infinity) < (source[0]?.start ?? 0);
    place.asked = this.asked;
    // A speaker may name himself in reported speech before the pronoun, hardly after it.
    place.ownWords = new Set(
      content.flatMap((span) => mentionsIn(span)).map((mention) => entities.of.get(mention)!),
    );
    place.addressed = this.addressedBy(n);
    return place;
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

  private gendered(gender: Gender, i: number, place: Place): Referent | null {
    const { lexicon, attentionWeights } = this.given;
    const candidates = this.attention.candidates(
      place,
      (entity) => fitsGender(entity, gender, lexicon.pressRoles),
      attentionWeights,
    );
    this.watch?.(i, candidates);
    const best = candidates[0];
    return best ? { entity: best.entity, sure: AS_PRONOUN * surety(candidates) } : null;
  }

  private readStatement(n: number, i: number): void {
    const { tokens, attributions } = this.given;
    const one = attributions[n]!;
    const token = tokens[i]!;
    const form = readSource(one.source, this.given);
    const found =
      form.form === 'none'
        ? this.unsourced(n, token)
        : (this.writerOf(form, token) ?? this.referentOf(form, i, n));
    const cue = one.cue[0] && tokens[tokenAt(tokens, one.cue[0].start)];
    this.asked =
      cue && this.given.lexicon.askingVerbs.has(cue.lower) ? this.addressedBy(n) : new Set<Entity>();
    if (!found) return;
    this.speakers.set(n, found);
    this.reporting = [{ entity: found.entity, content: one.content }, ...this.reporting.slice(0, OPEN - 1)];
    // Names and pronouns were noted as they were read.
    if (form.form === 'description' || found.entity.kind === 'group')
      this.attention.note(found.entity, token, { subject: true, possessive: false, spokenOf: false });
    const voice: Voice = { entity: found.entity, statement: n, token };
    this.voices[n] = voice;
    if (!token.quoted) this.voicesBy.set(token.sentence, found.entity);
    if (this.outer[n]! < 0 || !token.quoted) {
      this.attention.speak(found.entity, token);
      this.last = voice;
    }
  }

  private unsourced(n: number, token: Token): Referent | null {
    const outer = this.outer[n]!;
    const turn = this.given.turns.get(token.paragraph);
    if (turn?.speaker && outer < 0) return { entity: turn.speaker, sure: UNSOURCED_TURN };
    return impliedBy(
      {
        statement: this.given.attributions[n]!,
        token,
        text: this.given.text,
        subject: this.subject?.sentence === token.sentence ? this.subject.entity : null,
        last: this.last,
        outer: outer < 0 ? null : (this.speakers.get(outer)?.entity ?? null),
      },
      this.given.unsourced,
    );
  }

  private referentOf(form: SourceForm, i: number, n: number): Referent | null {
    const { entities } = this.given;
    switch (form.form) {
      case 'none':
        return null;
      case 'names': {
        const named = form.mentions.map((mention) => entities.of.get(mention)!);
        const { pronoun } = form;
        const other = pronoun && this.pronouns.get(tokenAt(this.given.tokens, pronoun.start));
        if (other) named.unshift(other.entity);
        const entity =
          named.length > 1 ? this.descriptions.together(named, form.mentions[0]!.token) : named[0]!;
        return { entity, sure: namedSurely(form.mentions[0]!, entity) };
      }
      case 'description':
        // "my view", outside of quotations, is the writer's.
        if (form.kind === 'document' && form.ownerPronoun && this.isWriters(form.ownerPronoun, n)) {
          this.byAuthor.add(n);
          return null;
        }
        return this.descriptions.referent(form, i, this.placeOf(this.given.tokens[i]!, n));
      case 'pronoun':
        return this.pronounReferent(form.token, form.pronoun, n);
      case 'several': {
        const { tokens } = this.given;
        const names = form.parts.map((part) => {
          const first =
            part.form === 'names'
              ? part.mentions[0]!.token
              : part.form === 'pronoun'
                ? part.token
                : part.tokens[0]!;
          const found = this.referentOf(part, tokenAt(tokens, first.start), n)?.entity;
          const printed =
            part.form === 'description' &&
            (part.kind === 'group' || part.ownerPronoun !== null || !found || found.unnamed);
          return printed ? this.descriptions.printed(part) : (found?.name ?? first.text);
        });
        return { entity: this.descriptions.joined(names), sure: 0.7 };
      }
    }
  }

  /** Whether a pronoun of the first person is the page's own writer's. */
  private isWriters({ lower, quoted, paragraph }: Token, n: number): boolean {
    const { lexicon, turns } = this.given;
    return lexicon.pronouns.get(lower) === 'first' && !quoted && this.outer[n]! < 0 && !turns.has(paragraph);
  }

  private pronounReferent(token: Token, pronoun: string, n: number): Referent | null {
    const { given } = this;
    const i = tokenAt(given.tokens, token.start);
    switch (pronoun) {
      case 'male':
      case 'female':
        return this.pronouns.get(i) ?? null;
      case 'first': {
        const outer = this.outer[n]!;
        const speaker = outer < 0 ? undefined : this.speakers.get(outer);
        if (speaker) return speaker;
        const turn = given.turns.get(token.paragraph);
        if (turn?.speaker) return { entity: turn.speaker, sure: IN_TURN };
        if (token.quoted) return this.last ? { entity: this.last.entity, sure: 0.5 } : null;
        this.byAuthor.add(n);
        return null;
      }
      case 'second': {
        const hearer = given.turns.get(token.paragraph)?.hearer;
        return hearer ? { entity: hearer, sure: IN_TURN } : null;
      }
      case 'plural':
      case 'thing': {
        const candidates = this.attention.candidates(
          this.placeOf(token, n),
          pronoun === 'plural' ? fitsPlural : fitsThing,
          given.attentionWeights,
        );
        const best = candidates[0];
        const sure = surety(candidates);
        return best && sure >= LEAST ? { entity: best.entity, sure: sure * 0.8 } : null;
      }
      case 'relative': {
        const form = antecedentOf(i, given);
        if (form.form === 'none' || (form.form === 'pronoun' && form.pronoun === 'relative')) return null;
        // "those who …"
        const found =
          form.form === 'pronoun' && form.pronoun === 'indefinite'
            ? this.descriptions.someone([form.token])
            : this.referentOf(form, i, n);
        return found && { ...found, sure: AS_RELATIVE * found.sure };
      }
      case 'indefinite': {
        const { source } = given.attributions[n]!;
        return this.descriptions.someone(source);
      }
      default:
        return null;
    }
  }
}

/**
 * Follows a document from its first word to its last: whom each source and each pronoun means.
 * The work grows with the length of the text: what the reader keeps in mind is bounded.
 * @param given the document's words, names and statements
 * @param mentions its names, in order
 * @param watch told of each pronoun's candidates
 */
export function follow(given: Followed, mentions: readonly Mention[], watch?: Watch): Coreference {
  const reading = new Reading(given, mentions, watch);
  reading.read();
  return reading;
}
