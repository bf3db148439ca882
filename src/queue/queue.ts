import pg from 'pg';
import PgBoss from 'pg-boss';
import { OnrecordError } from '../errors.js';
import { serverError } from '../ledger/store/server.js';
import { idOf, type QueuedPage } from './job.js';

/** A page taken from the queue. */
export interface Job {
  id: string;
  page: QueuedPage;
  /** How often it was tried before. */
  tries: number;
  /** How often it ended the thread that read it. */
  kills: number;
  /** How often the whole worker that had it was gone before it was done: by the page, or by anything else. */
  losses: number;
}

/** A page that was set aside. */
export interface DeadLetter {
  id: string;
  input: string;
  error: string;
  tries: number;
  /** ISO time. */
  since: string;
}

/** How far the queue is. */
export interface QueueProgress {
  /** Not begun, or to be tried again. */
  waiting: number;
  /** Of those, how many were tried before. */
  again: number;
  active: number;
  /** Done in the last days; older ones are forgotten. */
  done: number;
  dead: number;
}

/** How a queue behaves. */
export interface QueueOptions {
  /** The PostgreSQL schema of the queue. Default `onrecord_queue`. */
  schema?: string;
  /** Seconds after which a page is given to another worker, since the first must be gone. Default 600. */
  expire?: number;
  /** Seconds between two looks for such pages. Default 30. */
  maintenance?: number;
  /** The most connections. Default 4. */
  connections?: number;
}

/** A queue of pages in PostgreSQL, for any number of workers on any number of machines. */
export interface Queue {
  /** Puts pages in; ones that are in it already (also done, or set aside) are left as they are. Gives how many are new. */
  put(pages: readonly QueuedPage[]): Promise<number>;
  /** Takes up to so many pages that are due. */
  take(limit: number): Promise<Job[]>;
  done(job: Job, outcome: string): Promise<void>;
  /** To be tried again later, by back-off. @param kills whether it ended the thread that read it: counted as such */
  again(job: Job, error: string, kills?: boolean): Promise<void>;
  /** Sets a page aside: it is tried no more until somebody says so. */
  setAside(job: Job, error: string): Promise<void>;
  /** Gives pages back as if they had not been taken. */
  giveBack(jobs: readonly Job[]): Promise<void>;
  progress(): Promise<QueueProgress>;
  dead(limit: number): Promise<DeadLetter[]>;
  /** Puts set-aside pages back, all or those with these ids (or beginnings of them). Gives how many. */
  replay(ids?: readonly string[]): Promise<number>;
  close(): Promise<void>;
}

const PAGES = 'pages';
const DEAD = 'pages-set-aside';
/** Seconds before the first retry; each next waits twice as long, about: pg-boss adds chance. */
const RETRY_DELAY = 15;
/** pg-boss forgets jobs that nobody took after this many minutes: ten years, since none may be lost. */
const KEEP = 10 * 365 * 24 * 60;
/** Jobs put in by one query. */
const TOGETHER = 500;
/** pg-boss itself would give up after so many; workers do before. */
const RETRY_LIMIT = 1000;

/**
 * Opens the queue of a ledger on PostgreSQL, and makes it where there is none.
 * @param where `postgres://…`, the ledger's address
 * @throws OnrecordError `ledger-…`
 * @example const queue = await openQueue('postgres://localhost/news'); await queue.put([{ input: url, url }]);
 */
