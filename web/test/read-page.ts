/** The Read view opened in Chromium, with a stand-in for its networks, and what tests do in it. */
import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect } from 'vitest';
import { type OpenOptions, type OpenPage, openPage } from './browser.js';
import { numberPage } from './number-page.js';

export interface FileGiven {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const png = (name: string, buffer: Buffer): FileGiven => ({ name, mimeType: 'image/png', buffer });

/** The page of numbers as PNG. */
export function numbersPng(): Promise<Buffer> {
  const { width, height, data } = numberPage();
  return sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

/** Gray and without content. The stand-in waits with landscape pages until `goOn`, and breaks on square ones. */
export const plainPng = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#eee' } })
    .png()
    .toBuffer();

/**
 * Opens the Read view with a network loaded, runs the body, and holds every page to the rules that have no exception.
 * @param replace of the stand-in
 */
export async function withRead(
  browser: Browser,
  replace: Readonly<Record<string, Buffer>>,
  options: OpenOptions,
  body: (open: OpenPage) => Promise<void>,
): Promise<void> {
  const open = await openPage(browser, { at: '#/read', serve: { replace }, ...options });
  try {
    const buffer = Buffer.from('any');
    await open.page
      .getByTestId('line-network-file')
      .setInputFiles({ name: 'mine.safetensors', mimeType: '', buffer });
    // A released network may have been ready before.
    await open.page.locator('[data-network=ready][data-model="stand-in of a file"]').waitFor();
    await body(open);
    expect(open.violations).toEqual([]);
    expect(open.foreign).toEqual([]);
    expect(open.errors).toEqual([]);
  } finally {
    await open.close();
  }
}

export async function give(page: Page, files: readonly FileGiven[]): Promise<void> {
  await page.getByTestId('page-files').setInputFiles([...files]);
}

/** Resolves when everything that was given has been read. */
export const done = (page: Page): Promise<void> =>
  page.locator('[data-testid=read][data-busy=false] [data-testid=desk]').waitFor();

/** Lets the stand-in read a landscape page. */
export async function goOn(page: Page): Promise<void> {
  const worker = page.workers().find((each) => each.url().includes('page-worker'));
  if (!worker) throw new Error('Expected a worker that reads pages but there is none.');
  await worker.evaluate(() => (globalThis as unknown as { goOn(): void }).goOn());
}

/** The first input whose label fits. */
export const row = (page: Page, label: RegExp): Locator => page.getByRole('textbox', { name: label }).first();

/** Label of what has the focus. */
export const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);

/** What a click on a button saves. */
export async function saved(page: Page, testId: string): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await page.getByTestId(testId).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}
