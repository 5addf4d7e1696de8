/** Runs many steps or readings and notes the resident memory ten times on the way, after a collection. */
import * as engine from '@digitry/engine';
import { drawnSeven } from '../lib/drawn-seven.mjs';
import { networks } from '../lib/networks.mjs';
import { worker } from '../lib/process.mjs';

const NOTES = 10;

async function resident() {
  globalThis.gc?.();
  await new Promise((later) => setTimeout(later, 50));
  return process.memoryUsage().rss / 2 ** 20;
}

/** @param run does so many; the first tenth is warm-up. */
async function watch(count, run) {
  await run(count / NOTES);
  const mebibytes = [await resident()];
  for (let note = 1; note < NOTES; note++) {
    await run(count / NOTES);
    mebibytes.push(await resident());
  }
  return { mebibytes, growth: mebibytes.at(-1) - mebibytes[0] };
}

async function train({ count, threads }) {
  const batch = 32;
  const session = await engine.createTrainingSession(networks['seed CNN'], {
    batch,
    samples: 1024,
    loss: { type: 'crossEntropy' },
    optimizer: { type: 'adam' },
    threads,
  });
  session.images.forEach((_, i) => {
    session.images[i] = (i * 7919) & 255;
  });
  const learningRates = new Float32Array(10).fill(1e-4);
  const order = Int32Array.from({ length: 10 * batch }, (_, i) => (i * 37) % 1024);
  return watch(count, (steps) => {
    for (let i = 0; i < steps; i += 10) session.run({ order, learningRates });
  });
}

async function read({ count }) {
  const { createReader } = await import('@digitry/reader');
  const reader = await createReader();
  const image = drawnSeven();
  return watch(count, async (readings) => {
    for (let i = 0; i < readings; i++) await reader.digit(image);
  });
}

worker((job) => (job.task === 'training' ? train(job) : read(job)));
