import { createHash } from 'node:crypto';
import type { Format } from './format.js';
import { escaped } from './html/escape.js';
import { pageOf } from './html/page.js';
import { SCRIPT } from './html/script.js';
import { STYLE } from './html/style.js';
import { oneLine } from './printable.js';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is fetched and nothing runs but this file's own style and script, known by their hashes. */
const POLICY = [
  "default-src 'none'",
  `style-src ${hash(STYLE)}`,
  `script-src ${hash(SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * One file that shows the pages' text with every statement highlighted, to open in any browser. Pages are written as they
 * are read, so the index of several pages stands at the end of the file; the style puts it on top.
 */
export const html: Format = {
  name: 'html',
  about: 'one file for the browser: the text with every statement highlighted by speaker',
  endings: ['.html', '.htm'],
  async *write(records) {
    const pages: { title: string; outlet: string; count: number }[] = [];
    for await (const record of records) {
      const title = oneLine(record.headline ?? record.input ?? 'Page') || 'Page';
      if (pages.length === 0) yield opening(title);
      pages.push({ title, outlet: oneLine(record.outlet.name ?? ''), count: record.statements.length });
      yield pageOf(record, pages.length);
    }
    if (pages.length === 0) yield opening('No pages');
    yield pages.length === 0 ? '<p class="none">No page could be read.</p>\n</main>\n' : '</main>\n';
    if (pages.length > 1) {
      const items = pages.map(({ title, outlet, count }, i) => {
        const about = [outlet, count === 1 ? '1 statement' : `${count} statements`].filter(
          (fact) => fact !== '',
        );
        return `<li><a href="#p${i + 1}">${escaped(title)}</a> <span class="count">${escaped(about.join(' · '))}</span></li>`;
      });
      yield `<nav class="index" aria-label="Pages"><h1>${pages.length} pages</h1>\n<ol>${items.join('\n')}</ol></nav>\n`;
    }
    yield `<script>${SCRIPT}</script>\n</body>\n</html>\n`;
  },
};

function opening(title: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="onrecord">
<title>${escaped(title)} – Onrecord</title>
<style>${STYLE}</style>
</head>
<body>
<main>
`;
}
