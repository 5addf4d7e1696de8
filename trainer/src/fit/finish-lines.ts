/** From the last weights to a model that reads lines: calibrated on the validation lines, with all that a reader wants to know of it. */
import type { Model, ModelMetadata, Weights } from '@digitry/engine';
import { bestPath, LINE_PREPARATION_VERSION, thresholdFor } from '@digitry/reader';
import { evaluateLines, type LineEvaluation, type LineOutcome } from '../evaluate/line-evaluation.js';
import { type LineMisreading, worstLines } from '../evaluate/line-misreadings.js';
import { isNumber, isPrinted } from '../evaluate/number-text.js';
import { isPrint, type LineRecipe } from '../recipe.js';
import { answersOfLines, atTemperature, fitLineTemperature, lineThresholds } from './calibrate-lines.js';
import type { LineData } from './line-data.js';
import { latticesOf, meanLoss, scoreOf } from './validate-lines.js';

export interface FinishedLineModel {
  readonly model: Model;
  /** On the validation lines; null where there are none. Marks are compared as well. */
  readonly evaluation: LineEvaluation | null;
  readonly misreadings: readonly LineMisreading[];
}

/** What is known of a model before it is calibrated. */
export function lineMetadata(recipe: LineRecipe, data: Pick<LineData, 'segments'>): ModelMetadata {
  return {
    name: recipe.name,
    kind: 'line',
    labels: recipe.labels,
    preparation: LINE_PREPARATION_VERSION,
    recipe,
    data: data.segments,
  };
}

/** The network that reads is the one that was validated; without validation lines it stays uncalibrated. */
export async function finishLineModel(
  recipe: LineRecipe,
  weights: Weights,
  data: LineData,
  threads?: number,
): Promise<FinishedLineModel> {
  const { strips, texts } = data.validation;
  const plain: Model = { network: recipe.network, weights, metadata: lineMetadata(recipe, data) };
  if (texts.length === 0) return { model: plain, evaluation: null, misreadings: [] };
  const lattices = await latticesOf(plain, strips, threads);
  const temperature = fitLineTemperature(lattices, texts);
  const answers = answersOfLines(lattices.map((lattice) => atTemperature(lattice, temperature)));
  const print = isPrint(recipe.lines);
  const thresholds = lineThresholds(answers, texts, print ? isPrinted : isNumber);
  const threshold = thresholdFor(0.01, thresholds);
  const outcomes = answers.map(
    ({ text, confidence }, i): LineOutcome => ({
      truth: texts[i]!,
      text,
      confidence,
      isAccepted: confidence >= threshold,
    }),
  );
  const evaluation = evaluateLines(outcomes, { marks: true, print });
  const best = scoreOf(
    texts,
    lattices.map((lattice) => bestPath(lattice).text),
  );
  const { n, exact, cer, ece, readRate } = evaluation;
  const validation = {
    n,
    loss: meanLoss(lattices, texts),
    // As for digits: what the run was told on the way.
    accuracy: best.accuracy,
    exact,
    cer,
    bestPathCer: best.cer,
    ece,
    readRate,
  };
  return {
    model: { ...plain, metadata: { ...plain.metadata, temperature, thresholds, validation } },
    evaluation,
    misreadings: worstLines(outcomes, (i) => ({ seen: strips[i]!, source: `line ${i + 1}` }), {
      marks: true,
      print,
    }),
  };
}
