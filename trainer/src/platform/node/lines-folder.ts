/** A folder of made lines: pictures, `labels.csv`, and a page that shows them all. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '@digitry/engine';
import type { LineWriter } from '../../lines/index.js';
import { escapeHtml } from '../../report/escape.js';
import { encodePng } from '../../report/png.js';
import { writeAtomically } from './atomic.js';

export interface LinesFolder {
  /** The folder; it is made where there is none. */
  readonly out: string;
  readonly n: number;
  /** Default 1. */
  readonly seed?: number;
}

/** @throws Error for a folder that cannot be written to */
export async function writeLinesFolder(write: LineWriter, { out, n, seed = 1 }: LinesFolder): Promise<void> {
  const random = createRandom(seed);
  await mkdir(out, { recursive: true });
  const rows = ['file,text,writer'];
  const shown: string[] = [];
  const width = String(n - 1).length;
  for (let i = 0; i < n; i++) {
    const { image, text: says, writer } = write(random.fork(i));
    const file = `line-${String(i).padStart(width, '0')}.png`;
    await writeFile(join(out, file), encodePng(image.width, image.height, image.data));
    rows.push([file, says, writer ?? ''].map(csvField).join(','));
    shown.push(`<figure><img src="${file}" alt=""><figcaption>${escapeHtml(says)}</figcaption></figure>`);
  }
  await writeAtomically(join(out, 'labels.csv'), `${rows.join('\n')}\n`);
  await writeAtomically(join(out, 'index.html'), page(shown));
}

const csvField = (text: string): string =>
  /[",\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const page = (figures: readonly string[]): string => `<!doctype html>
<meta charset="utf-8">
<title>Lines</title>
<style>
  body { background: #dde3ea; font: 13px/1.4 ui-monospace, monospace; }
  main { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; }
  figure { margin: 0; }
  img { display: block; max-width: 700px; }
  figcaption { color: #124; white-space: pre; }
</style>
<main>
${figures.join('\n')}
</main>
`;
