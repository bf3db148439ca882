import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** The newest PostgreSQL of this machine that can be started, null where there is none. */
export function postgresBinaries(): string | null {
  const found = (existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [])
    .filter((version) => Number(version) >= 15 && existsSync(`/usr/lib/postgresql/${version}/bin/initdb`))
    .sort((a, b) => Number(b) - Number(a));
  return found[0] === undefined ? null : `/usr/lib/postgresql/${found[0]}/bin`;
}

/** A cluster of its own on a Unix socket in its folder. */
export interface Cluster {
  url: string;
  /** Ends the server at once, as a loss of power would; its data stay. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Stops it; everything in it is gone, unless its folder is to be kept. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL with data in a new temporary folder, or in one that is kept.
 * @param settings such as `fsync=off`
 * @param kept the folder to keep; where it holds a cluster already, that is started
 */
export async function startPostgres(settings: readonly string[] = [], kept?: string): Promise<Cluster> {
  const bin = postgresBinaries();
  if (bin === null) throw new Error('no PostgreSQL here: apt-get install postgresql');
  const folder = kept === undefined ? mkdtempSync(join(tmpdir(), 'onrecord-pg-')) : resolve(kept);
  mkdirSync(folder, { recursive: true });
  // PostgreSQL refuses to run as root.
  const asRoot = process.getuid?.() === 0;
  const as: string[] = [];
  if (asRoot) {
    const ids = await Promise.all(
      ['-u', '-g'].map(async (flag) => (await exec('id', [flag, 'postgres'])).stdout.trim()),
    );
    chownSync(folder, Number(ids[0]), Number(ids[1]));
    as.push('setpriv', `--reuid=${ids[0]}`, `--regid=${ids[1]}`, '--clear-groups');
  }
  const data = join(folder, 'data');
  const command = (name: string, args: readonly string[]) => [...as, join(bin, name), ...args];
  const [first = '', ...rest] = command('initdb', [
    '-D',
    data,
    '-A',
    'trust',
    '-U',
    'onrecord',
    '--no-sync',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  ]);
  if (!existsSync(data)) await exec(first, rest, { cwd: folder });
  let server: ChildProcess | null = null;
  const start = async () => {
    const [program = '', ...args] = command('postgres', [
      '-D',
      data,
      '-k',
      folder,
      ...['listen_addresses=', 'log_min_messages=fatal', 'max_wal_size=2GB', ...settings].flatMap((one) => [
        '-c',
        one,
      ]),
    ]);
    server = spawn(program, args, { cwd: folder, stdio: 'ignore' });
    for (let i = 0; i < 300; i++) {
      // After a kill the server's children may hold its memory for a moment, and it ends at once.
      if (server.exitCode !== null) server = spawn(program, args, { cwd: folder, stdio: 'ignore' });
      try {
        await exec(join(bin, 'pg_isready'), ['-h', folder, '-q']);
        return;
      } catch {
        await new Promise((go) => setTimeout(go, 50));
      }
    }
    throw new Error('PostgreSQL did not start');
  };
  const end = async (signal: NodeJS.Signals) => {
    const running = server;
    server = null;
    if (running === null || running.exitCode !== null) return;
    const gone = new Promise((done) => running.once('exit', done));
    running.kill(signal);
    await gone;
  };
  await start();
  return {
    url: `postgres://onrecord@${encodeURIComponent(folder)}/postgres`,
    start,
    kill: () => end('SIGKILL'),
    stop: async () => {
      // One that is kept writes everything down before it ends.
      await end(kept === undefined ? 'SIGQUIT' : 'SIGINT');
      if (kept === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
