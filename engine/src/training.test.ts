/** Training steps: optimizers against the float64 reference, and dropout by the mask that its gradient shows. */
import { describe, expect, it } from 'vitest';
import { createPredictor, createTrainingSession } from './index.js';
import {
  clipByGlobalNorm,
  type Gradients,
  movingAverage,
  referenceGradients,
  referenceOptimizer,
} from './reference/index.js';
import {
  disagreements,
  identical,
  inOrder,
  openTestSession,
  runSteps,
  sandwich,
  type TestSessionOptions,
  testImages,
  testWeights,
} from './testing/index.js';
import type { Network, Optimizer, SessionOptions, Weights } from './types.js';

/** No bias under batch norm: its gradient would be rounding alone, which Adam makes steps of. */
const small: Network = sandwich([
  { type: 'tanh' },
  { type: 'conv', filters: 6, kernel: 3, bias: false },
  { type: 'batchNorm' },
  { type: 'tanh' },
  { type: 'maxPool', size: 2 },
]);

const optimizers: Optimizer[] = [
  { type: 'sgd' },
  { type: 'sgd', momentum: 0.9 },
  { type: 'sgd', momentum: 0.9, nesterov: true },
  { type: 'sgd', momentum: 0.5, l2: 0.05, l1: 0.01 },
  { type: 'adam' },
  { type: 'adam', beta1: 0.8, beta2: 0.99, epsilon: 1e-3 },
  { type: 'adam', l2: 0.05, l1: 0.01 },
  { type: 'adam', decay: 0.1 },
];

/** The same steps in float64, on batches that follow each other through the samples. */
function referenceSteps(
  start: Weights,
  values: Float32Array,
  labels: ArrayLike<number>,
  options: { optimizer: Optimizer; steps: number; rate: number; clipNorm?: number; ema?: number },
) {
  const weights: Gradients = new Map([...start].map(([name, array]) => [name, Float64Array.from(array)]));
  const average: Gradients = new Map([...weights].map(([name, array]) => [name, array.slice()]));
  const { step } = referenceOptimizer(options.optimizer);
  const size = values.length / labels.length;
  for (let t = 0; t < options.steps; t++) {
    const from = (t * 8) % labels.length;
    const x = values.subarray(from * size, (from + 8) * size);
    const wanted = Array.from(labels).slice(from, from + 8);
    const result = referenceGradients(small, weights, x, wanted, { type: 'crossEntropy' });
    if (options.clipNorm !== undefined) clipByGlobalNorm(result.gradients, options.clipNorm);
    step(weights, result.gradients, Math.fround(options.rate));
    for (const [name, array] of result.running) weights.set(name, array);
    if (options.ema !== undefined) {
      // Step t + 1, from 1: a young average forgets its start.
      movingAverage(average, trainedOnly(weights), Math.min(options.ema, (2 + t) / (11 + t)));
    }
    // Running statistics are averages already: the averaged weights take them as they are.
    for (const [name, array] of result.running) average.set(name, array);
  }
  return { weights, average };
}

const trainedOnly = (weights: Gradients): Gradients =>
  new Map([...weights].filter(([name]) => !/\.(mean|variance)$/.test(name)));

describe('optimizers', () => {
  const compare = async (optimizer: Optimizer, extra: TestSessionOptions, steps = 20, tolerance = 1e-4) => {
    const test = await openTestSession(small, { ...extra, optimizer, samples: 24 });
    const rate = 0.01;
    runSteps(test, steps, rate);
    const expected = referenceSteps(test.weights, test.values, test.targets, {
      optimizer,
      steps,
      rate,
      ...(extra.clipNorm === undefined ? {} : { clipNorm: extra.clipNorm }),
      ...(extra.ema === undefined ? {} : { ema: extra.ema }),
    });
    expect(disagreements(test.session.weights(), expected.weights, tolerance)).toEqual([]);
    const averaged = test.session.averagedWeights();
    expect(disagreements(averaged, extra.ema ? expected.average : expected.weights, tolerance)).toEqual([]);
    await test.session.close();
  };

  for (const optimizer of optimizers) {
    it(`${JSON.stringify(optimizer)}: 20 steps as the float64 reference`, () => compare(optimizer, {}));
  }

  it('clips by the joint norm of all gradients', () =>
    compare({ type: 'sgd', momentum: 0.9 }, { clipNorm: 0.05, threads: 2 }));

  it('keeps a moving average of the weights', () => compare({ type: 'adam' }, { ema: 0.9 }));

  it('takes a learning rate for each step', async () => {
    const whole = await openTestSession(small, { samples: 16 });
    const halves = await openTestSession(small, { samples: 16 });
    const rates = Float32Array.of(0.1, 0.01, 0.05, 0);
    whole.session.run({ order: inOrder(16, 32), learningRates: rates });
    for (const [i, rate] of rates.entries()) {
      const order = inOrder(16, 32).subarray(i * 8, i * 8 + 8);
      halves.session.run({ order, learningRates: Float32Array.of(rate) });
    }
    expect(identical(whole.session.weights(), halves.session.weights())).toBe(true);
    await Promise.all([whole.session.close(), halves.session.close()]);
  });

  it('reports the mean loss and the correct answers before each step', async () => {
    const test = await openTestSession(small, { samples: 24 });
    const order = inOrder(24, 24);
    const { loss, correct } = test.session.run({ order, learningRates: new Float32Array(3) });
    const size = test.values.length / 24;
    const expected = [0, 8, 16].map((from) =>
      referenceGradients(
        small,
        test.weights,
        test.values.subarray(from * size, (from + 8) * size),
        Array.from(test.targets).slice(from, from + 8),
        { type: 'crossEntropy' },
      ),
    );
    expect(loss).toBeCloseTo(expected.reduce((sum, each) => sum + each.loss, 0) / 3, 5);
    expect(correct).toBe(expected.reduce((sum, each) => sum + each.correct, 0));
    await test.session.close();
  });

  it('learns: the loss falls on samples it sees again', async () => {
    const test = await openTestSession(small, { samples: 8, optimizer: { type: 'adam' } });
    const before = runSteps(test, 1, 0);
    runSteps(test, 200, 0.01);
    expect(runSteps(test, 1, 0)).toBeLessThan(before / 10);
    await test.session.close();
  });
});

