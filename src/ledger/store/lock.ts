import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync, unlinkSync } from 'node:fs';
import { open, readFile, stat, unlink, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { OnrecordError } from '../../errors.js';

/**
 * Who holds a folder. Two processes on one folder of PGlite lose data without a word, and Node has no `flock`; so the
 * lock is a file that says who holds it, in enough detail to tell a holder that is gone from one that is there.
 */
export interface Holder {
  pid: number;
  host: string;
  /** Differs from one start of the machine to the next. Null: not known. */
  boot: string | null;
  /** When the process started, as the system counts it: a pid that was given out again has another. Null: not known. */
  started: string | null;
  /** Which processes see each other's pids (containers on one machine do not). Null: not known. */
  space: string | null;
  /** No two locks have the same. */
  token: string;
}

/** How often a holder says that it is there, and after how long of silence it is taken for gone. Milliseconds. */
const BEAT = 5_000;
const SILENCE = 60_000;
/** Nobody needs this long to take over a lock. Milliseconds. */
const TAKEOVER = 10_000;

/** What is known about processes; handed in so that a test needs none. */
export interface Processes {
  self(): Holder;
  /** Whether a process with this pid runs. */
  runs(pid: number): boolean;
  /** When it started; null where the system does not tell. */
  started(pid: number): string | null;
}

/**
 * Takes a folder's lock, which is let go by the function that comes back, or with the process.
 * @param folder an existing folder
 * @param processes how to look at processes
 * @throws OnrecordError `ledger-locked` with the pid of the holder
 * @example const release = await lockFolder('/home/ana/.local/share/onrecord')
 */
export async function lockFolder(
  folder: string,
  processes: Processes = SYSTEM,
): Promise<() => Promise<void>> {
  const path = join(folder, 'lock');
  const self = processes.self();
  for (let attempt = 0; attempt < 20; attempt++) {
    if (await created(path, self)) return held(path, self);
    const [holder, age] = await holderOf(path);
    if (holder === 'gone') continue;
    if (!isStale(holder, age, self, processes))
      throw new OnrecordError('ledger-locked', folder, holder === null ? 'unknown' : describe(holder, self));
    await takeOver(path, holder);
  }
  throw new OnrecordError('ledger-locked', folder, 'unknown');
}

async function created(path: string, self: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o644);
    try {
      await file.writeFile(JSON.stringify(self));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The holder and the milliseconds since it last said that it is there. Null: a lock that cannot be read (yet). */
async function holderOf(path: string): Promise<[Holder | null | 'gone', number]> {
  try {
    const age = Date.now() - (await stat(path)).mtimeMs;
    try {
      const found = JSON.parse(await readFile(path, 'utf8')) as Holder;
      return [typeof found.pid === 'number' ? found : null, age];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
      return [null, age];
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ['gone', 0];
    throw error;
  }
}

/**
 * Whether the holder is gone for certain.
 * @param age milliseconds since its last sign
 */
export function isStale(holder: Holder | null, age: number, self: Holder, processes: Processes): boolean {
  // Cut off while it was written: whoever wrote it died, unless it happened just now.
  if (holder === null) return age > TAKEOVER;
  // Another machine, or a container: its processes cannot be seen, only its signs.
  if (holder.host !== self.host || (holder.boot === self.boot && holder.space !== self.space))
    return age > SILENCE;
  if (holder.boot !== null && self.boot !== null && holder.boot !== self.boot) return true;
  if (!processes.runs(holder.pid)) return true;
  const started = processes.started(holder.pid);
  return started !== null && holder.started !== null && started !== holder.started;
}

/** Removes a stale lock; of several who try, one at a time, and only while it is the one that was looked at. */
async function takeOver(path: string, stale: Holder | null): Promise<void> {
  const guard = `${path}.takeover`;
  try {
    await (await open(guard, 'wx')).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const found = await stat(guard).catch(() => null);
    if (found && Date.now() - found.mtimeMs > TAKEOVER) await unlink(guard).catch(() => undefined);
    await new Promise((go) => setTimeout(go, 50));
    return;
  }
  try {
    const [now] = await holderOf(path);
    if (now === 'gone' || now?.token !== stale?.token) return;
    await unlink(path);
  } finally {
    await unlink(guard).catch(() => undefined);
  }
}

/** Keeps saying that the lock is held, until it is let go. */
function held(path: string, self: Holder): () => Promise<void> {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, BEAT);
  beat.unref();
  let released = false;
  const mine = () => {
    try {
      return (JSON.parse(readFileSync(path, 'utf8')) as Holder).token === self.token;
    } catch {
      return false;
    }
  };
  const release = () => {
    if (released) return;
    released = true;
    clearInterval(beat);
    process.off('exit', release);
    try {
      if (mine()) unlinkSync(path);
    } catch {
      // The folder is gone or read-only by now: the lock will be found stale.
    }
  };
  process.once('exit', release);
  return () => Promise.resolve(release());
}

function describe(holder: Holder, self: Holder): string {
  return holder.host === self.host ? String(holder.pid) : `${holder.pid} on ${holder.host}`;
}

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
};

/** Field 22 of /proc/PID/stat (proc(5)); the name before it may hold spaces and brackets. */
function startOf(pid: number): string | null {
  const line = read(`/proc/${pid}/stat`);
  return line?.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

const spaceOf = (): string | null => {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
};

const SYSTEM: Processes = {
  self: () => ({
    pid: process.pid,
    host: hostname(),
    boot: read('/proc/sys/kernel/random/boot_id'),
    started: startOf(process.pid),
    space: spaceOf(),
    token: randomBytes(8).toString('hex'),
  }),
  runs(pid) {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  },
  started: startOf,
};
