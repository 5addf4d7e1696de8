/** The first layer of many networks in one pass: 3×3 convolution of one channel, bias, relu and 2×2 max pooling. */
import {
  type FunctionBuilder,
  type FunctionRef,
  f32x4,
  i32,
  i32x4,
  type Local,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';
import { type Geometry, planeBytes, positionBytes, positionOffset, rowBytes, vectorsOf } from './geometry.js';
import { poolCodes, poolQuad } from './pool-codes.js';
import { addSums } from './sums.js';

export interface FirstConvolutionShape {
  /** One channel; its halo holds `before` positions of padding. */
  readonly input: Geometry;
  readonly before: number;
  /** The pooled picture; codes have the same geometry. */
  readonly output: Geometry;
}

/** (x, w: [filters][9], y, codes, bias) */
export function defineFirstConvolution(
  m: ModuleBuilder,
  s: FirstConvolutionShape,
  codes: boolean,
): FunctionRef {
  return m.define('first convolution', [s, codes], (f, x, w, y, codesAt, bias) => {
    const pool = codes ? poolCodes(f) : null;
    const weight = f.locals('v128', 9);
    const b = f.local('v128');
    forFilters(
      f,
      s,
      { x, y, codes: codesAt },
      (channel) => {
        weight.forEach((each, k) => f.set(each, v128.loadSplat(w, k * 4)));
        f.set(b, v128.loadSplat(i32.add(bias, i32.mul(channel, 4))));
      },
      (at, yAt, codeAt) => {
        const sums = f.locals('v128', 4);
        for (const sum of sums) f.set(sum, v128.zero());
        const add = (sum: number, k: number, x: V128) => f.set(sums[sum]!, f.madd(weight[k]!, x, sums[sum]!));
        for (let row = 0; row < 4; row++) {
          f.scope(() => {
            const x = [0, 1, 2, 3].map((c) =>
              f.let(v128.load(at, row * rowBytes(s.input) + c * positionBytes(s.input))),
            );
            for (let k = 0; k < 3; k++) {
              if (row < 3) add(0, row * 3 + k, x[k]!);
              if (row < 3) add(1, row * 3 + k, x[k + 1]!);
              if (row > 0) add(2, row * 3 - 3 + k, x[k]!);
              if (row > 0) add(3, row * 3 - 3 + k, x[k + 1]!);
            }
          });
        }
        const [largest, biased] = poolQuad(f, sums, (value) => f32x4.add(value, b));
        f.storeVector(yAt, largest);
        if (pool) f.storeVector(codeAt, pool.encode(sums, biased));
      },
      () => f.advance(w, 36),
    );
  });
}

/** dw, dbias += from the gradient of the pooled picture and its codes. (x, dy, codes, dw, dbias) */
export function defineFirstConvolutionGradient(m: ModuleBuilder, s: FirstConvolutionShape): FunctionRef {
  return m.define('first convolution gradient', s, (f, x, y, codes, dw, dbias) => {
    const pool = poolCodes(f);
    const zero = f.let(v128.zero());
    const [one, two] = [1, 2].map((n) => f.let(i32x4.splat(n)));
    const sums = f.locals('v128', 9);
    const bias = f.local('v128');
    forFilters(
      f,
      s,
      { x, y, codes },
      () => {
        for (const sum of [...sums, bias]) f.set(sum, zero);
      },
      (at, dyAt, codeAt) => {
        const code = f.let(v128.load(codeAt));
        const g = f.let(v128.andNot(v128.load(dyAt), pool.isCut(code)));
        f.set(bias, f32x4.add(bias, g));
        const left = f.let(i32x4.eq(v128.and(code, one!), zero));
        const top = f.let(i32x4.eq(v128.and(code, two!), zero));
        // The window of the position that won: rows chosen by bit 1 of the code, columns by bit 0.
        for (let row = 0; row < 3; row++) {
          f.scope(() => {
            const x = [0, 1, 2, 3].map((c) => {
              const offset = row * rowBytes(s.input) + c * positionBytes(s.input);
              return f.let(
                v128.select(v128.load(at, offset), v128.load(at, offset + rowBytes(s.input)), top),
              );
            });
            for (let k = 0; k < 3; k++) {
              const sum = sums[row * 3 + k]!;
              f.set(sum, f.madd(g, v128.select(x[k]!, x[k + 1]!, left), sum));
            }
          });
        }
      },
      (channel) => {
        addSums(f, dw, sums, 4);
        addSums(f, i32.add(dbias, i32.mul(channel, 4)), [bias], 0);
        f.advance(dw, 36);
      },
    );
  });
}

type Pointers = Readonly<Record<'x' | 'y' | 'codes', Local<'i32'>>>;

/** Every filter over every pooled position: addresses of the 4×4 input window, of y and of the code. */
function forFilters(
  f: FunctionBuilder,
  s: FirstConvolutionShape,
  { x, y, codes }: Pointers,
  begin: (channel: Local<'i32'>) => void,
  body: (at: Local<'i32'>, yAt: Local<'i32'>, codeAt: Local<'i32'>) => void,
  end: (channel: Local<'i32'>) => void,
): void {
  const start = f.let(i32.add(x, positionOffset(s.input, -s.before, -s.before)));
  const at = f.local('i32');
  const yRow = f.let(i32.add(y, positionOffset(s.output, 0, 0)));
  const codeRow = f.let(i32.add(codes, positionOffset(s.output, 0, 0)));
  const channel = f.let(i32.const(0));
  f.repeat(s.output.channels, () => {
    begin(channel);
    const xRow = f.let(start);
    const yPlane = f.let(yRow);
    const codePlane = f.let(codeRow);
    f.repeat(s.output.height, () => {
      f.set(at, xRow);
      const yAt = f.let(yPlane);
      const codeAt = f.let(codePlane);
      f.repeat(s.output.width, () => {
        f.repeat(vectorsOf(s.output), () => {
          body(at, yAt, codeAt);
          for (const pointer of [at, yAt, codeAt]) f.advance(pointer, 16);
        });
        f.advance(at, positionBytes(s.input));
      });
      f.advance(xRow, 2 * rowBytes(s.input));
      f.advance(yPlane, rowBytes(s.output));
      f.advance(codePlane, rowBytes(s.output));
    });
    end(channel);
    f.advance(yRow, planeBytes(s.output));
    f.advance(codeRow, planeBytes(s.output));
    f.advance(channel, 1);
  });
}
