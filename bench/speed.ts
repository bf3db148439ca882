/**
 * How fast `read` is: words per second of CPU and of wall time over the whole of it, time to ready, memory.
 *
 *     npm run bench:speed -- FILE|FOLDER|FILE.jsonl[.gz] [--threads 1] [--limit N] [--min WORDS] [--peers] [--corenlp]
 *
 * `--threads` is how many threads the model may use; 0 lets the runtime choose. `--peers` times spaCy small and
 * textacy on the same texts in the same run, `--corenlp` Stanford CoreNLP's quote annotator. Exits 1 when the words per CPU second are under `--min`.
 */
import { readdirSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { argumentsOf, refuse } from './arguments.js';
import { loadLibrary } from './library.js';
import { pagesOf } from './pages.js';
import { measureCoreNlp, measurePeers } from './speed-peers.js';
import { PEERS } from './peers.js';
import { countWords } from './words.js';

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: {
    threads: { type: 'string', default: '1' },
    limit: { type: 'string' },
    min: { type: 'string' },
    peers: { type: 'boolean', default: false },
    corenlp: { type: 'boolean', default: false },
  },
});
const path = positionals[0];
if (!path) refuse('give the pages');

// Ready means that a first page has been read: the model is loaded by then, whenever the library chooses to load it.
const threads = Number(values.threads);
const begun = performance.now();
const { read } = await loadLibrary();
await read({ text: 'The bench is ready, she said.' }, { threads });
const ready = (performance.now() - begun) / 1000;

const pages = pagesOf(path).slice(0, values.limit === undefined ? undefined : Number(values.limit));
const texts: string[] = [];
let failed = 0;
let statements = 0;
const wallBefore = performance.now();
const before = process.cpuUsage();
for (const page of pages) {
  try {
    const record = await read(page, { threads });
    texts.push(record.text);
    statements += record.statements.length;
  } catch (error) {
    failed++;
    console.error(error instanceof Error ? error.message : String(error));
  }
}
const used = process.cpuUsage(before);
const wall = (performance.now() - wallBefore) / 1000;
const cpu = (used.user + used.system) / 1e6;
const words = texts.reduce((total, text) => total + countWords(text), 0);
const rate = words / cpu;

const processor = cpus();
console.log(
  `${String(processor.length)} × ${processor[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}, ${values.threads} thread${threads === 1 ? '' : 's'}`,
);
const failures = failed ? `, ${String(failed)} could not be read` : '';
console.log(
  `${String(texts.length)} pages, ${count(words)} words, ${count(statements)} statements${failures}\n`,
);
line('words per CPU second', count(rate));
line('words per wall second', count(words / wall));
line('CPU seconds per wall second', (cpu / wall).toFixed(2));
line('ready after', `${ready.toFixed(2)} s (library, language and model loaded, a first sentence read)`);
line('peak resident memory', `${count(process.resourceUsage().maxRSS / 1024)} MiB`);
line('models/', `${(folderBytes(new URL('../../models/', import.meta.url)) / 1e6).toFixed(1)} MB`);

console.log('\nPeers, words per CPU second, one thread');
const measured = new Set<string>();
for (const measure of [values.peers && measurePeers, values.corenlp && measureCoreNlp]) {
  if (!measure) continue;
  try {
    for (const peer of measure(texts)) {
      const threw = peer.failed ? ` (threw on ${String(peer.failed)} of ${String(texts.length)})` : '';
      line(peer.name, `${count(words / peer.cpu)} in this run${threw}`);
      measured.add(peer.name);
    }
  } catch (error) {
    console.log(`not measured: ${error instanceof Error ? error.message : String(error)}`);
  }
}
for (const peer of PEERS) {
  if (peer.wordsPerSecond !== null && !measured.has(peer.name))
    line(peer.name, `${count(peer.wordsPerSecond)} (another machine, under load)`);
}

if (rate < Number(values.min ?? 0)) {
  console.error(`${count(rate)} words per CPU second are under ${String(values.min)}`);
  process.exitCode = 1;
}

function line(name: string, value: string): void {
  console.log(`${name.padEnd(50)}${value}`);
}

function count(number: number): string {
  return Math.round(number).toLocaleString('en');
}

/** The bytes of a folder's files. */
function folderBytes(folder: URL): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((total, entry) => total + statSync(`${entry.parentPath}/${entry.name}`).size, 0);
}
