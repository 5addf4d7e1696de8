/** A plain float64 implementation of every layer, loss and optimizer: what the engine's kernels are tested against. */
export * from './ctc.js';
export * from './losses.js';
export * from './network.js';
export * from './optimizers.js';
export * from './shapes.js';
export type { Gradients, Parameters, Tensor } from './tensor.js';
