/** The Read view in Chromium: files by every way, what is wrong with them, stopping, sizes. */
import { pdfOf } from '@digitry/reader/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, type OpenOptions, type OpenPage, openPage, SOON } from './browser.js';
import { numberPage } from './number-page.js';
import {
  done,
  type FileGiven,
  focused,
  give,
  numbersPng,
  plainPng,
  png,
  row,
  withRead,
} from './read-page.js';
import { standInFiles } from './stand-in.js';

let browser: Browser;
let replace: Record<string, Buffer>;
let numbers: Buffer;
beforeAll(async () => {
  [browser, replace, numbers] = await Promise.all([launch(), standInFiles(), numbersPng()]);
});
afterAll(() => browser?.close());
const withPages = (options: OpenOptions, body: (open: OpenPage) => Promise<void>): Promise<void> =>
  withRead(browser, replace, options, body);
const form = (name: string): FileGiven => png(name, numbers);

describe('files', () => {
  it('reads several, lists their pages, and says what is wrong with which', () =>
    withPages({}, async ({ page }) => {
      const files = [
        form('form.png'),
        png('blank.png', await plainPng(300, 500)),
        png('broken.png', await plainPng(300, 300)),
        { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('no image') },
      ];
      await give(page, files);
      await done(page);
      const pages = page.getByTestId('thumbs').getByRole('button');
      expect(await pages.count()).toBe(3);
      expect(await pages.nth(0).getAttribute('aria-label')).toBe('form.png, page 1, to check: 3');
      expect(await pages.nth(2).getAttribute('aria-label')).toMatch(/broken\.png, .*could not be read/);
      expect(await page.getByTestId('read-trouble').allTextContents()).toEqual([
        expect.stringMatching(/^note\.txt: .*no image/),
      ]);
      expect(await pages.nth(1).getAttribute('aria-label')).toBe('blank.png, page 1, nothing to read');
      await pages.nth(1).click();
      expect(await page.getByTestId('page-note').textContent()).toMatch(/^Nothing to read was found/);
      // One stop of the Tab key, and arrows.
      expect(await page.locator('.thumb[tabindex="0"]').count()).toBe(1);
      await page.keyboard.press('ArrowRight');
      expect(await focused(page)).toMatch(/^broken\.png/);
      expect(await page.getByTestId('page-note').textContent()).toMatch(/could not be read\..*is broken/);
    }));

  it('reads the pages of a PDF', () =>
    withPages({}, async ({ page, server }) => {
      const image = numberPage();
      expect(server.fetched().some(({ path }) => path.endsWith('.wasm'))).toBe(false);
      const buffer = Buffer.from(pdfOf([image, image, image]));
      await give(page, [{ name: 'scan.pdf', mimeType: 'application/pdf', buffer }]);
      await done(page);
      expect(await page.getByTestId('thumbs').getByRole('button').count()).toBe(3);
      expect(await page.getByTestId('read-status').textContent()).toMatch(
        /^Readings: 30 · pages: 3 · .*to check: 9/,
      );
    }));

  it.each(['drop', 'paste'])('takes files by %s, and several from the drawing view too', (way) =>
    withPages({}, async ({ page }) => {
      const give = (bytes: number[], names: string[]): Promise<void> =>
        page.evaluate(
          ([kind, data, names]) => {
            const transfer = new DataTransfer();
            for (const name of names)
              transfer.items.add(new File([new Uint8Array(data)], name, { type: 'image/png' }));
            document.body.dispatchEvent(
              kind === 'drop'
                ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
                : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
            );
          },
          [way, bytes, names] as const,
        );
      await give([...numbers], ['one.png']);
      await done(page);
      const picture = await page.getByTestId('frame').getAttribute('aria-label');
      expect(picture).toBe(`Picture of ${way === 'drop' ? 'one.png' : 'pasted image'}, page 1`);
      await page.getByRole('link', { name: 'Draw' }).click();
      await page.getByTestId('pad').waitFor();
      await give([...numbers], ['two.png', 'three.png']);
      await expect.poll(() => page.getByTestId('thumbs').getByRole('button').count(), SOON).toBe(3);
      expect(new URL(page.url()).hash).toBe('#/read');
    }),
  );

  it('waits for a network, and says so', async () => {
    const open = await openPage(browser, { at: '#/read', serve: { replace } });
    const { page } = open;
    try {
      const isInstalled = (await page.getByTestId('line-network').getAttribute('data-kind')) === 'released';
      if (isInstalled) return;
      expect(await page.getByRole('alert').textContent()).toMatch(/^No network for lines is installed/);
      await give(page, [form('form.png')]);
      expect(await page.getByTestId('read-status').textContent()).toBe('The pages wait for a network.');
      const buffer = Buffer.alloc(0);
      const file = page.getByTestId('line-network-file');
      await file.setInputFiles({ name: 'empty.safetensors', mimeType: '', buffer });
      await page.locator('[data-testid=line-network][data-status=failed]').waitFor();
      expect(await page.locator('.network-note').last().textContent()).toMatch(
        /could not be loaded: .*empty/,
      );
      await file.setInputFiles({ name: 'good.safetensors', mimeType: '', buffer: Buffer.from('any') });
      await done(page);
      expect(open.violations).toEqual([]);
    } finally {
      await open.close();
    }
  });
});

