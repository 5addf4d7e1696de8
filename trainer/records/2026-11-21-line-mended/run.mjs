/** What training on with the mended preparation brought: `npm run build && node trainer/records/2026-11-21-line-mended/run.mjs [--n 1000]`. */
import { parseArgs } from 'node:util';
import { compareReleases } from '../lines.mjs';

const { values } = parseArgs({ options: { n: { type: 'string', default: '1000' } } });
// The same layers before, and the commit that brought the weights after.
await compareReleases(import.meta.url, { n: Number(values.n), before: '73a4128', after: '08bdf27' });
