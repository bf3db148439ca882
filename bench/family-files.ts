import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentRecord } from '../src/record.js';
import type { Library } from './library.js';
import type { Family } from './score-families.js';

/** The sets of families that anybody may look at: weights are learned on them. */
export const OPEN_SETS = [
  '',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
].map((name) => join('bench/families', name));
/** Kept for the figures alone: nobody reads their errors. */
const HELD_SETS = ['held', 'held-short', 'held-alike'].map((name) => join('bench/families', name));
/** The sets that are there. */
export const ALL_SETS = [...OPEN_SETS, ...HELD_SETS].filter((path) => existsSync(path));
/** Whether only the figures of a set are read. */
export const isHeld = (path: string): boolean => HELD_SETS.includes(join(path.replace(/\/+$/u, '')));

/** The families of a file, or of all files of a folder in the order of their names. */
export function familiesIn(path: string): Family[] {
  if (statSync(path).isDirectory())
    return readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .flatMap((name) => familiesIn(join(path, name)));
  return [JSON.parse(readFileSync(path, 'utf8')) as Family | Family[]].flat();
}

/** The pages of a family as the library reads them: plain text with its address, outlet and date. */
export async function readFamily({ documents }: Family, { read }: Library): Promise<DocumentRecord[]> {
  const records: DocumentRecord[] = [];
  for (const { text, url, outlet, published } of documents)
    records.push(await read({ text, url, outlet, published }, { threads: 1 }));
  return records;
}
