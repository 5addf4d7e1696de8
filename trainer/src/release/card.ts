/** The model card: what a released network is, what it can and cannot do, from its recipe and its metrics alone. Knows no file. */
import type { Recipe } from '../recipe.js';
import { architectureTable } from './architecture.js';
import { figuresSection } from './card-figures.js';
import { trainingSection } from './card-training.js';
import { type DataTerms, termsOf } from './data-terms.js';
import { count, kibibytes, markdownTable, percent } from './markdown.js';
import type { Metrics } from './metrics.js';

export interface CardParts {
  readonly recipe: Recipe;
  readonly metrics: Metrics;
  /** What was trained on, by the data set's name: samples and how often each is seen in an epoch. */
  readonly data: readonly { readonly name: string; readonly count: number; readonly repeat: number }[];
  /** Set files that name writers. */
  readonly writersFiles: readonly string[];
  /** File name of the picture of misreadings and the set it is of, where there is one. */
  readonly gallery: { readonly file: string; readonly of: string } | null;
  readonly commands: { readonly train: readonly string[]; readonly release: string };
}

/** Markdown. */
export function modelCard(parts: CardParts): string {
  const { recipe, metrics } = parts;
  return `${[
    summary(parts),
    use(recipe, metrics),
    `## Network\n\nInput ${recipe.network.input.join('×')}: ink 0 to 1, as \`prepareDigit\` gives it.\n\n${architectureTable(recipe.network)}`,
    trainingSection(parts),
    figuresSection(parts),
    limits(recipe, metrics),
    reproduce(parts),
    sources(parts),
  ].join('\n\n')}\n`;
}

function summary({ recipe, metrics }: CardParts): string {
  const { name, parameters, multiplyAdds, bytes, gzipBytes, bits, temperature } = metrics;
  const weights =
    bits === null ? '32-bit floating point' : `${bits}-bit integers with a scale for each output channel`;
  return `# ${name}

${recipe.description} Reads one handwritten digit from an image that \`prepareDigit\` has prepared.

${markdownTable(
  ['', ''],
  [
    ['file', `\`${name}.safetensors\`, ${kibibytes(bytes)} (${kibibytes(gzipBytes)} gzip)`],
    ['weights', weights],
    ['parameters', count(parameters)],
    ['multiply-adds a digit', count(multiplyAdds)],
    ['classes', recipe.labels.map((label) => (label === '' ? 'not a digit' : label)).join(' ')],
    ['temperature', temperature === null ? 'not calibrated' : temperature.toFixed(3)],
    ['preparation', preparationOf(metrics)],
    ['released', `${metrics.date} with digitry ${metrics.engine}`],
  ],
)}

Every figure here is from [metrics.json](metrics.json), measured on the file as it is released.`;
}

const preparationOf = ({ preparation, trainedPreparation }: Metrics): string =>
  preparation === trainedPreparation
    ? `version ${preparation}`
    : `version ${preparation}; trained on images of version ${trainedPreparation}`;

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

function reproduce({ commands, metrics }: CardParts): string {
  return `## Reproduce

From the top of the repository, with the data files at hand (their paths in place of the names):

\`\`\`sh
${[...commands.train, commands.release].join('\n')}
\`\`\`

The same seed gives the same weights bit for bit on any number of threads${metrics.runs.length > 1 ? '; the run with the least validation loss is the one released' : ''}.`;
}

function sources({ recipe, metrics, writersFiles }: CardParts): string {
  const names = [
    ...recipe.sources.map(({ data }) => data),
    ...[...metrics.sets, ...metrics.rejection].map(({ set }) => set.replace(/^.*?=/, '').replace(/#.*$/, '')),
    ...writersFiles,
  ];
  const known = [...new Set(names.map(termsOf).filter((terms): terms is DataTerms => terms !== undefined))];
  const citations = known.flatMap(({ citation }) => (citation ? [`- ${citation}`] : []));
  return citations.length > 0 ? `## To cite\n\n${citations.join('\n')}` : '## To cite\n\nNothing.';
}
