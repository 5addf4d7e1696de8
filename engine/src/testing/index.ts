/** Helpers of the engine's tests. Not exported by the package. */
export * from './cases.js';
export * from './compare.js';
export * from './finite-differences.js';
export * from './layer-cases.js';
export * from './model-file.js';
export * from './onnx.js';
export * from './ort-forward.js';
export * from './random-networks.js';
export * from './sequences.js';
export * from './session.js';
