/** What the network sees of many drawn scenes, one after the other. Runs in Node and in Chromium. */
import { type Pixels, prepareDigit } from '@digitry/reader';
import {
  DIGIT_STROKES,
  drawDigit,
  drawInk,
  negative,
  type Scene,
  transparent,
} from '@digitry/reader/testing';

const SCENES: readonly Scene[] = [
  {},
  { size: 28, pen: 2 },
  { size: 64, pen: 2, scale: 0.4, center: [0.3, 0.6] },
  { size: 200, pen: 30, paper: 200, ink: 60, noise: 20, seed: 3 },
  { size: 240, shadow: 0.5, penumbra: 60, noise: 12, seed: 5 },
  { size: 160, specks: 12, seed: 7, box: { ink: 40, width: 3, sides: 'tl', inset: 2 } },
];

/** images × 784 bytes. */
export function seenOfAll(): Uint8Array {
  const images: Pixels[] = SCENES.flatMap((scene) =>
    DIGIT_STROKES.map((_, digit) => drawDigit(digit, scene)),
  );
  images.push(...images.slice(0, 10).map(negative));
  images.push(...DIGIT_STROKES.map((strokes) => transparent(drawInk(strokes, 90, 6), [20, 40, 160])));
  const all = new Uint8Array(images.length * 784);
  for (const [i, image] of images.entries()) all.set(prepareDigit(image).seen, i * 784);
  return all;
}
