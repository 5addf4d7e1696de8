/** Lowers pooling that stands by itself. */
import {
  defineGlobalPool,
  defineGlobalPoolGradient,
  definePool,
  definePoolGradient,
  type PoolShape,
} from '../kernels/pooling.js';
import type { LayerInfo } from '../network.js';
import type { Builder, Tensor } from './builder.js';

export function lowerPool(
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

export function lowerGlobalPool(
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
