/** Pictures of printed numbers and capitals, made up: what the print network is trained on. Seeded, pure, as many as are wanted. */
export { checkPrintConfig } from './check.js';
export type { PrintConfig } from './config.js';
export { PRINT_KINDS, type PrintKind } from './kinds/index.js';
export { type PrintPreset, printPresets } from './presets.js';
export { createPrintWriter } from './print-writer.js';
