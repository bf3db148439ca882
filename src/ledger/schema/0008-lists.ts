import { sql } from 'kysely';
import type { Migration } from './migrations.js';

/** Lists come in the order of their index, ties and all: nothing is sorted, however large the ledger is. */
const INDICES = [
  `drop index statements_confidence`,
  `create index statements_confidence on statements (confidence, id) where live`,
  `create index versions_added on versions (added desc, document_id) where newest`,
  `create index versions_newest_day on versions (day desc nulls last, document_id) where newest`,
];

export const lists: Migration = {
  async up(tx) {
    for (const statement of INDICES) await sql.raw(statement).execute(tx);
  },
};
