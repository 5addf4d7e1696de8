/**
 * Draws recorded pen strokes on the pad and counts what is read right.
 * `node web/measure/pad-strokes.mjs pen-strokes-62-characters.json [--network NAME] [--out result.json]`; build first.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startApp } from './app.mjs';

/** The longer side of what is written, as a share of the pad. */
const LENGTH = 0.7;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, network: { type: 'string' } },
});
const [file] = positionals;
if (!file) throw new Error('Expected a stroke file but received none: name pen-strokes-62-characters.json.');
const { source, strokes } = JSON.parse(await readFile(file, 'utf8'));

const { url, browser, close } = await startApp();
const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
await page.goto(url);
await page.locator('[data-testid=network][data-status=ready]').waitFor();
if (values.network) {
  await page.locator('.network select').selectOption(`released:${values.network}`);
  await page.locator('[data-testid=network][data-status=ready]').waitFor();
}
const result = page.getByTestId('result');

/** Places a sample in the middle of the pad, in shares of its side. */
function place(sample) {
  const points = sample.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const middle = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  const longer = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys), 1);
  const to = (value, axis) => 0.5 + ((value - middle[axis]) * LENGTH) / longer;
  return sample.map((stroke) => stroke.map(([x, y]) => [to(x, 0), to(y, 1)]));
}

/** Pointer events on the pad, as a mouse makes them; runs in the page. */
function draw(strokes) {
  const canvas = document.querySelector('.pad-canvas');
  const frame = canvas.getBoundingClientRect();
  // A made-up pointer cannot be captured.
  canvas.setPointerCapture = () => {};
  const send = (type, [x, y]) => {
    const clientX = frame.left + x * frame.width;
    const clientY = frame.top + y * frame.height;
    const button = type === 'pointermove' ? -1 : 0;
    const init = { bubbles: true, pointerId: 1, pointerType: 'mouse', button, clientX, clientY };
    canvas.dispatchEvent(new PointerEvent(type, init));
  };
  for (const stroke of strokes) {
    send('pointerdown', stroke[0]);
    for (const point of stroke.slice(1)) send('pointermove', point);
    send('pointerup', stroke.at(-1));
  }
}

async function read(sample) {
  await page.evaluate(draw, place(sample));
  await page.locator('[data-testid=result][data-busy=false]:not([data-verdict=nothing])').waitFor();
  const verdict = await result.getAttribute('data-verdict');
  const best = await page.evaluate(() => {
    const bars = [...document.querySelectorAll('.bar')].filter((bar) => /^\d:/.test(bar.ariaLabel ?? ''));
    const share = (bar) =>
      Number(getComputedStyle(bar.querySelector('.bar-fill')).getPropertyValue('--share'));
    return bars.sort((a, b) => share(b) - share(a))[0]?.ariaLabel?.[0] ?? '';
  });
  await page.getByRole('button', { name: 'Clear' }).click();
  return { verdict, best };
}

const rows = [];
for (const digit of '0123456789') {
  for (const [index, sample] of strokes[digit].entries())
    rows.push({ digit, index, ...(await read(sample)) });
}
await close();

const count = (test) => rows.filter(test).length;
const summary = {
  source,
  n: rows.length,
  /** The digit that is most likely is the one written, whatever the verdict. */
  right: count((row) => row.best === row.digit),
  accepted: count((row) => row.verdict === 'read'),
  acceptedWrong: count((row) => row.verdict === 'read' && row.best !== row.digit),
  wrong: rows.filter((row) => row.best !== row.digit),
};
console.log(JSON.stringify(summary, null, 2));
if (values.out) await writeFile(values.out, `${JSON.stringify(summary, null, 2)}\n`);
