#!/usr/bin/env node
import { createFetcher } from '../intake/fetch.js';
import { lineOf } from './read-command.js';
import { run } from './run.js';
import type { World } from './world.js';

/** The ways a process is told to stop, and the codes that shells give for them. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const cleaners = new Set<() => void>();
// A fault in a library that no promise carries: one line, and nothing half-written is left.
process.once('uncaughtException', (error) => {
  for (const clean of cleaners) clean();
  process.stderr.write(`onrecord: ${lineOf(error, { env: process.env })}\n`, () => process.exit(1));
});
/** Who waits to be told to stop, to end in good order. */
let waiting: (() => void) | null = null;
/** Whether pages are read in threads of their own. */
let threads = false;
for (const [signal, code] of Object.entries(SIGNALS))
  process.on(signal, () => {
    if (waiting) {
      waiting();
      waiting = null;
      return;
    }
    for (const clean of cleaners) clean();
    if (!threads) process.exit(code);
    // A thread that is ended inside the model would take the process down with a message of its own.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });

// A closed pipe is told to whoever writes; without a listener it would be an error nobody catches.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

const world: World = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  // Loaded when the first page is there, so that --help answers at once.
  read: async (page, options) => (await import('../index.js')).read(page, options),
  readerPool: async (options) => {
    const { readerPool } = await import('../reader-pool.js');
    threads = true;
    return readerPool(options);
  },
  // One for the whole run: it knows what each host has asked for.
  fetch: createFetcher({ env: process.env }),
  openLedger: async (where, options) => (await import('../ledger/ledger.js')).openLedger(where, options),
  platform: process.platform,
  onStop: (clean) => {
    cleaners.add(clean);
    return () => cleaners.delete(clean);
  },
  stopped: () =>
    new Promise((done) => {
      waiting = done;
    }),
};

process.exitCode = await run(process.argv.slice(2), world);
// Standard input that nobody read to its end would keep the process waiting.
process.stdin.destroy();
