/** `digitry release NAME --run RUN… --measure [label=]SET…` */
import { type LineMetrics, type Metrics, release as releaseModel } from '@digitry/trainer';
import { parse, UsageError } from '../args.js';
import { count, percent, table } from '../format.js';
import { SET_HELP } from '../set-help.js';
import type { Verb } from '../verb.js';

const options = {
  run: {
    type: 'list',
    value: 'RUN',
    help: 'The folder of a finished run; all of one recipe with different seeds',
  },
  measure: {
    type: 'list',
    value: '[LABEL=]SET',
    help: 'A set to measure on, which the runs were not trained on',
  },
  quantize: {
    type: 'whole',
    value: 'BITS',
    help: 'Bits of a weight; 32-bit floating point without it',
    low: 4,
    high: 8,
  },
  out: { type: 'text', value: 'DIR', help: 'The folder of the released models; models by default' },
  threads: {
    type: 'whole',
    value: 'N',
    help: 'Threads that prepare and read; all by default',
    low: 1,
    high: 64,
  },
} as const;

export const release: Verb = {
  usage: 'release NAME --run RUN --measure SET',
  summary: 'Makes a released model with its figures and its card from the best of some runs',
  options,
  details: [
    'Of several runs the one with the least validation loss is released; figures of sets never choose. Temperature and thresholds are',
    'fitted again for the weights in few bits, if the run’s data still lies where it lay.',
    '',
    ...SET_HELP,
  ],
  async run(args, terminal) {
    const { options: given, words } = parse(args, options);
    const [name] = words;
    if (name === undefined || words.length > 1)
      throw new UsageError(`Expected one name for the model but received ${words.join(' ') || 'none'}`);
    if (given.run.length === 0) throw new UsageError('Expected --run RUN but received none');
    if (given.measure.length === 0) throw new UsageError('Expected --measure SET but received none');
    const { folder, metrics } = await releaseModel({
      name,
      runs: given.run,
      measure: given.measure,
      ...(given.quantize === undefined ? {} : { bits: given.quantize }),
      ...(given.out === undefined ? {} : { out: given.out }),
      ...(given.threads === undefined ? {} : { threads: given.threads }),
      onNote: (message) => terminal.err(message),
      onStatus: (message) => terminal.status?.(message),
    });
    const chosen = metrics.runs.find(({ isReleased }) => isReleased);
    terminal.out(
      `${folder}: seed ${chosen?.seed} of ${metrics.runs.length}, ${count(metrics.parameters)} parameters, ${count(metrics.bytes)} bytes, ${count(metrics.gzipBytes)} with gzip`,
    );
    for (const line of 'rejection' in metrics ? digitLines(metrics) : lineLines(metrics)) terminal.out(line);
    return 0;
  },
};

function digitLines({ sets, rejection }: Metrics): string[] {
  const rows = sets.map(({ data, n, accuracy, worstWriter, overRuns }) => [
    data,
    count(n),
    percent(accuracy, 2),
    worstWriter ? percent(worstWriter.accuracy, 2) : '–',
    percent(overRuns.mean, 3),
  ]);
  return [
    ...(rows.length > 0 ? table(['set', 'digits', 'accuracy', 'worst writer', 'mean of runs'], rows) : []),
    ...rejection.map(
      ({ data, n, accepted }) =>
        `${data}: ${percent(1 - accepted / n)} of ${count(n)} not accepted as a digit`,
    ),
  ];
}

function lineLines({ sets }: LineMetrics): string[] {
  const rows = sets.map(({ data, n, exact, cer, readRate, others, overRuns }) => [
    data,
    count(n),
    percent(exact, 2),
    percent(cer, 2),
    percent(readRate.at1Percent, 1),
    others.n > 0 ? percent(1 - others.accepted / others.n) : '–',
    percent(overRuns.mean, 3),
  ]);
  return table(
    ['set', 'lines', 'exact', 'character errors', 'read at 1 %', 'others not accepted', 'mean of runs'],
    rows,
  );
}
