/** Lowers the layers without weights, each by itself. */
import { i32 } from '../assembler/index.js';
import {
  type Activation,
  defineActivation,
  defineActivationGradient,
  defineDropout,
  defineDropoutGradient,
  defineSum,
} from '../kernels/elementwise.js';
import { isDense } from '../kernels/geometry.js';
import { defineSoftmax, defineSoftmaxGradient } from '../kernels/softmax.js';
import { type LayerInfo, sidesOf, volume } from '../network.js';
import type { Field } from '../plan/program.js';
import { refuse } from '../refuse.js';
import type { Builder, Tensor } from './builder.js';
import { lowerGlobalPool, lowerPool } from './pool.js';

export function lowerSimple(b: Builder, info: LayerInfo, x: Tensor, index: number): Tensor {
  const { layer, output } = info;
  switch (layer.type) {
    case 'relu':
    case 'sigmoid':
    case 'tanh':
      return lowerActivation(b, layer.type, x);
    case 'softmax':
      return lowerSoftmax(b, x);
    case 'flatten':
      return flattened(b, isDense(x.field.geometry) ? x : copied(b, x));
    case 'dropout':
      return b.options.training ? lowerDropout(b, layer.rate, x, index) : x;
    case 'maxPool':
    case 'averagePool': {
      const kind = layer.type === 'maxPool' ? 'max' : 'average';
      const { size, stride = size } = layer;
      return lowerPool(b, x, { kind, size: sidesOf(size), stride: sidesOf(stride) }, output);
    }
    case 'globalAveragePool':
    case 'globalMaxPool':
      return lowerGlobalPool(b, layer.type === 'globalMaxPool' ? 'max' : 'average', x, output);
    default:
      return refuse('a layer without weights', 'lowering', layer.type);
  }
}

function lowerActivation(b: Builder, type: Activation, x: Tensor): Tensor {
  const y = b.tensor(b.field(x.field.shape), x.wantsGradient);
  b.run([x.field], [y.field], (m) => defineActivation(m, type, x.field.geometry, y.field.geometry));
  b.onGradient(x, () => throughActivation(b, type, y.gradient!, y.field));
  return y;
}

export function throughActivation(b: Builder, type: Activation, dy: Field, y: Field): Field {
  const dx = b.field(y.shape);
  b.run([dy, y], [dx], (m) => defineActivationGradient(m, type, [dy.geometry, y.geometry, dx.geometry]));
  return dx;
}

export function addFields(b: Builder, p: Field, q: Field, sum: Field, relu: boolean): void {
  b.run([p, q], [sum], (m) => defineSum(m, [p.geometry, q.geometry, sum.geometry], relu));
}

/** A copy without a halo, for layers that read a plain array. */
export const copied = (b: Builder, x: Tensor): Tensor => lowerActivation(b, 'linear', x);

export function flattened(b: Builder, x: Tensor): Tensor {
  const y = b.tensor(x.field.reshaped([volume(x.field.shape), 1, 1]), x.wantsGradient);
  b.onGradient(x, () => y.gradient!.reshaped(x.field.shape));
  return y;
}

function lowerDropout(b: Builder, rate: number, x: Tensor, index: number): Tensor {
  const y = b.tensor(b.field(x.field.shape), x.wantsGradient);
  const mask = x.field.twin();
  b.task([x.field], [mask, y.field], (e) => {
    // One stream of random numbers a seed, step, block and layer.
    const seed = i32.add(
      i32.mul(i32.add(i32.mul(e.step, b.blocks), e.block), 64),
      index + (b.options.seed << 8),
    );
    e.call(defineDropout(e.m, rate, x.field.geometry, y.field.geometry), x.field, mask, y.field, seed);
  });
  b.onGradient(x, () => {
    const dx = x.field.twin();
    const dy = y.gradient!;
    b.run([dy, mask], [dx], (m) => defineDropoutGradient(m, dy.geometry, dx.geometry));
    return dx;
  });
  return y;
}

function lowerSoftmax(b: Builder, x: Tensor): Tensor {
  const y = b.tensor(b.field(x.field.shape), x.wantsGradient);
  b.run([x.field], [y.field], (m) => defineSoftmax(m, x.field.geometry, y.field.geometry));
  b.onGradient(x, () => {
    const dx = b.field(x.field.shape);
    const dy = y.gradient!;
    b.run([dy, y.field], [dx], (m) => defineSoftmaxGradient(m, [dy.geometry, y.field.geometry, dx.geometry]));
    return dx;
  });
  return y;
}
