/** What a fifth residual block and longer training brought: `npm run build && node trainer/records/2026-11-21-line-deeper/run.mjs [--n 1000]`. */
import { parseArgs } from 'node:util';
import { compareReleases } from '../lines.mjs';

const { values } = parseArgs({ options: { n: { type: 'string', default: '1000' } } });
// The last commit with the network of 344,073 parameters, and the one that brought the deeper network.
await compareReleases(import.meta.url, { n: Number(values.n), before: '607b1dd', after: '95cb846' });
