import { absolute } from './address.js';
import type { Feed } from './feed.js';
import { oneSpaced } from './words.js';

/**
 * Reads a plain list of addresses: one a line, words after it are its title; empty lines and ones that start with #
 * are passed over. Null where a line holds anything else: then it is no list.
 * @example listFeed('https://kpa.example/rss.xml\n')?.items.length // 1
 */
export function listFeed(text: string): Feed | null {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  const kept = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (kept.length === 0) return null;
  const items: Feed['items'] = [];
  for (const line of kept) {
    const [, address = '', words = ''] = /^(https?:\/\/\S+)(.*)$/i.exec(line) ?? [];
    const link = absolute(address, []);
    if (link === null) return null;
    const title = oneSpaced(words) || null;
    items.push({ id: link, title, link, published: null, updated: null, authors: [], summary: null });
  }
  return { kind: 'list', title: null, link: null, items, cut: false };
}
