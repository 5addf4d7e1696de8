/** Whether what was found can be read at all. */
import { FIELD } from './fit-digit.js';
import type { Ink } from './ink.js';

/**
 * True where the digit runs off one side of the image: at least two of its strokes end on that border while the digit stands clear of the
 * opposite one. A single stroke may well end there by itself, a stroke along the border is seen, and a tight crop touches all sides and is whole.
 */
export function isCutOff({ image, box, pen }: Ink): boolean {
  const { width, height, data } = image;
  const right = width - box.x - box.width;
  const bottom = height - box.y - box.height;
  const far = 0.25 * Math.max(box.width, box.height);
  const isCut = (from: number, step: number, count: number): boolean => {
    let ends = 0;
    for (let i = 0, run = 0; i <= count; i++) {
      if (i < count && data[from + i * step]! > 127) run++;
      else {
        if (run >= Math.max(2, 0.6 * pen) && run <= 2.5 * pen) ends++;
        run = 0;
      }
    }
    return ends >= 2;
  };
  return (
    (box.x === 0 && right > far && isCut(0, width, height)) ||
    (right === 0 && box.x > far && isCut(width - 1, width, height)) ||
    (box.y === 0 && bottom > far && isCut(0, 1, width)) ||
    (bottom === 0 && box.y > far && isCut((height - 1) * width, 1, width))
  );
}

/** The least part of the darkest ink by which a sharp digit changes somewhere within two pixels; MNIST has 0.96 and more. */
const SHARP = 0.72;

/** True where no edge of the digit is sharp: the blur is wider than the strokes. */
export function isTooBlurred(seen: Uint8Array): boolean {
  let steepest = 0;
  let darkest = 0;
  for (let y = 0; y < FIELD; y++) {
    for (let x = 1; x < FIELD - 1; x++) {
      const across = Math.abs(seen[y * FIELD + x + 1]! - seen[y * FIELD + x - 1]!);
      const down = Math.abs(seen[(x + 1) * FIELD + y]! - seen[(x - 1) * FIELD + y]!);
      steepest = Math.max(steepest, across, down);
      darkest = Math.max(darkest, seen[y * FIELD + x]!);
    }
  }
  return steepest < SHARP * darkest;
}
