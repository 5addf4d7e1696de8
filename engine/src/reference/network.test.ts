/** The reference against central differences in float64, and its forward pass against onnxruntime-node. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import {
  differenceError,
  differences,
  layerCases,
  lossCases,
  ortForward,
  outputsOf,
  relativeError,
  sandwich,
  testImages,
  testLabels,
  testTargets,
  testWeights,
} from '../testing/index.js';
import type { Loss, Network, Shape } from '../types.js';
import { parameterShapes, referenceForward, referenceGradients } from './index.js';

const SAMPLES = 3;
const TOLERANCE = 1e-6;

/** Error of the reference's gradients, by parameters and by input, against central differences of its loss. */
function gradientError(network: Network, loss: Loss, targets: ArrayLike<number>, training: boolean): number {
  const x = Float64Array.from(testImages(network, SAMPLES).values);
  const weights = new Map(
    [...testWeights(network)].map(([name, values]) => [name, Float64Array.from(values)]),
  );
  const masks = new Map([['1', dropoutMask(SAMPLES * 5 * 81)]]);
  const options = { training, masks };
  const { gradients, inputGradient } = referenceGradients(network, weights, x, targets, loss, options);
  const everything = new Map([...gradients, ['input', inputGradient]]);
  const slopes = differences(
    (moved) => referenceGradients(network, moved, moved.get('input')!, targets, loss, options).loss,
    new Map([...weights, ['input', x]]),
    everything.keys(),
    { step: 1e-6, entries: 12 },
  );
  return differenceError(everything, slopes);
}

function dropoutMask(length: number): Float64Array {
  const random = createRandom(9);
  return Float64Array.from({ length }, () => (random.chance(0.4) ? 0 : 1 / 0.6));
}

describe('reference gradients', () => {
  for (const [name, inner] of Object.entries(layerCases)) {
    for (const training of [true, false]) {
      it(`${name}, ${training ? 'training' : 'inference'}`, () => {
        const network = sandwich(inner);
        const labels = testLabels(network, SAMPLES);
        expect(gradientError(network, { type: 'crossEntropy' }, labels, training)).toBeLessThan(TOLERANCE);
      });
    }
  }

  it('dropout with a mask', () => {
    const network = sandwich([{ type: 'dropout', rate: 0.4 }]);
    const labels = testLabels(network, SAMPLES);
    expect(gradientError(network, { type: 'crossEntropy' }, labels, true)).toBeLessThan(TOLERANCE);
  });

  for (const loss of lossCases) {
    it(`${JSON.stringify(loss)} with labels and with soft targets`, () => {
      const network = sandwich([{ type: 'tanh' }]);
      const labels = testLabels(network, SAMPLES);
      expect(gradientError(network, loss, labels, true)).toBeLessThan(TOLERANCE);
      const targets = testTargets(network, SAMPLES);
      expect(gradientError(network, loss, targets, true)).toBeLessThan(TOLERANCE);
    });
  }

  it('is exact where the answer is known', () => {
    const network: Network = { input: [1, 1, 1], layers: [{ type: 'dense', units: 2 }] };
    const weights = new Map([
      ['0.weight', [1, -1]],
      ['0.bias', [0, 0]],
    ]);
    const result = referenceGradients(network, weights, [0], [0], { type: 'crossEntropy' });
    expect(result.loss).toBeCloseTo(Math.LN2, 12);
    expect([...result.gradients.get('0.bias')!]).toEqual([-0.5, 0.5]);
    expect(result.correct).toBe(1);
  });
});

describe('reference batch norm', () => {
  it('moves its statistics as PyTorch does, with the unbiased variance', () => {
    const network: Network = { input: [1, 1, 2], layers: [{ type: 'batchNorm', momentum: 0.25 }] };
    const weights = new Map([
      ['0.scale', [1]],
      ['0.shift', [0]],
      ['0.mean', [4]],
      ['0.variance', [8]],
    ]);
    const { running, outputs } = referenceForward(network, weights, [1, 2, 3, 4], { training: true });
    // Batch mean 2.5, biased variance 1.25, unbiased 5/3.
    expect(running.get('0.mean')![0]).toBeCloseTo(0.75 * 4 + 0.25 * 2.5, 12);
    expect(running.get('0.variance')![0]).toBeCloseTo(0.75 * 8 + 0.25 * (5 / 3), 12);
    expect(outputs[0]).toBeCloseTo(-1.5 / Math.sqrt(1.25 + 1e-5), 12);
  });
});

describe('reference forward against onnxruntime-node', () => {
  const sizes: Shape[] = [
    [1, 9, 9],
    [3, 12, 7],
  ];
  for (const [name, inner] of Object.entries(layerCases)) {
    it(name, async () => {
      for (const input of sizes) {
        const network = sandwich(inner, input);
        const weights = testWeights(network);
        const { values } = testImages(network, SAMPLES);
        const { outputs } = referenceForward(network, weights, values);
        expect(outputs.length).toBe(SAMPLES * outputsOf(network));
        expect(relativeError(await ortForward(network, weights, values), outputs)).toBeLessThan(2e-6);
      }
    });
  }

  it('names the parameter that is missing', () => {
    const network = sandwich([]);
    const weights = testWeights(network);
    weights.delete('2.bias');
    expect(parameterShapes(network).has('2.bias')).toBe(true);
    expect(() => referenceForward(network, weights, new Float32Array(81))).toThrow(
      'Expected 4 values for 2.bias but received none.',
    );
  });
});
