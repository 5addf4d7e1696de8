/** Collects functions into one WebAssembly module that imports its memory. */
import { Bytes } from './bytes.js';
import { type Flavor, FunctionBuilder, type FunctionRef, type Local } from './function.js';
import { typeCode, type ValueType } from './values.js';

type ParamTypes = Readonly<Record<string, ValueType>>;
type Params<P extends ParamTypes> = { readonly [K in keyof P]: Local<P[K]> };

export class ModuleBuilder {
  readonly #types: string[] = [];
  readonly #functions: { type: number; body: Bytes; name: string; exported: boolean }[] = [];
  readonly #memo = new Map<string, FunctionRef>();

  constructor(readonly flavor: Flavor) {}

  /**
   * Defines a function once a name: a kernel's name says its shape, so equal shapes share code.
   * @param write fills the body; a kernel's pointers are byte addresses.
   */
  define<P extends ParamTypes>(
    name: string,
    params: P,
    write: (f: FunctionBuilder, params: Params<P>) => void,
    options: { readonly exported?: boolean } = {},
  ): FunctionRef {
    const known = this.#memo.get(name);
    if (known) return known;
    const types = Object.values(params);
    const f = new FunctionBuilder(this.flavor, types);
    const locals = Object.fromEntries(
      Object.entries(params).map(([key, type], slot) => [key, f.param(slot, type)]),
    );
    write(f, locals as Params<P>);
    // Kernels called from this one were defined while it was written, so its index is only known now.
    const ref: FunctionRef = { name, index: this.#functions.length, params: types };
    this.#functions.push({
      type: this.#type(types),
      body: f.body(),
      name,
      exported: options.exported ?? false,
    });
    this.#memo.set(name, ref);
    return ref;
  }

  /** The binary module. */
  build(memory: { readonly pages: number; readonly shared: boolean }): Uint8Array<ArrayBuffer> {
    const out = new Bytes();
    out.bytes([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    section(out, 1, this.#types.length, (s) => {
      for (const type of this.#types) s.bytes(type.split(',').map(Number));
    });
    section(out, 2, 1, (s) => {
      s.name('env');
      s.name('memory');
      s.bytes([2, memory.shared ? 3 : 0]);
      s.unsigned(memory.pages);
      if (memory.shared) s.unsigned(memory.pages);
    });
    section(out, 3, this.#functions.length, (s) => {
      for (const f of this.#functions) s.unsigned(f.type);
    });
    const exported = this.#functions.flatMap((f, i) => (f.exported ? [{ name: f.name, i }] : []));
    section(out, 7, exported.length, (s) => {
      for (const { name, i } of exported) {
        s.name(name);
        s.byte(0);
        s.unsigned(i);
      }
    });
    section(out, 10, this.#functions.length, (s) => {
      for (const f of this.#functions) s.sized(f.body);
    });
    return out.toUint8Array();
  }

  #type(params: readonly ValueType[]): number {
    const bytes = [0x60, params.length, ...params.map((p) => typeCode[p]), 0];
    const key = bytes.join(',');
    const at = this.#types.indexOf(key);
    return at >= 0 ? at : this.#types.push(key) - 1;
  }
}

function section(out: Bytes, id: number, count: number, write: (content: Bytes) => void): void {
  const content = new Bytes();
  content.unsigned(count);
  write(content);
  out.byte(id);
  out.sized(content);
}
