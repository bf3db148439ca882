import type { Language } from '../language/language.js';
import type { Byline, PartKind } from '../record.js';
import { agencyNamed, standsFor } from './agencies.js';
import { tellsOfWriter } from './biography.js';
import { mergeBylines, readByline } from './byline.js';
import { readDateline, readPlaceLine, type FoundDateline } from './dateline.js';
import { readDate, readDateLine } from './dates.js';
import { endsStory, furnitureOf } from './furniture.js';
import { countWords, isDated, isProse, SENTENCE_END } from './line-shape.js';
import { creditWordsOf, isName } from './names.js';
import { MARKS } from './marks.js';

/** A line of a page: a paragraph, heading or line of text, without white space around it. */
export interface Line {
  text: string;
  /** What its markup says of it, {@link MARKS} or-ed together; 0 for plain text. */
  marks: number;
  /** Follows the line before it without an empty line between: one block of a page, in most copies. */
  joined: boolean;
  /** False where the page's layout says that it is no part of the story itself. */
  story: boolean;
}

/** What is known before the lines are looked at. */
export interface AnatomyContext {
  language: Language;
  /** Which line is the headline; null to find it by its place and shape; -1 where none of the lines is. */
  headline: number | null;
  outlet: string | null;
  /** ISO date of publication. */
  published: string | null;
  /** Writers that the page's head names. */
  bylines: Byline[];
}

/** What the lines of a page are. */
export interface Anatomy {
  /** One kind a line. */
  kinds: PartKind[];
  headline: number | null;
  /** The words of the headline alone: its part may hold a standfirst as well. */
  headlineText: string | null;
  /** The dateline and the line that it starts; all of that line where `end` is its length. */
  dateline: (FoundDateline & { line: number }) | null;
  bylines: Byline[];
  published: string | null;
  modified: string | null;
  /** Lines that say where the story comes from or who had a hand in it. */
  credits: number[];
}

/** What a line is by its words alone. */
type Own = PartKind | 'date' | 'credit' | 'ends' | null;

/** Longer lines are no headlines, in UTF-16 units. */
const LONGEST_HEADLINE = 250;
const CLOCK_ALONE = /^\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?$/i;
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$|^\S+@\S+\.\S+$/i;

/** Reads the lines of one page. The steps are in the order in which they are called. */
class Reader {
  readonly own: Own[];
  readonly kinds: PartKind[];
  private bylines: Byline[] = [];
  private published: string | null = null;
  private modified: string | null = null;
  private headline: number | null = null;
  private headlineText: string | null = null;
  private dateline: Anatomy['dateline'] = null;

  constructor(
    private readonly lines: readonly Line[],
    private readonly context: AnatomyContext,
  ) {
    this.own = lines.map((line) => this.ownKind(line));
    this.kinds = lines.map(() => 'body');
  }

  read(): Anatomy {
    this.headline = this.context.headline === null ? this.findHeadline() : this.context.headline;
    if (this.headline < 0) this.headline = null;
    const top = this.readTop();
    const tail = this.readTail(top);
    this.readStory(top, tail);
    const bylines = mergeBylines([this.bylines]);
    return {
      kinds: this.kinds,
      headline: this.headline,
      headlineText: this.headlineText,
      dateline: this.dateline,
      bylines,
      published: this.published,
      modified: this.modified,
      credits: this.own.flatMap((own, at) => (own === 'credit' && this.kinds[at] !== 'body' ? [at] : [])),
    };
  }

  private ownKind({ text, marks }: Line): Own {
    const { language } = this.context;
    if (endsStory(text, language)) return 'ends';
    const furniture = furnitureOf(text, language);
    if (furniture === 'caption' || (marks & MARKS.caption) !== 0) return 'caption';
    if (furniture !== null) return furniture;
    if (readDateLine(text, language, this.context.published)) return 'date';
    if (ADDRESS.test(text) || CLOCK_ALONE.test(text)) return 'other';
    return null;
  }

  private text(at: number): string {
    return this.lines[at]?.text ?? '';
  }

