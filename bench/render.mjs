/** Results as Markdown tables, with target and verdict beside each figure that has one. */
import { kibibytes, number, percent, spread, table, times, verdict } from './lib/markdown.mjs';
import { growthOf } from './lib/statistics.mjs';
import { targets } from './targets.mjs';

const caseOf = ({ network, batch }) => `${network}, batch ${batch}`;

const unavailable = (row) => `not available: ${row.error}`;

/** One table for each part; a row that failed says why. */
export const renderers = {
  training,
  threads,
  browser,
  inference,
  sprint,
  start,
  sizes,
  memory,
  lines,
  pages,
};

function training({ rows }) {
  return table([
    ['training step', 'engine', 'threads', 'ms', 'time / digitry’s', 'target', 'verdict'],
    ...rows.map((row) => {
      const target = targets.training[row.name]?.[caseOf(row)];
      const head = [caseOf(row), row.name, row.threads];
      if (row.error) return [...head, unavailable(row), '', target ? times(target) : '', ''];
      return [
        ...head,
        spread(row.ms),
        row.ratio === undefined || row.name === 'digitry' ? '' : times(row.ratio),
        target ? times(target) : '',
        verdict(row.ratio, target, { atLeast: true }),
      ];
    }),
  ]);
}

function threads({ rows }) {
  return table([
    ['training step', 'threads', 'ms', 'gain of the second thread', 'target', 'verdict'],
    ...rows.map((row) => {
      if (row.error) return [caseOf(row), row.threads, unavailable(row), '', '', ''];
      const isSingle = row.threads === 1;
      return [
        caseOf(row),
        row.threads,
        spread(row.ms),
        isSingle ? times(row.ratio) : '',
        isSingle ? times(targets.threads) : '',
        isSingle ? verdict(row.ratio, targets.threads, { atLeast: true }) : '',
      ];
    }),
  ]);
}

function browser({ rows }) {
  return table([
    ['training step', 'runtime', 'threads', 'ms', 'time / Node’s', 'target', 'verdict'],
    ...rows.map((row) => {
      if (row.error) return [caseOf(row), row.name, row.threads, unavailable(row), '', '', ''];
      const compared = row.name === 'Node' ? undefined : row.ratio;
      return [
        caseOf(row),
        row.name,
        row.threads,
        spread(row.ms),
        compared === undefined ? '' : number(compared),
        compared === undefined ? '' : `at most ${targets.browser}`,
        compared === undefined ? '' : verdict(compared, targets.browser),
      ];
    }),
  ]);
}

function inference({ rows }) {
  const cells = [
    [
      'inference',
      'engine',
      'threads',
      'ms a batch',
      'readings a second',
      'time / digitry’s',
      'target',
      'verdict',
    ],
  ];
  for (const row of rows) {
    const head = [caseOf(row), row.name, row.threads];
    if (row.error) {
      cells.push([...head, unavailable(row), '', '', '', '']);
      continue;
    }
    const [target, reached] = inferenceTarget(row);
    cells.push([
      ...head,
      spread(row.ms),
      number(row.perSecond),
      row.ratio === undefined || row.name === 'digitry' ? '' : times(row.ratio),
      target,
      reached,
    ]);
  }
  return table(cells);
}

function inferenceTarget({ name, network, batch, threads, perSecond, ms, ratio }) {
  const { inference: target } = targets;
  if (network !== 'seed CNN' || threads !== 1) return ['', ''];
  if (name === 'digitry') {
    return batch === 1
      ? [`${target.singleMs} ms`, verdict(ms.median, target.singleMs)]
      : [`${number(target.perSecond)} a second`, verdict(perSecond, target.perSecond, { atLeast: true })];
  }
  if (name === 'onnxruntime-web' && batch > 1) {
    return [times(target.timesOnnxruntimeWeb), verdict(ratio, target.timesOnnxruntimeWeb, { atLeast: true })];
  }
  return ['', ''];
}

