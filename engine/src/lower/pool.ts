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
  b.run([x.field], [y.field], (m) => definePool(m, shape()));
  b.onGradient(x, () => {
    const dx = x.field.twin();
    const dy = y.gradient!;
    b.zero(dx);
    b.run([x.field, y.field, dy, dx], [dx], (m) => definePoolGradient(m, shape(), dy.geometry));
    return dx;
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
  b.run([x.field], [y.field], (m) => defineGlobalPool(m, kind, x.field.geometry, y.field.geometry));
  b.onGradient(x, () => {
    const dx = x.field.twin();
    b.run([x.field, y.field, y.gradient!], [dx], (m) =>
      defineGlobalPoolGradient(m, kind, x.field.geometry, y.field.geometry),
    );
    return dx;
  });
  return y;
}
