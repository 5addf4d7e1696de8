/** One small case for every layer and loss, shared by the tests of the reference and of the engine. */
import type { Layer, Loss } from '../types.js';

/** What stands between the two layers of `sandwich`. */
export const layerCases: Record<string, readonly Layer[]> = {
  'conv 3×3 valid': [{ type: 'conv', filters: 4, kernel: 3 }],
  'conv 3×3 same': [{ type: 'conv', filters: 4, kernel: 3, padding: 'same' }],
  'conv 5×5 same, stride 2': [{ type: 'conv', filters: 3, kernel: 5, stride: 2, padding: 'same' }],
  'conv 2×2 same, stride 3, no bias': [
    { type: 'conv', filters: 3, kernel: 2, stride: 3, padding: 'same', bias: false },
  ],
  'conv 1×1, stride 2': [{ type: 'conv', filters: 6, kernel: 1, stride: 2 }],
  'depthwise 3×3 same': [{ type: 'depthwise', kernel: 3, padding: 'same' }],
  'depthwise 4×4, stride 2, no bias': [{ type: 'depthwise', kernel: 4, stride: 2, bias: false }],
  'dense on planes': [{ type: 'dense', units: 7 }],
  'dense without bias': [{ type: 'flatten' }, { type: 'dense', units: 7, bias: false }],
  'max pool 2': [{ type: 'maxPool', size: 2 }],
  'max pool 3, stride 2': [{ type: 'maxPool', size: 3, stride: 2 }],
  'average pool 2': [{ type: 'averagePool', size: 2 }],
  'average pool 3, stride 1': [{ type: 'averagePool', size: 3, stride: 1 }],
  'max pool [2, 1]': [{ type: 'maxPool', size: [2, 1] }],
  'max pool [3, 2], stride [1, 2]': [{ type: 'maxPool', size: [3, 2], stride: [1, 2] }],
  'max pool 2, stride [2, 1]': [{ type: 'maxPool', size: 2, stride: [2, 1] }],
  'relu and max pool [2, 2]': [{ type: 'relu' }, { type: 'maxPool', size: [2, 2] }],
  'average pool [1, 3], stride 2': [{ type: 'averagePool', size: [1, 3], stride: 2 }],
  'global average pool': [{ type: 'globalAveragePool' }],
  'global max pool': [{ type: 'globalMaxPool' }],
  'batch norm': [{ type: 'batchNorm' }],
  'batch norm of a vector': [
    { type: 'dense', units: 6 },
    { type: 'batchNorm', momentum: 0.3, epsilon: 1e-3 },
  ],
  relu: [{ type: 'relu' }],
  sigmoid: [{ type: 'sigmoid' }],
  tanh: [{ type: 'tanh' }],
  'softmax of a vector': [{ type: 'dense', units: 6 }, { type: 'softmax' }],
  'softmax at each position': [{ type: 'softmax' }],
  residual: [{ type: 'residual', layers: [{ type: 'conv', filters: 5, kernel: 3, padding: 'same' }] }],
  'residual with a shortcut': [
    {
      type: 'residual',
      layers: [
        { type: 'conv', filters: 4, kernel: 3, stride: 2, padding: 'same' },
        { type: 'batchNorm' },
        { type: 'residual', layers: [{ type: 'depthwise', kernel: 3, padding: 'same' }, { type: 'tanh' }] },
      ],
      shortcut: [{ type: 'conv', filters: 4, kernel: 1, stride: 2 }],
    },
  ],
};

export const lossCases: Loss[] = [
  { type: 'crossEntropy' },
  { type: 'crossEntropy', smoothing: 0.2 },
  { type: 'meanSquaredError' },
  { type: 'binaryCrossEntropy' },
];
