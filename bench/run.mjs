/** `npm run bench -- [PART…] [--rounds N] [--seconds S] [--threads N] [--quick] [--torch]`: measures, and writes results/. */
import { parseArgs } from 'node:util';
import { environment } from './lib/environment.mjs';
import { firstLine } from './lib/process.mjs';
import { PARTS, saveResult } from './lib/results.mjs';
import { page, writeTable } from './table.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    threads: { type: 'string', default: '2' },
    quick: { type: 'boolean', default: false },
    torch: { type: 'boolean', default: false },
  },
});

const unknown = positionals.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) {
  console.error(`Expected parts among ${PARTS.join(', ')} but received ${unknown.join(', ')}.`);
  process.exit(1);
}

const settings = {
  rounds: values.quick ? 1 : positive('rounds'),
  seconds: values.quick ? 0.2 : positive('seconds'),
  threads: positive('threads'),
  quick: values.quick,
  torch: values.torch,
};

function positive(name) {
  const value = Number(values[name]);
  if (value > 0 && (name === 'seconds' || Number.isInteger(value))) return value;
  console.error(`Expected a positive number for --${name} but received ${values[name]}.`);
  process.exit(1);
}

const where = environment(settings.threads);
const measured = new Map();
let failures = 0;
for (const part of positionals.length > 0 ? positionals : PARTS) {
  try {
    const { run } = await import(`./parts/${part}.mjs`);
    const result = { part, environment: where, settings, ...(await run(settings)) };
    measured.set(part, result);
    if (!settings.quick) saveResult(part, result);
  } catch (error) {
    failures++;
    console.error(`${part}: ${firstLine(error)}`);
  }
}
if (settings.quick) console.log(page(measured));
else {
  writeTable();
  console.error('Written: bench/results/README.md. `npm run figures` brings it into the README.');
}
process.exit(failures > 0 ? 1 : 0);
