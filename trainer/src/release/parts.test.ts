/** The parts of a release that need no run on disk. */
import { decodeModel, initialize, type Model } from '@digitry/engine';
import { decodeImage, PREPARATION_VERSION } from '@digitry/reader';
import { expect, test } from 'vitest';
import { createDataset } from '../datasets/memory.js';
import { withOverrides } from '../overrides.js';
import type { Recipe } from '../recipe.js';
import { digit } from '../recipes/digit.js';
import { tiny } from '../recipes/tiny.js';
import { architectureTable } from './architecture.js';
import { changesOf, trainCommands } from './commands.js';
import { checkTerms, termsOf } from './data-terms.js';
import { misreadingSheet } from './gallery.js';
import { percent } from './markdown.js';
import { onPad } from './pad.js';
import { releasedForm } from './released.js';
import { chooseRun, type FinishedRun, publicRecipe, roleOf } from './runs.js';
import { parseSet } from './set-spec.js';
import { spreadOf } from './statistics.js';

function runOf(seed: number, loss: number | null, recipe: Recipe = tiny): FinishedRun {
  const model: Model = {
    network: recipe.network,
    weights: initialize(recipe.network, seed),
    metadata: {
      name: recipe.name,
      labels: recipe.labels,
      data: [{ name: '/home/me/pens.zip', count: 7, repeat: 2 }],
      ...(loss === null ? {} : { validation: { n: 10, loss, accuracy: 0.9 } }),
    },
  };
  const sources = recipe.sources.map((source) => ({ ...source, data: `/home/me/${source.data}` }));
  return {
    path: `runs/${seed}`,
    recipe: { ...recipe, seed, sources },
    started: '2025-01-02T03:04:05Z',
    seconds: 1,
    version: '0',
    model,
  };
}

test('the least validation loss is chosen, and only among runs of one recipe', () => {
  expect(chooseRun([runOf(1, 0.3), runOf(2, 0.1), runOf(3, 0.2)])).toBe(1);
  expect(chooseRun([runOf(1, null)])).toBe(0);
  expect(() => chooseRun([])).toThrow('at least one run');
  expect(() => chooseRun([runOf(1, 0.1), runOf(1, 0.2)])).toThrow('different seeds');
  expect(() => chooseRun([runOf(1, 0.1), runOf(2, null)])).toThrow('runs/2 has none');
  const other = withOverrides(tiny, ['epochs=2']);
  expect(() => chooseRun([runOf(1, 0.1), runOf(2, 0.2, other)])).toThrow('nothing but the seed');
});

test('a set that was trained on is refused, its held-out writers are not', () => {
  const held = 'x/pen-digits-10-writers.zip#writers=0006_CH4M,0018_CHXX';
  expect(roleOf(tiny, parseSet('mnist'))).toBe('unseen');
  expect(roleOf(tiny, parseSet('strokes.json#pad'))).toBe('unseen');
  expect(roleOf(tiny, parseSet(held))).toBe('validation');
  for (const text of ['x/pen-digits-10-writers.zip', `${held},0002_CH5M`, 'optdigits-train.zip'])
    expect(() => roleOf(tiny, parseSet(text))).toThrow('not trained on');
  const cheat = { ...tiny, sources: [{ data: 'mnist-test' }] };
  for (const text of ['mnist', 'mnist-test'])
    expect(() => roleOf(cheat, parseSet(text))).toThrow('not trained on');
});

test('weights are released only from data whose terms allow it', () => {
  expect(() => checkTerms(['mnist', 'mine.zip'])).not.toThrow();
  expect(() => checkTerms(['data/register-row-numbers.zip'])).toThrow(/terms allow .* no licence stated/);
  expect(termsOf('data/pen-strokes-62-characters.json')?.citation).toContain('de Campos');
});

