/** Whole networks, as they are trained and released, against onnxruntime-node and the float64 reference. */
import { describe, expect, it } from 'vitest';
import { createPredictor, describe as describeNetwork, initialize } from './index.js';
import { parameterShapes } from './reference/index.js';
import {
  gradientDisagreements,
  layerCases,
  ortForward,
  relativeError,
  sandwich,
  shapeAfter,
  testImages,
  testWeights,
} from './testing/index.js';
import type { Layer, Network } from './types.js';

const block = (filters: number): Layer[] => [
  { type: 'conv', filters, kernel: 3, padding: 'same' },
  { type: 'batchNorm' },
  { type: 'relu' },
];

const networks: Record<string, Network> = {
  perceptron: {
    input: [1, 28, 28],
    layers: [
      { type: 'flatten' },
      { type: 'dense', units: 128 },
      { type: 'relu' },
      { type: 'dropout', rate: 0.2 },
      { type: 'dense', units: 10 },
    ],
  },
  'seed CNN': {
    input: [1, 28, 28],
    layers: [
      { type: 'conv', filters: 32, kernel: 3 },
      { type: 'relu' },
      { type: 'maxPool', size: 2 },
      { type: 'conv', filters: 64, kernel: 3 },
      { type: 'relu' },
      { type: 'maxPool', size: 2 },
      { type: 'flatten' },
      { type: 'dense', units: 10 },
    ],
  },
  'six convolutions with batch norm': {
    input: [1, 28, 28],
    layers: [
      ...block(32),
      ...block(32),
      { type: 'maxPool', size: 2 },
      ...block(64),
      ...block(64),
      { type: 'maxPool', size: 2 },
      ...block(96),
      ...block(96),
      { type: 'globalAveragePool' },
      { type: 'dense', units: 10 },
    ],
  },
  'separable residual': {
    input: [1, 28, 28],
    layers: [
      { type: 'conv', filters: 12, kernel: 5, stride: 2, padding: 'same' },
      { type: 'relu' },
      {
        type: 'residual',
        layers: [
          { type: 'depthwise', kernel: 3, stride: 2, padding: 'same', bias: false },
          { type: 'conv', filters: 20, kernel: 1, bias: false },
          { type: 'batchNorm' },
          { type: 'relu' },
        ],
        shortcut: [
          { type: 'averagePool', size: 2 },
          { type: 'conv', filters: 20, kernel: 1 },
        ],
      },
      { type: 'globalMaxPool' },
      { type: 'dense', units: 11 },
      { type: 'softmax' },
    ],
  },
};

describe('whole networks', () => {
  for (const [name, network] of Object.entries(networks)) {
    for (const threads of [1, 2]) {
      it(`${name}: the answers of onnxruntime-node on ${threads} threads`, async () => {
        const weights = testWeights(network);
        const predictor = await createPredictor(network, weights, { threads });
        for (const count of [1, 8, 37]) {
          const { values } = testImages(network, count);
          const outputs = predictor.predict(values, count);
          expect(relativeError(outputs, await ortForward(network, weights, values))).toBeLessThan(2e-5);
        }
        await predictor.close();
      });
    }

    it(`${name}: bytes are read as 0 to 1`, async () => {
      const predictor = await createPredictor(network, testWeights(network));
      const { images, values } = testImages(network, 9);
      expect(relativeError(predictor.predict(images, 9), predictor.predict(values, 9))).toBeLessThan(1e-6);
      await predictor.close();
    });

    it(`${name}: a sample's answer does not depend on its neighbors`, async () => {
      const predictor = await createPredictor(network, testWeights(network));
      const { images } = testImages(network, 9);
      const together = predictor.predict(images, 9);
      const size = images.length / 9;
      for (const i of [0, 8]) {
        const alone = predictor.predict(images.slice(i * size, (i + 1) * size), 1);
        const outputs = alone.length;
        expect(relativeError(alone, together.subarray(i * outputs, (i + 1) * outputs))).toBeLessThan(1e-5);
      }
      await predictor.close();
    });
  }

  for (const threads of [1, 3]) {
    it(`any number of samples, as floats and as bytes, on ${threads} threads`, async () => {
      const network = sandwich([{ type: 'relu' }, { type: 'maxPool', size: 2 }]);
      const weights = testWeights(network);
      const { images, values } = testImages(network, 1100);
      const expected = await ortForward(network, weights, values);
      const predictor = await createPredictor(network, weights, { threads });
      for (const count of [1, 2, 3, 4, 5, 7, 8, 9, 31, 127, 128, 129, 255, 256, 257, 513, 1100]) {
        for (const samples of [images, values]) {
          const outputs = predictor.predict(samples.subarray(0, count * 81), count);
          expect(relativeError(outputs, expected.subarray(0, count * 4))).toBeLessThan(1e-5);
        }
      }
      await predictor.close();
    });
  }

  it('perceptron without dropout: gradients of the float64 reference', async () => {
    const { input, layers } = networks.perceptron!;
    const network = { input, layers: layers.filter(({ type }) => type !== 'dropout') };
    expect(await gradientDisagreements(network, { batch: 16, threads: 2 }, 2e-5)).toEqual([]);
  });

  it('seed CNN: gradients of the float64 reference', async () => {
    const network = networks['seed CNN']!;
    // Weights under which no pool has a tie so near that rounding decides it, with or without fused multiply-add.
    const weights = testWeights(network, 2);
    expect(await gradientDisagreements(network, { batch: 8, threads: 2, weights }, 1e-4)).toEqual([]);
  });
});

describe('the description of a network', () => {
  it('has the parameters and shapes that the reference finds', () => {
    const all = [...Object.values(networks), ...Object.values(layerCases).map((layers) => sandwich(layers))];
    for (const network of all) {
      const { parameters, output } = describeNetwork(network);
      expect(parameters.map(({ name, shape }) => [name, shape])).toEqual([...parameterShapes(network)]);
      expect(output).toEqual(shapeAfter(network));
      expect([...initialize(network, 1).keys()]).toEqual(parameters.map(({ name }) => name));
    }
  });

  it('counts the seed CNN', () => {
    const { parameterCount, multiplyAdds } = describeNetwork(networks['seed CNN']!);
    expect(parameterCount).toBe(34_826);
    expect(multiplyAdds).toBe(26 * 26 * 32 * 9 + 11 * 11 * 64 * 288 + 16_000);
  });

  it('initializes by the seed alone', () => {
    const network = networks.perceptron!;
    expect(initialize(network, 7)).toEqual(initialize(network, 7));
    expect(initialize(network, 7)).not.toEqual(initialize(network, 8));
  });
});
