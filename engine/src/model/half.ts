/** Numbers of 16 bits (IEEE 754 binary16), which this JavaScript has no array for. */

export const LARGEST_HALF = 65504;

const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

/** The nearest half, ties to even. Beyond ±65519.99 it is infinite. */
export function toHalf(value: number): number {
  float[0] = value;
  const sign = (word[0]! >>> 16) & 0x8000;
  const size = Math.abs(float[0]);
  if (Number.isNaN(size)) return sign | 0x7e00;
  if (size < 2 ** -14) return sign | roundHalfEven(size * 2 ** 24);
  const bits = word[0]! & 0x7fffffff;
  const rounded = (bits + 0xfff + ((bits >>> 13) & 1)) >>> 13;
  return sign | Math.min(rounded - ((127 - 15) << 10), 0x7c00);
}

export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
