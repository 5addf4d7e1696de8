/** Pictures of digits for tests, drawn by rule: for comparing runtimes, not for training. */
export * from './canvas.js';
export * from './compare.js';
export * from './draw.js';
export * from './drawn-lines.js';
export * from './golden.js';
export * from './images.js';
export * from './line.js';
export * from './pdf.js';
export * from './sheet.js';
export * from './strokes.js';
export * from './tiff.js';
