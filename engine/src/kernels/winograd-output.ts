/** The output transform of a Winograd convolution with what follows it, and its adjoint for the gradient. */
import {
  type FunctionRef,
  f32x4,
  i32,
  type Local,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';
import { type Geometry, positionBytes, rowBytes } from './geometry.js';
import { emitSandwich } from './linear-transform.js';
import { poolCodes, poolQuad } from './pool-codes.js';
import { addSums } from './sums.js';
import { forTiles, type TileContext, type TileJob, type TileLoop, transformsOf } from './winograd-loop.js';

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
  return m.define('winograd output', [job, output, sink], (f, planes, y, extra, bias) => {
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
    const matrices = transformsOf(job).map((t) => t.output);
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
  });
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
    'winograd output gradient',
    [job, dyGeometry, extraGeometry, source],
    (f, dy, extra, planes, bias) => {
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
        { fields, planes, matrices: transformsOf(job).map((t) => t.outputTransposed), begin, end },
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
            [rows.outputTransposed, columns.outputTransposed],
            dyTile,
            tile.storePlane,
          );
        },
      );
    },
  );
}
