/** CCITT fax compression (ITU-T T.4 and T.6): runs of white and black, each row alone or against the row above. */
import { BitReader } from './bits.js';
import { BLACK_RUNS, HORIZONTAL, MODES, PASS, VERTICAL, WHITE_RUNS } from './ccitt-codes.js';

/** `rle`: rows begin on bytes, no marks; `group3`: marks before rows; `group4`: every row against the one above. */
export type FaxKind = 'rle' | 'group3' | 'group4';

export interface FaxShape {
  readonly kind: FaxKind;
  readonly width: number;
  readonly rows: number;
  /** Of group 3: a bit behind each mark says whether the row is against the one above. */
  readonly isTwoDimensional?: boolean;
}

/** Zeros before the 1 of a mark that begins a row; more may stand there as fill. */
const MARK_ZEROS = 11;

/** @returns rows of packed bits, 1 for black; null where the codes are none, run over a row, or end early. */
export function decodeFax(bytes: Uint8Array, shape: FaxShape): Uint8Array | null {
  const { kind, width, rows } = shape;
  const bits = new BitReader(bytes);
  const rowBytes = (width + 7) >> 3;
  const packed = new Uint8Array(rowBytes * rows);
  let above: number[] = [];
  for (let row = 0; row < rows; row++) {
    let isAlone = kind !== 'group4';
    if (kind === 'group3') {
      const isMarked = bits.skipMark(MARK_ZEROS);
      if (shape.isTwoDimensional && isMarked) isAlone = bits.bit() === 1;
    }
    if (bits.isAtEnd) return null;
    const changes = isAlone ? rowAlone(bits, width) : rowAgainst(bits, above, width);
    if (!changes) return null;
    if (kind === 'rle') bits.toByte();
    blacken(packed, row * rowBytes, changes, width);
    above = changes;
  }
  return packed;
}

/** Columns where the color changes, the first one to black. */
function rowAlone(bits: BitReader, width: number): number[] | null {
  const changes: number[] = [];
  for (let column = 0, isBlack = false; column < width; isBlack = !isBlack) {
    const length = run(bits, isBlack);
    column += length;
    if (length < 0 || column > width) return null;
    changes.push(column);
  }
  return tidied(changes);
}

function rowAgainst(bits: BitReader, above: readonly number[], width: number): number[] | null {
  const changes: number[] = [];
  // Before the row stands an imaginary white pixel.
  let column = -1;
  let isBlack = false;
  let next = 0;
  while (column < width) {
    // b1: the first change above, right of here, to the other color; b2: the one behind it.
    while (next > 0 && above[next - 1]! > column) next--;
    while (next < above.length && (above[next]! <= column || (next & 1) !== Number(isBlack))) next++;
    const b1 = above[next] ?? width;
    const mode = bits.code(MODES);
    if (mode === PASS) column = above[next + 1] ?? width;
    else if (mode === HORIZONTAL) {
      const first = run(bits, isBlack);
      const second = run(bits, !isBlack);
      const start = Math.max(0, column);
      column = start + first + second;
      if (first < 0 || second < 0 || column > width) return null;
      changes.push(start + first, column);
    } else if (mode >= VERTICAL - 3) {
      const change = b1 + mode - VERTICAL;
      if (change < Math.max(0, column) || change > width) return null;
      changes.push(change);
      column = change;
      isBlack = !isBlack;
    } else return null;
    // Codes that stay where they are could go on for as long as the file does.
    if (changes.length > 2 * width + 8) return null;
  }
  return tidied(changes);
}

/** The length of a run: codes of 64 and more are followed by others. −1 where the bits are no code. */
function run(bits: BitReader, isBlack: boolean): number {
  const tree = isBlack ? BLACK_RUNS : WHITE_RUNS;
  for (let length = 0; ; ) {
    const part = bits.code(tree);
    if (part < 0 || bits.isAtEnd) return part < 64 && part >= 0 ? length + part : -1;
    length += part;
    if (part < 64) return length;
  }
}

/** Without runs of no length between others: two changes at one column are none. */
function tidied(changes: number[]): number[] {
  const out: number[] = [];
  for (const change of changes) {
    if (out.length > 0 && out.at(-1) === change) out.pop();
    else out.push(change);
  }
  return out;
}

function blacken(packed: Uint8Array, offset: number, changes: readonly number[], width: number): void {
  for (let i = 0; i < changes.length; i += 2) {
    const end = changes[i + 1] ?? width;
    for (let x = changes[i]!; x < end; ) {
      const isWholeByte = (x & 7) === 0 && end - x >= 8;
      packed[offset + (x >> 3)]! |= isWholeByte ? 0xff : 0x80 >> (x & 7);
      x += isWholeByte ? 8 : 1;
    }
  }
}
