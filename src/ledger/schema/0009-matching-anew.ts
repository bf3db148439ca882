import { sql } from 'kysely';
import type { Migration } from './migrations.js';

/** Reports keep more of their pages than before (topics, descriptions of speakers): all documents are matched anew. */
const STATEMENTS = [
  ...['report_keys', 'claim_keys', 'claims', 'report_pairs', 'answers', 'reports'].map(
    (table) => `delete from ${table}`,
  ),
  `insert into unmatched (document_id)
    select distinct document_id from statements order by document_id on conflict do nothing`,
];

export const matchingAnew: Migration = {
  async up(tx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(tx);
  },
};
