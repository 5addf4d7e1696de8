/** Lowers a list of layers, taking together what one kernel does at once: linear + batch norm + relu + pooling. */

import { i32 } from '../assembler/index.js';
import {
  type Activation,
  defineActivation,
  defineActivationGradient,
  defineDropout,
  defineDropoutGradient,
} from '../kernels/elementwise.js';
import { isDense } from '../kernels/geometry.js';
import { defineSoftmax, defineSoftmaxGradient } from '../kernels/losses.js';
import {
  defineGlobalPool,
  defineGlobalPoolGradient,
  definePool,
  definePoolGradient,
  type PoolShape,
} from '../kernels/pooling.js';
import { defineSum } from '../kernels/sum.js';
import { type LayerInfo, volume } from '../network.js';
import type { Field } from '../plan/program.js';
import type { Builder, Tensor } from './builder.js';
import { lowerDense } from './dense.js';
import { lowerDirect } from './direct.js';
import { isFirst, lowerFirst } from './first.js';
import type { Linear } from './linear.js';
import {
  addStatistics,
  applyNormGradient,
  lowerNorm,
  lowerScaleShift,
  type RunningStatistics,
} from './norm.js';
import { isWinograd, lowerWinograd } from './winograd.js';

export function lowerLayers(
  b: Builder,
  layers: readonly LayerInfo[],
  input: Tensor,
  running: RunningStatistics,
): Tensor {
  let x = input;
  for (let i = 0; i < layers.length; ) {
    const info = layers[i]!;
    const following = followers(layers, i + 1);
    switch (info.layer.type) {
      case 'conv':
      case 'depthwise':
      case 'dense':
        x = lowerLinear(b, info, x, following, running);
        i += 1 + following.count;
        continue;
      case 'batchNorm': {
        const own = followers(layers, i);
        x = b.options.training
          ? lowerStandaloneNorm(b, x, own, running)
          : lowerScaleShift(b, info, x, own.relu && !own.pool);
        i += b.options.training ? own.count : own.relu && !own.pool ? 2 : 1;
        continue;
      }
      case 'residual': {
        const relu = layers[i + 1]?.layer.type === 'relu';
        x = lowerResidual(b, info, x, relu, running);
        i += relu ? 2 : 1;
        continue;
      }
      default:
        x = lowerSimple(b, info, x, i);
        i++;
    }
  }
  return x;
}

/** What stands behind a linear layer that can be done in the same pass. */
interface Followers {
  readonly norm: LayerInfo | null;
  readonly relu: boolean;
  /** 2×2 with stride 2 behind (or before) a relu. */
  readonly pool: boolean;
  readonly count: number;
}

function followers(layers: readonly LayerInfo[], from: number): Followers {
  let at = from;
  const norm = layers[at]?.layer.type === 'batchNorm' ? layers[at++]! : null;
  const isRelu = (i: number) => layers[i]?.layer.type === 'relu';
  const isPool = (i: number) => {
    const layer = layers[i]?.layer;
    return layer?.type === 'maxPool' && layer.size === 2 && (layer.stride ?? 2) === 2;
  };
  // Relu and max commute.
  const both = (isRelu(at) && isPool(at + 1)) || (isPool(at) && isRelu(at + 1));
  const relu = both || isRelu(at);
  return { norm, relu, pool: both, count: at - from + (both ? 2 : relu ? 1 : 0) };
}

function lowerLinear(
  b: Builder,
  info: LayerInfo,
  x: Tensor,
  following: Followers,
  running: RunningStatistics,
): Tensor {
  const { norm, relu, pool } = following;
  const [filters, height, width] = info.output;
  const pooled = [filters, Math.floor(height / 2), Math.floor(width / 2)] as const;
  const trimmed = pool && !norm ? ([pooled[1] * 2, pooled[2] * 2] as const) : ([height, width] as const);
  const linear = chooseLinear(b, info, x, trimmed, pool && !norm);
  if (norm) return lowerNormalized(b, info, linear, norm, following, running);
  if (pool && linear.sinks.has('pool')) {
    const y = b.tensor(b.field(pooled));
    const codes = y.field.twin();
    linear.forward({ type: 'pool', y: y.field, codes });
    b.onBackward(() => linear.backward({ type: 'pool', dy: y.gradient!, codes }));
    return y;
  }
  const y = b.tensor(b.field(info.output));
  linear.forward({ type: 'store', y: y.field, relu });
  b.onBackward(() => {
    const dy = y.gradient!;
    if (!relu) linear.backward({ type: 'plain', dy });
    else if (linear.sources.has('relu')) linear.backward({ type: 'relu', dy, y: y.field });
    else linear.backward({ type: 'plain', dy: throughActivation(b, 'relu', dy, y.field) });
  });
  return pool ? lowerPool(b, y, { kind: 'max', size: 2, stride: 2 }, pooled) : y;
}

