/** What every source file keeps to: its length, its first line, and words that have no place in it. Pure checks. */
import type { Source } from './sources.js';

const LONGEST = 300;

export const tooLong = (sources: readonly Source[]): string[] =>
  sources
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))
    .filter(({ lines }) => lines > LONGEST)
    .map(({ path, lines }) => `${path} has ${lines} lines`);

/** `/** A sentence.` on the first line, or the first two where the comment is longer; behind a shebang. */
const HEADER = /^(?:#![^\n]*\n)?\/\*\* ?(?:\n \* )?[^\n*][^\n]{7,}/;

/** A test needs none: it stands beside what it tests. */
export const withoutHeader = (sources: readonly Source[]): string[] =>
  sources
    .filter(({ path, text }) => !/\.test\.\w+$/.test(path) && !HEADER.test(text))
    .map(({ path }) => `${path} does not begin with a sentence that says what it is`);

const FORBIDDEN: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['an open end', /\b(?:TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/],
  ['an escape from the types', /\bas an[y]\b|@ts-(?:ignor[e]|nochec[k]|expect-erro[r])/],
  [
    'a test that does not run',
    /\.(?:skip|only|todo|skipIf)(?=\s*[(.`])|\.runIf\((?!process\.platform)|\bx(?:it|describe|test)\(/,
  ],
  ['a path of one machine', /(?<![\w.])\/(?:work|tmp\/data)\//],
];

/** Each line that has what nobody should have to read. */
export function forbiddenWords(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, i) =>
        FORBIDDEN.filter(([, pattern]) => pattern.test(line)).map(([name]) => `${path}:${i + 1} has ${name}`),
      ),
  );
}

interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly integrity?: string;
}

const REGISTRY = 'https://registry.npmjs.org/';

/**
 * Packages of a package-lock.json that come from anywhere but the npm registry, or without a checksum. A package
 * without an address is asked for at the registry that npm is set to, and the checksum holds it to the same bytes.
 */
export function foreignDownloads(lock: {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}): string[] {
  return Object.entries(lock.packages).flatMap(([name, { resolved, link, integrity }]) => {
    // The root and the workspaces themselves are here already.
    if (!name.includes('node_modules/')) return [];
    if (link) return /^[\w-]+$/.test(resolved ?? '') ? [] : [`${name} links to ${resolved}`];
    if (resolved !== undefined && !resolved.startsWith(REGISTRY)) return [`${name} comes from ${resolved}`];
    return integrity?.startsWith('sha512-') ? [] : [`${name} has no checksum`];
  });
}
