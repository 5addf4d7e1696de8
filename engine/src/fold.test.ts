import { expect, it } from 'vitest';
import { foldBatchNorm } from './fold.js';
import { initialize } from './network.js';
import { createRandom } from './random.js';
import { referenceForward } from './reference/index.js';
import type { Layer, Network } from './types.js';

const conv: Layer = { type: 'conv', filters: 4, kernel: 3, padding: 'same', bias: false };

it('folds batch norm without changing what the network computes', () => {
  const network: Network = {
    input: [2, 6, 6],
    layers: [
      { type: 'batchNorm' },
      conv,
      { type: 'batchNorm' },
      { type: 'relu' },
      { type: 'residual', layers: [conv, { type: 'batchNorm' }] },
      { type: 'batchNorm' },
      { type: 'dropout', rate: 0.5 },
      { type: 'flatten' },
      { type: 'dense', units: 3 },
      { type: 'batchNorm' },
    ],
  };
  const random = createRandom(5);
  const weights = initialize(network, 1);
  for (const [name, values] of weights) {
    if (/mean|shift|bias/.test(name)) values.forEach((_, i) => (values[i] = random.normal()));
    if (/variance|scale/.test(name)) values.forEach((_, i) => (values[i] = random.between(0.5, 2)));
  }
  const inputs = Float64Array.from({ length: 3 * 72 }, () => random.normal());
  const folded = foldBatchNorm(network, weights);
  expect(folded.network.layers.map((layer) => layer.type)).toEqual([
    'batchNorm',
    'conv',
    'relu',
    'residual',
    'batchNorm',
    'flatten',
    'dense',
  ]);
  const [before, after] = [
    referenceForward(network, weights, inputs, { training: false }).outputs,
    referenceForward(folded.network, folded.weights, inputs, { training: false }).outputs,
  ];
  before.forEach((value, i) => expect(after[i]!).toBeCloseTo(value, 3));
});
