/** Moves data between samples one behind the other and blocks of 8 samples side by side. */
import {
  type FunctionBuilder,
  type FunctionRef,
  f32,
  f32x4,
  type I32,
  i8x16,
  i16x8,
  i32,
  i32x4,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';
import { BLOCK, type Geometry, planeBytes, positionBytes, positionOffset, rowBytes } from './geometry.js';

export type SampleFormat = 'bytes' | 'floats';

/** Bytes of one value in the resident samples. */
export const formatBytes = (format: SampleFormat): number => (format === 'bytes' ? 1 : 4);

/**
 * Gathers 8 samples by index into a block: bytes become value/255, floats stay. (samples, order, x); order is 8 i32.
 */
export function defineGather(m: ModuleBuilder, g: Geometry, format: SampleFormat): FunctionRef {
  const size = formatBytes(format);
  const sampleBytes = g.channels * g.height * g.width * size;
  return m.define('gather', [format, g], (f, samples, order, x) => {
    const scale = f.let(f32x4.const(1 / 255));
    const from = Array.from({ length: BLOCK }, (_, n) =>
      f.let(i32.add(samples, i32.mul(i32.load(order, n * 4), sampleBytes))),
    );
    const plane = f.let(i32.add(x, positionOffset(g, 0, 0)));
    f.repeat(g.channels, () => {
      const row = f.let(plane);
      f.repeat(g.height, () => {
        const to = f.let(row);
        f.repeat(Math.floor(g.width / 4), () => {
          for (const half of [0, 1]) {
            const four = from.slice(half * 4, half * 4 + 4);
            const columns = format === 'bytes' ? fourBytes(f, four, scale) : fourFloats(f, four);
            columns.forEach((column, i) => f.storeVector(to, column, i * positionBytes(g) + half * 16));
          }
          f.advance(to, 4 * positionBytes(g));
          for (const pointer of from) f.advance(pointer, 4 * size);
        });
        f.repeat(g.width % 4, () => {
          from.forEach((pointer, n) => {
            const value =
              format === 'bytes'
                ? f32.mul(f32.fromI32(i32.load8U(pointer)), f32.const(1 / 255))
                : f32.load(pointer);
            f.storeFloat(to, value, n * 4);
            f.advance(pointer, size);
          });
          f.advance(to, positionBytes(g));
        });
        f.advance(row, rowBytes(g));
      });
      f.advance(plane, planeBytes(g));
    });
  });
}

/** One sample into a picture with its channels in the lanes. (sample, x) */
export function defineGatherOne(m: ModuleBuilder, g: Geometry, format: SampleFormat): FunctionRef {
  const size = formatBytes(format);
  return m.define('gather one', [format, g], (f, sample, x) => {
    const lane = f.let(i32.add(x, positionOffset(g, 0, 0)));
    f.repeat(g.channels, () => {
      const row = f.let(lane);
      f.repeat(g.height, () => {
        const to = f.let(row);
        f.repeat(g.width, () => {
          const value =
            format === 'bytes'
              ? f32.mul(f32.fromI32(i32.load8U(sample)), f32.const(1 / 255))
              : f32.load(sample);
          f.storeFloat(to, value);
          f.advance(sample, size);
          f.advance(to, positionBytes(g));
        });
        f.advance(row, rowBytes(g));
      });
      f.advance(lane, 4);
    });
  });
}

/**
 * [features][8] → 8 rows of features, `rowBytes` apart. Features are read plane by plane without the halo. (x, rows)
 */
export function defineRows(m: ModuleBuilder, g: Geometry, rowBytesOut: number): FunctionRef {
  return m.define('rows', [g, rowBytesOut], (f, x, rows) => {
    const plane = f.let(i32.add(x, positionOffset(g, 0, 0)));
    const contiguous = g.halo.before === 0 && g.halo.after === 0;
    const run = (from: I32, count: number) => {
      const at = f.let(from);
      f.repeat(Math.floor(count / 4), () => {
        for (const half of [0, 1]) {
          const four = [0, 1, 2, 3].map((i) => f.let(v128.load(at, i * 32 + half * 16)));
          transpose4(f, four).forEach((row, i) => f.storeVector(rows, row, (half * 4 + i) * rowBytesOut));
        }
        f.advance(at, 128);
        f.advance(rows, 16);
      });
      f.repeat(count % 4, () => {
        for (let n = 0; n < BLOCK; n++) f.storeFloat(rows, f32.load(at, n * 4), n * rowBytesOut);
        f.advance(at, 32);
        f.advance(rows, 4);
      });
    };
    if (contiguous) return run(plane, g.channels * g.height * g.width);
    f.repeat(g.channels, () => {
      const row = f.let(plane);
      f.repeat(g.height, () => {
        run(row, g.width);
        f.advance(row, rowBytes(g));
      });
      f.advance(plane, planeBytes(g));
    });
  });
}

/** Rows of 8 floats to rows `rowBytesOut` apart. (x, to) */
export function defineColumns(m: ModuleBuilder, rows: number, rowBytesOut: number): FunctionRef {
  return m.define('columns', [rows, rowBytesOut], (f, x, to) => {
    f.repeat(rows, () => {
      for (const offset of [0, 16]) f.storeVector(to, v128.load(x, offset), offset);
      f.advance(x, 32);
      f.advance(to, rowBytesOut);
    });
  });
}

/** Four rows of four lanes → four columns. */
export function transpose4(f: FunctionBuilder, [a, b, c, d]: readonly V128[]): V128[] {
  const ab = [f.let(v128.shuffle(a!, b!, [0, 4, 1, 5])), f.let(v128.shuffle(a!, b!, [2, 6, 3, 7]))];
  const cd = [f.let(v128.shuffle(c!, d!, [0, 4, 1, 5])), f.let(v128.shuffle(c!, d!, [2, 6, 3, 7]))];
  return [0, 1].flatMap((i) => [
    v128.shuffle(ab[i]!, cd[i]!, [0, 1, 4, 5]),
    v128.shuffle(ab[i]!, cd[i]!, [2, 3, 6, 7]),
  ]);
}

/** Four bytes of four samples → four vectors, one a byte, the samples in the lanes. */
function fourBytes(f: FunctionBuilder, from: readonly I32[], scale: V128): V128[] {
  const [a, b, c, d] = from.map((pointer) => f.let(v128.load32Zero(pointer)));
  const ab = v128.shuffle(a!, b!, [0, 4, 0, 4]);
  const cd = v128.shuffle(c!, d!, [0, 4, 0, 4]);
  const all = f.let(v128.shuffle(ab, cd, [0, 1, 4, 5]));
  const byPixel = f.let(i8x16.shuffle(all, all, [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15]));
  const halves = [f.let(i16x8.extendLow8U(byPixel)), f.let(i16x8.extendHigh8U(byPixel))];
  return halves.flatMap((half) =>
    [i32x4.extendLow16U(half), i32x4.extendHigh16U(half)].map((ints) =>
      f32x4.mul(f32x4.fromI32x4(ints), scale),
    ),
  );
}

function fourFloats(f: FunctionBuilder, from: readonly I32[]): V128[] {
  return transpose4(
    f,
    from.map((pointer) => f.let(v128.load(pointer))),
  );
}
