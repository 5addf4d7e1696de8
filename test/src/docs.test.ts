/** Holds the pages to what is there: links lead somewhere, and what scripts measure has been measured. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anchorOf, brokenLinks } from './house/links.js';
import { ROOT, readFiles } from './house/sources.js';

const pages = readFiles((path) => path.endsWith('.md'));

describe('the pages of this repository', () => {
  it('link to what is there', () => {
    expect(pages.length).toBeGreaterThan(15);
    expect(brokenLinks(pages, (path) => existsSync(ROOT + path))).toEqual([]);
  });

  it('show what their scripts measured', () => {
    const empty = /<!-- (?:figures|example|measured):[\w-]+ -->\s*<!-- \//;
    expect(pages.filter(({ text }) => empty.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('the check of links', () => {
  const exists = (path: string): boolean => ['a.md', 'docs/b.md', 'docs', 'docs/c.png'].includes(path);
  const broken = (path: string, text: string): string[] =>
    brokenLinks(
      [
        { path, text },
        { path: 'docs/b.md', text: '# One: two `three`!\n' },
      ],
      exists,
    );

  it('passes links that lead somewhere', () => {
    const text =
      '[b](docs/b.md) ![c](docs/c.png) [d](docs/) [e](docs/b.md#one-two-three) [f](https://x.org/y.md)';
    expect(broken('a.md', text.replace('docs/)', 'docs)'))).toEqual([]);
    expect(broken('docs/e.md', '# Here\n[a](../a.md)')).toEqual([]);
    expect(broken('a.md', '# Here\n[b](#here)')).toEqual([]);
  });

  it('notices those that do not', () => {
    expect(broken('a.md', '[b](b.md)\n![c](docs/d.png "d")')).toEqual(['a.md: b.md', 'a.md: docs/d.png']);
    expect(broken('a.md', '[e](docs/b.md#two)')).toEqual(['a.md: docs/b.md#two']);
    expect(broken('a.md', '[out](../secret.md)')).toEqual(['a.md: ../secret.md']);
  });

  it('does not look into code', () => {
    expect(broken('a.md', '```\n[b](nowhere.md)\n```\n')).toEqual([]);
  });

  it('knows how headings become anchors', () => {
    expect(anchorOf('Slices: the same bits, `always`')).toBe('slices-the-same-bits-always');
  });
});
