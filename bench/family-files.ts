import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Family } from './score-families.js';

/** The families of a file, or of all files of a folder in the order of their names. */
export function familiesIn(path: string): Family[] {
  if (statSync(path).isDirectory())
    return readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .flatMap((name) => familiesIn(join(path, name)));
  return [JSON.parse(readFileSync(path, 'utf8')) as Family | Family[]].flat();
}
