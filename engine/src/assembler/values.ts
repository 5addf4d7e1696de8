/** Typed expressions of WebAssembly: each value knows its type and how to write itself. Knows nothing of functions or modules. */
import type { Bytes } from './bytes.js';

export type ValueType = 'i32' | 'f32' | 'v128';

export const typeCode: Record<ValueType, number> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

/** An expression: writing it leaves one value of its type on the stack. */
export interface Value<T extends ValueType = ValueType> {
  readonly type: T;
  write(out: Bytes): void;
}

export type I32 = Value<'i32'>;
export type F32 = Value<'f32'>;
export type V128 = Value<'v128'>;

/** An i32 or a JavaScript integer that stands for one. */
export type Index = I32 | number;

function make<T extends ValueType>(type: T, args: readonly Value[], op: (out: Bytes) => void): Value<T> {
  return {
    type,
    write(out) {
      for (const arg of args) arg.write(out);
      op(out);
    },
  };
}

const plain =
  <T extends ValueType>(type: T, opcode: number) =>
  (...args: Value[]): Value<T> =>
    make(type, args, (out) => out.byte(opcode));

const simd =
  <T extends ValueType>(type: T, opcode: number, ...immediates: number[]) =>
  (...args: Value[]): Value<T> =>
    make(type, args, (out) => {
      out.byte(0xfd);
      out.unsigned(opcode);
      out.bytes(immediates);
    });

const atomic =
  (opcode: number) =>
  (address: I32, ...args: Value[]): I32 =>
    make('i32', [address, ...args], (out) => out.bytes([0xfe, opcode, 2, 0]));

function memory<T extends ValueType>(type: T, opcode: readonly number[], align: number) {
  return (address: I32, offset = 0): Value<T> =>
    make(type, [address], (out) => {
      out.byte(opcode[0]!);
      for (const more of opcode.slice(1)) out.unsigned(more);
      out.unsigned(align);
      out.unsigned(offset);
    });
}

export function index(value: Index): I32 {
  return typeof value === 'number' ? i32.const(value) : value;
}

export const i32 = {
  const: (value: number): I32 =>
    make('i32', [], (out) => {
      out.byte(0x41);
      out.signed(value);
    }),
  add: (a: Index, b: Index): I32 => (b === 0 ? index(a) : plain('i32', 0x6a)(index(a), index(b))),
  sub: (a: Index, b: Index): I32 => plain('i32', 0x6b)(index(a), index(b)),
  mul: (a: Index, b: Index): I32 => (b === 1 ? index(a) : plain('i32', 0x6c)(index(a), index(b))),
  divU: (a: Index, b: Index): I32 => plain('i32', 0x6e)(index(a), index(b)),
  and: (a: Index, b: Index): I32 => plain('i32', 0x71)(index(a), index(b)),
  eq: (a: Index, b: Index): I32 => plain('i32', 0x46)(index(a), index(b)),
  ne: (a: Index, b: Index): I32 => plain('i32', 0x47)(index(a), index(b)),
  ltU: (a: Index, b: Index): I32 => plain('i32', 0x49)(index(a), index(b)),
  minU: (a: Index, b: Index): I32 => i32.select(a, b, i32.ltU(a, b)),
  eqz: (a: Index): I32 => plain('i32', 0x45)(index(a)),
  load: memory('i32', [0x28], 2),
  load8U: memory('i32', [0x2d], 0),
  select: (yes: Index, no: Index, condition: I32): I32 =>
    plain('i32', 0x1b)(index(yes), index(no), condition),
  atomicLoad: atomic(0x10),
  atomicAdd: (address: I32, value: Index): I32 => atomic(0x1e)(address, index(value)),
  /** Wakes up to all waiters; the number woken. */
  notify: (address: I32): I32 => atomic(0x00)(address, i32.const(-1)),
  /** Sleeps while the word is `expected`, at most `milliseconds`. */
  wait: (address: I32, expected: I32, milliseconds: number): I32 =>
    make('i32', [address, expected], (out) => {
      out.byte(0x42);
      // Signed LEB128 of nanoseconds; kept below 2³¹ so that the 32-bit encoder serves.
      out.signed(Math.min(milliseconds * 1e6, 2 ** 31 - 1));
      out.bytes([0xfe, 0x01, 2, 0]);
    }),
};

export const f32 = {
  const: (value: number): F32 =>
    make('f32', [], (out) => {
      out.byte(0x43);
      out.float32(value);
    }),
  add: (a: F32, b: F32): F32 => plain('f32', 0x92)(a, b),
  sub: (a: F32, b: F32): F32 => plain('f32', 0x93)(a, b),
  mul: (a: F32, b: F32): F32 => plain('f32', 0x94)(a, b),
  div: (a: F32, b: F32): F32 => plain('f32', 0x95)(a, b),
  min: (a: F32, b: F32): F32 => plain('f32', 0x96)(a, b),
  max: (a: F32, b: F32): F32 => plain('f32', 0x97)(a, b),
  sqrt: (a: F32): F32 => plain('f32', 0x91)(a),
  gt: (a: F32, b: F32): I32 => plain('i32', 0x5e)(a, b),
  load: memory('f32', [0x2a], 2),
  fromI32: (a: I32): F32 => plain('f32', 0xb2)(a),
};

