/** The Read view in Chromium: boxes over the picture, checking and correcting by keyboard, exports. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, type OpenOptions, type OpenPage, SOON } from './browser.js';
import {
  done,
  type FileGiven,
  focused,
  give,
  goOn,
  numbersPng,
  plainPng,
  png,
  row,
  saved,
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

describe('correcting', () => {
  it('goes from doubt to doubt by Enter, restores by Escape, and marks what was corrected', () =>
    withPages({}, async ({ page }) => {
      await give(page, [form('one.png'), form('two.png')]);
      await done(page);
      await row(page, /^Line 2: 70619, to check, 62 % sure$/).focus();
      const detail = page.getByTestId('detail');
      expect(await detail.getAttribute('data-standing')).toBe('review');
      expect(await detail.textContent()).toMatch(/Read as 70619 62 %.*Not sure enough.*70679 21 %76619 5 %/);
      const seen = page.getByTestId('line-seen');
      expect(await seen.getAttribute('height')).toBe('32');

      await page.keyboard.type('70679');
      await page.keyboard.press('Enter');
      expect(await focused(page)).toMatch(/^Line 4: 5581/);
      expect(await row(page, /^Line 2/).getAttribute('data-standing')).toBe('corrected');
      expect(await page.locator('.mark-corrected').count()).toBe(1);

      // Another reading by arrow, taken back, then confirmed as it was.
      await page.keyboard.press('ArrowDown');
      expect(await row(page, /^Line 4/).inputValue()).toBe('5587');
      expect(await page.locator('.panel [aria-live]').textContent()).toBe('5587');
      await page.keyboard.press('Escape');
      expect(await row(page, /^Line 4/).inputValue()).toBe('5581');
      await page.keyboard.press('Enter');
      expect(await row(page, /^Line 4/).getAttribute('data-standing')).toBe('confirmed');
      expect(await focused(page)).toMatch(/^Row 3, column 2: 9/);
      expect(await seen.getAttribute('height')).toBe('28');
      await page.keyboard.press('Shift+Enter');
      expect(await focused(page)).toMatch(/^Line 4/);
      await page.keyboard.press('Escape');
      expect(await row(page, /^Line 4/).getAttribute('data-standing')).toBe('review');

      // Tab goes on without a word; Enter goes on to the next page.
      await page.keyboard.press('Tab');
      expect(await focused(page)).toMatch(/^Row 3, column 2/);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.getByTestId('frame').getAttribute('aria-label'), SOON).toMatch(/two\.png/);
      await expect.poll(() => focused(page), SOON).toMatch(/^Line 2: 70619/);
      expect(await page.getByTestId('read-status').textContent()).toMatch(/to check: 4$/);
    }));

  it.each([
    ['goes to the first doubt of a page when it has been read', '', /^Line 2: 70619, to check/],
    ['stays where something was typed meanwhile', '4', /^Row 3, column 2: 9, confirmed$/],
  ])('%s', (_, typed, place) =>
    withPages({}, async ({ page }) => {
      await give(page, [form('one.png'), png('slow.png', await plainPng(400, 300))]);
      await expect.poll(() => page.getByTestId('thumbs').getByRole('button').count(), SOON).toBe(2);
      await row(page, /^Line 2/).focus();
      for (let i = 0; i < 3; i++) await page.keyboard.press('Enter');
      expect(await focused(page)).toBe('Row 3, column 2: 9, confirmed');
      expect(await page.getByTestId('wait-note').textContent()).toMatch(/^No doubtful reading is left/);
      if (typed) await page.keyboard.type(typed);
      await goOn(page);
      await done(page);
      await expect.poll(() => focused(page), SOON).toMatch(place);
      expect(await page.locator('input:focus').inputValue()).toBe(typed || '70619');
      expect(await page.getByTestId('wait-note').textContent()).toBe('');
    }),
  );

  it('takes an alternative by click, and restores', () =>
    withPages({}, async ({ page }) => {
      await give(page, [form('one.png')]);
      await done(page);
      await row(page, /^Line 2/).focus();
      await page.getByTestId('detail').getByRole('button', { name: '76619' }).click();
      expect(await row(page, /^Line 2/).inputValue()).toBe('76619');
      await page.getByTestId('restore').click();
      expect(await row(page, /^Line 2/).inputValue()).toBe('70619');
    }));

  it('goes through a grid by arrows', () =>
    withPages({}, async ({ page }) => {
      await give(page, [form('one.png')]);
      await done(page);
      await page.locator('.grid-table input').first().focus();
      await page.keyboard.press('ArrowRight');
      expect(await focused(page)).toBe('Row 1, column 2: nothing, empty');
      await page.keyboard.type('4');
      await page.keyboard.press('ArrowDown');
      expect(await focused(page)).toMatch(/^Row 2, column 2: 7/);
      expect(await row(page, /^Row 1, column 2: 4, corrected$/).inputValue()).toBe('4');
      expect(await page.locator('.grid-table input[tabindex="0"]').count()).toBe(1);
    }));

  it('reads again under a rule, says what it cost, and refuses what is no rule', () =>
    withPages({}, async ({ page }) => {
      await give(page, [form('one.png')]);
      await done(page);
      await row(page, /^Line 2/).focus();
      await page.locator('.rule summary').click();
      await page.getByTestId('rule').fill('digits(7)');
      await page.keyboard.press('Enter');
      await expect.poll(() => row(page, /^Line 2/).inputValue(), SOON).toBe('9999999');
      expect(await page.getByTestId('detail').textContent()).toMatch(/the rule cost 1\.3 nats/);
      expect(await row(page, /^Line 1/).inputValue()).toBe('48213');
      await page.getByTestId('rule-all').click();
      await expect.poll(() => row(page, /^Line 1/).inputValue(), SOON).toBe('9999999');
      await page.getByTestId('rule').fill('digits(');
      await page.keyboard.press('Enter');
      await expect
        .poll(() => page.locator('.rule-error').textContent(), SOON)
        .toMatch(/not understood: Expected a rule/);
    }));
});

describe('the picture', () => {
  it('is chosen from by pointer and by keys, zoomed and moved', () =>
    withPages({}, async ({ page }) => {
      await give(page, [form('one.png')]);
      await done(page);
      await page.locator('.picture-canvas[data-shown]').waitFor();
      await page.locator('[data-field="1.1.3"]').click();
      expect(await focused(page)).toMatch(/^Line 4/);
      expect(await page.locator('.mark-selected').getAttribute('data-field')).toBe('1.1.3');

      const frame = page.getByTestId('frame');
      await frame.focus();
      await page.keyboard.press('ArrowUp');
      expect(await page.locator('.mark-selected').getAttribute('data-field')).toBe('1.1.2');
      expect(await page.locator('.viewer [aria-live]').textContent()).toBe('Line 3: 2024, read, 99.1 % sure');
      for (let i = 0; i < 4; i++) await page.keyboard.press('+');
      expect(Number(await frame.getAttribute('data-zoom'))).toBeGreaterThan(3);
      const inFrame = await page.evaluate(() => {
        const outer = document.querySelector('.frame')?.getBoundingClientRect();
        const inner = document.querySelector('.mark-selected .mark-line')?.getBoundingClientRect();
        return (
          outer &&
          inner &&
          inner.left >= outer.left - 2 &&
          inner.top >= outer.top &&
          inner.bottom <= outer.bottom
        );
      });
      expect(inFrame).toBe(true);
      const place = (): Promise<string | null> => page.locator('.picture').getAttribute('style');
      const before = await place();
      const box = (await frame.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2 - 80, { steps: 4 });
      await page.mouse.up();
      expect(await place()).not.toBe(before);
      // A drag chooses nothing.
      expect(await page.locator('.mark-selected').getAttribute('data-field')).toBe('1.1.2');
      await page.keyboard.press('0');
      expect(await frame.getAttribute('data-zoom')).toBe('1.00');
      await page.keyboard.press('Enter');
      expect(await focused(page)).toMatch(/^Line 3/);
    }));

  it('tells readings apart without color', () =>
    withPages({}, async ({ page }) => {
      await give(page, [form('one.png')]);
      await done(page);
      const dashes = (standing: string): Promise<string> =>
        page
          .locator(`.mark-${standing} .mark-line`)
          .first()
          .evaluate((line) => getComputedStyle(line).strokeDasharray);
      const looks = await Promise.all(['accepted', 'review', 'rejected'].map(dashes));
      expect(new Set(looks).size).toBe(3);
      expect(await page.locator('.mark-review .mark-sign text').first().textContent()).toBe('?');
      expect(await page.locator('.mark-accepted .mark-sign').count()).toBe(0);
    }));
});

describe('taking away', () => {
  it('copies text, and saves CSV and JSON with corrections', () =>
    withPages({ permissions: ['clipboard-read', 'clipboard-write'] }, async ({ page }) => {
      await give(page, [form('one.png')]);
      await done(page);
      await row(page, /^Line 2/).focus();
      await page.keyboard.type('=70679');
      await page.keyboard.press('Enter');
      await page.getByTestId('copy').click();
      await expect
        .poll(() => page.locator('.take-away-said').textContent(), SOON)
        .toBe('Copied. 2 to check.');
      const text = await page.evaluate(() => navigator.clipboard.readText());
      expect(text.split('\n').slice(0, 3)).toEqual(['48213', '=70679', '2024']);
      const csv = await saved(page, 'csv');
      expect(csv.name).toBe('readings.csv');
      expect(csv.text).toMatch(/\r\none\.png,1,line,,2,,'=70679,,corrected,70619,0\.6200,not-sure,/);
      const json = await saved(page, 'json');
      expect(JSON.parse(json.text).pages[0].lines[1]).toMatchObject({ text: '=70679', status: 'corrected' });
    }));
});
