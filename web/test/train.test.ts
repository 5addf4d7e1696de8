/** "Train it here" in Chromium: the loss falls, the page stays free, the network is drawn with afterwards. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawWithMouse, launch, openPage, SOON, verdict } from './browser.js';
import { DIGITS } from './strokes.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the thread's own processor time: a busy machine does not stretch them. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Traces the page until the function that it returns is called: that gives the longest main-thread task, in ms. */
async function traceMainThread(page: Page): Promise<() => Promise<number>> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  return async () => {
    const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
    const key = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
    const isMain = ({ name, args }: TraceEvent): boolean =>
      name === 'thread_name' && args.name === 'CrRendererMain';
    const main = new Set(trace.traceEvents.filter(isMain).map(key));
    const tasks = trace.traceEvents.filter((event) => event.tdur !== undefined && main.has(key(event)));
    expect(tasks.length).toBeGreaterThan(100);
    return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1000), 0);
  };
}

/** Notes every loss that the page shows from now on. */
async function watchLosses(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const losses: number[] = [];
    Object.assign(globalThis, { losses });
    const note = (): void => {
      const loss = Number(document.querySelector('[data-testid=loss]')?.textContent);
      if (loss > 0 && loss !== losses.at(-1)) losses.push(loss);
    };
    new MutationObserver(note).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  return () => page.evaluate(() => (globalThis as unknown as { losses: number[] }).losses);
}

const stageIs = (page: Page, stage: string) =>
  page.locator(`[data-testid=progress][data-stage=${stage}]`).waitFor();

describe('training in the tab', () => {
  it.each([true, false])('learns and is drawn with (cross-origin isolated: %s)', async (isIsolated) => {
    const open = await openPage(browser, { at: '#/train', serve: { isIsolated } });
    const { page } = open;
    try {
      await page.getByTestId('recipe').selectOption('seed-mlp-dropout');
      await page.getByTestId('epochs').fill('1');
      const longestTask = await traceMainThread(page);
      const losses = await watchLosses(page);
      await page.getByTestId('start').click();
      await page.getByTestId('outcome').waitFor();
      const shown = await losses();
      expect(shown.length).toBeGreaterThan(3);
      expect(shown[0]).toBeGreaterThan(1);
      expect(shown.at(-1)).toBeLessThan(0.5);
      expect(await longestTask()).toBeLessThan(100);

      const accuracy = /^([\d.]+) % right/.exec(
        (await page.getByTestId('accuracy').textContent()) ?? '',
      )?.[1];
      expect(Number(accuracy)).toBeGreaterThan(85);
      expect(await page.locator('.confusion tbody tr').count()).toBe(10);
      expect(await page.locator('.worst li').count()).toBeGreaterThan(0);

      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download the model' }).click();
      const saved = await download;
      expect(saved.suggestedFilename()).toBe('seed-mlp-dropout.safetensors');

      await page.getByRole('button', { name: 'Draw with this network' }).click();
      await page.locator('[data-testid=network][data-kind=trained][data-status=ready]').waitFor();
      await drawWithMouse(page, DIGITS['3'] ?? []);
      expect((await verdict(page)).verdict).not.toBe('notDigit');

      const buffer = await readFile(await saved.path());
      await page
        .getByTestId('network-file')
        .setInputFiles({ name: 'mine.safetensors', mimeType: '', buffer });
      await page.locator('[data-testid=network][data-kind=file][data-status=ready]').waitFor();
      expect(open.violations).toEqual([]);
      expect(open.foreign).toEqual([]);
      expect(open.errors).toEqual([]);
    } finally {
      await open.close();
    }
  });

  it('stops and goes on where it stopped', async () => {
    const open = await openPage(browser, { at: '#/train' });
    const { page } = open;
    const step = async (): Promise<number> =>
      Number(await page.getByTestId('progress').getAttribute('data-step'));
    try {
      await page.getByTestId('recipe').selectOption('seed-cnn');
      await page.getByTestId('start').click();
      await expect.poll(step, SOON).toBeGreaterThan(0);
      await page.getByTestId('stop').click();
      await stageIs(page, 'stopped');
      const stopped = await step();
      await page.getByTestId('continue').click();
      await expect.poll(step, SOON).toBeGreaterThan(stopped);
      await page.getByTestId('discard').click();
      await page.getByTestId('start').waitFor();
      expect(open.errors).toEqual([]);
    } finally {
      await open.close();
    }
  });

  it.each([
    ['is missing', null, /train-labels-idx1-ubyte\.gz: the server answered 404/],
    [
      'is damaged',
      Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]),
      /train-labels-idx1-ubyte\.gz: the file is damaged/,
    ],
    ['is another one', Buffer.from('something else'), /train-labels-idx1-ubyte.*Expected 60008 bytes/],
  ])('says so when a data file %s', async (_, file, message) => {
    const replace = { '/data/train-labels-idx1-ubyte.gz': file };
    const open = await openPage(browser, { at: '#/train', serve: { replace } });
    try {
      await open.page.getByTestId('start').click();
      expect(await open.page.getByRole('alert').textContent()).toMatch(message);
    } finally {
      await open.close();
    }
  });

  it('refuses a model file that is none', async () => {
    const open = await openPage(browser);
    const { page } = open;
    try {
      const buffer = Buffer.from('not a model');
      await page.getByTestId('network-file').setInputFiles({ name: 'x.safetensors', mimeType: '', buffer });
      await page.locator('[data-testid=network][data-status=failed]').waitFor();
      expect(await page.locator('.network-note').textContent()).toMatch(/could not be loaded: .*Expected/);
    } finally {
      await open.close();
    }
  });
});
