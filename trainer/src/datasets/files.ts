/** Many files by name, from a folder or a zip: what datasets of pictures are read from. Knows no disk. */
import { unzip } from 'fflate';
import { DatasetError } from './types.js';

export interface FileTree {
  /** Of the folder or the zip, for messages. */
  readonly name: string;
  /** Names with `/`, in order. */
  readonly files: readonly string[];
  /** @throws DatasetError `missing-file` */
  read(file: string): Promise<Uint8Array>;
}

/** Most bytes that a zip may hold unpacked: more would not fit in memory beside the network. */
const LARGEST = 4 * 2 ** 30;
/** Most bytes of one file in it. */
const LARGEST_FILE = 256 * 2 ** 20;

/**
 * @param bytes a zip file; it is unpacked in memory
 * @param limits bytes that one file and all together may unpack to
 * @throws DatasetError `truncated` for what is no whole zip, `unsafe-archive` for one that unpacks to too much
 */
export async function zipTree(
  bytes: Uint8Array,
  name: string,
  { largest = LARGEST, largestFile = LARGEST_FILE } = {},
): Promise<FileTree> {
  let total = 0;
  let tooLarge: string | undefined;
  const entries = await new Promise<Record<string, Uint8Array>>((resolve, reject) => {
    const filter = ({ name: entry, originalSize }: { name: string; originalSize: number }): boolean => {
      if (entry.endsWith('/') || isHidden(entry)) return false;
      total += originalSize;
      if (originalSize > largestFile || total > largest) tooLarge ??= entry;
      return tooLarge === undefined;
    };
    unzip(bytes, { filter }, (error, files) => (error ? reject(error) : resolve(files)));
  }).catch((cause: unknown) => {
    const message = 'Expected a whole zip file but it ends early or is damaged; copy it again';
    throw new DatasetError('truncated', name, message, undefined, { cause });
  });
  if (tooLarge !== undefined) {
    const message = `Expected at most ${largestFile} bytes a file and ${largest} in all but ${tooLarge} unpacks to more; unpack it and give the folder`;
    throw new DatasetError('unsafe-archive', name, message);
  }
  return {
    name,
    files: Object.keys(entries).sort(),
    read: async (file) => {
      const found = entries[file];
      if (found) return found;
      throw new DatasetError('missing-file', name, `Expected a file ${file} in the zip but there is none`);
    },
  };
}

const isHidden = (name: string): boolean =>
  name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

/** The tree below the one folder that holds everything, as zips often have it; the tree itself where there is no such folder. */
export function withoutTopFolder(tree: FileTree): FileTree {
  const top = tree.files[0]?.split('/')[0];
  if (top === undefined || !tree.files.every((file) => file.startsWith(`${top}/`))) return tree;
  if (/^\d$/.test(top)) return tree; // a class, not a wrapping
  return subTree(tree, `${top}/`);
}

/** The files whose names begin with a prefix, named without it. */
export function subTree(tree: FileTree, prefix: string): FileTree {
  return {
    name: `${tree.name}/${prefix.slice(0, -1)}`,
    files: tree.files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length)),
    read: (file) => tree.read(prefix + file),
  };
}
