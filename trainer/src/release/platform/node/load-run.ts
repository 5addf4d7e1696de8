/** A finished run from its folder. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeModel } from '@digitry/engine';
import { openRunFolder } from '../../../platform/node/run-folder.js';
import type { FinishedRun } from '../../runs.js';

/** @throws Error where it is not the folder of a run, or of one that has not finished. */
export async function loadRun(path: string): Promise<FinishedRun> {
  const folder = await openRunFolder(path);
  const { recipe, started, version, hardware, threads } = folder.config;
  const file = join(path, 'model.safetensors');
  const finished = (await folder.readLog()).findLast((entry) => entry.type === 'finished');
  if (!finished || !existsSync(file))
    throw new Error(
      `Expected a finished run for --run but ${path} has not ended; digitry train --resume ${path} goes on with it.`,
    );
  try {
    const model = decodeModel(await readFile(file));
    const seconds = Number(finished.seconds);
    return {
      path,
      recipe,
      started,
      seconds,
      version,
      ...(hardware === undefined ? {} : { hardware }),
      ...(threads === undefined ? {} : { threads }),
      model,
    };
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}
