/** Direct convolution for any window and stride, samples in the lanes: forward and both gradients. */
import {
  type FunctionBuilder,
  type FunctionRef,
  f32x4,
  type I32,
  i32,
  type Local,
  type ModuleBuilder,
  v128,
} from '../assembler/index.js';
import { type Geometry, planeBytes, positionBytes, positionOffset, rowBytes, vectorsOf } from './geometry.js';
import { addSums } from './sums.js';

export interface ConvolutionShape {
  readonly kernel: number;
  readonly stride: number;
  /** Rows and columns of padding before the first; the input's halo holds them. */
  readonly before: readonly [rows: number, columns: number];
  readonly input: Geometry;
  readonly output: Geometry;
  readonly bias: boolean;
  readonly relu: boolean;
}

const windowStart = (s: ConvolutionShape): number => positionOffset(s.input, -s.before[0], -s.before[1]);
const taps = (s: ConvolutionShape): number => s.kernel * s.kernel;

/** y = w ∗ x (+ bias) (relu) (x, w: [filters][channels][k][k], y, bias) */
export function defineConvolution(m: ModuleBuilder, s: ConvolutionShape): FunctionRef {
  return m.define('convolution', s, (f, x, w, y, bias) => {
    const weightRow = s.input.channels * taps(s) * 4;
    const vectors = vectorsOf(s.input);
    const start = f.let(i32.add(x, windowStart(s)));
    const to = f.let(i32.add(y, positionOffset(s.output, 0, 0)));
    forGroups(f, s.output.channels, 4, (filters) => {
      forOutputs(f, s, start, to, (xAt, yAt) => {
        const sums = Array.from({ length: filters }, (_, i) =>
          Array.from({ length: vectors }, () => f.let(s.bias ? v128.loadSplat(bias, i * 4) : v128.zero())),
        );
        const wAt = f.let(w);
        forTaps(
          f,
          s,
          xAt,
          (tapAt, offset, index) => {
            const columns = Array.from({ length: vectors }, (_, j) =>
              f.let(v128.load(tapAt, offset + j * 16)),
            );
            sums.forEach((row, i) => {
              const weight = f.let(v128.loadSplat(wAt, index * 4 + i * weightRow));
              row.forEach((sum, j) => f.set(sum, f.madd(weight, columns[j]!, sum)));
            });
          },
          (done) => f.advance(wAt, done * 4),
        );
        sums.forEach((row, i) =>
          row.forEach((sum, j) => {
            f.storeVector(
              yAt,
              s.relu ? f32x4.pmax(sum, v128.zero()) : sum,
              i * planeBytes(s.output) + j * 16,
            );
          }),
        );
      });
      f.advance(w, filters * weightRow);
      f.advance(to, filters * planeBytes(s.output));
      if (s.bias) f.advance(bias, filters * 4);
    });
  });
}

/** dx += wᵀ ∗ dy; dx must be zeroed before. (dy, w, dx); `dyGeometry` is that of dy. */
export function defineConvolutionInputGradient(
  m: ModuleBuilder,
  s: ConvolutionShape,
  dyGeometry: Geometry,
): FunctionRef {
  return m.define('convolution input gradient', [s, dyGeometry], (f, dy, w, dx) => {
    const vectors = vectorsOf(s.input);
    const weightRow = s.input.channels * taps(s) * 4;
    const shape = { ...s, output: dyGeometry };
    const start = f.let(i32.add(dx, windowStart(s)));
    const from = f.let(i32.add(dy, positionOffset(dyGeometry, 0, 0)));
    forGroups(f, s.input.channels, 4, (channels) => {
      const tapWeight = f.let(w);
      const tapRow = f.let(start);
      f.repeat(s.kernel, () => {
        const tap = f.let(tapRow);
        f.repeat(s.kernel, () => {
          forOutputs(f, shape, tap, from, (dxAt, dyAt) => {
            const address = (i: number, j: number) => i * planeBytes(s.input) + j * 16;
            const sums = Array.from({ length: channels }, (_, i) =>
              Array.from({ length: vectors }, (_, j) => f.let(v128.load(dxAt, address(i, j)))),
            );
            const wAt = f.let(tapWeight);
            const g = f.let(dyAt);
            f.repeat(dyGeometry.channels, () => {
              const columns = Array.from({ length: vectors }, (_, j) => f.let(v128.load(g, j * 16)));
              sums.forEach((row, i) => {
                const weight = f.let(v128.loadSplat(wAt, i * taps(s) * 4));
                row.forEach((sum, j) => f.set(sum, f.madd(weight, columns[j]!, sum)));
              });
              f.advance(wAt, weightRow);
              f.advance(g, planeBytes(dyGeometry));
            });
            sums.forEach((row, i) => row.forEach((sum, j) => f.storeVector(dxAt, sum, address(i, j))));
          });
          f.advance(tap, positionBytes(s.input));
          f.advance(tapWeight, 4);
        });
        f.advance(tapRow, rowBytes(s.input));
      });
      f.advance(w, channels * taps(s) * 4);
      f.advance(start, channels * planeBytes(s.input));
    });
  });
}

