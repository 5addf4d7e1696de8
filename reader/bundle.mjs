/** Bundles the reader and its engine into one file for Node: a program that reads a digit opens 1 file instead of 140. */
import { rolldown } from 'rolldown';

const path = (relative) => new URL(relative, import.meta.url).pathname;

const bundle = await rolldown({ input: path('dist/index.js'), platform: 'node', external: ['sharp'] });
await bundle.write({ file: path('dist/bundle.js'), format: 'esm', codeSplitting: false, sourcemap: true });
