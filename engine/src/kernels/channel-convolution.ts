/** Convolution of one sample, channels in the lanes: the path of least latency, for inference. */
import {
  type FunctionBuilder,
  type FunctionRef,
  f32x4,
  type I32,
  i32,
  type ModuleBuilder,
  v128,
} from '../assembler/index.js';
import type { ConvolutionShape } from './convolution.js';
import { ceilTo, positionBytes, positionOffset, rowBytes } from './geometry.js';

/** y = w ∗ x + bias (relu); w is [taps][channels][filters rounded up to 4]. (x, w, y, bias) */
export function defineChannelConvolution(m: ModuleBuilder, s: ConvolutionShape): FunctionRef {
  return m.define('channel convolution', s, (f, x, w, y, bias) => {
    const filters = ceilTo(s.output.channels, 4);
    const start = f.let(i32.add(x, positionOffset(s.input, -s.before[0], -s.before[1])));
    const to = f.let(i32.add(y, positionOffset(s.output, 0, 0)));
    const group = (vectors: number, times: number) =>
      f.repeat(times, () => {
        rows(f, s, { x: start, w, y: to, bias }, vectors, filters * 4);
        for (const pointer of [w, to, bias]) f.advance(pointer, vectors * 16);
      });
    group(2, Math.floor(filters / 8));
    group(1, (filters / 4) % 2);
  });
}

interface Addresses {
  readonly x: I32;
  readonly w: I32;
  readonly y: I32;
  readonly bias: I32;
}

function rows(
  f: FunctionBuilder,
  s: ConvolutionShape,
  at: Addresses,
  vectors: number,
  weightRow: number,
): void {
  f.scope(() => {
    const xRow = f.let(at.x);
    const yRow = f.let(at.y);
    f.repeat(s.output.height, () => {
      const x = f.let(xRow);
      const y = f.let(yRow);
      const run = (positions: number, times: number) =>
        f.repeat(times, () => {
          positionsTile(f, s, { ...at, x, y }, vectors, positions, weightRow);
          f.advance(x, positions * s.stride * positionBytes(s.input));
          f.advance(y, positions * positionBytes(s.output));
        });
      run(4, Math.floor(s.output.width / 4));
      run(s.output.width % 4, s.output.width % 4 ? 1 : 0);
      f.advance(xRow, s.stride * rowBytes(s.input));
      f.advance(yRow, rowBytes(s.output));
    });
  });
}

/** Up to 4 positions × 2 vectors of filters in registers. */
function positionsTile(
  f: FunctionBuilder,
  s: ConvolutionShape,
  at: Addresses,
  vectors: number,
  positions: number,
  weightRow: number,
): void {
  const sums = Array.from({ length: positions }, () =>
    Array.from({ length: vectors }, (_, j) => f.let(s.bias ? v128.load(at.bias, j * 16) : v128.zero())),
  );
  const w = f.let(at.w);
  const row = f.let(at.x);
  f.repeat(s.kernel, () => {
    const tap = f.let(row);
    f.repeat(s.kernel, () => {
      const x = f.let(tap);
      f.repeat(s.input.channels, () => {
        const weights = Array.from({ length: vectors }, (_, j) => f.let(v128.load(w, j * 16)));
        sums.forEach((sum, i) => {
          const value = f.let(v128.loadSplat(x, i * s.stride * positionBytes(s.input)));
          sum.forEach((each, j) => f.set(each, f.madd(value, weights[j]!, each)));
        });
        f.advance(x, 4);
        f.advance(w, weightRow);
      });
      f.advance(tap, positionBytes(s.input));
    });
    f.advance(row, rowBytes(s.input));
  });
  sums.forEach((sum, i) =>
    sum.forEach((each, j) =>
      f.storeVector(
        at.y,
        s.relu ? f32x4.pmax(each, v128.zero()) : each,
        i * positionBytes(s.output) + j * 16,
      ),
    ),
  );
}
