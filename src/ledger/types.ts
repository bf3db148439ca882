/**
 * The ledger as its users see it: what goes in, what comes out. Names are those of the record (`src/record.ts`).
 *
 * Ids are short and made from what they name, so that they are the same in every ledger that read the same page:
 * `d4k9x2m7q1a` a document (from its address), `s4k9x2m7q1a-14` its fourteenth statement, `p8c2…` a speaker.
 * A document's id with its version is written `d4k9x2m7q1a@2`.
 */
import type { UtteranceLine } from '../utterance/line.js';
import type { Trace } from '../utterance/trace.js';
import type {
  Act,
  Document,
  DocumentRecord,
  Occasion,
  Speaker,
  SpeakerKind,
  Statement,
  StatementKind,
} from '../record.js';
import type { FeedBook } from './feed-book.js';

/** What a page was read from, kept with it: its bytes and how they came. */
export interface Evidence {
  /** The page's bytes as read; their SHA-256 is the record's `sha256`. */
  bytes: Uint8Array;
  /** The address they came from, after redirects. Default: the record's `url`. */
  url?: string | null;
  /** ISO time of fetching. Default: the record's `retrieved`. */
  retrieved?: string | null;
  /** Headers of the answer, lower case; whoever fetches decides which are worth keeping. */
  headers?: Readonly<Record<string, string>>;
}

/** What became of a page that was added. */
export interface Added {
  /**
   * `new`: a document the ledger did not have; `version`: a document that it had, whose words are others now;
   * `reread`: the same version with a new reading; `unchanged`: nothing but the time of this reading was new.
   */
  outcome: 'new' | 'version' | 'reread' | 'unchanged';
  document: string;
  /** From 1. */
  version: number;
  /** The ids of its statements, in the record's order. */
  statements: string[];
}

export interface AddOptions {
  /** Where the page comes from, where it has no URL: `file:///…/story.html`. Default: none, its bytes name it. */
  address?: string;
  /** Put a new reading in the place of the old one where the bytes are there already. Default false. */
  reread?: boolean;
  /** With `reread`: the document whose kept bytes these are, whatever address the page would be known by now. */
  document?: string;
}

/** A statement as the ledger gives it: the machine's reading with the corrections in force put over it. */
export interface LedgerStatement extends Omit<Statement, 'speaker' | 'about'> {
  document: string;
  version: number;
  /** A ledger speaker's id. */
  speaker: string | null;
  /** Its name, so that a list needs no second question. */
  speakerName: string | null;
  speakerKind: SpeakerKind | null;
  /** Ids of ledger speakers, or names where they are none. */
  about: string[];
  /** The names of `about`, in the same order. */
  aboutNames: string[];
  /** The day of the words: the occasion's, else that of publication, else that of reading. ISO date. */
  day: string | null;
  /** The exact words, pieces joined with ` … `. */
  words: string;
  /** Ids of the corrections in force. */
  corrections: string[];
  /** Whether a correction says that this is no statement. Such ones are left out of lists and searches. */
  dropped: boolean;
}

/** A document's head, without its text. */
export interface DocumentEntry extends Omit<Document, 'text' | 'parts' | 'schema'> {
  version: number;
  versions: number;
  statements: number;
  /** ISO time at which the ledger took it in. */
  added: string;
}

/** A document's version with its statements: the record, with the ledger's ids in the place of the page's own. */
export interface LedgerDocument extends Omit<DocumentRecord, 'statements' | 'speakers'> {
  version: number;
  versions: number;
  added: string;
  /** What read it: `onrecord 0.1.0`. */
  reader: string;
  /** As the page has them; `id` is the ledger's, so one may stand here twice where two were merged. */
  speakers: Speaker[];
  statements: LedgerStatement[];
}

/** One version of a document. */
export interface Version {
  document: string;
  version: number;
  sha256: string;
  headline: string | null;
  published: string | null;
  modified: string | null;
  added: string;
  /** Every time the page was read and found to say this. ISO times, oldest first. */
  readings: { at: string; sha256: string; url: string | null }[];
}

/** A list, as much of it as was asked for. */
export interface Listing<T> {
  items: T[];
  /** Give this as `cursor` to go on; null at the end. */
  next: string | null;
}

