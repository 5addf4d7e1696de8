/** Patterns of paths: `*` and `?` within a name, `**` over folders, `[a-c]`, `{png,jpg}`. For shells that leave them to us, and for quoted ones. */
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export const isPattern = (text: string): boolean => /[*?[{]/.test(text);

/** Paths that a pattern meets, each once, in the order of their names; hidden files only where the pattern names the dot. */
export async function glob(pattern: string): Promise<string[]> {
  const found = new Set<string>();
  for (const each of withoutBraces(pattern)) {
    const [root, rest] = each.startsWith('/') ? ['/', each.slice(1)] : ['', each];
    for await (const path of matches(root, rest.split('/').filter(Boolean))) found.add(path);
  }
  return [...found].sort();
}

async function* matches(folder: string, [first, ...rest]: readonly string[]): AsyncGenerator<string> {
  if (first === undefined) {
    yield folder;
    return;
  }
  if (!isPattern(first)) {
    const path = join(folder, first);
    if (rest.length > 0 || (await isThere(path))) yield* matches(path, rest);
    return;
  }
  // What cannot be listed has nothing that could match.
  const entries = await readdir(folder || '.', { withFileTypes: true }).catch(() => []);
  const names = first === '**' ? null : nameExpression(first);
  if (!names) yield* matches(folder, rest);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (!names && entry.isDirectory() && !entry.name.startsWith('.')) yield* matches(path, [first, ...rest]);
    if (!names?.test(entry.name) || (entry.name.startsWith('.') && !first.startsWith('.'))) continue;
    if (rest.length === 0 || entry.isDirectory() || entry.isSymbolicLink()) yield* matches(path, rest);
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** A name with signs that stand for others, as an expression. Stars do not follow each other, so that it cannot run away. */
function nameExpression(name: string): RegExp {
  const source = name.replaceAll(/\*+/g, '*').replaceAll(/\[!?[^\]]+\]|[\s\S]/g, (sign) => {
    if (sign === '*') return '[^/]*';
    if (sign === '?') return '[^/]';
    if (sign.length > 1) return `[${sign.slice(1, -1).replace(/^!/, '^').replaceAll(/[\\[]/g, '\\$&')}]`;
    return sign.replace(/[\\^$.|+()[\]{}]/, '\\$&');
  });
  return new RegExp(`^${source}$`, 'u');
}

/** `a{b,c}d` → `abd`, `acd`; nested ones from the inside out. */
function withoutBraces(pattern: string): string[] {
  const found = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (!found) return [pattern];
  const [whole, inside] = found;
  const before = pattern.slice(0, found.index);
  const after = pattern.slice(found.index + whole.length);
  return inside!.split(',').flatMap((part) => withoutBraces(before + part + after));
}
