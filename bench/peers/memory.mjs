/** Runs many steps or readings and notes ten times on the way, after a collection, how much memory is resident and how much is held. */
import * as engine from '@digitry/engine';
import { drawnSeven } from '../lib/drawn-seven.mjs';
import { networks } from '../lib/networks.mjs';
import { worker } from '../lib/process.mjs';

const NOTES = 10;

async function memory() {
  globalThis.gc?.();
  await new Promise((later) => setTimeout(later, 50));
  const { rss, heapUsed, external } = process.memoryUsage();
  return { mebibytes: rss / 2 ** 20, held: (heapUsed + external) / 2 ** 20 };
}

/** @param run does so many. */
async function watch(count, run) {
  const notes = [];
  for (let note = 0; note < NOTES; note++) {
    await run(count / NOTES);
    notes.push(await memory());
  }
  return { mebibytes: notes.map(({ mebibytes }) => mebibytes), held: notes.map(({ held }) => held) };
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