export async function openQueue(where: string, options: QueueOptions = {}): Promise<Queue> {
  const schema = options.schema ?? 'onrecord_queue';
  const expireInSeconds = options.expire ?? 600;
  const pool = new pg.Pool({
    connectionString: where,
    max: options.connections ?? 4,
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    application_name: 'onrecord queue',
  });
  // An idle connection that breaks is told to nobody: the next query makes another, or says what is wrong.
  pool.on('error', () => undefined);
  // So is one that breaks between two queries of a transaction.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const address = publicAddress(where);
  let failed: unknown;
  const db = {
    executeSql: async (text: string, values: unknown[]) => {
      try {
        return await pool.query(text, values);
      } catch (error) {
        failed = error;
        throw error;
      }
    },
  };
  const boss = new PgBoss({
    db,
    schema,
    schedule: false,
    maintenanceIntervalSeconds: options.maintenance ?? 30,
    archiveCompletedAfterSeconds: 7 * 24 * 3600,
    archiveFailedAfterSeconds: 365 * 24 * 3600,
  });
  // What goes wrong in maintenance goes right the next time, or some query tells.
  boss.on('error', () => undefined);
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw serverError(address, error);
    }
  };
  /** One transaction, with pg-boss's queries in it. */
  const together = <T>(
    work: (tx: { executeSql(text: string, values: unknown[]): Promise<{ rows: unknown[] }> }) => Promise<T>,
  ): Promise<T> =>
    ask(async () => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const result = await work({ executeSql: (text, values) => client.query(text, values) });
        await client.query('commit');
        return result;
      } catch (error) {
        broken = error as Error;
        await client
          .query('rollback')
          .then(() => (broken = undefined))
          .catch(() => undefined);
        throw error;
      } finally {
        client.release(broken);
      }
    });
  try {
    await boss.start();
    const how = {
      policy: 'standard' as const,
      retryLimit: RETRY_LIMIT,
      retryDelay: RETRY_DELAY,
      retryBackoff: true,
      expireInSeconds,
      retentionMinutes: KEEP,
    };
    for (const name of [PAGES, DEAD]) {
      await boss.createQueue(name, { name, ...how });
      await boss.updateQueue(name, { name, ...how });
    }
    // What was taken and not done: who took it may have been killed by it.
    await pool.query(
      `create table if not exists ${schema}.starts (id uuid primary key, starts integer not null, kills integer not null default 0)`,
    );
  } catch (error) {
    await boss.stop({ graceful: false, close: false }).catch(() => undefined);
    await pool.end().catch(() => undefined);
    throw serverError(address, error);
  }
  const settled = (ids: readonly string[]) =>
    [`delete from ${schema}.starts where id = any($1::uuid[])`, [[...ids]]] as const;

  return {
    put: (pages) =>
      ask(async () => {
        let added = 0;
        for (let at = 0; at < pages.length; at += TOGETHER) {
          const jobs = pages.slice(at, at + TOGETHER).map((data) => ({ name: PAGES, id: idOf(data), data }));
          // A page that was set aside is in the queue, too: it waits for somebody.
          const { rows } = await pool.query<{ id: string }>(
            `select id from ${schema}.job where name = any($1::text[]) and id = any($2::uuid[])`,
            [[PAGES, DEAD], jobs.map(({ id }) => id)],
          );
          const known = new Set(rows.map(({ id }) => id));
          const fresh = [
            ...new Map(jobs.filter(({ id }) => !known.has(id)).map((job) => [job.id, job])).values(),
          ];
          if (fresh.length > 0) await boss.insert(fresh);
          added += fresh.length;
        }
        return added;
      }),
    take: (limit) =>
      ask(async () => {
        failed = undefined;
        const jobs = await boss.fetch<QueuedPage>(PAGES, { batchSize: limit, includeMetadata: true });
        // pg-boss takes every failure of this query for one of its own making, and gives nothing.
        if (jobs.length === 0 && failed !== undefined) throw failed as Error;
        if (jobs.length === 0) return [];
        const { rows } = await pool.query<{ id: string; starts: number; kills: number }>(
          `insert into ${schema}.starts (id, starts) select id, 1 from unnest($1::uuid[]) as id
           on conflict (id) do update set starts = starts.starts + 1 returning id, starts, kills`,
          [jobs.map(({ id }) => id)],
        );
        const begun = new Map(rows.map(({ id, ...of }) => [id, of]));
        return jobs.map(({ id, data, retryCount }) => {
          const { starts, kills } = begun.get(id) ?? { starts: 1, kills: 0 };
          const losses = starts - 1;
          return { id, page: data, tries: Math.max(0, retryCount - kills - losses), kills, losses };
        });
      }),
    done: (job, outcome) =>
      together(async (tx) => {
        await boss.complete(PAGES, job.id, { outcome }, { db: tx });
        await tx.executeSql(...mutable(settled([job.id])));
      }),
    again: (job, error, kills = false) =>
      together(async (tx) => {
        await boss.fail(PAGES, job.id, { error }, { db: tx });
        await tx.executeSql(
          `update ${schema}.starts set starts = starts - 1, kills = kills + $2 where id = $1`,
          [job.id, kills ? 1 : 0],
        );
      }),
    setAside: (job, error) =>
      together(async (tx) => {
        await boss.deleteJob(PAGES, job.id, { db: tx });
        const data = { ...job.page, error, tries: job.tries + job.kills + job.losses + 1 };
        await boss.insert([{ name: DEAD, id: job.id, data }], { db: tx });
        await tx.executeSql(...mutable(settled([job.id])));
      }),
    giveBack: (jobs) =>
      together(async (tx) => {
        const ids = jobs.map(({ id }) => id);
        await tx.executeSql(
          `update ${schema}.job set state = 'created', started_on = null, retry_count = greatest(0, retry_count - 1)
           where name = $1 and id = any($2::uuid[]) and state = 'active'`,
          [PAGES, ids],
        );
        await tx.executeSql(`update ${schema}.starts set starts = starts - 1 where id = any($1::uuid[])`, [
          ids,
        ]);
      }),
    progress: () =>
      ask(async () => {
        const { rows } = await pool.query<Record<keyof QueueProgress, string>>(
          `select count(*) filter (where name = $1 and state < 'active') as waiting,
             count(*) filter (where name = $1 and state = 'retry') as again,
             count(*) filter (where name = $1 and state = 'active') as active,
             count(*) filter (where name = $1 and state = 'completed') as done,
             count(*) filter (where name = $2 and state < 'active') as dead
           from ${schema}.job`,
          [PAGES, DEAD],
        );
        const of = (name: keyof QueueProgress) => Number(rows[0]?.[name] ?? 0);
        return {
          waiting: of('waiting'),
          again: of('again'),
          active: of('active'),
          done: of('done'),
          dead: of('dead'),
        };
      }),
    dead: (limit) =>
      ask(async () => {
        const { rows } = await pool.query<{
          id: string;
          data: QueuedPage & { error: string; tries: number };
          since: Date;
        }>(
          `select id, data - 'page' as data, created_on as since from ${schema}.job where name = $1 and state < 'active' order by created_on limit $2`,
          [DEAD, limit],
        );
        return rows.map(({ id, data, since }) => ({
          id,
          input: data.input,
          error: data.error,
          tries: data.tries,
          since: since.toISOString(),
        }));
      }),
    replay: (ids) =>
      together(async (tx) => {
        const chosen =
          ids === undefined
            ? ''
            : 'and exists (select 1 from unnest($2::text[]) as start where starts_with(id::text, start))';
        const { rows } = await tx.executeSql(
          `delete from ${schema}.job where name = $1 and state < 'active' ${chosen} returning id, data - 'error' - 'tries' as data`,
          ids === undefined ? [DEAD] : [DEAD, ids.map((id) => id.toLowerCase())],
        );
        const back = rows as { id: string; data: QueuedPage }[];
        for (let at = 0; at < back.length; at += TOGETHER)
          await boss.insert(
            back.slice(at, at + TOGETHER).map(({ id, data }) => ({ name: PAGES, id, data })),
            { db: tx },
          );
        return back.length;
      }),
    close: async () => {
      await boss.stop({ graceful: false, close: false }).catch(() => undefined);
      await pool.end();
    },
  };
}

const mutable = ([text, values]: readonly [string, readonly unknown[]]): [string, unknown[]] => [
  text,
  [...values],
];

function publicAddress(where: string): string {
  if (!URL.canParse(where)) throw new OnrecordError('ledger-address');
  const url = new URL(where);
  url.password = '';
  url.search = '';
  return url.href;
}
