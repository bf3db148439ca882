import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, type Transaction } from 'kysely';
import { OnrecordError } from '../../errors.js';
import type { Tables } from '../schema/tables.js';
import { migrate } from '../schema/migrate.js';
import type { LedgerOptions } from '../types.js';
import { folderError, openEmbedded } from './embedded.js';
import { isServer, openServer, serverError } from './server.js';

/** A handle that queries go through: the store itself, or a transaction in it. */
export type Db = Kysely<Tables> | Transaction<Tables>;

/** The database under a ledger: the same tables and the same SQL in both kinds. */
export interface Store {
  readonly kind: 'embedded' | 'postgres';
  /** The folder, or the address without its password. */
  readonly where: string;
  /** For single queries. Inside {@link Store.transaction}, use the handle that it gives. */
  readonly db: Kysely<Tables>;
  /** The PostgreSQL schema that holds the tables. */
  readonly schema: string;
  readonly now: () => Date;
  /**
   * All of it or nothing. Tried again where another transaction came in its way, so the work must not do anything
   * outside the database, unless it is to be done once.
   * @throws OnrecordError `ledger-…`
   */
  transaction<T>(work: (tx: Transaction<Tables>) => Promise<T>, once?: 'once'): Promise<T>;
  /** Runs queries and puts what fails into a reader's words. */
  ask<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Serialisation failure, deadlock: the other one goes first, then this again. A unique key: it is there by now. */
const AGAIN = new Set(['40001', '40P01', '23505']);
const ATTEMPTS = 8;

/**
 * Opens the store at a place, and brings its tables to this version.
 * @param where a folder, or `postgres://…`
 * @param options see {@link LedgerOptions}
 * @throws OnrecordError `ledger-…`
 */
export async function openStore(where: string, options: LedgerOptions = {}): Promise<Store> {
  const server = isServer(where);
  if (!server && /^[a-z][a-z\d+.-]*:\/\//i.test(where)) throw new OnrecordError('ledger-address');
  const schema = server ? (options.schema ?? 'onrecord') : 'public';
  const inside = new AsyncLocalStorage<{ begun: boolean }>();
  const opened = server
    ? await openServer(where, schema, options.connections ?? 10, inside)
    : await openEmbedded(where, options.create ?? true, inside);
  const place = 'address' in opened ? opened.address : opened.folder;
  const db = new Kysely<Tables>({ dialect: opened.dialect });
  const inWords = (error: unknown) =>
    'address' in opened ? serverError(place, error) : folderError(place, error);
  const close = async () => {
    await db.destroy();
    await opened.close();
  };
  const store: Store = {
    kind: server ? 'postgres' : 'embedded',
    where: place,
    db,
    schema,
    now: options.now ?? (() => new Date()),
    async transaction(work, once) {
      for (let attempt = 1; ; attempt++)
        try {
          return await inside.run({ begun: false }, () => db.transaction().execute(work));
        } catch (error) {
          if (once === 'once' || attempt === ATTEMPTS || !AGAIN.has((error as { code?: string }).code ?? ''))
            throw inWords(error);
          await new Promise((go) => setTimeout(go, Math.random() * 20 * attempt));
        }
    },
    async ask(work) {
      try {
        return await work(db);
      } catch (error) {
        throw inWords(error);
      }
    },
    close,
  };
  try {
    await migrate(store, options.create ?? true);
    return store;
  } catch (error) {
    await close();
    throw error instanceof OnrecordError ? error : inWords(error);
  }
}
