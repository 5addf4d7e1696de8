/** A 7 drawn by two lines, black on white, as a program would hand it over: the first thing that is read. */

const SIDE = 64;
const STROKES = [
  [16, 14, 46, 14],
  [46, 14, 28, 52],
];

export function drawnSeven() {
  const data = new Uint8Array(SIDE * SIDE).fill(255);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      if (STROKES.some((stroke) => distance(x, y, stroke) < 2.5)) data[y * SIDE + x] = 20;
    }
  }
  return { width: SIDE, height: SIDE, data };
}

function distance(x, y, [x1, y1, x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}
