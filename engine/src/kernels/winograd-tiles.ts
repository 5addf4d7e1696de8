/** The four tile transforms of a Winograd convolution: input, output, and their adjoints for the gradients. */
import {
  type FunctionBuilder,
  type FunctionRef,
  f32x4,
  type I32,
  i32,
  type Local,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';
import {
  type Geometry,
  geometryKey,
  planeBytes,
  planesOf,
  positionBytes,
  positionOffset,
  rowBytes,
  vectorsOf,
} from './geometry.js';
import { type Constants, emitSandwich, hoistConstants, type Matrix, transpose } from './linear-transform.js';
import { poolCodes, poolQuad } from './pool-codes.js';
import { addSums } from './sums.js';
import { type Plane, planeClasses, planeLayout, type TileGrid, transformOf } from './tiles.js';
import type { TileTransform } from './winograd-matrices.js';

export interface TileJob {
  readonly geometry: Geometry;
  readonly grid: TileGrid;
  readonly order: readonly Plane[];
}

/** One tile while its code is written: where it stands and how its planes are addressed. */
export interface TileContext {
  readonly f: FunctionBuilder;
  readonly rows: TileTransform;
  readonly columns: TileTransform;
  /** Address of the tile's first position (of the output picture) in each field given, lane included. */
  readonly at: readonly Local<'i32'>[];
  readonly constant: Constants;
  /** Address of the current vector of `alongLanes`. */
  readonly lane: I32;
  loadPlanes(): V128[][];
  storePlane(i: number, j: number, value: V128): void;
}

interface TileLoop {
  /** Pictures that are walked along with the tiles; `pixels` output positions stand for one position of it. */
  readonly fields: readonly { readonly geometry: Geometry; readonly address: I32; readonly scale?: 1 | 2 }[];
  readonly planes: I32;
  readonly matrices: readonly Matrix[];
  /** An array of one value a channel, to be walked along with the lanes where the channels are in them. */
  readonly alongLanes?: I32;
  /** Code before the first and after the last tile of a channel. */
  readonly begin?: (channel: Local<'i32'>) => void;
  readonly end?: (channel: Local<'i32'>) => void;
}

/** Walks channels, tile rows, tile columns and vectors; the body is written once for each size of tile. */
export function forTiles(
  f: FunctionBuilder,
  job: TileJob,
  loop: TileLoop,
  body: (tile: TileContext) => void,
): void {
  const { geometry, grid, order } = job;
  const inner = positionBytes(geometry);
  const channels = planesOf(geometry);
  const classes = planeClasses(grid, order);
  const layout = planeLayout(classes, channels, inner);
  const constant = hoistConstants(f, loop.matrices);
  const channel = f.let(i32.const(0));
  const planeAt = new Map(order.map((plane, i) => [`${plane.row},${plane.column}`, i]));
  const fieldChannel = loop.fields.map(({ geometry: g, address, scale = 1 }) =>
    f.let(i32.add(address, positionOffset(g, grid.top / scale, 0))),
  );
  const classChannel = classes.map(() => f.let(loop.planes));
  f.repeat(channels, () => {
    loop.begin?.(channel);
    const fieldRow = fieldChannel.map((p) => f.let(p));
    const classRow = classChannel.map((p) => f.let(p));
    for (const [rowSize, rowCount] of runs(grid.rows)) {
      const rows = transformOf(rowSize);
      f.repeat(rowCount, () => {
        const field = fieldRow.map((p) => f.let(p));
        const planes = classRow.map((p) => f.let(p));
        for (const [columnSize, columnCount] of runs(grid.columns)) {
          const columns = transformOf(columnSize);
          f.repeat(columnCount, () => {
            const lane = f.let(loop.alongLanes ?? i32.const(0));
            f.repeat(vectorsOf(geometry), () => {
              const address = (i: number, j: number): [Local<'i32'>, number] => {
                const plane = planeAt.get(`${rows.points[i]},${columns.points[j]}`)!;
                const c = classes.findIndex((each) => plane >= each.first && plane < each.first + each.count);
                return [planes[c]!, layout.starts[plane]!];
              };
              body({
                f,
                rows,
                columns,
                at: field,
                constant,
                lane,
                loadPlanes: () =>
                  rows.points.map((_, i) => columns.points.map((_, j) => v128.load(...address(i, j)))),
                storePlane: (i, j, value) => {
                  const [pointer, offset] = address(i, j);
                  f.storeVector(pointer, value, offset);
                },
              });
              for (const pointer of [...field, ...planes]) f.advance(pointer, 16);
              if (loop.alongLanes) f.advance(lane, 16);
            });
            loop.fields.forEach(({ geometry: g, scale = 1 }, k) => {
              f.advance(field[k]!, (columnSize / scale - 1) * positionBytes(g));
            });
          });
        }
        loop.fields.forEach(({ geometry: g, scale = 1 }, k) => {
          f.advance(fieldRow[k]!, (rowSize / scale) * rowBytes(g));
        });
        classes.forEach((each, c) => {
          f.advance(classRow[c]!, each.tilesPerRow * inner);
        });
      });
    }
    loop.end?.(channel);
    loop.fields.forEach(({ geometry: g }, k) => {
      f.advance(fieldChannel[k]!, planeBytes(g));
    });
    classes.forEach((each, c) => {
      f.advance(classChannel[c]!, each.tiles * inner);
    });
    f.advance(channel, 1);
  });
}

const sizes = (job: TileJob): TileTransform[] =>
  [...new Set([...job.grid.rows, ...job.grid.columns])].map(transformOf);

const key = (job: TileJob): string =>
  `${geometryKey(job.geometry)} ${job.grid.top} ${job.grid.rows}/${job.grid.columns} of ${job.order.length}`;

/** V = Bᵀ·d·B. The picture needs a halo that covers `before` and the 2 positions a tile reads past its outputs. (x, v) */
export function defineWinogradInput(m: ModuleBuilder, job: TileJob, before: number): FunctionRef {
  return m.define(`winograd input ${key(job)} p${before}`, { x: 'i32', v: 'i32' }, (f, { x, v }) => {
    const g = job.geometry;
    const start = f.let(i32.sub(x, before * (rowBytes(g) + positionBytes(g))));
    const fields = [{ geometry: g, address: start }];
    forTiles(f, job, { fields, planes: v, matrices: sizes(job).map((t) => t.input) }, (tile) => {
      const { rows, columns } = tile;
      const d = range(rows.size + 2).map((r) =>
        range(columns.size + 2).map((c) => v128.load(tile.at[0]!, r * rowBytes(g) + c * positionBytes(g))),
      );
      emitSandwich(f, tile.constant, [rows.input, columns.input], d, tile.storePlane);
    });
  });
}

/** The adjoint of the input transform: dx += B·V·Bᵀ over overlapping tiles; dx must be zeroed before. (v, dx) */
export function defineWinogradInputGradient(m: ModuleBuilder, job: TileJob, before: number): FunctionRef {
  return m.define(
    `winograd input gradient ${key(job)} p${before}`,
    { v: 'i32', dx: 'i32' },
    (f, { v, dx }) => {
      const g = job.geometry;
      const start = f.let(i32.sub(dx, before * (rowBytes(g) + positionBytes(g))));
      const fields = [{ geometry: g, address: start }];
      forTiles(f, job, { fields, planes: v, matrices: sizes(job).map((t) => t.input) }, (tile) => {
        const { rows, columns } = tile;
        emitSandwich(
          f,
          tile.constant,
          [transpose(rows.input), transpose(columns.input)],
          tile.loadPlanes(),
          (r, c, value) => {
            const offset = r * rowBytes(g) + c * positionBytes(g);
            f.storeVector(tile.at[0]!, f32x4.add(v128.load(tile.at[0]!, offset), value), offset);
          },
        );
      });
    },
  );
}

/** What becomes of the outputs of a tile. */
export type TileSink =
  /** y (+ bias) (relu) */
  | { readonly type: 'store'; readonly bias: boolean; readonly relu: boolean }
  /** y, and its sum and sum of squares by channel added to `statistics`: [channels] sums, [channels] squares. */
  | { readonly type: 'statistics' }
  /** The largest of 2×2 after bias, relu; and which of the four it was, −1 where relu cut it. */
  | { readonly type: 'pool'; readonly codes: boolean };

/** y = Aᵀ·M·A and its sink. (m, y, extra, bias): extra are the statistics or codes. */
export function defineWinogradOutput(
  m: ModuleBuilder,
  job: TileJob,
  output: Geometry,
  sink: TileSink,
): FunctionRef {
  const scale = sink.type === 'pool' ? 2 : 1;
  const codes = sink.type === 'pool' && sink.codes;
  return m.define(
    `winograd output ${key(job)} ${geometryKey(output)} ${JSON.stringify(sink)}`,
    { planes: 'i32', y: 'i32', extra: 'i32', bias: 'i32' },
    (f, { planes, y, extra, bias }) => {
      const fields: TileLoop['fields'][number][] = [{ geometry: output, address: y, scale }];
      if (codes) fields.push({ geometry: output, address: extra, scale });
      const b = f.local('v128');
      const sums = f.locals('v128', 2);
      const perChannel = output.lanes === 'samples';
      const step = positionBytes(output);
      const begin = (channel: Local<'i32'>) => {
        if (sink.type === 'statistics') for (const sum of sums) f.set(sum, v128.zero());
        if ((sink.type === 'pool' || (sink.type === 'store' && sink.bias)) && perChannel) {
          f.set(b, v128.loadSplat(i32.add(bias, i32.mul(channel, 4))));
        }
      };
      const end = (channel: Local<'i32'>) => {
        if (sink.type === 'statistics')
          addSums(f, i32.add(extra, i32.mul(channel, 4)), sums, output.channels * 4);
      };
      const withBias = (value: V128, tile: TileContext): V128 =>
        f32x4.add(value, perChannel ? b : v128.load(tile.lane));
      const pool = codes ? poolCodes(f) : null;
      const alongLanes = perChannel ? {} : { alongLanes: bias };
      const matrices = sizes(job).map((t) => t.output);
      forTiles(f, job, { fields, planes, matrices, begin, end, ...alongLanes }, (tile) => {
        const { rows, columns } = tile;
        const [at, codeAt] = tile.at;
        if (sink.type !== 'pool') {
          emitSandwich(f, tile.constant, [rows.output, columns.output], tile.loadPlanes(), (r, c, value) => {
            const offset = r * rowBytes(output) + c * step;
            if (sink.type === 'statistics') {
              const kept = f.let(value);
              f.set(sums[0]!, f32x4.add(sums[0]!, kept));
              f.set(sums[1]!, f.madd(kept, kept, sums[1]!));
              f.storeVector(at!, kept, offset);
            } else {
              const biased = sink.bias ? withBias(value, tile) : value;
              f.storeVector(at!, sink.relu ? f32x4.pmax(biased, v128.zero()) : biased, offset);
            }
          });
          return;
        }
        const tileValues = rows.output.map(() => f.locals('v128', columns.size));
        emitSandwich(f, tile.constant, [rows.output, columns.output], tile.loadPlanes(), (r, c, value) =>
          f.set(tileValues[r]![c]!, value),
        );
        for (let r = 0; r < rows.size; r += 2) {
          for (let c = 0; c < columns.size; c += 2) {
            const quad = [
              tileValues[r]![c]!,
              tileValues[r]![c + 1]!,
              tileValues[r + 1]![c]!,
              tileValues[r + 1]![c + 1]!,
            ];
            const offset = (r / 2) * rowBytes(output) + (c / 2) * step;
            f.scope(() => {
              const [largest, biased] = poolQuad(f, quad, (value) => withBias(value, tile));
              f.storeVector(at!, largest, offset);
              if (pool) f.storeVector(codeAt!, pool.encode(quad, biased), offset);
            });
          }
        }
      });
    },
  );
}

/** Where the gradient of a tile's outputs comes from. */
export type TileSource =
  /** dy as it stands. */
  | { readonly type: 'plain'; readonly bias: boolean }
  /** dy where the activation y is above zero. */
  | { readonly type: 'relu'; readonly bias: boolean }
  /** dy of the 2×2 pooled picture, to the position its code names. */
  | { readonly type: 'pool'; readonly bias: boolean }
  /** k0·d + k1·y + k2 with three coefficients a channel: [3][channels]. */
  | { readonly type: 'batchNorm' };

/** M = A·dy·Aᵀ. (dy, extra, m, bias): extra is y or the codes; bias is the bias gradient to add to, or the coefficients. */
export function defineWinogradOutputGradient(
  m: ModuleBuilder,
  job: TileJob,
  dyGeometry: Geometry,
  extraGeometry: Geometry,
  source: TileSource,
): FunctionRef {
  const scale = source.type === 'pool' ? 2 : 1;
  return m.define(
    `winograd output gradient ${key(job)} ${geometryKey(dyGeometry)} ${geometryKey(extraGeometry)} ${JSON.stringify(source)}`,
    { dy: 'i32', extra: 'i32', planes: 'i32', bias: 'i32' },
    (f, { dy, extra, planes, bias }) => {
      const fields: TileLoop['fields'][number][] = [{ geometry: dyGeometry, address: dy, scale }];
      if (source.type !== 'plain') fields.push({ geometry: extraGeometry, address: extra, scale });
      const sum = f.local('v128');
      const k = f.locals('v128', 3);
      const pool = source.type === 'pool' ? poolCodes(f) : null;
      const begin = (channel: Local<'i32'>) => {
        if (source.type !== 'batchNorm') return f.set(sum, v128.zero());
        k.forEach((each, i) =>
          f.set(each, v128.loadSplat(i32.add(bias, i32.mul(channel, 4)), i * dyGeometry.channels * 4)),
        );
      };
      const end = (channel: Local<'i32'>) => {
        if (source.type !== 'batchNorm' && source.bias)
          addSums(f, i32.add(bias, i32.mul(channel, 4)), [sum], 0);
      };
      forTiles(
        f,
        job,
        { fields, planes, matrices: sizes(job).map((t) => transpose(t.output)), begin, end },
        (tile) => {
          const { rows, columns } = tile;
          const [at, extraAt] = tile.at;
          const load = (g: Geometry, pointer: Local<'i32'>, r: number, c: number) =>
            v128.load(pointer, r * rowBytes(g) + c * positionBytes(g));
          const count = (value: V128): V128 => {
            const kept = f.let(value);
            if (source.type !== 'batchNorm' && source.bias) f.set(sum, f32x4.add(sum, kept));
            return kept;
          };
          const dyTile = rows.output.map(() => f.locals('v128', columns.size));
          for (let r = 0; r < rows.size; r += scale) {
            for (let c = 0; c < columns.size; c += scale) {
              f.scope(() => {
                const g = load(dyGeometry, at!, r / scale, c / scale);
                if (source.type === 'plain') f.set(dyTile[r]![c]!, count(g));
                else if (source.type === 'relu') {
                  f.set(
                    dyTile[r]![c]!,
                    count(v128.and(g, f32x4.gt(load(extraGeometry, extraAt!, r, c), v128.zero()))),
                  );
                } else if (source.type === 'batchNorm') {
                  const y = load(extraGeometry, extraAt!, r, c);
                  f.set(dyTile[r]![c]!, f.madd(k[0]!, g, f.madd(k[1]!, y, k[2]!)));
                } else {
                  const code = f.let(load(extraGeometry, extraAt!, r / 2, c / 2));
                  const kept = f.let(g);
                  for (let i = 0; i < 4; i++) {
                    f.set(dyTile[r + (i >> 1)]![c + (i & 1)]!, v128.and(kept, pool!.is(code, i)));
                  }
                  if (source.bias) f.set(sum, f32x4.add(sum, v128.andNot(kept, pool!.isCut(code))));
                }
              });
            }
          }
          emitSandwich(
            f,
            tile.constant,
            [transpose(rows.output), transpose(columns.output)],
            dyTile,
            tile.storePlane,
          );
        },
      );
    },
  );
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** [4, 4, 4, 2] → [[4, 3], [2, 1]] */
function runs(values: readonly number[]): [number, number][] {
  const out: [number, number][] = [];
  for (const value of values) {
    const last = out.at(-1);
    if (last?.[0] === value) last[1]++;
    else out.push([value, 1]);
  }
  return out;
}
