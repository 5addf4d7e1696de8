/** Lowers a 3×3 convolution of stride 1 to Winograd's minimal filtering, grid by grid of tiles. */
import { type I32, i32 } from '../assembler/index.js';
import { K0 } from '../kernels/batch-norm.js';
import { defineGemm } from '../kernels/gemm.js';
import { planesOf, positionBytes } from '../kernels/geometry.js';
import {
  type Plane,
  type PlaneClass,
  planeClasses,
  planeLayout,
  planeOrder,
  type TileGrid,
  tileGrids,
} from '../kernels/tiles.js';
import { defineWinogradInput, defineWinogradInputGradient } from '../kernels/winograd-input.js';
import type { TileJob } from '../kernels/winograd-loop.js';
import {
  defineWinogradOutput,
  defineWinogradOutputGradient,
  type TileSink,
  type TileSource,
} from '../kernels/winograd-output.js';
import {
  definePlaneWeightGradient,
  defineWeightGradientFinish,
  defineWeightTransform,
  weightPlaneBytes,
} from '../kernels/winograd-weights.js';
import { type LayerInfo, windows } from '../network.js';
import { Buffer, type Emitter, type Field } from '../plan/program.js';
import { type Builder, type ParameterRef, share, type Tensor } from './builder.js';
import { type Linear, only, type Sink, type Source } from './linear.js';
import { blockProduct, singleProduct } from './winograd-products.js';

/** Transformed inputs and outputs of one grid should stay in a core's cache. */
const GRID_BYTES = 1_250_000;
/** Transformed inputs that are kept for the way back rather than computed again. */
const KEPT_BYTES = 1_500_000;

export function isWinograd(info: LayerInfo): boolean {
  const { layer, input } = info;
  const fits = layer.type === 'conv' && layer.kernel === 3 && (layer.stride ?? 1) === 1;
  return fits && input[0] % 4 === 0 && layer.filters % 4 === 0;
}

/** @param trimmed outputs that are computed at all: pooling drops an odd last row and column. */
export function lowerWinograd(
  b: Builder,
  info: LayerInfo,
  x: Tensor,
  trimmed: readonly [number, number],
): Linear {
  return new Winograd(b, info, x, trimmed);
}

/** A grid with its planes sorted by how many tiles they hold. */
interface Part {
  readonly grid: TileGrid;
  readonly classes: readonly PlaneClass[];
}

class Winograd implements Linear {
  readonly sinks: ReadonlySet<Sink['type']>;
  readonly sources: ReadonlySet<Source['type']> = new Set<Source['type']>([
    'plain',
    'relu',
    'pool',
    'batchNorm',
  ]);
  readonly #channels: number;
  readonly #filters: number;
  /** Rows and columns of padding before the picture. */
  readonly #before: number;
  readonly #weight: ParameterRef;
  readonly #bias: ParameterRef | null;
  readonly #order: readonly Plane[];
  readonly #parts: readonly Part[];
  /** The transformed weights: [plane][out][in], or [plane][in][out] with the channels in the lanes. */
  readonly #u: Buffer;
  readonly #kept: Buffer[] = [];

