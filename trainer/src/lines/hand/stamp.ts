/** One character as it comes on the paper: pixels of ink and where they stand beside the baseline. */

export interface Stamp {
  readonly width: number;
  readonly height: number;
  /** 255 is full ink. */
  readonly data: Uint8Array;
  /** First row, counted downwards from the baseline: negative above it. */
  readonly top: number;
}

/** Ink below this does not count where distances are measured. */
const EDGE = 60;

/** First and last column with ink of each row; rows without have first > last. */
export interface Profile {
  readonly first: Int16Array;
  readonly last: Int16Array;
  /** Least and greatest column and row with ink. */
  readonly left: number;
  readonly right: number;
  readonly upper: number;
  readonly lower: number;
}

export function profileOf({ width, height, data }: Stamp): Profile {
  const first = new Int16Array(height);
  const last = new Int16Array(height);
  let left = width;
  let right = -1;
  let upper = height;
  let lower = -1;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let from = 0;
    while (from < width && data[row + from]! < EDGE) from++;
    let to = width - 1;
    while (to >= from && data[row + to]! < EDGE) to--;
    first[y] = from;
    last[y] = from > to ? -1 : to;
    if (from > to) continue;
    if (from < left) left = from;
    if (to > right) right = to;
    if (upper === height) upper = y;
    lower = y;
  }
  // Ink too faint to measure stands as wide as its picture.
  if (right < 0)
    return {
      first: new Int16Array(height),
      last: first.fill(width - 1),
      left: 0,
      right: width - 1,
      upper: 0,
      lower: height - 1,
    };
  return { first, last, left, right, upper, lower };
}

/** Lays a stamp on a plane of ink, darker where strokes cross: 1 − (1 − a)(1 − b). What lies outside is lost. */
export function press(
  plane: Uint8Array,
  planeWidth: number,
  planeHeight: number,
  stamp: Stamp,
  x: number,
  baseline: number,
  strength = 1,
): void {
  const { width, height, data } = stamp;
  const above = baseline + stamp.top;
  const fromY = Math.max(0, -above);
  const toY = Math.min(height, planeHeight - above);
  const fromX = Math.max(0, -x);
  const toX = Math.min(width, planeWidth - x);
  const share = Math.round(strength * 256);
  for (let y = fromY; y < toY; y++) {
    let at = (above + y) * planeWidth + x + fromX;
    for (let from = y * width + fromX, end = y * width + toX; from < end; from++, at++) {
      const ink = (data[from]! * share) >> 8;
      if (ink === 0) continue;
      const there = plane[at]!;
      plane[at] = there === 0 ? ink : 255 - ((255 - there) * (255 - ink)) / 255;
    }
  }
}