export interface ListOptions {
  /** The most items, 1 to 1000. Default 20. */
  limit?: number;
  cursor?: string;
}

/** Which statements. All that is given must hold; a list means any of it. */
export interface StatementFilter {
  /** Ids or names of speakers. A name finds every speaker who is called so, by whole words: `Brandvik`. */
  speaker?: string | readonly string[];
  /** Whom the words speak of: ids or names. */
  about?: string | readonly string[];
  act?: Act | readonly Act[];
  kind?: StatementKind | readonly StatementKind[];
  /** Names or domains of outlets. */
  outlet?: string | readonly string[];
  /** Names of writers or agencies in bylines. */
  byline?: string | readonly string[];
  document?: string | readonly string[];
  language?: string | readonly string[];
  /** First and last day, inclusive, ISO dates; a month or a year may be given alone. See `LedgerStatement.day`. */
  from?: string;
  to?: string;
  minConfidence?: number;
  maxConfidence?: number;
  /** Only with, or only without, corrections in force. */
  corrected?: boolean;
  /** All versions of documents, not only the newest. Default false. */
  allVersions?: boolean;
  /** Also what corrections dropped. Default false. */
  dropped?: boolean;
}

export interface SearchQuery extends StatementFilter, ListOptions {
  /**
   * Words to find in the content, English stemming: `close gates` both words, `"tide will decide"` a phrase,
   * `clos*` a beginning, `-gates` not this word, `gates OR locks` either. Default: every statement.
   */
  words?: string;
  /** Default: `rank` where there are words, else `newest`. */
  order?: 'rank' | 'newest' | 'oldest' | 'confident' | 'uncertain';
}

/** A stretch of a snippet; `hit` where it is one of the words looked for. */
export interface SnippetPiece {
  text: string;
  hit: boolean;
}

/** A statement found, with what a list shows of its page. */
export interface Hit {
  statement: LedgerStatement;
  /** Words around the hits, in pieces, so that each output marks them in its own way. */
  snippet: SnippetPiece[];
  /** How well the words fit; 0 without words. Only comparable within one search. */
  rank: number;
  headline: string | null;
  outlet: string | null;
  url: string | null;
  published: string | null;
}

export interface Found extends Listing<Hit> {
  /** How many there are, counted up to 2,000. */
  total: number;
  /** Whether there are more than `total`. */
  more: boolean;
}

/** How the statements of a query spread; each list most first, at most 50 long, over at most 10,000 statements. */
export interface Facets {
  total: number;
  more: boolean;
  speaker: { id: string; name: string; kind: SpeakerKind; count: number }[];
  act: { value: Act; count: number }[];
  kind: { value: StatementKind; count: number }[];
  outlet: { value: string; count: number }[];
  /** By month, oldest first. */
  month: { value: string; count: number }[];
}

/** A speaker across pages. */
export interface LedgerSpeaker {
  id: string;
  name: string;
  kind: SpeakerKind;
  /** Other names in any page. */
  aliases: string[];
  /** Roles that pages give, the most given first. */
  roles: string[];
  statements: number;
  documents: number;
  /** First and last day of the statements. */
  first: string | null;
  last: string | null;
}

export interface SpeakerQuery extends ListOptions {
  /** Names, by whole words; a beginning with `*`. */
  name?: string;
  kind?: SpeakerKind | readonly SpeakerKind[];
  /** Default `statements`: who speaks most. */
  order?: 'statements' | 'name';
}

/** Whom somebody quotes. */
export interface Quoted {
  id: string;
  name: string;
  statements: number;
}

/** An outlet: what it published and whom it quotes. */
export interface Outlet {
  name: string;
  domain: string | null;
  documents: number;
  statements: number;
  first: string | null;
  last: string | null;
  /** The ten whom it quotes most. */
  quotes: Quoted[];
}

/** A writer or agency that signs pages: for which outlets, and whom it quotes. */
export interface BylineEntry {
  name: string;
  /** Whether the name is an agency's. */
  agency: boolean;
  outlets: string[];
  documents: number;
  statements: number;
  first: string | null;
  last: string | null;
  quotes: Quoted[];
}

