/** JPEG strips of a TIFF (Technical Note 2): abbreviated streams that share their tables → whole JPEG files. */
import { type Layout, PHOTOMETRIC } from './layout.js';

const START = [0xff, 0xd8];

/** Adobe's marker, whose last byte says whether three components are RGB (0) or YCbCr (1). */
const colorMark = (transform: number): number[] => [
  0xff,
  0xee,
  0,
  14,
  ...[...'Adobe'].map((letter) => letter.charCodeAt(0)),
  0,
  100,
  0,
  0,
  0,
  0,
  transform,
];

/** @returns null where the strip is no JPEG. */
export function wholeJpeg(
  strip: Uint8Array,
  { jpegTables, photometric, samples }: Layout,
): Uint8Array | null {
  if (strip[0] !== START[0] || strip[1] !== START[1]) return null;
  const mark = samples === 3 ? colorMark(photometric === PHOTOMETRIC.rgb ? 0 : 1) : [];
  // Without the tables' own start and end.
  const head = [...START, ...mark, ...jpegTables.slice(2, -2)];
  const whole = new Uint8Array(head.length + strip.length - 2);
  whole.set(head);
  whole.set(strip.subarray(2), head.length);
  return whole;
}
