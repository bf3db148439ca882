import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { PassThrough, Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { sql, type Transaction } from 'kysely';
import { OnrecordError } from '../errors.js';
import { VERSION } from '../version.js';
import { applied, applySteps, begin } from './schema/migrate.js';
import { MIGRATIONS } from './schema/migrations.js';
import { DERIVED, type Tables } from './schema/tables.js';
import { StoredText } from './store/characters.js';
import { quoted } from './store/server.js';
import type { Store } from './store/store.js';

/*
 * A backup is gzip of lines of JSON: first what it is and which steps made the tables; then for each table one line with
 * its name and columns and one line a row, as PostgreSQL's row_to_json has it; at the end the number of rows and the
 * SHA-256 of all lines before. Tables and columns are asked from the database, so that a table which comes later is in it
 * without another word here; those that are made from the others are left out, and made again.
 */
const FORMAT = 'onrecord-backup/1';

interface Head {
  format: string;
  onrecord: string;
  made: string;
  migrations: string[];
}

/** How many rows are fetched at once; pages and their bytes are large, the rest is small. */
const rowsAtOnce = (table: string) => (table === 'evidence' || table === 'versions' ? 20 : 500);
/** Rows are put in together up to so many characters. */
const TOGETHER = 4_000_000;

/** A whole ledger as a file, at one moment, whatever is added meanwhile. */
export async function* backupOf(store: Store): AsyncGenerator<Uint8Array> {
  const packed = createGzip();
  // What fails comes out of `packed`, where it is waited for.
  const fed = pipeline(Readable.from(linesOf(store), { objectMode: false }), packed).catch(() => undefined);
  try {
    for await (const piece of packed) yield piece as Uint8Array;
  } finally {
    packed.destroy();
    await fed;
  }
}

async function* linesOf(store: Store): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let rows = 0;
  const line = (text: string | Uint8Array): Uint8Array => {
    const bytes = Buffer.concat([typeof text === 'string' ? Buffer.from(text) : text, Buffer.from('\n')]);
    hash.update(bytes);
    return bytes;
  };
  let ended = false;
  const tx = await store.db.startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    const migrations = await applied(tx, store.schema);
    const head: Head = { format: FORMAT, onrecord: VERSION, made: store.now().toISOString(), migrations };
    yield line(JSON.stringify(head));
    for (const { table, columns } of await tablesOf(tx, store.schema)) {
      yield line(JSON.stringify({ table, columns }));
      const names = sql.join(columns.map((column) => sql.ref(column)));
      // As bytes: a text would be changed on its way, see `characters.ts`.
      await sql`declare backup no scroll cursor for
        select convert_to(row_to_json(x)::text, 'UTF8') as row from (select ${names} from ${sql.table(table)}) x`.execute(
        tx,
      );
      for (;;) {
        const found = await sql<{
          row: Uint8Array;
        }>`fetch ${sql.raw(String(rowsAtOnce(table)))} from backup`.execute(tx);
        for (const { row } of found.rows) {
          rows++;
          yield line(row);
        }
        if (found.rows.length === 0) break;
      }
      await sql`close backup`.execute(tx);
    }
    yield Buffer.from(`${JSON.stringify({ rows, sha256: hash.digest('hex') })}\n`);
    ended = true;
    await tx.commit().execute();
  } finally {
    // Whoever reads may stop before the end.
    if (!ended)
      await tx
        .rollback()
        .execute()
        .catch(() => undefined);
  }
}

interface Table {
  table: string;
  columns: string[];
}

/** The tables that hold the ledger, each after those that it refers to, with the columns that are not worked out. */
async function tablesOf(tx: Transaction<Tables>, schema: string): Promise<Table[]> {
  const columns = await sql<Table>`
    select c.table_name as "table", json_agg(c.column_name order by c.ordinal_position) as columns
    from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = ${schema} and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
      and c.table_name <> 'migrations' and c.table_name not in (${sql.join(DERIVED)})
    group by c.table_name order by c.table_name`.execute(tx);
  const refers = await sql<{ table: string; to: string }>`
    select distinct r.relname as "table", o.relname as "to" from pg_constraint k
    join pg_class r on r.oid = k.conrelid join pg_class o on o.oid = k.confrelid
    join pg_namespace n on n.oid = r.relnamespace
    where k.contype = 'f' and n.nspname = ${schema} and r.oid <> o.oid`.execute(tx);
  const left = [...columns.rows];
  const done: Table[] = [];
  while (left.length > 0) {
    const at = left.findIndex(({ table }) =>
      refers.rows.every((one) => one.table !== table || done.some((other) => other.table === one.to)),
    );
    done.push(...left.splice(Math.max(0, at), 1));
  }
  return done;
}

/**
 * Fills an empty ledger from a backup, in one transaction: the tables are made as the backup has them, filled, and then
 * brought to this version.
 * @throws OnrecordError `ledger-not-empty`, `backup-damaged`, `backup-newer`
 */
