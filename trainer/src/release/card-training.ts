/** The model card's section on how the network was trained. */
import type { CardParts } from './card.js';
import { termsOf } from './data-terms.js';
import { count, markdownTable, percent } from './markdown.js';
import { baseName } from './set-spec.js';

export function trainingSection({ recipe, metrics, data }: CardParts): string {
  return [
    '## Training',
    '',
    `Recipe [\`${recipe.name}\`](../../trainer/src/recipes/${recipe.name}.ts) on ${metrics.hardware}.`,
    '',
    dataTable(recipe.sources, data),
    '',
    shares(recipe),
    '',
    augmentation(recipe.augment),
    '',
    runsTable(metrics),
  ].join('\n');
}

function dataTable(sources: CardParts['recipe']['sources'], data: CardParts['data']): string {
  const rows = sources.map((source, i) => {
    const terms = termsOf(source.data);
    const held = source.holdoutWriters ?? [];
    return [
      terms?.title ?? baseName(source.data),
      terms?.source ?? '–',
      terms?.terms ?? 'not recorded',
      data[i] ? count(data[i].count) : '–',
      `${source.repeat ?? 1}×`,
      held.length > 0 ? `writers ${held.join(', ')}` : '',
    ];
  });
  return markdownTable(['data', 'source', 'terms', 'trained on', 'each epoch', 'held out'], rows);
}

function shares({
  epochs,
  batch,
  drawnShare,
  nonDigitShare,
  validation,
  labels,
}: CardParts['recipe']): string {
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

function augmentation(augment: CardParts['recipe']['augment']): string {
  if (!augment) return 'No augmentation.';
  const entries = Object.entries(augment).filter(([, value]) => value !== 0);
  const isFlipped = augment.flipHorizontal > 0 || augment.flipVertical > 0;
  const list = entries.map(([key, value]) => `${key} ${value}`).join(', ');
  const flips = isFlipped
    ? ''
    : ' No flips: [what they cost](../../trainer/records/2026-11-20-flips/README.md).';
  return `Augmentation ([what each entry means](../../trainer/src/augment/config.ts)): ${list}.${flips}`;
}

function runsTable({ runs }: CardParts['metrics']): string {
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
