/** Bundles the reader and its engine for Node: a program that reads a digit opens 1 file instead of 300. */
import { rolldown } from 'rolldown';

const path = (relative) => new URL(relative, import.meta.url).pathname;

const bundle = await rolldown({
  input: path('dist/index.js'),
  platform: 'node',
  external: (id) => !/^[./]/.test(id) && !id.startsWith('@digitry/'),
});
// It lies where platform/node/models.js does: the released models are looked for relative to the file.
await bundle.write({
  file: path('dist/platform/node/bundle.js'),
  format: 'esm',
  codeSplitting: false,
  minify: true, // half the bytes to parse before the first digit
  sourcemap: true,
});
