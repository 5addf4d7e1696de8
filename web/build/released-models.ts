/** Vite plugin: copies models/<name>/<name>.safetensors into the page and lists them as `virtual:released`, their metrics as `virtual:metrics`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { decodeModel } from '@digitry/engine';
import { readsPrint } from '@digitry/trainer';
import type { Plugin } from 'vite';

/** The first view may cost 200 KB gzip with its model; the code takes less than half of that. */
const FIRST_MODEL_GZIP_BYTES = 128_000;

/** Rows of the pictures that line networks see. */
const LINE_HEIGHT = 32;
const MODULES = ['virtual:released', 'virtual:metrics'];

export interface ReleasedModel {
  readonly name: string;
  /** Relative to the page. */
  readonly path: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  /** What it reads, by the height of its input and its labels: one digit, written lines of any width, or printed ones. */
  readonly reads: 'digit' | 'line' | 'print';
  /** models/<name>/metrics.json as it stands, or null where there is none. */
  readonly metrics: unknown;
}

/** The best known name that fits the first view, then the smallest. */
export function chooseFirst(models: readonly ReleasedModel[]): string | null {
  const digits = models.filter(({ reads }) => reads === 'digit');
  const fitting = digits.filter((model) => model.gzipBytes <= FIRST_MODEL_GZIP_BYTES);
  const preferred =
    fitting.find((model) => model.name === 'digit') ?? fitting.find((model) => model.name === 'tiny');
  const smallest = [...digits].sort((a, b) => a.gzipBytes - b.gzipBytes)[0];
  return (preferred ?? smallest)?.name ?? null;
}

export function listReleased(folder: string): ReleasedModel[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names.flatMap(({ name }) => {
    const file = join(folder, name, `${name}.safetensors`);
    if (!existsSync(file)) return [];
    const data = readFileSync(file);
    const metricsFile = join(folder, name, 'metrics.json');
    const metrics: unknown = existsSync(metricsFile) ? JSON.parse(readFileSync(metricsFile, 'utf8')) : null;
    const path = `models/${name}/${name}.safetensors`;
    return [
      { name, path, bytes: data.length, gzipBytes: gzipSync(data).length, reads: readsOf(data), metrics },
    ];
  });
}

function readsOf(file: Uint8Array): ReleasedModel['reads'] {
  const { network, metadata } = decodeModel(file);
  if (network.input[1] !== LINE_HEIGHT) return 'digit';
  return readsPrint(metadata.labels) ? 'print' : 'line';
}

export function releasedModels(folder: string): Plugin {
  return {
    name: 'digitry-released-models',
    resolveId: (source) => (MODULES.includes(source) ? `\0${source}` : null),
    load(source) {
      if (!source.startsWith('\0') || !MODULES.includes(source.slice(1))) return null;
      const models = listReleased(folder);
      if (source === '\0virtual:metrics') {
        // A module of its own: the first view does not need it.
        const byName = Object.fromEntries(models.map((model) => [model.name, model.metrics]));
        return `export const metrics = ${JSON.stringify(byName)};`;
      }
      const listed = models.map(({ metrics, ...model }) => model);
      return [
        `export const released = ${JSON.stringify(listed)};`,
        `export const firstModel = ${JSON.stringify(chooseFirst(models))};`,
      ].join('\n');
    },
    generateBundle() {
      for (const { name, path } of listReleased(folder)) {
        this.emitFile({
          type: 'asset',
          fileName: path,
          source: readFileSync(join(folder, name, `${name}.safetensors`)),
        });
      }
    },
  };
}