export interface NameQuery extends ListOptions {
  name?: string;
  order?: 'documents' | 'name';
}

/** What a correction says is so. Only what is given is changed. */
export interface CorrectionChange {
  /** A ledger speaker's id, a name (a new speaker where nobody is called so), or null for "the page does not tell". */
  speaker?: string | null;
  /** Of a speaker that is new. Default `person`. */
  speakerKind?: SpeakerKind;
  role?: string | null;
  act?: Act;
  kind?: StatementKind;
  /** Where the content stands in truth: offsets into the document's text. */
  content?: { start: number; end: number }[];
  occasion?: Partial<Occasion>;
  notAStatement?: true;
}

export interface CorrectionRequest extends CorrectionChange {
  /** Who corrects. */
  author: string;
  reason?: string;
}

/** A correction as kept: a row of its own beside the machine's reading. */
export interface Correction {
  id: string;
  /** The statement it stands on now; null where the newest reading has none at these words. */
  statement: string | null;
  document: string;
  sha256: string;
  /** The words that it is tied to, with what stands around them (W3C TextQuoteSelector). */
  quote: { exact: string; prefix: string; suffix: string };
  change: CorrectionChange;
  author: string;
  reason: string | null;
  /** ISO time. */
  made: string;
  undone: { at: string; author: string } | null;
}

export interface CorrectionQuery extends ListOptions {
  statement?: string;
  document?: string;
  author?: string;
  /** Also those that were undone. Default false. */
  undone?: boolean;
}

/** All that a citation of a statement needs. */
export interface Citation {
  id: string;
  /** The exact words. */
  words: string;
  kind: StatementKind;
  speaker: string | null;
  role: string | null;
  headline: string | null;
  bylines: string[];
  outlet: string | null;
  published: string | null;
  url: string | null;
  retrieved: string | null;
  sha256: string;
  /** Of the content's first and last character in the text, UTF-16, end exclusive. */
  start: number;
  end: number;
  document: string;
  version: number;
}

/** A run of words that two versions share, or that only one has. */
export interface WordChange {
  kind: 'same' | 'lost' | 'gained';
  text: string;
}

/** What happened to one statement between two versions. */
export interface StatementChange {
  kind: 'gone' | 'new' | 'changed';
  before: LedgerStatement | null;
  after: LedgerStatement | null;
  /** The content word by word; empty where it is the same. */
  words: WordChange[];
  /** In plain words: `the quote lost the word “not”`. */
  notes: string[];
}

/** What changed between two versions of a document, statements first. */
export interface Difference {
  document: string;
  from: number;
  to: number;
  statements: StatementChange[];
  /** Facts about the page that are others now: headline, bylines, dates. */
  facts: { name: string; before: string | null; after: string | null }[];
  /** The text, paragraph by paragraph; only those that changed. */
  text: WordChange[][];
}

export interface Stats {
  documents: number;
  versions: number;
  statements: number;
  speakers: number;
  outlets: number;
  corrections: number;
  /** Bytes of the evidence, compressed. */
  evidenceBytes: number;
  first: string | null;
  last: string | null;
  acts: { value: Act; count: number }[];
  kinds: { value: StatementKind; count: number }[];
  languages: { value: string; count: number }[];
  /** Names of the migrations that made the store. */
  schema: string[];
}

/** Something in the ledger that is not as it must be. */
export interface Fault {
  /** The id of what is wrong. */
  id: string;
  /** In one line. */
  what: string;
}

/** One speaker as a user's file has it: who is one, who is two. See `docs/ledger.md`. */
export interface SpeakerRule {
  /** The name that the speaker is filed under. */
  name: string;
  kind?: SpeakerKind;
  /** Names that mean this speaker, everywhere. */
  aliases?: string[];
  /** Only where the page gives one of these roles: how two people of one name are told apart. */
  roles?: string[];
}

/** What an open ledger can do. Every method gives promises of plain values; none keeps more than it gives. */
export interface Ledger {
  /** Where it is: the folder, or the database's address without its password. */
  readonly where: string;
  readonly kind: 'embedded' | 'postgres';

