import { existsSync, mkdirSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Api } from '../../src/server/api.js';
import { listen, type Listening } from '../../src/server/listen.js';
import { loadWebFiles } from '../../src/server/web-files.js';

const CANDIDATES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** A Chromium of the system; undefined where there is none, and what needs it is left out. */
export const CHROMIUM = CANDIDATES.find((path) => path !== undefined && existsSync(path));
if (CHROMIUM === undefined)
  console.warn(
    'NOTICE: no Chromium found (set CHROMIUM, or install Debian’s chromium): what the browser shows is not tested',
  );

const SCREENS = new URL('../../dist/web', import.meta.url).pathname;
const PICTURES = new URL('../../out/screenshots', import.meta.url).pathname;

/** The built screens, as `npm ci` or `npm run build` made them. */
export async function builtScreens() {
  if (!existsSync(`${SCREENS}/index.html`)) throw new Error('the screens are not built: run npm run build');
  return loadWebFiles(SCREENS);
}

/** A browser, open for the tests of one file. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A view of a server: its page, and what must not happen while it is looked at. */
export interface View {
  page: Page;
  context: BrowserContext;
  server: Listening;
  /** Errors of scripts, refused by the policy or thrown. */
  errors: string[];
  /** Hosts asked other than the server. */
  elsewhere: string[];
  /** Dialogs that a script opened. */
  dialogs: string[];
  close(): Promise<void>;
}

/** Opens a server's screens in a window of its own. */
export async function view(
  browser: Browser,
  app: Api,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<View> {
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: server.url.replace(/\/$/, ''),
  });
  const page = await context.newPage();
  const errors: string[] = [];
  const elsewhere: string[] = [];
  const dialogs: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // A refused request of the API is told on the screen; the browser logs it as well.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(message.text());
  });
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(server.url).host) elsewhere.push(request.url());
  });
  page.setDefaultTimeout(30_000);
  return {
    page,
    context,
    server,
    errors,
    elsewhere,
    dialogs,
    close: async () => {
      await context.close();
      await server.close();
    },
  };
}

/** Goes to a view and waits until what it shows is there. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'load' });
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  await page.waitForFunction(
    () =>
      document.querySelector('.waiting, [aria-busy="true"]') === null &&
      document.querySelector('footer span') !== null,
  );
}

/** Keeps a picture of the screen, for whoever looks at the run. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
}
