/** How the page is built: relative addresses, nothing inlined (the page's policy refuses data: and inline code). */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { mnistFiles } from './build/mnist-files.js';
import { releasedModels } from './build/released-models.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const house = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root: here,
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [releasedModels(process.env.DIGITRY_MODELS ?? `${house}models`), mnistFiles()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    emptyOutDir: true,
    chunkSizeWarningLimit: 300,
    // Packing MNIST is most of the build, and is known.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
