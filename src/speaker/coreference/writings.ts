import type { Token } from '../tokens.js';
import type { Entity, Referent } from '../entities.js';
import type { Mention } from '../mentions/mention.js';
import type { SourceForm } from '../source.js';
import type { Followed } from './coreference.js';
import type { Discourse } from './discourse.js';
import { LONGEST } from './noun-phrases.js';

/** How sure it is that "the statement" is that of the one who was just said to make one. */
const AS_WRITER = 0.7;
/** Paragraphs within which it is. */
const WRITTEN = 3;

/** A letter or statement that a page tells of. */
interface Writing {
  noun: string;
  sentence: number;
  paragraph: number;
  /** Who is named as its writer, or else the subject of the sentence. */
  writer: Entity | null;
  by: boolean;
}

/** The letters and statements that a page tells of, and who wrote them. */
export class Writings {
  /** The one that was told of last, and who is the subject there. */
  private writing: Writing | null = null;

  constructor(
    private readonly given: Followed,
    private readonly discourse: Discourse,
    private readonly mentionAt: ReadonlyMap<number, Mention>,
  ) {}

  /** Notes where someone's words are first told of: "Holt said in a statement", "the campaign sent an email". */
  note(i: number): void {
    const { tokens, lexicon } = this.given;
    const noun = tokens[i]!;
    if (noun.quoted || noun.headline || !lexicon.writings.has(noun.lower)) return;
    // "Holt said in a statement", "the company contended in its letter"
    const owned = ({ lower }: Token) => lexicon.sources.possessives.has(lower);
    let from = i;
    while (
      from > 0 &&
      i - from < LONGEST &&
      tokens[from]!.joined &&
      !lexicon.sources.articles.has(tokens[from]!.lower) &&
      !owned(tokens[from]!)
    )
      from--;
    const opening = tokens[from]!;
    const anew = lexicon.sources.articles.has(opening.lower) && !lexicon.sources.definite.has(opening.lower);
    if (!anew && !owned(opening)) return;
    const by = lexicon.sources.authors.has(tokens[i + 1]?.lower ?? '') ? this.nameBehind(i + 1) : null;
    const here = [this.discourse.acting, this.discourse.subject].find(
      (one) => one?.sentence === noun.sentence,
    );
    const writer = by ?? here?.entity ?? null;
    this.writing = {
      noun: noun.lower,
      by: by !== null,
      sentence: noun.sentence,
      paragraph: noun.paragraph,
      writer,
    };
  }

  /**
   * Who wrote what a source takes up: "the statement", a paragraph or two behind "Holt said in a statement".
   * @param knows whether a noun stood for someone or something before
   */
  writerOf(form: SourceForm, { paragraph }: Token, knows: (noun: string) => boolean): Referent | null {
    const { last } = this.discourse;
    const writing = this.writing && paragraph - this.writing.paragraph <= WRITTEN ? this.writing : null;
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
    const here = last?.token.paragraph === paragraph ? last.entity : null;
    const writer = here?.kind === 'organisation' || here?.kind === 'person' ? here : null;
    if (!writing && writer && this.given.lexicon.writings.has(noun) && !knows(noun))
      return { entity: writer, sure: AS_WRITER };
    if (!writing || form.noun?.lower !== writing.noun) return null;
    const told = last?.token.sentence === writing.sentence ? last.entity : null;
    const entity = writing.by
      ? writing.writer
      : (told ?? this.discourse.voiceOf(writing.sentence) ?? writing.writer);
    return entity && !entity.unnamed ? { entity, sure: AS_WRITER } : null;
  }

  /** Whom the first name within a few words behind a word means. */
  private nameBehind(at: number): Entity | null {
    for (let i = at + 1; i <= at + LONGEST; i++) {
      const mention = this.mentionAt.get(i);
      if (mention) return this.given.entities.of.get(mention) ?? null;
    }
    return null;
  }
}
