/** The characters of numbers and print as strokes on a grid 4 wide and 6 tall: pictures are labeled alike on every machine, also where there are no fonts. */

/** SVG path data. */
const GLYPHS: Readonly<Record<string, string>> = {
  '0': 'M1 0H3L4 1V5L3 6H1L0 5V1ZM0 5L4 1',
  '1': 'M1 1L2 0V6M1 6H3',
  '2': 'M0 1L1 0H3L4 1V2L0 6H4',
  '3': 'M0 1L1 0H3L4 1V2L3 3H1M3 3L4 4V5L3 6H1L0 5',
  '4': 'M3 6V0L0 4H4',
  '5': 'M4 0H0V2H3L4 3V5L3 6H1L0 5',
  '6': 'M4 0H2L0 2V5L1 6H3L4 5V4L3 3H0',
  '7': 'M0 0H4L1 6',
  '8': 'M1 3L0 2V1L1 0H3L4 1V2L3 3H1L0 4V5L1 6H3L4 5V4L3 3',
  '9': 'M0 6H2L4 4V1L3 0H1L0 1V2L1 3H4',
  A: 'M0 6L2 0L4 6M1 4H3',
  B: 'M0 0V6H3L4 5V4L3 3H0M3 3L4 2V1L3 0H0',
  C: 'M4 1L3 0H1L0 1V5L1 6H3L4 5',
  D: 'M0 0V6H2L4 4V2L2 0Z',
  E: 'M4 0H0V6H4M0 3H3',
  F: 'M4 0H0V6M0 3H3',
  G: 'M4 1L3 0H1L0 1V5L1 6H3L4 5V3H2',
  H: 'M0 0V6M4 0V6M0 3H4',
  I: 'M1 0H3M2 0V6M1 6H3',
  J: 'M4 0V5L3 6H1L0 5',
  K: 'M0 0V6M4 0L0 4M1 3L4 6',
  L: 'M0 0V6H4',
  M: 'M0 6V0L2 3L4 0V6',
  N: 'M0 6V0L4 6V0',
  O: 'M1 0H3L4 1V5L3 6H1L0 5V1Z',
  P: 'M0 6V0H3L4 1V2L3 3H0',
  Q: 'M1 0H3L4 1V5L3 6H1L0 5V1ZM2 4L4 6',
  R: 'M0 6V0H3L4 1V2L3 3H0M2 3L4 6',
  S: 'M4 1L3 0H1L0 1V2L1 3H3L4 4V5L3 6H1L0 5',
  T: 'M0 0H4M2 0V6',
  U: 'M0 0V5L1 6H3L4 5V0',
  V: 'M0 0L2 6L4 0',
  W: 'M0 0L1 6L2 3L3 6L4 0',
  X: 'M0 0L4 6M4 0L0 6',
  Y: 'M0 0L2 3L4 0M2 3V6',
  Z: 'M0 0H4L0 6H4',
  '.': 'M2 5.4V6',
  ':': 'M2 1.8V2.4M2 4.4V5',
  '·': 'M2 2.7V3.3',
  ',': 'M2 5.4V6L1 7',
  '-': 'M.5 3H3.5',
  '/': 'M0 6L4 0',
  '=': 'M.5 2H3.5M.5 4H3.5',
  '#': 'M1 0V6M3 0V6M0 2H4M0 4H4',
  $: 'M4 1.5L3 .8H1L0 1.8V2.5L1 3H3L4 3.5V4.2L3 5.2H1L0 4.5M2 0V6',
  '€': 'M4 0H3L1 2V4L3 6H4M0 2.4H3M0 3.6H3',
  '£': 'M4 1L3 0H2L1 1V6M0 6H4M0 3H3',
  '%': 'M4 0L0 6M0 .5H1V1.5H0ZM3 4.5H4V5.5H3Z',
  '*': 'M2 1V5M.5 2L3.5 4M3.5 2L.5 4',
  "'": 'M2 0V1.2',
  ' ': '',
};

/** For what is not in the table. */
const OTHER = 'M0 1L1 0H3L4 1L2 3V4.2M2 5.4V6';

/** Columns from one character to the next, and rows of one. */
const STEP = 5.6;
const ROWS = 6;

export const textWidth = (text: string, height: number): number => ([...text].length * STEP * height) / ROWS;

/** A group of strokes `height` tall whose top left corner is at (x, y); color and such come from around it. */
export function textStrokes(text: string, x: number, y: number, height: number): string {
  const scale = height / ROWS;
  const glyphs = [...text].map((character, i) => {
    const path = GLYPHS[character] ?? OTHER;
    return path && `<path transform="translate(${i * STEP})" d="${path}"/>`;
  });
  return `<g transform="translate(${x} ${y}) scale(${scale})" fill="none" stroke-width="1" stroke-linecap="round" stroke-linejoin="round">${glyphs.join('')}</g>`;
}
