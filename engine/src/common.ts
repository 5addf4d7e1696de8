/** What the engine offers on every platform. */
export { foldBatchNorm } from './fold.js';
export * from './model/index.js';
export { describe, initialize, type LayerInfo, type NetworkInfo, sidesOf, volume } from './network.js';
export * from './random.js';
export { predictorModules } from './session/prediction.js';
export type * from './types.js';
