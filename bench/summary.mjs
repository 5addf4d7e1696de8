/** Target by target, one line each: what was asked, what was measured, whether it is reached. */
import { kibibytes, number, percent, table, times, verdict } from './lib/markdown.mjs';
import { growthOf } from './lib/statistics.mjs';
import { targets } from './targets.mjs';

/** @param results part → result. */
export function summary(results) {
  const rowsOf = (part) => results.get(part)?.rows ?? [];
  const find = (part, wanted) =>
    rowsOf(part).find((row) => Object.entries(wanted).every(([key, value]) => row[key] === value));
  /** A reader's rows, or one that says that there are none. */
  const named = (part, name) => {
    const rows = rowsOf(part).filter((row) => row.name === name);
    return rows.length > 0 ? rows : [{ set: 'any' }];
  };
  const lines = [];
  const add = (name, value, target, format, options) =>
    lines.push([
      name,
      value === undefined ? 'not measured' : format(value),
      format(target),
      verdict(value, target, options),
    ]);
  const more = { atLeast: true };

  for (const [name, cases] of Object.entries(targets.training)) {
    for (const [each, target] of Object.entries(cases)) {
      const [network, batch] = each.split(', batch ');
      const row = find('training', { name, network, batch: Number(batch) });
      add(`training, ${each}, speed against ${name}`, row?.ratio, target, times, more);
    }
  }
  for (const row of rowsOf('threads').filter((each) => each.threads === 1)) {
    add(`second thread, ${row.network}, batch ${row.batch}`, row.ratio, targets.threads, times, more);
  }
  for (const row of rowsOf('browser').filter((each) => each.name === 'Chromium')) {
    add(`Chromium / Node, ${row.network}, batch ${row.batch}`, row.ratio, targets.browser, number);
  }
  const seed = { network: 'seed CNN', threads: 1 };
  const { inference, sprint, start, sizes, memory } = targets;
  const many = find('inference', { ...seed, batch: 256, name: 'digitry' });
  add(
    'inference, seed CNN, batch 256, one thread, a second',
    many?.perSecond,
    inference.perSecond,
    number,
    more,
  );
  const web = find('inference', { ...seed, batch: 256, name: 'onnxruntime-web' });
  add('the same against onnxruntime-web', web?.ratio, inference.timesOnnxruntimeWeb, times, more);
  const single = find('inference', { ...seed, batch: 1, name: 'digitry' });
  const ms = (value) => `${number(value)} ms`;
  add('inference, seed CNN, one sample, one thread', single?.ms?.median, inference.singleMs, ms);
  for (const [name, target] of Object.entries(sprint)) {
    const row = find('sprint', { name });
    add(`${name}, mean accuracy on MNIST test`, row?.accuracy, target.accuracy, percent, more);
    add(`${name}, seconds of training`, row?.seconds, target.seconds, (value) => `${number(value)} s`);
  }
  for (const [name, target] of Object.entries(start)) {
    add(name, find('start', { name })?.ms?.median, target, ms);
  }
  for (const [name, target] of Object.entries(sizes)) {
    add(`${name}, gzip`, find('sizes', { name })?.gzip, target, kibibytes);
  }
  for (const row of rowsOf('memory')) {
    add(
      `memory growth over ${number(row.count)} ${row.name}`,
      row.mebibytes && growthOf(row.mebibytes),
      memory,
      (value) => `${number(value)} MiB`,
    );
  }
  for (const row of named('lines', 'digitry')) {
    add(`a line, one core, ${row.set}`, row.ms?.median, targets.lines, ms);
  }
  for (const row of named('pages', 'digitry')) {
    add(`an A4 page, one core, ${row.set}`, row.ms?.median, targets.pages.ms, ms);
  }
  for (const row of named('pages', 'tesseract-ocr')) {
    const name = `pages a minute against tesseract-ocr, ${row.set}`;
    add(name, row.ratio, targets.pages.timesTesseract, times, more);
  }
  return table([['', 'measured', 'to reach', 'verdict'], ...lines]);
}
