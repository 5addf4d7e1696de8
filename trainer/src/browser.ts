/** Public face of the trainer in the browser. */
export * from './core.js';
export { createWorkerPool } from './platform/browser/pool.js';
