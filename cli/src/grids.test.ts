/** Grids as people measure them: a set of pictures with a text for each, any model that takes part, one object of figures. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blankCanvas } from '@digitry/reader/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digitry, type Ended } from './testing/digitry.js';
import { writeUntrained } from './testing/models.js';

const SIDE = 6;
const CELL = 80;

let top: string;
let untrained: { readonly digit: string; readonly line: string };

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-'));
  const paths = await writeUntrained(top);
  untrained = { digit: paths[1]!, line: paths[3]! };
  await mkdir(join(top, 'set'));
  const texts = await Promise.all([1, 2].map((seed) => writeGrid(`grid-${seed}.png`, seed)));
  await writeSheet('blank.png', () => {});
  await writeFile(
    join(top, 'set', 'labels.csv'),
    `file,text\n${texts.map((text, i) => `grid-${i + 1}.png,${text}`).join('\n')}\nblank.png,0 0/0 0\n`,
  );
});
afterAll(() => rm(top, { recursive: true, force: true }));

const evaluate = (model: string, ...more: string[]): Promise<Ended> =>
  digitry(top, ['evaluate', model, '--data', 'set', ...more]);

async function writeSheet(
  name: string,
  draw: (canvas: ReturnType<typeof blankCanvas>) => void,
): Promise<void> {
  const canvas = blankCanvas(700, 700);
  draw(canvas);
  const { data, width, height } = canvas.picture();
  await sharp(data, { raw: { width, height, channels: 1 } }).toFile(join(top, 'set', name));
}

/** In each grid 12 digits, 3 cells of notes, 21 empty ones. */
async function writeGrid(name: string, seed: number): Promise<string> {
  const cells = Array.from({ length: SIDE * SIDE }, (_, i) =>
    i % 3 === seed % 3 ? String(1 + ((i * seed) % 9)) : i % 12 === 6 ? 'candidates' : '0',
  );
  await writeSheet(name, (canvas) => {
    canvas.grid(100, 100, SIDE, SIDE, [CELL, CELL], 3);
    cells.forEach((cell, i) => {
      const [x, y] = [100 + (i % SIDE) * CELL, 100 + Math.floor(i / SIDE) * CELL];
      if (cell === 'candidates') canvas.write('25', x + 8, y + 6, { height: 24, pen: 3 });
      else if (cell !== '0') canvas.write(cell, x + 20, y + 16, { height: 48, pen: 5 });
    });
  });
  const rows = Array.from({ length: SIDE }, (_, row) => cells.slice(row * SIDE, (row + 1) * SIDE).join(' '));
  return rows.join('/');
}

test('cells are counted by what they hold; a picture without a grid is lost with all of its cells', async () => {
  const { code, out } = await evaluate(untrained.digit, '--kind', 'grid', '--json');
  expect(code).toBe(0);
  expect(out).toContain('76 cells of 3 grids');
  const figures = JSON.parse(out.trim().split('\n').at(-1)!);
  expect(figures).toMatchObject({
    kind: 'grid',
    model: 'untrained-digit',
    n: 76,
    grids: 3,
    lost: 1,
    kinds: { digit: { n: 24 }, empty: { n: 46, right: 42 }, candidates: { n: 6, right: 6 } },
  });
  expect(figures.lostIn).toEqual([expect.stringContaining('blank.png')]);
  expect(figures.accuracy).toBeCloseTo(figures.right / 76, 12);
  // Nonsense is no reading.
  expect(figures.kinds.digit.right).toBeLessThan(12);
});

test('a line model is measured beside the digit model that is released', async () => {
  const { code, out } = await evaluate(untrained.line, '--kind', 'grid', '--json');
  expect(code).toBe(0);
  const figures = JSON.parse(out.trim().split('\n').at(-1)!);
  expect(figures).toMatchObject({ model: 'untrained-line', n: 76, kinds: { candidates: { right: 6 } } });
  expect(figures.kinds.digit.right).toBeGreaterThan(20);
});

test.each([
  [['tiny', '--kind', 'grid', '--marks'], 2, /no --marks and no --rule for --kind grid/],
  [['tiny', '--kind', 'line'], 2, /a model that reads a line for --kind line but tiny reads a digit/],
  [['tiny'], 1, /kind "text"|one digit/],
])('%j is refused in one sentence', async ([model, ...more], code, message) => {
  const ended = await evaluate(model!, ...more);
  expect(ended.err).toMatch(message);
  expect(ended.err.trim().split('\n')).toHaveLength(1);
  expect(ended).toMatchObject({ code, out: '' });
});
