/** Photos of plates for tests: digits on a bright plate on a darker ground, seen from aside. */
import type { GrayImage } from '../image/types.js';
import {
  type Homography,
  homographyFrom,
  multiply,
  type Point,
  type Quad,
  quadOf,
  scaleAndShift,
} from '../image/warp.js';
import { drawLine } from './line.js';
import { shoot } from './sheet.js';

export interface PhotoScene {
  /** Gray levels. */
  readonly paper?: number;
  readonly ink?: number;
  readonly ground?: number;
  /** The plate's corners in the photo of 900 × 600. */
  readonly corners?: Quad;
  readonly noise?: number;
}

export interface Photo {
  readonly image: GrayImage;
  /** Around the digits. */
  readonly quad: Quad;
}

const FROM_ASIDE: Quad = [
  [260, 250],
  [600, 215],
  [606, 285],
  [264, 325],
];

export function photoOf(text: string, scene: PhotoScene = {}): Photo {
  const { paper = 225, ink = 35, ground = 90, corners = FROM_ASIDE, noise = 4 } = scene;
  const { image, box } = drawLine(text, { height: 80, pen: 9, gap: 14, margin: 24, paper, ink });
  const plate: GrayImage = { ...image, data: Uint8Array.from(image.data) };
  const flat: Point[] = [
    [0, 0],
    [plate.width, 0],
    [plate.width, plate.height],
    [0, plate.height],
  ];
  const toPicture = homographyFrom(flat, corners);
  return {
    image: shoot(plate, { width: 900, height: 600, toPicture, table: ground, noise, blur: 1 }),
    quad: quadOf(box, toPicture),
  };
}

/** A picture without anything. */
export const emptyPhoto = (level = 120, width = 400, height = 300): GrayImage => ({
  width,
  height,
  data: new Uint8Array(width * height).fill(level),
});

/** The lean of a picture by `tangent`: its uprights lean to the right where it is positive. */
export const leaning = (tangent: number, height: number): Homography =>
  multiply(scaleAndShift(1, 1, 0, 0), [1, -tangent, (tangent * height) / 2, 0, 1, 0, 0, 0, 1]);
