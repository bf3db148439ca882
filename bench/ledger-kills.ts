/**
 * Kills a program that adds pages, again and again, at random moments (`kill -9`), and looks after each: every page that
 * was acknowledged is there, whole, once; at the end `check` finds no fault.
 *
 *     npm run bench:ledger-kills -- [--kills 200] [--store embedded|postgres|both] [--url postgres://…] [--server]
 *
 * With `--server`, every fifth time it is PostgreSQL itself that is killed. Exits 1 when anything is lost or doubled.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LedgerOptions } from '../src/ledger/types.js';
import { argumentsOf } from './arguments.js';
import { loadLibrary } from './library.js';
import { postgresBinaries, startPostgres, type Cluster } from './postgres.js';
import { syntheticPage } from './synthetic.js';

const { values } = argumentsOf({
  options: {
    kills: { type: 'string', default: '200' },
    store: { type: 'string', default: 'both' },
    url: { type: 'string' },
    server: { type: 'boolean', default: false },
    add: { type: 'string' },
    from: { type: 'string', default: '0' },
  },
});
const { openLedger } = await loadLibrary();
const options: LedgerOptions = { schema: 'kills' };
/** Statements of a page: enough that a page takes a moment, which a kill can fall into. */
const STATEMENTS = 12;

// The program that is killed: adds pages, and says each as soon as it is acknowledged.
if (values.add !== undefined) {
  const ledger = await openLedger(values.add, options);
  for (let n = Number(values.from); ; n++) {
    const { record, bytes } = syntheticPage(n, STATEMENTS);
    const { document, outcome } = await ledger.add(record, { bytes });
    process.stdout.write(`${n} ${document} ${outcome}\n`);
  }
}

/** Lets a program add pages from a number on, and kills it some time after it began. */
function addAndKill(
  where: string,
  from: number,
  after: number,
  kill?: () => Promise<void>,
): Promise<[number, string][]> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [process.argv[1] ?? '', '--add', where, '--from', String(from)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const acknowledged: [number, string][] = [];
    let timer: NodeJS.Timeout | undefined;
    const end = async () => {
      if (kill) await kill();
      child.kill('SIGKILL');
    };
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [n = '', document = ''] = line.split(' ');
      acknowledged.push([Number(n), document]);
      // From the first page on: a kill before it would only try the start, which the odd ones below do.
      timer ??= setTimeout(() => void end(), after);
    });
    // One in ten is killed while it opens the ledger.
    if (after < 60) timer = setTimeout(() => void end(), after * 20);
    child.once('close', () => {
      clearTimeout(timer);
      done(acknowledged);
    });
  });
}

async function measure(
  name: string,
  where: string,
  kills: number,
  cluster: Cluster | null,
): Promise<boolean> {
  const begun = performance.now();
  const all = new Map<number, string>();
  let lost = 0;
  let broken = 0;
  let next = 0;
  let served = 0;
  for (let i = 0; i < kills; i++) {
    const server = cluster !== null && values.server && i % 5 === 4;
    const acknowledged = await addAndKill(
      where,
      next,
      Math.random() * 600,
      server ? () => cluster.kill() : undefined,
    );
    if (server) {
      served++;
      await cluster.start();
    }
    for (const [n, document] of acknowledged) all.set(n, document);
    // The page at hand when it was killed comes again: whether it was kept or not, it must be there once.
    next = Math.max(-1, ...acknowledged.map(([n]) => n), next - 1) + 1;
    const ledger = await openLedger(where, options);
    for (const [n, document] of acknowledged) {
      const page = await ledger.document(document);
      const { record } = syntheticPage(n, STATEMENTS);
      if (!page) lost++;
      else if (page.text !== record.text || page.statements.length !== STATEMENTS || page.version !== 1)
        broken++;
    }
    await ledger.close();
    if ((i + 1) % 20 === 0)
      console.log(`  ${i + 1} kills, ${all.size} pages acknowledged, ${lost} lost, ${broken} broken`);
  }
  const ledger = await openLedger(where, options);
  const { documents, versions, statements } = await ledger.stats();
  for (const [, document] of all) if (!(await ledger.document(document))) lost++;
  let faults = 0;
  for await (const { id, what } of ledger.check()) if (faults++ < 10) console.log(`  ${id}: ${what}`);
  await ledger.close();
  // One page more than was acknowledged can be there for each kill: kept, and killed before it could say so.
  const unsaid = documents - all.size;
  const fine =
    lost === 0 &&
    broken === 0 &&
    faults === 0 &&
    unsaid >= 0 &&
    versions === documents &&
    statements === documents * STATEMENTS;
  console.log(
    `${name}: ${kills} kills${served > 0 ? ` (${served} of the server)` : ''}, ${all.size} pages acknowledged, ${lost} lost, ${broken} broken, ` +
      `${unsaid} kept unsaid, ${versions - documents} doubled, ${faults} faults: ${fine ? 'all well' : 'FAILED'} ` +
      `(${((performance.now() - begun) / 1000).toFixed(0)} s)`,
  );
  return fine;
}

const kills = Number(values.kills);
let fine = true;
if (values.store !== 'postgres') {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-kills-'));
  try {
    fine = (await measure('embedded', join(folder, 'ledger'), kills, null)) && fine;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
if (values.store !== 'embedded') {
  if (values.url !== undefined) fine = (await measure('postgres', values.url, kills, null)) && fine;
  else if (postgresBinaries() === null) console.log('postgres: not installed here, left out');
  else {
    const cluster = await startPostgres();
    try {
      fine = (await measure('postgres', cluster.url, kills, cluster)) && fine;
    } finally {
      await cluster.stop();
    }
  }
}
process.exitCode = fine ? 0 : 1;
