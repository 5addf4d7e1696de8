/** How print is made and what it is made on, as plain numbers. Knows no pixel. */
import type { LineConfig } from '../lines/index.js';

/** What print on paper, and its pictures, have in common with writing. */
type Surface = Pick<
  LineConfig,
  | 'heightLow'
  | 'heightHigh'
  | 'stretch'
  | 'ruleRate'
  | 'throughRate'
  | 'frameRate'
  | 'captionRate'
  | 'guillocheRate'
  | 'screenRate'
  | 'microtextRate'
  | 'securityDepth'
  | 'tintRate'
  | 'tintDepth'
  | 'texture'
  | 'dirtRate'
  | 'looseRate'
  | 'closeRate'
  | 'faintRate'
  | 'faintDepth'
  | 'fadeRate'
  | 'grainRate'
  | 'blurRate'
  | 'smearRate'
  | 'lightRate'
  | 'contrastRate'
  | 'noise'
  | 'jpegRate'
  | 'binaryRate'
  | 'coarseRate'
>;

/** Rates and lengths as in {@link LineConfig}: probabilities, and shares of the height of a digit; 0 turns an entry off. */
export interface PrintConfig extends Surface {
  /** Tells it from a {@link LineConfig}. */
  readonly kind: 'print';

  /** Shares of what carries the print; only their proportions count, and one must be more than 0. */
  readonly plateShare: number;
  readonly cardShare: number;
  /** Wheels with a digit on each, some half turned. */
  readonly meterShare: number;
  /** Seven segments. */
  readonly displayShare: number;
  readonly receiptShare: number;
  readonly sealShare: number;
  /** Serial numbers and the like on whatever paper. */
  readonly labelShare: number;
  /** Small letters and signs that are not read. */
  readonly otherShare: number;
  /** Nothing but what print stands on: text ''. */
  readonly noiseShare: number;

  /** Largest lean of the characters: the tangent, 0 … 1. */
  readonly slant: number;
  /** Standard deviation of the room between characters beyond the font's own, 0 … 0.4. */
  readonly tracking: number;
  /** Most that strokes are made thicker or thinner, 0 … 0.1. */
  readonly weight: number;
  /** Rate of characters of which only the outline is printed. */
  readonly outlineRate: number;
  /** Rate of embossed cards and plates: a highlight on one side of each stroke, a shadow on the other. */
  readonly embossRate: number;
  /** Rate of characters made of dots on receipts and labels. */
  readonly dotRate: number;
  /** Rate of light characters on a dark ground. */
  readonly negativeRate: number;
  /** Rate of lines along a bow, as in seals. */
  readonly bowRate: number;

  /** Largest turn of the picture, degrees, 0 … 20. */
  readonly rotation: number;
  /** Largest tangent by which uprights lean because the camera stood aside, 0 … 0.6. */
  readonly shear: number;
  /** Largest share by which one side is nearer than the other, 0 … 0.5. */
  readonly perspective: number;
}
