/** Pictures of digits for tests, drawn by rule: for comparing runtimes, not for training. */
export * from './compare.js';
export * from './draw.js';
export * from './golden.js';
export * from './images.js';
export * from './strokes.js';
