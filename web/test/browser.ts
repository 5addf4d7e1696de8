/** Chromium for the tests: opens the built page and keeps account of what it asks for and what the policy refuses. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type PageServer, type ServeOptions, servePage } from './serve.js';
import type { Path } from './strokes.js';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** @throws Error that says what to install where there is no Chromium. */
export async function launch(): Promise<Browser> {
  if (!existsSync(CHROMIUM))
    throw new Error(
      `Expected Chromium for the tests of the page but there is none at ${CHROMIUM}: run \`apt-get install chromium\`, or set CHROMIUM_PATH.`,
    );
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  return chromium.launch({ executablePath: CHROMIUM, args });
}

/** How long a test waits for anything at all: two slow cores, busy with something else, must do. Nothing waits that long in vain but what fails. */
export const PATIENCE_MS = 90_000;
/** The same for `expect.poll`. */
export const SOON = { timeout: PATIENCE_MS };

export interface OpenPage {
  readonly page: Page;
  readonly server: PageServer;
  /** What the content security policy refused, page and workers. */
  readonly violations: string[];
  readonly errors: string[];
  /** Addresses on other hosts that were asked for. */
  readonly foreign: string[];
  close(): Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  readonly serve?: ServeOptions;
  /** What follows the address, '#/train' for example. */
  readonly at?: string;
}

export async function openPage(
  browser: Browser,
  { serve, at = '', ...options }: OpenOptions = {},
): Promise<OpenPage> {
  const server = await servePage(serve);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: 'en-US',
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const violations: string[] = [];
  const errors: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (/content security policy/i.test(text)) violations.push(text);
    else if (message.type() === 'error') errors.push(text);
  });
  page.on('pageerror', (error) => errors.push(error.message));
  context.on('request', (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith('blob:'))
      foreign.push(request.url());
  });
  await page.goto(server.url + at);
  await page.getByTestId('pad').waitFor({ state: 'attached' });
  return {
    page,
    server,
    violations,
    errors,
    foreign,
    async close() {
      await context.close();
      await server.close();
    },
  };
}

/** Resolves when the first network is ready to read. */
export async function networkReady(page: Page): Promise<void> {
  await page.locator('[data-testid=network][data-status=ready]').waitFor();
}

async function padFrame(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const frame = await page.getByTestId('pad').boundingBox();
  if (!frame) throw new Error('Expected the pad on the screen but it is hidden.');
  return frame;
}

export async function drawWithMouse(page: Page, paths: readonly Path[]): Promise<void> {
  const frame = await padFrame(page);
  for (const path of paths) {
    // Curves have points enough of their own.
    const between = path.length > 8 ? 1 : 4;
    for (const [i, [x, y]] of path.entries()) {
      await page.mouse.move(frame.x + x * frame.width, frame.y + y * frame.height, {
        steps: i === 0 ? 1 : between,
      });
      if (i === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
}

/** Real touch events, as the browser makes them from a finger. */
export async function drawWithTouch(page: Page, paths: readonly Path[]): Promise<void> {
  const frame = await padFrame(page);
  const session = await page.context().newCDPSession(page);
  for (const path of paths) {
    for (const [i, [x, y]] of path.entries()) {
      const touchPoints = [{ x: frame.x + x * frame.width, y: frame.y + y * frame.height }];
      await session.send('Input.dispatchTouchEvent', {
        type: i === 0 ? 'touchStart' : 'touchMove',
        touchPoints,
      });
    }
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }
}

/** What the page says about the drawing, once it has said something. */
export async function verdict(page: Page): Promise<{ verdict: string; digit: string }> {
  const result = page.locator(
    '[data-testid=result]:is([data-verdict=read],[data-verdict=unsure],[data-verdict=notDigit])',
  );
  await result.waitFor();
  return {
    verdict: (await result.getAttribute('data-verdict')) ?? '',
    digit: (await page.getByTestId('digit').textContent()) ?? '',
  };
}
