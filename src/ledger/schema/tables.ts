import type { ColumnType, Generated } from 'kysely';
import type {
  Byline,
  Dateline,
  Offsets,
  Part,
  SpeakerKind,
  Span,
  Act,
  Statement,
  StatementKind,
} from '../../record.js';
import type { Answer } from '../../utterance/answers.js';
import type { Claim } from '../../utterance/claims.js';
import type { Report } from '../../utterance/report.js';
import type { KeptChange } from '../correction.js';
import type { SpeakerRule } from '../types.js';
import type { FeedPages, Feeds } from './feed-tables.js';

/** JSON: a value when read, text when written (`JSON.stringify`). */
type Json<T> = ColumnType<T, string, string>;
/** ISO time. */
type Time = ColumnType<string, string, string>;

/** A page's address, whatever its versions say. */
export interface Documents {
  id: string;
  /** What makes it this document: its URL, or what stands for one. */
  address: string;
  /** Its newest version. */
  newest: number;
  /** How many statements had ids so far, those of old versions and readings too. */
  numbered: number;
}

/** What a document said at one time. */
export interface Versions {
  document_id: string;
  version: number;
  newest: boolean;
  /** Hash of all that makes it differ from another version, see `face.ts`. */
  face: string;
  input: string | null;
  url: string | null;
  canonical: string | null;
  sha256: string;
  retrieved: string | null;
  language: string | null;
  outlet_id: string | null;
  outlet_name: string | null;
  outlet_domain: string | null;
  headline: string | null;
  dateline: Json<Dateline | null> | null;
  bylines: Json<Byline[]>;
  published: string | null;
  modified: string | null;
  wire: string | null;
  text: string;
  parts: Json<Part[]>;
  /** The day that it is filed under: publication, else reading. */
  day: ColumnType<string | null, string | null, string | null>;
  statements: number;
  added: Time;
  reader: string;
}

/** Each time that a page was read and said what this version says. */
export interface Readings {
  document_id: string;
  version: number;
  n: number;
  sha256: string;
  at: Time;
  url: string | null;
  headers: Json<Record<string, string>>;
}

/** Bytes as read, compressed with gzip. */
export interface Evidence {
  sha256: string;
  bytes: ColumnType<Uint8Array, Uint8Array, never>;
  /** Of the bytes as read. */
  size: number;
}

export interface Outlets {
  id: string;
  name: string;
  domain: string | null;
}

/** Who signs pages. */
export interface Writers {
  id: string;
  name: string;
  agency: boolean;
}

export interface VersionWriters {
  document_id: string;
  version: number;
  writer_id: string;
}

/** Speakers across pages, one row a name. */
export interface Speakers {
  id: string;
  name: string;
  kind: SpeakerKind;
  /** The one whose name this is too, see `entries.ts`; null where it is an entry of its own. */
  entry_id: ColumnType<string | null, string | null | undefined, string | null>;
}

/** Under what names meet that can be of one speaker. */
export interface SpeakerKeys {
  key: string;
  speaker_id: string;
}

/** Everything that a speaker is called in any page. */
export interface SpeakerNames {
  speaker_id: string;
  name_id: string;
  name: string;
}

/** The speakers of one page, as the page has them. */
export interface PageSpeakers {
  document_id: string;
  version: number;
  n: number;
  /** Its id in the record. */
  local: string;
  speaker_id: string;
  name: string;
  kind: SpeakerKind;
  roles: Json<string[]>;
  aliases: Json<string[]>;
  mentions: Json<Span[]>;
}

/** Statements: the machine's reading, and beside it what holds now, corrections counted. */
export interface Statements {
  id: string;
  document_id: string;
  version: number;
  /** Its place in the record. */
  n: number;
  /** The machine's reading, as in the record. Never changed. */
  reading: Json<Statement>;
  kind: StatementKind;
  act: Act;
  speaker_id: string | null;
  role: string | null;
  confidence: number;
  day: ColumnType<string | null, string | null, string | null>;
  outlet_id: string | null;
  /** The words of the content. */
  words: string;
  start: number;
  end: number;
  /** Of the newest version, and not dropped: what lists and searches show. */
  live: boolean;
  dropped: boolean;
  corrected: boolean;
  search: Generated<string>;
}

/** Whom a statement speaks of. */
export interface StatementAbout {
  statement_id: string;
  n: number;
  speaker_id: string | null;
  name: string;
}

export interface Corrections {
  id: string;
  document_id: string;
  sha256: string;
  /** Where it stands now; null where the newest reading has no such statement. */
  statement_id: string | null;
  exact: string;
  prefix: string;
  suffix: string;
  /** The offsets of each piece of the content when it was made. */
  content: Json<Offsets[]>;
  change: Json<KeptChange>;
  author: string;
  reason: string | null;
  made: Time;
  undone: ColumnType<string | null, string | null, string | null>;
  undone_by: string | null;
}

export interface SpeakerRules {
  n: number;
  rule: Json<SpeakerRule>;
}

/** The tables of `0001-ledger.ts`. A new migration adds its own to {@link Tables}. */
export interface LedgerTables {
  documents: Documents;
  versions: Versions;
  readings: Readings;
  evidence: Evidence;
  outlets: Outlets;
  writers: Writers;
  version_writers: VersionWriters;
  speakers: Speakers;
  speaker_names: SpeakerNames;
  page_speakers: PageSpeakers;
  statements: Statements;
  statement_about: StatementAbout;
  corrections: Corrections;
  speaker_rules: SpeakerRules;
}

/** A statement as matching sees it, and the utterance that it belongs to. */
export interface Reports {
  /** The statement's id. */
  id: string;
  document_id: string;
  utterance_id: string;
  /** When its page came out: minutes since 1970. */
  minute: number | null;
  report: Json<Report>;
}

export interface ReportKeys {
  key: number;
  report_id: string;
  weight: number;
}

export interface ReportPairs {
  a: string;
  b: string;
  confidence: number;
}

export interface Claims {
  report_id: string;
  claim: Json<Claim>;
}

export interface ClaimKeys {
  key: number;
  report_id: string;
}

export interface Answers {
  from_id: string;
  to_id: string;
  answer: Json<Answer>;
}

/** Documents whose statements changed since they were matched. */
export interface Unmatched {
  document_id: string;
}

/** A link inside a page's text. */
export interface PageLinks {
  document_id: string;
  n: number;
  url: string;
  /** The words that are the link, where they are known. */
  span: Json<Span | null> | null;
}

/** The tables of `0002-utterances.ts` and `0006-page-links.ts`: all made from the others, see {@link DERIVED}. */
export interface UtteranceTables {
  reports: Reports;
  report_keys: ReportKeys;
  report_pairs: ReportPairs;
  claims: Claims;
  claim_keys: ClaimKeys;
  answers: Answers;
  unmatched: Unmatched;
  page_links: PageLinks;
}

/** Tables that can be made again from the rest, and are: no backup needs them. */
export const DERIVED: readonly (keyof UtteranceTables)[] = [
  'reports',
  'report_keys',
  'report_pairs',
  'claims',
  'claim_keys',
  'answers',
  'unmatched',
  'page_links',
];

/** The tables of `0003-feeds.ts`. */
export interface FeedTables {
  feeds: Feeds;
  feed_pages: FeedPages;
}

/** The table of `0005-speaker-entries.ts`. */
export interface EntryTables {
  speaker_keys: SpeakerKeys;
}

/** Every table, for kysely. */
export type Tables = LedgerTables & UtteranceTables & FeedTables & EntryTables;
