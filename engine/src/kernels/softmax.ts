/** Softmax over the channels of each position as a layer, samples in the lanes. */
import {
  type FunctionBuilder,
  type FunctionRef,
  f32x4,
  type I32,
  type Local,
  type ModuleBuilder,
  v128,
} from '../assembler/index.js';
import { type Geometry, geometryKey, planeBytes } from './geometry.js';
import { exp } from './math.js';
import { walk } from './walk.js';

/** y = eˣ/Σ eˣ (x, y) */
export function defineSoftmax(m: ModuleBuilder, from: Geometry, to: Geometry): FunctionRef {
  return m.define(
    `softmax ${geometryKey(from)} ${geometryKey(to)}`,
    { x: 'i32', y: 'i32' },
    (f, { x, y }) => {
      walk(f, { fields: [onePlane(from, x), onePlane(to, y)] }, ([xAt, yAt]) => {
        const top = f.let(v128.load(xAt!));
        forChannels(f, [from], [xAt!], ([at]) => f.set(top, f32x4.pmax(top, v128.load(at!))));
        const sum = f.let(v128.zero());
        forChannels(f, [from, to], [xAt!, yAt!], ([input, output]) => {
          const e = f.let(exp(f, f32x4.sub(v128.load(input!), top)));
          f.set(sum, f32x4.add(sum, e));
          f.storeVector(output!, e);
        });
        forChannels(f, [to], [yAt!], ([at]) => f.storeVector(at!, f32x4.div(v128.load(at!), sum)));
      });
    },
  );
}

/** dx = y·(dy − Σ dy·y) (dy, y, dx) */
export function defineSoftmaxGradient(
  m: ModuleBuilder,
  dyGeometry: Geometry,
  yGeometry: Geometry,
  dxGeometry: Geometry,
): FunctionRef {
  const geometries = [dyGeometry, yGeometry, dxGeometry];
  const name = `softmax gradient ${geometries.map(geometryKey).join(' ')}`;
  return m.define(name, { dy: 'i32', y: 'i32', dx: 'i32' }, (f, { dy, y, dx }) => {
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
