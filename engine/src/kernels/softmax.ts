/** Softmax over the channels of each position as a layer, samples in the lanes. */
import {
  type FunctionBuilder,
  type FunctionRef,
  f32x4,
  type I32,
  type Local,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';
import { type Geometry, planeBytes } from './geometry.js';
import { exp } from './math.js';
import { walk } from './walk.js';

/**
 * to = e^(x − max) row by row, with the addresses [x, to] of every row. @param each sees every x − max
 * @returns the maximum, and the sum of the exponentials
 */
export function exponentials(
  f: FunctionBuilder,
  forRows: (body: (at: readonly I32[]) => void) => void,
  each?: (shifted: Local<'v128'>, at: readonly I32[]) => void,
): { readonly top: V128; readonly sum: Local<'v128'> } {
  const top = f.let(f32x4.const(Number.NEGATIVE_INFINITY));
  forRows(([x]) => f.set(top, f32x4.pmax(top, v128.load(x!))));
  const sum = f.let(v128.zero());
  forRows((at) => {
    const shifted = f.let(f32x4.sub(v128.load(at[0]!), top));
    each?.(shifted, at);
    const e = f.let(exp(f, shifted));
    f.set(sum, f32x4.add(sum, e));
    f.storeVector(at[1]!, e);
  });
  return { top, sum };
}

/** y = eˣ/Σ eˣ (x, y) */
export function defineSoftmax(m: ModuleBuilder, from: Geometry, to: Geometry): FunctionRef {
  return m.define('softmax', [from, to], (f, x, y) => {
    walk(f, { fields: [onePlane(from, x), onePlane(to, y)] }, ([xAt, yAt]) => {
      const { sum } = exponentials(f, (body) => forChannels(f, [from, to], [xAt!, yAt!], body));
      forChannels(f, [to], [yAt!], ([at]) => f.storeVector(at!, f32x4.div(v128.load(at!), sum)));
    });
  });
}

/** dx = y·(dy − Σ dy·y) (dy, y, dx) */
export function defineSoftmaxGradient(
  m: ModuleBuilder,
  geometries: readonly [dy: Geometry, y: Geometry, dx: Geometry],
): FunctionRef {
  const [dyGeometry, yGeometry, dxGeometry] = geometries;
  return m.define('softmax gradient', geometries, (f, dy, y, dx) => {
    const fields = [onePlane(dyGeometry, dy), onePlane(yGeometry, y), onePlane(dxGeometry, dx)];
    walk(f, { fields }, (at) => {
      const dot = f.let(v128.zero());
      forChannels(f, geometries, at, ([g, p]) => f.set(dot, f.madd(v128.load(g!), v128.load(p!), dot)));
      forChannels(f, geometries, at, ([g, p, out]) => {
        f.storeVector(out!, f32x4.mul(v128.load(p!), f32x4.sub(v128.load(g!), dot)));
      });
    });
  });
}

/** The walk goes over the positions of the first channel; the others are reached from there. */
const onePlane = (geometry: Geometry, address: I32) => ({ geometry: { ...geometry, channels: 1 }, address });

function forChannels(
  f: FunctionBuilder,
  geometries: readonly Geometry[],
  from: readonly I32[],
  body: (at: Local<'i32'>[]) => void,
): void {
  f.scope(() => {
    const at = from.map((address) => f.let(address));
    f.repeat(geometries[0]!.channels, () => {
      body(at);
      geometries.forEach((geometry, i) => f.advance(at[i]!, planeBytes(geometry)));
    });
  });
}
