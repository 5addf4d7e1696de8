/** What the card of a network for print says of its use and its limits. Knows no file. */
import type { LineRecipe } from '../recipe.js';
import type { LineMetrics } from './line-metrics.js';
import { percent } from './markdown.js';

export function useOfPrint({ thresholds }: LineMetrics): string {
  const budgets = Object.keys(thresholds).map((budget) => percent(Number(budget), 1));
  return `## Use

For number plates and card numbers that \`reader.printed\` finds in a photo, and for single lines of print: meters, displays, receipts, seals, labels.
Its confidence is the share that a text has of the probability of the likeliest ones, each over all its alignments, at a temperature fitted on fonts kept out of the training${budgets.length > 0 ? ` (thresholds for ${budgets.join(', ')} error are in the file)` : ''}.
Under a rule (a country's plates, Luhn's check digit) it also tells what else could stand there and what the rule cost.

Not for: small letters, letters beyond A to Z, words in running text, handwriting. What it does not know is “another mark”.
Not to decide over people without somebody who can look at the image.`;
}

export const limitsOfPrint = ({ network }: LineRecipe): string =>
  [
    '## Limits',
    '',
    '- Everything it was trained on was made by a program: no photo of a real plate, card or meter. Measure on your own: `digitry evaluate --kind line`.',
    '- O and 0, I and 1 look alike in many fonts; on seven segments so do S and 5, B and 8, Z and 2. A rule tells them apart, nothing else does.',
    `- It was trained on lines of up to ${network.input[2]} pixels at 26 pixels a character; longer ones are read by the same columns.`,
    '- Plates of two rows, of other alphabets or with umlauts are not read as they stand.',
  ].join('\n');
