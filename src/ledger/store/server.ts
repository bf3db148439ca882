import { PostgresDialect, type Dialect } from 'kysely';
import pg from 'pg';
import { OnrecordError } from '../../errors.js';
import { VERSION } from '../../version.js';
import { FitDriver, type Inside } from './fit-driver.js';
import { PARSERS } from './types-of-sql.js';

/** An open database. */
export interface Server {
  dialect: Dialect;
  /** The address without its password. */
  address: string;
  close(): Promise<void>;
}

/** The oldest PostgreSQL that is supported, as `server_version_num` has it. */
const OLDEST = 150_000;

/** Whether a place is the address of a PostgreSQL database. @example isServer('postgres://localhost/news') // true */
export function isServer(where: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(where);
}

/**
 * Opens a PostgreSQL database.
 * @param where `postgres://user:password@host:port/database`; what is missing comes from the usual variables (PGUSER …)
 * @param schema the schema that holds the ledger
 * @param connections the most connections
 * @param inside where the store notes that code runs inside a transaction
 * @throws OnrecordError `ledger-address`, `ledger-unreachable`, `ledger-old-server`
 */
export async function openServer(
  where: string,
  schema: string,
  connections: number,
  inside: Inside,
): Promise<Server> {
  const address = publicAddress(where);
  const pool = new pg.Pool({
    connectionString: where,
    max: connections,
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    application_name: `onrecord ${VERSION}`,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        PARSERS[oid] ?? (pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown),
    } as pg.CustomTypesConfig,
  });
  // An idle connection that breaks is told to nobody: the next query makes another, or says what is wrong.
  pool.on('error', () => undefined);
  // So is one that breaks between two queries of a transaction: without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    const client = await pool.connect();
    try {
      const found = await client.query<{ version: number }>(
        "select current_setting('server_version_num')::int as version",
      );
      const version = found.rows[0]?.version ?? 0;
      if (version < OLDEST)
        throw new OnrecordError('ledger-old-server', String(Math.floor(version / 10_000)));
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw serverError(address, error);
  }
  const inner = new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      await connection.executeQuery({
        sql: `set search_path to ${quoted(schema)}, pg_catalog`,
        parameters: [],
        query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
        queryId: { queryId: 'search-path' },
      });
    },
  });
  return {
    address,
    dialect: {
      createAdapter: () => inner.createAdapter(),
      createIntrospector: (db) => inner.createIntrospector(db),
      createQueryCompiler: () => inner.createQueryCompiler(),
      createDriver: () => new FitDriver(inner.createDriver(), inside),
    },
    // kysely ends the pool.
    close: () => Promise.resolve(),
  };
}

/** A name as SQL has it. @example quoted('a"b') // '"a""b"' */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function publicAddress(where: string): string {
  let url: URL;
  try {
    url = new URL(where);
  } catch {
    throw new OnrecordError('ledger-address');
  }
  url.password = '';
  url.search = '';
  return url.href;
}

/** What a failed operation on the database means. */
export function serverError(address: string, error: unknown): unknown {
  if (error instanceof OnrecordError) return error;
  const { code, message } = error as { code?: string; message?: string };
  const of = (reasons: Readonly<Record<string, string>>) =>
    code !== undefined && Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  const refused = of(REFUSED);
  if (refused !== undefined) return new OnrecordError('ledger-unreachable', address, refused);
  if (code === '53100' || code === 'ENOSPC') return new OnrecordError('ledger-full', address);
  if (code === '25006') return new OnrecordError('ledger-read-only', address);
  if (code === '42501') return new OnrecordError('ledger-not-allowed', address, message ?? '');
  const lost = of(LOST) ?? (/^08|^57P0/.test(code ?? '') ? 'it hung up' : undefined);
  if (
    lost !== undefined ||
    /Connection terminated|not queryable|timeout exceeded when trying/.test(message ?? '')
  )
    return new OnrecordError('ledger-lost', address, lost ?? 'it hung up');
  return error;
}

const REFUSED: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refuses connections',
  ENOTFOUND: 'no server is known by this name',
  EAI_AGAIN: 'no server is known by this name',
  ENOENT: 'there is no such socket',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'no route to it',
  '28P01': 'wrong user name or password',
  '28000': 'this user may not connect',
  '3D000': 'there is no such database',
  '53300': 'it has too many connections',
};

const LOST: Readonly<Record<string, string>> = {
  ECONNRESET: 'it hung up',
  EPIPE: 'it hung up',
  '57P01': 'it was stopped',
  '57P02': 'it crashed',
  '57P03': 'it is starting or stopping',
};
