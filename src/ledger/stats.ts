import { sql } from 'kysely';
import type { Act, StatementKind } from '../record.js';
import { applied } from './schema/migrate.js';
import type { Store } from './store/store.js';
import type { Stats } from './types.js';

/** How much is in a ledger. Statements count where lists show them: of newest versions, and not dropped. */
export async function statsOf(store: Store): Promise<Stats> {
  const { db } = store;
  const counted = await sql<Omit<Stats, 'acts' | 'kinds' | 'languages' | 'schema'>>`
    select (select count(*) from documents) as documents,
      (select count(*) from versions) as versions,
      (select count(*) from statements where live) as statements,
      (select count(*) from speakers where entry_id is null) as speakers,
      (select count(*) from outlets) as outlets,
      (select count(*) from corrections where undone is null) as corrections,
      (select coalesce(sum(length(bytes)), 0)::bigint from evidence) as "evidenceBytes",
      (select min(day) from statements where live) as first,
      (select max(day) from statements where live) as last`.execute(db);
  const spread = async (rows: 'acts' | 'kinds' | 'languages') => {
    const query = {
      acts: sql<{
        value: string;
        count: number;
      }>`select act as value, count(*) as count from statements where live`,
      kinds: sql<{
        value: string;
        count: number;
      }>`select kind as value, count(*) as count from statements where live`,
      languages: sql<{ value: string; count: number }>`
        select language as value, count(*) as count from versions where newest and language is not null`,
    }[rows];
    return (await sql<{ value: string; count: number }>`${query} group by 1 order by 2 desc, 1`.execute(db))
      .rows;
  };
  return {
    ...counted.rows[0]!,
    acts: (await spread('acts')) as { value: Act; count: number }[],
    kinds: (await spread('kinds')) as { value: StatementKind; count: number }[],
    languages: await spread('languages'),
    schema: await applied(db, store.schema),
  };
}
