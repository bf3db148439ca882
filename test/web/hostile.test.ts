import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spanOf, type DocumentRecord } from '../../src/record.js';
import { hostileRecord, sampleRecord } from '../record.js';
import { testServer } from '../server/server.js';
import { builtScreens, CHROMIUM, openBrowser, picture, view, visit, type View } from './browser.js';

const SCRIPT = '<script>window.owned=1;alert(1)</script>';
const IMAGE = '<img src=x onerror="window.owned=1;alert(1)">';
const LINK = 'javascript:window.owned=1';
const TURN = 'Mayor \u202Enoitcele eht delecnac\u202C said';

/** Pages that try to act on whoever reads them, each in another place. */
const PAGES: Record<string, (record: DocumentRecord) => DocumentRecord> = {
  'a script in the headline': (record) => ({ ...record, headline: SCRIPT }),
  'a picture with a script as the outlet': (record) => ({
    ...record,
    outlet: { name: IMAGE, domain: SCRIPT },
  }),
  'a javascript: address': (record) => ({ ...record, url: LINK, canonical: LINK }),
  'a data: address': (record) => ({ ...record, url: `data:text/html,${SCRIPT}`, canonical: null }),
  'a script as the byline, agency and place': (record) => ({
    ...record,
    bylines: [{ name: SCRIPT, agency: IMAGE }],
    wire: SCRIPT,
    dateline: { place: IMAGE, country: SCRIPT, agency: SCRIPT, date: null },
  }),
  'a script as a speaker’s name, alias and role': (record) => ({
    ...record,
    speakers: record.speakers.map((speaker) => ({
      ...speaker,
      name: `${SCRIPT}${speaker.id}`,
      aliases: [IMAGE],
      roles: [SCRIPT],
    })),
    statements: record.statements.map((statement) => ({ ...statement, role: IMAGE, about: [SCRIPT] })),
  }),
  'HTML in the quoted words': (record) => {
    const text = `He said “${SCRIPT}${IMAGE}<a href="${LINK}">x</a>” and left.`;
    const start = text.indexOf('“');
    return {
      ...record,
      text,
      parts: [{ kind: 'body', start: 0, end: text.length }],
      statements: [
        {
          ...record.statements[0]!,
          content: [spanOf(text, start, text.indexOf('”') + 1)],
          source: [spanOf(text, 0, 2)],
          cue: [spanOf(text, 3, 7)],
          quoted: [],
          insertions: [],
          via: [],
          evidence: [],
        },
      ],
    };
  },
  'marks that turn the writing': (record) => {
    const text = `${TURN}: the vote stands.`;
    return {
      ...record,
      headline: TURN,
      text,
      parts: [{ kind: 'body', start: 0, end: text.length }],
      speakers: [{ ...record.speakers[0]!, name: TURN, mentions: [] }],
      statements: [
        {
          ...record.statements[0]!,
          speaker: 'sp1',
          content: [spanOf(text, 0, text.length)],
          source: [],
          cue: [],
          quoted: [],
          insertions: [],
          via: [],
          evidence: [],
        },
      ],
    };
  },
  'all of it at once': () => hostileRecord(),
};

describe.skipIf(CHROMIUM === undefined)('a hostile page is shown, and does nothing', () => {
  let browser: Browser;
  let seen: View;
  /** Each page's own views, by what is bad in it. */
  const views = new Map<string, string[]>();

  beforeAll(async () => {
    browser = await openBrowser();
    const { app, services } = await testServer({ files: await builtScreens() });
    for (const [i, [name, make]] of Object.entries(PAGES).entries()) {
      const made = make(sampleRecord());
      const own = made.url === sampleRecord().url ? `https://bad${i}.example/page` : `${made.url ?? ''}#${i}`;
      const record = { ...made, url: own, sha256: String(i).repeat(64) };
      const { document, statements } = await services.ledger.add(record, {
        bytes: new TextEncoder().encode(record.text),
      });
      const speaker = (await services.ledger.document(document))?.speakers[0]?.id ?? '';
      views.set(name, [
        `/documents/${document}?s=${statements[0] ?? ''}`,
        `/statements/${statements[0] ?? ''}`,
        `/speakers/${encodeURIComponent(speaker)}`,
        `/outlets/${encodeURIComponent(record.outlet.name ?? 'none')}`,
        `/bylines/${encodeURIComponent(record.bylines[0]?.name ?? 'none')}`,
      ]);
    }
    seen = await view(browser, app);
  });
  afterAll(async () => {
    await seen.close();
    await browser.close();
  });

  const isInert = async (path: string) => {
    const { page } = seen;
    await visit(page, path);
    const state = await page.evaluate(() => ({
      owned: 'owned' in window,
      foreign: document.querySelectorAll('main script, main img, main iframe, main style, main object')
        .length,
      links: [...document.querySelectorAll('a[href]')].map((link) => (link as HTMLAnchorElement).protocol),
      turned: /[\u202a-\u202e\u2066-\u2069]/.test(document.body.innerText + document.title),
    }));
    expect(state.owned, path).toBe(false);
    expect(state.foreign, path).toBe(0);
    expect(
      state.links.filter((protocol) => !/^https?:$/.test(protocol)),
      path,
    ).toEqual([]);
    expect(state.turned, path).toBe(false);
    expect(seen.dialogs).toEqual([]);
    expect(seen.elsewhere).toEqual([]);
    expect(seen.errors).toEqual([]);
  };

  it.each(Object.keys(PAGES))('with %s', async (name) => {
    const [document = '', ...others] = views.get(name) ?? [];
    for (const path of others) await isInert(path);
    await isInert(document);
    await seen.page.keyboard.press('e');
    await seen.page.getByRole('dialog', { name: 'Evidence' }).waitFor();
    const links = await seen.page
      .locator('dialog a')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol));
    expect(links.filter((protocol) => !/^https?:$/.test(protocol))).toEqual([]);
    if (name === 'all of it at once') await picture(seen.page, 'hostile');
  });

  it.each([
    '/',
    '/search',
    '/topic?words=the',
    '/speakers',
    '/outlets',
    '/bylines',
    '/review',
    '/corrections',
  ])('in the list %s', async (path) => isInert(path));
});
