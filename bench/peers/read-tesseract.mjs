/** Peer: Debian's tesseract-ocr. One process reads the whole set, so that its start is spread over all pictures. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { worker } from '../lib/process.mjs';
import { readAll } from '../lib/read-set.mjs';
import { tesseractParameters, wordsOf } from '../lib/tesseract.mjs';

const run = promisify(execFile);

worker(async ({ task, files, seconds }) => {
  const list = join(dirname(files[0]), `${task}.txt`);
  await writeFile(list, `${files.join('\n')}\n`);
  const settings = Object.entries({ ...tesseractParameters(task), page_separator: '\f' });
  const args = [
    list,
    'stdout',
    '--oem',
    '1',
    ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  if (task === 'pages') args.push('tsv');
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
  return readAll(
    files.length,
    async () => {
      const { stdout } = await run('tesseract', args, { env, maxBuffer: 2 ** 28 });
      return task === 'pages' ? wordsOf(stdout, files.length) : stdout.split('\f').slice(0, files.length);
    },
    seconds,
  );
});
