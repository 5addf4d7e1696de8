/** One thread of a batch: a reader of its own, a file at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { createReader } from '@digitry/reader';
import sharp from 'sharp';
import { failureOf, readFile } from '../read/read-file.js';
import type { PageRecord } from '../read/records.js';
import { type ReadSettings, readerOptions } from '../read/settings.js';
import type { FileResult } from './formats.js';

/** What comes back; `page` says that it goes on, `fatal` that no file can be read. */
export type WorkerMessage =
  | { readonly type: 'ready' | 'page' }
  | { readonly type: 'result'; readonly result: FileResult }
  | { readonly type: 'fatal'; readonly message: string };

const port = parentPort!;
const settings = workerData as ReadSettings;
const post = (message: WorkerMessage): void => port.postMessage(message);

// The threads of the batch share the cores already, and no image comes twice.
sharp.concurrency(1);
sharp.cache(false);

try {
  const reader = await createReader(readerOptions(settings));
  port.on('message', async (file: string) => {
    try {
      post({ type: 'result', result: await read(file) });
    } catch (error) {
      post({ type: 'fatal', message: (error as Error).message });
    }
  });
  post({ type: 'ready' });

  async function read(file: string): Promise<FileResult> {
    const records: PageRecord[] = [];
    try {
      for await (const { record } of readFile(file, settings, reader)) {
        records.push(record);
        post({ type: 'page' });
      }
      return { file, records };
    } catch (error) {
      return { file, failure: failureOf(file, error) };
    }
  }
} catch (error) {
  post({ type: 'fatal', message: (error as Error).message });
}
