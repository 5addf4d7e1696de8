/** The model card of a network that reads digits: what it is, what it can and cannot do, from its recipe and its metrics alone. Knows no file. */
import type { Recipe } from '../recipe.js';
import { figuresSection } from './card-figures.js';
import {
  type CommonCard,
  networkSection,
  reproduceSection,
  sourcesSection,
  summary,
} from './card-sections.js';
import { trainingSection } from './card-training.js';
import { count, percent } from './markdown.js';
import type { Metrics } from './metrics.js';

export interface CardParts extends CommonCard {
  readonly recipe: Recipe;
  readonly metrics: Metrics;
  /** File name of the picture of misreadings and the set it is of, where there is one. */
  readonly gallery: { readonly file: string; readonly of: string } | null;
}

/** Markdown. */
export function modelCard(parts: CardParts): string {
  const { recipe, metrics } = parts;
  return `${[
    summary(parts, {
      reads: 'Reads one handwritten digit from an image that `prepareDigit` has prepared.',
      unit: 'digit',
      classes: recipe.labels.map((label) => (label === '' ? 'not a digit' : label)).join(' '),
    }),
    use(recipe, metrics),
    networkSection(recipe, 'ink 0 to 1, as `prepareDigit` gives it.'),
    trainingSection(parts, [shares(recipe), augmentation(recipe.augment)]),
    figuresSection(parts),
    limits(recipe, metrics),
    reproduceSection(parts),
    sourcesSection(
      parts,
      metrics.rejection.map(({ set }) => set),
    ),
  ].join('\n\n')}\n`;
}

function use(recipe: Recipe, { thresholds }: Metrics): string {
  const knowsNone = recipe.labels.includes('');
  const budgets = Object.keys(thresholds).map((budget) => percent(Number(budget), 1));
  return `## Use

For single handwritten digits, 0 to 9, of any hand and pen: on forms, cards and answer sheets that are cut into cells, and drawn on
a screen. Its confidence is meant to be used: accept what is sure enough, let a person look at the rest${budgets.length > 0 ? ` (thresholds for ${budgets.join(', ')} error are in the file)` : ''}.

Not for: strings of digits that touch, printed or seven-segment digits, numerals other than 0 to 9, letters${knowsNone ? ' (most are called no digit, see below; letters that look like a digit are read as one)' : ' (every image is read as some digit)'}.
Not to decide over people without somebody who can look at the image.`;
}

function limits(recipe: Recipe, { sets }: Metrics): string {
  const weak = sets.flatMap(({ data, classes }) =>
    classes
      .filter(({ recall, n }) => recall < 0.98 && n >= 10)
      .map(
        ({ label, recall, n }) =>
          `- ${data}: ${percent(recall, 1)} of ${count(n)} written ${label} are read right.`,
      ),
  );
  const seen = sets.filter(({ role }) => role === 'validation').map(({ data }) => `“${data}”`);
  return [
    '## Limits',
    '',
    '- All figures are of the sets named; another scanner, country or pen gives others. Measure on your own: `digitry evaluate`.',
    '- The digits of MNIST are American; the European 1 and crossed 7 come from few writers and from drawn styles.',
    ...(recipe.drawnShare > 0
      ? ['- Drawn training digits are made by a program: they show styles, not hands.']
      : []),
    ...(seen.length > 0
      ? [
          `- The writers of ${seen.join(' and ')} were never trained on, but the temperature was fitted and the run was chosen with them among the validation data.`,
        ]
      : []),
    ...weak,
  ].join('\n');
}

function shares({ epochs, batch, drawnShare, nonDigitShare, validation, labels }: Recipe): string {
  const drawn =
    drawnShare > 0
      ? `${percent(drawnShare, 0)} of the images are digits drawn by the program in other styles (European 1, crossed 7, open 4, tailed 9, slashed 0)`
      : '';
  const none =
    nonDigitShare > 0 && labels.includes('')
      ? `${percent(nonDigitShare, 0)} are letters, signs and doodles drawn by it, called no digit`
      : '';
  const extra = [drawn, none].filter(Boolean).join('; ');
  const kept =
    validation > 0
      ? ` Of the sets without held-out writers ${percent(validation, 0)} are kept for validation.`
      : '';
  return `${epochs} epochs, batch ${batch}.${extra ? ` ${extra}.` : ''}${kept}`;
}

function augmentation(augment: Recipe['augment']): string {
  if (!augment) return 'No augmentation.';
  const entries = Object.entries(augment).filter(([, value]) => value !== 0);
  const isFlipped = augment.flipHorizontal > 0 || augment.flipVertical > 0;
  const list = entries.map(([key, value]) => `${key} ${value}`).join(', ');
  const flips = isFlipped
    ? ''
    : ' No flips: [what they cost](../../trainer/records/2026-11-20-flips/README.md).';
  return `Augmentation ([what each entry means](../../trainer/src/augment/config.ts)): ${list}.${flips}`;
}
