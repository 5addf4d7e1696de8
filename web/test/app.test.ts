/** The page as `digitry app` serves it: strict headers, and it reads. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawWithMouse, launch, networkReady, PATIENCE_MS, SOON, verdict } from './browser.js';
import { POLICY } from './serve.js';
import { DIGITS } from './strokes.js';

const MAIN = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));

let browser: Browser;
let app: ChildProcess;
let url: string;

beforeAll(async () => {
  browser = await launch();
  app = spawn(process.execPath, [MAIN, 'app', '--port', '18480'], { stdio: ['ignore', 'pipe', 'inherit'] });
  url = await new Promise((resolve, reject) => {
    let text = '';
    app.stdout?.on('data', (chunk) => {
      text += chunk;
      const found = /http:\/\/[\d.]+:\d+/.exec(text);
      if (found) resolve(found[0]);
    });
    app.once('exit', (code) => reject(new Error(`Expected a running app but it ended with code ${code}.`)));
  });
});
afterAll(async () => {
  await browser?.close();
  app?.kill();
});

it('serves the page under the policy that the tests hold it to', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  const response = await page.goto(url);
  expect(response?.headers()['content-security-policy']).toBe(POLICY);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await networkReady(page);
  await drawWithMouse(page, DIGITS['3'] ?? []);
  await expect.poll(async () => (await verdict(page)).digit, SOON).toBe('3');
  const packed = await fetch(`${url}/data/train-labels-idx1-ubyte.gz`);
  expect(packed.headers.get('content-encoding')).toBeNull();
  expect(violations).toEqual([]);
  await page.close();
});
