/** How alike two images are. */

/** Normalized correlation `Σ ab / √(Σ a² Σ b²)`: 1 for the same image up to a factor, 0 for nothing in common or an empty one. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

/** The best {@link correlation} of two square images of which one may be moved by a pixel: centering in whole pixels may round either way. */
export function alikeness(a: ArrayLike<number>, b: ArrayLike<number>, side = 28): number {
  let best = 0;
  for (const dy of [-1, 0, 1]) {
    for (const dx of [-1, 0, 1]) {
      const moved = Float64Array.from({ length: side * side }, (_, i) => {
        const [x, y] = [(i % side) - dx, Math.floor(i / side) - dy];
        return x < 0 || y < 0 || x >= side || y >= side ? 0 : a[y * side + x]!;
      });
      best = Math.max(best, correlation(moved, b));
    }
  }
  return best;
}