  /** The first line that has the shape of a headline, menus and dates before it left aside; -1 for none. */
  private findHeadline(): number {
    const { lines } = this;
    let at = 0;
    while (at < lines.length && at < 60) {
      // Menus: three short lines or more without an empty line between.
      let end = at + 1;
      while (end < lines.length && lines[end]!.joined) end++;
      const menu =
        end - at >= 3 &&
        end < lines.length &&
        lines.slice(at, end).every(({ text }) => countWords(text) <= 4 && !SENTENCE_END.test(text));
      if (menu) {
        at = end;
        continue;
      }
      const own = this.own[at];
      // A headline may begin like a line that leads elsewhere: "Save this bridge, mayor says".
      const longer = (own === 'trailer' || own === 'credit') && countWords(this.text(at)) >= 5;
      if (own === null || own === undefined || longer) break;
      at++;
    }
    const text = this.text(at);
    const rest = lines.slice(at + 1);
    if (text === '' || text.length > LONGEST_HEADLINE || rest.length === 0) return -1;
    if (readDateline(text, this.context.published, this.context.language)) return -1;
    if (readByline(text, this.context) !== null && rest.length < 3) return -1;
    const words = countWords(text);
    if (
      SENTENCE_END.test(text) &&
      (words > 22 || rest[0]!.joined || !rest.some((line) => countWords(line.text) > words))
    ) {
      // A sentence: the first paragraph of a story without a headline.
      if (!/[?!…]$/.test(text) || words > 22) return -1;
    }
    return words > 40 ? -1 : at;
  }

  /** The lines from the top to the first paragraph of the story; gives that paragraph's number. */
  private readTop(): number {
    const { lines, kinds, own } = this;
    const head = this.headline ?? -1;
    for (let at = 0; at < head; at++) {
      this.takeDate(at);
      this.kinds[at] = this.aside(at);
    }
    if (head >= 0) {
      kinds[head] = 'headline';
      this.headlineText = this.text(head);
      // A headline that runs over the end of its line.
      const next = lines[head + 1];
      if (
        this.context.headline === null &&
        next?.joined &&
        /[;:,–—-]$/u.test(this.text(head)) &&
        !lines[head + 2]?.joined &&
        own[head + 1] === null
      ) {
        kinds[head + 1] = 'headline';
        this.headlineText += ` ${this.text(head + 1)}`;
      }
    }
    let at = head + 1;
    while (kinds[at] === 'headline') at++;
    const start = at;
    const foot = this.headEnd(start);
    for (; at < foot; at++) this.readHeadLine(at, head >= 0);
    for (; at < lines.length && at < start + 25; at++) {
      const text = this.text(at);
      if (own[at] === null && (isProse(text) || this.startsWithDateline(at) || at >= lines.length - 1)) break;
      if (own[at] === null && !this.isHeadNote(at)) break;
      this.readHeadLine(at, false);
    }
    // A standfirst or byline may stand between: the story starts with its first paragraph of prose.
    for (let one = start; one < Math.min(lines.length, at + 6); one++) {
      if (kinds[one] !== 'body' || this.dateline) continue;
      const found = readDateline(this.text(one), this.context.published, this.context.language);
      if (found) this.dateline = { ...found, line: one };
    }
    return at;
  }

  private startsWithDateline(at: number): boolean {
    return readDateline(this.text(at), this.context.published, this.context.language) !== null;
  }

  /** Where the lines about the story end that stand between headline and story: after its last byline or date. */
  private headEnd(start: number): number {
    let end = start;
    let prose = 0;
    for (let at = start; at < Math.min(this.lines.length, start + 14); at++) {
      const text = this.text(at);
      if (this.isHeadNote(at)) end = at + 1;
      else if (this.own[at] !== null) continue;
      else if (this.startsWithDateline(at)) break;
      else if (isProse(text) && (++prose > 2 || text.length > 400)) break;
    }
    return end;
  }

  /** Whether a line between headline and story tells of its writers, place or date. */
  private isHeadNote(at: number): boolean {
    const { text, marks } = this.lines[at]!;
    if (this.own[at] === 'date' || isDated(text, this.context.language)) return true;
    if (this.own[at] !== null) return false;
    if ((marks & MARKS.byline) !== 0 && countWords(text) <= 7 && !SENTENCE_END.test(text)) return true;
    if (readPlaceLine(text, this.context.published, this.context.language)) return true;
    if (this.isByline(at)) return true;
    if (!isName(text, this.context.language)) return false;
    const next = this.own[at + 1];
    return (
      next === 'date' ||
      this.byContext(text) ||
      (at + 1 < this.lines.length && isDated(this.text(at + 1), this.context.language))
    );
  }

