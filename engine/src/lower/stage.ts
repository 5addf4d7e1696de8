/** Lowers a dense layer or convolution together with the batch norm, relu and pooling behind it. */
import { isDense } from '../kernels/geometry.js';
import type { LayerInfo } from '../network.js';
import type { Builder, Tensor } from './builder.js';
import { lowerDense } from './dense.js';
import { lowerDirect } from './direct.js';
import { isFirst, lowerFirst } from './first.js';
import type { Followers } from './followers.js';
import type { Linear } from './linear.js';
import { addStatistics, applyNormGradient, lowerNorm, type RunningStatistics } from './norm.js';
import { lowerPool } from './pool.js';
import { copied, flattened, throughActivation } from './simple.js';
import { isWinograd, lowerWinograd } from './winograd.js';

export function lowerLinear(
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
  return pool ? lowerPool(b, y, { kind: 'max', size: [2, 2], stride: [2, 2] }, pooled) : y;
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

export function lowerStandaloneNorm(
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
