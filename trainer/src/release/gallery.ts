/** Misreadings as one gray picture: what the network saw, and below it what was written and what was read. Knows no file. */
import type { Misreading } from '../evaluate/misreadings.js';
import { encodePng } from '../report/png.js';

/** Digits of 3×5 pixels, a row each; `>` points from the truth to the answer, `-` is no answer. */
const GLYPHS: Readonly<Record<string, readonly string[]>> = {
  '0': ['###', '#.#', '#.#', '#.#', '###'],
  '1': ['.#.', '##.', '.#.', '.#.', '###'],
  '2': ['###', '..#', '###', '#..', '###'],
  '3': ['###', '..#', '.##', '..#', '###'],
  '4': ['#.#', '#.#', '###', '..#', '..#'],
  '5': ['###', '#..', '###', '..#', '###'],
  '6': ['###', '#..', '###', '#.#', '###'],
  '7': ['###', '..#', '.#.', '.#.', '.#.'],
  '8': ['###', '#.#', '###', '#.#', '###'],
  '9': ['###', '#.#', '###', '..#', '###'],
  '>': ['#..', '.#.', '..#', '.#.', '#..'],
  '-': ['...', '...', '###', '...', '...'],
};

const SCALE = 2;
const DIGIT = 28 * SCALE;
const CAPTION = 5 * SCALE + 8;
const GAP = 8;
const PAPER = 255;

/**
 * @param misreadings the worst first
 * @param most how many are shown, `columns` a row
 * @returns PNG: ink dark on white; an empty list gives an empty sheet of one cell
 */
export function misreadingSheet(misreadings: readonly Misreading[], most = 40, columns = 10): Uint8Array {
  const shown = misreadings.slice(0, most);
  const rows = Math.max(1, Math.ceil(shown.length / columns));
  const width = GAP + Math.max(1, Math.min(columns, shown.length)) * (DIGIT + GAP);
  const height = GAP + rows * (DIGIT + CAPTION + GAP);
  const gray = new Uint8Array(width * height).fill(PAPER);
  shown.forEach(({ truth, answer, seen }, i) => {
    const left = GAP + (i % columns) * (DIGIT + GAP);
    const top = GAP + Math.floor(i / columns) * (DIGIT + CAPTION + GAP);
    for (let y = 0; y < DIGIT; y++) {
      for (let x = 0; x < DIGIT; x++) {
        const ink = seen[Math.floor(y / SCALE) * 28 + Math.floor(x / SCALE)]!;
        gray[(top + y) * width + left + x] = PAPER - ink;
      }
    }
    caption(gray, width, left, top + DIGIT + 4, `${truth}>${answer || '-'}`);
  });
  return encodePng(width, height, gray);
}

function caption(gray: Uint8Array, width: number, left: number, top: number, text: string): void {
  const start = left + Math.floor((DIGIT - (4 * text.length - 1) * SCALE) / 2);
  [...text].forEach((sign, n) => {
    const rows = GLYPHS[sign] ?? [];
    rows.forEach((row, y) => {
      [...row].forEach((dot, x) => {
        if (dot !== '#') return;
        for (let dy = 0; dy < SCALE; dy++) {
          const at = (top + y * SCALE + dy) * width + start + (n * 4 + x) * SCALE;
          gray.fill(0, at, at + SCALE);
        }
      });
    });
  });
}
