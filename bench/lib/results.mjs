/** Results on disk: one JSON file a part. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const PARTS = [
  'training',
  'threads',
  'browser',
  'inference',
  'sprint',
  'start',
  'sizes',
  'memory',
  'lines',
  'pages',
];

const folder = new URL('../results/', import.meta.url);

export const resultsPath = (name) => fileURLToPath(new URL(name, folder));

export function saveResult(part, result) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(resultsPath(`${part}.json`), `${JSON.stringify(result, undefined, 2)}\n`);
}

/** @returns part → result, in the order of PARTS, of those that were measured. */
export function loadResults() {
  const measured = PARTS.filter((part) => existsSync(resultsPath(`${part}.json`)));
  return new Map(
    measured.map((part) => [part, JSON.parse(readFileSync(resultsPath(`${part}.json`), 'utf8'))]),
  );
}
