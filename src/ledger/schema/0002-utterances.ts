import { sql } from 'kysely';
import type { Migration } from './migrations.js';

/**
 * What tells which statements report one act of saying. All of it is made from the statements and can be made again:
 * whatever changes a document's statements puts the document in the queue `unmatched`, in the same transaction.
 */
const STATEMENTS = [
  `create table reports (
    id text collate "C" primary key,
    document_id text collate "C" not null,
    utterance_id text collate "C" not null,
    minute bigint,
    report json not null
  )`,
  `create index reports_document on reports (document_id)`,
  `create index reports_utterance on reports (utterance_id, minute)`,
  // An equality join on `key` gives what is to be compared.
  `create table report_keys (
    key bigint not null,
    report_id text collate "C" not null,
    weight smallint not null,
    primary key (key, report_id)
  )`,
  `create index report_keys_report on report_keys (report_id)`,
  `create table report_pairs (
    a text collate "C" not null,
    b text collate "C" not null,
    confidence double precision not null,
    primary key (a, b)
  )`,
  `create index report_pairs_b on report_pairs (b)`,
  `create table claims (report_id text collate "C" primary key, claim json not null)`,
  `create table claim_keys (
    key bigint not null,
    report_id text collate "C" not null,
    primary key (key, report_id)
  )`,
  `create index claim_keys_report on claim_keys (report_id)`,
  `create table answers (
    from_id text collate "C" not null,
    to_id text collate "C" not null,
    answer json not null,
    primary key (from_id, to_id)
  )`,
  `create index answers_to on answers (to_id)`,
  `create table unmatched (document_id text collate "C" primary key)`,
  `create or replace function queue_unmatched() returns trigger language plpgsql as $$
  begin
    insert into unmatched (document_id)
      select distinct document_id from changed order by document_id on conflict do nothing;
    return null;
  end $$`,
  `create trigger statements_inserted after insert on statements
    referencing new table as changed for each statement execute function queue_unmatched()`,
  `create trigger statements_updated after update on statements
    referencing new table as changed for each statement execute function queue_unmatched()`,
  `create trigger statements_deleted after delete on statements
    referencing old table as changed for each statement execute function queue_unmatched()`,
  `insert into unmatched (document_id) select distinct document_id from statements`,
];

export const utterances: Migration = {
  async up(tx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(tx);
  },
};
