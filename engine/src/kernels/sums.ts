/** Sums across the lanes of accumulators, added to arrays in memory; picks of lanes. */
import {
  type FunctionBuilder,
  f32,
  f32x4,
  horizontalSum,
  type I32,
  type Local,
  type V128,
  v128,
} from '../assembler/index.js';

/** Adds the lanes of accumulator i to the float at address + i·stride. */
export function addSums(
  f: FunctionBuilder,
  address: I32,
  sums: readonly Local<'v128'>[],
  stride: number,
): void {
  f.scope(() => {
    const at = f.let(address);
    sums.forEach((sum, i) =>
      f.storeFloat(at, f32.add(f32.load(at, i * stride), horizontalSum(sum)), i * stride),
    );
  });
}

/** One vector whose lanes are the sums of the lanes of four. */
export function transposedSum(f: FunctionBuilder, a: V128, b: V128, c: V128, d: V128): V128 {
  const pairs = (x: V128, y: V128) =>
    f.let(f32x4.add(v128.shuffle(x, y, [0, 4, 1, 5]), v128.shuffle(x, y, [2, 6, 3, 7])));
  const ab = pairs(a, b);
  const cd = pairs(c, d);
  return f32x4.add(v128.shuffle(ab, cd, [0, 1, 4, 5]), v128.shuffle(ab, cd, [2, 3, 6, 7]));
}

/** A vector of four lanes picked from any vectors: [vector, lane] each. */
export function gatherLanes(vectors: readonly V128[], picks: readonly (readonly [number, number])[]): V128 {
  const [p0, p1, p2, p3] = picks as [[number, number], [number, number], [number, number], [number, number]];
  const pair = (p: readonly [number, number], q: readonly [number, number]) =>
    v128.shuffle(vectors[p[0]]!, vectors[q[0]]!, [p[1], 4 + q[1], p[1], 4 + q[1]]);
  return v128.shuffle(pair(p0, p1), pair(p2, p3), [0, 1, 4, 5]);
}

/** Lets every lane pass once: a mask in, out of it the lanes that no mask before had. */
export function once(f: FunctionBuilder): (mask: V128) => V128 {
  const open = f.let(v128.not(v128.zero()));
  return (mask) => {
    const first = f.let(v128.and(mask, open));
    f.set(open, v128.andNot(open, first));
    return first;
  };
}
