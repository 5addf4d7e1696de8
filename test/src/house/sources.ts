/** The files of the repository as a clone has them, and what each imports. Knows no rule. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Source {
  /** From the top of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** As it is written: `./bytes.js`, `node:fs`, `@digitry/engine`. */
  readonly specifier: string;
  /** Erased by the compiler. */
  readonly isType: boolean;
}

/** The top of the repository, seen from test/dist/house/. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Made by tools, by runs or by others. */
const FOREIGN = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'runs',
  'results',
  'coverage',
  '.git',
  '.cache',
]);

const CODE = /\.(ts|tsx|mjs|js)$/;

/** Every source file of the repository: TypeScript and JavaScript, without what is built or installed. */
export const readSources = (): Source[] => readFiles((path) => CODE.test(path) && !path.endsWith('.d.ts'));

/** Files by a test of their path, in order. */
export function readFiles(isWanted: (path: string) => boolean): Source[] {
  const found: Source[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(ROOT + folder, { withFileTypes: true })) {
      const path = folder + entry.name;
      if (entry.isDirectory()) {
        if (!FOREIGN.has(entry.name)) walk(`${path}/`);
      } else if (isWanted(path)) found.push({ path, text: readFileSync(ROOT + path, 'utf8') });
    }
  };
  walk('');
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const STATEMENT = /^[ \t]*(?:import|export)\b(\s+type\b)?[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm;
const BARE = /^[ \t]*import\s*['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)/g;
/** Workers are loaded by address. */
const BY_ADDRESS = /\bnew URL\(\s*['"](\.{1,2}\/[^'"]+\.(?:ts|js|mjs))['"]\s*,\s*import\.meta\.url/g;

/** What a file imports, re-exports, loads when needed or starts as a worker; comments do not count. */
export function importsOf({ text }: Source): Import[] {
  const code = text.replaceAll(/^[ \t]*(?:\/\*[\s\S]*?\*\/|\/\/.*$)/gm, '');
  return [
    ...[...code.matchAll(STATEMENT)].map((m) => ({ specifier: m[2]!, isType: m[1] !== undefined })),
    ...[BARE, DYNAMIC, BY_ADDRESS].flatMap((pattern) =>
      [...code.matchAll(pattern)].map((m) => ({ specifier: m[1]!, isType: false })),
    ),
  ];
}

/** The path that a relative import leads to, without extension: `engine/src/random`. */
export const resolved = (from: string, specifier: string): string =>
  withoutExtension(posix.normalize(posix.join(posix.dirname(from), specifier)));

export const withoutExtension = (path: string): string => path.replace(/\.(ts|tsx|mjs|js|css)$/, '');

/** A test, or what only tests use. */
export const isTest = (path: string): boolean =>
  /\.test\.\w+$/.test(path) || /^[^/]+\/(src\/testing|test)\//.test(path) || path.startsWith('test/');
