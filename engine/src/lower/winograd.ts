/** Lowers a 3×3 convolution of stride 1 to Winograd's minimal filtering, grid by grid of tiles. */
import { i32 } from '../assembler/index.js';
import { K0 } from '../kernels/batch-norm.js';
import { defineGemm } from '../kernels/gemm.js';
import { ceilTo, planesOf, positionBytes } from '../kernels/geometry.js';
import { planeClasses, planeLayout, planeOrder, type TileGrid, tileGrids } from '../kernels/tiles.js';
import { defineWinogradInput, defineWinogradInputGradient } from '../kernels/winograd-input.js';
import type { TileJob } from '../kernels/winograd-loop.js';
import { defineWinogradOutput, defineWinogradOutputGradient } from '../kernels/winograd-output.js';
import {
  definePlaneWeightGradient,
  defineWeightGradientFinish,
  defineWeightTransform,
  weightPlaneBytes,
} from '../kernels/winograd-weights.js';
import { type LayerInfo, windows } from '../network.js';
import { Buffer, type Emitter, type Field } from '../plan/program.js';
import { type Builder, share, type Tensor } from './builder.js';
import type { Linear, Sink, Source } from './linear.js';

/** Transformed inputs and outputs of one grid should stay in a core's cache. */
const GRID_BYTES = 1_250_000;
/** Transformed inputs that are kept for the way back rather than computed again. */
const KEPT_BYTES = 1_500_000;

export function isWinograd(info: LayerInfo): boolean {
  const { layer, input } = info;
  return (
    layer.type === 'conv' &&
    layer.kernel === 3 &&
    (layer.stride ?? 1) === 1 &&
    input[0] % 4 === 0 &&
    layer.filters % 4 === 0
  );
}

