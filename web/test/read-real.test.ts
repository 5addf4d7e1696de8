/** The Read view with the worker as it is built: the reader's pages, the released digit network, and a line network made by hand. */
import { readFile } from 'node:fs/promises';
import { encodeModel, type Network } from '@digitry/engine';
import { createReader, LINE_LABELS, LINE_PREPARATION_VERSION } from '@digitry/reader';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, openPage, SOON } from './browser.js';
import { CELLS, numberPage } from './number-page.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** Reads a 1 wherever there is ink and nothing between: as many as there are digits. */
function counter(): Buffer {
  const network: Network = {
    input: [1, 32, 64],
    layers: [
      { type: 'conv', filters: 1, kernel: 3, padding: 'same' },
      { type: 'maxPool', size: 2 },
      { type: 'averagePool', size: [16, 1] },
      { type: 'conv', filters: LINE_LABELS.length, kernel: 1 },
    ],
  };
  const one = LINE_LABELS.indexOf('1');
  const weights = new Map([
    ['0.weight', Float32Array.from({ length: 9 }, (_, i) => (i === 4 ? 1 : 0))],
    ['0.bias', new Float32Array(1)],
    ['3.weight', Float32Array.from(LINE_LABELS, (_, i) => (i === one ? 200 : 0))],
    ['3.bias', Float32Array.from(LINE_LABELS, (_, i) => (i === 0 ? 0 : i === one ? -4 : -8))],
  ]);
  const metadata = { name: 'counter', labels: LINE_LABELS, preparation: LINE_PREPARATION_VERSION };
  return Buffer.from(encodeModel({ network, weights, metadata }));
}

const use = (page: Page, buffer: Buffer): Promise<void> =>
  page.getByTestId('line-network-file').setInputFiles({ name: 'mine.safetensors', mimeType: '', buffer });

it('finds a grid and reads its cells, reads lines again under a rule, and needs no other host', async () => {
  const open = await openPage(browser, { at: '#/read' });
  const { page } = open;
  try {
    await use(page, counter());
    await page.locator('[data-testid=line-network][data-kind=file][data-status=ready]').waitFor();
    const { width, height, data } = numberPage();
    const buffer = await sharp(data, { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer();
    await page.getByTestId('page-files').setInputFiles({ name: 'page.png', mimeType: 'image/png', buffer });
    await page.locator('[data-testid=read][data-busy=false] [data-testid=desk]').waitFor();
    const cells = page.locator('.grid-table input');
    expect(await cells.count()).toBe(CELLS.length);
    const read = await cells.evaluateAll((inputs) =>
      inputs.map((input) => (input as HTMLInputElement).value),
    );
    expect(read).toEqual([...CELLS]);

    // As Node reads the same page, and where.
    const reader = await createReader({ model: 'digit', lineModel: counter() });
    const inNode = await reader.page({ width, height, data });
    await reader.close();
    expect(inNode.lines.length).toBeGreaterThan(3);
    const value = (line: number) => page.getByRole('textbox', { name: new RegExp(`^Line ${line}:`) });
    for (const [i, { text, quad }] of inNode.lines.entries()) {
      expect(await value(i + 1).inputValue()).toBe(text);
      const place = await page.locator(`[data-field="1.1.${i}"] .mark-line`).getAttribute('points');
      expect(place).toBe(quad.map((corner) => corner.join(',')).join(' '));
    }

    await value(1).focus();
    await page.locator('.rule summary').click();
    await page.getByTestId('rule').fill('digits(2)');
    await page.keyboard.press('Enter');
    await expect.poll(() => value(1).inputValue(), SOON).toBe('11');
    expect(await page.getByTestId('detail').textContent()).toMatch(
      /Without the rule digits\(2\) it reads 111/,
    );
    await page.getByTestId('rule').fill('digits(0)');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('.rule-error').textContent(), SOON)
      .toMatch(/not understood: Expected/);
    expect(open.violations).toEqual([]);
    expect(open.foreign).toEqual([]);
    expect(open.errors).toEqual([]);
  } finally {
    await open.close();
  }
});

it('refuses a network for digits', async () => {
  const open = await openPage(browser, { at: '#/read' });
  try {
    await use(open.page, await readFile(new URL('../../models/tiny/tiny.safetensors', import.meta.url)));
    await open.page.locator('[data-testid=line-network][data-kind=file][data-status=failed]').waitFor();
    expect(await open.page.locator('[data-testid=line-network] .network-note').textContent()).toMatch(
      /strips of 32 rows/,
    );
  } finally {
    await open.close();
  }
});
