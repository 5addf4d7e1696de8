/** Reads bits from the most significant one on. */
import type { CodeTree } from './ccitt-codes.js';

export class BitReader {
  private position = 0;
  private readonly end: number;

  constructor(private readonly bytes: Uint8Array) {
    this.end = bytes.length * 8;
  }

  get isAtEnd(): boolean {
    return this.position >= this.end;
  }

  /** 0 beyond the end. */
  bit(): number {
    const at = this.position++;
    return ((this.bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
  }

  /** The value of the next code, or −1 where the bits are none. */
  code(tree: CodeTree): number {
    for (let node = 0; ; ) {
      const next = tree[2 * node + this.bit()]!;
      if (next >= -1) return next;
      node = -2 - next;
    }
  }

  /** Skips zeros and the 1 behind them where there are at least `zeros` of them. @returns whether there were */
  skipMark(zeros: number): boolean {
    const start = this.position;
    while (!this.isAtEnd && this.bit() === 0);
    if (this.position - 1 - start >= zeros && this.position <= this.end) return true;
    this.position = start;
    return false;
  }

  toByte(): void {
    this.position = (this.position + 7) & ~7;
  }
}

/** Each byte with its bits turned around: files whose fill order is 2. */
export function reverseBits(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => {
    const nibbles = ((byte & 0x0f) << 4) | (byte >> 4);
    const pairs = ((nibbles & 0x33) << 2) | ((nibbles >> 2) & 0x33);
    return ((pairs & 0x55) << 1) | ((pairs >> 1) & 0x55);
  });
}
