/** The input transform of a Winograd convolution, and its adjoint for the gradient. */
import { type FunctionRef, f32x4, i32, type ModuleBuilder, v128 } from '../assembler/index.js';
import { positionBytes, rowBytes } from './geometry.js';
import { emitSandwich } from './linear-transform.js';
import { forTiles, type TileJob, transformsOf } from './winograd-loop.js';

/** V = Bᵀ·d·B. The picture needs a halo that covers `before` and the 2 positions a tile reads past its outputs. (x, v) */
export function defineWinogradInput(m: ModuleBuilder, job: TileJob, before: number): FunctionRef {
  return m.define('winograd input', [job, before], (f, x, v) => {
    const g = job.geometry;
    const start = f.let(i32.sub(x, before * (rowBytes(g) + positionBytes(g))));
    const fields = [{ geometry: g, address: start }];
    forTiles(f, job, { fields, planes: v, matrices: transformsOf(job).map((t) => t.input) }, (tile) => {
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
  return m.define('winograd input gradient', [job, before], (f, v, dx) => {
    const g = job.geometry;
    const start = f.let(i32.sub(dx, before * (rowBytes(g) + positionBytes(g))));
    const fields = [{ geometry: g, address: start }];
    forTiles(f, job, { fields, planes: v, matrices: transformsOf(job).map((t) => t.input) }, (tile) => {
      const { rows, columns } = tile;
      emitSandwich(
        f,
        tile.constant,
        [rows.inputTransposed, columns.inputTransposed],
        tile.loadPlanes(),
        (r, c, value) => {
          const offset = r * rowBytes(g) + c * positionBytes(g);
          f.storeVector(tile.at[0]!, f32x4.add(v128.load(tile.at[0]!, offset), value), offset);
        },
      );
    });
  });
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
