/** Standard output and error, with one line that can be overwritten. */
import type { Terminal } from './verb.js';

export function createTerminal(out: NodeJS.WriteStream, err: NodeJS.WriteStream): Terminal {
  let isStatusShown = false;
  const clear = (): void => {
    if (isStatusShown) err.write('\r\u001b[K');
    isStatusShown = false;
  };
  return {
    out(line) {
      clear();
      out.write(`${line}\n`);
    },
    err(line) {
      clear();
      err.write(`${line}\n`);
    },
    status: err.isTTY
      ? (line) => {
          err.write(`\r\u001b[K${line.slice(0, Math.max(20, (err.columns || 80) - 1))}`);
          isStatusShown = line !== '';
        }
      : null,
  };
}
