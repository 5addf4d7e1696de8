/** A fixed set of pictures that goes through every part of the preparation, for comparing runtimes byte by byte. */
import type { Pixels } from '../image/types.js';
import { drawDigit, drawInk, negative, type Scene, transparent } from './draw.js';
import { DIGIT_STROKES } from './strokes.js';

export interface TestImage {
  readonly name: string;
  readonly digit: number;
  readonly image: Pixels;
}

const SCENES: Readonly<Record<string, Scene>> = {
  plain: {},
  'as MNIST': { size: 28, scale: 20 / 28, pen: 2.6, ink: 0 },
  bitmap16: { size: 16, scale: 1, pen: 1.8, ink: 0 },
  bitmap32: { size: 32, scale: 0.97, pen: 3.4, ink: 0 },
  'thin pen': { size: 300, pen: 1.2, scale: 0.85 },
  'fat pen': { pen: 22, scale: 0.9 },
  'in a corner': { size: 260, scale: 0.3, center: [0.28, 0.7], pen: 5 },
  'gray paper': { paper: 140, ink: 60 },
  'soft shadow': { size: 200, pen: 9, shadow: 0.5, penumbra: 30 },
  'hard shadow': { size: 200, pen: 9, shadow: 0.55, penumbra: 1.5, noise: 6 },
  specks: { specks: 9 },
  noise: { noise: 60, paper: 215, ink: 70 },
  'noise, large': { size: 420, pen: 16, noise: 50, paper: 215, ink: 90 },
  'pencil in a box': {
    ink: 195,
    paper: 236,
    noise: 8,
    scale: 0.6,
    box: { ink: 60, width: 2, sides: 'tlbr' },
  },
  'touching a line': {
    pen: 6,
    scale: 0.86,
    center: [0.5, 0.56],
    box: { ink: 50, width: 3, sides: 'b', inset: 2 },
  },
  'box in 32 pixels': { size: 32, pen: 2.5, scale: 0.7, box: { ink: 50, width: 1, sides: 'lr' } },
  photo: {
    size: 2300,
    scale: 0.35,
    center: [0.6, 0.45],
    pen: 40,
    paper: 190,
    ink: 80,
    shadow: 0.7,
    penumbra: 200,
    noise: 12,
  },
};

/** Two digits of each scene, every third in white on black, and drawings on a transparent ground. */
export function testImages(): TestImage[] {
  const images = Object.entries(SCENES).flatMap(([name, scene], row) =>
    [row % 10, (row + 5) % 10].map((digit, column) => {
      const image = drawDigit(digit, { ...scene, seed: row + 1 });
      const light = (2 * row + column) % 3 === 2;
      return {
        name: `${name}, ${digit}${light ? ', light on dark' : ''}`,
        digit,
        image: light ? negative(image) : image,
      };
    }),
  );
  const ink = drawInk(DIGIT_STROKES[5]!, 90, 6);
  return [
    ...images,
    { name: 'blue on transparent, 5', digit: 5, image: transparent(ink, [20, 40, 200]) },
    { name: 'white on transparent, 5', digit: 5, image: transparent(ink, [255, 255, 255]) },
  ];
}
