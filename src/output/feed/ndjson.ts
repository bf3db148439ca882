import { printableJson } from '../printable.js';
import { faultOf, type FeedFormat } from './format.js';

/** One feed a line, also one that can't be read: `{input, title, link, kind, items, error?}`. */
export const feedNdjson: FeedFormat = {
  name: 'ndjson',
  about: 'one feed a line, as soon as it is read; one that cannot be read too, with its "error"',
  async *write(readings) {
    for await (const reading of readings) {
      const { title, link, kind, items } =
        'feed' in reading ? reading.feed : { title: null, link: null, kind: null, items: [] };
      const error = faultOf(reading);
      const line = { input: reading.input, title, link, kind, items, ...(error === null ? {} : { error }) };
      yield `${printableJson(JSON.stringify(line))}\n`;
    }
  },
};
