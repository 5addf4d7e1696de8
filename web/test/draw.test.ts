/** The Draw view in Chromium: strokes by mouse, finger and keyboard, images, colors, languages, sizes, payload. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  drawWithMouse,
  drawWithTouch,
  launch,
  networkReady,
  type OpenOptions,
  type OpenPage,
  openPage,
  SOON,
  verdict,
} from './browser.js';
import { DIGITS, DOODLE } from './strokes.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** Opens the page, runs the body, and holds every page to the rules that have no exception. */
async function withPage(options: OpenOptions, body: (open: OpenPage) => Promise<void>): Promise<void> {
  const open = await openPage(browser, options);
  try {
    await networkReady(open.page);
    await body(open);
    expect(open.violations).toEqual([]);
    expect(open.foreign).toEqual([]);
    expect(open.errors).toEqual([]);
  } finally {
    await open.close();
  }
}

/** A black digit on white paper, as PNG. */
async function picture(page: Page, digit: string): Promise<Buffer> {
  const bytes = await page.evaluate(async (paths) => {
    const canvas = new OffscreenCanvas(200, 200);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 200, 200);
    context.lineWidth = 12;
    for (const path of paths) {
      context.beginPath();
      for (const [x, y] of path) context.lineTo(x * 200, y * 200);
      context.stroke();
    }
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  }, DIGITS[digit] ?? []);
  return Buffer.from(bytes);
}

describe('reading what is drawn', () => {
  it.each(Object.keys(DIGITS))('reads a %s by the mouse', (digit) =>
    withPage({}, async ({ page }) => {
      await drawWithMouse(page, DIGITS[digit] ?? []);
      await expect.poll(async () => (await verdict(page)).digit, SOON).toBe(digit);
      expect((await verdict(page)).verdict).toBe('read');
      await expect.poll(() => page.getByTestId('spoken').textContent(), SOON).toContain(`Read as ${digit}`);
      expect(await page.getByTestId('time').textContent()).toMatch(/read in [\d.]+ ms/);
    }),
  );

  it('reads a finger, without scrolling the page', () =>
    withPage({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 700 } }, async ({ page }) => {
      await drawWithTouch(page, DIGITS['3'] ?? []);
      await expect.poll(async () => (await verdict(page)).digit, SOON).toBe('3');
      expect(await page.evaluate(() => scrollY)).toBe(0);
    }));

  it('reads the keyboard, and says where the pen is', () =>
    withPage({}, async ({ page }) => {
      await page.getByTestId('pad').focus();
      const press = async (key: string, times: number): Promise<void> => {
        for (let i = 0; i < times; i++) await page.keyboard.press(key);
      };
      // A seven: over to the upper left corner, a bar to the right, a slope down to the left.
      await press('ArrowLeft', 5);
      await press(' ', 1);
      await press('ArrowRight', 10);
      await press('End', 4);
      for (let i = 0; i < 4; i++) {
        await press('ArrowDown', 1);
        await press('End', i % 2);
        await press('ArrowDown', 1);
      }
      await press(' ', 1);
      await expect.poll(async () => (await verdict(page)).digit, SOON).toBe('7');
      expect(await page.locator('.pad [aria-live]').textContent()).toMatch(/^Pen up at column \d+, row \d+$/);
      await press('Backspace', 1);
      await expect.poll(() => page.getByTestId('result').getAttribute('data-verdict'), SOON).toBe('nothing');
    }));

  it('shows what the network saw, centered by mass wherever it was written', () =>
    withPage({}, async ({ page }) => {
      await drawWithMouse(page, [(DIGITS['7']?.[0] ?? []).map(([x, y]) => [x + 0.25, y + 0.15] as const)]);
      await verdict(page);
      await expect.poll(() => page.getByTestId('result').getAttribute('data-busy'), SOON).toBe('false');
      const middle = await page.getByTestId('seen').evaluate((element) => {
        const canvas = element as HTMLCanvasElement;
        const data = canvas.getContext('2d')?.getImageData(0, 0, 28, 28).data ?? [];
        const paper = data[0] ?? 0;
        const sums = [0, 0, 0];
        for (let i = 0; i < 784; i++) {
          const ink = Math.abs(paper - (data[i * 4] ?? 0));
          [ink, ink * (i % 28), ink * Math.floor(i / 28)].forEach((part, k) => {
            sums[k] = (sums[k] ?? 0) + part;
          });
        }
        return [(sums[1] ?? 0) / (sums[0] ?? 1), (sums[2] ?? 0) / (sums[0] ?? 1)];
      });
      for (const at of middle) expect(Math.abs(at - 14)).toBeLessThan(0.6);
    }));

  it('does not take a doodle for a digit', () =>
    withPage({}, async ({ page }) => {
      await drawWithMouse(page, DOODLE);
      await expect.poll(async () => (await verdict(page)).verdict, SOON).not.toBe('read');
    }));

  it('forgets what is cleared and undone', () =>
    withPage({}, async ({ page }) => {
      await drawWithMouse(page, [...(DIGITS['7'] ?? []), ...DOODLE]);
      await verdict(page);
      const undo = page.getByRole('button', { name: 'Undo' });
      for (let i = 0; i < DOODLE.length; i++) await undo.click();
      await expect.poll(async () => (await verdict(page)).digit, SOON).toBe('7');
      await page.getByRole('button', { name: 'Clear' }).click();
      await expect.poll(() => page.getByTestId('result').getAttribute('data-verdict'), SOON).toBe('nothing');
      expect(await undo.isDisabled()).toBe(true);
    }));

  it('works without cross-origin isolation', () =>
    withPage({ serve: { isIsolated: false } }, async ({ page }) => {
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
      await drawWithMouse(page, DIGITS['3'] ?? []);
      await expect.poll(async () => (await verdict(page)).digit, SOON).toBe('3');
    }));
});

