import { sql } from 'kysely';
import type { Migration } from './migrations.js';

/**
 * Documents with their versions and evidence, speakers, statements, corrections. Ids are compared byte by byte (`C`), so
 * that a beginning of one can be looked up. The length of what is put into words to search is limited: a `tsvector` may
 * take a megabyte, and pages can be longer.
 */
const STATEMENTS = [
  `create table documents (
    id text collate "C" primary key,
    address text not null,
    newest integer not null,
    numbered integer not null
  )`,
  `create table outlets (id text collate "C" primary key, name text not null, domain text)`,
  `create table writers (id text collate "C" primary key, name text not null, agency boolean not null)`,
  `create table evidence (sha256 text collate "C" primary key, bytes bytea not null, size integer not null)`,
  // Compressed already.
  `alter table evidence alter column bytes set storage external`,
  `create table versions (
    document_id text collate "C" not null references documents,
    version integer not null,
    newest boolean not null,
    face text collate "C" not null,
    input text,
    url text,
    canonical text,
    sha256 text collate "C" not null references evidence,
    retrieved text,
    language text,
    outlet_id text collate "C" references outlets,
    outlet_name text,
    outlet_domain text,
    headline text,
    dateline json,
    bylines json not null,
    published text,
    modified text,
    wire text,
    text text not null,
    parts json not null,
    day date,
    statements integer not null,
    added timestamptz not null,
    reader text not null,
    primary key (document_id, version)
  )`,
  `create index versions_sha256 on versions (sha256)`,
  `create index versions_day on versions (day, document_id) where newest`,
  `create index versions_outlet on versions (outlet_id, day) where newest`,
  `create table readings (
    document_id text collate "C" not null,
    version integer not null,
    n integer not null,
    sha256 text collate "C" not null,
    at timestamptz not null,
    url text,
    headers json not null,
    primary key (document_id, version, n),
    foreign key (document_id, version) references versions
  )`,
  `create index readings_sha256 on readings (sha256)`,
  `create table version_writers (
    document_id text collate "C" not null,
    version integer not null,
    writer_id text collate "C" not null references writers,
    primary key (document_id, version, writer_id),
    foreign key (document_id, version) references versions
  )`,
  `create index version_writers_writer on version_writers (writer_id)`,
  `create table speakers (id text collate "C" primary key, name text not null, kind text not null)`,
  `create table speaker_names (
    speaker_id text collate "C" not null references speakers,
    name_id text collate "C" not null,
    name text not null,
    search tsvector generated always as (to_tsvector('simple', left(name, 2000))) stored,
    primary key (speaker_id, name_id)
  )`,
  `create index speaker_names_name on speaker_names (name_id)`,
  `create index speaker_names_search on speaker_names using gin (search)`,
  `create table page_speakers (
    document_id text collate "C" not null,
    version integer not null,
    n integer not null,
    local text not null,
    speaker_id text collate "C" not null references speakers,
    name text not null,
    kind text not null,
    roles json not null,
    aliases json not null,
    mentions json not null,
    primary key (document_id, version, n),
    foreign key (document_id, version) references versions
  )`,
  `create index page_speakers_speaker on page_speakers (speaker_id)`,
  `create table statements (
    id text collate "C" primary key,
    document_id text collate "C" not null,
    version integer not null,
    n integer not null,
    reading json not null,
    kind text not null,
    act text not null,
    speaker_id text collate "C" references speakers,
    role text,
    confidence double precision not null,
    day date,
    outlet_id text collate "C" references outlets,
    words text not null,
    start integer not null,
    "end" integer not null,
    live boolean not null,
    dropped boolean not null,
    corrected boolean not null,
    search tsvector generated always as (to_tsvector('english', left(words, 100000))) stored,
    foreign key (document_id, version) references versions
  )`,
  `create index statements_document on statements (document_id, version, n)`,
  `create index statements_search on statements using gin (search) where live`,
  `create index statements_speaker on statements (speaker_id, day) where live`,
  `create index statements_outlet on statements (outlet_id, day) where live`,
  `create index statements_act on statements (act, day) where live`,
  `create index statements_day on statements (day, id) where live`,
  `create index statements_confidence on statements (confidence) where live`,
  `create table statement_about (
    statement_id text collate "C" not null references statements on delete cascade,
    n integer not null,
    speaker_id text collate "C" references speakers,
    name text not null,
    search tsvector generated always as (to_tsvector('simple', left(name, 2000))) stored,
    primary key (statement_id, n)
  )`,
  `create index statement_about_speaker on statement_about (speaker_id)`,
  `create index statement_about_search on statement_about using gin (search)`,
  `create table corrections (
    id text collate "C" primary key,
    document_id text collate "C" not null references documents,
    sha256 text collate "C" not null,
    statement_id text collate "C" references statements on delete set null,
    exact text not null,
    prefix text not null,
    suffix text not null,
    content json not null,
    change json not null,
    author text not null,
    reason text,
    made timestamptz not null,
    undone timestamptz,
    undone_by text
  )`,
  `create index corrections_document on corrections (document_id)`,
  `create index corrections_statement on corrections (statement_id)`,
  `create table speaker_rules (n integer primary key, rule json not null)`,
];

export const ledger: Migration = {
  async up(tx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(tx);
  },
};
