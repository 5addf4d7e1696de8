/** The same training step in headless Chromium and in Node, on the same number of threads. */
import { openChromium, root, serve } from '../lib/chromium.mjs';
import { engineEntry } from '../lib/engine-entry.mjs';
import { trainingCases } from '../lib/networks.mjs';
import { digitry } from '../lib/peers.mjs';
import { firstLine } from '../lib/process.mjs';
import { interleave } from '../lib/rounds.mjs';
import { rowsOf } from '../lib/rows.mjs';

export async function run({ rounds, seconds, threads }) {
  const server = await serve(root);
  const rows = [];
  try {
    for (const { network, batch } of trainingCases) {
      console.error(`browser: ${network}, batch ${batch}`);
      const job = { task: 'training', network, batch, threads, seconds };
      const jobs = [
        { name: 'Node', threads, command: digitry, job },
        { name: 'Chromium', threads, run: () => inChromium(server.url, job) },
      ];
      rows.push(...rowsOf(await interleave(jobs, rounds), { network, batch }));
    }
  } finally {
    server.close();
  }
  return { rows };
}

/** A fresh browser, as a process is fresh. The page only starts a worker, which may wait for the other threads. */
async function inChromium(url, job) {
  let browser;
  try {
    browser = await openChromium();
    const page = await browser.newPage();
    await page.goto(`${url}bench/browser/page.html`);
    return await page.evaluate((task) => globalThis.runJob(task), { ...job, engine: `/${engineEntry()}` });
  } catch (error) {
    return { error: firstLine(error) };
  } finally {
    await browser?.close();
  }
}
