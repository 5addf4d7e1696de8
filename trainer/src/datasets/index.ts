/** Datasets in Node: opened, checked, split. */
export * from './core.js';
export { type OpenOptions, openDataset } from './platform/node/open.js';
