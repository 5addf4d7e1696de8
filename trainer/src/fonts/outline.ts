/** Characters as closed polygons: what every font comes down to, parsed or drawn by the program. Knows no file format and no pixel. */

/** One character. Lengths are heights of a digit; x runs to the right from the pen's place, y upwards from the baseline. */
export interface Outline {
  /** Closed polygons, x₀ y₀ x₁ y₁ …; ink is where they wind around a point (nonzero). */
  readonly contours: readonly Float32Array[];
  /** From this pen's place to the next. */
  readonly advance: number;
}

/** A font as plain data, so that it can be sent to a worker. */
export interface Font {
  /** Family and style. */
  readonly name: string;
  /** Fonts of one family are as likely together as another family alone. */
  readonly family: string;
  /** By character; digits are about 1 high. */
  readonly outlines: Readonly<Record<string, Outline>>;
}

/** The ends of what is drawn. */
export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Null where nothing is drawn, as of a space. */
export function extentOfOutline({ contours }: Outline): Extent | null {
  let [left, right, top, bottom] = [Infinity, -Infinity, -Infinity, Infinity];
  for (const contour of contours) {
    for (let i = 0; i < contour.length; i += 2) {
      left = Math.min(left, contour[i]!);
      right = Math.max(right, contour[i]!);
      bottom = Math.min(bottom, contour[i + 1]!);
      top = Math.max(top, contour[i + 1]!);
    }
  }
  return right < left ? null : { left, right, top, bottom };
}