test('the commands say what was changed, without folders', () => {
  expect(changesOf(tiny)).toEqual([]);
  const changed = withOverrides(tiny, ['epochs=3', 'learningRate=0.01', 'ema=none', 'augment.rotation=9']);
  expect(changesOf({ ...changed, seed: 9 }).sort()).toEqual([
    'augment.rotation=9',
    'ema=none',
    'epochs=3',
    'learningRate.peak=0.01',
  ]);
  const [command] = trainCommands([runOf(4, 0.1, changed)]);
  expect(command).toContain(
    'train tiny --data mnist --data optdigits-train.zip --data pen-digits-10-writers.zip',
  );
  expect(command).toContain('--set epochs=3');
  expect(command).toContain('--seed 4 --out runs/tiny-4');
  expect(command).not.toContain('--from');
  const run = runOf(4, 0.1, changed);
  const from = { name: 'tiny', epochs: 2, peakLearningRate: 0.01 };
  const later = { ...run, model: { ...run.model, metadata: { ...run.model.metadata, from } } };
  expect(trainCommands([later])[0]).toContain('train tiny --from earlier-4.safetensors --data mnist');
  const again = withOverrides(tiny, changesOf(changed));
  expect(again).toEqual(changed);
});

test('the file holds the weights that were measured, in few bits, and no folder', async () => {
  const kept = { preparation: PREPARATION_VERSION, fit: null };
  const form = await releasedForm(runOf(1, 0.1), kept, { name: 'small', quantize: { bits: 6 } });
  expect(form.isRecalibrated).toBe(false);
  const bytes = form.encode({ metrics: { some: 1 } });
  const { weights, metadata } = decodeModel(bytes);
  expect(weights).toEqual(form.model.weights);
  expect(metadata).toMatchObject({
    name: 'small',
    metrics: { some: 1 },
    data: [{ name: 'pens.zip', count: 7 }],
  });
  expect(JSON.stringify(metadata)).not.toContain('/home/me');
  const whole = await releasedForm(runOf(1, 0.1), kept, { name: 'small', quantize: null });
  expect(whole.encode({}).length).toBeGreaterThan(2 * bytes.length);
  const old = runOf(1, 0.1);
  const other = {
    ...old,
    model: { ...old.model, metadata: { ...old.model.metadata, preparation: 'older' } },
  };
  await expect(releasedForm(other, kept, { name: 'small', quantize: null })).rejects.toThrow('for older');
});

test('mean and spread', () => {
  expect(spreadOf([2, 4, 6])).toEqual({
    runs: 3,
    mean: 4,
    min: 2,
    max: 6,
    standardDeviation: 2,
    values: [2, 4, 6],
  });
  expect(spreadOf([5]).standardDeviation).toBe(0);
  expect(() => spreadOf([])).toThrow(RangeError);
  expect([percent(0.99751), percent(0.999999), percent(1)]).toEqual(['99.75 %', '99.99 %', '100.00 %']);
});

test('every layer of a network is a row', () => {
  const table = architectureTable(digit.network);
  expect(table).toContain('| convolution 3×3, 32, same | 32×28×28 | 288 |');
  expect(table).toContain('| · convolution 3×3, 64, same | 64×14×14 | 36,864 |');
  expect(table).toContain('| dense, 11 | 11×1×1 | 715 |');
});

test('the sheet of misreadings is a small picture', async () => {
  const seen = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) & 255);
  const misreadings = Array.from({ length: 60 }, (_, i) => ({
    truth: String(i % 10),
    answer: i % 7 === 0 ? '' : String((i + 1) % 10),
    confidence: 0.9,
    source: '',
    seen,
  }));
  const png = misreadingSheet(misreadings);
  expect(png.length).toBeLessThan(100_000);
  const image = await decodeImage(png);
  expect([image.width, image.height]).toEqual([648, 336]);
  expect((await decodeImage(misreadingSheet([]))).width).toBeGreaterThan(56);
});

test('the pad shows dark ink in the middle of white paper', () => {
  const ink = createDataset({
    name: 'ink',
    ink: true,
    labels: ['1'],
    image: () => ({ width: 2, height: 4, data: new Uint8Array(8).fill(255) }),
    source: () => 'row 1',
  });
  const pad = onPad(ink);
  const { width, height, data } = pad.image(0);
  expect([pad.ink, width, height]).toEqual([false, 320, 320]);
  expect([data[0], data[158 * 320 + 159], data[161 * 320 + 160], data[162 * 320 + 159]]).toEqual([
    255, 0, 0, 255,
  ]);
  expect(publicRecipe(tiny)).toEqual(tiny);
});
