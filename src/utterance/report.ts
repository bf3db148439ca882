import { nameWordsOf } from '../document/body-name.js';
import type { Language } from '../language/language.js';
import type { Act, DocumentRecord, Offsets, Span, Speaker, Statement, StatementKind } from '../record.js';
import { placeKey, regionsOf } from '../speaker/countries.js';
import { handsOf } from '../speaker/hands.js';
import { storyOf, topicsOf } from './page-story.js';
import { innerSpeech } from './inner-speech.js';
import { openingOf, reporterText, sentenceOf } from './page-text.js';
import { reportingOf } from './reporting.js';
import { withOffices } from './offices.js';
import { wordingOf, type Wording } from './wording.js';
import { termsOf, type Term } from './terms.js';
import { dayOf, minuteOf } from './days.js';
import { isOwnVoice } from './own-site.js';
import { speakingFor, whoNamed, whoOf, type Who } from './who.js';

/** A stretch of a report's words and where it stands on the page. */
interface Piece {
  /** Offset in `Report.text`. */
  at: number;
  /** Offset in the page's text. */
  start: number;
  length: number;
}

/**
 * One statement of one page, as matching sees it: what was said, by whom, when. Small and plain, so that a ledger
 * can keep it as JSON beside the statement and compare without reading the page again.
 */
export interface Report {
  /** Unique over all pages: the statement's id; of its second quotation and those after, with `-2` and so on behind it. */
  id: string;
  /** The statement's id. */
  statement: string;
  /** The page's id. */
  page: string;
  kind: StatementKind;
  act: Act;
  /** The content; its pieces joined by a space. */
  text: string;
  pieces: Piece[];
  /** What stands between quotation marks: offsets in `text`. */
  quoted: Offsets[];
  who: Who;
  /** Day on which it was said (days since 1970-01-01), where the page says so. */
  said: number | null;
  /** Day on which the page was published. */
  published: number | null;
  /** Time at which it was published, in minutes since 1970-01-01; of a day alone, its first minute. */
  time: number | null;
  /** Stands in the headline. */
  headline: boolean;
  /** Stands in the first paragraph. */
  opening: boolean;
  /** The page says that the words are of an earlier day: "had said", "last week". */
  back: boolean;
  /** The cue is of words that fell when the page has them: "told the Arden Times", "testified". */
  fresh: boolean;
  /** Marks of the names that the page has most, see `storyOf`: pages of one story share them. */
  story: readonly number[];
  /** Keys of those of its words that the page is about. */
  topics: readonly string[];
}

/** The author of a page by his name, where one signs it. */
function signed({ bylines }: DocumentRecord, speaker: Speaker | undefined): Speaker | undefined {
  const names = bylines.flatMap(({ name }) => name ?? []);
  const [name] = names;
  if (speaker?.kind !== 'author' || name === undefined || names.length > 1) return speaker;
  return { ...speaker, name, kind: 'person' };
}

/** A body that its own page calls by a part of its name has all of it: "the Reserve Bank" of "Reserve Bank of Ostmar". */
function inFull(speaker: Speaker | undefined, body: string | null): Speaker | undefined {
  if (!speaker || body === null || speaker.kind === 'person' || speaker.kind === 'author') return speaker;
  const [short, long] = [nameWordsOf(speaker.name), nameWordsOf(body)];
  const isPart = (from: number) => short.every((word, i) => word === long[from + i]);
  const part = short.length < long.length && (isPart(0) || isPart(long.length - short.length));
  return part ? { ...speaker, name: body.replace(/^the\s+/iu, '') } : speaker;
}

/**
 * The statements of a page as reports, in the record's order. Those without a word are left out. Two quotations that a
 * page gives as one statement (“A,” she said. “B.”) are two reports: other pages may have one of them alone.
 * @param record the page as read
 * @param idOf the id that a statement has in the whole collection
 * @param language its lists tell reporting clauses
 * @example reportsOf(record, (statement) => `${record.id}-${statement.id}`, english)
 */
