/**
 * Stories with known truth, in any number: how well utterances are found at scale, and what a page costs.
 *
 *     npm run bench:simulate -- [--pages N] [--seed N] [--per-day N] [--peers]
 *     npm run bench:simulate -- --ledger postgres://… [--pages N] [--steps N,N,…]
 *
 * Without --ledger the pages are matched in memory by the library, and with --peers also as newsrooms do today. With a
 * ledger (which must be empty) they are added and matched page by page; at each step the time per page over the last
 * pages is printed, and at the end the score. `--write FOLDER` writes the pages' texts for a person to read.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UtteranceLine } from '../src/utterance/line.js';
import { argumentsOf } from './arguments.js';
import { loadLibrary } from './library.js';
import { scoreSimulation, type SimulationScore } from './simulator/score.js';
import { stories, type Story } from './simulator/story.js';
import { byExactQuotation, byNearDuplicatePages } from './utterance-peers.js';

const { values } = argumentsOf({
  options: {
    pages: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    'per-day': { type: 'string', default: '20' },
    peers: { type: 'boolean', default: false },
    ledger: { type: 'string' },
    steps: { type: 'string' },
    write: { type: 'string' },
  },
});
const count = Number(values.pages);
const made = () => stories(count, Number(values.seed), Number(values['per-day']));

if (values.write !== undefined) write(values.write);
else if (values.ledger !== undefined) await throughLedger(values.ledger);
else await inMemory();

function write(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const story of made())
    for (const { record } of story.pages)
      writeFileSync(join(folder, `${record.id}.txt`), `${record.url}\n${record.published}\n\n${record.text}`);
}

async function inMemory(): Promise<void> {
  const { matchUtterances } = await loadLibrary();
  const all = [...made()];
  const records = all.flatMap(({ pages }) => pages.map(({ record }) => record));
  const start = performance.now();
  const lines = matchUtterances(records);
  const took = performance.now() - start;
  console.log(
    `${all.length} stories, ${records.length} pages; ${(took / records.length).toFixed(2)} ms a page; per cent`,
  );
  head();
  row('utterances', scoreSimulation(all, lines));
  if (values.peers) {
    row('exact quotations', scoreSimulation(all, byExactQuotation(records)));
    row('near-duplicate pages', scoreSimulation(all, byNearDuplicatePages(records)));
  }
}

async function throughLedger(where: string): Promise<void> {
  const { openLedger } = await loadLibrary();
  const ledger = await openLedger(where);
  const steps = (values.steps ?? '1000,2000,5000,10000,20000,50000,100000,200000').split(',').map(Number);
  const window = 500;
  let pages = 0;
  const kept: Story[] = [];
  const spent: { add: number; match: number }[] = [];
  try {
    for (const story of made()) {
      if (count <= 20_000) kept.push(story);
      for (const { record } of story.pages) {
        const bytes = Buffer.from(`${record.url ?? ''}\n${record.text}`);
        const before = performance.now();
        await ledger.add(record, { bytes });
        const added = performance.now();
        await ledger.match();
        spent.push({ add: added - before, match: performance.now() - added });
        if (spent.length > window) spent.shift();
        pages++;
        if (steps.includes(pages)) {
          const mean = (of: 'add' | 'match') => spent.reduce((sum, one) => sum + one[of], 0) / spent.length;
          console.log(
            `${String(pages).padStart(8)} pages: add ${mean('add').toFixed(2)} ms, match ${mean('match').toFixed(2)} ms a page (last ${spent.length})`,
          );
        }
      }
    }
    if (kept.length === 0) return;
    const lines: UtteranceLine[] = [];
    for await (const line of ledger.allUtterances()) lines.push(line);
    head();
    row('the ledger', scoreSimulation(kept, lines));
  } finally {
    await ledger.close();
  }
}

function head(): void {
  const names = ['', 'pairs P', 'R', 'F1', 'origins', 'copies', 'altered'];
  console.log(names.map((name, i) => (i === 0 ? name.padEnd(22) : name.padStart(9))).join(''));
}

function row(name: string, score: SimulationScore): void {
  const figures = [score.precision, score.recall, score.f1, score.origins, score.copies, score.altered];
  console.log(name.padEnd(22) + figures.map((figure) => (100 * figure).toFixed(1).padStart(9)).join(''));
}
