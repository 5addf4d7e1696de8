import { describe, expect, it } from 'vitest';
import { runProcess } from './process.mjs';

const node = (code) => [process.execPath, '-e', code, '--'];

describe('a measurement in its own process', () => {
  it('is the last line marked as a result', async () => {
    const result = await runProcess(
      node('console.log("noise"); console.log("RESULT " + process.argv.at(-1)); console.log("more")'),
      { a: 1 },
    );
    expect(result).toEqual({ a: 1 });
  });

  it('is an error in one line where the process fails, is missing, or does not end', async () => {
    expect((await runProcess(node('throw new Error("no backend")'), {})).error).toBe('Error: no backend');
    expect((await runProcess(['/nowhere/python3'], {})).error).toMatch('ENOENT');
    expect((await runProcess(node('setInterval(() => {}, 1000)'), {}, { timeoutMs: 200 })).error).toBe(
      'no result in 0.2 s',
    );
  });
});
