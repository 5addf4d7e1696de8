/** One measurement, one process: what it prints as its last line of JSON is the result. */
import { spawn } from 'node:child_process';

const RESULT = 'RESULT ';

/** How a worker hands its result over. */
export function report(result) {
  process.stdout.write(`\n${RESULT}${JSON.stringify(result)}\n`);
}

/** Runs a worker's function on the job in its arguments, and reports what it returns or why it failed. */
export async function worker(run) {
  try {
    report(await run(JSON.parse(process.argv[2] ?? '{}')));
    process.exit(0);
  } catch (error) {
    report({ error: firstLine(error) });
    process.exit(1);
  }
}

export const firstLine = (error) =>
  String(error?.message ?? error)
    .split('\n')[0]
    .slice(0, 200);

/**
 * @param command and its arguments; the job is added as JSON.
 * @returns the result, or `{ error }` in one line: a peer that is missing is a row of the table, not the end of the run.
 */
export function runProcess([command, ...args], job, { env = {}, timeoutMs = 600_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, [...args, JSON.stringify(job)], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      errors = (errors + data).slice(-4000);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ error: firstLine(error) });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (late) return resolve({ error: `no result in ${timeoutMs / 1000} s` });
      resolve(readResult(output) ?? { error: errorLine(errors) || `ended with ${code ?? signal}` });
    });
  });
}

function readResult(output) {
  const line = output.split('\n').findLast((each) => each.startsWith(RESULT));
  return line === undefined ? undefined : JSON.parse(line.slice(RESULT.length));
}

/** The line of a crash report that says what happened, or its last one. */
export function errorLine(text) {
  const lines = text.trim().split('\n');
  return (lines.find((line) => /^\s*(\w*Error|\S*Exception)\b.*:/.test(line)) ?? lines.at(-1))
    .trim()
    .slice(0, 200);
}
