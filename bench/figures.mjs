/** Brings measured figures into the README: `npm run figures`, or with `--check` only says whether they are there. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadResults } from './lib/results.mjs';
import { lineModelsTable, modelsTable } from './models.mjs';
import { renderers } from './render.mjs';
import { summary } from './summary.mjs';

const BLOCK = /<!-- figures:([\w-]+) -->[\s\S]*?<!-- \/figures -->/g;

const readmePath = fileURLToPath(new URL('../README.md', import.meta.url));
const modelsFolder = new URL('../models/', import.meta.url);

/** Every block by its name: the parts, `models` and `line-models`, and `summary` (the targets, one line each). */
export function figures() {
  const results = loadResults();
  const blocks = new Map([...results].map(([part, result]) => [part, renderers[part](result)]));
  blocks.set('summary', summary(results));
  const models = loadMetrics();
  blocks.set('models', modelsTable(models));
  blocks.set('line-models', lineModelsTable(models));
  return blocks;
}

/** @throws Error that names a block nobody can fill. */
export function fill(text, blocks) {
  return text.replace(BLOCK, (_, name) => {
    const block = blocks.get(name);
    if (block === undefined) {
      throw new Error(
        `Expected figures of ${[...blocks.keys()].join(', ')} but received ${name}: run npm run bench -- ${name}.`,
      );
    }
    return `<!-- figures:${name} -->\n${block}\n<!-- /figures -->`;
  });
}

function loadMetrics() {
  if (!existsSync(modelsFolder)) return [];
  return readdirSync(modelsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, file: new URL(`${name}/metrics.json`, modelsFolder) }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({
      name,
      metrics: JSON.parse(readFileSync(file, 'utf8')),
      bytes: statSync(new URL(`${name}.safetensors`, file)).size,
    }));
}

/** The README as it is and as it should be. */
export function readme() {
  const text = existsSync(readmePath) ? readFileSync(readmePath, 'utf8') : '';
  return { text, wanted: fill(text, figures()) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { text, wanted } = readme();
  if (process.argv.includes('--check')) {
    if (text !== wanted) {
      console.error('Expected the figures of bench/results and models in README.md: run npm run figures.');
      process.exit(1);
    }
  } else if (text !== wanted) writeFileSync(readmePath, wanted);
}