  /**
   * Adds a page in one transaction: all of it or nothing.
   * @throws OnrecordError `ledger-…`, `evidence-mismatch`
   */
  add(record: DocumentRecord, evidence: Evidence, options?: AddOptions): Promise<Added>;
  /** Whether these bytes are kept for this address already; what `add` would give then, else null. */
  kept(page: { sha256: string; url?: string | null; address?: string }): Promise<Added | null>;

  search(query: SearchQuery): Promise<Found>;
  facets(query: SearchQuery): Promise<Facets>;
  /** A statement by its id; null where there is none. */
  statement(id: string): Promise<LedgerStatement | null>;
  /** A document by its id, of its newest version or a given one. */
  document(id: string, version?: number): Promise<LedgerDocument | null>;
  /** What an id may be short for: all ids that begin so, at most ten. */
  resolve(prefix: string): Promise<string[]>;
  documents(
    query?: ListOptions & { outlet?: string; byline?: string; order?: 'newest' | 'oldest' | 'added' },
  ): Promise<Listing<DocumentEntry>>;
  versions(document: string): Promise<Version[]>;
  /** The page's bytes as read, with how they came. */
  evidence(document: string, version?: number): Promise<(Evidence & { sha256: string }) | null>;
  diff(document: string, from?: number, to?: number): Promise<Difference>;

  speaker(id: string): Promise<LedgerSpeaker | null>;
  speakers(query?: SpeakerQuery): Promise<Listing<LedgerSpeaker>>;
  outlets(query?: NameQuery): Promise<Listing<Outlet>>;
  bylines(query?: NameQuery): Promise<Listing<BylineEntry>>;
  stats(): Promise<Stats>;
  cite(statement: string): Promise<Citation>;

  /** Makes a correction; the machine's reading stays. @throws OnrecordError `ledger-no-statement` */
  correct(statement: string, request: CorrectionRequest): Promise<Correction>;
  /** Takes a correction back; the row stays, with who undid it. */
  undo(correction: string, author: string): Promise<Correction>;
  corrections(query?: CorrectionQuery): Promise<Listing<Correction>>;
  /** Files speakers by a user's rules from now on, and what is there already. Gives how many statements moved. */
  fileSpeakers(rules: readonly SpeakerRule[]): Promise<number>;
  speakerRules(): Promise<SpeakerRule[]>;

  /** Every newest version, in the order of the ids, as a stream at flat memory. */
  allDocuments(): AsyncGenerator<LedgerDocument>;
  /** Every statement in the same order, with its page's head. */
  allStatements(
    filter?: StatementFilter,
  ): AsyncGenerator<{ statement: LedgerStatement; document: DocumentEntry }>;
  allSpeakers(): AsyncGenerator<LedgerSpeaker>;

  /**
   * Matches what was added or changed since the last time with all that is there: which statements report one act of
   * saying. Adding a page does not wait for it; ask for it before utterances. Gives how many documents were matched.
   */
  match(): Promise<number>;
  /** The ids of the utterances that an id means: an utterance's (or how it begins), a statement's, a document's. */
  utterances(id: string): Promise<string[]>;
  /** One utterance: its reports, how they travelled, what changed, what answers it; null where there is none. */
  trace(utterance: string): Promise<Trace | null>;
  /** Every utterance of which a filter lets a statement through, in the order of the ids, as a stream at flat memory. */
  allUtterances(filter?: StatementFilter): AsyncGenerator<UtteranceLine>;

  /** Compares everything with its evidence. */
  check(): AsyncGenerator<Fault>;
  /** The whole ledger as one portable file, the same for both stores. */
  backup(): AsyncGenerator<Uint8Array>;
  /** Fills this ledger, which must be empty, from a backup. All of it or nothing. */
  restore(backup: AsyncIterable<Uint8Array>): Promise<void>;

  /** The feeds that are followed, and the pages that they list: see `onrecord watch`. */
  readonly feeds: FeedBook;

  close(): Promise<void>;
}

/** How a ledger is opened. */
export interface LedgerOptions {
  /** Make it where there is none. Default true. */
  create?: boolean;
  /** The most connections (PostgreSQL). Default 10. */
  connections?: number;
  /** The PostgreSQL schema that holds it. Default `onrecord`. */
  schema?: string;
  /** The time. Default: the system's clock. */
  now?: () => Date;
}
