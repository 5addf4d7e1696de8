/**
 * Milliseconds from navigation to the first reading on localhost: a stroke is drawn as soon as there is a pad.
 * `node web/measure/first-reading.mjs [rounds]`; build first.
 */
import { startApp } from './app.mjs';

const rounds = Number(process.argv[2] ?? 11);
const { url, browser, close } = await startApp();
const times = [];
for (let round = 0; round < rounds; round++) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const draw = () => {
      const canvas = document.querySelector('.pad-canvas');
      if (!canvas) return requestAnimationFrame(draw);
      canvas.setPointerCapture = () => {};
      const frame = canvas.getBoundingClientRect();
      const send = (type, x, y) =>
        canvas.dispatchEvent(
          new PointerEvent(type, {
            bubbles: true,
            pointerId: 1,
            button: type === 'pointermove' ? -1 : 0,
            clientX: frame.left + x * frame.width,
            clientY: frame.top + y * frame.height,
          }),
        );
      send('pointerdown', 0.5, 0.2);
      send('pointermove', 0.5, 0.5);
      send('pointermove', 0.5, 0.8);
      send('pointerup', 0.5, 0.8);
    };
    requestAnimationFrame(draw);
  });
  await page.goto(url);
  const time = await page.waitForFunction(
    () => performance.getEntriesByName('digitry:first-reading')[0]?.startTime,
  );
  times.push(await time.jsonValue());
  await context.close();
}
await close();
times.sort((a, b) => a - b);
console.log(
  JSON.stringify({ rounds, medianMs: times[times.length >> 1], minMs: times[0], maxMs: times.at(-1) }),
);
