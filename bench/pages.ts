import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '../src/page.js';
import { readLines } from './polnear.js';

const LINES = /\.(?:jsonl|ndjson)(?:\.gz)?$/;
const PAGES = /\.(?:txt|html?|jsonl|ndjson|jsonl\.gz|ndjson\.gz)$/;

/**
 * The pages of a file or a folder: `.txt` is text, `.html` bytes, and each line of `.jsonl` or `.ndjson` (also
 * gzipped) a page with `text` or `html`. A folder's files come in the order of their names; folders in it are left out.
 * @example pagesOf('examples').length
 */
export function pagesOf(path: string): Page[] {
  if (statSync(path).isDirectory()) {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isFile() && PAGES.test(entry.name))
      .map((entry) => join(path, entry.name))
      .sort()
      .flatMap(pagesOf);
  }
  if (!LINES.test(path)) {
    const bytes = readFileSync(path);
    return path.endsWith('.txt') ? [{ text: bytes.toString('utf8') }] : [{ bytes }];
  }
  return readLines(path).flatMap((line): Page[] => {
    const { text, html } = line as { text?: string; html?: string };
    if (text !== undefined) return [{ text }];
    return html === undefined ? [] : [{ html }];
  });
}
