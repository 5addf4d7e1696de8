/** Collects functions into one WebAssembly module that imports its memory. */
import { Bytes } from './bytes.js';
import { type Flavor, FunctionBuilder, type FunctionRef, type Local } from './function.js';
import { typeCode } from './values.js';

export class ModuleBuilder {
  readonly #types: string[] = [];
  readonly #functions: { type: number; body: Bytes; name: string; exported: boolean }[] = [];
  readonly #memo = new Map<string, FunctionRef>();

  constructor(readonly flavor: Flavor) {}

  /**
   * Defines a function once a name and shape (plain data), so equal kernels share code.
   * @param write fills the body; what it takes behind f are the parameters: integers, most of them byte addresses.
   */
  define(
    name: string,
    shape: unknown,
    write: (f: FunctionBuilder, ...params: Local<'i32'>[]) => void,
    {
      exported = false,
      params = Math.max(0, write.length - 1),
    }: { exported?: boolean; params?: number } = {},
  ): FunctionRef {
    const key = JSON.stringify([name, shape]);
    const known = this.#memo.get(key);
    if (known) return known;
    const f = new FunctionBuilder(this.flavor, params);
    write(f, ...Array.from({ length: params }, (_, slot) => f.param(slot)));
    // Kernels called from this one were defined while it was written, so its index is only known now.
    const ref: FunctionRef = { name, index: this.#functions.length, params };
    this.#functions.push({
      type: this.#type(params),
      body: f.body(),
      name,
      exported,
    });
    this.#memo.set(key, ref);
    return ref;
  }

  /** The binary module. @param bytes of the memory that it imports */
  build(bytes: number, shared: boolean): Uint8Array<ArrayBuffer> {
    const pages = Math.ceil(bytes / 65536);
    const out = new Bytes();
    out.bytes([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    section(out, 1, this.#types.length, (s) => {
      for (const type of this.#types) s.bytes(type.split(',').map(Number));
    });
    section(out, 2, 1, (s) => {
      s.name('env');
      s.name('memory');
      s.bytes([2, shared ? 3 : 0]);
      s.unsigned(pages);
      if (shared) s.unsigned(pages);
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

  #type(params: number): number {
    const bytes = [0x60, params, ...new Array<number>(params).fill(typeCode.i32), 0];
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
