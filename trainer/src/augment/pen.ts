/** A wider or thinner pen by gray morphology on the canvas, in fractions of a pixel. */
import { CANVAS, CANVAS_BYTES, type Extent } from './canvas.js';

/**
 * Widens (amount > 0) or thins (amount < 0) strokes by `amount` canvas pixels in all, half on either side.
 * Whole steps take the most (least) of a pixel and its four neighbors, out = max(p, n, e, s, w); the rest of the amount is mixed in.
 * Thinning stops where less than a third of the ink is left.
 * @param scratch a second canvas, overwritten
 */
export function changePen(canvas: Uint8Array, scratch: Uint8Array, amount: number, extent: Extent): void {
  const before = amount < 0 ? inkSum(canvas) : 0;
  // The neighbors in a cross reach 1 pixel along the axes and 0.7 across: 1.7 on average on both sides of a stroke.
  for (let rest = Math.abs(amount) / 1.7; rest > 0.02; rest--) {
    const share = Math.min(1, rest);
    scratch.set(canvas);
    if (amount > 0) dilate(scratch, canvas, Math.round(share * 256), extent);
    else erode(scratch, canvas, Math.round(share * 256), extent);
    if (amount < 0) {
      const after = inkSum(canvas);
      if (after * 3 < before) {
        mix(canvas, scratch, after, inkSum(scratch), before / 3);
        return;
      }
    }
  }
}

function dilate(from: Uint8Array, to: Uint8Array, share: number, extent: Extent): void {
  const top = Math.max(1, extent.top - 3);
  const bottom = Math.min(CANVAS - 2, extent.bottom + 3);
  const left = Math.max(1, extent.left - 3);
  const right = Math.min(CANVAS - 2, extent.right + 3);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const at = y * CANVAS + x;
      const here = from[at]!;
      let most = here;
      if (from[at - 1]! > most) most = from[at - 1]!;
      if (from[at + 1]! > most) most = from[at + 1]!;
      if (from[at - CANVAS]! > most) most = from[at - CANVAS]!;
      if (from[at + CANVAS]! > most) most = from[at + CANVAS]!;
      to[at] = here + (((most - here) * share) >> 8);
    }
  }
}

function erode(from: Uint8Array, to: Uint8Array, share: number, extent: Extent): void {
  const top = Math.max(1, extent.top);
  const bottom = Math.min(CANVAS - 2, extent.bottom);
  const left = Math.max(1, extent.left);
  const right = Math.min(CANVAS - 2, extent.right);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const at = y * CANVAS + x;
      const here = from[at]!;
      if (here === 0) continue;
      let least = here;
      if (from[at - 1]! < least) least = from[at - 1]!;
      if (from[at + 1]! < least) least = from[at + 1]!;
      if (from[at - CANVAS]! < least) least = from[at - CANVAS]!;
      if (from[at + CANVAS]! < least) least = from[at + CANVAS]!;
      to[at] = here - (((here - least) * share) >> 8);
    }
  }
}

/** Goes back from `canvas` (ink `now`) towards `earlier` (ink `then`) until the ink is `wanted`. */
function mix(canvas: Uint8Array, earlier: Uint8Array, now: number, then: number, wanted: number): void {
  const share = Math.round(256 * Math.min(1, (wanted - now) / Math.max(1, then - now)));
  for (let i = 0; i < CANVAS_BYTES; i++) {
    canvas[i] = canvas[i]! + (((earlier[i]! - canvas[i]!) * share) >> 8);
  }
}

/**
 * Mean stroke width in canvas pixels: twice the area by the perimeter, which is the total variation Σ |∇ink| (coarea formula),
 * here with |∇| ≈ max + ⅜·min of the two differences.
 */
export function penWidth(canvas: Uint8Array, extent: Extent): number {
  let area = 0;
  let perimeter = 0;
  const bottom = Math.min(CANVAS - 2, extent.bottom);
  const right = Math.min(CANVAS - 2, extent.right);
  for (let y = Math.max(0, extent.top - 1); y <= bottom; y++) {
    for (let x = Math.max(0, extent.left - 1); x <= right; x++) {
      const at = y * CANVAS + x;
      const here = canvas[at]!;
      const dx = Math.abs(canvas[at + 1]! - here);
      const dy = Math.abs(canvas[at + CANVAS]! - here);
      area += here;
      perimeter += dx > dy ? dx + 0.375 * dy : dy + 0.375 * dx;
    }
  }
  return perimeter === 0 ? 0 : (2 * area) / perimeter;
}

function inkSum(canvas: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < CANVAS_BYTES; i++) sum += canvas[i]!;
  return sum;
}