export const v128 = {
  zero: (): V128 => simd('v128', 12, ...new Array<number>(16).fill(0))(),
  load: memory('v128', [0xfd, 0], 2),
  /** Four copies of one float in memory. */
  loadSplat: memory('v128', [0xfd, 9], 2),
  /** Four bytes in memory; lanes 1 to 3 of 32 bits are zero. */
  load32Zero: memory('v128', [0xfd, 92], 2),
  and: (a: V128, b: V128): V128 => simd('v128', 78)(a, b),
  /** a & ~b */
  andNot: (a: V128, b: V128): V128 => simd('v128', 79)(a, b),
  or: (a: V128, b: V128): V128 => simd('v128', 80)(a, b),
  xor: (a: V128, b: V128): V128 => simd('v128', 81)(a, b),
  not: (a: V128): V128 => simd('v128', 77)(a),
  /** Bits of `yes` where the mask is set, of `no` elsewhere. */
  select: (yes: V128, no: V128, mask: V128): V128 => simd('v128', 82)(yes, no, mask),
  /** Lanes of 32 bits picked from a (0 … 3) and b (4 … 7). */
  shuffle: (a: V128, b: V128, lanes: readonly [number, number, number, number]): V128 =>
    simd('v128', 13, ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte)))(a, b),
};

export const f32x4 = {
  splat: (a: F32): V128 => simd('v128', 19)(a),
  lane: (a: V128, lane: number): F32 => simd('f32', 31, lane)(a),
  const: (value: number): V128 => (value === 0 ? v128.zero() : f32x4.splat(f32.const(value))),
  add: (a: V128, b: V128): V128 => simd('v128', 228)(a, b),
  sub: (a: V128, b: V128): V128 => simd('v128', 229)(a, b),
  mul: (a: V128, b: V128): V128 => simd('v128', 230)(a, b),
  div: (a: V128, b: V128): V128 => simd('v128', 231)(a, b),
  neg: (a: V128): V128 => simd('v128', 225)(a),
  abs: (a: V128): V128 => simd('v128', 224)(a),
  sqrt: (a: V128): V128 => simd('v128', 227)(a),
  floor: (a: V128): V128 => simd('v128', 104)(a),
  /** b where a < b, else a: one instruction on x64, unlike `max`. */
  pmax: (a: V128, b: V128): V128 => simd('v128', 235)(a, b),
  /** b where b < a, else a. */
  pmin: (a: V128, b: V128): V128 => simd('v128', 234)(a, b),
  eq: (a: V128, b: V128): V128 => simd('v128', 65)(a, b),
  lt: (a: V128, b: V128): V128 => simd('v128', 67)(a, b),
  gt: (a: V128, b: V128): V128 => simd('v128', 68)(a, b),
  /** a·b + c in one rounding; needs the relaxed flavor. */
  relaxedMadd: (a: V128, b: V128, c: V128): V128 => simd('v128', 0x105)(a, b, c),
  fromI32x4: (a: V128): V128 => simd('v128', 250)(a),
};

export const i32x4 = {
  splat: (a: Index): V128 => simd('v128', 17)(index(a)),
  lane: (a: V128, lane: number): I32 => simd('i32', 27, lane)(a),
  withLane: (a: V128, lane: number, value: Index): V128 => simd('v128', 28, lane)(a, index(value)),
  add: (a: V128, b: V128): V128 => simd('v128', 174)(a, b),
  mul: (a: V128, b: V128): V128 => simd('v128', 181)(a, b),
  eq: (a: V128, b: V128): V128 => simd('v128', 55)(a, b),
  ltU: (a: V128, b: V128): V128 => simd('v128', 58)(a, b),
  shl: (a: V128, bits: number): V128 => simd('v128', 171)(a, i32.const(bits)),
  shrU: (a: V128, bits: number): V128 => simd('v128', 173)(a, i32.const(bits)),
  fromF32x4: (a: V128): V128 => simd('v128', 248)(a),
  /** Four unsigned 16-bit lanes of the low half, widened. */
  extendLow16U: (a: V128): V128 => simd('v128', 169)(a),
  extendHigh16U: (a: V128): V128 => simd('v128', 170)(a),
};

export const i16x8 = {
  /** Eight bytes of the low (high) half, widened. */
  extendLow8U: (a: V128): V128 => simd('v128', 137)(a),
  extendHigh8U: (a: V128): V128 => simd('v128', 138)(a),
};

export const i8x16 = {
  /** Bytes picked from a (0 … 15) and b (16 … 31). */
  shuffle: (a: V128, b: V128, bytes: readonly number[]): V128 => simd('v128', 13, ...bytes)(a, b),
};

/** The sum of the four lanes, in fixed order. */
export function horizontalSum(a: V128): F32 {
  return f32.add(f32.add(f32x4.lane(a, 0), f32x4.lane(a, 1)), f32.add(f32x4.lane(a, 2), f32x4.lane(a, 3)));
}
