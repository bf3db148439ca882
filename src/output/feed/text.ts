import type { FeedItem } from '../../intake/feeds/feed.js';
import { oneLine } from '../printable.js';
import type { FeedFormat } from './format.js';

/** Columns of a date and a time. */
const DATE = 'YYYY-MM-DD hh:mm'.length;

/** A list to read: each feed with its entries, dates in UTC. What can't be read is told on stderr. */
export const feedText: FeedFormat = {
  name: 'text',
  about: 'each feed with its entries, to read',
  async *write(readings) {
    let first = true;
    for await (const reading of readings) {
      if ('error' in reading) continue;
      const { title, kind, link, items } = reading.feed;
      const count = `${items.length} ${items.length === 1 ? 'entry' : 'entries'}`;
      yield `${first ? '' : '\n'}${oneLine(title ?? reading.input)} (${kind}, ${count})\n`;
      if (link !== null) yield `${oneLine(link)}\n`;
      for (const item of items) yield `${entry(item)}\n`;
      first = false;
    }
  },
};

function entry({ title, link, published, updated, summary }: FeedItem): string {
  const date = (published ?? updated ?? '').slice(0, DATE).replace('T', ' ').padEnd(DATE);
  const words = oneLine(title ?? shortened(summary ?? '')) || '(no title)';
  return `  ${date}  ${words}${link === null ? '' : `\n  ${' '.repeat(DATE)}  ${oneLine(link)}`}`;
}

function shortened(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100).replace(/\s+\S*$/, '')} …`;
}
