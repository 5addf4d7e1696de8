/** Where the numbers come from: processor, runtimes, versions. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { chromiumPath } from './chromium.mjs';
import { python } from './peers.mjs';

export function environment(threads) {
  const cpus = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: `${cpus[0]?.model.trim() ?? 'unknown'}, ${cpus.length} logical cores`,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    threads,
    node: process.version,
    v8: process.versions.v8,
    chromium: output(chromiumPath(), '--version'),
    torch: output(python, '-c', 'import torch; print(torch.__version__)'),
    'tesseract-ocr': output('tesseract', '--version').split('\n')[0],
    digitry: versionOf('../../engine/package.json'),
    ...Object.fromEntries(
      Object.keys(packageOf('../package.json').dependencies).map((name) => [
        name,
        versionOf(`../node_modules/${name}/package.json`),
      ]),
    ),
  };
}

function output(command, ...args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'not available';
  }
}

const packageOf = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

function versionOf(path) {
  try {
    return packageOf(path).version;
  } catch {
    return 'not available';
  }
}
