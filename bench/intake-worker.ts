/** One worker of `intake.ts`: `intake-worker.js ADDRESS words|model EXPIRE`. Works until it is killed. */
import { setTimeout as pause } from 'node:timers/promises';
import type { openLedger as OpenLedger } from '../src/ledger/ledger.js';
import type { openQueue as OpenQueue } from '../src/queue/queue.js';
import type { readerPool as ReaderPool } from '../src/reader-pool.js';
import type { work as Work } from '../src/queue/work.js';
import { part } from './library.js';

const [address = '', reader = 'words', expire = '15'] = process.argv.slice(2);
const { openLedger } = await part<{ openLedger: typeof OpenLedger }>('ledger/ledger');
const { openQueue } = await part<{ openQueue: typeof OpenQueue }>('queue/queue');
const { readerPool } = await part<{ readerPool: typeof ReaderPool }>('reader-pool');
const { work } = await part<{ work: typeof Work }>('queue/work');

const patiently = async <T>(open: () => Promise<T>): Promise<T> => {
  for (;;)
    try {
      return await open();
    } catch {
      await pause(300);
    }
};
const pool = readerPool({
  threads: 1,
  timeout: 60_000,
  memory: 1024,
  ...(reader === 'model' ? {} : { script: new URL('../../test/queue/reader-thread.js', import.meta.url) }),
});
await work({
  queue: await patiently(() => openQueue(address, { expire: Number(expire), maintenance: 2 })),
  ledger: await patiently(() => openLedger(address)),
  fetch: () => Promise.reject(new Error('nothing is fetched here')),
  read: (page) => pool.read(page),
  limits: {},
  jobs: 4,
  stop: new AbortController().signal,
  tell: (event) => {
    if (event.kind === 'set-aside') console.error(`${event.input}: ${event.error}`);
  },
  wait: (milliseconds) => pause(milliseconds),
});
