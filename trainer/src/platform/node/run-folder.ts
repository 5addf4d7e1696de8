/** The folder of a training run on disk: configuration, log, checkpoints, model, report. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeCheckpoint, encodeCheckpoint } from '../../fit/checkpoint.js';
import type { Checkpoint } from '../../fit/events.js';
import type { AnyRecipe, Beginning } from '../../recipe.js';
import { describeFailure, writeAtomically } from './atomic.js';

/** What a run was started with: enough to go on with it. */
export interface RunConfig {
  readonly recipe: AnyRecipe;
  readonly threads?: number;
  readonly checkpointEvery?: number;
  readonly started: string;
  readonly node: string;
  /** Processors and Node, in one line; runs of older versions have none. */
  readonly hardware?: string;
  /** Version of digitry. */
  readonly version: string;
  /** Without, the weights were drawn by the seed. */
  readonly from?: Beginning;
}

const CONFIG = 'config.json';
/** A copy of the model that the run began with. */
export const BEGINNING = 'start.safetensors';
const KEPT = 2;
const SHA256_BYTES = 32;

export interface RunFolder {
  readonly path: string;
  readonly config: RunConfig;
  /** One JSON object a line. */
  log(entry: object): Promise<void>;
  /** Saves under a new name and then removes all but the last two. */
  saveCheckpoint(checkpoint: Checkpoint, step: number): Promise<string>;
  /** The newest checkpoint that is whole, and a sentence for each that is not. */
  lastCheckpoint(): Promise<{ readonly checkpoint: Checkpoint | null; readonly warnings: readonly string[] }>;
  /** Drops log lines of steps that are done again. */
  rewindLog(step: number): Promise<void>;
  readLog(): Promise<readonly Record<string, unknown>[]>;
  write(name: string, content: string | Uint8Array): Promise<string>;
  /** Takes back a folder in which nothing was trained: its start, and itself if it is empty then. */
  discard(): Promise<void>;
}

/** Makes the folder. @throws Error where it is there already and not empty, or cannot be made. */
export async function createRunFolder(path: string, config: RunConfig): Promise<RunFolder> {
  if (existsSync(path) && (await readdir(path)).length > 0)
    throw new Error(
      `Expected a new or empty folder for --out but received ${path}; --resume ${path} goes on with a run.`,
    );
  await makeFolder(path);
  await writeAtomically(join(path, CONFIG), `${JSON.stringify(config, null, 2)}\n`);
  return runFolder(path, config);
}

/** With the one of its checkpoints. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(join(path, 'checkpoints'), { recursive: true });
  } catch (error) {
    throw describeFailure(path, error, 'no folder can be made there; choose another one with --out');
  }
}

/** @throws Error where it is not the folder of a run. */
export async function openRunFolder(path: string): Promise<RunFolder> {
  const file = join(path, CONFIG);
  if (!existsSync(file)) throw new Error(`Expected the folder of a run for --resume but ${file} is missing.`);
  let config: RunConfig;
  try {
    config = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(`Expected ${file} to be JSON but ${(error as Error).message}.`, { cause: error });
  }
  await makeFolder(path);
  return runFolder(path, config);
}

function runFolder(path: string, config: RunConfig): RunFolder {
  const folder = join(path, 'checkpoints');
  const logFile = join(path, 'log.jsonl');
  const readLog = async (): Promise<Record<string, unknown>[]> => {
    const text = existsSync(logFile) ? await readFile(logFile, 'utf8') : '';
    return text.split('\n').flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as Record<string, unknown>];
      } catch {
        return []; // the last line of a killed process
      }
    });
  };
  const names = async (): Promise<string[]> =>
    (await readdir(folder)).filter((name) => /^\d+\.checkpoint$/.test(name)).sort();
  return {
    path,
    config,
    readLog,
    async log(entry) {
      await appendFile(logFile, `${JSON.stringify(entry)}\n`).catch((error) => {
        throw describeFailure(logFile, error);
      });
    },
    async rewindLog(step) {
      const kept = (await readLog()).filter((entry) => typeof entry.step !== 'number' || entry.step <= step);
      await writeAtomically(logFile, kept.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    },
    async saveCheckpoint(checkpoint, step) {
      const name = join(folder, `${String(step).padStart(9, '0')}.checkpoint`);
      const bytes = encodeCheckpoint(checkpoint);
      await writeAtomically(name, Buffer.concat([bytes, createHash('sha256').update(bytes).digest()]));
      for (const old of (await names()).slice(0, -KEPT)) await rm(join(folder, old), { force: true });
      return name;
    },
    async lastCheckpoint() {
      const warnings: string[] = [];
      for (const name of (await names()).reverse()) {
        try {
          return { checkpoint: checked(await readFile(join(folder, name))), warnings };
        } catch (error) {
          warnings.push(`${join(folder, name)} is damaged and is not used: ${(error as Error).message}`);
        }
      }
      return { checkpoint: null, warnings };
    },
    async write(name, content) {
      const file = join(path, name);
      await writeAtomically(file, content);
      return file;
    },
    async discard() {
      await rm(logFile, { force: true });
      for (const name of [CONFIG, BEGINNING]) await rm(join(path, name), { force: true });
      for (const empty of [folder, path]) await rmdir(empty).catch(() => {}); // what is in them stays
    },
  };
}

/** The checkpoint before its checksum. */
function checked(file: Buffer): Checkpoint {
  const body = file.subarray(0, -SHA256_BYTES);
  const digest = createHash('sha256').update(body).digest();
  if (file.length <= SHA256_BYTES || !digest.equals(file.subarray(-SHA256_BYTES)))
    throw new Error('Expected the checksum at its end to fit but it does not.');
  return decodeCheckpoint(body);
}
