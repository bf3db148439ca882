import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { sql } from 'kysely';
import { ledgerOver, openLedger } from '../../src/ledger/ledger.js';
import { MIGRATIONS } from '../../src/ledger/schema/migrations.js';
import { openStore, type Store } from '../../src/ledger/store/store.js';
import type { Ledger, LedgerOptions } from '../../src/ledger/types.js';
import { VERSION } from '../../src/version.js';
import { postgresBinaries, startPostgres, type Cluster } from './postgres.js';

/** Prepared by those tests alone that know the same steps of the schema. */
const PREPARED = join(
  tmpdir(),
  `onrecord-test-ledger-${VERSION}-${Object.keys(MIGRATIONS).join('-')}-${process.getuid?.() ?? 0}`,
);

/** An empty embedded ledger. Making one takes seconds, copying it does not. */
export async function embeddedFolder(): Promise<string> {
  if (!(await stat(PREPARED).catch(() => null))) {
    const folder = await mkdtemp(`${PREPARED}-`);
    await (await openLedger(join(folder, 'ledger'))).close();
    await rename(join(folder, 'ledger'), PREPARED).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
  const folder = await mkdtemp(join(tmpdir(), 'onrecord-ledger-'));
  await cp(PREPARED, folder, { recursive: true });
  return folder;
}

/** What the tests of one store are given. */
export interface Stores {
  name: 'embedded' | 'postgres';
  /** Opens a new, empty ledger, or with `where` one that is there. */
  open(options?: LedgerOptions & { where?: Place }): Promise<Ledger>;
  /** A place for a new ledger. */
  place(): Promise<Place>;
  cluster(): Cluster;
}

/** Where a ledger of a test is. */
export interface Place {
  where: string;
  schema?: string;
}

/**
 * The same promises over both stores. Where there is no PostgreSQL, its half is skipped.
 * @param tests makes the tests of one store
 */
export function inBothStores(tests: (stores: Stores) => void): void {
  for (const name of ['embedded', 'postgres'] as const) {
    const missing = name === 'postgres' && postgresBinaries() === null;
    describe.skipIf(missing)(missing ? 'postgres (not installed here: left out)' : name, () => {
      let cluster: Cluster | null = null;
      let shared: Store | null = null;
      const open = new Set<Ledger>();
      const folders = new Set<string>();
      beforeAll(async () => {
        if (name === 'postgres') cluster = await startPostgres(['fsync=off']);
      }, 60_000);
      afterEach(async () => {
        for (const ledger of open) await ledger.close().catch(() => undefined);
        open.clear();
      });
      afterAll(async () => {
        await shared?.close();
        await cluster?.stop();
        for (const folder of folders) await rm(folder, { recursive: true, force: true });
      });
      const place = async (): Promise<Place> => {
        if (cluster) return { where: cluster.url, schema: `t${randomBytes(6).toString('hex')}` };
        const where = await embeddedFolder();
        folders.add(where);
        return { where };
      };
      tests({
        name,
        place,
        cluster: () => {
          if (!cluster) throw new Error('the embedded store has no server');
          return cluster;
        },
        open: async ({ where, ...options } = {}) => {
          if (name === 'embedded' && where === undefined) {
            // Opening takes a second: one store serves, emptied, unless a test needs a place of its own.
            shared ??= await openStore((await place()).where);
            const { db } = shared;
            const tables = await sql<{ name: string }>`select tablename as name from pg_tables
              where schemaname = 'public' and tablename <> 'migrations'`.execute(db);
            await sql`truncate ${sql.join(tables.rows.map((one) => sql.table(one.name)))}`.execute(db);
            const now = options.now;
            return ledgerOver({ ...shared, ...(now ? { now } : {}), close: () => Promise.resolve() });
          }
          const { where: at, schema } = where ?? (await place());
          const ledger = await openLedger(at, { ...options, ...(schema === undefined ? {} : { schema }) });
          open.add(ledger);
          return ledger;
        },
      });
    });
  }
}
