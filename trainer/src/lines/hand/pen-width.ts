/** A wider or thinner pen on a stamp, in fractions of a pixel; and how wide the pen of a picture was. */

/**
 * Mean stroke width in pixels: twice the area by the total variation Σ |∇ink| (the perimeter, by the coarea formula), with
 * |∇| ≈ max + ⅜·min of the two differences.
 */
export function penWidth(data: Uint8Array, width: number, height: number): number {
  let area = 0;
  let perimeter = 0;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const at = row + x;
      const here = data[at]!;
      const dx = Math.abs((x + 1 < width ? data[at + 1]! : 0) - here);
      const dy = Math.abs((y + 1 < height ? data[at + width]! : 0) - here);
      area += here;
      perimeter += dx > dy ? dx + 0.375 * dy : dy + 0.375 * dx;
    }
  }
  return perimeter === 0 ? 0 : (2 * area) / perimeter;
}

/**
 * Widens (amount > 0) or thins (amount < 0) strokes by `amount` pixels in all: gray dilation or erosion with the four neighbors, the last step
 * mixed in by its share. A margin of a pixel must be free around the ink where it is widened. Thinning stops before half of the ink is lost.
 */
export function changePen(data: Uint8Array, width: number, height: number, amount: number): void {
  const before = new Uint8Array(data.length);
  // The neighbors in a cross reach 1 pixel along the axes and 0.7 across: 1.7 on average on both sides of a stroke.
  let rest = Math.abs(amount) / 1.7;
  const least = amount < 0 ? sum(data) / 2 : 0;
  for (; rest > 0.03; rest--) {
    before.set(data);
    step(before, data, width, height, Math.round(Math.min(1, rest) * 256), amount > 0);
    if (amount >= 0) continue;
    const after = sum(data);
    if (after >= least) continue;
    mix(data, before, Math.ceil((256 * (least - after)) / Math.max(1, sum(before) - after)));
    return;
  }
}

function step(
  from: Uint8Array,
  to: Uint8Array,
  width: number,
  height: number,
  share: number,
  isWider: boolean,
): void {
  for (let y = 1; y < height - 1; y++) {
    const row = y * width;
    for (let at = row + 1, end = row + width - 1; at < end; at++) {
      const here = from[at]!;
      const west = from[at - 1]!;
      const east = from[at + 1]!;
      const north = from[at - width]!;
      const south = from[at + width]!;
      let other = here;
      if (isWider) {
        if (west > other) other = west;
        if (east > other) other = east;
        if (north > other) other = north;
        if (south > other) other = south;
      } else {
        if (here === 0) continue;
        if (west < other) other = west;
        if (east < other) other = east;
        if (north < other) other = north;
        if (south < other) other = south;
      }
      to[at] = here + (((other - here) * share) >> 8);
    }
  }
}

/** Goes back towards what was before, by a share of 256. */
function mix(data: Uint8Array, before: Uint8Array, share: number): void {
  for (let i = 0; i < data.length; i++) data[i] = data[i]! + (((before[i]! - data[i]!) * share + 255) >> 8);
}

function sum(data: Uint8Array): number {
  let total = 0;
  for (let i = 0; i < data.length; i++) total += data[i]!;
  return total;
}
