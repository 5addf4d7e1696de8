/** Polygons that drawn faces are made of; all wind the same way, so that where they overlap there is ink. */

/** A disc, or what comes near enough. */
export function disc(x: number, y: number, radius: number, corners = 10): Float32Array {
  return Float32Array.from({ length: 2 * corners }, (_, i) => {
    const angle = (2 * Math.PI * (i >> 1)) / corners;
    return i % 2 === 0 ? x + radius * Math.cos(angle) : y + radius * Math.sin(angle);
  });
}

/** A straight stroke with flat ends. */
export function bar(x0: number, y0: number, x1: number, y1: number, radius: number): Float32Array {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const nx = (-(y1 - y0) / length) * radius;
  const ny = ((x1 - x0) / length) * radius;
  return Float32Array.of(x0 - nx, y0 - ny, x1 - nx, y1 - ny, x1 + nx, y1 + ny, x0 + nx, y0 + ny);
}

/** Each point (x, y) moved to (x + lean · y, y). */
export function leaned(contours: readonly Float32Array[], lean: number): Float32Array[] {
  return contours.map((contour) =>
    contour.map((value, i) => (i % 2 === 0 ? value + lean * contour[i + 1]! : value)),
  );
}
