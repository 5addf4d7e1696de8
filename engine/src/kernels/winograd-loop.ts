/** Walks the tiles of a picture beside the planes of their Winograd transforms. */
import { type FunctionBuilder, type I32, i32, type Local, type V128, v128 } from '../assembler/index.js';
import {
  type Geometry,
  planeBytes,
  planesOf,
  positionBytes,
  positionOffset,
  rowBytes,
  vectorsOf,
} from './geometry.js';
import { type Constants, hoistConstants, type Matrix } from './linear-transform.js';
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

export interface TileLoop {
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

/** The transforms that a job needs. */
export const transformsOf = (job: TileJob): TileTransform[] =>
  [...new Set([...job.grid.rows, ...job.grid.columns])].map(transformOf);

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
