import { antecedentOf } from '../antecedent.js';
import { fitsPlural, fitsThing, surety, type Attention } from '../attention.js';
import type { Descriptions } from '../descriptions/descriptions.js';
import type { Entity, Referent } from '../entities.js';
import type { Mention } from '../mentions/mention.js';
import type { SeveralForm, SourceForm } from '../source.js';
import { tokenAt, type Token } from '../tokens.js';
import { impliedBy } from '../unsourced.js';
import type { Followed } from './coreference.js';
import type { Discourse } from './discourse.js';

/** Candidates this sure are given; under it nobody is. */
const LEAST = 0.2;
/** How sure it is that the noun before a relative pronoun is whom it means. */
const AS_RELATIVE = 0.9;
/** How sure it is that "I" in a turn of an interview is who speaks it, and that what has no source there is theirs. */
const IN_TURN = 0.9;
const UNSOURCED_TURN = 0.6;

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

/** Chooses whom the source of a statement means, by what has been read up to it. */
export class Sources {
  constructor(
    private readonly given: Followed,
    private readonly discourse: Discourse,
    private readonly attention: Attention,
    private readonly descriptions: Descriptions,
  ) {}

  /** Whom a statement without a source is filed under. */
  unsourced(n: number, token: Token): Referent | null {
    const outer = this.discourse.outer[n]!;
    const turn = this.given.turns.get(token.paragraph);
    if (turn?.speaker && outer < 0) return { entity: turn.speaker, sure: UNSOURCED_TURN };
    return impliedBy(
      {
        statement: this.given.attributions[n]!,
        token,
        text: this.given.text,
        subject: this.discourse.subject?.sentence === token.sentence ? this.discourse.subject.entity : null,
        last: this.discourse.last,
        outer: outer < 0 ? null : (this.discourse.speakers.get(outer)?.entity ?? null),
        only: () => this.onlyPerson(token),
      },
      this.given.unsourced,
    );
  }

  /** The only person whom the page names before a word; where it names none, the only name of two words in its headline. */
  private onlyPerson({ start }: Token): Entity | null {
    const before = this.given.entities.all.filter(
      ({ unnamed, mentions }) => !unnamed && (mentions[0]?.start ?? start) < start,
    );
    const people = before.filter(({ kind }) => kind === 'person');
    const names = before.filter(
      ({ kind, things, article, full, mentions }) =>
        kind === 'name' && full > 0 && things === 0 && !article && mentions[0]!.token.headline,
    );
    const [only, ...others] = people.length > 0 ? people : names;
    return only && others.length === 0 ? only : null;
  }

  /**
   * Whom the words of a source mean.
   * @param i index of their first word
   * @param n the statement
   */
  referent(form: SourceForm, i: number, n: number): Referent | null {
    const { entities } = this.given;
    switch (form.form) {
      case 'none':
        return null;
      case 'names': {
        const named = form.mentions.map((mention) => entities.of.get(mention)!);
        const { pronoun } = form;
        const other = pronoun && this.discourse.pronouns.get(tokenAt(this.given.tokens, pronoun.start));
        if (other) named.unshift(other.entity);
        const entity =
          named.length > 1 ? this.descriptions.together(named, form.mentions[0]!.token) : named[0]!;
        return { entity, sure: namedSurely(form.mentions[0]!, entity) };
      }
      case 'description':
        // "my view", outside of quotations, is the writer's.
        if (form.kind === 'document' && form.ownerPronoun && this.isWriters(form.ownerPronoun, n)) {
          this.discourse.byAuthor.add(n);
          return null;
        }
        return this.descriptions.referent(form, i, this.discourse.placeOf(this.given.tokens[i]!, n));
      case 'pronoun':
        return this.pronounReferent(form.token, form.pronoun, n);
      case 'several':
        return { entity: this.several(form, n), sure: 0.7 };
    }
  }

  /** Some who are joined, each by name or as described: "Holt and her aides". */
  private several({ parts }: SeveralForm, n: number): Entity {
    const { tokens } = this.given;
    const names = parts.map((part) => {
      const first =
        part.form === 'names'
          ? part.mentions[0]!.token
          : part.form === 'pronoun'
            ? part.token
            : part.tokens[0]!;
      const found = this.referent(part, tokenAt(tokens, first.start), n)?.entity;
      const printed =
        part.form === 'description' &&
        (part.kind === 'group' || part.ownerPronoun !== null || !found || found.unnamed);
      return printed ? this.descriptions.printed(part) : (found?.name ?? first.text);
    });
    return this.descriptions.joined(names);
  }

  /** Whether a pronoun of the first person is the page's own writer's. */
  private isWriters({ lower, quoted, paragraph }: Token, n: number): boolean {
    const { lexicon, turns } = this.given;
    return (
      lexicon.pronouns.get(lower) === 'first' &&
      !quoted &&
      this.discourse.outer[n]! < 0 &&
      !turns.has(paragraph)
    );
  }

  /** Whom a pronoun that is a source means. */
  private pronounReferent(token: Token, pronoun: string, n: number): Referent | null {
    const { given } = this;
    const i = tokenAt(given.tokens, token.start);
    switch (pronoun) {
      case 'male':
      case 'female':
        return this.discourse.pronouns.get(i) ?? null;
      case 'first': {
        const outer = this.discourse.outer[n]!;
        const speaker = outer < 0 ? undefined : this.discourse.speakers.get(outer);
        if (speaker) return speaker;
        const turn = given.turns.get(token.paragraph);
        if (turn?.speaker) return { entity: turn.speaker, sure: IN_TURN };
        if (token.quoted)
          return this.discourse.last ? { entity: this.discourse.last.entity, sure: 0.5 } : null;
        this.discourse.byAuthor.add(n);
        return null;
      }
      case 'second': {
        const hearer = given.turns.get(token.paragraph)?.hearer;
        return hearer ? { entity: hearer, sure: IN_TURN } : null;
      }
      case 'plural':
      case 'thing': {
        const candidates = this.attention.candidates(
          this.discourse.placeOf(token, n),
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
            : this.referent(form, i, n);
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
