/** What every record does: goes on where results.json ends, and writes its tables into pages. */
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeAtomically } from '@digitry/trainer';

export const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
export const percent = (share, digits) => `${(100 * share).toFixed(digits)} %`;

/**
 * @param url of the record's run.mjs.
 * @param head what is said of all runs where there are none yet.
 */
export function openRecord(url, head) {
  const file = (name) => fileURLToPath(new URL(name, url));
  const results = existsSync(file('results.json'))
    ? JSON.parse(readFileSync(file('results.json'), 'utf8'))
    : { ...head, node: process.version, processor: cpus()[0].model, runs: [] };
  return {
    results,
    save: () => writeAtomically(file('results.json'), `${JSON.stringify(results, null, 1)}\n`),
    /** Puts lines between two marks of a page. */
    async fill(page, from, to, lines) {
      const text = readFileSync(file(page), 'utf8');
      const start = text.indexOf(from) + from.length;
      const end = text.indexOf(to, start);
      if (start < from.length || end < 0)
        throw new Error(`Expected ${from} … ${to} in ${page} but they are missing.`);
      await writeAtomically(file(page), `${text.slice(0, start)}\n${lines.join('\n')}\n${text.slice(end)}`);
    },
  };
}
