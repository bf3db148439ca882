import { access, constants, mkdir, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import { OnrecordError } from '../../errors.js';
import { FitDriver, type Inside } from './fit-driver.js';
import { lockFolder } from './lock.js';
import { PARSERS } from './types-of-sql.js';

/** The part of PGlite that is used. */
type Engine = Pick<PGlite, 'query' | 'exec'>;

/**
 * PGlite's own start parameters (`-F` is no fsync, which its file system does not have), with less memory for buffers
 * than its default of 128 MB: the files are in the system's cache anyway.
 */
const START = [...PGlite.defaultStartParams, '-B', '4096', '-c', 'work_mem=16MB', '-c', 'max_wal_size=256MB'];

/** An open folder. */
export interface Embedded {
  dialect: Dialect;
  folder: string;
  close(): Promise<void>;
}

/**
 * Opens the ledger in a folder, with the folder's lock. The data lie in `FOLDER/data`, which appears only when it is
 * whole, so that a first start that is killed leaves nothing that looks like a ledger.
 * @param given the folder; made where it is missing
 * @param create whether to make a ledger where there is none
 * @param inside where the store notes that code runs inside a transaction
 * @throws OnrecordError `ledger-locked`, `ledger-missing`, `ledger-folder`, `ledger-not-ours`, `ledger-damaged`
 */
export async function openEmbedded(given: string, create: boolean, inside: Inside): Promise<Embedded> {
  const folder = await prepared(resolve(given), create);
  let release: () => Promise<void>;
  try {
    release = await lockFolder(folder);
  } catch (error) {
    throw folderError(folder, error);
  }
  try {
    const data = join(folder, 'data');
    if (!(await isThere(data))) {
      if (!create) throw new OnrecordError('ledger-missing', folder);
      await made(folder, data);
    }
    const engine = await start(data).catch((error: unknown) => {
      const known = folderError(folder, error);
      if (known instanceof OnrecordError) throw known;
      throw new OnrecordError('ledger-damaged', folder, error instanceof Error ? error.message : '');
    });
    const upkeep = new Upkeep(engine);
    let closed = false;
    return {
      folder,
      dialect: dialectOf(engine, upkeep, inside),
      close: async () => {
        if (closed) return;
        closed = true;
        try {
          await upkeep.atClose();
          await engine.close();
        } finally {
          await release();
        }
      },
    };
  } catch (error) {
    await release();
    throw folderError(folder, error);
  }
}

/** The folder, real and writable; refused where it holds something else. */
async function prepared(folder: string, create: boolean): Promise<string> {
  try {
    const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (!found && !create) throw new OnrecordError('ledger-missing', folder);
    if (found && !found.isDirectory()) throw new OnrecordError('ledger-not-ours', folder);
    if (!found) await mkdir(folder, { recursive: true, mode: 0o700 });
    const names = await readdir(folder);
    const foreign = names.find((name) => !/^(?:data|data\.new|lock|lock\.takeover)$/.test(name));
    // A folder of one's own documents, given by mistake, is not filled with files.
    if (foreign !== undefined && !names.includes('data')) throw new OnrecordError('ledger-not-ours', folder);
    await access(folder, constants.W_OK);
    return await realpath(folder);
  } catch (error) {
    throw folderError(folder, error);
  }
}

async function made(folder: string, data: string): Promise<void> {
  const unfinished = join(folder, 'data.new');
  await rm(unfinished, { recursive: true, force: true });
  const engine = await start(unfinished);
  await engine.close();
  await rename(unfinished, data);
}

const start = (dataDir: string) => PGlite.create({ dataDir, startParams: START, parsers: PARSERS });

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** What a failed file operation on the ledger's folder means. */
export function folderError(folder: string, error: unknown): unknown {
  if (error instanceof OnrecordError) return error;
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ENOSPC' || code === '53100' || /No space left/i.test(message ?? ''))
    return new OnrecordError('ledger-full', folder);
  if (code !== undefined && Object.hasOwn(REASONS, code))
    return new OnrecordError('ledger-folder', folder, REASONS[code] ?? code);
  return error;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a part of the path is a file',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the disk failed',
};

/**
 * What a server's autovacuum does, which PGlite has not: without it the planner takes every table for a small one, and
 * what was overwritten is never used again. A table is seen to when it has grown much since it last was.
 */
class Upkeep {
  readonly #engine: Engine;
  #commits = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** After a commit, outside any transaction: now and then, tables three times as large as they were are analysed. */
  async afterCommit(): Promise<void> {
    this.#commits++;
    if (this.#commits % 250 === 0) await this.#tend('analyze', 3);
  }

  /** Before the folder is closed: what has grown by a quarter is cleaned and analysed. */
  async atClose(): Promise<void> {
    if (this.#commits > 0) await this.#tend('vacuum (analyze)', 1.25);
  }

  async #tend(command: string, growth: number): Promise<void> {
    try {
      const { rows } = await this.#engine.query<{ name: string }>(
        `select oid::regclass::text as name from pg_class
          where relkind = 'r' and relnamespace = 'public'::regnamespace
            and pg_relation_size(oid) / 8192 > 32 + relpages * $1::float8`,
        [growth],
      );
      for (const { name } of rows) await this.#engine.exec(`${command} ${name}`);
    } catch {
      // What was committed is kept all the same: a full disk, say, is told by whatever is written next.
    }
  }
}

/** PGlite as a dialect of kysely. It has one connection, which queries and transactions take in turn. */
function dialectOf(engine: PGlite, upkeep: Upkeep, inside: Inside): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createDriver: () => new FitDriver(new EmbeddedDriver(engine, upkeep), inside),
  };
}

class EmbeddedConnection implements DatabaseConnection {
  constructor(readonly engine: Engine) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.engine.query<R>(query.sql, [...query.parameters]);
    return {
      rows: result.rows,
      ...(result.affectedRows === undefined ? {} : { numAffectedRows: BigInt(result.affectedRows) }),
    };
  }

  // eslint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    await Promise.resolve();
    throw new Error('the embedded store has no cursors: page by key');
  }
}

class EmbeddedDriver implements Driver {
  readonly #engine: PGlite;
  readonly #upkeep: Upkeep;
  /** Who is served now; the next waits for this. */
  #turn: Promise<void> = Promise.resolve();
  readonly #pass = new Map<DatabaseConnection, () => void>();

  constructor(engine: PGlite, upkeep: Upkeep) {
    this.#engine = engine;
    this.#upkeep = upkeep;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#turn;
    let pass = () => {};
    this.#turn = new Promise((done) => (pass = done));
    await before;
    const connection = new EmbeddedConnection(this.#engine);
    this.#pass.set(connection, pass);
    return connection;
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as EmbeddedConnection).engine.exec('begin');
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as EmbeddedConnection).engine.exec('commit');
    await this.#upkeep.afterCommit();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as EmbeddedConnection).engine.exec('rollback');
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.#pass.get(connection)?.();
    this.#pass.delete(connection);
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }
}
