/**
 * Pages through the queue: how many a second, against the number of workers, and whether every page is kept once when
 * workers and the database are killed at random.
 *
 *     npm run bench:intake -- [--pages 400] [--workers 1,2,4] [--kill] [--every 4] [--reader words|model] [--expire 15]
 *
 * Needs PostgreSQL (Debian's package): a cluster of its own is started in a temporary folder. Each worker is a process.
 * `--kill` ends a random worker with SIGKILL every few seconds (`--every`, on average), and the database every fifth time;
 * it counts the pages
 * in the ledger at the end and exits 1 when one is missing or there twice. `--reader words` reads a page to its words
 * only, so that what is measured is the queue and the ledger; `--reader model` is the real one.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { openLedger as OpenLedger } from '../src/ledger/ledger.js';
import type { queued as Queued } from '../src/queue/job.js';
import type { openQueue as OpenQueue } from '../src/queue/queue.js';
import { argumentsOf } from './arguments.js';
import { part } from './library.js';
import { startPostgres } from './postgres.js';

const { values } = argumentsOf({
  options: {
    pages: { type: 'string', default: '400' },
    workers: { type: 'string', default: '1,2,4' },
    kill: { type: 'boolean', default: false },
    reader: { type: 'string', default: 'words' },
    expire: { type: 'string', default: '15' },
    every: { type: 'string', default: '4' },
  },
});
const pages = Number(values.pages);
const { openLedger } = await part<{
  openLedger: typeof OpenLedger;
}>('ledger/ledger');
const { openQueue } = await part<{ openQueue: typeof OpenQueue }>('queue/queue');
const { queued } = await part<{ queued: typeof Queued }>('queue/job');
const pause = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));

/** An invented story, a different one for each number. */
function story(at: number): string {
  const towns = ['Veldin', 'Ostmar', 'Kessary', 'Merrand', 'Tolby'];
  const town = towns[at % towns.length] ?? '';
  return `<!doctype html><html lang="en"><title>Bridge ${at} of ${town} to be rebuilt</title><article><h1>Bridge ${at} of ${town} to be rebuilt</h1>
<p>${town.toUpperCase()} (KPA) — “We will rebuild bridge number ${at},” Mayor Ana Torvik said on Monday after talks with the river board.</p>
<p>The board’s chairman, Ilko Marn, warned that the water would rise again before the summer, and that nobody had asked him for the figures of ${1900 + (at % 120)}.</p>
<p>Torvik denied that. “He has had the figures for a year,” she told reporters in ${town}.</p></article></html>`;
}

async function through(
  workers: number,
): Promise<{ seconds: number; kills: number; crashes: number; lost: number; twice: number; dead: number }> {
  const cluster = await startPostgres(values.kill ? [] : ['synchronous_commit=off']);
  const options = { expire: Number(values.expire), maintenance: 2 };
  const running = new Map<number, ChildProcess>();
  let over = false;
  const start = (slot: number) => {
    const args = [
      fileURLToPath(new URL('./intake-worker.js', import.meta.url)),
      cluster.url,
      values.reader,
      values.expire,
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    running.set(slot, child);
    child.once('exit', () => {
      running.delete(slot);
      if (!over) setTimeout(() => !over && start(slot), 100);
    });
  };
  try {
    await (await openLedger(cluster.url)).close();
    const queue = await openQueue(cluster.url, options);
    await queue.put(
      Array.from({ length: pages }, (_, at) =>
        queued(`story ${at}`, { bytes: new TextEncoder().encode(story(at)), url: `https://n.example/${at}` }),
      ),
    );
    const started = performance.now();
    for (let slot = 0; slot < workers; slot++) start(slot);
    let kills = 0;
    let crashes = 0;
    for (let ticks = 1; ; ticks++) {
      await pause(values.kill ? Number(values.every) * 1000 * (0.5 + Math.random()) : 200);
      const progress = await queue.progress().catch(() => null);
      if (progress !== null && progress.waiting + progress.active === 0) break;
      if (progress !== null && ticks % 20 === 0)
        console.error(
          `${progress.done} done, ${progress.waiting} waiting, ${progress.active} in hand, ${kills} workers killed, ${crashes} databases`,
        );
      if (!values.kill) continue;
      if (ticks % 5 === 0) {
        crashes++;
        await cluster.kill();
        await cluster.start();
      } else {
        const victims = [...running.values()];
        victims[Math.floor(Math.random() * victims.length)]?.kill('SIGKILL');
        kills++;
      }
    }
    const seconds = (performance.now() - started) / 1000;
    over = true;
    for (const child of running.values()) child.kill('SIGKILL');
    const progress = await queue.progress();
    await queue.close();
    const ledger = await openLedger(cluster.url);
    const seen = new Map<string, number>();
    for await (const { url, versions } of ledger.allDocuments())
      seen.set(url ?? '', (seen.get(url ?? '') ?? 0) + versions);
    await ledger.close();
    let lost = 0;
    let twice = 0;
    for (let at = 0; at < pages; at++) {
      const times = seen.get(`https://n.example/${at}`) ?? 0;
      if (times === 0) lost++;
      if (times > 1) twice++;
    }
    return { seconds, kills, crashes, lost, twice, dead: progress.dead };
  } finally {
    over = true;
    for (const child of running.values()) child.kill('SIGKILL');
    await cluster.stop();
  }
}

let wrong = false;
const rows: Record<string, Record<string, string | number>> = {};
let first = 0;
for (const workers of values.workers.split(',').map(Number)) {
  const { seconds, kills, crashes, lost, twice, dead } = await through(workers);
  const rate = pages / seconds;
  first ||= rate;
  rows[`${workers} ${workers === 1 ? 'worker' : 'workers'}`] = {
    pages,
    seconds: seconds.toFixed(1),
    'pages/s': rate.toFixed(1),
    'against the first': `${(rate / first).toFixed(2)}×`,
    ...(values.kill
      ? { 'workers killed': kills, 'databases killed': crashes, lost, 'kept twice': twice, 'set aside': dead }
      : {}),
  };
  wrong ||= lost + twice > 0;
}
console.table(rows);
process.exitCode = wrong ? 1 : 0;