function chooseLinear(
  b: Builder,
  info: LayerInfo,
  x: Tensor,
  trimmed: readonly [number, number],
  pool: boolean,
): Linear {
  if (info.layer.type === 'dense') {
    const dense = isDense(x.field.geometry) ? x : copied(b, x);
    return lowerDense(b, info, x.field.shape[1] * x.field.shape[2] === 1 ? dense : flattened(b, dense));
  }
  if (pool && isFirst(b, info, x)) return lowerFirst(b, info, x);
  if (isWinograd(info)) return lowerWinograd(b, info, x, trimmed);
  return lowerDirect(b, info, x);
}

function lowerNormalized(
  b: Builder,
  info: LayerInfo,
  linear: Linear,
  norm: LayerInfo,
  { relu, pool }: Followers,
  running: RunningStatistics,
): Tensor {
  const y = b.field(info.output);
  const lowered = lowerNorm(b, norm, y, running, { relu, pool });
  const hasBias = 'bias' in info.layer ? (info.layer.bias ?? true) : true;
  if (linear.sinks.has('statistics') && !hasBias)
    linear.forward({ type: 'statistics', y, statistics: lowered.statistics });
  else {
    linear.forward({ type: 'store', y, relu: false });
    addStatistics(b, y, lowered.statistics);
  }
  lowered.forward();
  const { coefficients } = lowered;
  b.onBackward(() => {
    const g = lowered.backward();
    if (linear.sources.has('batchNorm') && !hasBias)
      linear.backward({ type: 'batchNorm', g, y, coefficients });
    else linear.backward({ type: 'plain', dy: applyNormGradient(b, g, y, coefficients) });
  });
  return lowered.a;
}

function lowerStandaloneNorm(
  b: Builder,
  x: Tensor,
  { norm, relu, pool }: Followers,
  running: RunningStatistics,
): Tensor {
  const lowered = lowerNorm(b, norm!, x.field, running, { relu, pool });
  addStatistics(b, x.field, lowered.statistics);
  lowered.forward();
  b.onBackward(() => {
    const g = lowered.backward();
    if (x.wantsGradient) x.gradient = applyNormGradient(b, g, x.field, lowered.coefficients);
  });
  return lowered.a;
}

/** y = layers(x) + shortcut(x), relu behind it if asked (He et al. 2016). */
function lowerResidual(
  b: Builder,
  info: LayerInfo,
  x: Tensor,
  relu: boolean,
  running: RunningStatistics,
): Tensor {
  const [inner, other] = [b.tensor(x.field, x.wantsGradient), b.tensor(x.field, x.wantsGradient)];
  b.onBackward(() => {
    if (!x.wantsGradient) return;
    const sum = x.field.twin();
    addFields(b, inner.gradient!, other.gradient!, sum, false);
    x.gradient = sum;
  });
  const main = lowerLayers(b, info.inner!, inner, running);
  const shortcut = lowerLayers(b, info.shortcut!, other, running);
  const y = b.tensor(b.field(info.output));
  addFields(b, main.field, shortcut.field, y.field, relu);
  b.onBackward(() => {
    const d = relu ? throughActivation(b, 'relu', y.gradient!, y.field) : y.gradient!;
    main.gradient = d;
    shortcut.gradient = d;
  });
  return y;
}

