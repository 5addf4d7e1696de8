/** Holds the rules that every source file and every lock file keeps to, and shows on made-up ones that it would notice. */
import { describe, expect, it } from 'vitest';
import { forbiddenWords, foreignDownloads, tooLong, withoutHeader } from './house/file-rules.js';
import { readFiles, readSources, type Source } from './house/sources.js';

const sources = readSources();
const file = (path: string, text: string): Source => ({ path, text });

describe('every source file', () => {
  it('has at most 300 lines', () => {
    expect(tooLong(sources)).toEqual([]);
  });

  it('says on its first line what it is', () => {
    expect(withoutHeader(sources)).toEqual([]);
  });

  it('leaves no open ends, no escapes, no tests that do not run, no paths of one machine', () => {
    expect(forbiddenWords(sources)).toEqual([]);
  });
});

it('every text names no path of one machine', () => {
  const texts = readFiles((path) => /\.(md|json|html|css|yml|py)$|(^|\/)(run|\.npmrc)$/.test(path));
  expect(texts.length).toBeGreaterThan(10);
  expect(forbiddenWords(texts).filter((line) => line.endsWith('path of one machine'))).toEqual([]);
});

it('every locked package comes from the npm registry, with its checksum', () => {
  const locks = readFiles((path) => path.endsWith('package-lock.json'));
  expect(locks.map(({ path }) => path)).toEqual(['bench/package-lock.json', 'package-lock.json']);
  expect(locks.flatMap(({ text }) => foreignDownloads(JSON.parse(text)))).toEqual([]);
});

describe('the checks notice', () => {
  it('one line too many', () => {
    expect(tooLong([file('a.ts', 'x\n'.repeat(300)), file('b.ts', 'x\n'.repeat(301))])).toEqual([
      'b.ts has 301 lines',
    ]);
  });

  it('a file without a first sentence', () => {
    const good = ['/** Reads a file. */\n', '/**\n * Reads a file,\n * line by line.\n */\n'];
    const bad = [
      '',
      '// Reads a file.\n',
      "import a from 'a';\n/** Reads a file. */\n",
      '/** */\n',
      '/* Reads a file. */\n',
    ];
    expect(
      withoutHeader([...good, `#!/usr/bin/env node\n${good[0]}`].map((text) => file('a.ts', text))),
    ).toEqual([]);
    expect(withoutHeader(bad.map((text) => file('a.ts', text)))).toHaveLength(bad.length);
    expect(withoutHeader([file('a.test.ts', bad[2]!)])).toEqual([]);
  });

  it.each([
    ['an open end', ['// TO', 'DO later']],
    ['an open end', ['/* FIX', 'ME */']],
    ['an escape from the types', ['const a = b as an', 'y;']],
    ['an escape from the types', ['// @ts-igno', 're']],
    ['a test that does not run', ['it.sk', "ip('a', f);"]],
    ['a test that does not run', ['describe.on', "ly('a', f);"]],
    ['a test that does not run', ['it.sk', "ipIf(c)('a', f);"]],
    ['a test that does not run', ['xi', "t('a', f);"]],
    ['a path of one machine', ["read('/wo", "rk/data')"]],
  ])('%s: %s', (name, halves) => {
    expect(forbiddenWords([file('a.ts', `/** A file. */\n${halves.join('')}\n`)])).toEqual([
      `a.ts:2 has ${name}`,
    ]);
  });

  it('but not words that only look like these', () => {
    const text = ["t('app.skip')", 'the method of todos', "'../work/a'", 'as anyone', 'exit(1)'].join('\n');
    expect(forbiddenWords([file('a.ts', text)])).toEqual([]);
  });

  it('a package from elsewhere', () => {
    const integrity = 'sha512-AAAA';
    const resolved = 'https://registry.npmjs.org/a/-/a-1.0.0.tgz';
    const packages = {
      '': {},
      engine: {},
      'node_modules/@digitry/engine': { resolved: 'engine', link: true },
      'node_modules/a': { resolved, integrity },
      'node_modules/b': { resolved: 'https://registry.example.com/b.tgz', integrity },
      'node_modules/c': { resolved: 'git+ssh://git@github.com/c/c.git#1', integrity },
      'node_modules/d': { resolved },
      'node_modules/e': { resolved: '../e', link: true },
      'node_modules/f': {},
      'node_modules/g': { integrity },
    };
    expect(foreignDownloads({ packages })).toEqual([
      'node_modules/b comes from https://registry.example.com/b.tgz',
      'node_modules/c comes from git+ssh://git@github.com/c/c.git#1',
      'node_modules/d has no checksum',
      'node_modules/e links to ../e',
      'node_modules/f has no checksum',
    ]);
  });
});
