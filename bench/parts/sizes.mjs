/** Bytes that a browser downloads: the engine alone, the drawing page with its model, and the network that reads lines. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../lib/chromium.mjs';
import { drawingPageRequests } from '../lib/drawing-page.mjs';
import { engineEntry } from '../lib/engine-entry.mjs';
import { firstLine } from '../lib/process.mjs';

export const gzipSize = (bytes) => gzipSync(bytes, { level: 9 }).length;

export async function run() {
  const rows = [];
  for (const [name, measured] of [
    ['engine', engine],
    ['drawing page, model included', drawingPage],
    ['line network', lineNetwork],
  ]) {
    try {
      rows.push({ name, ...(await measured()) });
    } catch (error) {
      rows.push({ name, error: firstLine(error) });
    }
  }
  return { rows };
}

/** Everything that the engine's browser entry exports, bundled and minified, with its worker. */
async function engine() {
  const { build } = await import('vite');
  const outDir = await mkdtemp(join(tmpdir(), 'digitry-size-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      root,
      publicDir: false,
      worker: { format: 'es' },
      build: {
        outDir,
        emptyOutDir: true,
        modulePreload: { polyfill: false },
        // As an application bundles it; a library build would keep its white space.
        rolldownOptions: {
          input: join(root, engineEntry()),
          preserveEntrySignatures: 'strict',
          output: { entryFileNames: 'engine.js' },
        },
        minify: true,
      },
    });
    const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    return sum(files.map((file) => readFileSync(file)));
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

/** What the page asks for until it shows its first reading, each file as a server with gzip sends it. */
async function drawingPage() {
  if (!existsSync(join(root, 'web/dist/index.html')))
    throw new Error('web/dist is missing: run npm run build');
  const requests = await drawingPageRequests();
  const files = [...requests.keys()];
  if (!files.some((file) => file.endsWith('.safetensors')))
    throw new Error('the page read without a model file');
  return { ...sum([...requests.values()]), files };
}

function lineNetwork() {
  const file = 'models/line/line.safetensors';
  if (!existsSync(join(root, file))) throw new Error(`${file} is missing`);
  return sum([readFileSync(join(root, file))]);
}

const sum = (files) => ({
  bytes: files.reduce((total, file) => total + file.length, 0),
  gzip: files.reduce((total, file) => total + gzipSize(file), 0),
});
