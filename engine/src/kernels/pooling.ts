/** Max, average and global pooling, forward and backward, for any window and stride. */
import {
  type FunctionBuilder,
  type FunctionRef,
  f32x4,
  type I32,
  i32,
  type ModuleBuilder,
  v128,
} from '../assembler/index.js';
import {
  type Geometry,
  planeBytes,
  planesOf,
  positionBytes,
  positionOffset,
  rowBytes,
  vectorsOf,
} from './geometry.js';
import { once } from './sums.js';
import { walk } from './walk.js';

type Pair = readonly [height: number, width: number];

export interface PoolShape {
  readonly kind: 'max' | 'average';
  readonly size: Pair;
  readonly stride: Pair;
  readonly input: Geometry;
  readonly output: Geometry;
}

/** y = max or mean of each window (x, y) */
export function definePool(m: ModuleBuilder, s: PoolShape): FunctionRef {
  return m.define('pool', s, (f, x, y) => {
    const fields = [
      { geometry: s.output, address: y },
      { geometry: s.input, address: x, stride: s.stride },
    ];
    const scale = f.let(f32x4.const(1 / (s.size[0] * s.size[1])));
    walk(f, { fields }, ([yAt, xAt]) => {
      const values = offsets(s).map((offset) => v128.load(xAt!, offset));
      const combined = values.reduce((a, b) => (s.kind === 'max' ? f32x4.pmax(a, b) : f32x4.add(a, b)));
      f.storeVector(yAt!, s.kind === 'max' ? combined : f32x4.mul(combined, scale));
    });
  });
}

/** dx += dy to the first largest of each window, or spread evenly; dx must be zeroed before. (x, y, dy, dx) */
export function definePoolGradient(m: ModuleBuilder, s: PoolShape, dyGeometry: Geometry): FunctionRef {
  return m.define('pool gradient', [s, dyGeometry], (f, x, y, dy, dx) => {
    const fields = [
      { geometry: s.output, address: y },
      { geometry: dyGeometry, address: dy },
      { geometry: s.input, address: x, stride: s.stride },
      { geometry: s.input, address: dx, stride: s.stride },
    ];
    const scale = f.let(f32x4.const(1 / (s.size[0] * s.size[1])));
    walk(f, { fields }, ([yAt, dyAt, xAt, dxAt]) => {
      const g = f.let(s.kind === 'max' ? v128.load(dyAt!) : f32x4.mul(v128.load(dyAt!), scale));
      const top = f.let(v128.load(yAt!));
      const first = once(f);
      for (const offset of offsets(s)) {
        const part = s.kind === 'max' ? v128.and(g, first(f32x4.eq(v128.load(xAt!, offset), top))) : g;
        f.storeVector(dxAt!, f32x4.add(v128.load(dxAt!, offset), part), offset);
      }
    });
  });
}

/** One value a channel: the mean or maximum of its plane. (x, y) */
export function defineGlobalPool(
  m: ModuleBuilder,
  kind: 'max' | 'average',
  input: Geometry,
  output: Geometry,
): FunctionRef {
  return m.define('global pool', [kind, input, output], (f, x, y) => {
    const scale = f.let(f32x4.const(1 / (input.height * input.width)));
    forPlanes(f, input, output, x, y, (xAt, yAt) => {
      const sum = f.let(kind === 'max' ? v128.load(xAt) : v128.zero());
      scanPlane(f, input, xAt, (at) => {
        const value = v128.load(at);
        f.set(sum, kind === 'max' ? f32x4.pmax(sum, value) : f32x4.add(sum, value));
      });
      f.storeVector(yAt, kind === 'max' ? sum : f32x4.mul(sum, scale));
    });
  });
}

/** Gradient of global pooling, written over dx. (x, y, dy, dx) */
export function defineGlobalPoolGradient(
  m: ModuleBuilder,
  kind: 'max' | 'average',
  input: Geometry,
  output: Geometry,
): FunctionRef {
  return m.define('global pool gradient', [kind, input, output], (f, x, y, dy, dx) => {
    const scale = f.let(f32x4.const(1 / (input.height * input.width)));
    const back = f.let(i32.sub(x, dx));
    const toDy = f.let(i32.sub(dy, y));
    forPlanes(f, input, output, dx, y, (dxAt, yAt) => {
      const g = f.let(v128.load(i32.add(yAt, toDy)));
      const top = f.let(v128.load(yAt));
      const first = once(f);
      scanPlane(f, input, dxAt, (at) => {
        if (kind === 'average') return f.storeVector(at, f32x4.mul(g, scale));
        f.storeVector(at, v128.and(g, first(f32x4.eq(v128.load(i32.add(at, back)), top))));
      });
    });
  });
}

/** Bytes of the window's positions from its first. */
function offsets(s: PoolShape): number[] {
  const out: number[] = [];
  for (let r = 0; r < s.size[0]; r++) {
    for (let c = 0; c < s.size[1]; c++) out.push(r * rowBytes(s.input) + c * positionBytes(s.input));
  }
  return out;
}

/** Each vector of one position's lanes, plane by plane, beside its single output position. */
function forPlanes(
  f: FunctionBuilder,
  input: Geometry,
  output: Geometry,
  x: I32,
  y: I32,
  body: (xAt: I32, yAt: I32) => void,
): void {
  const xPlane = f.let(i32.add(x, positionOffset(input, 0, 0)));
  const yPlane = f.let(i32.add(y, positionOffset(output, 0, 0)));
  f.repeat(planesOf(input), () => {
    const xAt = f.let(xPlane);
    const yAt = f.let(yPlane);
    f.repeat(vectorsOf(input), () => {
      body(xAt, yAt);
      f.advance(xAt, 16);
      f.advance(yAt, 16);
    });
    f.advance(xPlane, planeBytes(input));
    f.advance(yPlane, planeBytes(output));
  });
}

function scanPlane(f: FunctionBuilder, g: Geometry, from: I32, body: (at: I32) => void): void {
  const row = f.let(from);
  f.repeat(g.height, () => {
    const at = f.let(row);
    f.repeat(g.width, () => {
      body(at);
      f.advance(at, positionBytes(g));
    });
    f.advance(row, rowBytes(g));
  });
}
