import { expect, it } from 'vitest';
import { createPredictor, initialize, predictorModules } from '../index.js';
import type { Network } from '../types.js';

const network: Network = {
  input: [1, 12, 12],
  layers: [
    { type: 'conv', filters: 8, kernel: 3, padding: 'same', bias: false },
    { type: 'batchNorm' },
    { type: 'relu' },
    { type: 'globalAveragePool' },
    { type: 'dense', units: 5 },
  ],
};

it('reads the same with modules that were compiled before', async () => {
  const weights = initialize(network, 1);
  const bytes = predictorModules(network);
  const modules = {
    batch: new WebAssembly.Module(bytes.batch!),
    single: new WebAssembly.Module(bytes.single!),
  };
  const [own, fixed] = await Promise.all([
    createPredictor(network, weights),
    createPredictor(network, weights, { modules }),
  ]);
  const images = Uint8Array.from({ length: 144 * 9 }, (_, i) => (i * 37) % 256);
  // Relaxed SIMD rounds once where plain SIMD rounds twice.
  for (const count of [1, 9]) {
    const [a, b] = [own, fixed].map((predictor) => predictor.predict(images.subarray(0, 144 * count), count));
    a!.forEach((value, i) => expect(b![i]!).toBeCloseTo(value, 4));
  }
});

it('has no module for single samples where the network cannot use one', () => {
  const modules = predictorModules({ input: [3, 4, 4], layers: [{ type: 'relu' }, { type: 'softmax' }] });
  expect(Object.keys(modules)).toEqual(['batch']);
});
