import type { Format } from './format.js';
import { printableJson } from './printable.js';

/** One record a line, as soon as it is read (newline-delimited JSON). */
export const ndjson: Format = {
  name: 'ndjson',
  about: 'one record a line, as soon as it is read',
  endings: ['.ndjson', '.jsonl'],
  async *write(records) {
    for await (const record of records) yield `${printableJson(JSON.stringify(record))}\n`;
  },
};
