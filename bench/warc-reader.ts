/**
 * Reads an archive once and prints what it took, as JSON: a process of its own, so that time and memory are its own.
 *
 *     node out/bench/warc-reader.js onrecord|warcio.js FILE
 */
import { createReadStream } from 'node:fs';
import type * as File from '../src/intake/file.js';
import type * as Warc from '../src/intake/warc.js';
import { part } from './library.js';

const [reader = '', path = ''] = process.argv.slice(2);
let pages = 0;
let bytes = 0;

const read: Readonly<Record<string, () => Promise<() => Promise<void>>>> = {
  onrecord: async () => {
    const { bytesOfFile } = await part<typeof File>('intake/file');
    const { pagesOfWarc } = await part<typeof Warc>('intake/warc');
    return async () => {
      const options = { maxBytes: 20_000_000 };
      for await (const taken of pagesOfWarc(path, bytesOfFile(path, 1 << 20), options)) {
        if ('error' in taken) throw taken.error;
        pages++;
        bytes += taken.page.bytes?.length ?? 0;
      }
    };
  },
  'warcio.js': async () => {
    const { WARCParser } = await import('warcio');
    return async () => {
      for await (const record of new WARCParser(createReadStream(path))) {
        if (record.warcType !== 'response') continue;
        pages++;
        for await (const piece of record) bytes += piece.length;
      }
    };
  },
};

const work = await read[reader]?.();
if (!work) throw new Error(`no reader ${reader}`);
const wall = performance.now();
const cpu = process.cpuUsage();
await work();
const used = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    pages,
    bytes,
    wall: (performance.now() - wall) / 1000,
    cpu: (used.user + used.system) / 1e6,
    memory: process.resourceUsage().maxRSS * 1024,
  }),
);
