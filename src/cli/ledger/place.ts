import { join, posix, win32 } from 'node:path';
import type { Command } from 'commander';
import { OnrecordError } from '../../errors.js';
import type { Ledger } from '../../ledger/types.js';
import type { ExitCode, World } from '../world.js';

/** The option that every command on a ledger has. */
export interface LedgerFlags {
  ledger?: string;
}

/** Adds `--ledger` to a command. */
export function withLedgerOption(command: Command): Command {
  return command.option(
    '-l, --ledger <where>',
    "a folder, or postgres://… (default: $ONRECORD_LEDGER, else a folder among the user's data)",
  );
}

/**
 * Where the ledger is: as told, by the environment, or in the folder that the system has for a user's data.
 * @example placeOf({}, { env: { HOME: '/home/ana' }, platform: 'linux' }) // '/home/ana/.local/share/onrecord'
 */
export function placeOf({ ledger }: LedgerFlags, { env, platform }: Pick<World, 'env' | 'platform'>): string {
  if (ledger !== undefined && ledger !== '') return ledger;
  if (env.ONRECORD_LEDGER !== undefined && env.ONRECORD_LEDGER !== '') return env.ONRECORD_LEDGER;
  if (platform === 'win32')
    return win32.join(env.LOCALAPPDATA ?? win32.join(env.USERPROFILE ?? '.', 'AppData', 'Local'), 'onrecord');
  const home = env.HOME ?? '.';
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'onrecord');
  // The XDG Base Directory Specification: a relative path there is to be ignored.
  const data =
    env.XDG_DATA_HOME?.startsWith('/') === true ? env.XDG_DATA_HOME : join(home, '.local', 'share');
  return posix.join(data, 'onrecord');
}

/**
 * Does something with the ledger, and closes it whatever happens.
 * @param create whether a missing ledger is made; commands that only look do not make one
 */
export async function withLedger(
  flags: LedgerFlags,
  world: World,
  create: boolean,
  work: (ledger: Ledger) => Promise<ExitCode>,
): Promise<ExitCode> {
  const ledger = await world.openLedger(placeOf(flags, world), { create });
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

const KINDS: Readonly<Record<string, string>> = {
  d: 'document (d…)',
  s: 'statement (s…)',
  p: 'speaker (p…)',
  c: 'correction (c…)',
};

/**
 * The id that was meant: given whole, or by a beginning that only one has.
 * @param given as typed
 * @param letters which kinds are wanted: `d` document, `s` statement, `p` speaker, `c` correction
 * @throws OnrecordError `ledger-wrong-id`, `ledger-no-id`, `ledger-many-ids`
 */
export async function idOf(ledger: Ledger, given: string, letters: string): Promise<string> {
  const id = given.trim().toLowerCase();
  if (!letters.includes(id[0] ?? ' ')) {
    const wanted = [...letters].map((letter) => KINDS[letter]).join(' or ');
    throw new OnrecordError('ledger-wrong-id', given, wanted);
  }
  const found = await ledger.resolve(id);
  const [first] = found;
  if (first === undefined) throw new OnrecordError('ledger-no-id', given);
  if (found.length > 1)
    throw new OnrecordError('ledger-many-ids', given, found.length < 10 ? found.join(', ') : 'ten or more');
  return first;
}
