import { createHash } from 'node:crypto';
import {
  SCHEMA,
  spanOf,
  type DocumentRecord,
  type Speaker,
  type Span,
  type Statement,
} from '../../src/record.js';

/** One who speaks in a story. */
export interface Voice {
  name: string;
  role: string;
}

/** Writes a page's text and, beside it, the record that a careful reader would make of it. */
export class PageWriter {
  private text = '';
  private readonly statements: Statement[] = [];
  private readonly speakers = new Map<string, Speaker>();
  private readonly parts: DocumentRecord['parts'] = [];
  private from = 0;

  constructor(
    readonly outlet: { name: string; domain: string },
    readonly published: string,
    readonly url: string,
  ) {}

  headline(words: string): this {
    this.text += words;
    this.parts.push({ kind: 'headline', start: 0, end: words.length });
    return this.paragraph();
  }

  paragraph(): this {
    if (this.text.length > this.from && this.from > 0)
      this.parts.push({ kind: 'body', start: this.from, end: this.text.length });
    this.text += '\n\n';
    this.from = this.text.length;
    return this;
  }

  write(words: string): this {
    this.text += words;
    return this;
  }

  /** The next words, as a span. */
  private span(words: string): Span {
    const start = this.text.length;
    this.text += words;
    return spanOf(this.text, start, start + words.length);
  }

  /**
   * A quotation with its speaker: “words,” Name said rest.
   * @param voice who; @param shown how the page calls the speaker: by name, or unnamed
   */
  quote(words: string, voice: Voice, shown: string, rest: string, when: string | null): this {
    const start = this.text.length;
    this.text += `“${words},”`;
    const content = spanOf(this.text, start, this.text.length);
    this.text += ' ';
    const source = this.span(shown);
    const said = rest.split(' ')[0]!;
    this.text += ' ';
    const cue = this.span(said);
    this.text += `${rest.slice(said.length)}.`;
    this.state(
      'direct',
      content,
      [spanOf(this.text, start + 1, content.end - 1)],
      voice,
      shown,
      source,
      cue,
      when,
    );
    return this;
  }

  /** Words reported: Name said that words. */
  report(words: string, voice: Voice, shown: string, said: string, after: string, when: string | null): this {
    const source = this.span(shown);
    this.text += ' ';
    const cue = this.span(said);
    this.text += ' ';
    const content = this.span(words);
    this.text += `${after}.`;
    this.state('indirect', content, [], voice, shown, source, cue, when);
    return this;
  }

  private state(
    kind: Statement['kind'],
    content: Span,
    quoted: Span[],
    voice: Voice,
    shown: string,
    source: Span,
    cue: Span,
    when: string | null,
  ): void {
    const named = shown.includes(voice.name.split(' ').at(-1)!);
    const key = named ? voice.name : `unnamed: ${voice.role}`;
    if (!this.speakers.has(key))
      this.speakers.set(key, {
        id: `sp${this.speakers.size + 1}`,
        name: key,
        kind: named ? 'person' : 'group',
        roles: named ? [voice.role] : [],
        aliases: [],
        mentions: [],
      });
    this.statements.push({
      id: `st${this.statements.length + 1}`,
      kind,
      source: [source],
      cue: [cue],
      content: [content],
      quoted,
      insertions: [],
      speaker: this.speakers.get(key)!.id,
      role: voice.role,
      act: 'state',
      about: [],
      via: [],
      occasion: { when, where: null, event: null },
      evidence: [],
      confidence: 0.9,
    });
  }

  /** The record, with what the page says of itself. */
  done(given: Partial<Pick<DocumentRecord, 'dateline' | 'bylines' | 'wire'>> = {}): DocumentRecord {
    this.paragraph();
    const sha256 = createHash('sha256').update(`${this.url}\n${this.text}`).digest('hex');
    return {
      schema: SCHEMA,
      id: sha256.slice(0, 12),
      input: null,
      url: this.url,
      canonical: null,
      sha256,
      retrieved: null,
      language: 'en',
      outlet: this.outlet,
      headline: this.text.split('\n')[0] ?? null,
      dateline: null,
      bylines: [],
      published: this.published,
      modified: null,
      wire: null,
      ...given,
      text: this.text,
      parts: this.parts,
      speakers: [...this.speakers.values()],
      statements: this.statements,
    };
  }
}
