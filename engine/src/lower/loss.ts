/** Lowers the loss: places for what samples should give, the gradient of the batch's mean, and its sums. */
import { ctcWorkBytes, defineCtc } from '../kernels/ctc.js';
import { BLOCK } from '../kernels/geometry.js';
import { defineLabelTargets, defineLoss, defineSoftTargets } from '../kernels/losses.js';
import { defineResult } from '../kernels/slices.js';
import { volume } from '../network.js';
import { Buffer } from '../plan/program.js';
import type { SessionOptions } from '../types.js';
import { type Builder, inFirstThread, orderOf, type Tensor } from './builder.js';

/** Resident targets of all samples, by the names they have in a session. */
export type Wanted = Readonly<Record<'labels' | 'targets' | 'sequences' | 'sequenceLengths', Buffer>>;

/** Gives y its gradient. */
export function lowerLoss(b: Builder, options: SessionOptions, y: Tensor): Wanted {
  const { batch, samples, loss, softTargets, maxLabels = 0 } = options;
  const { field } = y;
  const { shape } = field;
  const outputs = volume(shape);
  const wanted = {
    labels: b.shared(samples),
    targets: b.shared(softTargets ? samples * outputs * 4 : 0),
    sequences: b.shared(samples * maxLabels),
    sequenceLengths: b.shared(maxLabels && samples),
  };
  const sums = b.perSlice(64);
  const dy = b.field(shape);
  y.gradient = dy;
  if (loss.type === 'ctc') {
    const ctc = { classes: shape[0], steps: shape[2], maxLabels, batch };
    const work = new Buffer(ctcWorkBytes(ctc));
    b.task([field], [dy, work], (e) => {
      const { sequences, sequenceLengths } = wanted;
      e.call(defineCtc(e.m, ctc), orderOf(e), field, dy, sequences, sequenceLengths, work, sums);
    });
  } else {
    const t = new Buffer(outputs * BLOCK * 4);
    b.task([], [t], (e) => {
      const smoothing = loss.type === 'crossEntropy' ? (loss.smoothing ?? 0) : 0;
      const define = softTargets ? defineSoftTargets : defineLabelTargets;
      const from = softTargets ? wanted.targets : wanted.labels;
      e.call(define(e.m, outputs, smoothing), from, orderOf(e), t);
    });
    b.task([field, t], [dy], (e) => e.call(defineLoss(e.m, loss, outputs, batch), field, t, dy, sums));
  }
  b.atFinish((e) => {
    inFirstThread(e, () => e.call(defineResult(e.m, e.slices), sums, e.result));
  });
  return wanted;
}
