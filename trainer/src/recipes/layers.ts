/** Blocks of layers that the recipes are made of. */
import type { Layer } from '@digitry/engine';

/** A convolution 3×3 that keeps the size, with batch norm. */
export const conv = (filters: number): Layer[] => [
  { type: 'conv', filters, kernel: 3, padding: 'same', bias: false }, // batch norm's shift is the bias
  { type: 'batchNorm' },
  { type: 'relu' },
];

/** Two convolutions that refine what came before (He et al. 2016). */
export const residual = (filters: number): Layer[] => [
  {
    type: 'residual',
    layers: [
      ...conv(filters),
      { type: 'conv', filters, kernel: 3, padding: 'same', bias: false },
      { type: 'batchNorm' },
    ],
  },
  { type: 'relu' },
];