export function reportsOf(
  record: DocumentRecord,
  idOf: (statement: Statement, index: number) => string,
  language: Language,
): Report[] {
  const speakers = new Map(record.speakers.map((speaker) => [speaker.id, speaker]));
  const headline = record.parts.find(({ kind }) => kind === 'headline');
  const opening = openingOf(record);
  const published = dayOf(record.published) ?? dayOf(record.dateline?.date ?? null);
  const reporting = reportingOf(language);
  const { looksBack, joints } = reporting;
  const ownVoice = isOwnVoice(record, reporting);
  const speaksFor = ownVoice ? record.outlet.name : null;
  const reporter = reporterText(record);
  const story = storyOf(record, language, ownVoice);
  const about = topicsOf(record, language);
  const wording = wordingOf(language);
  const { fresh: freshCues } = handsOf(language);
  return record.statements.flatMap((statement, index): Report[] => {
    const speaker = unlessDescribed(
      statement.speaker === null ? undefined : speakers.get(statement.speaker),
      statement,
      language,
    );
    const inner = innerSpeech(statement, speaker, language);
    const parts = quotationsOf(record, statement, inner?.content ?? statement.content)
      .flatMap((content) => clausesOf(statement, content, joints))
      .map(joined)
      .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
    const start = statement.content[0]?.start ?? 0;
    const sentence = sentenceOf(record, statement);
    const name = inner?.name ?? (speaker ? null : antecedent(record, statement));
    const known =
      name === null ? speaker : record.speakers.find((one) => names(one).some((form) => name.endsWith(form)));
    const id = idOf(statement, index);
    const cue = statement.cue.flatMap(({ text }) => text.toLowerCase().split(/\s+/u));
    const fresh = cue.some((word) => freshCues.has(word));
    return parts.map(({ text, pieces }, n) => ({
      id: n === 0 ? id : `${id}-${n + 1}`,
      statement: id,
      page: record.id,
      kind: parts.length > 1 && statement.quoted.length > 1 ? 'direct' : statement.kind,
      act: statement.act,
      text,
      pieces,
      quoted: statement.quoted.flatMap((span) => within(span, pieces)),
      who: withOffices(
        name === null
          ? speakingFor(whoOf(inFull(signed(record, speaker), speaksFor), statement), speaksFor)
          : whoNamed(name, known),
        language,
      ),
      said: dayOf(statement.occasion.when),
      published,
      time: minuteOf(record.published) ?? (published === null ? null : published * 1440),
      headline: headline !== undefined && start < headline.end,
      opening: start < opening.end,
      fresh,
      back: reporter.slice(sentence.start, sentence.end).search(looksBack) >= 0,
      story,
      topics: [...new Set(termsOf(text, wording).map(({ key }) => key))].filter((key) => about.has(key)),
    }));
  });
}

/** The most quotations of one statement that are told apart. */
const MOST_QUOTATIONS = 8;

/**
 * The content of a statement, cut where the reporter's own words end a sentence between two quotations.
 * “A,” she said, “and B” is one sentence of the speaker's and stays together.
 */
function quotationsOf(record: DocumentRecord, { quoted }: Statement, content: readonly Span[]): Span[][] {
  const isQuoted = ({ start, end }: Span) =>
    quoted.some(
      (span) => span.start >= start && span.end <= end && 2 * (span.end - span.start) >= end - start,
    );
  const out: Span[][] = [];
  content.forEach((span, i) => {
    const before = content[i - 1];
    const between = before ? record.text.slice(before.end, span.start) : '';
    const apart = /\p{L}.*[.!?:]\s*$/su.test(between);
    if (before && apart && isQuoted(before) && isQuoted(span) && out.length < MOST_QUOTATIONS)
      out.push([span]);
    else if (out.length === 0) out.push([span]);
    else out.at(-1)!.push(span);
  });
  return out;
}

/** The fewest words that a clause needs to be a report of its own. */
const LEAST_CLAUSE = 3;

/**
 * Indirect speech, cut where one "that" clause ends and the next begins: "that A, and that B" may sum up two acts of
 * saying. Pieces that no other page holds apart are one utterance again, see `clusters`.
 */
function clausesOf({ kind }: Statement, content: Span[], joints: RegExp): Span[][] {
  if (kind === 'direct') return [content];
  const out: Span[][] = [];
  let current: Span[] = [];
  for (const span of content) {
    let from = 0;
    // Words are counted once: each joint only goes on from the one before.
    const words = [...span.text.matchAll(/\S+/gu)].map(({ index }) => index);
    let passed = 0;
    let begun = 0;
    for (const match of span.text.matchAll(joints)) {
      if (out.length >= MOST_QUOTATIONS) break;
      while (passed < words.length && words[passed]! < match.index) passed++;
      const after = match.index + match[0].length;
      let left = passed;
      while (left < words.length && words[left]! < after) left++;
      if (passed - begun < LEAST_CLAUSE || words.length - left < LEAST_CLAUSE) continue;
      out.push([...current, cut(span, from, match.index)]);
      current = [];
      from = after;
      begun = left;
    }
    current.push(cut(span, from, span.text.length));
  }
  return [...out, current];
}

