/** What was read of print in a photo: a line's reading, and where in the photo it stands. */
import type { Box } from '../image/types.js';
import { boxOfQuad, type Homography, type Quad, quadOf } from '../image/warp.js';
import type { LineReading } from '../line-reading.js';
import { reason } from '../prepare/reasons.js';

/** `plate`, `card`: looked for in a photo. `line`: the whole picture is one line of print: a meter, a receipt, a label. */
export type PrintedKind = 'plate' | 'card' | 'line';

export interface PrintedReading extends LineReading {
  readonly kind: PrintedKind;
  /** Around the characters, in pixels of the original image; null where none were found. */
  readonly quad: Quad | null;
}

/** A reading of a straightened part of a photo, with its places in the photo. */
export function inPhoto(
  kind: PrintedKind,
  reading: LineReading,
  toOriginal: Homography,
  { width, height }: { readonly width: number; readonly height: number },
): PrintedReading {
  const within = (box: Box): Box => {
    const x = Math.min(width - 1, Math.max(0, box.x));
    const y = Math.min(height - 1, Math.max(0, box.y));
    return {
      x,
      y,
      width: Math.max(1, Math.min(width, box.x + box.width) - x),
      height: Math.max(1, Math.min(height, box.y + box.height) - y),
    };
  };
  const placed = (box: Box): Box => within(boxOfQuad(quadOf(box, toOriginal)));
  return {
    ...reading,
    kind,
    quad: reading.box && quadOf(reading.box, toOriginal),
    box: reading.box && placed(reading.box),
    characters: reading.characters.map((character) => ({ ...character, box: placed(character.box) })),
  };
}

/** Where nothing was found: the reading of a picture without ink, with another reason. */
export function notFound(
  kind: PrintedKind,
  nothing: LineReading,
  code: 'no-plate' | 'no-card',
): PrintedReading {
  return { ...nothing, kind, quad: null, reasons: [reason(code)] };
}
