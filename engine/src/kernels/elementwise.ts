/** Kernels that treat each value by itself: activations, scaling, sums of pictures, dropout, zeroing. */
import {
  type FunctionBuilder,
  type FunctionRef,
  f32x4,
  i32,
  i32x4,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';
import { type Geometry, geometryKey } from './geometry.js';
import { sigmoid, tanh } from './math.js';
import { addSums } from './sums.js';
import { channelAt, walk } from './walk.js';

export type Activation = 'relu' | 'sigmoid' | 'tanh' | 'linear';

const forward: Record<Activation, (f: FunctionBuilder, x: V128) => V128> = {
  relu: (_, x) => f32x4.pmax(x, v128.zero()),
  sigmoid,
  tanh,
  linear: (_, x) => x,
};

/** dx from dy and the activation's output y. */
const backward: Record<Activation, (dy: V128, y: V128) => V128> = {
  relu: (dy, y) => v128.and(dy, f32x4.gt(y, v128.zero())),
  sigmoid: (dy, y) => f32x4.mul(dy, f32x4.sub(y, f32x4.mul(y, y))),
  tanh: (dy, y) => f32x4.sub(dy, f32x4.mul(dy, f32x4.mul(y, y))),
  linear: (dy) => dy,
};

/** y = activation(x) (x, y) */
export function defineActivation(
  m: ModuleBuilder,
  type: Activation,
  from: Geometry,
  to: Geometry,
): FunctionRef {
  return m.define(
    `${type} ${geometryKey(from)} ${geometryKey(to)}`,
    { x: 'i32', y: 'i32' },
    (f, { x, y }) => {
      walk(
        f,
        {
          fields: [
            { geometry: from, address: x },
            { geometry: to, address: y },
          ],
        },
        ([xAt, yAt]) => {
          f.storeVector(yAt!, forward[type](f, f.let(v128.load(xAt!))));
        },
      );
    },
  );
}

/** dx = dy · activation′ (dy, y, dx) */
export function defineActivationGradient(
  m: ModuleBuilder,
  type: Activation,
  dyGeometry: Geometry,
  yGeometry: Geometry,
  dxGeometry: Geometry,
): FunctionRef {
  const name = `${type} gradient ${[dyGeometry, yGeometry, dxGeometry].map(geometryKey).join(' ')}`;
  return m.define(name, { dy: 'i32', y: 'i32', dx: 'i32' }, (f, { dy, y, dx }) => {
    const fields = [
      { geometry: dyGeometry, address: dy },
      { geometry: yGeometry, address: y },
      { geometry: dxGeometry, address: dx },
    ];
    walk(f, { fields }, ([dyAt, yAt, dxAt]) => {
      f.storeVector(dxAt!, backward[type](f.let(v128.load(dyAt!)), f.let(v128.load(yAt!))));
    });
  });
}

/** y = scale·x + shift with one scale and shift a channel, then relu if asked. (x, y, scale, shift) */
export function defineScaleShift(m: ModuleBuilder, from: Geometry, to: Geometry, relu: boolean): FunctionRef {
  const name = `scale shift ${relu} ${geometryKey(from)} ${geometryKey(to)}`;
  return m.define(name, { x: 'i32', y: 'i32', scale: 'i32', shift: 'i32' }, (f, { x, y, scale, shift }) => {
    const fields = [
      { geometry: from, address: x },
      { geometry: to, address: y },
    ];
    walk(f, { fields, channelArrays: [scale, shift] }, ([xAt, yAt], [k, b]) => {
      const value = f.madd(v128.load(xAt!), k!, b!);
      f.storeVector(yAt!, relu ? f32x4.pmax(value, v128.zero()) : value);
    });
  });
}

/** sums[channel] += Σ x: the gradient of a bias. (x, sums) */
export function defineChannelSum(m: ModuleBuilder, geometry: Geometry): FunctionRef {
  return m.define(`channel sum ${geometryKey(geometry)}`, { x: 'i32', sums: 'i32' }, (f, { x, sums }) => {
    const sum = f.local('v128');
    const begin = () => f.set(sum, v128.zero());
    const end = (channel: Parameters<typeof channelAt>[1]) => addSums(f, channelAt(sums, channel), [sum], 0);
    walk(f, { fields: [{ geometry, address: x }], begin, end }, ([at]) => {
      f.set(sum, f32x4.add(sum, v128.load(at!)));
    });
  });
}

/**
 * Inverted dropout (Srivastava et al. 2014): y = x·mask, mask 0 with probability `rate`, else 1/(1 − rate).
 * The mask of a value is a hash of (seed, its place): the same whichever thread computes it. (x, mask, y, seed)
 */
export function defineDropout(m: ModuleBuilder, rate: number, from: Geometry, to: Geometry): FunctionRef {
  const name = `dropout ${rate} ${geometryKey(from)} ${geometryKey(to)}`;
  return m.define(name, { x: 'i32', mask: 'i32', y: 'i32', seed: 'i32' }, (f, { x, mask, y, seed }) => {
    const keep = f.let(f32x4.const(1 / (1 - rate)));
    const threshold = f.let(i32x4.splat(Math.round(rate * 2 ** 24)));
    const key = f.let(i32x4.splat(i32.mul(seed, 0x9e3779b1 | 0)));
    const place = f.let(v128.zero());
    for (const lane of [1, 2, 3]) f.set(place, i32x4.withLane(place, lane, lane));
    const four = f.let(i32x4.splat(4));
    const fields = [
      { geometry: from, address: x },
      { geometry: from, address: mask },
      { geometry: to, address: y },
    ];
    walk(f, { fields }, ([xAt, maskAt, yAt]) => {
      const random = i32x4.shrU(hash(f, i32x4.add(i32x4.mul(place, i32x4.splat(0x85ebca6b | 0)), key)), 8);
      const factor = f.let(v128.andNot(keep, i32x4.ltU(random, threshold)));
      f.storeVector(maskAt!, factor);
      f.storeVector(yAt!, f32x4.mul(factor, v128.load(xAt!)));
      f.set(place, i32x4.add(place, four));
    });
  });
}

/** dx = dy·mask (dy, mask, dx) */
export function defineDropoutGradient(
  m: ModuleBuilder,
  dyGeometry: Geometry,
  dxGeometry: Geometry,
): FunctionRef {
  const name = `dropout gradient ${geometryKey(dyGeometry)} ${geometryKey(dxGeometry)}`;
  return m.define(name, { dy: 'i32', mask: 'i32', dx: 'i32' }, (f, { dy, mask, dx }) => {
    const fields = [
      { geometry: dxGeometry, address: dx },
      { geometry: dxGeometry, address: mask },
      { geometry: dyGeometry, address: dy },
    ];
    walk(f, { fields }, ([dxAt, maskAt, dyAt]) => {
      f.storeVector(dxAt!, f32x4.mul(v128.load(dyAt!), v128.load(maskAt!)));
    });
  });
}

/** Sets bytes to zero, 64 at a time. (at, bytes); bytes a multiple of 64. */
export function defineZero(m: ModuleBuilder): FunctionRef {
  return m.define('zero', { at: 'i32', bytes: 'i32' }, (f, { at, bytes }) => {
    const zero = f.let(v128.zero());
    f.repeat(i32.divU(bytes, 64), () => {
      for (let i = 0; i < 4; i++) f.storeVector(at, zero, i * 16);
      f.advance(at, 64);
    });
  });
}

/** The finalizer "lowbias32" (Wellons 2018) on four lanes. */
function hash(f: FunctionBuilder, value: V128): V128 {
  let x: V128 = f.let(value);
  for (const [shift, factor] of [
    [16, 0x7feb352d],
    [15, 0x846ca68b],
  ] as const) {
    x = f.let(v128.xor(x, i32x4.shrU(x, shift)));
    x = f.let(i32x4.mul(x, i32x4.splat(factor | 0)));
  }
  return f.let(v128.xor(x, i32x4.shrU(x, 16)));
}
