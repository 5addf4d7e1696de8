/** Emits y = M·x for a small constant matrix M on vectors, sharing the sums and differences of symmetric rows and columns. */
import { type FunctionBuilder, f32x4, type Local, type V128, v128 } from '../assembler/index.js';

export type Matrix = readonly (readonly number[])[];

export const transpose = (matrix: Matrix): number[][] =>
  matrix[0]!.map((_, j) => matrix.map((row) => row[j]!));

/** Constants kept in variables outside the loops: V8 does not hoist them. */
export type Constants = (value: number) => V128;

export function hoistConstants(f: FunctionBuilder, matrices: readonly Matrix[]): Constants {
  const kept = new Map<number, Local<'v128'>>();
  for (const value of matrices.flat(2).map(Math.abs)) {
    if (value !== 0 && value !== 1 && !kept.has(value)) kept.set(value, f.let(f32x4.const(value)));
  }
  return (value) => kept.get(value) ?? f32x4.const(value);
}

/** Each output is an expression to be written once. */
export function emitLinear(
  f: FunctionBuilder,
  matrix: Matrix,
  inputs: readonly V128[],
  constant: Constants,
): V128[] {
  const { columnPairs, rows } = factorize(matrix);
  const x = [...inputs];
  for (const [i, j] of columnPairs) {
    const [p, q] = [x[i]!, x[j]!];
    x[i] = f.let(f32x4.add(p, q));
    x[j] = f.let(f32x4.sub(p, q));
  }
  const out: V128[] = [];
  for (const row of rows) {
    if (row.twin === null) out[row.index] = combine(f, row.terms, x, constant);
    else {
      const equal = f.let(combine(f, row.terms, x, constant));
      const opposite = f.let(combine(f, row.opposite, x, constant));
      out[row.index] = f32x4.add(equal, opposite);
      out[row.twin] = f32x4.sub(equal, opposite);
    }
  }
  return out;
}

/** Inputs with the same size of factor: size·(Σ added − Σ subtracted), the other way round where `negative`. */
interface Term {
  readonly size: number;
  readonly negative: boolean;
  readonly added: readonly number[];
  readonly subtracted: readonly number[];
}

/** A row by itself, or two whose equal part e and opposite part o give e + o and e − o. */
interface FactoredRow {
  readonly index: number;
  readonly twin: number | null;
  readonly terms: readonly Term[];
  readonly opposite: readonly Term[];
}

interface Factorization {
  /** Columns i, j with M[r][i] = ±M[r][j] in every row: work on x_i + x_j and x_i − x_j instead. */
  readonly columnPairs: readonly (readonly [number, number])[];
  readonly rows: readonly FactoredRow[];
}

const known = new WeakMap<Matrix, Factorization>();

/** Found once a matrix: the same few are used in every tile of every layer. */
function factorize(matrix: Matrix): Factorization {
  const found = known.get(matrix);
  if (found) return found;
  const columnPairs: [number, number][] = [];
  const columns = transpose(matrix);
  for (let i = 0; i < columns.length; i++) {
    const j = columns.findIndex((column, k) => k > i && isSignedTwin(columns[i]!, column));
    if (j < 0) continue;
    const [first, second] = [columns[i]!, columns[j]!];
    columnPairs.push([i, j]);
    columns[i] = first.map((value, r) => (value === second[r] ? value : 0));
    columns[j] = first.map((value, r) => (value === second[r] ? 0 : value));
  }
  const factored = { columnPairs, rows: factorizeRows(transpose(columns)) };
  known.set(matrix, factored);
  return factored;
}

function factorizeRows(matrix: Matrix): FactoredRow[] {
  const rows: FactoredRow[] = [];
  const done = new Set<number>();
  matrix.forEach((row, index) => {
    if (done.has(index)) return;
    const twin = matrix.findIndex((other, k) => k > index && isSignedTwin(row, other));
    if (twin < 0) {
      rows.push({ index, twin: null, terms: termsOf(row), opposite: [] });
      return;
    }
    done.add(twin);
    const other = matrix[twin]!;
    const terms = termsOf(row.map((v, i) => (v === other[i] ? v : 0)));
    const opposite = termsOf(row.map((v, i) => (v === other[i] ? 0 : v)));
    rows.push({ index, twin, terms, opposite });
  });
  return rows;
}

function isSignedTwin(a: readonly number[], b: readonly number[]): boolean {
  let equal = 0;
  let opposite = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === 0 && b[i] === 0) continue;
    if (a[i] === b[i]) equal++;
    else if (a[i] === -b[i]!) opposite++;
    else return false;
  }
  return equal > 0 && opposite > 0;
}

function termsOf(row: readonly number[]): Term[] {
  const sizes = [...new Set(row.map(Math.abs))].filter((size) => size > 0).sort((a, b) => a - b);
  return sizes.map((size) => {
    const [plus, minus] = [size, -size].map((value) => row.flatMap((v, i) => (v === value ? [i] : [])));
    return plus!.length > 0
      ? { size, negative: false, added: plus!, subtracted: minus! }
      : { size, negative: true, added: minus!, subtracted: [] };
  });
}

/** Σ c_i·x_i with one multiplication for all terms of the same |c|. */
function combine(f: FunctionBuilder, terms: readonly Term[], x: readonly V128[], constant: Constants): V128 {
  let sum: V128 | null = null;
  for (const { size, negative, added, subtracted } of terms) {
    let part = x[added[0]!]!;
    for (const i of added.slice(1)) part = f32x4.add(part, x[i]!);
    for (const i of subtracted) part = f32x4.sub(part, x[i]!);
    if (sum !== null && !negative && size !== 1) sum = f.madd(part, constant(size), sum);
    else {
      const scaled = size === 1 ? part : f32x4.mul(part, constant(size));
      if (sum === null) sum = negative ? f32x4.neg(scaled) : scaled;
      else sum = negative ? f32x4.sub(sum, scaled) : f32x4.add(sum, scaled);
    }
  }
  return sum ?? v128.zero();
}

/** rowMatrix · x · columnMatrixᵀ for a small matrix x of vectors; each result is stored as soon as it is known. */
export function emitSandwich(
  f: FunctionBuilder,
  constant: Constants,
  [rowMatrix, columnMatrix]: readonly [Matrix, Matrix],
  x: readonly (readonly V128[])[],
  store: (row: number, column: number, value: V128) => void,
): void {
  const columns = x[0]!.map((_, j) => {
    const outputs = f.locals('v128', rowMatrix.length);
    f.scope(() => {
      const inputs = x.map((row) => f.let(row[j]!));
      emitLinear(f, rowMatrix, inputs, constant).forEach((value, i) => f.set(outputs[i]!, value));
    });
    return outputs;
  });
  rowMatrix.forEach((_, i) => {
    f.scope(() => {
      const row = columns.map((column) => column[i]!);
      emitLinear(f, columnMatrix, row, constant).forEach((value, j) => store(i, j, value));
    });
  });
}
