/** The preparation gives the same bytes in Chromium as in Node. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, openPage } from './browser.js';
import { seenOfAll } from './seen-of-all.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** The same file that this test imports, bundled for the browser. */
async function bundle(): Promise<Buffer> {
  const entry = fileURLToPath(new URL('./seen-of-all.ts', import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'seen' } },
  });
  const output = [result].flat()[0];
  if (!output || !('output' in output))
    throw new Error('Expected a bundle from Vite but received a watcher.');
  return Buffer.from(output.output[0].code);
}

it('prepares every test image to the same bytes', async () => {
  const replace = { '/seen.js': await bundle() };
  const open = await openPage(browser, { serve: { replace } });
  try {
    // Text, not a function: the test runner would rewrite the import.
    const inChromium = await open.page.evaluate<string>(`(async () => {
      const { seenOfAll } = await import('/seen.js');
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', seenOfAll()));
      return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    })()`);
    const inNode = seenOfAll();
    expect(inNode.length).toBeGreaterThan(784 * 40);
    expect(inNode.some((byte) => byte > 0)).toBe(true);
    expect(inChromium).toBe(createHash('sha256').update(inNode).digest('hex'));
  } finally {
    await open.close();
  }
});
