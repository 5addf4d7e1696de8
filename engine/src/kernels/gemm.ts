/**
 * Matrix product C[rows][columns] (+)= A[rows][depth] · B[depth][columns], register-blocked 4 rows × 8 columns.
 * Columns are contiguous floats in B and C; A is read one float at a time, so any strides of it will do.
 */
import {
  type FunctionBuilder,
  type FunctionRef,
  f32x4,
  i32,
  type Local,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';

/** Strides are in bytes. */
export interface GemmShape {
  readonly rows: number;
  /** A multiple of 4. */
  readonly columns: number;
  readonly depth: number;
  readonly aRow: number;
  readonly aDepth: number;
  readonly bDepth: number;
  readonly cRow: number;
  /** Adds to C, or starts from one float a row (`bias`), or from zero. */
  readonly start?: 'zero' | 'accumulate' | 'rowBias' | 'columnBias';
  readonly relu?: boolean;
  /** The same product on many matrices that lie one behind the other. */
  readonly planes?: { readonly count: number; readonly a: number; readonly b: number; readonly c: number };
}

/** V8 keeps 8 accumulators in registers; with 10 the speed halves. */
const ROWS = 4;
const VECTORS = 2;

/** (a, b, c, bias) byte addresses; `bias` is read only with a bias start. */
export function defineGemm(m: ModuleBuilder, shape: GemmShape): FunctionRef {
  return m.define('gemm', shape, (f, a, b, c, bias) => {
    const { count, ...step } = shape.planes ?? { count: 1, a: 0, b: 0, c: 0 };
    f.repeat(count, () => {
      rowBlocks(f, shape, { a, b, c, bias });
      f.advance(a, step.a);
      f.advance(b, step.b);
      f.advance(c, step.c);
    });
  });
}

type Pointers = Readonly<Record<'a' | 'b' | 'c' | 'bias', Local<'i32'>>>;

function rowBlocks(f: FunctionBuilder, shape: GemmShape, at: Pointers): void {
  f.scope(() => {
    const a = f.let(at.a);
    const c = f.let(at.c);
    const bias = f.let(at.bias);
    const block = (rows: number, times: number) =>
      f.repeat(times, () => {
        columnBlocks(f, shape, rows, { a, b: at.b, c, bias });
        f.advance(a, rows * shape.aRow);
        f.advance(c, rows * shape.cRow);
        if (shape.start === 'rowBias') f.advance(bias, rows * 4);
      });
    block(ROWS, Math.floor(shape.rows / ROWS));
    if (shape.rows % 4 >= 2) block(2, 1);
    if (shape.rows % 2 === 1) block(1, 1);
  });
}

function columnBlocks(f: FunctionBuilder, shape: GemmShape, rows: number, at: Pointers): void {
  f.scope(() => {
    const b = f.let(at.b);
    const c = f.let(at.c);
    const bias = f.let(at.bias);
    const vectors = shape.columns / 4;
    const block = (width: number, times: number) =>
      f.repeat(times, () => {
        tile(f, shape, rows, width, { a: at.a, b, c, bias });
        f.advance(b, width * 16);
        f.advance(c, width * 16);
        if (shape.start === 'columnBias') f.advance(bias, width * 16);
      });
    block(VECTORS, Math.floor(vectors / VECTORS));
    if (vectors % VECTORS === 1) block(1, 1);
  });
}

function tile(f: FunctionBuilder, shape: GemmShape, rows: number, width: number, at: Pointers): void {
  const { aRow, cRow, start = 'zero' } = shape;
  const sums = Array.from({ length: rows }, () => f.locals('v128', width));
  const initial: Record<typeof start, (i: number, j: number) => V128> = {
    zero: () => v128.zero(),
    accumulate: (i, j) => v128.load(at.c, i * cRow + j * 16),
    rowBias: (i) => v128.loadSplat(at.bias, i * 4),
    columnBias: (_, j) => v128.load(at.bias, j * 16),
  };
  sums.forEach((row, i) => row.forEach((sum, j) => f.set(sum, initial[start](i, j))));
  const a = f.let(at.a);
  const b = f.let(at.b);
  const x = f.locals('v128', width);
  const w = f.local('v128');
  f.repeat(shape.depth, () => {
    x.forEach((column, j) => f.set(column, v128.load(b, j * 16)));
    sums.forEach((row, i) => {
      f.set(w, v128.loadSplat(a, i * aRow));
      row.forEach((sum, j) => f.set(sum, f.madd(w, x[j]!, sum)));
    });
    f.set(a, i32.add(a, shape.aDepth));
    f.set(b, i32.add(b, shape.bDepth));
  });
  sums.forEach((row, i) =>
    row.forEach((sum, j) =>
      f.storeVector(at.c, shape.relu ? f32x4.pmax(sum, v128.zero()) : sum, i * cRow + j * 16),
    ),
  );
}
