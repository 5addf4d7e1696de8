import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadModel } from './models.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digitry-models-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a path, a file URL and a data URL are read', async () => {
  const path = join(folder, 'mine.safetensors');
  await writeFile(path, 'weights');
  for (const source of [path, pathToFileURL(path), new URL('data:,weights')]) {
    expect(Buffer.from(await loadModel(source)).toString()).toBe('weights');
  }
});

test('what is not there is named, with where it was looked for', async () => {
  await expect(loadModel('no-such-model')).rejects.toMatchObject({
    code: 'model-missing',
    message: expect.stringMatching(
      /received no-such-model; looked in file:.*models\/no-such-model\/no-such-model\.safetensors and /,
    ),
  });
  await expect(loadModel(join(folder, 'gone.safetensors'))).rejects.toMatchObject({ code: 'model-missing' });
});
