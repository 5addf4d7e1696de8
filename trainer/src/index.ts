/** Public face of the trainer in Node. */
export * from './core.js';
export * from './datasets/index.js';
export { type OpenedFonts, openFonts } from './fonts/platform/node/open-fonts.js';
export { writeAtomically } from './platform/node/atomic.js';
export { loadModel } from './platform/node/models.js';
export { createWorkerPool } from './platform/node/pool.js';
export { findRecipe, type RunEvent, type RunOptions, runTraining } from './platform/node/run.js';
export { type SynthOptions, synthesizeLines } from './platform/node/synth.js';
export { type PrintSynthOptions, synthesizePrint } from './platform/node/synth-print.js';
export type { LineMetrics, MeasuredLines } from './release/line-metrics.js';
export type { Metrics } from './release/metrics.js';
export { openSet } from './release/platform/node/open-set.js';
export { type Released, type ReleaseOptions, release } from './release/platform/node/release.js';
export { parseSet, SET_KEYS, type SetSpec } from './release/set-spec.js';
