/** Public face of the trainer in Node. */
export * from './core.js';
export * from './datasets/index.js';
export { writeAtomically } from './platform/node/atomic.js';
export { loadModel } from './platform/node/models.js';
export { createWorkerPool } from './platform/node/pool.js';
export { findRecipe, type RunEvent, type RunOptions, runTraining } from './platform/node/run.js';
export { openSet } from './release/platform/node/open-set.js';
export { type Released, type ReleaseOptions, release } from './release/platform/node/release.js';
export { parseSet, SET_KEYS, type SetSpec } from './release/set-spec.js';
