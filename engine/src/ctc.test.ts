/** The CTC loss of the engine: PyTorch's values, the float64 reference on anything else, and sequences that learn. */
import { describe, expect, it } from 'vitest';
import { createPredictor, createRandom, createTrainingSession } from './index.js';
import { ctcLoss } from './reference/index.js';
import {
  gradientDisagreements,
  identical,
  inOrder,
  logitNetwork,
  openTestSession,
  readCtcGolden,
  relativeError,
  runSteps,
  swapOuter,
} from './testing/index.js';
import type { Network, RunResult, SessionOptions } from './types.js';

interface Logits {
  readonly classes: number;
  readonly steps: number;
  readonly targets: readonly (readonly number[])[];
  /** n × [classes, steps] */
  readonly logits: ArrayLike<number>;
}

/** What the engine makes of these logits, and the gradient by each of them, n × [classes, steps]. */
async function measure(
  { classes, steps, targets, logits }: Logits,
  order?: Int32Array,
): Promise<RunResult & { gradient: Float32Array }> {
  const n = targets.length;
  const { network, images } = logitNetwork(n, classes, steps);
  const weights = new Map([['0.weight', swapOuter(logits, n, classes, steps)]]);
  const batch = Math.ceil(n / 8) * 8;
  const test = await openTestSession(network, {
    batch,
    samples: n,
    loss: { type: 'ctc' },
    sequences: targets,
    weights,
  });
  test.session.images.set(images);
  const indices = order ?? inOrder(n, batch);
  const gradient = swapOuter(test.session.gradients(indices).get('0.weight')!, classes, n, steps);
  const result = test.session.run({ order: indices, learningRates: new Float32Array(1) });
  await test.session.close();
  return { ...result, gradient };
}

const reference = ({ classes, steps, targets, logits }: Logits) =>
  ctcLoss({ n: targets.length, shape: [classes, 1, steps], data: Float64Array.from(logits) }, targets);

function randomLogits(seed: number, scale: number, least = 1): Logits {
  const random = createRandom(seed);
  const classes = 2 + random.int(12);
  const steps = least + random.int(20);
  const targets = Array.from({ length: 8 }, () =>
    Array.from({ length: random.int(Math.min(steps, 12) + 1) }, () => 1 + random.int(classes - 1)),
  );
  const logits = Float32Array.from({ length: 8 * classes * steps }, () => scale * random.normal());
  return { classes, steps, targets, logits };
}

describe('ctc', () => {
  for (const golden of readCtcGolden()) {
    it(`${golden.name}: the losses and gradients of PyTorch`, async () => {
      const { loss, gradient, impossible } = await measure(golden);
      expect(loss / (golden.losses.reduce((a, b) => a + b) / golden.targets.length)).toBeCloseTo(1, 6);
      expect(relativeError(gradient, golden.gradient)).toBeLessThan(1e-5);
      expect(impossible).toBe(0);
    });
  }

  it('gives each sample its own loss', async () => {
    const golden = readCtcGolden()[0]!;
    for (const [i, expected] of golden.losses.entries()) {
      const { loss } = await measure(golden, new Int32Array(8).fill(i));
      expect(loss).toBeCloseTo(expected, 5);
    }
  });

  it('loss, gradient, right answers and impossible targets of the reference, for random sequences', async () => {
    for (let seed = 0; seed < 30; seed++) {
      const logits = randomLogits(seed, 0.1 + (seed % 5) * 2);
      const expected = reference(logits);
      const { loss, gradient, correct, impossible } = await measure(logits);
      expect(loss).toBeCloseTo(expected.loss, 3);
      expect(relativeError(gradient, expected.gradient.data, 1e-3)).toBeLessThan(5e-5);
      expect([correct, impossible]).toEqual([expected.correct, expected.impossible]);
    }
  });

  it('stays finite however sure the logits are, right or wrong', async () => {
    for (const scale of [1e2, 1e4, 1e6, 1e9]) {
      for (let seed = 0; seed < 6; seed++) {
        const logits = randomLogits(100 + seed, scale, 4);
        const expected = reference(logits);
        const { loss, gradient, correct, impossible } = await measure(logits);
        expect(loss / (expected.loss || 1)).toBeCloseTo(expected.loss ? 1 : 0, 4);
        expect(gradient.every(Number.isFinite)).toBe(true);
        expect([correct, impossible]).toEqual([expected.correct, expected.impossible]);
      }
    }
  });

  it('takes nothing from targets that do not fit, nor gives them a gradient', async () => {
    // Three steps: two equal labels fit with a blank between them, three do not; neither do four different ones.
    const targets = [[1, 1], [1, 1, 1], [2, 1, 2, 1], [1, 2, 1], [], [2, 2], [2, 2, 1], [1]];
    const { classes, steps } = { classes: 3, steps: 3 };
    const logits = {
      classes,
      steps,
      targets,
      logits: Array.from(randomLogits(3, 1, 20).logits).slice(0, 8 * 9),
    };
    const { gradient, impossible, loss } = await measure(logits);
    expect(impossible).toBe(3);
    expect(loss).toBeCloseTo(reference(logits).loss, 5);
    for (const i of [1, 2, 6]) {
      expect([...gradient.subarray(i * 9, i * 9 + 9)].every((g) => g === 0)).toBe(true);
    }
    const rest = reference(logits).gradient.data;
    expect(relativeError(gradient, rest)).toBeLessThan(1e-5);
  });

  it('reaches the first layer of a network as the reference does', async () => {
    const network: Network = {
      input: [1, 8, 24],
      layers: [
        { type: 'conv', filters: 8, kernel: 3, padding: 'same' },
        { type: 'tanh' },
        { type: 'averagePool', size: [4, 2] },
        { type: 'conv', filters: 6, kernel: 3, padding: 'same', bias: false },
        { type: 'batchNorm' },
        { type: 'averagePool', size: [2, 1] },
      ],
    };
    const sequences = randomLogits(1, 1, 12).targets.map((target) => target.map((label) => 1 + (label % 5)));
    const sixteen = [...sequences, ...sequences.toReversed()];
    const options = { batch: 16, loss: { type: 'ctc' }, sequences: sixteen, threads: 2 } as const;
    expect(await gradientDisagreements(network, options, 1e-4)).toEqual([]);
  });
});

