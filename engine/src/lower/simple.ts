/** Lowers the layers without weights, each by itself. */
import { i32 } from '../assembler/index.js';
import {
  type Activation,
  defineActivation,
  defineActivationGradient,
  defineDropout,
  defineDropoutGradient,
} from '../kernels/elementwise.js';
import { isDense } from '../kernels/geometry.js';
import { defineSoftmax, defineSoftmaxGradient } from '../kernels/softmax.js';
import { defineSum } from '../kernels/sum.js';
import { type LayerInfo, volume } from '../network.js';
import type { Field } from '../plan/program.js';
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
      return lowerPool(b, x, { kind, size: layer.size, stride: layer.stride ?? layer.size }, output);
    }
    case 'globalAveragePool':
    case 'globalMaxPool':
      return lowerGlobalPool(b, layer.type === 'globalMaxPool' ? 'max' : 'average', x, output);
    default:
      throw new Error(`Expected a layer without weights but received ${layer.type}.`);
  }
}

function lowerActivation(b: Builder, type: Activation, x: Tensor): Tensor {
  const y = b.tensor(b.field(x.field.shape), x.wantsGradient);
  b.task([x.field.buffer], [y.field.buffer], (e) => {
    e.f.call(
      defineActivation(e.m, type, x.field.geometry, y.field.geometry),
      e.at(x.field.buffer),
      e.at(y.field.buffer),
    );
  });
  b.onBackward(() => {
    if (x.wantsGradient) x.gradient = throughActivation(b, type, y.gradient!, y.field);
  });
  return y;
}

export function throughActivation(b: Builder, type: Activation, dy: Field, y: Field): Field {
  const dx = b.field(y.shape);
  b.task([dy.buffer, y.buffer], [dx.buffer], (e) => {
    const kernel = defineActivationGradient(e.m, type, dy.geometry, y.geometry, dx.geometry);
    e.f.call(kernel, e.at(dy.buffer), e.at(y.buffer), e.at(dx.buffer));
  });
  return dx;
}

export function addFields(b: Builder, p: Field, q: Field, sum: Field, relu: boolean): void {
  b.task([p.buffer, q.buffer], [sum.buffer], (e) => {
    const kernel = defineSum(e.m, p.geometry, q.geometry, sum.geometry, relu);
    e.f.call(kernel, e.at(p.buffer), e.at(q.buffer), e.at(sum.buffer));
  });
}

/** A copy without a halo, for layers that read a plain array. */
export const copied = (b: Builder, x: Tensor): Tensor => lowerActivation(b, 'linear', x);

export function flattened(b: Builder, x: Tensor): Tensor {
  const y = b.tensor(x.field.reshaped([volume(x.field.shape), 1, 1]), x.wantsGradient);
  b.onBackward(() => {
    if (!x.wantsGradient) return;
    x.gradient = y.gradient!.reshaped(x.field.shape);
  });
  return y;
}

function lowerDropout(b: Builder, rate: number, x: Tensor, index: number): Tensor {
  const y = b.tensor(b.field(x.field.shape), x.wantsGradient);
  const mask = x.field.twin();
  b.task([x.field.buffer], [mask.buffer, y.field.buffer], (e) => {
    // One stream of random numbers a seed, step, block and layer.
    const seed = i32.add(
      i32.mul(i32.add(i32.mul(e.step, b.blocks), e.block), 64),
      index + (b.options.seed << 8),
    );
    const kernel = defineDropout(e.m, rate, x.field.geometry, y.field.geometry);
    e.f.call(kernel, e.at(x.field.buffer), e.at(mask.buffer), e.at(y.field.buffer), seed);
  });
  b.onBackward(() => {
    if (!x.wantsGradient) return;
    const dx = x.field.twin();
    const dy = y.gradient!;
    b.task([dy.buffer, mask.buffer], [dx.buffer], (e) => {
      e.f.call(
        defineDropoutGradient(e.m, dy.geometry, dx.geometry),
        e.at(dy.buffer),
        e.at(mask.buffer),
        e.at(dx.buffer),
      );
    });
    x.gradient = dx;
  });
  return y;
}

function lowerSoftmax(b: Builder, x: Tensor): Tensor {
  const y = b.tensor(b.field(x.field.shape), x.wantsGradient);
  b.task([x.field.buffer], [y.field.buffer], (e) => {
    const kernel = defineSoftmax(e.m, x.field.geometry, y.field.geometry);
    e.f.call(kernel, e.at(x.field.buffer), e.at(y.field.buffer));
  });
  b.onBackward(() => {
    if (!x.wantsGradient) return;
    const dx = b.field(x.field.shape);
    const dy = y.gradient!;
    b.task([dy.buffer, y.field.buffer], [dx.buffer], (e) => {
      const kernel = defineSoftmaxGradient(e.m, dy.geometry, y.field.geometry, dx.geometry);
      e.f.call(kernel, e.at(dy.buffer), e.at(y.field.buffer), e.at(dx.buffer));
    });
    x.gradient = dx;
  });
  return y;
}
