/** The model card's section on how the network was trained. */
import { isPrint, sourcesOf } from '../recipe.js';
import type { CommonCard } from './card-sections.js';
import { termsOf } from './data-terms.js';
import { count, markdownTable, percent } from './markdown.js';
import { baseName } from './set-spec.js';

/** @param more paragraphs on what the kind of network is trained with */
export function trainingSection({ recipe, metrics, data }: CommonCard, more: readonly string[]): string {
  return [
    '## Training',
    '',
    `Recipe [\`${recipe.name}\`](../../trainer/src/recipes/${recipe.name}.ts) on ${metrics.hardware}.`,
    '',
    dataTable(recipe, data),
    '',
    ...[...beginning(recipe.epochs, metrics), ...more].flatMap((paragraph) => [paragraph, '']),
    runsTable(metrics),
  ].join('\n');
}

function dataTable(recipe: CommonCard['recipe'], data: CommonCard['data']): string {
  const sources = sourcesOf(recipe);
  const areFonts = 'fonts' in recipe && isPrint(recipe.lines);
  const rows = sources.map((source, i) => {
    const terms = termsOf(source.data);
    const held = source.holdoutWriters ?? [];
    return [
      terms?.title ?? baseName(source.data),
      terms?.source ?? '–',
      terms?.terms ?? 'not recorded',
      data[i] ? count(data[i].count) : '–',
      `${source.repeat ?? 1}×`,
      held.length > 0 ? `${areFonts ? 'families' : 'writers'} ${held.join(', ')}` : '',
    ];
  });
  return markdownTable(['data', 'source', 'terms', 'trained on', 'each epoch', 'held out'], rows);
}

/** Runs that went on from an earlier one of their seed. */
function beginning(epochs: number, { runs }: CommonCard['metrics']): string[] {
  const from = runs[0]?.from;
  if (!from) return [];
  const earlier =
    from.epochs === undefined
      ? `those of ${from.name}`
      : `those that ${from.epochs} epochs of \`${from.name}\` had made (peak learning rate ${from.peakLearningRate})`;
  return [
    `Each run began with weights of its seed (\`train --from\`), ${earlier}, and went on for ${epochs} epochs with the settings in the file's metadata.`,
  ];
}

function runsTable({ runs }: CommonCard['metrics']): string {
  const rows = runs.map((run) => [
    `${run.seed}${run.isReleased ? ' (released)' : ''}`,
    `${count(run.seconds)} s${run.threads === null ? '' : `, ${run.threads} ${run.threads === 1 ? 'thread' : 'threads'}`}`,
    run.validationSamples === null ? '–' : count(run.validationSamples),
    run.validationLoss?.toFixed(4) ?? '–',
    run.validationAccuracy === null ? '–' : percent(run.validationAccuracy),
  ]);
  return markdownTable(
    ['seed', 'training', 'validation samples', 'validation loss', 'validation accuracy'],
    rows,
  );
}
