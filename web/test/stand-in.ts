/** Puts the stand-in in the place of the worker that reads pages. */
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Files to serve instead of the built ones: the worker under its own name, and what it loads. */
export async function standInFiles(): Promise<Record<string, Buffer>> {
  const worker = (await readdir(path('../dist/assets'))).find((name) => name.startsWith('page-worker'));
  if (!worker)
    throw new Error('Expected page-worker-*.js in web/dist/assets but it is missing: build the page first.');
  const built = await build({
    configFile: false,
    root: path('..'),
    base: './',
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: {
        input: path('./stand-in-worker.ts'),
        output: { entryFileNames: `assets/${worker}` },
      },
    },
  });
  const output = [built].flat()[0];
  if (!output || !('output' in output))
    throw new Error('Expected a bundle from Vite but received a watcher.');
  return Object.fromEntries(
    output.output.map((file) => [
      `/${file.fileName}`,
      Buffer.from(file.type === 'chunk' ? file.code : file.source),
    ]),
  );
}
