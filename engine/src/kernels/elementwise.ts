/** Kernels that treat each value by itself: activations, scaling, sums of pictures, dropout, zeroing. */
import {
  type FunctionBuilder,
  type FunctionRef,
  f32x4,
  type I32,
  i32,
  i32x4,
  type Local,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';
import type { Geometry } from './geometry.js';
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

/** out = value(inputs) everywhere: the addresses come in the order of the geometries, the output's last. */
export function definePointwise(
  m: ModuleBuilder,
  name: string,
  geometries: readonly Geometry[],
  value: (f: FunctionBuilder, ...inputs: Local<'v128'>[]) => V128,
): FunctionRef {
  const write = (f: FunctionBuilder, ...addresses: I32[]) => {
    const fields = geometries.map((geometry, i) => ({ geometry, address: addresses[i]! }));
    walk(f, { fields }, (at) => {
      const inputs = at.slice(0, -1).map((each) => f.let(v128.load(each)));
      f.storeVector(at.at(-1)!, value(f, ...inputs));
    });
  };
  return m.define(name, geometries, write, { params: geometries.length });
}

/** y = activation(x) (x, y) */
export const defineActivation = (
  m: ModuleBuilder,
  type: Activation,
  from: Geometry,
  to: Geometry,
): FunctionRef => definePointwise(m, type, [from, to], forward[type]);

/** dx = dy · activation′ (dy, y, dx) */
export const defineActivationGradient = (
  m: ModuleBuilder,
  type: Activation,
  geometries: readonly Geometry[],
): FunctionRef => definePointwise(m, `${type} gradient`, geometries, (_, dy, y) => backward[type](dy!, y!));

/** p + q, with relu behind it if asked (p, q, sum) */
export const defineSum = (m: ModuleBuilder, geometries: readonly Geometry[], relu: boolean): FunctionRef =>
  definePointwise(m, `sum ${relu}`, geometries, (_, p, q) => {
    const sum = f32x4.add(p!, q!);
    return relu ? f32x4.pmax(sum, v128.zero()) : sum;
  });

/** y = scale·x + shift with one scale and shift a channel, then relu if asked. (x, y, scale, shift) */
export function defineScaleShift(m: ModuleBuilder, from: Geometry, to: Geometry, relu: boolean): FunctionRef {
  return m.define('scale shift', [from, to, relu], (f, x, y, scale, shift) => {
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
  return m.define('channel sum', geometry, (f, x, sums) => {
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
  return m.define('dropout', [rate, from, to], (f, x, mask, y, seed) => {
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

/** dx = dy·mask (dy, mask, dx); the mask lies as dx does. */
export const defineDropoutGradient = (m: ModuleBuilder, dy: Geometry, dx: Geometry): FunctionRef =>
  definePointwise(m, 'dropout gradient', [dy, dx, dx], (_, g, mask) => f32x4.mul(g!, mask!));

/** Sets bytes to zero, 64 at a time. (at, bytes); bytes a multiple of 64. */
export function defineZero(m: ModuleBuilder): FunctionRef {
  return m.define('zero', null, (f, at, bytes) => {
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
