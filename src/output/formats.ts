import { csv } from './csv.js';
import type { Format } from './format.js';
import { html } from './html.js';
import { json } from './json.js';
import { ndjson } from './ndjson.js';
import { parquet } from './parquet.js';
import { text } from './text.js';

/** Every output format; a new one is a file beside these and an entry here. The first is the default. */
export const FORMATS: readonly [Format, ...Format[]] = [text, json, ndjson, html, csv, parquet];

/** The format of a name, undefined where there is none. @example formatNamed('csv')?.about */
export function formatNamed(name: string): Format | undefined {
  return FORMATS.find((format) => format.name === name);
}

/** The format that a file's name asks for, undefined where it asks for none. @example formatOfFile('a.csv')?.name // 'csv' */
export function formatOfFile(path: string): Format | undefined {
  const name = path.toLowerCase();
  return FORMATS.find(({ endings }) => endings.some((ending) => name.endsWith(ending)));
}
