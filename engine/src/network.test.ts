import { expect, describe as group, it } from 'vitest';
import { describe, initialize } from './network.js';
import type { Layer, Network } from './types.js';

const seed: Network = {
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
};

group('describe', () => {
  it('counts the parameters and multiply-adds of the two-convolution network', () => {
    const info = describe(seed);
    expect(info.parameterCount).toBe(34_826);
    expect(info.multiplyAdds).toBe(26 * 26 * 32 * 9 + 11 * 11 * 64 * 32 * 9 + 16_000);
    expect(info.layers.map((layer) => layer.output)).toEqual([
      [32, 26, 26],
      [32, 26, 26],
      [32, 13, 13],
      [64, 11, 11],
      [64, 11, 11],
      [64, 5, 5],
      [1600, 1, 1],
      [10, 1, 1],
    ]);
  });

  it('names the parameters of nested layers by their path', () => {
    const layers: Layer[] = [
      {
        type: 'residual',
        layers: [{ type: 'conv', filters: 1, kernel: 3, padding: 'same' }, { type: 'batchNorm' }],
      },
    ];
    const names = describe({ input: [1, 8, 8], layers }).parameters.map((spec) => spec.name);
    expect(names).toEqual(
      ['weight', 'bias']
        .map((n) => `0.layers.0.${n}`)
        .concat(['scale', 'shift', 'mean', 'variance'].map((n) => `0.layers.1.${n}`)),
    );
  });

  it.each<[Layer, string]>([
    [
      { type: 'conv', filters: 0, kernel: 3 },
      'Expected a positive integer for the filters of layer 0 (conv) but received 0.',
    ],
    [
      { type: 'conv', filters: 4, kernel: 9 },
      'Expected a window of at most 8×8 for layer 0 (conv) but received 9×9.',
    ],
    [
      { type: 'maxPool', size: [2, 9] },
      'Expected a window of at most 8×8 for layer 0 (maxPool) but received 2×9.',
    ],
    [
      { type: 'averagePool', size: [2, 1], stride: [0, 1] },
      'Expected a positive integer for the stride of layer 0 (averagePool) but received 0.',
    ],
    [{ type: 'dropout', rate: 1 }, 'Expected a rate in [0, 1) for layer 0 (dropout) but received 1.'],
    [{ type: 'blur' } as never, 'Expected a known layer type for layer 0 but received "blur".'],
    [
      { type: 'residual', layers: [{ type: 'conv', filters: 2, kernel: 3 }] },
      'Expected the shape [2,6,6] for the shortcut of layer 0 (residual) but received [1,8,8].',
    ],
  ])('refuses %j', (layer, message) => {
    expect(() => describe({ input: [1, 8, 8], layers: [layer] })).toThrow(message);
  });
});

group('initialize', () => {
  it('gives the same weights for the same seed and others for another', () => {
    const [a, b, c] = [initialize(seed, 1), initialize(seed, 1), initialize(seed, 2)];
    expect([...a]).toEqual([...b]);
    expect(a.get('3.weight')).not.toEqual(c.get('3.weight'));
  });

  it('scales hidden weights by the square root of 2 over the fan-in', () => {
    const values = initialize(seed, 3).get('3.weight')!;
    const deviation = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
    expect(deviation).toBeCloseTo(Math.sqrt(2 / (32 * 9)), 2);
  });
});
