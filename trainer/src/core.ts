/** What the trainer offers on every platform. */
export * from './augment/index.js';
export * from './datasets/core.js';
export * from './evaluate/answers.js';
export * from './evaluate/confusion.js';
export * from './evaluate/evaluate.js';
export * from './evaluate/evaluate-grids.js';
export * from './evaluate/evaluate-lines.js';
export * from './evaluate/evaluation.js';
export * from './evaluate/grid-evaluation.js';
export * from './evaluate/grid-of-page.js';
export * from './evaluate/line-evaluation.js';
export * from './evaluate/line-misreadings.js';
export * from './evaluate/misreadings.js';
export { comparable, isNumber, isPrinted, readsPrint } from './evaluate/number-text.js';
export * from './evaluate/prepared.js';
export * from './evaluate/verdicts.js';
export { toOnnx } from './export/onnx.js';
export { decodeCheckpoint, encodeCheckpoint } from './fit/checkpoint.js';
export { gatherData, type LabeledImages, type TrainingData } from './fit/data.js';
export type * from './fit/events.js';
export type { FinishedModel } from './fit/finish.js';
export type { FinishedLineModel } from './fit/finish-lines.js';
export { gatherLines, type LineData, type SeenLines } from './fit/line-data.js';
export { createInlinePool, type WorkerPool } from './fit/pool.js';
export { prepareImages } from './fit/prepare.js';
export { DOUBTFUL, NO_INK, type Prepared, READABLE } from './fit/tasks.js';
export { type TrainOptions, train } from './fit/train.js';
export { trainLines } from './fit/train-lines.js';
export * from './fonts/index.js';
export * from './glyphs/index.js';
export * from './lines/index.js';
export { didYouMean, editDistance, nearest } from './nearest.js';
export { settingsOf, withOverrides } from './overrides.js';
export * from './print/index.js';
export {
  type AnyRecipe,
  type CommonRecipe,
  checkRecipe,
  DIGITS_AND_NONE,
  isLineRecipe,
  isPrint,
  type LineRecipe,
  type Recipe,
  type Source,
} from './recipe.js';
export * from './recipes/index.js';
export { type LineReport, lineReportHtml } from './report/line-report.js';
export { encodePng } from './report/png.js';
export { type Report, reportHtml } from './report/report.js';
export * from './schedule.js';
