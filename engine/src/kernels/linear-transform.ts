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
  const columns = pairColumns(f, matrix, inputs);
  return pairRows(f, columns.matrix, columns.inputs, constant);
}

/** Columns i, j with M[r][i] = ±M[r][j] in every row: work on x_i + x_j and x_i − x_j instead. */
function pairColumns(
  f: FunctionBuilder,
  matrix: Matrix,
  inputs: readonly V128[],
): { matrix: Matrix; inputs: V128[] } {
  const columns = transpose(matrix);
  const out = [...inputs];
  for (let i = 0; i < columns.length; i++) {
    const j = columns.findIndex((column, k) => k > i && isSignedTwin(columns[i]!, column));
    if (j < 0) continue;
    const first = columns[i]!;
    const second = columns[j]!;
    const [x, y] = [out[i]!, out[j]!];
    out[i] = f.let(f32x4.add(x, y));
    out[j] = f.let(f32x4.sub(x, y));
    columns[i] = first.map((value, r) => (value === second[r] ? value : 0));
    columns[j] = first.map((value, r) => (value === second[r] ? 0 : value));
  }
  return { matrix: transpose(columns), inputs: out };
}

/** Rows r, s with M[r][i] = ±M[s][i]: their equal part e and opposite part o give e + o and e − o. */
function pairRows(f: FunctionBuilder, matrix: Matrix, inputs: readonly V128[], constant: Constants): V128[] {
  const out: V128[] = [];
  matrix.forEach((row, r) => {
    if (out[r]) return;
    const s = matrix.findIndex((other, k) => k > r && isSignedTwin(row, other));
    if (s < 0) {
      out[r] = combine(f, row, inputs, constant);
      return;
    }
    const twin = matrix[s]!;
    const equal = f.let(
      combine(
        f,
        row.map((v, i) => (v === twin[i] ? v : 0)),
        inputs,
        constant,
      ),
    );
    const opposite = f.let(
      combine(
        f,
        row.map((v, i) => (v === twin[i] ? 0 : v)),
        inputs,
        constant,
      ),
    );
    out[r] = f32x4.add(equal, opposite);
    out[s] = f32x4.sub(equal, opposite);
  });
  return out;
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

/** Σ c_i·x_i with one multiplication for all terms of the same |c|. */
function combine(
  f: FunctionBuilder,
  row: readonly number[],
  inputs: readonly V128[],
  constant: Constants,
): V128 {
  const groups = new Map<number, { x: V128; sign: number }[]>();
  row.forEach((value, i) => {
    if (value === 0) return;
    const size = Math.abs(value);
    groups.set(size, [...(groups.get(size) ?? []), { x: inputs[i]!, sign: Math.sign(value) }]);
  });
  let sum: V128 | null = null;
  for (const [size, terms] of [...groups].sort(([a], [b]) => a - b)) {
    terms.sort((a, b) => b.sign - a.sign);
    const lead = terms[0]!.sign;
    let part: V128 | null = null;
    for (const { x, sign } of terms) {
      if (part === null) part = x;
      else part = sign === lead ? f32x4.add(part, x) : f32x4.sub(part, x);
    }
    if (sum === null) {
      const scaled = size === 1 ? part! : f32x4.mul(part!, constant(size));
      sum = lead > 0 ? scaled : f32x4.neg(scaled);
    } else if (lead > 0) {
      sum = size === 1 ? f32x4.add(sum, part!) : f.madd(part!, constant(size), sum);
    } else {
      sum = f32x4.sub(sum, size === 1 ? part! : f32x4.mul(part!, constant(size)));
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