function sprint({ rows }) {
  return table([
    ['recipe', 'seeds', 'accuracy, mean', 'each', 'seconds, mean', 'target', 'verdict'],
    ...rows.map((row) => {
      const target = targets.sprint[row.name];
      const wanted = target ? `${percent(target.accuracy)} in ${target.seconds} s` : '';
      if (row.error) return [row.name, '', unavailable(row), '', '', wanted, ''];
      const isReached = target && row.accuracy >= target.accuracy && row.seconds <= target.seconds;
      return [
        row.name,
        row.runs.length,
        percent(row.accuracy),
        row.runs.map((run) => percent(run.accuracy)).join(', '),
        number(row.seconds),
        wanted,
        target ? (isReached ? 'reached' : 'missed') : '',
      ];
    }),
  ]);
}

function start({ rows }) {
  return table([
    ['start', 'ms', 'target', 'verdict'],
    ...rows.map((row) => {
      const target = targets.start[row.name];
      const wanted = target ? `${target} ms` : '';
      return row.error
        ? [row.name, unavailable(row), wanted, '']
        : [row.name, spread(row.ms), wanted, verdict(row.ms.median, target)];
    }),
  ]);
}

function sizes({ rows }) {
  return table([
    ['download', 'bytes', 'with gzip', 'target', 'verdict'],
    ...rows.map((row) => {
      const target = targets.sizes[row.name];
      const wanted = target ? kibibytes(target) : '';
      return row.error
        ? [row.name, unavailable(row), '', wanted, '']
        : [row.name, kibibytes(row.bytes), kibibytes(row.gzip), wanted, verdict(row.gzip, target)];
    }),
  ]);
}

function memory({ rows }) {
  return table([
    [
      'resident memory',
      'MiB after each tenth',
      'held, first and last tenth',
      'growth after four tenths',
      'target',
      'verdict',
    ],
    ...rows.map((row) => {
      const name = `${number(row.count)} ${row.name}`;
      const wanted = `at most ${targets.memory} MiB`;
      if (row.error) return [name, unavailable(row), '', '', wanted, ''];
      const growth = growthOf(row.mebibytes);
      return [
        name,
        row.mebibytes.map((each) => each.toFixed(1)).join(', '),
        row.held ? `${number(row.held[0])}, ${number(row.held.at(-1))} MiB` : '',
        `${number(growth)} MiB`,
        wanted,
        verdict(growth, targets.memory),
      ];
    }),
  ]);
}

function lines({ rows }) {
  return table([
    ['lines', 'reader', 'exact', 'character errors', 'ms a line', 'time / digitry’s', 'target', 'verdict'],
    ...rows.map((row) => {
      const isOwn = row.name.startsWith('digitry');
      const wanted = isOwn ? `${targets.lines} ms` : '';
      const head = [row.set, row.name];
      if (row.error) return [...head, unavailable(row), '', '', '', wanted, ''];
      return [
        ...head,
        `${percent(row.exact)} of ${number(row.n)}`,
        percent(row.cer),
        spread(row.ms),
        isOwn || row.ratio === undefined ? '' : times(row.ratio),
        wanted,
        isOwn ? verdict(row.ms.median, targets.lines) : '',
      ];
    }),
  ]);
}

function pages({ rows }) {
  return table([
    [
      'pages',
      'reader',
      'numbers exact',
      'character errors',
      'made up',
      'ms a page',
      'pages a minute',
      'time / digitry’s',
      'target',
      'verdict',
    ],
    ...rows.map((row) => {
      const [target, reached] = pageTarget(row);
      const head = [row.set, row.name];
      if (row.error) return [...head, unavailable(row), '', '', '', '', '', target, ''];
      return [
        ...head,
        `${percent(row.exact)} of ${number(row.n)}`,
        percent(row.cer),
        row.elsewhere,
        spread(row.ms),
        number(row.perMinute),
        row.name === 'digitry' || row.ratio === undefined ? '' : times(row.ratio),
        target,
        reached,
      ];
    }),
  ]);
}

function pageTarget({ name, ms, ratio }) {
  const { pages: target } = targets;
  if (name === 'digitry') return [`${target.ms} ms`, verdict(ms?.median, target.ms)];
  if (name !== 'tesseract-ocr') return ['', ''];
  return [times(target.timesTesseract), verdict(ratio, target.timesTesseract, { atLeast: true })];
}
