/** Lines in a folder: the same bytes for the same seed, and a table that a data set can be opened from. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDataset } from '../../datasets/index.js';
import { linePresets } from '../../lines/index.js';
import { synthesizeLines } from './synth.js';

let top: string;
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-synth-'));
});
afterAll(() => rm(top, { recursive: true, force: true }));

const contents = async (folder: string): Promise<string[]> =>
  Promise.all((await readdir(folder)).sort().map((file) => readFile(join(folder, file), 'base64')));

it('writes pictures, a table and a page, the same for the same seed', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => join(top, name));
  const options = { n: 12, lines: linePresets.wide };
  expect(await synthesizeLines({ ...options, out: a!, seed: 5 })).toBe(12);
  await synthesizeLines({ ...options, out: b!, seed: 5 });
  await synthesizeLines({ ...options, out: c!, seed: 6 });
  expect(await contents(a!)).toEqual(await contents(b!));
  expect(await contents(a!)).not.toEqual(await contents(c!));
  expect(await readdir(a!)).toHaveLength(14);
  const dataset = await openDataset(a!, { kind: 'text' });
  expect(dataset.length).toBe(12);
  const page = await readFile(join(a!, 'index.html'), 'utf8');
  expect(page).toContain('line-11.png');
});

it('keeps every text whole through its table', async () => {
  const out = join(top, 'amounts');
  await synthesizeLines({ out, n: 40, text: 'amount' });
  const dataset = await openDataset(out, { kind: 'text' });
  const texts = Array.from({ length: 40 }, (_, i) => dataset.label(i));
  expect(texts.some((text) => text.includes(','))).toBe(true);
  for (const text of texts) expect(text).toMatch(/\d/);
});

it('writes one kind of text where one is asked for, by the writers that are asked for', async () => {
  const out = join(top, 'zip');
  await synthesizeLines({ out, n: 10, text: 'zip', lines: linePresets.plain });
  const dataset = await openDataset(out, { kind: 'text' });
  for (let i = 0; i < 10; i++) expect(dataset.label(i)).toMatch(/^\d{5}$/);
});