  constructor(
    readonly b: Builder,
    info: LayerInfo,
    readonly x: Tensor,
    readonly trimmed: readonly [number, number],
  ) {
    const { layer, input, output, path } = info;
    this.#channels = input[0];
    this.#filters = output[0];
    this.#before = windows(input[1], 3, 1, only(layer, 'conv').padding ?? 'valid').before;
    x.field.requireHalo(this.#before, this.#before);
    this.#weight = b.parameter(`${path}.weight`);
    this.#bias = (only(layer, 'conv').bias ?? true) ? b.parameter(`${path}.bias`) : null;
    this.#order = planeOrder(...trimmed);
    const [channels, filters] = [this.#channels, this.#filters];
    const tileBytes =
      36 * (this.#planes(channels) * this.#inner(channels) + this.#planes(filters) * this.#inner(filters));
    const most = Math.floor(GRID_BYTES / tileBytes);
    this.#parts = tileGrids(...trimmed, most).map((grid) => ({
      grid,
      classes: planeClasses(grid, this.#order),
    }));
    this.#u = b.shared(this.#order.length * this.#planeBytes);
    this.sinks = new Set<Sink['type']>(
      this.#samplesInLanes ? ['store', 'statistics', 'pool'] : ['store', 'pool'],
    );
    b.atSetup((e) => this.#transformWeights(e));
  }

  forward(sink: Sink): void {
    for (const part of this.#parts) {
      const v = this.#transformInput(part);
      this.#kept.push(v);
      const m = new Buffer(this.#layout(part, this.#filters).bytes);
      this.b.task([v], [m], (e) => this.#multiply(e, part, v, m, false));
      this.#transformOutput(part, m, sink);
    }
  }

  backward(source: Source): void {
    const { b, x } = this;
    const du = b.perSlice(this.#order.length * this.#planeBytes);
    const dbias = this.#bias && source.type !== 'batchNorm' ? b.slicedGradient(this.#bias) : null;
    const dx = x.wantsGradient ? x.field.twin() : null;
    if (dx) b.zero(dx);
    const bytes = this.#parts.reduce((sum, part) => sum + this.#layout(part, this.#channels).bytes, 0);
    const keep = !b.hasBarriers && bytes <= KEPT_BYTES;
    this.#parts.forEach((part, i) => {
      const v = keep ? this.#kept[i]! : this.#transformInput(part);
      const m = this.#transformOutputGradient(part, source, dbias);
      b.task([m, v], [du], (e) => this.#multiplyGradient(e, part, m, v, du));
      if (!dx) return;
      const dv = new Buffer(this.#layout(part, this.#channels).bytes);
      b.task([m], [dv], (e) => this.#multiply(e, part, m, dv, true));
      b.run([dv, dx], [dx], (m) => defineWinogradInputGradient(m, this.#job(dx, part), this.#before));
    });
    b.atFinish((e) => {
      const { first, end } = share(e, b.options.threads, this.#filters);
      const kernel = defineWeightGradientFinish(e.m, this.#shape, e.slices);
      e.call(kernel, du, b.gradientAt(e, this.#weight), first, end);
    });
    if (dx) x.gradient = dx;
  }

  get #samplesInLanes(): boolean {
    return this.b.options.lanes === 'samples';
  }

  get #shape() {
    return { filters: this.#filters, channels: this.#channels, order: this.#order };
  }

  get #planeBytes(): number {
    return weightPlaneBytes(this.#shape);
  }

  #planes(channels: number): number {
    return planesOf(this.b.field([channels, 1, 1]).geometry);
  }

  /** Bytes of one tile in a plane: 8 samples, or all channels. */
  #inner(channels: number): number {
    return positionBytes(this.b.field([channels, 1, 1]).geometry);
  }

  /** Where the planes of a part lie for so many channels. */
  #layout(part: Part, channels: number): ReturnType<typeof planeLayout> {
    return planeLayout(part.classes, this.#planes(channels), this.#inner(channels));
  }

  #job(field: Field, { grid }: Part): TileJob {
    return { geometry: field.geometry, grid, order: this.#order };
  }

  #transformWeights(e: Emitter): void {
    // With the channels in the lanes the weights come as [channels][filters][9]: the same transform serves.
    const { filters, channels, order } = this.#shape;
    const shape = this.#samplesInLanes ? this.#shape : { filters: channels, channels: filters, order };
    const { first, end } = share(e, this.b.options.threads, shape.filters);
    e.call(defineWeightTransform(e.m, shape), this.b.valueAt(e, this.#weight), this.#u, first, end);
  }

  #transformInput(part: Part): Buffer {
    const { field } = this.x;
    const v = new Buffer(this.#layout(part, this.#channels).bytes);
    this.b.run([field], [v], (m) => defineWinogradInput(m, this.#job(field, part), this.#before));
    return v;
  }

  #transformOutput(part: Part, m: Buffer, sink: Sink): void {
    const { y } = sink;
    const codes = sink.type === 'pool' && this.b.options.training;
    const extra = sink.type === 'statistics' ? sink.statistics : codes ? sink.codes : 0;
    this.b.task([m], codes ? [y, sink.codes] : [y], (e) => {
      const tileSink: TileSink =
        sink.type === 'store'
          ? { type: 'store', bias: this.#bias !== null, relu: sink.relu }
          : sink.type === 'pool'
            ? { type: 'pool', codes }
            : { type: 'statistics' };
      const kernel = defineWinogradOutput(e.m, this.#job(y, part), y.geometry, tileSink);
      const biasAt = this.#bias ? this.b.valueAt(e, this.#bias) : 0;
      e.call(kernel, m, y, extra, biasAt);
    });
  }

  #transformOutputGradient(part: Part, source: Source, dbias: Buffer | null): Buffer {
    const dy = source.type === 'batchNorm' ? source.g : source.dy;
    const extra = source.type === 'plain' ? dy : source.type === 'pool' ? source.codes : source.y;
    const m = new Buffer(this.#layout(part, this.#filters).bytes);
    this.b.task([dy, extra], [m], (e) => {
      const tileSource: TileSource =
        source.type === 'batchNorm' ? { type: 'batchNorm' } : { type: source.type, bias: dbias !== null };
      const kernel = defineWinogradOutputGradient(
        e.m,
        this.#job(dy, part),
        dy.geometry,
        extra.geometry,
        tileSource,
      );
      let last: I32 | number = dbias ? e.at(dbias) : 0;
      if (source.type === 'batchNorm') last = i32.add(e.at(source.coefficients), K0 * this.#filters * 4);
      e.call(kernel, dy, extra, m, last);
    });
    return m;
  }

  /** to[plane] = (U or Uᵀ)·from[plane], a product for each class of planes. */
  #multiply(e: Emitter, part: Part, from: Buffer, to: Buffer, transposed: boolean): void {
    const [rows, depth] = transposed ? [this.#channels, this.#filters] : [this.#filters, this.#channels];
    const fromLayout = this.#layout(part, depth);
    const toLayout = this.#layout(part, rows);
    part.classes.forEach((each, c) => {
      const u = i32.add(e.at(this.#u), each.first * this.#planeBytes);
      const x = i32.add(e.at(from), fromLayout.starts[each.first]!);
      const y = i32.add(e.at(to), toLayout.starts[each.first]!);
      const strides = { x: fromLayout.stride[c]!, y: toLayout.stride[c]! };
      if (this.#samplesInLanes) {
        e.f.call(defineGemm(e.m, blockProduct(this.#shape, each, transposed, strides)), u, x, y, 0);
      } else {
        e.f.call(defineGemm(e.m, singleProduct(this.#shape, each, strides)), x, u, y, 0);
      }
    });
  }

  /** dU += M·Vᵀ, plane by plane. */
  #multiplyGradient(e: Emitter, part: Part, m: Buffer, v: Buffer, du: Buffer): void {
    const mLayout = this.#layout(part, this.#filters);
    const vLayout = this.#layout(part, this.#channels);
    part.classes.forEach((each, c) => {
      const kernel = definePlaneWeightGradient(e.m, {
        filters: this.#filters,
        channels: this.#channels,
        floats: each.tiles * 8,
        planes: each.count,
        mPlane: mLayout.stride[c]!,
        vPlane: vLayout.stride[c]!,
      });
      const mAt = i32.add(e.at(m), mLayout.starts[each.first]!);
      const vAt = i32.add(e.at(v), vLayout.starts[each.first]!);
      e.f.call(kernel, mAt, vAt, i32.add(e.at(du), each.first * this.#planeBytes));
    });
  }
}
