/** Writes bench/results/README.md from bench/results/*.json. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { table } from './lib/markdown.mjs';
import { loadResults, resultsPath } from './lib/results.mjs';
import { renderers } from './render.mjs';

const TITLES = {
  training: 'Training step',
  threads: 'The second thread',
  browser: 'Chromium against Node',
  inference: 'Inference',
  sprint: 'Seconds to an accuracy on MNIST test',
  start: 'Start to first reading',
  sizes: 'Download',
  memory: 'Memory',
  lines: 'Lines',
  pages: 'Pages',
};

/** @param results part → result. */
export function page(results) {
  const sections = [...results].map(([part, result]) =>
    [`## ${TITLES[part]}`, renderers[part](result), setting(result)].join('\n\n'),
  );
  return `${[
    '# Measured',
    'Written by `npm run bench`; not by hand. Medians of interleaved rounds, lowest and highest in brackets; ' +
      'ratios are medians of the ratios of each round, in which the two ran one after the other. A peer that could not be ' +
      'measured says why. What is measured and how: [../README.md](../README.md).',
    ...sections,
    '## Machines',
    machines(results),
  ].join('\n\n')}\n`;
}

const setting = ({ settings, environment }) =>
  `${environment.date}; ${settings.rounds} rounds of ${settings.seconds} s${settings.quick ? ', **a quick run: no figures**' : ''}.`;

function machines(results) {
  const names = [...new Set([...results.values()].flatMap(({ environment }) => Object.keys(environment)))];
  const rows = names.map((name) => {
    const values = [...new Set([...results.values()].map(({ environment }) => environment[name] ?? '–'))];
    return [name, values.join('; ')];
  });
  return table([['', ''], ...rows]);
}

export function writeTable() {
  writeFileSync(resultsPath('README.md'), page(loadResults()));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeTable();
