import { sql } from 'kysely';
import type { Migration } from './migrations.js';

/**
 * The links inside pages' texts: who cites whom. Made from the pages' bytes when a document is matched, so that the
 * ledgers of before have them too: all documents are matched anew.
 */
const STATEMENTS = [
  `create table page_links (
    document_id text collate "C" not null,
    n integer not null,
    url text not null,
    span json,
    primary key (document_id, n)
  )`,
  `insert into unmatched (document_id)
    select distinct document_id from statements order by document_id on conflict do nothing`,
];

export const pageLinks: Migration = {
  async up(tx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(tx);
  },
};
