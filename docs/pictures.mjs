/** Takes the pictures of README.md: `npm run build && node docs/pictures.mjs [RUN]`, RUN a finished run whose report is shown. */
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { drawLine } from '@digitry/reader/testing';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const SEVEN = [
  [0.3, 0.25],
  [0.5, 0.24],
  [0.7, 0.25],
  [0.62, 0.42],
  [0.52, 0.6],
  [0.46, 0.8],
];
const BAR = [
  [0.42, 0.53],
  [0.68, 0.5],
];

/** The app on a free port, and its address. */
async function startApp() {
  const app = spawn(process.execPath, [path('../cli/dist/main.js'), 'app', '--port', '8090'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve) => {
    app.stdout.on('data', (data) => {
      const found = /http:\/\/\S+/.exec(String(data));
      if (found) resolve(found[0]);
    });
  });
  return { url, stop: () => app.kill() };
}

/** A sheet with some numbers, as a PNG. */
async function sheet() {
  const numbers = ['40718', '2026', '35', '90210', '1869', '777'];
  const lines = await Promise.all(
    numbers.map(async (text, i) => {
      const { image } = drawLine(text, { height: 46, gap: 10, pen: 4 + (i % 3), margin: 12, noise: 6 });
      const raw = { width: image.width, height: image.height, channels: 1 };
      const input = await sharp(Buffer.from(image.data), { raw }).png().toBuffer();
      return { input, left: 90 + (i % 2) * 330, top: 80 + Math.floor(i / 2) * 130 };
    }),
  );
  const paper = { create: { width: 760, height: 500, channels: 3, background: '#f0f0f0' } };
  return sharp(paper).composite(lines).png().toBuffer();
}

async function draw(page, stroke) {
  const box = await page.locator('[data-testid=pad]').boundingBox();
  const at = ([x, y]) => [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(...at(stroke[0]));
  await page.mouse.down();
  for (const point of stroke.slice(1)) await page.mouse.move(...at(point), { steps: 8 });
  await page.mouse.up();
}

const app = await startApp();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  await mkdir(path('pictures'), { recursive: true });
  const page = await browser.newPage({
    viewport: { width: 1240, height: 760 },
    colorScheme: 'light',
    locale: 'en',
  });
  await page.goto(app.url);
  await page.waitForSelector('[data-testid=pad]');
  for (const stroke of [SEVEN, BAR]) await draw(page, stroke);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: path('pictures/draw.png') });

  await page.goto(`${app.url}#/train`);
  await page.getByRole('button', { name: 'Start training' }).click();
  await page.getByRole('button', { name: 'Draw with this network' }).waitFor({ timeout: 300_000 });
  await page.waitForTimeout(500);
  await page.screenshot({ path: path('pictures/train.png'), fullPage: true });

  await page.setViewportSize({ width: 1240, height: 860 });
  await page.getByRole('link', { name: 'Read', exact: true }).click();
  await page
    .locator('[data-testid=page-files]')
    .setInputFiles({ name: 'sheet.png', mimeType: 'image/png', buffer: await sheet() });
  await page.waitForSelector('[data-testid=desk][data-status=done]');
  await page.waitForTimeout(500);
  await page.screenshot({ path: path('pictures/read.png') });

  const run = process.argv[2];
  if (run) {
    await page.goto(pathToFileURL(`${run}/report.html`).href);
    await page.setViewportSize({ width: 1000, height: 900 });
    await page.waitForTimeout(500);
    await page.screenshot({ path: path('pictures/report.png') });
  }
} finally {
  await browser.close();
  app.stop();
}
