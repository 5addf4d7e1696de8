/** From the start of a process, or of a navigation, to the first digit read. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { firstReadingMs } from '../lib/drawing-page.mjs';
import { errorLine, firstLine } from '../lib/process.mjs';
import { interleave } from '../lib/rounds.mjs';
import { rowsOf } from '../lib/rows.mjs';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

export async function run({ rounds, quick }) {
  console.error('start: Node');
  const inNode = [
    { name: 'empty Node', run: () => untilFirstLine(['-e', 'console.log("ready")']) },
    { name: 'Node, first digit read', run: () => untilFirstLine([file('../peers/first-reading.mjs')]) },
  ];
  // Starts are short and scatter: three times as many rounds.
  const node = await interleave(inNode, quick ? 1 : rounds * 3);
  console.error('start: Chromium');
  const chromium = await interleave(
    [{ name: 'Chromium, first reading', run: inChromium }],
    quick ? 1 : rounds,
  );
  return { rows: [...rowsOf(node, {}), ...rowsOf(chromium, {})] };
}

/** Milliseconds from spawn until the process has printed its first line. */
function untilFirstLine(args) {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let ms;
    let errors = '';
    child.stdout.on('data', () => {
      ms ??= performance.now() - start;
    });
    child.stderr.on('data', (data) => {
      errors += data;
    });
    child.on('close', (code) => {
      resolve(code === 0 && ms !== undefined ? { ms } : { error: errorLine(errors) || `ended with ${code}` });
    });
  });
}

async function inChromium() {
  try {
    return { ms: await firstReadingMs() };
  } catch (error) {
    return { error: firstLine(error) };
  }
}