/** A part of a span, by offsets in its text. */
const cut = ({ start, text }: Span, from: number, to: number): Span => ({
  start: start + from,
  end: start + to,
  text: text.slice(from, to),
});

/** "the Dane", "the Republic" describe, they do not name: such a speaker is unnamed. */
function unlessDescribed(
  speaker: Speaker | undefined,
  statement: Statement,
  language: Language,
): Speaker | undefined {
  if (!speaker || speaker.kind !== 'person' || /\s/u.test(speaker.name)) return speaker;
  const source = statement.source
    .map(({ text }) => text)
    .join(' ')
    .trim();
  const region = regionsOf(language).of.get(placeKey(speaker.name));
  const described = region?.as === 'demonym' || (/^the\s/iu.test(source) && source.endsWith(speaker.name));
  return described ? { ...speaker, name: `unnamed: ${speaker.name}`, kind: 'group' } : speaker;
}

const names = (speaker: Speaker) => [speaker.name, ...speaker.aliases].filter((name) => /\p{Lu}/u.test(name));

/** "Deputy Minister Ana Torvik, who had said": the name that a relative pronoun goes back to. */
function antecedent(record: DocumentRecord, { source }: Statement): string | null {
  const [span] = source;
  if (!span || source.length > 1 || !/^who$/iu.test(span.text.trim())) return null;
  const before = record.text.slice(Math.max(0, span.start - 80), span.start);
  return (
    /((?:\p{Lu}[\p{L}\p{M}.'’-]*\s+){1,6}),?\s*$/u.exec(before.replace(/,\s*$/u, ' '))?.[1]?.trim() ?? null
  );
}

function joined(content: readonly Span[]): { text: string; pieces: Piece[] } {
  const pieces: Piece[] = [];
  let text = '';
  for (const span of content) {
    if (text !== '') text += ' ';
    pieces.push({ at: text.length, start: span.start, length: span.text.length });
    text += span.text;
  }
  return { text, pieces };
}

function within({ start, end }: Offsets, pieces: readonly Piece[]): Offsets[] {
  return pieces.flatMap((piece) => {
    const from = Math.max(start, piece.start);
    const to = Math.min(end, piece.start + piece.length);
    return to > from ? [{ start: piece.at + from - piece.start, end: piece.at + to - piece.start }] : [];
  });
}

/**
 * Where words of a report stand on its page. A stretch over a joint of two pieces gives one span for each.
 * @example spansOnPage(report, { start: 0, end: 4 })[0].text
 */
export function spansOnPage(report: Report, { start, end }: Offsets): Span[] {
  return report.pieces.flatMap((piece) => {
    const from = Math.max(start, piece.at);
    const to = Math.min(end, piece.at + piece.length);
    if (to <= from) return [];
    const at = piece.start + from - piece.at;
    return [{ start: at, end: at + to - from, text: report.text.slice(from, to) }];
  });
}

/** A term of a report, and whether it stands between quotation marks. */
export interface ReportTerm extends Term {
  quoted: boolean;
}

/** The most terms of one report that are compared: a speech given in full is compared by its beginning. */
const MOST_TERMS = 400;
const termsBy = new WeakMap<Report, ReportTerm[]>();

/** The terms of a report, made once. @example termsOfReport(report, wording).length */
export function termsOfReport(report: Report, wording: Wording): ReportTerm[] {
  let terms = termsBy.get(report);
  if (!terms) {
    terms = termsOf(report.text.slice(0, 40 * MOST_TERMS), wording)
      .slice(0, MOST_TERMS)
      .map(({ form, key, kind, weight, start, end }) => ({
        form,
        key,
        kind,
        weight,
        start,
        end,
        quoted: report.quoted.some((quote) => start >= quote.start && end <= quote.end),
      }));
    termsBy.set(report, terms);
  }
  return terms;
}