function lowerSimple(b: Builder, info: LayerInfo, x: Tensor, index: number): Tensor {
  const { layer, output } = info;
  switch (layer.type) {
    case 'relu':
    case 'sigmoid':
    case 'tanh':
      return lowerActivation(b, layer.type, x);
    case 'softmax':
      return lowerSoftmax(b, info, x);
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

function throughActivation(b: Builder, type: Activation, dy: Field, y: Field): Field {
  const dx = b.field(y.shape);
  b.task([dy.buffer, y.buffer], [dx.buffer], (e) => {
    const kernel = defineActivationGradient(e.m, type, dy.geometry, y.geometry, dx.geometry);
    e.f.call(kernel, e.at(dy.buffer), e.at(y.buffer), e.at(dx.buffer));
  });
  return dx;
}

function addFields(b: Builder, p: Field, q: Field, sum: Field, relu: boolean): void {
  b.task([p.buffer, q.buffer], [sum.buffer], (e) => {
    const kernel = defineSum(e.m, p.geometry, q.geometry, sum.geometry, relu);
    e.f.call(kernel, e.at(p.buffer), e.at(q.buffer), e.at(sum.buffer));
  });
}

/** A copy without a halo, for layers that read a plain array. */
const copied = (b: Builder, x: Tensor): Tensor => lowerActivation(b, 'linear', x);

function flattened(b: Builder, x: Tensor): Tensor {
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
    // One stream of random numbers a step, block and layer.
    const seed = i32.add(i32.mul(i32.add(i32.mul(e.step, b.blocks), e.block), 64), index);
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

function lowerPool(
  b: Builder,
  x: Tensor,
  pool: Pick<PoolShape, 'kind' | 'size' | 'stride'>,
  output: LayerInfo['output'],
): Tensor {
  const y = b.tensor(b.field(output), x.wantsGradient);
  const shape = (): PoolShape => ({ ...pool, input: x.field.geometry, output: y.field.geometry });
  b.task([x.field.buffer], [y.field.buffer], (e) => {
    e.f.call(definePool(e.m, shape()), e.at(x.field.buffer), e.at(y.field.buffer));
  });
  b.onBackward(() => {
    if (!x.wantsGradient) return;
    const dx = x.field.twin();
    const dy = y.gradient!;
    b.zero(dx);
    b.task([x.field.buffer, y.field.buffer, dy.buffer, dx.buffer], [dx.buffer], (e) => {
      const kernel = definePoolGradient(e.m, shape(), dy.geometry);
      e.f.call(kernel, e.at(x.field.buffer), e.at(y.field.buffer), e.at(dy.buffer), e.at(dx.buffer));
    });
    x.gradient = dx;
  });
  return y;
}

function lowerGlobalPool(
  b: Builder,
  kind: 'max' | 'average',
  x: Tensor,
  output: LayerInfo['output'],
): Tensor {
  const y = b.tensor(b.field(output), x.wantsGradient);
  b.task([x.field.buffer], [y.field.buffer], (e) => {
    e.f.call(
      defineGlobalPool(e.m, kind, x.field.geometry, y.field.geometry),
      e.at(x.field.buffer),
      e.at(y.field.buffer),
    );
  });
  b.onBackward(() => {
    if (!x.wantsGradient) return;
    const dx = x.field.twin();
    const dy = y.gradient!;
    b.task([x.field.buffer, y.field.buffer, dy.buffer], [dx.buffer], (e) => {
      const kernel = defineGlobalPoolGradient(e.m, kind, x.field.geometry, y.field.geometry);
      e.f.call(kernel, e.at(x.field.buffer), e.at(y.field.buffer), e.at(dy.buffer), e.at(dx.buffer));
    });
    x.gradient = dx;
  });
  return y;
}

function lowerSoftmax(b: Builder, info: LayerInfo, x: Tensor): Tensor {
  const outputs = volume(info.input);
  const y = b.tensor(b.field(info.output), x.wantsGradient);
  b.task([x.field.buffer], [y.field.buffer], (e) => {
    e.f.call(defineSoftmax(e.m, outputs), e.at(x.field.buffer), e.at(y.field.buffer));
  });
  b.onBackward(() => {
    if (!x.wantsGradient) return;
    const dx = b.field(info.input);
    const dy = y.gradient!;
    b.task([dy.buffer, y.field.buffer], [dx.buffer], (e) => {
      e.f.call(defineSoftmaxGradient(e.m, outputs), e.at(dy.buffer), e.at(y.field.buffer), e.at(dx.buffer));
    });
    x.gradient = dx;
  });
  return y;
}
