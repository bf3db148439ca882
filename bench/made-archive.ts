import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { httpMessage, warcRecord } from '../test/warc-file.js';

/** What an archive is made of. */
export interface Making {
  /** HTML pages, taken in turn until there are as many as wanted. */
  pages: readonly Uint8Array[];
  /** How many pages the archive gets. */
  count: number;
  /** The first page's number. Default 0. */
  from?: number;
  /** Whether each record is compressed, as crawlers do. */
  gzip: boolean;
}

/**
 * Writes a WARC file as crawlers make them: for each page its request and its answer. A page that is taken again
 * differs by a comment at its end, and every page has its own address.
 * @returns the bytes of all pages
 * @example await makeArchive('/tmp/a.warc.gz', { pages, count: 1000, gzip: true })
 */
export async function makeArchive(path: string, { pages, count, gzip, from = 0 }: Making): Promise<number> {
  const file = createWriteStream(path);
  let size = 0;
  for (let n = from; n < from + count; n++) {
    const html = Buffer.concat([
      pages[n % pages.length] ?? Buffer.of(),
      Buffer.from(`\n<!-- ${String(n)} -->\n`),
    ]);
    size += html.length;
    const about = { url: `https://outlet-${String(n % 100)}.example/news/${String(n)}`, version: '1.0' };
    const answer = httpMessage(html, [
      'Date: Mon, 04 Mar 2024 05:06:07 GMT',
      'Content-Type: text/html',
      'Server: nginx',
      'Cache-Control: max-age=60',
      'X-Crawler-Content-Encoding: gzip',
      `Content-Length: ${String(html.length)}`,
    ]);
    const request = warcRecord({ ...about, type: 'request', block: 'GET / HTTP/1.1\r\nHost: x\r\n\r\n' });
    for (const record of [request, warcRecord({ ...about, block: answer })])
      if (!file.write(gzip ? gzipSync(record) : record)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
  return size;
}
