import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Access, Services } from '../../src/server/services.js';
import { sampleRecord } from '../record.js';
import { testServer } from '../server/server.js';
import { CHROMIUM, openBrowser, picture, builtScreens, view, type View } from './browser.js';
import { shelf } from './shelf.js';

describe.skipIf(CHROMIUM === undefined)('a person at the screens', () => {
  let browser: Browser;
  let open: View[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(async () => {
    const seen = open;
    open = [];
    for (const { errors, elsewhere, dialogs } of seen) {
      expect(errors).toEqual([]);
      expect(elsewhere).toEqual([]);
      expect(dialogs).toEqual([]);
    }
    await Promise.all(seen.map((one) => one.close()));
  });

  const begin = async (
    given: { access?: Partial<Access>; services?: Partial<Services>; full?: boolean } = {},
    options: Parameters<typeof view>[2] = {},
  ) => {
    const { app, services } = await testServer({ ...given, files: await builtScreens() });
    if (given.full !== false)
      for (const record of shelf())
        await services.ledger.add(record, { bytes: new TextEncoder().encode(record.text) });
    const made = await view(browser, app, options);
    open.push(made);
    return { ...made, services };
  };
  const firstDocument = async (services: Services) =>
    (await services.ledger.search({ words: 'gates', limit: 1 })).items[0]!.statement;

  it('pastes a page, and sees at once who says what', async () => {
    const { page } = await begin({ full: false });
    await page.goto('/');
    await page.getByLabel('Address or text of an article').fill(sampleRecord().text);
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.waitForURL(/\/documents\//);
    await page.getByRole('heading', { level: 1, name: /Harbour council rejects/ }).waitFor();
    expect(await page.locator('.words a.n').count()).toBe(3);
    await page.keyboard.press('j');
    const card = page.getByRole('complementary', { name: 'The statement' });
    await card.getByRole('heading', { name: 'Ilse Brandvik' }).waitFor();
    const text = await card.innerText();
    for (const part of ['Mayor', 'deny', 'direct', 'told', '[lock]', 'Radio Ostmar', '6 May 2024'])
      expect(text).toContain(part);
    await page.keyboard.press('j');
    await card.getByRole('heading', { name: 'Tor Ekdal' }).waitFor();
    await page.keyboard.press('k');
    await card.getByRole('heading', { name: 'Ilse Brandvik' }).waitFor();
    await picture(page, 'reader');
  });

  it('drops a file, and is told every stage', async () => {
    let go: (value: unknown) => void = () => undefined;
    const waits = new Promise((done) => (go = done));
    const { page } = await begin({
      full: false,
      services: {
        read: async () => {
          await waits;
          return { ...sampleRecord(), url: null, sha256: 'f'.repeat(64) };
        },
      },
    });
    await page.goto('/');
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(
        new File(['<p>The gates stay open, the mayor said.</p>'], 'story.html', { type: 'text/html' }),
      );
      return transfer;
    });
    await page.dispatchEvent('body', 'drop', { dataTransfer: data });
    await page.getByText('Reading: who says what').waitFor();
    await page.getByText('story.html').waitFor();
    go(null);
    await page.waitForURL(/\/documents\//);
  });

  it('gives an address that cannot be fetched, and reads what to do', async () => {
    const { page } = await begin({ full: false });
    await page.goto('/');
    await page.getByLabel('Address or text of an article').fill('https://kpa.example/story');
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.waitForURL(/\/documents\//);
  });

  it('folds what is no part of the story, and opens it', async () => {
    const { page, services } = await begin();
    const { document } = await firstDocument(services);
    await page.goto(`/documents/${document}`);
    const folded = page.getByText('Jon Feld covers the coast');
    expect(await folded.isVisible()).toBe(false);
    await page.getByText('about the author').click();
    expect(await folded.isVisible()).toBe(true);
  });

  it('has the evidence one click away: hash, time, original, bytes', async () => {
    const { page, services } = await begin();
    const { document } = await firstDocument(services);
    await page.goto(`/documents/${document}`);
    await page.getByRole('button', { name: 'Evidence' }).click();
    const dialog = page.getByRole('dialog', { name: 'Evidence' });
    const text = await dialog.innerText();
    expect(text).toMatch(/[0-9a-f]{64}/);
    expect(text).toContain('25 Nov 2026, 12:00 UTC');
    const original = dialog.getByRole('link', { name: /^https:/ });
    expect(await original.getAttribute('rel')).toContain('noreferrer');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toBe(sampleRecord().text);
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
  });

  it('corrects a speaker, reloads, sees it kept, and takes it back', async () => {
    const { page, services } = await begin();
    const { document, id, act } = await firstDocument(services);
    await page.goto(`/documents/${document}?s=${id}`);
    await page.getByRole('button', { name: 'Correct' }).click();
    await page.getByLabel('Speaker', { exact: true }).fill('Tor Ekdal');
    await page.getByLabel('Act').selectOption('warn');
    await page.getByLabel('Reason').fill('heard the tape');
    await page.getByLabel('Your name').fill('M. Ruhl');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('corrected', { exact: true }).waitFor();
    await page.reload();
    const card = page.getByRole('complementary', { name: 'The statement' });
    await card.getByRole('heading', { name: 'Tor Ekdal' }).waitFor();
    await card.getByText('heard the tape').waitFor();
    expect(await card.innerText()).toContain('warn');
    await picture(page, 'corrected');
    await card.getByRole('button', { name: 'Undo' }).click();
    await card.getByRole('heading', { name: 'Ilse Brandvik' }).waitFor();
    expect((await services.ledger.statement(id))?.act).toBe(act);
  });

  it('marks other words as the content of a statement', async () => {
    const { page, services } = await begin();
    const { document: onPage, id } = await firstDocument(services);
    await page.goto(`/documents/${onPage}?s=${id}`);
    await page.getByRole('button', { name: 'Correct' }).click();
    await page.evaluate(() => {
      const piece = [...document.querySelectorAll('.words [data-start]')].find((one) =>
        one.textContent?.includes('gates were never'),
      );
      const node = piece?.lastChild;
      if (!node?.textContent) throw new Error('not there');
      const from = node.textContent.indexOf('gates');
      getSelection()?.setBaseAndExtent(node, from, node, from + 'gates were never'.length);
    });
    await page.getByRole('button', { name: 'Use the selected words' }).click();
    await page.getByLabel('Your name').fill('M. Ruhl');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('corrected', { exact: true }).waitFor();
    expect((await services.ledger.statement(id))?.words).toBe('gates were never');
  });

  it('searches with facets; the address shows somebody else the same', async () => {
    const { page, context } = await begin();
    await page.goto('/');
    await page.keyboard.press('/');
    await page.keyboard.type('gates');
    await page.keyboard.press('Enter');
    const results = page.getByRole('region', { name: 'Statements found' });
    await results.getByText('10 statements').waitFor();
    await page
      .getByRole('complementary', { name: 'Narrow the search' })
      .getByRole('link', { name: /^support/ })
      .click();
    await results.getByText('4 statements').waitFor();
    expect(await results.locator('mark').first().innerText()).toBe('gates');
    await picture(page, 'search');
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByText('4 statements').first().waitFor();
    await page.goBack();
    await results.getByText('10 statements').waitFor();
  });

  it('downloads what was found as a table, every row of it', async () => {
    const { page } = await begin();
    await page.goto('/search');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '↓ CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('statements.csv');
    const rows = parsed(await readFile(await download.path(), 'utf8'));
    const [head, ...body] = rows;
    expect(head?.slice(0, 3)).toEqual(['id', 'document', 'version']);
    expect(body).toHaveLength(31);
    for (const row of rows) expect(row).toHaveLength(head?.length ?? 0);
    expect(body.map((row) => row[head?.indexOf('content') ?? 0])).toContain(
      'that “the tide will decide” in March',
    );
  });

  it('follows a topic: who does what over time, down to the statements behind a count', async () => {
    const { page } = await begin();
    await page.goto('/topic');
    await page.getByLabel('Words', { exact: true }).fill('gates');
    await page.getByRole('button', { name: 'Show' }).click();
    const table = page.getByRole('region', { name: 'Speakers by acts' });
    const count = table.getByRole('link', { name: /by Ilse Brandvik: support/ });
    expect(await count.innerText()).toBe('4');
    await page.locator('svg circle').first().waitFor();
    await picture(page, 'topic');
    for (const [button, ending, begins] of [
      ['↓ SVG', 'svg', '<svg'],
      ['↓ PNG', 'png', '\u{fffd}PNG'],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`topic.${ending}`);
      const file = await readFile(await download.path(), 'utf8');
      expect(file.startsWith(begins)).toBe(true);
      expect(file).not.toContain('var(--');
    }
    await count.click();
    await page.getByText('4 statements').first().waitFor();
  });

  it('sees a speaker over time, about whom, carried by whom, and where they turned', async () => {
    const { page, services } = await begin();
    const { speaker } = await firstDocument(services);
    await page.goto(`/speakers/${speaker ?? ''}`);
    await page.getByRole('heading', { level: 1, name: 'Ilse Brandvik' }).waitFor();
    await page.locator('svg circle').first().waitFor();
    await page.getByRole('heading', { name: 'About whom' }).waitFor();
    await page.getByRole('heading', { name: 'Who carries it' }).waitFor();
    await page.getByRole('heading', { name: 'Turns' }).waitFor();
    await picture(page, 'speaker');
  });

  it('sees an outlet and a byline: what they published, whom they quote', async () => {
    const { page } = await begin();
    await page.goto('/outlets');
    await page.getByRole('link', { name: 'Coast Wire' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Coast Wire' }).waitFor();
    await page.getByRole('heading', { name: 'Whom it quotes most' }).waitFor();
    expect(await page.getByRole('link', { name: /Harbour council rejects/ }).count()).toBe(3);
    await page.goto('/bylines');
    await page.getByRole('link', { name: 'Jon Feld' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Jon Feld' }).waitFor();
  });

  it('goes through the least certain, confirms one and corrects one', async () => {
    const { page, services } = await begin();
    await page.goto('/review');
    await page.getByLabel('Your name').fill('M. Ruhl');
    await page.getByText('confidence 0.31').waitFor();
    await page.getByRole('button', { name: /Right as it is/ }).click();
    await page.getByText('confidence 0.36').waitFor();
    await page.getByText('1 confirmed now').waitFor();
    await page.getByRole('button', { name: 'Correct' }).click();
    await page.getByLabel('This is no statement').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('confidence 0.41').waitFor();
    const { items } = await services.ledger.corrections();
    expect(items.map(({ author, change }) => [author, change])).toEqual([
      ['M. Ruhl', { notAStatement: true }],
      ['M. Ruhl', { act: 'state' }],
    ]);
    await page.goto('/corrections');
    await page.getByText('this is no statement').waitFor();
    await picture(page, 'corrections');
  });

  it('follows a chain: who had the words from whom, why, and who answered', async () => {
    const { page, services } = await begin();
    const { document: onPage, id } = await firstDocument(services);
    await page.goto(`/documents/${onPage}?s=${id}`);
    await page.getByRole('link', { name: 'Other reports' }).click();
    await page.getByRole('heading', { name: 'How the words travelled' }).waitFor();
    await page.getByText('independent origin').first().waitFor();
    await page.getByRole('img', { name: /How the words travelled/ }).waitFor();
    await page.getByRole('cell', { name: 'without saying so' }).first().waitFor();
    await page.getByText('it has the same words, later').first().click();
    await page.locator('details[open] q').first().waitFor();
    await page.getByText('negation changed:').waitFor();
    await page.getByText('disputes it').waitFor();
    await picture(page, 'utterance');
    const reports = page.getByRole('region', { name: 'The reports side by side' });
    await reports.getByRole('link', { name: 'Coast Wire' }).first().click();
    await page.waitForURL(/\/documents\//);
    await page
      .getByRole('complementary', { name: 'The statement' })
      .getByRole('heading', { name: 'Ilse Brandvik' })
      .waitFor();
  });

  it('copies a citation that holds the words, the speaker, the page and the proof', async () => {
    const { page, services } = await begin();
    const { document, id } = await firstDocument(services);
    await page.goto(`/documents/${document}?s=${id}`);
    await page.getByRole('button', { name: 'Copy citation' }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    for (const part of [
      'gates were never meant to be closed',
      'Ilse Brandvik, Mayor',
      'Harbour council rejects',
      'SHA-256',
      id,
    ])
      expect(copied).toContain(part);
  });

  it('does it all by the keyboard alone', async () => {
    const { page } = await begin();
    await page.goto('/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('/');
    await page.keyboard.type('gates');
    await page.keyboard.press('Enter');
    await page.locator('li.hit').first().waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/documents\/.*s=/);
    await page.locator('.words a.n.on').waitFor();
    await page.keyboard.press('c');
    await page.getByLabel('Speaker', { exact: true }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('fix-speaker');
    await page.getByRole('button', { name: 'Cancel' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('e');
    await page.getByRole('dialog', { name: 'Evidence' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByLabel('Single letters are commands').uncheck();
    await page.keyboard.press('Escape');
    const before = page.url();
    await page.keyboard.press('j');
    expect(page.url()).toBe(before);
  });

  it('signs in to a shared ledger, and comes to where they wanted to be', async () => {
    const { page } = await begin({ access: { loopback: true, secret: 'open sesame', rate: 600 } });
    await page.goto('/search?words=gates');
    await page.getByLabel('Token or password').fill('open barley');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Token or password').fill('open sesame');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/search\?words=gates/);
    await page.locator('li.hit').first().waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/\/sign-in/);
  });

  it('cannot change a ledger that is open for reading only', async () => {
    const { page, services } = await begin({ access: { readOnly: true } });
    const { document, id } = await firstDocument(services);
    await page.goto(`/documents/${document}?s=${id}`);
    await page.getByRole('button', { name: 'Copy citation' }).waitFor();
    expect(await page.getByRole('button', { name: 'Correct' }).count()).toBe(0);
    await page.goto('/');
    await page.getByText('open for reading only').waitFor();
    expect(await page.getByLabel('Address or text of an article').count()).toBe(0);
  });

  it('is told when the server is gone, and what is not there', async () => {
    const { page, server } = await begin();
    await page.goto('/speakers/p-nobody');
    await page.getByRole('alert').getByText('Not found.').waitFor();
    await page.goto('/nowhere/at/all');
    await page.getByRole('heading', { name: 'There is no such view' }).waitFor();
    await page.goto('/search');
    await page.locator('li.hit').first().waitFor();
    await server.close();
    await page.getByRole('link', { name: 'Speakers' }).first().click();
    await page.getByRole('alert').getByText('The server does not answer').waitFor();
  });

  it('tries the API from its own description', async () => {
    const { page } = await begin();
    await page.goto('/http-api');
    await page.getByText('/api/v1/stats').click();
    await page.locator('details[open]').getByRole('button', { name: 'Try it' }).click();
    await page.getByText('200 OK').waitFor();
    await page.getByRole('region', { name: 'The answer' }).getByText('"documents": 11').waitFor();
    await picture(page, 'api');
  });
});

/** CSV as RFC 4180 has it. */
function parsed(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text
    .replace(/^\ufeff/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1) rows.push(row);
    row = [];
  }
  return rows;
}
