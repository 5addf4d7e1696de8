/** Where the built page and the released models lie: beside the command, in a clone as in an installed package. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface AppFolders {
  /** Of `index.html` and its assets. */
  readonly page: string;
  /** Served as `/models/`; missing where there are none yet. */
  readonly models: string | null;
}

/** @throws Error where the page has not been built. */
export function findAppFolders(start = dirname(fileURLToPath(import.meta.url))): AppFolders {
  const page = findUpward(start, join('web', 'dist'), 'index.html');
  if (!page)
    throw new Error('Expected the built page in web/dist but it is missing; npm run build makes it.');
  return { page, models: findUpward(start, 'models') };
}

function findUpward(start: string, folder: string, file = '.'): string | null {
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, folder, file))) return join(at, folder);
    if (dirname(at) === at) return null;
  }
}