/** dw += dy ⋆ x, summed over positions and samples. (x, dy, dw) */
export function defineConvolutionWeightGradient(
  m: ModuleBuilder,
  s: ConvolutionShape,
  dyGeometry: Geometry,
): FunctionRef {
  return m.define('convolution weight gradient', [s, dyGeometry], (f, x, dy, dw) => {
    const weightRow = s.input.channels * taps(s) * 4;
    const shape = { ...s, output: dyGeometry };
    const start = f.let(i32.add(x, windowStart(s)));
    const from = f.let(i32.add(dy, positionOffset(dyGeometry, 0, 0)));
    const inner = (filters: number, columns: number, xTap: I32, out: I32) => {
      const sums = Array.from({ length: filters }, () =>
        Array.from({ length: columns }, () => f.let(v128.zero())),
      );
      forOutputs(f, shape, xTap, from, (xAt, dyAt) => {
        for (let j = 0; j < vectorsOf(s.input); j++) {
          const values = Array.from({ length: columns }, (_, k) =>
            f.let(v128.load(xAt, k * positionBytes(s.input) + j * 16)),
          );
          sums.forEach((row, i) => {
            const g = f.let(v128.load(dyAt, i * planeBytes(dyGeometry) + j * 16));
            row.forEach((sum, k) => f.set(sum, f.madd(g, values[k]!, sum)));
          });
        }
      });
      sums.forEach((row, i) => addSums(f, i32.add(out, i * weightRow), row, 4));
    };
    forGroups(f, dyGeometry.channels, 4, (filters) => {
      const channel = f.let(start);
      const out = f.let(dw);
      f.repeat(s.input.channels, () => {
        const tapRow = f.let(channel);
        f.repeat(s.kernel, () => {
          const tap = f.let(tapRow);
          const part = (columns: number, times: number) =>
            f.repeat(times, () => {
              inner(filters, columns, tap, out);
              f.advance(tap, columns * positionBytes(s.input));
              f.advance(out, columns * 4);
            });
          part(2, Math.floor(s.kernel / 2));
          part(1, s.kernel % 2);
          f.advance(tapRow, rowBytes(s.input));
        });
        f.advance(channel, planeBytes(s.input));
      });
      f.advance(dw, filters * weightRow);
      f.advance(from, filters * planeBytes(dyGeometry));
    });
  });
}

/** n in groups of `size`, then of 2 and 1: the body is written once for each size. */
export function forGroups(f: FunctionBuilder, n: number, size: number, body: (size: number) => void): void {
  let rest = n;
  for (let group = size; group >= 1; group /= 2) {
    f.repeat(Math.floor(rest / group), () => body(group));
    rest %= group;
  }
}

/** Walks the output's positions, x in steps of the stride. */
function forOutputs(
  f: FunctionBuilder,
  s: ConvolutionShape,
  x: I32,
  y: I32,
  body: (xAt: Local<'i32'>, yAt: Local<'i32'>) => void,
): void {
  f.scope(() => {
    const xRow = f.let(x);
    const yRow = f.let(y);
    f.repeat(s.output.height, () => {
      const xAt = f.let(xRow);
      const yAt = f.let(yRow);
      f.repeat(s.output.width, () => {
        body(xAt, yAt);
        f.advance(xAt, s.stride * positionBytes(s.input));
        f.advance(yAt, positionBytes(s.output));
      });
      f.advance(xRow, s.stride * rowBytes(s.input));
      f.advance(yRow, rowBytes(s.output));
    });
  });
}

/** Walks channels and taps in the order of the weights; a row of at most 3 taps is unrolled. */
function forTaps(
  f: FunctionBuilder,
  s: ConvolutionShape,
  x: I32,
  body: (at: I32, offset: number, index: number) => void,
  done: (taps: number) => void,
): void {
  f.scope(() => {
    const channel = f.let(x);
    f.repeat(s.input.channels, () => {
      const row = f.let(channel);
      f.repeat(s.kernel, () => {
        if (s.kernel <= 3) {
          for (let k = 0; k < s.kernel; k++) f.scope(() => body(row, k * positionBytes(s.input), k));
          done(s.kernel);
        } else {
          const at = f.let(row);
          f.repeat(s.kernel, () => {
            body(at, 0, 0);
            f.advance(at, positionBytes(s.input));
            done(1);
          });
        }
        f.advance(row, rowBytes(s.input));
      });
      f.advance(channel, planeBytes(s.input));
    });
  });
}
