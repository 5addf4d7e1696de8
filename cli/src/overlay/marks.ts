/** What is drawn over a page: outlines of what was read, with the readings beside them, as SVG. */
import { textStrokes, textWidth } from './glyphs.js';

/** Corners in pixels of the page. */
export type Outline = readonly (readonly [x: number, y: number])[];

export interface Mark {
  readonly outline: Outline;
  readonly text: string;
  readonly status: string;
  /** The text stands in the upper left corner of the outline, not above it: what is above is another's. */
  readonly isWithin?: boolean;
}

/** Distinct for the color-blind too: blue, orange, gray. */
const COLORS: Readonly<Record<string, string>> = {
  accepted: '#0b5fd0',
  review: '#d95f02',
  rejected: '#777777',
};
const OTHER_COLOR = '#777777';

/** Pixels of a line, as a share of the page's shorter side. */
const LINE = 1 / 600;
/** Height of a reading, as a share of what it stands above, or within; and in pixels. */
const ABOVE = 0.7;
const WITHIN = 0.32;
const [SMALLEST, LARGEST] = [8, 48];

/** An SVG as large as the page. Readings stand above what they are of, or below it at the page's top, on white, within the page. */
export function marksSvg(width: number, height: number, marks: readonly Mark[]): string {
  const side = Math.min(width, height);
  const line = Math.max(1, side * LINE);
  const drawn = marks.map(({ outline, text, status, isWithin = false }) => {
    const color = COLORS[status] ?? OTHER_COLOR;
    const points = outline.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
    const polygon = `<polygon points="${points}" fill="none" stroke="${color}" stroke-width="${line}"/>`;
    return polygon + (text === '' ? '' : label(text, outline, color, isWithin));
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawn.join('')}</svg>`;

  function label(text: string, outline: Outline, color: string, isWithin: boolean): string {
    const xs = outline.map(([x]) => x);
    const ys = outline.map(([, y]) => y);
    const share = (isWithin ? WITHIN : ABOVE) * (Math.max(...ys) - Math.min(...ys));
    const size = Math.min(LARGEST, Math.max(SMALLEST, share));
    const pad = size / 4;
    const wide = textWidth(text, size) + pad;
    const tall = size + 2 * pad;
    const above = Math.min(...ys) - tall - line;
    const x = Math.max(0, Math.min(width - wide, Math.min(...xs)));
    const below = Math.min(height - tall, Math.max(...ys) + line);
    const y = isWithin ? Math.min(...ys) : above >= 0 ? above : below;
    const ground = `<rect x="${round(x)}" y="${round(y)}" width="${round(wide)}" height="${round(tall)}" fill="#ffffff" fill-opacity="0.85"/>`;
    return `${ground}<g stroke="${color}">${textStrokes(text, round(x + pad), round(y + pad), round(size))}</g>`;
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;
