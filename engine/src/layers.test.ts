/** Every layer alone: forward against onnxruntime-node, gradients against the float64 reference and against differences. */
import { describe, expect, it } from 'vitest';
import { createPredictor } from './index.js';
import {
  differenceError,
  differences,
  gradientDisagreements,
  inOrder,
  layerCases,
  lossCases,
  openTestSession,
  ortForward,
  relativeError,
  runSteps,
  sandwich,
  testImages,
  testWeights,
} from './testing/index.js';
import type { Layer, Network, Shape } from './types.js';

/** Relative L2 errors. Winograd's transforms round more than the sums of a direct convolution. */
const FORWARD = 1e-5;
const DIRECT = 2e-5;
const WINOGRAD = 1e-4;
/** Central differences in float32 with h = 0.003: truncation, rounding and the kinks of relu and max together. */
const DIFFERENCES = 2e-2;

const usesWinograd = (layers: readonly Layer[]): boolean =>
  layers.some(
    (layer) =>
      (layer.type === 'conv' && layer.kernel === 3 && (layer.stride ?? 1) === 1) ||
      (layer.type === 'residual' && usesWinograd([...layer.layers, ...(layer.shortcut ?? [])])),
  );

const toleranceOf = (network: Network): number => (usesWinograd(network.layers) ? WINOGRAD : DIRECT);

async function forwardError(network: Network, count: number, threads = 1): Promise<number> {
  const weights = testWeights(network);
  const { values } = testImages(network, count);
  const predictor = await createPredictor(network, weights, { threads });
  try {
    const outputs = predictor.predict(values, count);
    return relativeError(outputs, await ortForward(network, weights, values));
  } finally {
    await predictor.close();
  }
}

async function differencesError(network: Network): Promise<number> {
  const test = await openTestSession(network, { batch: 8 });
  try {
    const { session, weights } = test;
    const gradients = session.gradients(inOrder(8, 8));
    const { step, arrays } = session.state();
    const slopes = differences(
      (moved) => {
        session.restore({ step, arrays: new Map([...arrays, ...moved]) });
        return runSteps(test, 1, 0);
      },
      weights,
      gradients.keys(),
      { step: 0.003, entries: 10 },
    );
    return differenceError(gradients, slopes);
  } finally {
    await test.session.close();
  }
}

describe('each layer', () => {
  for (const [name, layers] of Object.entries(layerCases)) {
    const network = sandwich(layers);
    it(`${name}: forward as onnxruntime-node`, async () => {
      expect(await forwardError(network, 8)).toBeLessThan(FORWARD);
    });
    it(`${name}: gradients as the float64 reference`, async () => {
      expect(await gradientDisagreements(network, { batch: 8 }, toleranceOf(network))).toEqual([]);
    });
    it(`${name}: gradients as differences of its own loss`, async () => {
      expect(await differencesError(network)).toBeLessThan(DIFFERENCES);
    });
  }
});

describe('batch norm', () => {
  it('stands a mean far from zero: ten deviations cost three digits at most', async () => {
    const network = sandwich([{ type: 'batchNorm' }]);
    const weights = testWeights(network).set('0.bias', new Float32Array(5).fill(10));
    expect(await gradientDisagreements(network, { weights }, 1e-3)).toEqual([]);
  });
});

describe('each loss', () => {
  const network = sandwich([{ type: 'tanh' }]);
  for (const loss of lossCases) {
    for (const softTargets of [false, true]) {
      it(`${JSON.stringify(loss)}${softTargets ? ' with soft targets' : ''}`, async () => {
        expect(await gradientDisagreements(network, { loss, softTargets }, DIRECT)).toEqual([]);
      });
    }
  }
});

describe('convolutions of every shape', () => {
  const sizes: Shape[] = [
    [1, 5, 5],
    [3, 7, 12],
    [2, 13, 9],
  ];
  for (const kernel of [1, 2, 3, 5, 7]) {
    for (const stride of [1, 2, 3]) {
      for (const padding of ['same', 'valid'] as const) {
        for (const [i, input] of sizes.entries()) {
          if (padding === 'valid' && kernel > Math.min(input[1], input[2])) continue;
          const filters = [3, 8, 13][i]!;
          it(`${kernel}×${kernel}, stride ${stride}, ${padding}: ${input.join('×')} → ${filters}`, async () => {
            const network: Network = {
              input,
              layers: [
                { type: 'conv', filters: 5, kernel: 1 },
                { type: 'conv', filters, kernel, stride, padding },
                { type: 'depthwise', kernel: 2, padding: 'same' },
                { type: 'dense', units: 3 },
              ],
            };
            expect(await forwardError(network, 9)).toBeLessThan(FORWARD);
            expect(await gradientDisagreements(network, { batch: 8 }, toleranceOf(network))).toEqual([]);
          });
        }
      }
    }
  }
});

describe('planes from 5 to 31', () => {
  const sides = [5, 6, 8, 11, 14, 17, 20, 23, 28, 31];
  for (const side of sides) {
    it(`${side}×${side + 1}`, async () => {
      const network: Network = {
        input: [2, side, side + 1],
        layers: [
          { type: 'conv', filters: 6, kernel: 3, padding: 'same' },
          { type: 'tanh' },
          { type: 'conv', filters: 9, kernel: 3 },
          { type: 'averagePool', size: 2 },
          { type: 'depthwise', kernel: 3, stride: 2, padding: 'same' },
          { type: 'globalAveragePool' },
          { type: 'dense', units: 3 },
        ],
      };
      expect(await forwardError(network, 3)).toBeLessThan(FORWARD);
      expect(await gradientDisagreements(network, { batch: 8 }, WINOGRAD)).toEqual([]);
    });
  }
});

describe('batches', () => {
  const network = sandwich([
    { type: 'conv', filters: 7, kernel: 3 },
    { type: 'batchNorm' },
    { type: 'tanh' },
  ]);
  for (const batch of [8, 16, 32, 40]) {
    for (const threads of [1, 2, 3]) {
      it(`${batch} samples on ${threads} threads`, async () => {
        expect(await gradientDisagreements(network, { batch, threads }, WINOGRAD)).toEqual([]);
        expect(await forwardError(network, batch - 3, threads)).toBeLessThan(FORWARD);
      });
    }
  }
});
