/** Cuts a picture into Winograd tiles (4 wide, the last of a row or column smaller) and lays out their 36 planes. */
import { INFINITY_POINT, POINTS, TILE, type TileTransform, tileTransform } from './winograd-matrices.js';

/** One line of a cache more between planes: else the 36 streams fall into the same few sets of L1. */
const PLANE_PADDING = 64;

/** A run of tile rows that is transformed, multiplied and transformed back in one go. */
export interface TileGrid {
  /** First output row. */
  readonly top: number;
  /** Sizes of the tile rows and columns, 4 … 4 and perhaps a smaller last one. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** One product of a row point and a column point of the transform. */
export interface Plane {
  readonly row: number;
  readonly column: number;
}

/** Planes of one grid that hold equally many tiles: one matrix product. */
export interface PlaneClass {
  readonly first: number;
  readonly count: number;
  /** Tiles a plane, and a row of tiles. */
  readonly tiles: number;
  readonly tilesPerRow: number;
}

export function splitTiles(n: number): number[] {
  const sizes = new Array<number>(Math.floor(n / TILE)).fill(TILE);
  if (n % TILE) sizes.push(n % TILE);
  return sizes;
}

/** Grids of at most `most` tiles each (whole rows of tiles), for a picture of height × width outputs. */
export function tileGrids(height: number, width: number, most: number): TileGrid[] {
  const columns = splitTiles(width);
  const rows = splitTiles(height);
  const perGrid = Math.max(1, Math.floor(most / columns.length));
  const grids: TileGrid[] = [];
  // Even shares: 7 rows of tiles by at most 6 go as 4 + 3.
  const share = Math.ceil(rows.length / Math.ceil(rows.length / perGrid));
  for (let first = 0; first < rows.length; first += share) {
    grids.push({ top: first * TILE, rows: rows.slice(first, first + share), columns });
  }
  return grids;
}

/**
 * All planes of a layer in the order its transformed weights are stored: planes that small tiles use too come first,
 * so that within any grid, planes of equally many tiles stand together.
 */
export function planeOrder(height: number, width: number): Plane[] {
  const row = pointGroups(splitTiles(height));
  const column = pointGroups(splitTiles(width));
  const products = (rows: readonly number[], columns: readonly number[]) =>
    rows.flatMap((r) => columns.map((c) => ({ row: r, column: c })));
  return [
    ...products(row.shared, column.shared),
    ...products(row.extra, column.shared),
    ...products(row.shared, column.extra),
    ...products(row.extra, column.extra),
  ];
}

export function planeClasses(grid: TileGrid, order: readonly Plane[]): PlaneClass[] {
  const classes: { first: number; count: number; tiles: number; tilesPerRow: number }[] = [];
  order.forEach((plane, i) => {
    const tilesPerRow = tilesWith(grid.columns, plane.column);
    const tiles = tilesWith(grid.rows, plane.row) * tilesPerRow;
    const last = classes.at(-1);
    if (last && last.tiles === tiles && last.tilesPerRow === tilesPerRow) last.count++;
    else classes.push({ first: i, count: 1, tiles, tilesPerRow });
  });
  return classes.filter((each) => each.tiles > 0);
}

/** Byte offsets of the planes of one grid, `planes` channel planes of `inner` bytes a tile each. */
export function planeLayout(
  classes: readonly PlaneClass[],
  planes: number,
  inner: number,
): { starts: number[]; stride: number[]; bytes: number } {
  const starts: number[] = [];
  const stride: number[] = [];
  let at = 0;
  for (const each of classes) {
    const bytes = planes * each.tiles * inner + PLANE_PADDING;
    stride.push(bytes);
    for (let i = 0; i < each.count; i++) {
      starts[each.first + i] = at;
      at += bytes;
    }
  }
  return { starts, stride, bytes: at };
}

const transforms: readonly TileTransform[] = [1, 2, 3, 4].map(tileTransform);

export const transformOf = (size: number): TileTransform => transforms[size - 1]!;

const tilesWith = (sizes: readonly number[], point: number): number =>
  sizes.filter((size) => transformOf(size).points.includes(point)).length;

/** Points that all tiles use, and those that only the full ones do. */
function pointGroups(sizes: readonly number[]): { shared: number[]; extra: number[] } {
  const all = [...POINTS.keys(), INFINITY_POINT];
  const used = all.filter((p) => tilesWith(sizes, p) > 0);
  return {
    shared: used.filter((p) => tilesWith(sizes, p) === sizes.length),
    extra: used.filter((p) => tilesWith(sizes, p) < sizes.length),
  };
}
