/** Holds the directions of imports that docs/architecture.md draws, and shows on made-up sources that it would notice. */
import { describe, expect, it } from 'vitest';
import {
  circles,
  PARTS,
  packageViolations,
  partViolations,
  platformViolations,
  undeclared,
} from './house/directions.js';
import { importsOf, readFiles, readSources, type Source } from './house/sources.js';

const sources = readSources();
const file = (path: string, text: string): Source => ({ path, text });

describe('this repository', () => {
  it('is read at all', () => {
    for (const name of ['engine', 'reader', 'trainer', 'web', 'cli', 'bench', 'test'])
      expect(sources.filter(({ path }) => path.startsWith(`${name}/`)).length).toBeGreaterThan(2);
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(sources.length);
  });

  it('has packages that import each other in one direction', () => {
    expect(packageViolations(sources)).toEqual([]);
  });

  it('has parts that import each other in one direction', () => {
    expect(partViolations(sources)).toEqual([]);
  });

  it('still has all the parts that the table names', () => {
    const missing = Object.entries(PARTS).flatMap(([name, parts]) =>
      Object.keys(parts).filter(
        (part) =>
          !sources.some(({ path }) =>
            [`${name}/src/${part}/`, `${name}/src/${part}.ts`].some((start) => path.startsWith(start)),
          ),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('names Node only where Node is at home', () => {
    expect(platformViolations(sources)).toEqual([]);
  });

  it('has no files that load each other in a circle', () => {
    expect(circles(sources)).toEqual([]);
  });

  it('declares what it imports', () => {
    const dependencies = readFiles((path) => /^[^/]+\/package\.json$/.test(path)).map(({ path, text }) => {
      const own = JSON.parse(text) as { dependencies?: Record<string, string> };
      return [path.split('/')[0]!, Object.keys(own.dependencies ?? {})] as const;
    });
    expect(undeclared(sources, new Map(dependencies))).toEqual([]);
  });
});

describe('imports', () => {
  it('are found however they are written', () => {
    const text = [
      "import a from './a.js';",
      "import type { B } from 'b';",
      'import {\n  c,\n  type D,\n} from "@scope/c/deep";',
      "export * from './e.js';",
      "export type { F } from './f.js';",
      "import './g.css';",
      "const h = await import('./h.js');",
      "new Worker(new URL('./i.js', import.meta.url));",
    ].join('\n');
    expect(importsOf(file('x.ts', text))).toEqual([
      { specifier: './a.js', isType: false },
      { specifier: 'b', isType: true },
      { specifier: '@scope/c/deep', isType: false },
      { specifier: './e.js', isType: false },
      { specifier: './f.js', isType: true },
      { specifier: './g.css', isType: false },
      { specifier: './h.js', isType: false },
      { specifier: './i.js', isType: false },
    ]);
  });

  it('are not found in comments and plain text', () => {
    const text =
      "// import a from 'a';\n/** import b from 'b'; */\nconst t = `read from 'c'`;\nexport const d = 'e';";
    expect(importsOf(file('x.ts', text))).toEqual([]);
  });
});

describe('the checks notice', () => {
  it('a package that imports against the direction, or reaches into a folder', () => {
    const found = packageViolations([
      file('engine/src/a.ts', "import { x } from '@digitry/reader';"),
      file('reader/src/a.ts', "import { x } from '@digitry/engine';\nimport { y } from '@digitry/trainer';"),
      file('trainer/src/a.ts', "import { x } from '../../engine/src/random.js';"),
      file('web/src/a.ts', "import { x } from 'digitry';\nimport { y } from '@digitry/trainer';"),
      file('cli/src/a.ts', "import { x } from '@digitry/web';"),
      file('reader/src/b.test.ts', "import { x } from '@digitry/cli';"),
      file('reader/src/c.ts', "import { x } from '@digitry/reader';"),
      file('bench/a.mjs', "import { x } from '../engine/dist/testing/onnx.js';"),
      file('bench/b.mjs', "import { x } from '../engine/src/random.js';"),
      file('web/test/a.ts', "new URL('../../cli/dist/main.js', import.meta.url)"),
      file('web/src/b.ts', "new URL('../../cli/dist/main.js', import.meta.url)"),
    ]);
    expect(found).toEqual([
      'engine/src/a.ts imports @digitry/reader',
      'reader/src/a.ts imports @digitry/trainer',
      'trainer/src/a.ts reaches into engine/src/random',
      'web/src/a.ts imports digitry',
      'cli/src/a.ts imports @digitry/web',
      'reader/src/b.test.ts imports @digitry/cli',
      'reader/src/c.ts imports its own package by name',
      'bench/b.mjs reaches into engine/src/random',
      'web/src/b.ts reaches into cli/dist/main',
    ]);
  });

  it.each([
    ['engine/src/assembler/a.ts', '../kernels/gemm.js', 'kernels/gemm'],
    ['engine/src/kernels/a.ts', '../lower/builder.js', 'lower/builder'],
    ['engine/src/lower/a.ts', '../plan/training.js', 'plan/training'],
    ['engine/src/plan/memory.ts', '../lower/builder.js', 'lower/builder'],
    ['engine/src/plan/a.ts', '../session/start.js', 'session/start'],
    ['engine/src/session/a.ts', '../index.js', 'index'],
    ['engine/src/session/a.ts', '../platform/node/spawn.js', 'platform/node/spawn'],
    ['engine/src/reference/a.ts', '../kernels/gemm.js', 'kernels/gemm'],
    ['reader/src/image/a.ts', '../prepare/ink.js', 'prepare/ink'],
    ['reader/src/prepare/a.ts', '../recognize/recognizer.js', 'recognize/recognizer'],
    ['reader/src/recognize/a.ts', '../segment/rules.js', 'segment/rules'],
    ['reader/src/reader.ts', './platform/node/decode.js', 'platform/node/decode'],
    ['trainer/src/augment/a.ts', '../fit/train.js', 'fit/train'],
    ['trainer/src/datasets/a.ts', '../recipe.js', 'recipe'],
    ['trainer/src/fit/a.ts', '../report/report.js', 'report/report'],
  ])('%s importing %s', (path, specifier, name) => {
    const source = file(path, `import { x } from '${specifier}';`);
    expect(partViolations([source])).toEqual([`${path} imports ${name}`]);
    const test = { ...source, path: path.replace('.ts', '.test.ts') };
    expect(partViolations([test])).toEqual([]);
  });

  it('Node in the wrong place, and a browser that is led to it', () => {
    const found = platformViolations([
      file(
        'reader/src/browser.ts',
        "export * from './reader.js';\nexport type { T } from './platform/node/types.js';",
      ),
      file('reader/src/reader.ts', "import { load } from './platform/node/load.js';"),
      file('reader/src/platform/node/load.ts', "import { readFile } from 'node:fs/promises';"),
      file('reader/src/platform/node/types.ts', "import type { Stats } from 'node:fs';"),
      file('trainer/src/datasets/a.ts', "import sharp from 'sharp';"),
      file('engine/src/a.test.ts', "import { cpus } from 'node:os';"),
      file('cli/src/a.ts', "import { cpus } from 'node:os';"),
      file('web/src/a.ts', "const { cpus } = await import('node:os');"),
    ]);
    expect(found).toEqual([
      'trainer/src/datasets/a.ts imports sharp',
      'web/src/a.ts imports node:os',
      'reader/src/browser.ts leads to reader/src/platform/node/load.ts',
    ]);
  });

  it('circles, but not of types', () => {
    expect(
      circles([
        file('engine/src/a.ts', "import { b } from './b.js';"),
        file('engine/src/b.ts', "import { c } from './c.js';"),
        file('engine/src/c.ts', "import { a } from './a.js';\nimport type { D } from './d.js';"),
        file('engine/src/d.ts', "import { c } from './c.js';"),
      ]),
    ).toEqual(['engine/src/a.ts → engine/src/b.ts → engine/src/c.ts → engine/src/a.ts']);
  });

  it('an import that is not declared', () => {
    const text = "import a from 'a/deep.js';\nimport b from '@b/b/deep.js';\nimport fs from 'node:fs';";
    const dependencies = new Map([['reader', ['a']]]);
    expect(undeclared([file('reader/src/x.ts', text)], dependencies)).toEqual([
      'reader/src/x.ts imports @b/b, which is not a dependency',
    ]);
    expect(undeclared([file('reader/src/x.test.ts', text)], dependencies)).toEqual([]);
  });
});
