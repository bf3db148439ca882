import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Page } from '../../src/page.js';
import { readPage } from './english.js';

const STORY =
  '<p>The mayor of Veldin, Ana Torvik, said on Monday that the bridge would be rebuilt, and nobody contradicted her.</p>'.repeat(
    3,
  );
const bytes = (...values: number[]) => new Uint8Array(values);
const codeOf = (page: Page): string => {
  try {
    readPage(page);
    return 'read';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};
const within = (limit: number, run: () => void) => {
  const before = performance.now();
  run();
  expect(performance.now() - before).toBeLessThan(limit);
};

describe('a page that cannot be read says so', () => {
  it.each<[string, Page, string]>([
    ['no bytes', { bytes: bytes() }, 'page-empty'],
    ['white space', { text: ' \n\t ' }, 'page-empty'],
    ['an empty string', { html: '' }, 'page-empty'],
    ['nothing at all', {}, 'page-empty'],
    ['a byte order mark', { bytes: bytes(0xef, 0xbb, 0xbf) }, 'page-empty'],
    ['a PNG', { bytes: bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0) }, 'page-binary'],
    ['a PDF', { bytes: new TextEncoder().encode('%PDF-1.7 and so on') }, 'page-binary'],
    ['a program', { bytes: Uint8Array.from({ length: 4096 }, (_, i) => (i * 7) % 23) }, 'page-binary'],
    [
      'a login page',
      {
        html: '<h1>Log in</h1><form><p>Enter your name and your password to go on to the page.</p><input></form>',
      },
      'page-no-article',
    ],
    [
      'a list of links',
      { html: `<ul>${'<li><a href="/a">Mayor says no to new bridge in Veldin</a></li>'.repeat(50)}</ul>` },
      'page-no-article',
    ],
    ['scripts only', { html: '<script>var a = "<p>It is said.</p>"</script>' }, 'page-no-article'],
  ])('%s', (_name, page, code) => {
    expect(codeOf(page)).toBe(code);
  });
});

describe('a hostile page costs what it weighs', () => {
  it.each<[string, string]>([
    ['nested 100,000 deep', '<div>'.repeat(100_000) + STORY + '</div>'.repeat(100_000)],
    ['nested and mixed', '<div><p><span><a>'.repeat(50_000) + STORY],
    ['closed wrongly', '<div><b>'.repeat(50_000) + '</i></span></section>'.repeat(50_000) + STORY],
    ['with a million attributes', `<div ${'a="b" '.repeat(300_000)}>${STORY}`],
    ['with quotation marks that never close', '<div class="'.repeat(100_000) + STORY],
    [
      'with JSON-LD nested without end',
      `<script type="application/ld+json">${'['.repeat(300_000)}</script>${STORY}`,
    ],
    ['with tables that never close', `<table>${'<tr><td>a<td>b'.repeat(30_000)}${STORY}`],
    ['of one paragraph of megabytes', `<p>${'The mayor of Veldin said so. '.repeat(100_000)}`],
    ['of character references', `<p>${'&amp;'.repeat(500_000)}${STORY}`],
    ['of quotation marks', `${'“'.repeat(500_000)}${STORY}`],
    ['of lines', 'By\n'.repeat(100_000)],
  ])('%s', (_name, page) => {
    within(3000, () => {
      readPage({ bytes: new TextEncoder().encode(page) });
    });
  });

  it('is read although its UTF-8 is broken', () => {
    const page = new TextEncoder().encode(`<p>Café “yes” — ${STORY}`);
    const broken = Uint8Array.from([...page.slice(0, 40), 0xc3, 0x28, 0xff, ...page.slice(40)]);
    expect(readPage({ bytes: broken }).text).toContain('Café “yes” —');
  });
});

const pieces = fc.constantFrom(
  '<p>',
  '</p>',
  '<div class="body">',
  '</div>',
  '<h1>Bridge to be rebuilt</h1>',
  '<br>',
  '<a href="/x">',
  '</a>',
  '<b',
  '<!--',
  '-->',
  '&amp;',
  '&#x1F600;',
  '\u00a0',
  '\r\n',
  '\u2028',
  '😀',
  '<pre>\n',
  'By Ana Torvik / KPA',
  'VELDIN, March 4 (KPA) — The bridge is gone.',
  'Ana Torvik is a journalist.',
  'Related: other things',
  '“We will rebuild the bridge in the spring,” the mayor told reporters on Monday, and nobody contradicted her. ',
);

describe('every page', () => {
  const text = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }).map((all) => all.join(''));
  const pages = fc.oneof(
    text.map((one): Page => ({ text: one })),
    text.map((one): Page => ({ html: one })),
    text.map((one): Page => ({ bytes: new TextEncoder().encode(one) })),
    fc.uint8Array({ maxLength: 300 }).map((one): Page => ({ bytes: one })),
  );

  it('has parts that stand in order, never overlap and hold words, and reads twice the same', () => {
    fc.assert(
      fc.property(pages, (page) => {
        let document;
        try {
          document = readPage(page);
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(/^page-/);
          return;
        }
        let end = 0;
        for (const part of document.parts) {
          expect(part.start).toBeGreaterThanOrEqual(end);
          expect(part.end).toBeGreaterThan(part.start);
          const words = document.text.slice(part.start, part.end);
          expect(words).toBe(words.trim());
          end = part.end;
        }
        expect(end).toBeLessThanOrEqual(document.text.length);
        if (page.text !== undefined) expect(document.text).toBe(page.text);
        expect(readPage(page)).toEqual(document);
      }),
      { numRuns: 300 },
    );
  });
});
