/** The model card's section of figures, and of what is misread. */
import type { CardParts } from './card.js';
import { count, markdownTable, percent } from './markdown.js';
import type { MeasuredSet } from './metrics.js';

export function figuresSection({ metrics, gallery }: CardParts): string {
  const { sets, rejection } = metrics;
  return [
    '## Figures',
    '',
    'Every image goes through the preparation that `digitry read` uses. The interval is Wilson’s, 95 %.',
    ...(sets.length > 0 ? ['', setsTable(sets), '', trustTable(sets), '', recallTable(sets)] : []),
    ...(sets.some(({ overRuns }) => overRuns.runs > 1) ? ['', overRunsTable(sets, 'accuracy')] : []),
    ...(rejection.length > 0 ? ['', ...rejectionLines(metrics)] : []),
    ...(sets.length > 0 ? ['', '## What is misread', '', ...misreadLines(sets)] : []),
    ...(gallery
      ? [
          '',
          `The misreadings of ${gallery.of} that it was surest of, as the network saw them (written > read):`,
          '',
          `![misread digits](${gallery.file})`,
        ]
      : []),
  ].join('\n');
}

const setsTable = (sets: readonly MeasuredSet[]): string =>
  markdownTable(
    ['set', 'digits', 'accuracy', 'interval', 'misread', 'worst writer'],
    sets.map(({ data, n, accuracy, interval, misread, worstWriter, writers }) => [
      data,
      count(n),
      percent(accuracy),
      `${percent(interval.low)} to ${percent(interval.high)}`,
      count(misread),
      worstWriter
        ? `${percent(worstWriter.accuracy)} of ${count(worstWriter.n)} (of ${writers} writers)`
        : '–',
    ]),
  );

const trustTable = (sets: readonly MeasuredSet[]): string =>
  markdownTable(
    [
      'set',
      'calibration error',
      'read at 1 % error',
      'read at 0.1 % error',
      'accepted by default',
      'of them wrong',
    ],
    sets.map(({ data, n, ece, readRate, verdicts }) => [
      data,
      percent(ece),
      percent(readRate.at1Percent, 1),
      percent(readRate.at01Percent, 1),
      percent(verdicts.accepted / n, 1),
      `${count(verdicts.acceptedWrong)} (${percent(verdicts.acceptedWrong / Math.max(1, verdicts.accepted))})`,
    ]),
  );

function recallTable(sets: readonly MeasuredSet[]): string {
  const labels = [...new Set(sets.flatMap(({ classes }) => classes.map(({ label }) => label)))].sort();
  return markdownTable(
    ['read right, by digit', ...labels],
    sets.map(({ data, classes }) => [
      data,
      ...labels.map((label) => {
        const found = classes.find((each) => each.label === label);
        return found ? percent(found.recall, 1) : '–';
      }),
    ]),
  );
}

/** @param what is measured, as its column is headed. */
export const overRunsTable = (
  sets: readonly Pick<MeasuredSet, 'data' | 'overRuns'>[],
  what: string,
): string =>
  markdownTable(
    [`${what} over all runs`, 'runs', 'mean', 'min', 'max', 'standard deviation'],
    sets.map(({ data, overRuns: { runs, mean, min, max, standardDeviation } }) => [
      data,
      String(runs),
      percent(mean, 3),
      percent(min),
      percent(max),
      percent(standardDeviation, 3),
    ]),
  );

function rejectionLines({ rejection }: CardParts['metrics']): string[] {
  const table = markdownTable(
    ['what is no digit', 'samples', 'rejected', 'for review', 'accepted as a digit'],
    rejection.map(({ data, n, rejected, review, accepted }) => [
      data,
      count(n),
      percent(rejected / n, 1),
      percent(review / n, 1),
      percent(accepted / n, 1),
    ]),
  );
  const most = rejection.flatMap(({ data, acceptedLabels }) =>
    acceptedLabels.length > 0
      ? [
          '',
          `Accepted most often of ${data}: ${acceptedLabels
            .slice(0, 8)
            .map(({ label, accepted, n }) => `${label || 'empty'} (${accepted} of ${n})`)
            .join(', ')}.`,
        ]
      : [],
  );
  return [table, ...most];
}

/** The most frequent confusions of each set. */
function misreadLines(sets: readonly MeasuredSet[]): string[] {
  return sets.map(({ data, n, misread, confusion: { labels, counts } }) => {
    const pairs = counts
      .flatMap((row, truth) =>
        row.map((times, answer) => ({ times, truth, answer })).filter((pair) => pair.truth !== pair.answer),
      )
      .filter(({ times }) => times > 0)
      .sort((a, b) => b.times - a.times)
      .slice(0, 6)
      .map(({ times, truth, answer }) => `${labels[truth]} as ${labels[answer] || 'nothing'} ${times}×`);
    return `- ${data}: ${count(misread)} of ${count(n)}${pairs.length > 0 ? `; ${pairs.join(', ')}` : ''}.`;
  });
}
