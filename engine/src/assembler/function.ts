/** Builds one WebAssembly function: locals with scopes, stores, loops and branches around typed values. */
import { Bytes } from './bytes.js';
import {
  type F32,
  f32x4,
  type I32,
  type Index,
  i32,
  index,
  typeCode,
  type V128,
  type Value,
  type ValueType,
} from './values.js';

/** `relaxed` has fused multiply-add; `simd` runs everywhere that WebAssembly SIMD does. */
export type Flavor = 'simd' | 'relaxed';

/** A variable: a value that can be set. */
export interface Local<T extends ValueType = ValueType> extends Value<T> {
  readonly slot: number;
}

export interface FunctionRef {
  readonly name: string;
  readonly index: number;
  /** How many it takes. */
  readonly params: number;
}

export class FunctionBuilder {
  readonly code = new Bytes();
  readonly #locals: ValueType[] = [];
  readonly #free: Record<ValueType, number[]> = { i32: [], f32: [], v128: [] };
  readonly #scopes: Local[][] = [[]];

  constructor(
    readonly flavor: Flavor,
    readonly params: number,
  ) {}

  param(slot: number): Local<'i32'> {
    return this.#variable(slot, 'i32');
  }

  /** A fresh variable of the current scope; its slot is used again when the scope ends, so set it before reading it. */
  local<T extends ValueType>(type: T): Local<T> {
    const slot = this.#free[type].pop() ?? this.params + this.#locals.push(type) - 1;
    const local = this.#variable(slot, type);
    this.#scopes.at(-1)!.push(local);
    return local;
  }

  locals<T extends ValueType>(type: T, count: number): Local<T>[] {
    return Array.from({ length: count }, () => this.local(type));
  }

  /** A variable that holds the value from here on: the way to compute a shared expression once. */
  let<T extends ValueType>(value: Value<T>): Local<T> {
    const local = this.local(value.type);
    this.set(local, value);
    return local;
  }

  set<T extends ValueType>(local: Local<T>, value: Value<T>): void {
    value.write(this.code);
    this.code.byte(0x21);
    this.code.unsigned(local.slot);
  }

  advance(pointer: Local<'i32'>, by: Index): void {
    if (by !== 0) this.set(pointer, i32.add(pointer, by));
  }

  storeVector(address: I32, value: V128, offset = 0): void {
    this.#store(address, value, [0xfd, 11], offset);
  }

  storeFloat(address: I32, value: F32, offset = 0): void {
    this.#store(address, value, [0x38], offset);
  }

  storeInt(address: I32, value: I32, offset = 0): void {
    this.#store(address, value, [0x36], offset);
  }

  atomicStore(address: I32, value: I32): void {
    address.write(this.code);
    value.write(this.code);
    this.code.bytes([0xfe, 0x17, 2, 0]);
  }

  /** a·b + c, fused where the flavor has it. */
  madd(a: V128, b: V128, c: V128): V128 {
    return this.flavor === 'relaxed' ? f32x4.relaxedMadd(a, b, c) : f32x4.add(c, f32x4.mul(a, b));
  }

  /** memory.copy of a constant number of bytes. */
  copy(to: I32, from: I32, bytes: number): void {
    for (const value of [to, from, i32.const(bytes)]) value.write(this.code);
    this.code.bytes([0xfc, 10, 0, 0]);
  }

  /** Runs the body `count` times; a body that runs once stands alone. `count` as a value may be 0. */
  repeat(count: Index, body: () => void): void {
    if (typeof count === 'number' && count <= 1) {
      if (count === 1) this.scope(body);
      return;
    }
    this.scope(() => {
      const left = this.let(index(count));
      const loop = () => {
        this.code.bytes([0x03, 0x40]);
        this.scope(body);
        this.set(left, i32.sub(left, 1));
        left.write(this.code);
        this.code.bytes([0x0d, 0, 0x0b]);
      };
      if (typeof count === 'number') loop();
      else this.when(left, loop);
    });
  }

  /** for (i = from; i < to; i += step), unsigned. */
  forRange(from: Index, to: Index, step: Index, body: (i: Local<'i32'>) => void): void {
    this.scope(() => {
      const i = this.let(index(from));
      this.loopWhile(i32.ltU(i, to), () => {
        body(i);
        this.advance(i, step);
      });
    });
  }

  loopWhile(condition: I32, body: () => void): void {
    this.code.bytes([0x02, 0x40, 0x03, 0x40]);
    i32.eqz(condition).write(this.code);
    this.code.bytes([0x0d, 1]);
    this.scope(body);
    this.code.bytes([0x0c, 0, 0x0b, 0x0b]);
  }

  when(condition: I32, then: () => void, otherwise?: () => void): void {
    condition.write(this.code);
    this.code.bytes([0x04, 0x40]);
    this.scope(then);
    if (otherwise) {
      this.code.byte(0x05);
      this.scope(otherwise);
    }
    this.code.byte(0x0b);
  }

  /** Calls a kernel with byte addresses. */
  call(target: FunctionRef, ...args: readonly Index[]): void {
    this.#writeCall(target, args.map(index));
  }

  /** Evaluates and forgets. */
  drop(value: Value): void {
    value.write(this.code);
    this.code.byte(0x1a);
  }

  scope(body: () => void): void {
    this.#scopes.push([]);
    body();
    for (const local of this.#scopes.pop()!) this.#free[local.type].push(local.slot);
  }

  /** The function's entry in the code section: declarations of locals, then the instructions. */
  body(): Bytes {
    const out = new Bytes();
    out.unsigned(this.#locals.length);
    for (const type of this.#locals) out.bytes([1, typeCode[type]]);
    out.append(this.code);
    out.byte(0x0b);
    return out;
  }

  #variable<T extends ValueType>(slot: number, type: T): Local<T> {
    return {
      type,
      slot,
      write(out) {
        out.byte(0x20);
        out.unsigned(slot);
      },
    };
  }

  #store(address: I32, value: Value, opcode: readonly number[], offset: number): void {
    address.write(this.code);
    value.write(this.code);
    this.code.byte(opcode[0]!);
    for (const more of opcode.slice(1)) this.code.unsigned(more);
    this.code.unsigned(2);
    this.code.unsigned(offset);
  }

  #writeCall(target: FunctionRef, args: readonly Value[]): void {
    if (args.length !== target.params) {
      throw new TypeError(
        `Expected ${target.params} arguments for ${target.name} but received ${args.length}.`,
      );
    }
    for (const arg of args) arg.write(this.code);
    this.code.byte(0x10);
    this.code.unsigned(target.index);
  }
}
