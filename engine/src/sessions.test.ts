/** Sessions: the same bits whatever the threads, resuming, memory that does not grow, and what they refuse. */
import { describe, expect, it } from 'vitest';
import { createPredictor, createTrainingSession } from './index.js';
import { referenceForward } from './reference/index.js';
import {
  identical,
  inOrder,
  openTestSession,
  relativeError,
  runSteps,
  sandwich,
  type TestSessionOptions,
  testWeights,
} from './testing/index.js';
import type { Network, SessionOptions } from './types.js';

const small: Network = sandwich([{ type: 'batchNorm' }, { type: 'tanh' }, { type: 'maxPool', size: 2 }]);

describe('the same seed', () => {
  const network: Network = {
    input: [1, 12, 12],
    layers: [
      { type: 'conv', filters: 8, kernel: 3 },
      { type: 'batchNorm' },
      { type: 'relu' },
      { type: 'conv', filters: 12, kernel: 3, padding: 'same' },
      { type: 'relu' },
      { type: 'maxPool', size: 2 },
      { type: 'dropout', rate: 0.25 },
      { type: 'dense', units: 10 },
    ],
  };
  const options: TestSessionOptions = {
    batch: 40,
    samples: 120,
    optimizer: { type: 'adam', decay: 0.01 },
    seed: 11,
    clipNorm: 1,
    ema: 0.99,
  };

  it('gives the same bits with 1, 2 and 3 threads', async () => {
    const states = [];
    for (const threads of [1, 2, 3]) {
      const test = await openTestSession(network, { ...options, threads });
      runSteps(test, 30, 0.003);
      states.push(test.session.state().arrays);
      await test.session.close();
    }
    expect(identical(states[1]!, states[0]!)).toBe(true);
    expect(identical(states[2]!, states[0]!)).toBe(true);
  });

  it('goes on from a state to the bits of a run that was not interrupted', async () => {
    const whole = await openTestSession(network, options);
    runSteps(whole, 20, 0.003);
    const first = await openTestSession(network, options);
    runSteps(first, 8, 0.003);
    const saved = first.session.state();
    runSteps(first, 3, 0.003);
    const second = await openTestSession(network, { ...options, weights: testWeights(network, 99) });
    second.session.restore(saved);
    second.session.run({
      order: inOrder(120, 20 * 40).subarray(8 * 40),
      learningRates: new Float32Array(12).fill(0.003),
    });
    expect(second.session.state().step).toBe(20);
    expect(identical(second.session.state().arrays, whole.session.state().arrays)).toBe(true);
    await Promise.all([whole.session.close(), first.session.close(), second.session.close()]);
  });

  it('gives the same bits in one call and in many', async () => {
    const [whole, parts] = [
      await openTestSession(small, { samples: 64 }),
      await openTestSession(small, { samples: 64 }),
    ];
    const order = inOrder(64, 600 * 8);
    const learningRates = new Float32Array(600).fill(0.01);
    whole.session.run({ order, learningRates });
    for (let i = 0; i < 600; i++) {
      parts.session.run({
        order: order.subarray(i * 8, i * 8 + 8),
        learningRates: learningRates.subarray(i, i + 1),
      });
    }
    expect(identical(parts.session.state().arrays, whole.session.state().arrays)).toBe(true);
    await Promise.all([whole.session.close(), parts.session.close()]);
  });

  it('is not moved by looking at gradients', async () => {
    const { session } = await openTestSession(network, options);
    const before = session.state();
    session.gradients(inOrder(120, 40));
    expect(session.state().step).toBe(before.step);
    expect(identical(session.state().arrays, before.arrays)).toBe(true);
    await session.close();
  });

  it('gives weights that the predictor reads as they were trained', async () => {
    const test = await openTestSession(network, options);
    runSteps(test, 3, 0.003);
    const weights = test.session.weights();
    const predictor = await createPredictor(network, weights);
    const expected = referenceForward(network, weights, test.values).outputs;
    expect(relativeError(predictor.predict(test.values, 120), expected)).toBeLessThan(2e-5);
    await Promise.all([predictor.close(), test.session.close()]);
  });
});

