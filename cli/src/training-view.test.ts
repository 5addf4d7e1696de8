/** A run as a terminal shows it, and as a file that keeps the output does. */
import type { RunEvent } from '@digitry/trainer';
import { expect, test } from 'vitest';
import { createTrainingView } from './training-view.js';

const start: RunEvent = {
  type: 'start',
  parameters: 34826,
  samples: 54000,
  imagesPerEpoch: 54000,
  validationSamples: 6000,
  steps: 2000,
  epochs: 2,
  threads: 1,
  step: 0,
};
const progress = (step: number): RunEvent => ({
  type: 'progress',
  epoch: 1,
  step,
  steps: 2000,
  loss: 0.51234,
  accuracy: 0.9,
  learningRate: 1e-3,
  imagesPerSecond: 16234,
  secondsLeft: 72,
  seconds: 3,
});
const epoch: RunEvent = {
  type: 'epoch',
  epoch: 1,
  step: 1000,
  loss: 0.2,
  accuracy: 0.95,
  learningRate: 1e-3,
  seconds: 12,
  validation: { n: 6000, loss: 0.1, accuracy: 0.9712 },
};

function view(isTerminal: boolean) {
  const out: string[] = [];
  const status: string[] = [];
  let time = 0;
  const terminal = {
    out: (line: string) => out.push(line),
    err: (line: string) => out.push(line),
    status: isTerminal ? (line: string) => status.push(line) : null,
  };
  const show = createTrainingView(terminal, () => time);
  return {
    out,
    status,
    show,
    wait: (ms: number) => {
      time += ms;
    },
  };
}

test('a bar that moves, with rate and time left, and a line an epoch', () => {
  const { out, status, show } = view(true);
  for (const event of [
    { type: 'folder', path: 'runs/a', recipe: 'seed-cnn', kind: 'digit' } as const,
    start,
    progress(500),
    epoch,
  ])
    show(event);
  expect(status.at(-1)).toBe(
    'epoch 1/2  ━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 25 %  loss 0.5123  accuracy 90.00 %  16,234 images/s  1 min 12 s left',
  );
  expect(out).toEqual([
    'Training seed-cnn in runs/a',
    '34,826 parameters, 54,000 samples, 6,000 kept for validation, 2 epochs of 54,000 images, 1 thread',
    'epoch 1/2  loss 0.2000  accuracy 95.00 %  validation loss 0.1000  accuracy 97.12 %  12 s',
  ]);
});

test('without a terminal a plain line now and then', () => {
  const { out, show, wait } = view(false);
  show(start);
  for (let i = 0; i < 100; i++) {
    wait(1000);
    show(progress(i));
  }
  expect(out.filter((line) => line.includes('images/s'))).toHaveLength(6);
  expect(out.join('')).not.toContain('\u001b');
});

test('a line network is told in lines and characters', () => {
  const { out, status, show } = view(true);
  show({ type: 'folder', path: 'runs/b', recipe: 'line', kind: 'line' });
  for (const event of [
    start,
    progress(500),
    { ...epoch, validation: { n: 100, loss: 0.3, accuracy: 0.91, cer: 0.0123 } },
  ])
    show(event);
  expect(status.at(-1)).toContain('16,234 lines/s');
  expect(out[1]).toContain('of 54,000 lines');
  expect(out[2]).toContain('accuracy 91.00 %  character errors 1.23 %  12 s');
});
