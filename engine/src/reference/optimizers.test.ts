/** The float64 optimizers against steps that PyTorch 1.13 computed, and clipping and averaging by their definition. */
import { describe, expect, it } from 'vitest';
import type { Optimizer } from '../types.js';
import { clipByGlobalNorm, movingAverage, referenceOptimizer } from './optimizers.js';

/** w after 3 steps from [1, −2] with gradients [0.5·t, −0.25], t = 1, 2, 3, by torch.optim in float64. */
const golden: [string, Optimizer, [number, number]][] = [
  ['SGD', { type: 'sgd' }, [0.7, -1.9250000000000003]],
  ['momentum and L2', { type: 'sgd', momentum: 0.9, l2: 0.1 }, [0.4717739999999999, -1.7497055]],
  ['Nesterov', { type: 'sgd', momentum: 0.9, nesterov: true }, [0.27205, -1.798775]],
  ['Adam', { type: 'adam' }, [0.7076816791153657, -1.700000012]],
  [
    'Adam with L2, other betas',
    { type: 'adam', beta1: 0.8, beta2: 0.99, epsilon: 0.001, l2: 0.1 },
    [0.7015216518645911, -1.7011331109496137],
  ],
  ['AdamW', { type: 'adam', decay: 0.1 }, [0.6809358610891806, -1.6435880118804]],
];

describe('reference optimizers', () => {
  for (const [name, optimizer, expected] of golden) {
    it(`${name} as PyTorch`, () => {
      const weights = new Map([['weight', Float64Array.of(1, -2)]]);
      const { step } = referenceOptimizer(optimizer);
      for (let t = 1; t <= 3; t++) step(weights, new Map([['weight', Float64Array.of(0.5 * t, -0.25)]]), 0.1);
      weights.get('weight')!.forEach((w, i) => {
        expect(w).toBeCloseTo(expected[i]!, 12);
      });
    });
  }

  it('pulls towards zero with L1', () => {
    const weights = new Map([['weight', Float64Array.of(1, -2, 0)]]);
    referenceOptimizer({ type: 'sgd', l1: 0.5 }).step(
      weights,
      new Map([['weight', new Float64Array(3)]]),
      0.1,
    );
    expect([...weights.get('weight')!]).toEqual([0.95, -1.95, 0]);
  });

  it('spares biases from decay', () => {
    const weights = new Map([['0.bias', Float64Array.of(1)]]);
    const { step } = referenceOptimizer({ type: 'adam', decay: 0.5, l2: 0.5 });
    step(weights, new Map([['0.bias', Float64Array.of(0)]]), 0.1);
    expect(weights.get('0.bias')![0]).toBe(1);
  });
});

describe('clipping and averaging', () => {
  it('scales all gradients by their joint norm, and leaves small ones', () => {
    const gradients = new Map([
      ['a', Float64Array.of(3)],
      ['b', Float64Array.of(0, 4)],
    ]);
    expect(clipByGlobalNorm(gradients, 10)).toBe(5);
    expect(gradients.get('a')![0]).toBe(3);
    clipByGlobalNorm(gradients, 1);
    expect(gradients.get('a')![0]).toBeCloseTo(0.6, 6);
    expect(gradients.get('b')![1]).toBeCloseTo(0.8, 6);
  });

  it('averages exponentially', () => {
    const average = new Map([['w', Float64Array.of(1)]]);
    movingAverage(average, new Map([['w', Float64Array.of(3)]]), 0.75);
    expect(average.get('w')![0]).toBe(1.5);
  });
});
