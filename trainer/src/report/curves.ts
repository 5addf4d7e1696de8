/** The charts of a run's report: how it learned, and how far its confidence can be trusted. */
import type { OperatingPoint, ReliabilityBin } from '@digitry/reader';
import type { EpochRecord } from '../fit/events.js';
import type { Chart, Series } from './chart.js';
import { count, percent, shortPercent } from './format.js';

export interface ProgressPoint {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly learningRate: number;
}

/** What the curves are drawn from. */
export interface Course {
  readonly progress: readonly ProgressPoint[];
  readonly history: readonly EpochRecord[];
}

export interface Trust {
  readonly bins: readonly ReliabilityBin[];
  readonly curve: readonly OperatingPoint[];
}

/** Loss, errors and learning rate over the steps. */
export function curves({ progress, history }: Course): Chart[] {
  const thin = thinned(progress);
  const line = (name: string, tone: Series['tone'], points: Series['points'], dots = false): Series => ({
    name,
    tone,
    points,
    dots,
  });
  const looked = history.filter((record) => record.validation);
  const wrong = (accuracy: number): number => 1 - accuracy;
  const optional = (series: Series): Series[] => (series.points.length > 0 ? [series] : []);
  const steps = { isNarrow: true, x: 'step', formatX: (x: number) => count(Math.round(x)) };
  return [
    {
      title: 'Loss',
      ...steps,
      scale: 'log',
      series: [
        line(
          'training',
          'first',
          thin.map((p) => [p.step, p.loss]),
        ),
        ...optional(
          line(
            'validation',
            'second',
            looked.map((r) => [r.step, r.validation!.loss]),
            true,
          ),
        ),
      ],
    },
    {
      title: 'Errors',
      ...steps,
      scale: 'log',
      format: shortPercent,
      series: [
        line(
          'training',
          'first',
          thin.map((p) => [p.step, wrong(p.accuracy)]),
        ),
        ...optional(
          line(
            'validation',
            'second',
            looked.map((r) => [r.step, wrong(r.validation!.accuracy)]),
            true,
          ),
        ),
      ],
    },
    {
      title: 'Learning rate',
      ...steps,
      yRange: [0, Math.max(...thin.map((p) => p.learningRate))],
      series: [
        line(
          'learning rate',
          'second',
          thin.map((p) => [p.step, p.learningRate]),
        ),
      ],
    },
  ];
}

/** At most about 300 points, each the mean of its neighbors: the shape of a curve without its noise. */
function thinned(points: readonly ProgressPoint[]): ProgressPoint[] {
  const size = Math.ceil(points.length / 300);
  const means: ProgressPoint[] = [];
  for (let i = 0; i < points.length; i += size) {
    const part = points.slice(i, i + size);
    const mean = (of: (p: ProgressPoint) => number): number =>
      part.reduce((sum, p) => sum + of(p), 0) / part.length;
    means.push({
      step: part.at(-1)!.step,
      loss: mean((p) => p.loss),
      accuracy: mean((p) => p.accuracy),
      learningRate: part.at(-1)!.learningRate,
    });
  }
  return means;
}

/** Whether confidences are honest, and what reading less gains. */
export function trustCharts({ bins, curve }: Trust): Chart[] {
  const filled = bins.filter((bin) => bin.count > 0);
  return [
    {
      title: 'Calibration',
      x: 'confidence',
      formatX: (x) => percent(x, 0),
      format: (y) => percent(y, 0),
      xRange: [0, 1],
      yRange: [0, 1],
      series: [
        {
          name: 'as it should be',
          tone: 'ideal',
          points: [
            [0, 0],
            [1, 1],
          ],
        },
        {
          name: 'share that is right',
          tone: 'second',
          points: filled.map((bin) => [bin.confidence, bin.accuracy]),
          dots: true,
        },
      ],
    },
    {
      title: 'Errors among what is read',
      x: 'share that is read',
      formatX: (x) => percent(x, 0),
      format: shortPercent,
      series: [
        {
          name: 'errors',
          tone: 'second',
          points: sampled(curve.map((point) => [point.readRate, point.errorRate])),
        },
      ],
    },
  ];
}

const sampled = (points: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] => {
  const step = Math.max(1, Math.floor(points.length / 400));
  return points.filter((_, i) => i % step === 0 || i === points.length - 1);
};
