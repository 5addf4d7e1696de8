/** The model card of a network that reads lines: what it is, what it can and cannot do, from its recipe and its metrics alone. Knows no file. */
import { BLANK, OTHER } from '@digitry/reader';
import { isPrint, type LineRecipe } from '../recipe.js';
import { overRunsTable } from './card-figures.js';
import {
  type CommonCard,
  networkSection,
  reproduceSection,
  sourcesSection,
  summary,
} from './card-sections.js';
import { trainingSection } from './card-training.js';
import type { LineMetrics, MeasuredLines } from './line-metrics.js';
import { count, markdownTable, percent } from './markdown.js';
import { limitsOfPrint, useOfPrint } from './print-card.js';

export interface LineCardParts extends CommonCard {
  readonly recipe: LineRecipe;
  readonly metrics: LineMetrics;
}

/** Markdown. */
export function lineCard(parts: LineCardParts): string {
  const { recipe, metrics } = parts;
  return `${[
    summary(parts, {
      reads: `Reads ${isPrint(recipe.lines) ? 'printed digits and capitals' : 'a written number'} of any length from a strip that \`prepareLine\` has prepared.`,
      unit: `line of ${recipe.network.input[2]} pixels`,
      classes: recipe.labels.map(nameOf).join(' '),
    }),
    isPrint(recipe.lines) ? useOfPrint(metrics) : use(metrics),
    networkSection(
      recipe,
      'ink 0 to 1, as `prepareLine` gives it. It is read at any width that is a multiple of 32; what comes out is a lattice, a column for every few pixels.',
    ),
    trainingSection(parts, [shares(recipe), writing(recipe)]),
    figures(metrics),
    isPrint(recipe.lines) ? limitsOfPrint(recipe) : limits(recipe, metrics),
    reproduceSection(parts),
    sourcesSection(parts),
  ].join('\n\n')}\n`;
}

const nameOf = (label: string): string =>
  label === BLANK ? 'blank' : label === ' ' ? 'space' : label === OTHER ? '“another mark”' : `\`${label}\``;

function use({ thresholds }: LineMetrics): string {
  const budgets = Object.keys(thresholds).map((budget) => percent(Number(budget), 1));
  return `## Use

For handwritten numbers in one line, with the marks beside them: amounts, postcodes, dates, meter readings, row numbers. Digits may touch and stand on
rules, in boxes or on security paper. Its confidence is meant to be used: the share that a number has of the probability of the likeliest texts, each over all its alignments, at a temperature fitted on hands
kept out of the training${budgets.length > 0 ? ` (thresholds for ${budgets.join(', ')} error are in the file)` : ''}. Where it is known what a field may hold, read it under a rule.

Not for: words, more than one line, numerals other than 0 to 9. Letters are read as “another mark”, and a number with such a mark is not accepted.
Not to decide over people without somebody who can look at the image.`;
}

const shares = ({ epochs, batch, linesPerEpoch, passes, lines, ...kept }: LineRecipe): string => {
  const { validation, validationLines } = kept;
  const held = isPrint(lines)
    ? `The families of fonts that are held out${validation > 0 ? `, and ${percent(validation, 0)} of the others,` : ''} print the validation lines: ${count(validationLines)} lines in them alone.`
    : `Of the sets without held-out writers ${percent(validation, 0)} are kept for validation: ${count(validationLines)} lines written with them alone.`;
  return `${count(epochs)} epochs of ${count(linesPerEpoch)} lines${passes > 1 ? `, each shown ${passes} times` : ''}, batch ${batch}. No line is in two epochs. ${held}`;
};

function writing({ lines }: LineRecipe): string {
  const entries = Object.entries(lines).filter(([, value]) => typeof value === 'number' && value !== 0);
  const [how, where] = isPrint(lines)
    ? [
        'Lines are printed by the program, each in one font or in dots, segments or strokes that it draws',
        'print',
      ]
    : ['Lines are written by the program with the digits of one person at a time', 'lines'];
  return `${how} ([what each entry means](../../trainer/src/${where}/config.ts)): ${entries.map(([key, value]) => `${key} ${Number(Number(value).toPrecision(4))}`).join(', ')}.`;
}

function figures({ sets }: LineMetrics): string {
  return [
    '## Figures',
    '',
    "Every line goes through `reader.line`. A text that is a number (of a network that reads capitals: of either) is right when it is read so, without what stands beside it (`. , - = ' # * $ € £`, a stroke at an end); any other text when it is not accepted as one. The interval is Wilson’s, 95 %.",
    ...(sets.length > 0
      ? [
          '',
          setsTable(sets),
          '',
          trustTable(sets),
          '',
          overRunsTable(sets, 'exact'),
          '',
          '## What is misread',
          '',
        ]
      : []),
    ...sets.map(misreadLine),
  ].join('\n');
}

const setsTable = (sets: readonly MeasuredLines[]): string =>
  markdownTable(
    ['set', 'lines', 'exact', 'interval', 'character errors', 'numbers exact', 'others not accepted'],
    sets.map(({ data, n, exact, interval, cer, numbers, others }) => [
      data,
      count(n),
      percent(exact),
      `${percent(interval.low)} to ${percent(interval.high)}`,
      percent(cer),
      `${percent(numbers.exact)} of ${count(numbers.n)}`,
      others.n > 0 ? `${percent(1 - others.accepted / others.n)} of ${count(others.n)}` : '–',
    ]),
  );

const trustTable = (sets: readonly MeasuredLines[]): string =>
  markdownTable(
    [
      'set',
      'calibration error',
      'read at 1 % error',
      'read at 0.1 % error',
      'accepted by default',
      'of them wrong',
    ],
    sets.map(({ data, n, ece, readRate, accepted, acceptedWrong }) => [
      data,
      percent(ece),
      percent(readRate.at1Percent, 1),
      percent(readRate.at01Percent, 1),
      percent(accepted / n, 1),
      `${count(acceptedWrong)} (${percent(acceptedWrong / Math.max(1, accepted))})`,
    ]),
  );

function misreadLine({ data, n, exact, misreads }: MeasuredLines): string {
  const named = (sign: string): string => (sign === '' ? 'nothing' : sign === ' ' ? 'space' : sign);
  const pairs = misreads
    .slice(0, 6)
    .map(({ written, read, times }) => `${named(written)} as ${named(read)} ${times}×`);
  return `- ${data}: ${count(Math.round(n * (1 - exact)))} of ${count(n)} lines${pairs.length > 0 ? `; ${pairs.join(', ')}` : ''}.`;
}

function limits({ network }: LineRecipe, { sets }: LineMetrics): string {
  const seen = sets.filter(({ role }) => role === 'validation').map(({ data }) => `“${data}”`);
  return [
    '## Limits',
    '',
    '- All figures are of the sets named; another scanner, country or pen gives others. Measure on your own: `digitry evaluate --kind line`.',
    '- The lines it was trained on are made by a program from single digits: real digits of real people, but strokes between them are drawn.',
    `- It was trained on lines of up to ${network.input[2]} pixels at 26 pixels a digit; longer ones are read by the same columns, each of which sees about three digits.`,
    '- The digits of MNIST are American; the European 1 and crossed 7 come from few writers and from drawn styles.',
    ...(seen.length > 0
      ? [
          `- The writers of ${seen.join(' and ')} were never trained on, but the temperature was fitted and the run was chosen with them among the validation data.`,
        ]
      : []),
  ].join('\n');
}
