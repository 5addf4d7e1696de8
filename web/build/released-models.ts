/** Vite plugin: copies models/<name>/<name>.safetensors into the page and lists them as `virtual:released`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** The first view may cost 200 KB gzip with its model; the code takes less than half of that. */
const FIRST_MODEL_GZIP_BYTES = 128_000;

export interface ReleasedModel {
  readonly name: string;
  /** Relative to the page. */
  readonly path: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  /** models/<name>/metrics.json as it stands, or null where there is none. */
  readonly metrics: unknown;
}

/** The best known name that fits the first view, then the smallest. */
export function chooseFirst(models: readonly ReleasedModel[]): string | null {
  const fitting = models.filter((model) => model.gzipBytes <= FIRST_MODEL_GZIP_BYTES);
  const preferred =
    fitting.find((model) => model.name === 'digit') ?? fitting.find((model) => model.name === 'tiny');
  const smallest = [...models].sort((a, b) => a.gzipBytes - b.gzipBytes)[0];
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
    return [{ name, path, bytes: data.length, gzipBytes: gzipSync(data).length, metrics }];
  });
}

export function releasedModels(folder: string): Plugin {
  const id = '\0virtual:released';
  return {
    name: 'digitry-released-models',
    resolveId: (source) => (source === 'virtual:released' ? id : null),
    load(source) {
      if (source !== id) return null;
      const models = listReleased(folder);
      const listed = models.map(({ metrics, ...model }) => model);
      return [
        `export const released = ${JSON.stringify(listed)};`,
        `export const firstModel = ${JSON.stringify(chooseFirst(models))};`,
        `export const metrics = ${JSON.stringify(Object.fromEntries(models.map((m) => [m.name, m.metrics])))};`,
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