/** A dense layer on dropout, whose gradient shows the mask: sample n is wanted by output n alone. */
describe('dropout', () => {
  const rate = 0.3;
  const features = 400;
  const network: Network = {
    input: [features, 1, 1],
    layers: [
      { type: 'dropout', rate },
      { type: 'dense', units: 8 },
    ],
  };
  const open = async (seed: number, threads = 1) => {
    const weights: Weights = new Map([
      ['1.weight', new Float32Array(8 * features)],
      ['1.bias', new Float32Array(8)],
    ]);
    const options: SessionOptions = {
      batch: 8,
      samples: 8,
      loss: { type: 'meanSquaredError' },
      optimizer: { type: 'sgd' },
      softTargets: true,
      seed,
      threads,
      weights,
    };
    const session = await createTrainingSession(network, options);
    session.images.fill(255);
    session.targets.set(Float32Array.from({ length: 64 }, (_, i) => (i % 9 === 0 ? -32 : 0)));
    return session;
  };
  const maskOf = async (seed: number, steps: number, threads = 1): Promise<number[]> => {
    const session = await open(seed, threads);
    if (steps > 0) session.run({ order: inOrder(8, 8 * steps), learningRates: new Float32Array(steps) });
    const mask = [...session.gradients(inOrder(8, 8)).get('1.weight')!];
    await session.close();
    return mask;
  };

  it('keeps 1 − rate of the values and scales them by 1/(1 − rate)', async () => {
    const mask = await maskOf(1, 0);
    for (const factor of mask)
      expect([0, 1 / (1 - rate)].some((m) => Math.abs(factor - m) < 1e-5)).toBe(true);
    const kept = mask.filter((factor) => factor > 0).length / mask.length;
    expect(Math.abs(kept - (1 - rate))).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / mask.length));
    for (let n = 0; n < 8; n++) {
      const row = mask.slice(n * features, (n + 1) * features).filter((factor) => factor > 0).length;
      expect(Math.abs(row / features - (1 - rate))).toBeLessThan(0.1);
    }
  });

  it('draws by seed and step, whatever the number of threads', async () => {
    expect(await maskOf(1, 0)).toEqual(await maskOf(1, 0));
    expect(await maskOf(1, 3)).toEqual(await maskOf(1, 3, 2));
    expect(await maskOf(1, 0)).not.toEqual(await maskOf(2, 0));
    expect(await maskOf(1, 0)).not.toEqual(await maskOf(1, 1));
  });

  it('passes gradients back through the same mask', async () => {
    const deeper: Network = {
      input: [1, 5, 5],
      layers: [{ type: 'dense', units: features }, ...network.layers],
    };
    const shown = await openTestSession(deeper, {
      loss: { type: 'meanSquaredError' },
      softTargets: true,
      seed: 5,
    });
    const { session, weights, values } = shown;
    const silent = new Map(weights);
    silent.set('0.weight', new Float32Array(25 * features)).set('0.bias', new Float32Array(features).fill(1));
    silent.set('2.weight', new Float32Array(8 * features)).set('2.bias', new Float32Array(8));
    session.targets.set(Float32Array.from({ length: 64 }, (_, i) => (i % 9 === 0 ? -32 : 0)));
    const { step, arrays } = session.state();
    session.restore({ step, arrays: new Map([...arrays, ...silent]) });
    const mask = session.gradients(inOrder(8, 8)).get('2.weight')!;
    session.restore({ step, arrays: new Map([...arrays, ...weights]) });
    const masks = new Map([['1', mask]]);
    const { gradients } = referenceGradients(
      deeper,
      weights,
      values,
      session.targets,
      { type: 'meanSquaredError' },
      { masks },
    );
    expect(disagreements(session.gradients(inOrder(8, 8)), gradients, 2e-5)).toEqual([]);
    await session.close();
  });

  it('does nothing at inference', async () => {
    const weights = testWeights(network);
    const predictor = await createPredictor(network, weights);
    const bare = await createPredictor(
      { input: network.input, layers: network.layers.slice(1) },
      new Map([...weights].map(([name, array]) => [name.replace('1.', '0.'), array])),
    );
    const { values } = testImages(network, 5);
    expect(predictor.predict(values, 5)).toEqual(bare.predict(values, 5));
    await Promise.all([predictor.close(), bare.close()]);
  });
});