/** Bars of three heights, each two columns wide with two columns between: a line of 1, 2 and 3. */
const bars: Network = {
  input: [1, 8, 32],
  layers: [
    { type: 'conv', filters: 8, kernel: 3, padding: 'same' },
    { type: 'batchNorm' },
    { type: 'relu' },
    { type: 'maxPool', size: [4, 2] },
    { type: 'conv', filters: 8, kernel: 3, padding: 'same' },
    { type: 'relu' },
    { type: 'conv', filters: 4, kernel: 1 },
    { type: 'maxPool', size: [2, 1] },
  ],
};

function barSamples(n: number, seed: number): { images: Uint8Array; sequences: number[][] } {
  const random = createRandom(seed);
  const images = new Uint8Array(n * 8 * 32);
  const sequences = Array.from({ length: n }, (_, i) => {
    const labels = Array.from({ length: random.int(7) }, () => 1 + random.int(3));
    labels.forEach((label, j) => {
      for (let row = 0; row < label * 2; row++) {
        images.fill(255, (i * 8 + row) * 32 + 2 + j * 4, (i * 8 + row) * 32 + 4 + j * 4);
      }
    });
    return labels;
  });
  return { images, sequences };
}

describe('a session with ctc', () => {
  const options = { batch: 32, samples: 96, loss: { type: 'ctc' }, optimizer: { type: 'adam' } } as const;
  const { images, sequences } = barSamples(96, 1);
  const open = async (threads: number) => {
    const test = await openTestSession(bars, { ...options, sequences, threads, seed: 3 });
    test.session.images.set(images);
    return test;
  };

  it('gives the same bits with 1, 2 and 3 threads', async () => {
    const states = [];
    for (const threads of [1, 2, 3]) {
      const test = await open(threads);
      runSteps(test, 20, 0.003);
      states.push(test.session.state().arrays);
      await test.session.close();
    }
    expect(identical(states[1]!, states[0]!)).toBe(true);
    expect(identical(states[2]!, states[0]!)).toBe(true);
  });

  it('learns to read, and its predictor reads lines of any width', async () => {
    const test = await open(2);
    runSteps(test, 300, 0.01);
    const { loss, correct, impossible } = test.session.run({
      order: inOrder(96, 96),
      learningRates: new Float32Array(3),
    });
    expect(loss).toBeLessThan(0.1);
    expect(correct).toBeGreaterThan(90);
    expect(impossible).toBe(0);
    const weights = test.session.weights();
    await test.session.close();
    const outputs = await Promise.all(
      [32, 64].map(async (width) => {
        const predictor = await createPredictor({ ...bars, input: [1, 8, width] }, weights);
        const wide = new Uint8Array(8 * width);
        for (let row = 0; row < 8; row++) wide.set(images.subarray(row * 32, row * 32 + 32), row * width);
        const logits = predictor.predict(wide, 1);
        await predictor.close();
        return logits;
      }),
    );
    // Away from the edge both see the same paper and ink.
    for (let c = 0; c < 4; c++) {
      const [narrow, wide] = outputs.map((logits, i) =>
        logits.subarray(c * 16 * (i + 1), c * 16 * (i + 1) + 13),
      );
      expect(relativeError(wide!, narrow!)).toBeLessThan(1e-4);
    }
  });

  const sentence = /^Expected [^\n]+ but received [^\n]+\.$/;
  const refusals: [string, Network, Partial<SessionOptions>][] = [
    ['an output of rows', { input: [3, 2, 8], layers: [] }, { maxLabels: 4 }],
    ['an output of one class', { input: [1, 1, 8], layers: [] }, { maxLabels: 4 }],
    ['no maxLabels', bars, {}],
    ['targets longer than a byte tells', bars, { maxLabels: 256 }],
    ['soft targets', bars, { maxLabels: 4, softTargets: true }],
  ];
  for (const [name, network, change] of refusals) {
    it(`refuses ${name}`, async () => {
      const refused = createTrainingSession(network, { ...options, ...change });
      await expect(refused).rejects.toThrow(sentence);
    });
  }

  it('refuses labels that are no class, and lengths beyond maxLabels', async () => {
    const { session } = await open(1);
    const run = () => session.run({ order: inOrder(32, 32), learningRates: new Float32Array(1) });
    session.sequenceLengths[5] = 7;
    expect(run).toThrow('Expected at most 6 labels for sample 5 but received 7.');
    session.sequenceLengths[5] = 1;
    session.sequences[5 * 6] = 4;
    expect(run).toThrow('Expected 1 to 3 for a label of sample 5 but received 4.');
    session.sequences[5 * 6] = 0;
    expect(run).toThrow('Expected 1 to 3 for a label of sample 5 but received 0.');
    await session.close();
  });
});
