/** Pictures of lines: what `digitry synth lines` writes with the digits of MNIST test, on which no network was trained. */
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linePresets, openDataset, synthesizeLines } from '@digitry/trainer';

export const SEED = 2026;

export const lineCases = [
  { name: 'ZIP codes', preset: 'standard', text: 'zip' },
  { name: 'numbers on clean paper', preset: 'plain' },
  { name: 'numbers on forms', preset: 'standard' },
];

/** What says no number (`38a`, empty paper) is nothing to compare. */
const numbersOnly = { mixedShare: 0, lettersShare: 0, noiseShare: 0 };

/** A folder for pictures while `use` runs. */
export async function inFolder(use) {
  const folder = await mkdtemp(join(tmpdir(), 'digitry-bench-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns `{ file, text, image }` of each of `n` pictures, written to the folder as PNG. */
export async function writeLines(folder, { preset, text }, n) {
  const lines = { ...linePresets[preset], ...numbersOnly };
  await synthesizeLines({ out: folder, n, seed: SEED, lines, ...(text ? { text } : {}) });
  const written = await openDataset(folder, { kind: 'text' });
  // The numbers in their names have leading zeros.
  const files = readdirSync(folder).filter((file) => file.endsWith('.png'));
  return files
    .sort()
    .map((file, i) => ({ file: join(folder, file), text: written.label(i), image: written.image(i) }));
}
