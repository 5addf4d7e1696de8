/** Starts `digitry app` and Chromium for a measurement. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const MAIN = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));

/** @returns {Promise<{ url: string, browser: import('playwright-core').Browser, close(): Promise<void> }>} */
export async function startApp() {
  const app = spawn(process.execPath, [MAIN, 'app', '--port', '18080'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    let text = '';
    app.stdout.on('data', (chunk) => {
      text += chunk;
      const found = /http:\/\/[\d.]+:\d+/.exec(text);
      if (found) resolve(`${found[0]}/`);
    });
    app.once('exit', (code) => reject(new Error(`Expected a running app but it ended with code ${code}.`)));
  });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const close = async () => {
    await browser.close();
    app.kill();
  };
  return { url, browser, close };
}