describe('memory', () => {
  it('is planned at creation and does not grow in 10,000 steps', async () => {
    const network: Network = { input: [1, 4, 4], layers: [{ type: 'dense', units: 4 }] };
    const test = await openTestSession(network, { samples: 64 });
    const { session } = test;
    const planned = session.memoryBytes;
    const { buffer } = session.images;
    const bytes = buffer.byteLength;
    for (let i = 0; i < 100; i++) runSteps(test, 100, 0.001);
    expect(session.memoryBytes).toBe(planned);
    expect(session.images.buffer).toBe(buffer);
    expect(buffer.byteLength).toBe(bytes);
    await session.close();
  });

  it('is not kept by sessions and predictors that were closed', async () => {
    for (let i = 0; i < 40; i++) {
      const test = await openTestSession(small, { threads: 2 });
      runSteps(test, 1, 0.01);
      await test.session.close();
      const predictor = await createPredictor(small, testWeights(small), { threads: 2 });
      predictor.predict(test.values, 8);
      await predictor.close();
    }
  });
});

describe('what a session refuses, in one sentence', () => {
  const sentence = /^Expected [^\n]+ but received [^\n]+\.[^\n]*$/;
  const options: SessionOptions = {
    batch: 8,
    samples: 16,
    loss: { type: 'crossEntropy' },
    optimizer: { type: 'adam' },
  };
  const creating: [string, Network, Partial<SessionOptions>][] = [
    ['a batch that is not a multiple of 8', small, { batch: 12 }],
    ['a batch of 0', small, { batch: 0 }],
    ['no samples', small, { samples: 0 }],
    ['half a thread', small, { threads: 0.5 }],
    ['weights of another network', small, { weights: new Map() }],
    ['a window larger than the plane', { input: [1, 4, 4], layers: [{ type: 'maxPool', size: 5 }] }, {}],
    ['an unknown layer', { input: [1, 4, 4], layers: [{ type: 'lstm' as 'relu' }] }, {}],
    ['an input of no channels', { input: [0, 4, 4], layers: [{ type: 'dense', units: 2 }] }, {}],
    ['a dropout rate of 1', sandwich([{ type: 'dropout', rate: 1 }]), {}],
    ['units of 2.5', { input: [1, 4, 4], layers: [{ type: 'dense', units: 2.5 }] }, {}],
    [
      'a residual whose sides differ',
      sandwich([{ type: 'residual', layers: [{ type: 'conv', filters: 3, kernel: 1 }] }]),
      {},
    ],
    ['an unknown loss', small, { loss: { type: 'hinge' as 'crossEntropy' } }],
    ['an unknown optimizer', small, { optimizer: { type: 'lion' as 'adam' } }],
    ['a negative clip norm', small, { clipNorm: -1 }],
    ['an average that never moves', small, { ema: 1 }],
  ];
  for (const [name, network, change] of creating) {
    it(name, async () => {
      const refused = await createTrainingSession(network, { ...options, ...change }).then(
        (session) => session.close(),
        (error: Error) => error.message,
      );
      expect(refused).toMatch(sentence);
    });
  }

  it('orders and labels that do not fit', async () => {
    const { session } = await openTestSession(small, { samples: 16 });
    const run = (order: Int32Array, steps: number) => () =>
      session.run({ order, learningRates: new Float32Array(steps) });
    expect(run(new Int32Array(9), 1)).toThrow(sentence);
    expect(run(new Int32Array(8).fill(16), 1)).toThrow(sentence);
    expect(run(new Int32Array(8).fill(-1), 1)).toThrow(sentence);
    expect(() => session.gradients(new Int32Array(7))).toThrow(sentence);
    session.labels[3] = 4;
    expect(run(inOrder(16, 8), 1)).toThrow(sentence);
    expect(() => session.restore({ step: 1, arrays: new Map() })).toThrow(sentence);
    await session.close();
  });

  it('samples that do not fit a predictor', async () => {
    const predictor = await createPredictor(small, testWeights(small));
    expect(() => predictor.predict(new Uint8Array(80), 1)).toThrow(sentence);
    expect(() => predictor.predict(new Float32Array(81), 2)).toThrow(sentence);
    expect(predictor.predict(new Uint8Array(0), 0).length).toBe(0);
    await predictor.close();
  });
});
