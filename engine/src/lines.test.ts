/** Wide inputs, as line networks see them: 32 rows, any width, outputs [classes, 1, steps]. */
import { describe, expect, it } from 'vitest';
import { createPredictor } from './index.js';
import {
  gradientDisagreements,
  ortForward,
  relativeError,
  shapeAfter,
  testImages,
  testWeights,
} from './testing/index.js';
import type { Layer, Network } from './types.js';

const block = (filters: number): Layer[] => [
  { type: 'conv', filters, kernel: 3, padding: 'same', bias: false },
  { type: 'batchNorm' },
  { type: 'relu' },
];

/** Height 32 → 1 and width → width / 4, with every layer that a line network is made of; ragged tiles in most planes. */
const lineNetwork = (width: number): Network => ({
  input: [1, 32, width],
  layers: [
    ...block(8),
    { type: 'maxPool', size: 2 },
    ...block(12),
    { type: 'maxPool', size: [2, 1] },
    { type: 'residual', layers: [...block(12), ...block(12)] },
    { type: 'maxPool', size: 2 },
    ...block(16),
    { type: 'averagePool', size: [2, 1] },
    { type: 'conv', filters: 20, kernel: 1, bias: false },
    { type: 'batchNorm' },
    { type: 'relu' },
    { type: 'averagePool', size: [2, 1] },
    { type: 'conv', filters: 13, kernel: 3, padding: 'same' },
    { type: 'relu' },
    { type: 'conv', filters: 11, kernel: 1 },
  ],
});

describe('line networks', () => {
  it('give one step for four columns', () => {
    expect(shapeAfter(lineNetwork(256))).toEqual([11, 1, 64]);
  });

  for (const width of [32, 40, 88, 256, 320]) {
    it(`width ${width}: the answers of onnxruntime-node, one by one and in blocks`, async () => {
      const network = lineNetwork(width);
      const weights = testWeights(network);
      const { values, images } = testImages(network, 9);
      const expected = await ortForward(network, weights, values);
      const predictor = await createPredictor(network, weights);
      const size = values.length / 9;
      const outputs = expected.length / 9;
      const first = predictor.predict(values.subarray(0, size), 1);
      expect(relativeError(first, expected.subarray(0, outputs))).toBeLessThan(2e-5);
      expect(relativeError(predictor.predict(values, 9), expected)).toBeLessThan(2e-5);
      expect(relativeError(predictor.predict(images, 9), expected)).toBeLessThan(2e-5);
      await predictor.close();
    });
  }

  for (const width of [40, 256]) {
    it(`width ${width}: gradients of the float64 reference through ctc`, async () => {
      const network = lineNetwork(width);
      const sequences = Array.from({ length: 8 }, (_, i) =>
        Array.from({ length: i }, (_, j) => 1 + ((i * 7 + j * 3) % 10)),
      );
      const options = { batch: 8, loss: { type: 'ctc' }, sequences } as const;
      expect(await gradientDisagreements(network, options, 1e-3)).toEqual([]);
    });
  }
});
