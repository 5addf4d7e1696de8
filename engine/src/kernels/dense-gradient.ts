/** The small parts of a dense layer's gradient: the bias, and the last columns that fill no vector. */
import { type FunctionRef, f32, f32x4, horizontalSum, type ModuleBuilder, v128 } from '../assembler/index.js';

/** sums[r] = Σ of row r, `columns` floats (a multiple of 8) each. (rows, sums) */
export function defineRowSums(m: ModuleBuilder, rows: number, columns: number): FunctionRef {
  return m.define('row sums', [rows, columns], (f, x, sums) => {
    f.repeat(rows, () => {
      const sum = f.let(v128.zero());
      f.repeat(columns / 4, () => {
        f.set(sum, f32x4.add(sum, v128.load(x)));
        f.advance(x, 16);
      });
      f.storeFloat(sums, horizontalSum(sum));
      f.advance(sums, 4);
    });
  });
}

/** dw[unit][c] = Σ_n dy[unit][n]·x[n][c] for one to three columns. (dy, x, dw) */
export function defineTailGradient(
  m: ModuleBuilder,
  s: {
    readonly units: number;
    readonly columns: number;
    readonly batch: number;
    readonly rowBytes: number;
    readonly outBytes: number;
  },
): FunctionRef {
  return m.define('tail gradient', s, (f, dy, x, dw) => {
    f.repeat(s.units, () => {
      const sums = Array.from({ length: s.columns }, () => f.let(f32.const(0)));
      const at = f.let(x);
      f.repeat(s.batch, () => {
        sums.forEach((sum, c) => f.set(sum, f32.add(sum, f32.mul(f32.load(dy), f32.load(at, c * 4)))));
        f.advance(dy, 4);
        f.advance(at, s.rowBytes);
      });
      sums.forEach((sum, c) => f.storeFloat(dw, sum, c * 4));
      f.advance(dw, s.outBytes);
    });
  });
}
