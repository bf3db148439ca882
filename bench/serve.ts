/**
 * The server under many users, and the screens in a browser.
 *
 *     npm run bench:serve -- [--store embedded|postgres] [--documents 1000] [--users 50] [--seconds 60]
 *       [--kept FOLDER]
 *
 * Pages are synthetic (`synthetic.ts`), 25 statements each. PostgreSQL is started on a socket in a temporary folder. The
 * server runs in a process of its own, as `onrecord serve` does. Printed: how long the views that a newcomer sees first
 * take to answer, one at a time; then so many users at once, each asking what a screen asks, with the median, p95 and
 * worst time and every error; then, where there is a Chromium, what a browser measures: bytes of the first load, and
 * the largest contentful paint of four screens. With `--kept`, what `bench:ledger -- --store postgres --keep FOLDER/postgres`
 * filled is served instead. Writes that are under way at a kill are tested in `test/cli/serve.test.ts`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { argumentsOf } from './arguments.js';
import { loadLibrary } from './library.js';
import { startPostgres } from './postgres.js';
import { nameAt, outletAt, syntheticPage, wordAt } from './synthetic.js';

const { values } = argumentsOf({
  options: {
    store: { type: 'string', default: 'embedded' },
    documents: { type: 'string', default: '1000' },
    users: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
    kept: { type: 'string' },
  },
});
const [documents, users, seconds] = [values.documents, values.users, values.seconds].map(Number) as [
  number,
  number,
  number,
];
const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const CHROMIUM = [process.env.CHROMIUM, '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
);

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
const ms = (time: number) => `${time.toFixed(0).padStart(6)} ms`;

/** Puts synthetic pages in. */
async function fill(where: string): Promise<void> {
  const { openLedger } = await loadLibrary();
  const ledger = await openLedger(where);
  const begun = performance.now();
  const WORKERS = ledger.kind === 'postgres' ? 4 : 1;
  let next = 0;
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      while (next < documents) {
        const { record, bytes } = syntheticPage(next++);
        await ledger.add(record, { bytes });
      }
    }),
  );
  await ledger.close();
  const took = (performance.now() - begun) / 1000;
  console.log(
    `${documents} documents, ${documents * 25} statements (${values.store}), put in within ${took.toFixed(0)} s`,
  );
}

/** `onrecord serve`, in a process of its own. */
async function serve(where: string): Promise<{ url: string; end: () => void }> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--quiet', '--ledger', where]);
  child.stderr.pipe(process.stderr);
  const url = await new Promise<string>((found, fail) => {
    child.stdout.on('data', (data: Buffer) => {
      const match = /http:\/\/\S+/.exec(data.toString());
      if (match) found(match[0]);
    });
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}`)));
  });
  return { url, end: () => void child.kill() };
}

/** What the screens ask, as a user who looks around would; common and rare words, most with a filter. */
function asked(n: number): string {
  const word = wordAt(([3, 30, 200, 1500, 9000][n % 5] ?? 3) + (n % 13));
  const paths = [
    `/statements?words=${word}`,
    `/statements?words=${word}&act=deny`,
    `/statements?speaker=${encodeURIComponent(nameAt(n % 50))}`,
    `/facets?words=${word}`,
    `/documents?limit=10`,
    `/statements?outlet=${encodeURIComponent(outletAt(n % 20))}&words=${word}`,
    `/speakers?limit=50`,
    `/statements?order=uncertain&corrected=false`,
  ];
  return `/api/v1${paths[n % paths.length] ?? ''}`;
}

async function time(url: string): Promise<{ took: number; ok: boolean }> {
  const begun = performance.now();
  try {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    return { took: performance.now() - begun, ok: answer.ok };
  } catch {
    return { took: performance.now() - begun, ok: false };
  }
}

const folder = mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
const cluster =
  values.store === 'postgres' || values.kept !== undefined ? await startPostgres([], values.kept) : null;
try {
  const where = cluster?.url ?? join(folder, 'ledger');
  if (values.kept === undefined) await fill(where);
  const { url, end } = await serve(where);
  try {
    console.log('\nalone, the median of 5');
    const views: [string, string][] = [
      ['first view: documents', '/api/v1/documents?limit=10&order=added'],
      ['first view: stats', '/api/v1/stats'],
      ['search, common word', `/api/v1/statements?words=${wordAt(3)}`],
      ['search, rare word', `/api/v1/statements?words=${wordAt(1500)}`],
      ['facets, common word', `/api/v1/facets?words=${wordAt(3)}`],
      ['topic: matrix', `/api/v1/matrix?words=${wordAt(30)}`],
      ['speakers', '/api/v1/speakers?limit=50'],
      ['outlets', '/api/v1/outlets?limit=50'],
      ['review queue', '/api/v1/statements?order=uncertain&corrected=false'],
    ];
    for (const [name, path] of views) {
      const times: number[] = [];
      for (let i = 0; i < 5; i++) times.push((await time(url + path.slice(1))).took);
      times.sort((a, b) => a - b);
      console.log(`${name.padEnd(26)}${ms(quantile(times, 0.5))}   first ${ms(times.at(-1) ?? 0)}`);
    }

    console.log(`\n${users} users at once for ${seconds} s, each asks again half a second after an answer`);
    const until = performance.now() + seconds * 1000;
    const times: number[] = [];
    let errors = 0;
    await Promise.all(
      Array.from({ length: users }, async (_, user) => {
        for (let n = user * 101; performance.now() < until; n++) {
          const { took, ok } = await time(url + asked(n).slice(1));
          times.push(took);
          if (!ok) errors++;
          await new Promise((done) => setTimeout(done, 500));
        }
      }),
    );
    times.sort((a, b) => a - b);
    console.log(
      `${times.length} answers, ${errors} errors; median${ms(quantile(times, 0.5))}, p95${ms(quantile(times, 0.95))}, worst${ms(times.at(-1) ?? 0)}`,
    );

    if (CHROMIUM === undefined) console.log('\nno Chromium here: what a browser measures is left out');
    else await look(url);
  } finally {
    end();
  }
} finally {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** What a browser measures: bytes over the wire, and the largest contentful paint (web.dev/lcp). */
async function look(url: string): Promise<void> {
  console.log('\nin the browser');
  const browser = await chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const first = (await (await fetch(`${url}api/v1/documents?limit=1`)).json()) as { items: { id: string }[] };
  for (const path of [
    '',
    `documents/${first.items[0]?.id ?? ''}`,
    `search?words=${wordAt(30)}`,
    `topic?words=${wordAt(30)}`,
  ]) {
    const page = await (await browser.newContext()).newPage();
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(url + path, { waitUntil: 'networkidle' });
    // As text: the benches are compiled without the browser's types.
    const lcp = await page.evaluate<number>(
      `new Promise((found) => new PerformanceObserver((list) => found(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))`,
    );
    console.log(
      `/${path.slice(0, 30).padEnd(32)} ${(bytes / 1000).toFixed(0).padStart(5)} kB over the wire, LCP${ms(lcp)}`,
    );
    await page.context().close();
  }
  await browser.close();
}
