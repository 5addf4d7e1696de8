/** A growing byte buffer with the encodings of the WebAssembly binary format (LEB128, IEEE 754, names, vectors). */

const floats = new DataView(new ArrayBuffer(4));

export class Bytes {
  #data = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(value: number): void {
    if (this.#length === this.#data.length) this.#grow(1);
    this.#data[this.#length++] = value;
  }

  bytes(values: readonly number[] | Uint8Array): void {
    if (this.#length + values.length > this.#data.length) this.#grow(values.length);
    this.#data.set(values, this.#length);
    this.#length += values.length;
  }

  /** Unsigned LEB128, 32 bits. */
  unsigned(value: number): void {
    let rest = value >>> 0;
    while (rest > 127) {
      this.byte((rest & 127) | 128);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Signed LEB128, 32 bits. */
  signed(value: number): void {
    let rest = value | 0;
    for (;;) {
      const low = rest & 127;
      rest >>= 7;
      if ((rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)) {
        this.byte(low);
        return;
      }
      this.byte(low | 128);
    }
  }

  float32(value: number): void {
    floats.setFloat32(0, value, true);
    for (let i = 0; i < 4; i++) this.byte(floats.getUint8(i));
  }

  name(text: string): void {
    const encoded = new TextEncoder().encode(text);
    this.unsigned(encoded.length);
    this.bytes(encoded);
  }

  /** Another buffer's bytes behind their length. */
  sized(other: Bytes): void {
    this.unsigned(other.length);
    this.append(other);
  }

  append(other: Bytes): void {
    this.bytes(other.#data.subarray(0, other.#length));
  }

  toUint8Array(): Uint8Array<ArrayBuffer> {
    return this.#data.slice(0, this.#length);
  }

  #grow(by: number): void {
    const grown = new Uint8Array(Math.max(this.#data.length * 2, this.#length + by));
    grown.set(this.#data);
    this.#data = grown;
  }
}
