/** The matrix products of a Winograd convolution's planes, for both kinds of lanes. */
import type { GemmShape } from '../kernels/gemm.js';
import { BLOCK, ceilTo } from '../kernels/geometry.js';
import type { PlaneClass } from '../kernels/tiles.js';
import { type WinogradWeights, weightPlaneBytes } from '../kernels/winograd-weights.js';

/** Bytes from a plane to the next, of the factor and of the product. */
interface Strides {
  readonly x: number;
  readonly y: number;
}

/** [out][in] · [in][tiles·8], or its transpose [in][out] · [out][tiles·8] */
export function blockProduct(
  w: WinogradWeights,
  planes: PlaneClass,
  transposed: boolean,
  strides: Strides,
): GemmShape {
  const row = planes.tiles * BLOCK * 4;
  const weightRow = w.channels * 4;
  const [rows, depth] = transposed ? [w.channels, w.filters] : [w.filters, w.channels];
  return {
    rows,
    columns: row / 4,
    depth,
    aRow: transposed ? 4 : weightRow,
    aDepth: transposed ? weightRow : 4,
    bDepth: row,
    cRow: row,
    planes: { count: planes.count, a: weightPlaneBytes(w), b: strides.x, c: strides.y },
  };
}

/** [tiles][in] · [in][out] of a single sample */
export function singleProduct(w: WinogradWeights, planes: PlaneClass, strides: Strides): GemmShape {
  return {
    rows: planes.tiles,
    columns: ceilTo(w.filters, 4),
    depth: w.channels,
    aRow: w.channels * 4,
    aDepth: 4,
    bDepth: w.filters * 4,
    cRow: w.filters * 4,
    planes: { count: planes.count, a: strides.x, b: weightPlaneBytes(w), c: strides.y },
  };
}
