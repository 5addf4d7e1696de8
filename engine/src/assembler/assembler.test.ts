import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bytes } from './bytes.js';
import { type Flavor, f32x4, horizontalSum, i32, ModuleBuilder, v128 } from './index.js';

function decodeUnsigned(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte, i) => sum + (byte & 127) * 2 ** (7 * i), 0);
}

function decodeSigned(bytes: Uint8Array): number {
  const raw = decodeUnsigned(bytes);
  const bits = 7 * bytes.length;
  return bytes.at(-1)! & 64 ? raw - 2 ** bits : raw;
}

function instantiate(m: ModuleBuilder): {
  memory: WebAssembly.Memory;
  exports: Record<string, (...args: number[]) => void>;
} {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(m.build(1, false));
  return { memory, exports: new WebAssembly.Instance(module, { env: { memory } }).exports as never };
}

describe('bytes', () => {
  it('writes LEB128 that decodes to the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer(), (unsigned, signed) => {
        const u = new Bytes();
        u.unsigned(unsigned);
        expect(decodeUnsigned(u.toUint8Array())).toBe(unsigned);
        const s = new Bytes();
        s.signed(signed);
        expect(decodeSigned(s.toUint8Array())).toBe(signed);
      }),
    );
  });
});

describe('module', () => {
  it('runs nested loops, branches and calls', () => {
    const m = new ModuleBuilder('simd');
    const add = m.define('add', null, (f, at, n) => f.storeInt(at, i32.add(i32.load(at), n)));
    m.define(
      'main',
      null,
      (f, rows) => {
        f.forRange(0, rows, 1, (row) => {
          f.repeat(3, () => f.call(add, 0, row));
          f.when(
            i32.eq(row, 2),
            () => f.call(add, 4, 100),
            () => f.call(add, 4, 1),
          );
        });
        f.repeat(rows, () => f.call(add, 8, 1));
      },
      { exported: true },
    );
    const { memory, exports } = instantiate(m);
    exports.main!(4);
    expect([...new Int32Array(memory.buffer, 0, 3)]).toEqual([3 * (0 + 1 + 2 + 3), 103, 4]);
    exports.main!(0);
    expect(new Int32Array(memory.buffer)[2]).toBe(4);
  });

  it('defines a kernel once a shape', () => {
    const m = new ModuleBuilder('simd');
    const first = m.define('same', [1], (_f) => {});
    expect(m.define('same', [1], () => expect.fail('written twice'))).toBe(first);
    expect(m.define('same', [2], (_f) => {})).not.toBe(first);
  });

  it('uses the slots of ended scopes again without mixing values', () => {
    const m = new ModuleBuilder('simd');
    m.define(
      'main',
      null,
      (f) => {
        const kept = f.let(i32.const(7));
        f.scope(() => f.drop(f.let(i32.const(1))));
        f.scope(() => f.drop(f.let(i32.const(2))));
        f.storeInt(i32.const(0), kept);
      },
      { exported: true },
    );
    const { memory, exports } = instantiate(m);
    exports.main!();
    expect(new Int32Array(memory.buffer)[0]).toBe(7);
  });

  it('names the arguments of a call that does not fit', () => {
    const m = new ModuleBuilder('simd');
    const target = m.define('target', null, (_f, _a, _b) => {});
    expect(() => m.define('main', null, (f) => f.call(target, 1))).toThrow(
      'Expected 2 arguments for target but received 1.',
    );
  });

  it.each<Flavor>(['simd', 'relaxed'])('multiplies and adds vectors (%s)', (flavor) => {
    const m = new ModuleBuilder(flavor);
    m.define(
      'main',
      null,
      (f) => {
        const x = f.let(v128.load(i32.const(0)));
        const y = f.let(f.madd(x, f32x4.const(2), f32x4.const(1)));
        f.storeVector(i32.const(16), v128.shuffle(y, x, [3, 2, 4, 5]));
        f.storeFloat(i32.const(32), horizontalSum(y));
      },
      { exported: true },
    );
    const bytes = m.build(1, false);
    // Node 20 has no relaxed SIMD without a flag; what is not valid there is not run.
    expect(WebAssembly.validate(bytes) || flavor === 'relaxed').toBe(true);
    if (!WebAssembly.validate(bytes)) return;
    const { memory, exports } = instantiate(m);
    const floats = new Float32Array(memory.buffer);
    floats.set([1, 2, 3, 4]);
    exports.main!();
    expect([...floats.subarray(4, 9)]).toEqual([9, 7, 1, 2, 3 + 5 + 7 + 9]);
  });

  it('builds modules on shared memory with atomics', () => {
    const m = new ModuleBuilder('simd');
    m.define(
      'main',
      null,
      (f) => {
        f.drop(i32.atomicAdd(i32.const(0), 5));
        f.atomicStore(i32.const(4), i32.atomicLoad(i32.const(0)));
        f.drop(i32.notify(i32.const(0)));
      },
      { exported: true },
    );
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    const module = new WebAssembly.Module(m.build(1, true));
    (new WebAssembly.Instance(module, { env: { memory } }).exports.main as () => void)();
    expect([...new Int32Array(memory.buffer, 0, 2)]).toEqual([5, 5]);
  });
});