  /** Reads a line between headline and story. */
  private readHeadLine(at: number, standfirst: boolean): void {
    const { kinds, own } = this;
    const text = this.text(at);
    const place =
      own[at] === null ? readPlaceLine(text, this.context.published, this.context.language) : null;
    if (place) {
      this.dateline ??= { ...place, line: at };
      kinds[at] = 'dateline';
    } else if (own[at] !== null) {
      this.takeDate(at);
      kinds[at] = this.aside(at);
    } else if (this.takeByline(at, true)) return;
    else if (this.isHeadNote(at)) {
      kinds[at] = 'byline';
      if (isName(text, this.context.language)) this.bylines.push({ name: text, agency: null });
      else this.readMixed(text);
    } else if (isProse(text) || countWords(text) >= 6) {
      // What an editor wrote under the headline belongs to it.
      kinds[at] = standfirst ? 'headline' : 'body';
    } else kinds[at] = 'other';
  }

  /** A line that holds writers and dates at once: "By Ana Torvik on Monday, March 4, 2019 at 9:10 a.m.". */
  private readMixed(text: string): void {
    const { language, published } = this.context;
    const date = readDate(text, language, published);
    if (!date) return;
    if (/\d{4}/.test(text.slice(date.start, date.end))) this.published ??= date.iso;
    const before = text
      .slice(0, date.start)
      .replace(
        /(?:\s*[|•·,/–—-]|\s+(?:on|at)|\s+\p{L}{3,9}day,?|\s*(?:published|updated|posted)\s*:?)+\s*$/giu,
        '',
      );
    const found =
      before === '' ? null : readByline(before, { ...this.context, agency: this.dateline?.agency ?? null });
    if (found) this.bylines.push(...found);
  }

  private byContext(name: string): boolean {
    return this.context.bylines.some(
      (one) => one.name !== null && one.name.toLowerCase() === name.toLowerCase(),
    );
  }

  private isByline(at: number): boolean {
    const line = this.lines[at];
    return line !== undefined && line.text.length < 120 && readByline(line.text, this.context) !== null;
  }

  /** Takes a line as a byline; false when it is none. */
  private takeByline(at: number, top: boolean): boolean {
    const text = this.text(at);
    const found = readByline(text, { ...this.context, agency: this.dateline?.agency ?? null });
    if (!found || (!top && found.length === 0)) return false;
    this.kinds[at] = 'byline';
    this.bylines.push(...found);
    return true;
  }

  private takeDate(at: number): void {
    if (this.own[at] !== 'date') return;
    const date = readDateLine(this.text(at), this.context.language, this.context.published);
    this.published ??= date?.published ?? null;
    this.modified ??= date?.modified ?? null;
  }

  /** What a line is that is no part of the story. */
  private aside(at: number): PartKind {
    const own = this.own[at];
    if (own === 'ends') return 'trailer';
    if (own === 'date') return 'byline';
    if (own === 'credit' || own === null || own === undefined) return 'other';
    return own;
  }

  /** Names that biographies begin with: the writers', with who supplies them. */
  private writers(): string[] {
    return [...this.bylines, ...this.context.bylines].flatMap(({ name }) => (name === null ? [] : [name]));
  }

  private tells(at: number, writers: readonly string[]): boolean {
    return tellsOfWriter(this.text(at), writers, this.context.language);
  }

