import type { Format } from './format.js';
import { printableJson } from './printable.js';

/** The record as indented JSON; an array of records where several pages are asked for. */
export const json: Format = {
  name: 'json',
  about: 'the record, indented; an array where several pages are read',
  endings: ['.json'],
  async *write(records, { many }) {
    const indented = (value: unknown) => printableJson(JSON.stringify(value, null, 2));
    let held: string | null = null;
    let array = many === true;
    let first = true;
    const item = (value: string) => {
      const lead = first ? '[\n' : ',\n';
      first = false;
      return lead + value.replace(/^/gm, '  ');
    };
    for await (const record of records) {
      const value = indented(record);
      if (array) yield item(value);
      else if (held === null && many === undefined) held = value;
      else if (held === null) yield `${value}\n`;
      else {
        array = true;
        yield item(held);
        yield item(value);
      }
    }
    if (array) yield first ? '[]\n' : '\n]\n';
    else if (held !== null) yield `${held}\n`;
  },
};
