/** Opens the built drawing page in Chromium, draws with the keys as soon as there is a pad, and waits for the reading. */
import { join } from 'node:path';
import { openChromium, root, serve } from './chromium.mjs';

const WAIT_MS = 30_000;

/** Milliseconds from navigation to the first reading on the page, with a cold cache. */
export const firstReadingMs = () => visit(async (page) => page.evaluate(() => globalThis.firstReadingAt));

/** Address → bytes of all that the page asked for until then. */
export async function drawingPageRequests() {
  const requests = new Map();
  await visit(
    async () => {},
    (path, body) => requests.set(path, body),
  );
  return requests;
}

async function visit(look, onRequest) {
  const server = await serve(join(root, 'web/dist'), onRequest);
  const browser = await openChromium();
  try {
    const page = await browser.newPage();
    await page.addInitScript(drawAndWatch);
    await page.goto(server.url, { waitUntil: 'commit' });
    await page.waitForFunction(() => globalThis.firstReadingAt > 0, undefined, {
      timeout: WAIT_MS,
      polling: 50,
    });
    return await look(page);
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page before its own scripts: a 1 from the top of the pad, key by key. */
function drawAndWatch() {
  const keys = [' ', ...new Array(10).fill('ArrowDown'), ' '];
  const draw = async (pad) => {
    for (const key of keys) {
      pad.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      // The pad renders its cursor before it takes the next key.
      await new Promise((rendered) => setTimeout(rendered, 0));
    }
  };
  let isDrawing = false;
  const look = () => {
    const pad = document.querySelector('[data-testid="pad"]');
    if (pad && !isDrawing) {
      isDrawing = true;
      setTimeout(() => draw(pad), 0);
    }
    if (!globalThis.firstReadingAt && document.querySelector('[data-testid="time"]')?.textContent) {
      globalThis.firstReadingAt = performance.now();
      observer.disconnect();
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, characterData: true });
}
