import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testServer } from '../server/server.js';
import { CHROMIUM, openBrowser, builtScreens, picture, view, visit, type View } from './browser.js';
import { shelf } from './shelf.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything that axe finds by the rules of WCAG 2.2 A and AA, in words. */
async function findings(page: Page): Promise<string[]> {
  // As a driver, not as the page: the policy lets no page run this.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: AXE });
  await session.detach();
  return page.evaluate(async () => {
    interface Axe {
      run(options: object): Promise<{
        violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
      }>;
    }
    const { violations } = await (window as unknown as { axe: Axe }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes
        .slice(0, 3)
        .map(
          ({ html, failureSummary }) =>
            `${impact} ${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`,
        ),
    );
  });
}

/** Every screen, with what it needs to show something. */
const SCREENS: Record<string, (ids: { statement: string; document: string; speaker: string }) => string> = {
  start: () => '/',
  page: ({ document }) => `/documents/${document}`,
  statement: ({ document, statement }) => `/documents/${document}?s=${statement}`,
  search: () => '/search?words=gates&act=deny',
  'no result': () => '/search?words=nothingatall',
  topic: () => '/topic?words=gates',
  speakers: () => '/speakers',
  speaker: ({ speaker }) => `/speakers/${speaker}`,
  outlets: () => '/outlets',
  outlet: () => '/outlets/Coast%20Wire',
  bylines: () => '/bylines',
  byline: () => '/bylines/Jon%20Feld',
  review: () => '/review',
  corrections: () => '/corrections',
  'statement with its utterance': ({ statement }) => `/statements/${statement}`,
  'the API': () => '/http-api',
  'sign-in': () => '/sign-in',
  missing: () => '/nowhere',
};

/** 320 pixels are what is left of 1280 at 400 % (WCAG 1.4.10). */
const WIDTHS = [640, 390, 320];

describe.skipIf(CHROMIUM === undefined)('for everybody', () => {
  let browser: Browser;
  let seen: View;
  let ids: { statement: string; document: string; speaker: string };
  const titles = new Map<string, string>();

  beforeAll(async () => {
    browser = await openBrowser();
    const { app, services } = await testServer({ files: await builtScreens() });
    for (const record of shelf())
      await services.ledger.add(record, { bytes: new TextEncoder().encode(record.text) });
    seen = await view(browser, app);
    const [hit] = (await services.ledger.search({ words: 'gates', limit: 1 })).items;
    const { id, document, speaker } = hit!.statement;
    await services.ledger.correct(id, { author: 'M. Ruhl', act: 'warn', reason: 'heard it' });
    ids = { statement: id, document, speaker: speaker ?? '' };
  });
  afterAll(async () => {
    await seen.close();
    await browser.close();
  });

  it.each(Object.keys(SCREENS))(
    '%s: axe in light and dark, one heading, a title, no sideways scrolling',
    async (name) => {
      const { page } = seen;
      await visit(page, SCREENS[name]!(ids));
      expect(await page.locator('h1').count()).toBe(1);
      titles.set(await page.title(), name);
      expect(await findings(page), 'light').toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await findings(page), 'dark').toEqual([]);
      await picture(page, `dark-${name.replaceAll(' ', '-')}`);
      await page.emulateMedia({ colorScheme: 'light' });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 700 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over, `${width} wide`).toBeLessThanOrEqual(0);
        if (width === 390) await picture(page, `phone-${name.replaceAll(' ', '-')}`);
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    },
  );

  it('gives every screen a title of its own', () => {
    expect(titles.size).toBeGreaterThan(12);
  });

  it('prints the page and its speakers, and nothing of the frame', async () => {
    await seen.page.emulateMedia({ media: 'print' });
    await visit(seen.page, SCREENS['page']!(ids));
    expect(await seen.page.locator('header.bar').isVisible()).toBe(false);
    expect(await seen.page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    expect(await seen.page.locator('article.words').isVisible()).toBe(true);
    expect(await seen.page.getByText('Ilse Brandvik').filter({ visible: true }).count()).toBeGreaterThan(0);
    await seen.page.emulateMedia({ media: 'screen' });
  });

  it('asks no other host and breaks no rule of the policy', () => {
    expect(seen.elsewhere).toEqual([]);
    expect(seen.errors).toEqual([]);
  });
});
