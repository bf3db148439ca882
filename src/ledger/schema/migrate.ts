import { sql, type Kysely, type Transaction } from 'kysely';
import { OnrecordError } from '../../errors.js';
import { VERSION } from '../../version.js';
import { quoted } from '../store/server.js';
import { MIGRATIONS, type Migration } from './migrations.js';
import type { Tables } from './tables.js';

/** What migrating needs of a store. */
interface Place {
  readonly db: Kysely<Tables>;
  readonly where: string;
  readonly schema: string;
}

/**
 * Brings a store's tables to this version: every step that it lacks, all in one transaction. Of several programs that
 * start at once, one does it and the others wait.
 * @param store the store
 * @param create whether an empty store may be made into a ledger
 * @param steps the steps, by name
 * @throws OnrecordError `ledger-newer` where it has steps that this version does not know; `ledger-missing`
 */
export async function migrate(
  store: Place,
  create: boolean,
  steps: Readonly<Record<string, Migration>> = MIGRATIONS,
): Promise<void> {
  const done = await applied(store.db, store.schema);
  refuseNewer(store, done, steps);
  if (done.length === 0 && !create) throw new OnrecordError('ledger-missing', store.where);
  if (Object.keys(steps).every((name) => done.includes(name))) return;
  await store.db.transaction().execute(async (tx) => {
    // The name of the lock: any number that is ours. Held until the end of the transaction.
    await sql`select pg_advisory_xact_lock(7460461)`.execute(tx);
    await begin(tx, store.schema);
    const now = await applied(tx, store.schema);
    refuseNewer(store, now, steps);
    await applySteps(
      tx,
      Object.keys(steps).filter((name) => !now.includes(name)),
      steps,
    );
  });
}

/** Makes the schema and the table of steps, where they are missing. */
export async function begin(tx: Transaction<Tables>, schema: string): Promise<void> {
  const known = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(tx);
  if (known.rows.length === 0) await sql`create schema ${sql.raw(quoted(schema))}`.execute(tx);
  await sql`create table if not exists migrations (
    name text collate "C" primary key, onrecord text not null, applied timestamptz not null default now()
  )`.execute(tx);
}

/** Runs steps in the order of their names. */
export async function applySteps(
  tx: Transaction<Tables>,
  names: readonly string[],
  steps: Readonly<Record<string, Migration>> = MIGRATIONS,
): Promise<void> {
  for (const name of [...names].sort()) {
    await steps[name]?.up(tx);
    await sql`insert into migrations (name, onrecord) values (${name}, ${VERSION})`.execute(tx);
  }
}

/** The names of the steps that a store has been through; none where it is no ledger yet. */
export async function applied(db: Kysely<Tables>, schema: string): Promise<string[]> {
  const table = `${quoted(schema)}.migrations`;
  const found = await sql<{ there: string | null }>`select to_regclass(${table})::text as there`.execute(db);
  if (found.rows[0]?.there == null) return [];
  const rows = await sql<{ name: string }>`select name from migrations order by name`.execute(db);
  return rows.rows.map(({ name }) => name);
}

function refuseNewer(
  store: Place,
  done: readonly string[],
  steps: Readonly<Record<string, Migration>>,
): void {
  const unknown = done.find((name) => !Object.hasOwn(steps, name));
  if (unknown !== undefined) throw new OnrecordError('ledger-newer', store.where, unknown, VERSION);
}