/** @param trimmed outputs that are computed at all: pooling drops an odd last row and column. */
export function lowerWinograd(
  b: Builder,
  info: LayerInfo,
  x: Tensor,
  trimmed: readonly [number, number],
): Linear {
  const { layer, input, path } = info;
  if (layer.type !== 'conv') throw new Error('Expected a convolution.');
  const { filters, padding = 'valid', bias = true } = layer;
  const [channels, inputHeight] = input;
  const [height, width] = trimmed;
  const before = windows(inputHeight, 3, 1, padding).before;
  x.field.requireHalo(before, before);

  const weight = b.parameter(`${path}.weight`);
  const biasRef = bias ? b.parameter(`${path}.bias`) : null;
  const order = planeOrder(height, width);
  const weights = { filters, channels, order };
  const planeBytes = weightPlaneBytes(weights);
  const u = b.shared(order.length * planeBytes);
  const inner = positionBytes(b.field([4, 1, 1]).geometry);
  const samplesInLanes = b.options.lanes === 'samples';
  const perTile = samplesInLanes ? 36 * (channels + filters) * inner : 36 * (channels + filters) * 4;
  const grids = tileGrids(height, width, Math.floor(GRID_BYTES / perTile)).map((grid) => {
    const classes = planeClasses(grid, order);
    const layout = (g: Field['geometry']) => planeLayout(classes, planesOf(g), positionBytes(g));
    return { grid, classes, layout };
  });

  b.atSetup((e) => {
    // With the channels in the lanes the weights come as [channels][filters][9]: the same transform gives U[plane][in][out].
    const shape = samplesInLanes ? weights : { filters: channels, channels: filters, order };
    const { first, end } = share(e, b.options.threads, shape.filters);
    e.f.call(defineWeightTransform(e.m, shape), b.valueAt(e, weight), e.at(u), first, end);
  });

  const bytesOf = (channelsOf: number, g: (typeof grids)[number]) =>
    g.layout(b.field([channelsOf, 1, 1]).geometry).bytes;
  const vBytes = grids.reduce((sum, g) => sum + bytesOf(channels, g), 0);
  const job = (e: Field, grid: TileGrid): TileJob => ({ geometry: e.geometry, grid, order });
  const transformInput = (g: (typeof grids)[number]): Buffer => {
    const v = new Buffer(bytesOf(channels, g));
    b.task([x.field.buffer], [v], (e) => {
      e.f.call(defineWinogradInput(e.m, job(x.field, g.grid), before), e.at(x.field.buffer), e.at(v));
    });
    return v;
  };

  /** to[plane] = (U or Uᵀ)·from[plane], a product for each class of planes. */
  const multiply = (
    e: Emitter,
    g: (typeof grids)[number],
    from: Buffer,
    to: Buffer,
    transposed: boolean,
  ): void => {
    const [rows, depth] = transposed ? [channels, filters] : [filters, channels];
    const fromLayout = g.layout(b.field([depth, 1, 1]).geometry);
    const toLayout = g.layout(b.field([rows, 1, 1]).geometry);
    g.classes.forEach((each, c) => {
      const uAt = i32.add(e.at(u), each.first * planeBytes);
      const fromAt = i32.add(e.at(from), fromLayout.starts[each.first]!);
      const toAt = i32.add(e.at(to), toLayout.starts[each.first]!);
      if (samplesInLanes) {
        const row = each.tiles * inner;
        const kernel = defineGemm(e.m, {
          rows,
          columns: row / 4,
          depth,
          aRow: transposed ? 4 : channels * 4,
          aDepth: transposed ? channels * 4 : 4,
          bDepth: row,
          cRow: row,
          planes: { count: each.count, a: planeBytes, b: fromLayout.stride[c]!, c: toLayout.stride[c]! },
        });
        e.f.call(kernel, uAt, fromAt, toAt, 0);
      } else {
        const kernel = defineGemm(e.m, {
          rows: each.tiles,
          columns: ceilTo(filters, 4),
          depth: channels,
          aRow: channels * 4,
          aDepth: 4,
          bDepth: filters * 4,
          cRow: filters * 4,
          planes: { count: each.count, a: fromLayout.stride[c]!, b: planeBytes, c: toLayout.stride[c]! },
        });
        e.f.call(kernel, fromAt, uAt, toAt, 0);
      }
    });
  };

  const kept: Buffer[] = [];
  const forward = (sink: Sink): void => {
    const y = sink.y;
    for (const g of grids) {
      const v = transformInput(g);
      kept.push(v);
      const m = new Buffer(bytesOf(filters, g));
      b.task([v], [m], (e) => multiply(e, g, v, m, false));
      const extra =
        sink.type === 'statistics' ? sink.statistics : sink.type === 'pool' ? sink.codes.buffer : null;
      const codes = sink.type === 'pool' && b.options.training;
      b.task([m], codes ? [y.buffer, extra!] : [y.buffer], (e) => {
        const tileSink =
          sink.type === 'store'
            ? ({ type: 'store', bias, relu: sink.relu } as const)
            : sink.type === 'pool'
              ? ({ type: 'pool', codes } as const)
              : ({ type: 'statistics' } as const);
        const shape = { ...y.geometry, height, width };
        const kernel = defineWinogradOutput(
          e.m,
          { ...job(y, g.grid), geometry: shape },
          y.geometry,
          tileSink,
        );
        const extraAt = sink.type === 'statistics' || codes ? e.at(extra!) : i32.const(0);
        e.f.call(kernel, e.at(m), e.at(y.buffer), extraAt, biasRef ? b.valueAt(e, biasRef) : 0);
      });
    }
  };

  const backward = (source: Source): void => {
    const du = b.perSlice(order.length * planeBytes);
    const dbias = biasRef && source.type !== 'batchNorm' ? b.slicedGradient(biasRef) : null;
    const dy = source.type === 'batchNorm' ? source.g : source.dy;
    const extra = source.type === 'plain' ? dy : source.type === 'pool' ? source.codes : source.y;
    const dx = x.wantsGradient ? x.field.twin() : null;
    if (dx) b.zero(dx);
    const keep = !b.hasBarriers && vBytes <= KEPT_BYTES;
    grids.forEach((g, i) => {
      const v = keep ? kept[i]! : transformInput(g);
      const m = new Buffer(bytesOf(filters, g));
      b.task([dy.buffer, extra.buffer], [m], (e) => {
        const tileSource =
          source.type === 'batchNorm'
            ? ({ type: 'batchNorm' } as const)
            : { type: source.type, bias: dbias !== null };
        const shape = { ...dy.geometry, height, width };
        const kernel = defineWinogradOutputGradient(
          e.m,
          { ...job(dy, g.grid), geometry: shape },
          dy.geometry,
          extra.geometry,
          tileSource,
        );
        const last =
          source.type === 'batchNorm'
            ? i32.add(e.at(source.coefficients), K0 * filters * 4)
            : dbias
              ? e.at(dbias)
              : i32.const(0);
        e.f.call(kernel, e.at(dy.buffer), e.at(extra.buffer), e.at(m), last);
      });
      b.task([m, v], [du], (e) => {
        const mLayout = g.layout(b.field([filters, 1, 1]).geometry);
        const vLayout = g.layout(b.field([channels, 1, 1]).geometry);
        g.classes.forEach((each, c) => {
          const kernel = definePlaneWeightGradient(e.m, {
            filters,
            channels,
            floats: (each.tiles * inner) / 4,
            planes: each.count,
            mPlane: mLayout.stride[c]!,
            vPlane: vLayout.stride[c]!,
          });
          const mAt = i32.add(e.at(m), mLayout.starts[each.first]!);
          const vAt = i32.add(e.at(v), vLayout.starts[each.first]!);
          e.f.call(kernel, mAt, vAt, i32.add(e.at(du), each.first * planeBytes));
        });
      });
      if (!dx) return;
      const dv = new Buffer(bytesOf(channels, g));
      b.task([m], [dv], (e) => multiply(e, g, m, dv, true));
      b.task([dv, dx.buffer], [dx.buffer], (e) => {
        e.f.call(defineWinogradInputGradient(e.m, job(dx, g.grid), before), e.at(dv), e.at(dx.buffer));
      });
    });
    b.atFinish((e) => {
      const { first, end } = share(e, b.options.threads, filters);
      const kernel = defineWeightGradientFinish(e.m, weights, {
        count: b.options.slices,
        bytes: e.sliceBytes,
      });
      e.f.call(kernel, e.at(du), b.gradientAt(e, weight), first, end);
    });
    if (dx) x.gradient = dx;
  };

  return {
    sinks: new Set<Sink['type']>(samplesInLanes ? ['store', 'statistics', 'pool'] : ['store', 'pool']),
    sources: new Set<Source['type']>(['plain', 'relu', 'pool', 'batchNorm']),
    forward,
    backward,
  };
}
