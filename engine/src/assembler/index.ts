/** The typed assembler: WebAssembly written as TypeScript. */
export * from './function.js';
export { ModuleBuilder } from './module.js';
export * from './values.js';
