import { availableParallelism, totalmem } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import type { FetchOptions } from '../intake/fetch.js';
import { sizeOf } from '../intake/size.js';
import type { World } from './world.js';

/** A confidence, 0 to 1. */
export function confidence(given: string): number {
  const value = Number(given);
  if (given.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('Give a number from 0 to 1.');
  return value;
}

/** A time in seconds, up to an hour. */
export function seconds(given: string): number {
  const value = Number(given);
  if (given.trim() === '' || !(value > 0 && value <= 3600))
    throw new InvalidArgumentError('Give a number of seconds, above 0 and up to 3600.');
  return value;
}

/** A number of bytes, as `20MB`. */
export function size(given: string): number {
  const value = sizeOf(given);
  if (value === null) throw new InvalidArgumentError('Give a size such as 500kB, 20MB or 1000000.');
  return value;
}

/** How many, from 1 to 1000. */
export function count(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1 || value > 1000)
    throw new InvalidArgumentError('Give a whole number from 1 to 1000.');
  return value;
}

/** A version of a document, from 1. */
export function version(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number from 1 on.');
  return value;
}

/** Threads of the model: 0 and up. */
export function threads(given: string): number {
  const value = Number(given);
  if (given.trim() === '' || !Number.isInteger(value) || value < 0 || value > 1024)
    throw new InvalidArgumentError('Give a whole number, 0 or more.');
  return value;
}

/** Pages read at the same time: 1 to 256. */
function jobs(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1 || value > 256)
    throw new InvalidArgumentError('Give a whole number from 1 to 256.');
  return value;
}

/** Bytes that one thread with its model may take, with room to spare. */
const THREAD_BYTES = 300e6;

/** How many pages this machine reads at a time: one a core, as far as half of its memory goes. */
export function readingJobs(): number {
  // In a container, what it may have; 0 or more than there is where nothing is said.
  const allowed = process.constrainedMemory() || Infinity;
  const memory = Math.min(totalmem(), allowed);
  return Math.max(1, Math.min(availableParallelism(), Math.floor(memory / 2 / THREAD_BYTES)));
}

/** Options that several commands have. */
export const shared = {
  jobs: () =>
    new Option(
      '-j, --jobs <number>',
      'pages read at the same time, each in a thread of its own (default: as many as there are cores)',
    ).argParser(jobs),
  minConfidence: () =>
    new Option('--min-confidence <number>', 'leave out statements less sure than this, 0 to 1')
      .argParser(confidence)
      .default(0),
  maxBytes: (what = 'pages') =>
    new Option('--max-bytes <size>', `refuse ${what} larger than this, also once decompressed`)
      .argParser(size)
      .default(20_000_000, '20MB'),
  timeout: () =>
    new Option('--timeout <seconds>', 'give up on an address after this long').argParser(seconds).default(30),
  out: () => new Option('-o, --out <file>', 'write to a file, which appears only when it is whole'),
  quiet: () => new Option('-q, --quiet', 'print nothing but what went wrong'),
  noColor: () => new Option('--no-color', 'no colours on a terminal'),
};

/** The limits of whatever is fetched, and whom a server may write to. @param flags `timeout` in seconds */
export function limitsOf(
  { maxBytes, timeout }: { maxBytes: number; timeout: number },
  { env }: Pick<World, 'env'>,
): Required<Pick<FetchOptions, 'maxBytes' | 'timeout'>> & Pick<FetchOptions, 'contact'> {
  const contact = env.ONRECORD_CONTACT;
  return { maxBytes, timeout: timeout * 1000, ...(contact === undefined ? {} : { contact }) };
}
