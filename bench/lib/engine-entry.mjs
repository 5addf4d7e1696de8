/** Where the engine's browser entry is, by its own package.json. */
import { readFileSync } from 'node:fs';

/** Path below the top of the repository. */
export function engineEntry() {
  const { exports } = JSON.parse(readFileSync(new URL('../../engine/package.json', import.meta.url), 'utf8'));
  const entry = exports['.'].browser ?? exports['.'].default;
  const file = typeof entry === 'string' ? entry : entry.default;
  return `engine/${file.replace(/^\.\//, '')}`;
}
