/**
 * The record: what `read` gives for one page. The CLI's JSON, the exports and the ledger use the same names.
 *
 * Offsets count UTF-16 units of `text`, end exclusive, so that `text.slice(start, end)` is always the exact words
 * (the selector form of the W3C Web Annotation Data Model, TextPositionSelector).
 */

/** The version of the record format. */
export const SCHEMA = 'onrecord/1';

/** A stretch of a document's text: UTF-16 offsets, end exclusive. */
export interface Offsets {
  start: number;
  end: number;
}

/** Offsets with the words that stand there. */
export interface Span extends Offsets {
  text: string;
}

/** What a part of a page is. Only `headline`, `body` and `caption` can hold statements. */
export type PartKind = 'headline' | 'dateline' | 'body' | 'byline' | 'bio' | 'caption' | 'trailer' | 'other';

/** A part of a page. Parts stand in the order of the text and never overlap. */
export interface Part extends Offsets {
  kind: PartKind;
}

/** Where and when a report was filed, and by which agency: "VELDIN, March 4 (KPA) —". */
export interface Dateline {
  place: string | null;
  country: string | null;
  agency: string | null;
  /** ISO date (`2018-02-21`). */
  date: string | null;
}

/** Who wrote the page. `name` is null where only an agency signs. */
export interface Byline {
  name: string | null;
  agency: string | null;
}

/** One page as read: its text, its parts, and what it says about itself. */
export interface Document {
  schema: typeof SCHEMA;
  /** Stable: made from the page's bytes. */
  id: string;
  /** The path, URL or NDJSON id that the page was read from. */
  input: string | null;
  url: string | null;
  canonical: string | null;
  /** SHA-256 of the page's bytes as read, in hex. */
  sha256: string;
  /** ISO time at which the page was fetched; null where it was not fetched. */
  retrieved: string | null;
  /** ISO 639-1 code, null where the text is too short or too mixed to tell. */
  language: string | null;
  outlet: { name: string | null; domain: string | null };
  headline: string | null;
  dateline: Dateline | null;
  bylines: Byline[];
  /** ISO date or date-time, with its zone where the page gives one. */
  published: string | null;
  modified: string | null;
  /** The news agency that supplied the whole page. */
  wire: string | null;
  text: string;
  parts: Part[];
}

/** How a statement's words are given: quoted whole, reported, or partly quoted. */
export type StatementKind = 'direct' | 'indirect' | 'mixed';

/** What the words do (the labelling guide's 18 acts). */
export const ACTS = [
  'state',
  'claim',
  'announce',
  'confirm',
  'deny',
  'accuse',
  'criticize',
  'warn',
  'threaten',
  'promise',
  'urge',
  'support',
  'reject',
  'ask',
  'predict',
  'believe',
  'want',
  'apologize',
] as const;
export type Act = (typeof ACTS)[number];

/** What a speaker is. `author` is the writer of the page. */
export type SpeakerKind = 'person' | 'organisation' | 'outlet' | 'document' | 'group' | 'author';

/** One whom statements are filed under, with everything this document calls it. */
export interface Speaker {
  id: string;
  /** The fullest form of the name in this document; "unnamed: senior aide" for the unnamed. */
  name: string;
  kind: SpeakerKind;
  /** Offices and affiliations that the document gives, shortest full form. */
  roles: string[];
  /** Other names in this document. */
  aliases: string[];
  mentions: Span[];
}

/** One hand through which the words came before this page, from the speaker outward. */
export interface Via {
  name: string;
  how: 'told' | 'aired' | 'published' | 'reported' | 'posted';
  /** Where the page says so. */
  span: Span;
}

/**
 * When, where and at what event the words were said. `when` is an ISO date, or `--02-20` (ISO 8601:2000 without its
 * year) where the page gives day and month and nothing tells the year.
 */
export interface Occasion {
  when: string | null;
  where: string | null;
  event: string | null;
}

/** One attribution relation (PARC / PolNeAR scheme), filed under its speaker. */
export interface Statement {
  id: string;
  kind: StatementKind;
  source: Span[];
  cue: Span[];
  content: Span[];
  /** The parts of the content that stand between quotation marks, without the marks. */
  quoted: Span[];
  /** Editors' brackets inside a quotation, brackets included. */
  insertions: Span[];
  /** A speaker's id; null where the page does not tell. */
  speaker: string | null;
  /** How sure it is that the words are this speaker's, 0 to 1; missing where there is no speaker. */
  speakerConfidence?: number;
  role: string | null;
  act: Act;
  /** Whom the words speak of: speaker ids, or names where they are no speaker here. */
  about: string[];
  via: Via[];
  occasion: Occasion;
  /** What the speaker rests on: "according to our data". */
  evidence: Span[];
  /** 0 to 1. */
  confidence: number;
}

/** A document with its statements and their speakers. */
export interface DocumentRecord extends Document {
  speakers: Speaker[];
  statements: Statement[];
}

/** The span of a text between two offsets. @example spanOf('He said no.', 3, 7) // { start: 3, end: 7, text: 'said' } */
export function spanOf(text: string, start: number, end: number): Span {
  return { start, end, text: text.slice(start, end) };
}