describe('images', () => {
  it('reads a chosen file', () =>
    withPage({}, async ({ page }) => {
      const buffer = await picture(page, '2');
      await page.getByTestId('image-file').setInputFiles({ name: 'two.png', mimeType: 'image/png', buffer });
      await expect.poll(async () => (await verdict(page)).digit, SOON).toBe('2');
      expect(await page.locator('.image-name').textContent()).toBe('Image “two.png”, 200 × 200');
    }));

  it.each(['drop', 'paste'])('reads one that comes by %s', (way) =>
    withPage({}, async ({ page }) => {
      const bytes = [...(await picture(page, '7'))];
      await page.evaluate(
        ([kind, data]) => {
          const transfer = new DataTransfer();
          transfer.items.add(
            new File([new Uint8Array(data as number[])], 'seven.png', { type: 'image/png' }),
          );
          const event =
            kind === 'drop'
              ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
              : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true });
          document.body.dispatchEvent(event);
        },
        [way, bytes] as const,
      );
      await expect.poll(async () => (await verdict(page)).digit, SOON).toBe('7');
      await drawWithMouse(page, DIGITS['3'] ?? []);
      await expect.poll(async () => (await verdict(page)).digit, SOON).toBe('3');
    }),
  );

  it('takes an image on to the Read view as a page', () =>
    withPage({}, async ({ page }) => {
      const asPage = page.getByTestId('as-page');
      expect(await asPage.count()).toBe(0);
      const buffer = await picture(page, '2');
      await page.getByTestId('image-file').setInputFiles({ name: 'two.png', mimeType: 'image/png', buffer });
      await asPage.click();
      await page.locator('.nav a[aria-current=page][href="#/read"]').waitFor();
      await page.getByTestId('desk').waitFor();
      expect(await page.getByTestId('desk').innerHTML()).toContain('two.png');
      await page.goBack();
      await page.getByRole('button', { name: 'Clear' }).click();
      expect(await asPage.count()).toBe(0);
    }));

  it('says what is wrong with a file that is no image', () =>
    withPage({}, async ({ page }) => {
      const file = { name: 'note.png', mimeType: 'image/png', buffer: Buffer.from('no image') };
      await page.getByTestId('image-file').setInputFiles(file);
      await expect.poll(() => page.getByTestId('result').getAttribute('data-verdict'), SOON).toBe('unusable');
      expect(await page.locator('.reading-detail').textContent()).toMatch(/no image/);
    }));
});

describe('looks', () => {
  it('fits a phone of 360 pixels, in both languages and every view', () =>
    withPage({ viewport: { width: 360, height: 640 } }, async ({ page }) => {
      for (const language of ['en', 'zh']) {
        for (const view of ['draw', 'train', 'about']) {
          await page.goto(`${page.url().split('#')[0]}#/${view}`);
          await page.locator(`.nav a[aria-current=page][href="#/${view}"]`).waitFor();
          await page.locator('.view:not([hidden]) h1').waitFor();
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(width, `${view} in ${language}`).toBeLessThanOrEqual(360);
        }
        await page.getByTestId('language').click();
      }
    }));

  it('is dark where the system is, and as the toggle says', () =>
    withPage({ colorScheme: 'dark' }, async ({ page }) => {
      const ground = (): Promise<string> =>
        page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const dark = await ground();
      await page.getByTestId('theme').click();
      expect(await ground()).not.toBe(dark);
      await page.getByTestId('theme').click();
      expect(await ground()).toBe(dark);
      await page.reload();
      expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    }));

  it('speaks Chinese where the browser does', () =>
    withPage({ locale: 'zh-CN' }, async ({ page }) => {
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-Hans');
      expect(await page.getByRole('heading', { level: 1 }).first().textContent()).toBe('写一个数字');
      await drawWithMouse(page, DIGITS['7'] ?? []);
      await expect.poll(() => page.getByTestId('verdict').textContent(), SOON).toBe('已识别');
      await page.getByTestId('language').click();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
      await expect.poll(() => page.getByTestId('verdict').textContent(), SOON).toBe('Read');
    }));

  it('weighs at most 200 KB with its network, and fetches nothing for training', () =>
    withPage({}, async ({ page, server }) => {
      await drawWithMouse(page, DIGITS['7'] ?? []);
      await verdict(page);
      const files = server.fetched();
      expect(files.some(({ path }) => path.startsWith('/data/') || path.includes('train'))).toBe(false);
      const total = files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
      expect(total).toBeLessThanOrEqual(200_000);
    }));
});
