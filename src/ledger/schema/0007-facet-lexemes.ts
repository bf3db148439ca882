import { sql } from 'kysely';
import type { Migration } from './migrations.js';

/** As in `0001-ledger.ts`: marks that are no part of a word, each a space. */
const MARKS = '“”„«»‹›…–—';

/**
 * What searches narrow words by stands among the words, as lexemes that no text has (`=deny`, `=2024-5`): the index itself
 * then gives the statements that have the word and are denials. Beside the index, every statement that has the word had to
 * be read to see what it is.
 */
const STATEMENTS = [
  `alter table statements drop column search`,
  `alter table statements add column search tsvector generated always as (
    to_tsvector('english', translate(left(words, 100000), '${MARKS}', '${' '.repeat(MARKS.length)}'))
    || array_to_tsvector(array_remove(array['=' || act, '=' || kind, '=' || speaker_id, '=' || outlet_id,
      '=' || extract(year from day)::integer || '-' || extract(month from day)::integer], null))
  ) stored`,
  `create index statements_search on statements using gin (search) where live`,
];

export const facetLexemes: Migration = {
  async up(tx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(tx);
  },
};
