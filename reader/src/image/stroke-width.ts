/** How wide the pen is, from a gray ink image. */
import type { Box, GrayImage } from './types.js';

/**
 * Mean stroke width in pixels: twice the area by the perimeter, exact for a long stroke of constant width.
 * Area is Σ ink; perimeter is the total variation Σ |∇ink| (coarea formula: the mean perimeter of all level sets), so nothing is
 * binarized and antialiased edges count as they should. 0 where there is no ink.
 */
export function strokeWidth(
  ink: GrayImage,
  box: Box = { x: 0, y: 0, width: ink.width, height: ink.height },
): number {
  const { width, data } = ink;
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  let area = 0;
  let perimeter = 0;
  // The gradient lives between four pixels: a b over c d. Around the box all is taken as paper.
  for (let y = box.y - 1; y < bottom; y++) {
    let a = 0;
    let c = 0;
    for (let x = box.x; x <= right; x++) {
      const b = y >= box.y && x < right ? data[y * width + x]! : 0;
      const d = y + 1 < bottom && x < right ? data[(y + 1) * width + x]! : 0;
      area += b;
      if (a !== d || b !== c) {
        const falling = d - a;
        const rising = c - b;
        // |∇|² = ((b + d − a − c) / 2)² + ((c + d − a − b) / 2)² = ((d − a)² + (c − b)²) / 2
        perimeter += Math.sqrt((falling * falling + rising * rising) / 2);
      }
      a = b;
      c = d;
    }
  }
  return perimeter === 0 ? 0 : (2 * area) / perimeter;
}
