/** Pictures of pages: A4 at 200 dpi, numbers of `digitry synth lines` in columns and rows, scanned slightly askew. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '@digitry/engine';
import { applyHomography } from '@digitry/reader';
import { shoot, turned } from '@digitry/reader/testing';
import { encodePng } from '@digitry/trainer';
import { inFolder, SEED, writeLines } from './line-sets.mjs';

/** `rules` are printed: none, one under each number, or those of a table. */
export const pageCases = [
  { name: '30 numbers on blank paper', columns: 2, rows: 15, rules: 'none' },
  { name: '30 numbers on rules', columns: 2, rows: 15, rules: 'under' },
  { name: '160 numbers in a table', columns: 4, rows: 40, rules: 'table' },
];

const SHEET = { width: 1654, height: 2339 };
/** Around what is written on. */
const MARGIN = { x: 140, y: 120 };
const PAPER = 246;
const INK = 160;
const RULE = { level: 135, width: 2 };
/** Room between a number and what is printed, and between columns of rules. */
const GAP = 5;
const ALLEY = 60;
/** Greatest turn of a page on the scanner, degrees. */
const ASKEW = 0.6;

/** @returns `{ file, numbers: [{ text, box }] }` of each page; boxes upright around the ink, in pixels of the picture. */
export async function writePages(folder, { columns, rows, rules }, n) {
  const step = {
    x: Math.floor((SHEET.width - 2 * MARGIN.x) / columns),
    y: Math.floor((SHEET.height - 2 * MARGIN.y) / rows),
  };
  const written = await numbersFor(step, n * columns * rows);
  const pages = [];
  for (let page = 0; page < n; page++) {
    const random = createRandom(SEED).fork(page);
    const sheet = printedSheet(columns, rows, rules, step);
    const numbers = [];
    for (let i = 0; i < columns * rows; i++) {
      const { text, ink } = written[page * columns * rows + i];
      const room = Math.min(80, step.x - ALLEY / 2 - ink.width);
      const x = MARGIN.x + (i % columns) * step.x + GAP + random.int(room);
      const rule = MARGIN.y + (Math.floor(i / columns) + 1) * step.y;
      numbers.push({ text, box: lay(ink, sheet, x, rule - GAP - random.int(4) - ink.height) });
    }
    const toPicture = turned(SHEET, SHEET, random.between(-ASKEW, ASKEW));
    const scan = { ...SHEET, toPicture, table: PAPER, light: [1, 0.96], noise: 5, seed: page + 1 };
    const { width, height, data } = shoot(sheet, scan);
    const file = join(folder, `page-${page + 1}.png`);
    await writeFile(file, encodePng(width, height, data));
    pages.push({ file, numbers: numbers.map(({ text, box }) => ({ text, box: moved(box, toPicture) })) });
  }
  return pages;
}

/** Numbers that fit their column; some are too long for a narrow one. */
async function numbersFor(step, n) {
  const lines = await inFolder((folder) => writeLines(folder, { preset: 'plain' }, Math.ceil(1.3 * n)));
  const fitting = lines
    .map(({ text, image }) => ({ text, ink: inkOf(image) }))
    .filter(({ ink }) => ink.width < step.x - ALLEY && ink.height < step.y - 2 * GAP);
  if (fitting.length < n)
    throw new Error(`Expected ${n} numbers that fit their columns but received ${fitting.length}`);
  return fitting;
}

function printedSheet(columns, rows, rules, step) {
  const { width, height } = SHEET;
  const data = new Uint8Array(width * height).fill(PAPER);
  const print = (x, y, wide, high) => {
    for (let row = y; row < y + high; row++) data.fill(RULE.level, row * width + x, row * width + x + wide);
  };
  if (rules === 'under') {
    for (let row = 1; row <= rows; row++)
      for (let column = 0; column < columns; column++)
        print(MARGIN.x + column * step.x, MARGIN.y + row * step.y, step.x - ALLEY, RULE.width);
  } else if (rules === 'table') {
    for (let row = 0; row <= rows; row++)
      print(MARGIN.x - GAP, MARGIN.y + row * step.y, columns * step.x, RULE.width);
    for (let column = 0; column <= columns; column++)
      print(MARGIN.x - GAP + column * step.x, MARGIN.y, RULE.width, rows * step.y);
  }
  return { width, height, data };
}

/** The part of a picture that holds what is dark. */
export function inkOf({ width, height, data }) {
  const channels = data.length / (width * height);
  const levelAt = (x, y) => data[(y * width + x) * channels];
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (levelAt(x, y) >= INK) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
  }
  const [wide, high] = [Math.max(0, right - left), Math.max(0, bottom - top)];
  const ink = new Uint8Array(wide * high);
  for (let i = 0; i < ink.length; i++) ink[i] = levelAt(left + (i % wide), top + Math.floor(i / wide));
  return { width: wide, height: high, data: ink };
}

/** Lays ink on the sheet. @returns where it is. */
function lay({ width, height, data }, sheet, x, y) {
  for (let i = 0; i < data.length; i++) {
    const at = (y + Math.floor(i / width)) * sheet.width + x + (i % width);
    sheet.data[at] = Math.min(sheet.data[at], data[i]);
  }
  return { x, y, width, height };
}

/** The upright box around a box that was turned with its page. */
function moved({ x, y, width, height }, toPicture) {
  const corners = [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ].map((corner) => applyHomography(toPicture, corner));
  const [xs, ys] = [corners.map(([u]) => u), corners.map(([, v]) => v)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}
