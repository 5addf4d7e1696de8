/** The paper that a line is written on: one byte a pixel, 255 white; and planes of ink laid on it. */

export interface Sheet {
  readonly width: number;
  readonly height: number;
  /** Gray levels, width × height; longer arrays are scratch memory. */
  readonly page: Uint8Array;
}

/** Darkens the page where a plane has ink: page · (1 − ink · darkness). Clears the plane for its next use. */
export function print({ width, height, page }: Sheet, plane: Uint8Array, darkness: number): void {
  const share = Math.round(darkness * 257);
  for (let i = 0, end = width * height; i < end; i++) {
    const ink = plane[i]!;
    if (ink === 0) continue;
    plane[i] = 0;
    page[i] = (page[i]! * (65535 - ink * share)) >> 16;
  }
}

/** Changes the page's levels by a table of 256. */
export function relevel({ width, height, page }: Sheet, table: Uint8Array): void {
  for (let i = 0, end = width * height; i < end; i++) page[i] = table[page[i]!]!;
}
