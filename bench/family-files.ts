import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentRecord } from '../src/record.js';
import type { Library } from './library.js';
import type { Family } from './score-families.js';

/** The sets of families that anybody may look at: weights are learned on them. */
export const OPEN_SETS = ['', 'second', 'third', 'fourth', 'fifth', 'sixth'].map((name) =>
  join('bench/families', name),
);
/** The sets that are there: of the last, which is kept for the figures alone, nobody reads the errors. */
export const ALL_SETS = [...OPEN_SETS, 'bench/families/held'].filter((path) => existsSync(path));
/** Whether only the figures of a set are read. */
export const isHeld = (path: string): boolean => path.replace(/\/+$/u, '').endsWith('held');

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
