/**
 * How fast a web archive is read, against Python's warcio and warcio.js on the same file in the same run, and whether
 * memory stays flat.
 *
 *     npm run bench:warc -- [FOLDER of HTML] [--pages 1500] [--rounds 5] [--min 1]
 *
 * An archive is made of the folder's pages (default: examples), compressed by record and uncompressed. The readers take
 * turns; each one's best round counts, for others on the machine only ever slow it. Exits 1 when the MB/s on the
 * compressed archive are under `--min` times those of Python's warcio.
 */
import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { argumentsOf } from './arguments.js';
import { htmlPages } from './html-pages.js';
import { makeArchive } from './made-archive.js';
import { pythonWith } from './peers-python.js';

interface Taken {
  pages: number;
  bytes: number;
  wall: number;
  cpu: number;
  memory: number;
}

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: {
    pages: { type: 'string', default: '1500' },
    rounds: { type: 'string', default: '5' },
    min: { type: 'string', default: '0' },
  },
});
const rounds = Number(values.rounds);
const python = pythonWith('warc', ['warcio==1.8.1']);
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const reader = (name: string) => (path: string) =>
  run(process.execPath, [here('warc-reader.js'), name, path]);
const READERS: readonly [string, (path: string) => Taken][] = [
  ['onrecord', reader('onrecord')],
  ['Python warcio 1.8.1', (path) => run(python, [here('../../bench/warc_peer.py'), path])],
  ['warcio.js', reader('warcio.js')],
];

const folder = mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
try {
  const pages = htmlPages(positionals[0] ?? 'examples');
  const count = Number(values.pages);
  const processor = cpus();
  console.log(
    `${String(processor.length)} × ${processor[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}; ` +
      `best of ${String(rounds)} rounds in turn; MB are of pages, decompressed`,
  );
  for (const gzip of [true, false]) {
    const path = join(folder, gzip ? 'a.warc.gz' : 'a.warc');
    const size = await makeArchive(path, { pages, count, gzip });
    console.log(
      `\n${gzip ? 'compressed record by record' : 'uncompressed'}: ${String(count)} pages of ` +
        `${(size / count / 1e3).toFixed(1)} kB, file of ${(statSync(path).size / 1e6).toFixed(1)} MB`,
    );
    const best = new Map<string, Taken>();
    for (let round = 0; round < rounds; round++)
      for (const [name, read] of READERS) {
        const taken = read(path);
        if (taken.pages !== count) throw new Error(`${name} found ${String(taken.pages)} pages`);
        const before = best.get(name);
        best.set(name, {
          ...taken,
          wall: Math.min(taken.wall, before?.wall ?? Infinity),
          cpu: Math.min(taken.cpu, before?.cpu ?? Infinity),
        });
      }
    for (const [name, { bytes, wall, cpu, memory }] of best)
      console.log(
        `${name.padEnd(22)}${rate(bytes, wall)} MB/s   ${rate(bytes, cpu)} MB per CPU second   ${mib(memory)} MiB`,
      );
    const ours = best.get('onrecord');
    const theirs = best.get('Python warcio 1.8.1');
    const ratio = (theirs?.wall ?? 0) / (ours?.wall ?? Infinity);
    console.log(`onrecord / Python     ${ratio.toFixed(2)}`);
    if (gzip && ratio < Number(values.min)) {
      console.error(`${ratio.toFixed(2)} is under ${values.min}`);
      process.exitCode = 1;
    }
    if (!gzip) continue;
    // Archives may be put after one another: the same again four times over tells whether memory grows.
    const long = join(folder, 'long.warc.gz');
    for (let n = 0; n < 4; n++)
      await pipeline(createReadStream(path), createWriteStream(long, { flags: n === 0 ? 'w' : 'a' }));
    console.log(`onrecord, 4 × as long ${mib(reader('onrecord')(long).memory)} MiB`);
    rmSync(long);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function run(command: string, args: readonly string[]): Taken {
  return JSON.parse(execFileSync(command, args, { encoding: 'utf8' })) as Taken;
}

function rate(bytes: number, seconds: number): string {
  return (bytes / seconds / 1e6).toFixed(0).padStart(5);
}

function mib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0).padStart(4);
}
