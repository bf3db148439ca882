import { flatHead, flatRow, type Column } from '../output/column.js';
import { csvOf } from '../output/csv.js';

/** Rows that one download holds at the most; the API's cursor goes on from there. */
const MOST_ROWS = 100_000;

/**
 * A list as a CSV download, page by page as the browser takes it: RFC 4180, UTF-8, safe from formula injection. The mark
 * at the front tells spreadsheets that it is UTF-8.
 * @param name the file's name, without its ending
 * @param columns its columns
 * @param page gives the rows after a cursor
 * @example downloadOf('speakers', SPEAKERS, (cursor) => ledger.speakers({ limit: 1000, cursor }))
 */
export function downloadOf<T>(
  name: string,
  columns: readonly Column<T>[],
  page: (cursor: string | null) => Promise<{ items: T[]; next: string | null }>,
): Response {
  const encoder = new TextEncoder();
  let cursor: string | null = null;
  let rows = 0;
  let begun = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        if (!begun) {
          begun = true;
          controller.enqueue(encoder.encode(`\ufeff${csvOf([flatHead(columns)])}`));
        }
        const { items, next } = await page(cursor);
        cursor = next;
        rows += items.length;
        const cells = items.map((item) => flatRow(columns, item));
        if (cells.length > 0) controller.enqueue(encoder.encode(csvOf(cells)));
        if (next === null || rows >= MOST_ROWS) controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store',
    },
  });
}
