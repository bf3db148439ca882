import { sql } from 'kysely';
import type { Migration } from './migrations.js';

/** The feeds that are followed, and the pages that they list: what is due, and what came of it. */
const STATEMENTS = [
  `create table feeds (
    address text collate "C" primary key,
    parent text,
    title text,
    kind text,
    state text not null,
    etag text,
    last_modified text,
    added timestamptz not null,
    checked timestamptz,
    changed timestamptz,
    next timestamptz,
    failures integer not null,
    error text
  )`,
  `create index feeds_next on feeds (next) where next is not null`,
  `create table feed_pages (
    url text collate "C" primary key,
    feed text not null,
    face text not null,
    state text not null,
    document_id text collate "C",
    etag text,
    last_modified text,
    listed timestamptz not null,
    asked integer not null,
    failures integer not null,
    next timestamptz,
    error text
  )`,
  `create index feed_pages_next on feed_pages (next) where next is not null`,
  `create index feed_pages_state on feed_pages (state)`,
];

export const feeds: Migration = {
  async up(tx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(tx);
  },
};