  /** The lines after the story: bylines at its foot, biographies, what leads elsewhere. Gives the first one's number. */
  private readTail(top: number): number {
    const { lines, own } = this;
    this.findFootBylines(top);
    const writers = this.writers();
    let tail = lines.length;
    // What follows a heading of other stories is none of this one, unless it is most of the page.
    const weights = lines.map((line, at) => (own[at] === null && isProse(line.text) ? line.text.length : 0));
    const total = weights.slice(top).reduce((sum, weight) => sum + weight, 0);
    let before = 0;
    for (let at = top; at < lines.length; at++) {
      if (own[at] === 'ends' && before > 0 && (total - before) * 3 < total) {
        tail = at;
        break;
      }
      before += weights[at]!;
    }
    const ends = tail;
    // Backward over lines that are no story.
    for (let at = tail - 1; at >= top; at--) {
      const isAside =
        own[at] !== null ||
        this.kinds[at] === 'byline' ||
        this.tells(at, writers) ||
        (lines[at]!.marks & (MARKS.bio | MARKS.footer)) !== 0 ||
        this.closesBio(at, writers) ||
        this.isLabel(at, top) ||
        !lines[at]!.story;
      if (!isAside) break;
      tail = at;
    }
    // A biography with notes after it that do not begin with the name.
    for (let at = Math.max(top + 1, lines.length - 12); at < tail; at++) {
      if (!this.tells(at, writers)) continue;
      const after = weights.slice(at, ends).reduce((sum, weight) => sum + weight, 0);
      if (
        after * 4 > total ||
        lines.slice(at, tail).some((line) => /["“”]/u.test(line.text) && line.text.length > 300)
      )
        continue;
      tail = at;
      break;
    }
    const { bioHeadings } = creditWordsOf(this.context.language);
    let inBio = false;
    for (let at = tail; at < lines.length; at++) {
      if (this.kinds[at] === 'byline') continue;
      const bioHeading = bioHeadings.test(this.text(at));
      if (bioHeading || this.tells(at, writers) || (lines[at]!.marks & MARKS.bio) !== 0) inBio = true;
      else if (own[at] === 'trailer' || own[at] === 'ends') inBio = false;
      this.takeDate(at);
      if (at >= ends && !inBio && !bioHeading) this.kinds[at] = own[at] === null ? 'trailer' : this.aside(at);
      else if (inBio && (own[at] === null || bioHeading)) this.kinds[at] = 'bio';
      else this.kinds[at] = this.aside(at);
    }
    return tail;
  }

  /** A line that may go on with a biography: it starts with a pronoun and follows one. */
  private closesBio(at: number, writers: readonly string[]): boolean {
    return (
      at > 0 &&
      creditWordsOf(this.context.language).bioContinues.test(this.text(at)) &&
      this.tells(at - 1, writers)
    );
  }

  /** A few words between lines that are no story ("Email  Print" below "Share this"). */
  private isLabel(at: number, top: number): boolean {
    const text = this.text(at);
    const next = this.own[at + 1];
    if (at <= top || next === null || next === undefined) return false;
    return countWords(text) <= 5 && !SENTENCE_END.test(text) && (this.own[at - 1] ?? null) !== null;
  }

  /** Bylines at the foot: "Ana Torvik", "KPA" alone on their lines after the story. */
  private findFootBylines(top: number): void {
    const { lines, kinds, own } = this;
    const { language, outlet } = this.context;
    const agency = this.dateline?.agency ?? null;
    for (let at = Math.max(top + 1, lines.length - 14); at < lines.length; at++) {
      if (own[at] !== null || kinds[at] !== 'body') continue;
      const text = this.text(at);
      if (text.length > 100 || SENTENCE_END.test(text.replace(/\b(?:Jr|Sr|\p{Lu})\.$/u, ''))) continue;
      if (this.takeByline(at, false)) continue;
      if (isName(text, language) && this.namesWriter(at)) {
        kinds[at] = 'byline';
        this.bylines.push({ name: text, agency: null });
        continue;
      }
      const supplies =
        agencyNamed(text, language) !== null ||
        (agency !== null && (text === agency || standsFor(agency, text))) ||
        (outlet !== null && standsFor(text, outlet)) ||
        /^[\p{Lu}\d.]{2,8}$/u.test(text);
      if (
        kinds[at - 1] === 'byline' &&
        (supplies || (countWords(text) <= 5 && this.tells(at + 1, this.writers())))
      ) {
        kinds[at] = 'byline';
        for (const one of this.bylines) one.agency ??= text;
      }
    }
  }

  /** Whether a name alone on a line is that of the writer: of the head, or with an agency or a biography after it. */
  private namesWriter(at: number): boolean {
    const name = this.text(at);
    if (this.byContext(name)) return true;
    for (let next = at + 1; next < Math.min(this.lines.length, at + 4); next++) {
      if (this.tells(next, [name])) return true;
      if (
        !/^[\p{Lu}\d.]{2,8}$/u.test(this.text(next)) &&
        agencyNamed(this.text(next), this.context.language) === null &&
        countWords(this.text(next)) > 5
      )
        return false;
    }
    // The last words of the page.
    return at === this.lines.length - 1 && at > 3;
  }

  /** The lines between: the story, with what stands inside it and is none of it. */
  private readStory(top: number, tail: number): void {
    const writers = this.writers();
    for (let at = top; at < tail; at++) {
      if (this.kinds[at] !== 'body') continue;
      if (this.own[at] !== null || !this.lines[at]!.story) {
        this.takeDate(at);
        this.kinds[at] = this.aside(at);
      } else if ((this.lines[at]!.marks & MARKS.bio) !== 0 && this.tells(at, writers)) this.kinds[at] = 'bio';
    }
  }
}

/**
 * What each line of a page is.
 * @param lines the page's lines in order
 * @param context what is known of the page beforehand
 * @example anatomyOf([{ text: 'Dam breaks', marks: 0, joined: false, story: true }, …], context).kinds // ['headline', …]
 */
export function anatomyOf(lines: readonly Line[], context: AnatomyContext): Anatomy {
  return new Reader(lines, context).read();
}