describe('stopping', () => {
  it('ends what is being read, keeps what was, and reads on', () =>
    withPages({}, async ({ page }) => {
      const slow = await plainPng(400, 300);
      await give(page, [form('one.png'), png('slow.png', slow), png('three.png', slow)]);
      await expect
        .poll(() => page.getByTestId('read-status').textContent(), SOON)
        .toMatch(/^Reading slow\.png/);
      await page.getByTestId('stop-reading').click();
      await done(page);
      expect(await page.getByTestId('read-trouble').allTextContents()).toEqual([
        'slow.png: stopped.',
        'three.png: stopped.',
      ]);
      await page.locator('[data-testid=read][data-network=ready]').waitFor();
      await give(page, [form('four.png')]);
      await expect.poll(() => page.getByTestId('read-status').textContent(), SOON).toMatch(/pages: 2/);
      await page.getByTestId('clear-pages').click();
      await expect.poll(() => page.getByTestId('desk').count(), SOON).toBe(0);
    }));

  it('asks before corrections are lost', () =>
    withPages({}, async ({ page }) => {
      await give(page, [form('one.png')]);
      await done(page);
      await row(page, /^Line 2/).focus();
      await page.keyboard.press('Enter');
      const asked: string[] = [];
      let isSure = false;
      page.on('dialog', (dialog) => {
        asked.push(dialog.message());
        return isSure ? dialog.accept() : dialog.dismiss();
      });
      await page.getByTestId('clear-pages').click();
      expect(asked).toEqual([expect.stringMatching(/^Clear all pages\?/)]);
      expect(await page.getByTestId('desk').count()).toBe(1);
      isSure = true;
      await page.getByTestId('clear-pages').click();
      await expect.poll(() => page.getByTestId('desk').count(), SOON).toBe(0);
    }));

  it('asks for files again where nothing came of them, and says why', () =>
    withPages({}, async ({ page }) => {
      const empty = { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) };
      await give(page, [empty]);
      const trouble = page.getByTestId('read-trouble');
      await expect.poll(() => trouble.allTextContents(), SOON).toEqual(['empty.png: The file is empty.']);
      expect(await page.getByRole('button', { name: 'Choose files…' }).count()).toBe(1);
      expect(await page.getByTestId('csv').count()).toBe(0);
      await give(page, [form('form.png')]);
      await done(page);
      expect(await trouble.count()).toBe(0);
    }));
});

describe('looks', () => {
  it('fits a phone of 360 pixels, in both languages', () =>
    withPages({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }, async ({ page }) => {
      await give(page, [form('one.png'), form('a-name-that-is-longer-than-a-phone-is-wide.png')]);
      await done(page);
      await row(page, /^Line 2/).focus();
      await page.locator('.rule summary').click();
      for (const language of ['en', 'zh']) {
        expect(await page.evaluate(() => document.documentElement.scrollWidth), language).toBeLessThanOrEqual(
          360,
        );
        await page.getByTestId('language').click();
      }
      // A finger chooses without bringing the keyboard up.
      await page.locator('.frame').scrollIntoViewIfNeeded();
      await page.locator('[data-field="1.1.0"]').tap();
      expect(await page.locator('.mark-selected').getAttribute('data-field')).toBe('1.1.0');
      expect(await focused(page)).not.toMatch(/^Line 1/);
    }));

  it('loads nothing of it for the drawing view', async () => {
    const open = await openPage(browser);
    try {
      const files = open.server.fetched();
      expect(files.filter(({ path }) => /read-view|page-worker|line|pdfium/.test(path))).toEqual([]);
    } finally {
      await open.close();
    }
  });
});
