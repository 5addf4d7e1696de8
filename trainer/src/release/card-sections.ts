/** The sections that the cards of all kinds of networks share. Knows no file. */
import { type AnyRecipe, sourcesOf } from '../recipe.js';
import { architectureTable } from './architecture.js';
import { type DataTerms, termsOf } from './data-terms.js';
import { count, kibibytes, markdownTable } from './markdown.js';
import type { CommonMetrics } from './metrics.js';

/** What every card is made from. */
export interface CommonCard {
  readonly recipe: AnyRecipe;
  readonly metrics: CommonMetrics & { readonly sets: readonly { readonly set: string }[] };
  /** What was trained on, by the data set's name: samples and how often each is seen in an epoch. */
  readonly data: readonly { readonly name: string; readonly count: number; readonly repeat: number }[];
  /** Files that name writers. */
  readonly writersFiles: readonly string[];
  readonly commands: { readonly train: readonly string[]; readonly release: string };
}

/** @param reads what it reads from what, a sentence; @param unit what its work is counted by; @param classes its labels for people */
export function summary(
  { recipe, metrics }: CommonCard,
  { reads, unit, classes }: { readonly reads: string; readonly unit: string; readonly classes: string },
): string {
  const { name, parameters, multiplyAdds, bytes, gzipBytes, bits, temperature } = metrics;
  const weights =
    bits === null ? '32-bit floating point' : `${bits}-bit integers with a scale for each output channel`;
  return `# ${name}

${recipe.description} ${reads}

${markdownTable(
  ['', ''],
  [
    ['file', `\`${name}.safetensors\`, ${kibibytes(bytes)} (${kibibytes(gzipBytes)} gzip)`],
    ['weights', weights],
    ['parameters', count(parameters)],
    [`multiply-adds a ${unit}`, count(multiplyAdds)],
    ['classes', classes],
    ['temperature', temperature === null ? 'not calibrated' : temperature.toFixed(3)],
    ['preparation', preparationOf(metrics)],
    ['released', `${metrics.date} with digitry ${metrics.engine}`],
  ],
)}

Every figure here is from [metrics.json](metrics.json), measured on the file as it is released.`;
}

const preparationOf = ({ preparation, trainedPreparation }: CommonMetrics): string =>
  preparation === trainedPreparation
    ? `version ${preparation}`
    : `version ${preparation}; trained on images of version ${trainedPreparation}`;

/** @param input what goes in, a sentence */
export const networkSection = ({ network }: AnyRecipe, input: string): string =>
  `## Network\n\nInput ${network.input.join('×')}: ${input}\n\n${architectureTable(network)}`;

export function reproduceSection({ commands, metrics }: CommonCard): string {
  const released =
    metrics.runs.length > 1 ? '; the run with the least validation loss is the one released' : '';
  const same = metrics.runs.some(({ from }) => from)
    ? `The same seed from the same weights gives the same weights bit for bit on any number of threads${released}. Those it began with (\`--from\`) are not in the repository: begun with others, it is another network.`
    : `The same seed gives the same weights bit for bit on any number of threads${released}.`;
  return `## Reproduce

From the top of the repository, with the data files at hand (their paths in place of the names):

\`\`\`sh
${[...commands.train, commands.release].join('\n')}
\`\`\`

${same}`;
}

/** @param also names of further files that were used */
export function sourcesSection(
  { recipe, metrics, writersFiles }: CommonCard,
  also: readonly string[] = [],
): string {
  const names = [
    ...sourcesOf(recipe).map(({ data }) => data),
    ...[...metrics.sets.map(({ set }) => set), ...also].map((set) =>
      set.replace(/^.*?=/, '').replace(/#.*$/, ''),
    ),
    ...writersFiles,
  ];
  const known = [...new Set(names.map(termsOf).filter((terms): terms is DataTerms => terms !== undefined))];
  const citations = known.flatMap(({ citation }) => (citation ? [`- ${citation}`] : []));
  return citations.length > 0 ? `## To cite\n\n${citations.join('\n')}` : '## To cite\n\nNothing.';
}
