import { sql } from 'kysely';
import type { Migration } from './migrations.js';

/**
 * Marks that are no part of a word. In a database whose locale is `C`, PostgreSQL takes everything beyond ASCII for
 * letters, so it is told. Each becomes a space.
 */
const MARKS = '“”„«»‹›…–—';

/**
 * Documents with their versions and evidence, speakers, statements, corrections. Ids are compared byte by byte (`C`), so
 * that a beginning of one can be looked up. The length of what is put into words to search is limited: a `tsvector` may
 * take a megabyte, and pages can be longer.
 */
const TABLES = [
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
    search tsvector generated always as (to_tsvector('simple', translate(left(name, 2000), '${MARKS}', '${' '.repeat(MARKS.length)}'))) stored,
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
    search tsvector generated always as (to_tsvector('english', translate(left(words, 100000), '${MARKS}', '${' '.repeat(MARKS.length)}'))) stored,
    foreign key (document_id, version) references versions
  )`,
  `create index statements_document on statements (document_id, version, n)`,
  `create index statements_search on statements using gin (search) where live`,
  `create index statements_speaker on statements (speaker_id, day desc nulls last, id) where live`,
  `create index statements_outlet on statements (outlet_id, day desc nulls last, id) where live`,
  `create index statements_day on statements (day desc nulls last, id) where live`,
  `create index statements_confidence on statements (confidence) where live`,
  `create table statement_about (
    statement_id text collate "C" not null references statements on delete cascade,
    n integer not null,
    speaker_id text collate "C" references speakers,
    name text not null,
    search tsvector generated always as (to_tsvector('simple', translate(left(name, 2000), '${MARKS}', '${' '.repeat(MARKS.length)}'))) stored,
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
  // A page is put in by two functions, whose plans are made once a connection: planning these inserts anew for every page
  // takes longer than doing them.
  `create or replace function put_version(page json, site json, packed bytea, unpacked integer, visited json) returns void
  language plpgsql as $$
  begin
    insert into evidence (sha256, bytes, size) values (page ->> 'sha256', packed, unpacked) on conflict do nothing;
    insert into outlets (id, name, domain)
      select x.id, x.name, x.domain from json_to_recordset(site) as x (id text, name text, domain text)
      on conflict do nothing;
    insert into documents (id, address, newest, numbered)
      values (page ->> 'document_id', page ->> 'address', (page ->> 'version')::integer, 0)
      on conflict (id) do update set newest = excluded.newest;
    insert into versions select * from json_populate_record(null::versions, page);
    insert into readings select * from json_populate_record(null::readings, visited);
    if (page ->> 'version')::integer > 1 then
      update versions set newest = false
        where document_id = page ->> 'document_id' and version < (page ->> 'version')::integer and newest;
      update statements set live = false
        where document_id = page ->> 'document_id' and version < (page ->> 'version')::integer and live;
    end if;
  end $$`,
  `create or replace function put_reading(of_document text, of_version integer, of_outlet text, given integer, who json, called json,
    on_page json, signed json, said json, spoken_of json) returns void
  language plpgsql as $$
  begin
    insert into speakers (id, name, kind)
      select x.id, x.name, x.kind from json_to_recordset(who) as x (id text, name text, kind text)
      order by x.id on conflict do nothing;
    insert into speaker_names (speaker_id, name_id, name)
      select x.speaker_id, x.name_id, x.name
      from json_to_recordset(called) as x (speaker_id text, name_id text, name text)
      order by x.speaker_id, x.name_id on conflict do nothing;
    insert into page_speakers (document_id, version, n, local, speaker_id, name, kind, roles, aliases, mentions)
      select of_document, of_version, x.n, x.local, x.speaker_id, x.name, x.kind, x.roles, x.aliases, x.mentions
      from json_to_recordset(on_page) as x (n integer, local text, speaker_id text, name text, kind text, roles json,
        aliases json, mentions json);
    insert into writers (id, name, agency)
      select x.id, x.name, x.agency from json_to_recordset(signed) as x (id text, name text, agency boolean)
      order by x.id on conflict do nothing;
    insert into version_writers (document_id, version, writer_id)
      select of_document, of_version, x.id from json_to_recordset(signed) as x (id text) on conflict do nothing;
    update documents set numbered = given where id = of_document;
    insert into statements (id, document_id, version, n, reading, kind, act, speaker_id, role, confidence, day,
        outlet_id, words, start, "end", live, dropped, corrected)
      select x.id, of_document, of_version, x.n, x.reading, x.kind, x.act, x.speaker_id, x.role, x.confidence, x.day,
        of_outlet, x.words, x.start, x."end", x.live, x.dropped, x.corrected
      from json_to_recordset(said) as x (id text, n integer, reading json, kind text, act text, speaker_id text,
        role text, confidence double precision, day date, words text, start integer, "end" integer, live boolean,
        dropped boolean, corrected boolean);
    insert into statement_about (statement_id, n, speaker_id, name)
      select x.statement_id, x.n, x.speaker_id, x.name
      from json_to_recordset(spoken_of) as x (statement_id text, n integer, speaker_id text, name text);
  end $$`,
];

export const ledger: Migration = {
  async up(tx) {
    for (const statement of TABLES) await sql.raw(statement).execute(tx);
  },
};
