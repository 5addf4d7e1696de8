/** Model files by released name or by path. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeModel, type Model } from '@digitry/engine';

/**
 * `digit`, `tiny` and whatever else lies as `models/<name>/<name>.safetensors` above this file; else a file.
 * @throws Error where there is no such model or it is damaged.
 */
export async function loadModel(nameOrPath: string): Promise<Model> {
  const path = /^[\w-]+$/.test(nameOrPath) ? (releasedModel(nameOrPath) ?? nameOrPath) : nameOrPath;
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'ENOENT' ? 'there is none' : error.code === 'EISDIR' ? 'it is a folder' : error.message;
    throw new Error(
      `Expected a released model or a .safetensors file but received ${nameOrPath}: ${reason}.`,
      { cause: error },
    );
  });
  try {
    return decodeModel(bytes);
  } catch (error) {
    throw new Error(`${nameOrPath}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

function releasedModel(name: string): string | null {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    const file = join(at, 'models', name, `${name}.safetensors`);
    if (existsSync(file)) return file;
    if (dirname(at) === at) return null;
  }
}
