/** Links and pictures of Markdown pages, and whether they lead to something. Pure but for the test of existence it is given. */
import { posix } from 'node:path';
import type { Source } from './sources.js';

const LINK = /!?\[[^\]]*\]\(([^()\s]+)(?:\s+"[^"]*")?\)/g;
const FENCED = /^```[\s\S]*?^```/gm;

/** What GitHub makes of a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

const anchorsOf = (text: string): string[] =>
  [...text.replaceAll(FENCED, '').matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) => anchorOf(match[1]!));

/**
 * Links inside the repository that lead nowhere.
 * @param exists whether there is a file or folder at a path from the top of the repository
 */
export function brokenLinks(pages: readonly Source[], exists: (path: string) => boolean): string[] {
  const anchors = new Map(pages.map(({ path, text }) => [path, anchorsOf(text)]));
  return pages.flatMap(({ path, text }) =>
    [...text.replaceAll(FENCED, '').matchAll(LINK)].flatMap(([, link]) => {
      if (/^[a-z]+:/i.test(link!)) return [];
      const [file, anchor] = link!.split('#') as [string, string?];
      const target = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file));
      if (target.startsWith('..') || !exists(target)) return [`${path}: ${link}`];
      const known = anchors.get(target);
      return anchor === undefined || known === undefined || known.includes(anchor)
        ? []
        : [`${path}: ${link}`];
    }),
  );
}