export async function restoreInto(store: Store, backup: AsyncIterable<Uint8Array>): Promise<void> {
  await store.transaction(async (tx) => {
    const there = await sql<{ there: boolean }>`
      select exists (select 1 from documents) or exists (select 1 from speaker_rules) as there`.execute(tx);
    if (there.rows[0]?.there !== false) throw new OnrecordError('ledger-not-empty', store.where);
    const hash = createHash('sha256');
    let head: Head | null = null;
    let table: Table | null = null;
    let rows = 0;
    let ended = false;
    let held: string[] = [];
    let size = 0;
    const put = async () => {
      if (table === null || held.length === 0) return;
      const columns = sql.join(table.columns.map((column) => sql.ref(column)));
      try {
        await sql`insert into ${sql.table(table.table)} (${columns})
          select ${columns} from json_populate_recordset(null::${sql.table(table.table)},
            ${new StoredText(`[${held.join(',')}]`)}::json)`.execute(tx);
      } catch (error) {
        // Data that no type takes, or that refer to nothing: the checksum at the end would say the same.
        if (/^2[23]/.test((error as { code?: string }).code ?? ''))
          throw new OnrecordError('backup-damaged', 'its rows do not fit together');
        throw error;
      }
      held = [];
      size = 0;
    };
    for await (const text of lines(backup)) {
      if (ended) throw new OnrecordError('backup-damaged', 'there is something after its end');
      if (head === null) {
        head = headOf(text);
        await emptySchema(tx, store.schema, head);
      } else if (/^\{"rows":\d+,"sha256":"[0-9a-f]{64}"\}$/.test(text)) {
        await put();
        const end = JSON.parse(text) as { rows: number; sha256: string };
        if (end.rows !== rows || end.sha256 !== hash.digest('hex'))
          throw new OnrecordError('backup-damaged', 'its checksum is wrong');
        ended = true;
        continue;
      } else if (text.startsWith('{"table":')) {
        await put();
        table = JSON.parse(text) as Table;
      } else {
        rows++;
        held.push(text);
        size += text.length;
        if (size > TOGETHER) await put();
      }
      hash.update(text).update('\n');
    }
    if (!ended) throw new OnrecordError('backup-damaged', 'it is cut short');
    const done = await applied(tx, store.schema);
    await applySteps(
      tx,
      Object.keys(MIGRATIONS).filter((name) => !done.includes(name)),
    );
  }, 'once');
}

function headOf(text: string): Head {
  let head: Head;
  try {
    head = JSON.parse(text) as Head;
  } catch {
    throw new OnrecordError('backup-damaged', 'it is no backup of a ledger');
  }
  if (typeof head.format !== 'string' || !head.format.startsWith('onrecord-backup/'))
    throw new OnrecordError('backup-damaged', 'it is no backup of a ledger');
  if (head.format !== FORMAT || head.migrations.some((name) => !Object.hasOwn(MIGRATIONS, name)))
    throw new OnrecordError('backup-newer', head.onrecord);
  return head;
}

/** Tables as they were when the backup was made, in the place of the empty ones. */
async function emptySchema(tx: Transaction<Tables>, schema: string, head: Head): Promise<void> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = ${schema} and table_type = 'BASE TABLE'`.execute(tx);
  for (const { name } of tables.rows)
    await sql`drop table if exists ${sql.raw(`${quoted(schema)}.${quoted(name)}`)} cascade`.execute(tx);
  const functions = await sql<{ name: string }>`
    select oid::regprocedure::text as name from pg_proc where pronamespace = ${schema}::regnamespace`.execute(
    tx,
  );
  for (const { name } of functions.rows)
    await sql`drop function if exists ${sql.raw(name)} cascade`.execute(tx);
  await begin(tx, schema);
  await applySteps(tx, head.migrations);
}

/** The lines of a compressed file. Damage in the compression is damage of the backup. */
async function* lines(backup: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const plain = new PassThrough();
  const unpacked = pipeline(Readable.from(backup, { objectMode: false }), createGunzip(), plain);
  unpacked.catch(() => undefined);
  let rest: Buffer[] = [];
  try {
    for await (const piece of plain) {
      const bytes = piece as Buffer;
      let from = 0;
      for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
        rest.push(bytes.subarray(from, to));
        yield Buffer.concat(rest).toString('utf8');
        rest = [];
        from = to + 1;
      }
      rest.push(bytes.subarray(from));
    }
    await unpacked;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code?.startsWith('Z_') === true || code === 'ERR_STREAM_PREMATURE_CLOSE')
      throw new OnrecordError('backup-damaged', 'the compressed data are damaged or cut short');
    throw error;
  }
  if (Buffer.concat(rest).length > 0) throw new OnrecordError('backup-damaged', 'it is cut short');
}
