/** The camera that looks at print from aside: a turn, a lean and a little perspective about the middle of the picture. */
import type { Random } from '@digitry/engine';
import { applyHomography, type Homography, invert, type Point, warp } from '@digitry/reader';
import type { Sheet } from '../lines/sheet/sheet.js';
import type { PrintConfig } from './config.js';

export interface View {
  /** Of the picture that it sees. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the sheet that are needed beyond what is seen from the front, on each side: across and down. */
  readonly room: readonly [across: number, down: number];
  /** The picture of a sheet. */
  see(sheet: Sheet): Sheet;
  /** Where a point of the sheet comes to lie in the picture. */
  at(point: Point): Point;
}

/** @param across, down what is seen of the sheet from the front, pixels; turned, the picture is larger */
export function drawView(
  { rotation, shear, perspective }: PrintConfig,
  across: number,
  down: number,
  random: Random,
): View {
  const swing = (): number => random.next() - random.next();
  const angle = ((rotation * Math.PI) / 180) * swing();
  const lean = shear * swing();
  // Two thirds of the pictures are taken from the front, or straightened before.
  const near = random.chance(1 / 3) ? perspective * swing() : 0;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const width = Math.ceil(across + Math.abs(lean - sin) * down);
  const height = Math.ceil(down + Math.abs(sin) * across);
  const g = near / (width / 2);
  const corners = [-1, 1].flatMap((x) => [-1, 1].map((y) => [(x * width) / 2, (y * height) / 2] as const));
  const source = ([x, y]: readonly [number, number]): Point => {
    const w = 1 + g * x;
    return [(cos * x + (lean - sin) * y) / w, (sin * x + cos * y) / w];
  };
  const reach = corners.map(source);
  const room = [
    Math.ceil(Math.max(0, ...reach.map(([x]) => Math.abs(x) - across / 2))),
    Math.ceil(Math.max(0, ...reach.map(([, y]) => Math.abs(y) - down / 2))),
  ] as const;
  const [mx, my] = [width / 2, height / 2];
  const [sx, sy] = [across / 2 + room[0], down / 2 + room[1]];
  // w of pixel (x, y) of the picture is 1 + g (x − mx).
  const base = 1 - g * mx;
  const toSheet: Homography = [
    cos + sx * g,
    lean - sin,
    -cos * mx - (lean - sin) * my + sx * base,
    sin + sy * g,
    cos,
    -sin * mx - cos * my + sy * base,
    g,
    0,
    base,
  ];
  const fromSheet = invert(toSheet);
  return {
    room,
    width,
    height,
    see({ width: columns, height: rows, page }) {
      const image = { width: columns, height: rows, data: page.subarray(0, columns * rows) };
      return { width, height, page: warp(image, toSheet, width, height).data };
    },
    at: (point) => applyHomography(fromSheet, point),
  };
}
