/** How lines are written and what they are written on, as plain numbers. Knows no pixel. */

/**
 * Rates are probabilities 0 … 1, lengths are shares of the height of a digit unless they say pixels. 0 turns an entry off, but for
 * those that say otherwise.
 */
export interface LineConfig {
  /** Shares of the kinds of texts; only their proportions count, and one must be more than 0. Strings of 1 … 12 digits. */
  readonly digitsShare: number;
  /** Five digits. */
  readonly zipShare: number;
  readonly dateShare: number;
  /** Sums of money, with signs and cents. */
  readonly amountShare: number;
  readonly phoneShare: number;
  /** Groups of digits, as account numbers. */
  readonly groupedShare: number;
  readonly percentShare: number;
  /** A number with letters or other marks: `38a`, `(12)`. */
  readonly mixedShare: number;
  /** Letters and doodles alone. */
  readonly lettersShare: number;
  /** Nothing but paper and what is on it: text ''. */
  readonly noiseShare: number;

  /** Share of lines whose digits are drawn by the program instead of taken from samples. */
  readonly drawnShare: number;
  /** Rate of hands of samples whose 1 and 7 are drawn as Europeans write them: few of the collected ones are. */
  readonly europeanRate: number;
  /** Rate of hands whose 1 is a stroke as upright and straight as a printed line: what else is like that in training is the side of a box. */
  readonly uprightRate: number;
  /** Share of lines that a font writes, where there are any fonts. */
  readonly fontShare: number;
  /** Least and greatest height of a digit, pixels, 8 … 120. */
  readonly heightLow: number;
  readonly heightHigh: number;
  /** Largest lean of a hand: the tangent, 0 … 1. */
  readonly slant: number;
  /** Largest natural logarithm of the change of width : height of a hand, 0 … 1. */
  readonly stretch: number;
  /** Standard deviation of sizes within a line (logarithm), 0 … 0.4. */
  readonly sizeJitter: number;
  /** Standard deviation of the distance to the baseline, 0 … 0.4. */
  readonly baselineJitter: number;
  /** Largest tangent of the angle at which a line rises or falls, 0 … 0.3. */
  readonly lineSlope: number;
  /** Standard deviation of turns of single characters, degrees, 0 … 20. */
  readonly rotation: number;
  /** Largest amplitude of slow bends of a character, 0 … 0.15. */
  readonly elastic: number;
  /** Thinnest and widest pen, 0.02 … 0.35 each; never below one pixel. */
  readonly penLow: number;
  readonly penHigh: number;
  /** How far the pen of samples is brought to the pen of the line, 0 … 1. */
  readonly penShare: number;
  /** Rate of hands whose 7, 9 and 4 hang below the line and whose 6 stands above it. */
  readonly oldStyleRate: number;
  /** Rate of hands that write a small 0. */
  readonly smallZeroRate: number;

  /** Shares of lines with digits that touch, that stand far apart, and that stand in boxes; the rest is normal. Together at most 1. */
  readonly tightShare: number;
  readonly wideShare: number;
  readonly boxShare: number;
  /** Rate of strokes that join two digits. */
  readonly linkRate: number;
  /** Rate of a stroke drawn under the number. */
  readonly underlineRate: number;
  /** Rate of a stroke drawn through the number. */
  readonly strikeRate: number;
  /** Rate of a ring drawn around the number. */
  readonly circleRate: number;

  /** Rate of a rule that the number stands on. */
  readonly ruleRate: number;
  /** Rate of printed lines through the number. */
  readonly throughRate: number;
  /** Rate of a printed frame, or sides of it. */
  readonly frameRate: number;
  /** Rate of small print beside the number. */
  readonly captionRate: number;
  /** Rate of waves and rosettes. */
  readonly guillocheRate: number;
  /** Rate of line and dot screens over all of the paper. */
  readonly screenRate: number;
  readonly microtextRate: number;
  /** Most darkness of what is printed under the writing, 0 … 0.7. */
  readonly securityDepth: number;

  /** Rate of paper that is not white. */
  readonly tintRate: number;
  /** Most that paper is darkened, 0 … 0.7. */
  readonly tintDepth: number;
  /** Largest amplitude of the paper's texture, gray levels, 0 … 30. */
  readonly texture: number;
  readonly stampRate: number;
  readonly foldRate: number;
  /** Rate of writing that shows through from the other side. */
  readonly bleedRate: number;
  /** Rate of black beside the page. */
  readonly marginRate: number;
  readonly dirtRate: number;
  /** Rate of parts of the lines above and below. */
  readonly neighborRate: number;
  /** Rate of pictures with much room around the number, as cells of registers. */
  readonly looseRate: number;
  /** Rate of pictures cut close to the ink, or a little into it. */
  readonly closeRate: number;

  /** Rate of faint writing: pencil, old ink. */
  readonly faintRate: number;
  /** Most ink that faint writing loses, 0 … 0.9. */
  readonly faintDepth: number;
  /** Rate of ink that fades along the line. */
  readonly fadeRate: number;
  /** Rate of grain in the strokes. */
  readonly grainRate: number;

  readonly blurRate: number;
  /** Rate of movement of page or camera. */
  readonly smearRate: number;
  /** Rate of uneven light and shadows. */
  readonly lightRate: number;
  /** Rate of low contrast. */
  readonly contrastRate: number;
  /** Largest standard deviation of pixel noise, gray levels, 0 … 40. */
  readonly noise: number;
  readonly jpegRate: number;
  /** Rate of black and white pictures. */
  readonly binaryRate: number;
  /** Rate of pictures made in low resolution and enlarged. */
  readonly coarseRate: number;
}
