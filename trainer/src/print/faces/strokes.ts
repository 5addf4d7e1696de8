/** Digits of even strokes with rounded corners, in the manner of those embossed on bank cards. */
import type { Font, Outline } from '../../fonts/index.js';
import { bar, disc, leaned } from './shapes.js';

/** Center lines, x,y in hundredths of the height, in boxes 60 wide. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  0: ['12,0 48,0 60,12 60,88 48,100 12,100 0,88 0,12 12,0'],
  1: ['8,82 30,100 30,0', '5,0 55,0'],
  2: ['0,85 12,100 48,100 60,88 60,60 48,50 12,46 0,34 0,0 60,0'],
  3: ['0,100 58,100 26,60 48,58 60,46 60,12 48,0 12,0 0,14'],
  4: ['14,100 0,34 60,34', '44,66 44,0'],
  5: ['56,100 5,100 5,56 46,56 60,44 60,12 48,0 12,0 0,12'],
  6: ['55,100 14,100 0,86 0,12 12,0 48,0 60,12 60,42 48,54 0,54'],
  7: ['0,84 0,100 60,100 60,80 26,40 26,0'],
  8: ['15,54 7,66 7,90 17,100 43,100 53,90 53,66 45,54 60,42 60,12 48,0 12,0 0,12 0,42 15,54 45,54'],
  9: ['5,0 46,0 60,14 60,88 48,100 12,100 0,88 0,58 12,46 60,46'],
  '/': ['10,0 50,100'],
};

export interface StrokeStyle {
  /** Half the width of a stroke, 0.03 … 0.1. */
  readonly radius: number;
  /** Width of the characters by that of the drawings. */
  readonly width: number;
  readonly lean: number;
  /** Room between two characters. */
  readonly spacing: number;
}

export function strokeFont({ radius, width, lean, spacing }: StrokeStyle): Font {
  const outlines: Record<string, Outline> = {};
  for (const [character, paths] of Object.entries(PATHS)) {
    const contours = paths.flatMap((path) => stroked(path, radius, width));
    outlines[character] = {
      contours: leaned(contours, lean),
      advance: 0.6 * width + 2 * radius + spacing,
    };
  }
  return { name: 'strokes', family: 'strokes', outlines };
}

/** A path as a pen of `radius` draws it, 1 high with the pen. */
function stroked(path: string, radius: number, width: number): Float32Array[] {
  const points = path.split(' ').map((point): [number, number] => {
    const [x, y] = point.split(',').map((hundredths) => Number(hundredths) / 100) as [number, number];
    return [radius + x * width, radius + y * (1 - 2 * radius)];
  });
  const contours = points.map(([x, y]) => disc(x, y, radius, 12));
  for (let i = 0; i + 1 < points.length; i++) contours.push(bar(...points[i]!, ...points[i + 1]!, radius));
  return contours;
}
