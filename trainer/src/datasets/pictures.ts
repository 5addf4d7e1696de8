/** Datasets of picture files: a `labels.csv` beside them, or a folder for each class. Knows no disk and no image format. */
import type { Pixels } from '@digitry/reader';
import { borderMean, type Found, findRepeats } from './checks.js';
import type { FileTree } from './files.js';
import { type LabeledFile, type LabelsTable, parseLabels } from './labels-table.js';
import { createDataset } from './memory.js';
import { type Dataset, DatasetError, type DatasetWarning, type DatasetWarningCode, DIGITS } from './types.js';

export type Decode = (bytes: Uint8Array) => Promise<Pixels>;

export interface PictureOptions {
  /** `digit` (default): every label is one digit or empty ("not a digit"). `text`: any label. */
  readonly kind?: 'digit' | 'text';
  readonly onProgress?: (done: number, total: number) => void;
}

const PICTURE = /\.(png|jpe?g|gif|webp|tiff?|bmp|avif)$/i;
/** Folder names that stand for "not a digit". */
const NOT_A_DIGIT = /^(none|other|not-a-digit|empty|blank)$/i;
/** Pictures decoded at a time. */
const LANES = 8;

/** True where the tree can be read by {@link openPictures}. */
export function hasPictures(tree: FileTree): boolean {
  return tree.files.includes('labels.csv') || classFolders(tree).length > 0;
}

/**
 * @param decode gives the pixels of a file, upright
 * @throws DatasetError `unknown-format`, `empty`, `missing-file`, `not-an-image` (with the row), `label-range` and those of the table
 */
export async function openPictures(
  tree: FileTree,
  decode: Decode,
  { kind = 'digit', onProgress = () => {} }: PictureOptions = {},
): Promise<Dataset> {
  const table = tree.files.includes('labels.csv') ? await readTable(tree) : tableOfFolders(tree);
  const name = tree.files.includes('labels.csv') ? `${tree.name}/labels.csv` : tree.name;
  if (kind === 'digit') checkDigits(table.rows, name);
  const images = await decodeAll(tree, table.rows, name, decode, onProgress);
  const warnings = [...table.warnings, ...lookOver(images, table.rows, name)];
  return createDataset({
    name: tree.name,
    ink: false,
    labels: table.rows.map((row) => row.text),
    writers: table.rows.map((row) => row.writer),
    image: (index) => images[index]!,
    source: (index) => `${tree.name}/${table.rows[index]!.file} (row ${table.rows[index]!.row})`,
    warnings,
  });
}

async function readTable(tree: FileTree): Promise<LabelsTable> {
  const name = `${tree.name}/labels.csv`;
  const { rows, warnings } = parseLabels(new TextDecoder().decode(await tree.read('labels.csv')), name);
  const files = new Set(tree.files);
  const missing = rows.find((row) => !files.has(row.file));
  if (missing) {
    const message = `Expected a file ${missing.file} beside the table but there is none`;
    throw new DatasetError('missing-file', name, message, missing.row);
  }
  const listed = new Set(rows.map((row) => row.file));
  const rest = tree.files.filter((file) => PICTURE.test(file) && !listed.has(file));
  if (rest.length === 0) return { rows, warnings };
  const message = `${name}: ${rest.length === 1 ? '1 picture has' : `${rest.length} pictures have`} no row and ${rest.length === 1 ? 'was' : 'were'} left out (first: ${rest[0]})`;
  return { rows, warnings: [...warnings, { code: 'unlisted-files', file: name, rows: [], message }] };
}

/** Folders named by a digit, or as "not a digit". */
function classFolders(tree: FileTree): string[] {
  const folders = new Set(tree.files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]!));
  return [...folders].filter((folder) => DIGITS.includes(folder) || NOT_A_DIGIT.test(folder)).sort();
}

function tableOfFolders(tree: FileTree): LabelsTable {
  const folders = classFolders(tree);
  if (folders.length === 0) {
    const message = `Expected labels.csv or folders named 0 to 9 but received ${tree.files.slice(0, 5).join(', ') || 'nothing'}`;
    throw new DatasetError('unknown-format', tree.name, message);
  }
  const inside = (file: string): boolean => folders.includes(file.split('/')[0]!);
  const files = tree.files.filter((file) => PICTURE.test(file));
  const rows = files.filter(inside).map((file, index) => {
    const folder = file.split('/')[0]!;
    return { file, text: NOT_A_DIGIT.test(folder) ? '' : folder, row: index + 1 };
  });
  if (rows.length === 0) {
    throw new DatasetError(
      'empty',
      tree.name,
      `Expected pictures in the folders ${folders.join(', ')} but received none`,
    );
  }
  const rest = files.filter((file) => !inside(file));
  if (rest.length === 0) return { rows, warnings: [] };
  const message = `${tree.name}: ${rest.length === 1 ? '1 picture lies' : `${rest.length} pictures lie`} in no folder of a class and ${rest.length === 1 ? 'was' : 'were'} left out (first: ${rest[0]})`;
  return { rows, warnings: [{ code: 'unlisted-files', file: tree.name, rows: [], message }] };
}

function checkDigits(rows: readonly LabeledFile[], name: string): void {
  const wrong = rows.find(({ text }) => text !== '' && !DIGITS.includes(text));
  if (!wrong) return;
  const message = `Expected one digit (or nothing, for "not a digit") for text but received ${JSON.stringify(wrong.text)}; read it as kind "text" if longer ones are meant`;
  throw new DatasetError('label-range', name, message, wrong.row);
}

async function decodeAll(
  tree: FileTree,
  rows: readonly LabeledFile[],
  name: string,
  decode: Decode,
  onProgress: (done: number, total: number) => void,
): Promise<Pixels[]> {
  const images: Pixels[] = new Array(rows.length);
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (next < rows.length) {
      const index = next++;
      const { file, row } = rows[index]!;
      const bytes = await tree.read(file);
      try {
        images[index] = withoutEqualChannels(await decode(bytes));
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        const message = `Expected a picture in ${file} but ${bytes.length === 0 ? 'the file is empty' : `it cannot be decoded (${reason})`}`;
        throw new DatasetError('not-an-image', name, message, row, { cause });
      }
      onProgress(++done, rows.length);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return images;
}

/** Gray pictures are kept in one channel: a third or a quarter of the memory. */
function withoutEqualChannels(pixels: Pixels): Pixels {
  const { width, height, data } = pixels;
  const count = width * height;
  const channels = data.length / count;
  if (channels < 3) return pixels;
  for (let at = 0; at < data.length; at += channels) {
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return pixels;
    if (channels === 4 && data[at + 3] !== 255) return pixels;
  }
  return { width, height, data: Uint8Array.from({ length: count }, (_, i) => data[i * channels]!) };
}

/**
 * Says where a few pictures are light on dark among dark on light ones (each is prepared for itself, so both are read), where some are blank, and where
 * the same picture stands twice.
 */
function lookOver(images: readonly Pixels[], rows: readonly LabeledFile[], name: string): DatasetWarning[] {
  const warnings: DatasetWarning[] = [];
  const warn = (code: DatasetWarningCode, what: string, { first }: Pick<Found, 'first'>): void => {
    const [example] = first.map((index) => rows[index]!);
    const message = `${name}: ${what} (first: ${example!.file}, row ${example!.row})`;
    warnings.push({ code, file: name, rows: first.slice(0, 10).map((index) => rows[index]!.row), message });
  };
  const where = (holds: (index: number) => boolean): number[] => [...rows.keys()].filter(holds);
  const borders = images.map(borderMean);
  // Borders of a middle gray are shadows or full pages of ink: they say nothing.
  const dark = where((index) => borders[index]! < 85);
  const light = where((index) => borders[index]! > 170);
  const [few, many] = dark.length < light.length ? [dark, light] : [light, dark];
  if (few.length > 0) {
    const paper = few === dark ? 'dark' : 'light';
    const what = `${few.length} of ${pictures(rows.length)} ${few.length === 1 ? 'has' : 'have'} ${paper} paper, ${many.length} the opposite`;
    warn('mixed-polarity', what, { first: few });
  }
  const blank = where((index) => rows[index]!.text !== '' && isBlank(images[index]!));
  if (blank.length > 0) {
    const what = `${pictures(blank.length)} with a label ${blank.length === 1 ? 'shows' : 'show'} nothing`;
    warn('blank-images', what, { first: blank });
  }
  const { duplicates, conflicts } = findRepeats(
    rows.length,
    (index) => images[index]!,
    (index) => rows[index]!.text,
  );
  const repeat = ({ count }: Found): string => `${pictures(count)} ${count === 1 ? 'repeats' : 'repeat'}`;
  if (duplicates.count > 0) warn('duplicate-rows', `${repeat(duplicates)} an earlier one`, duplicates);
  if (conflicts.count > 0)
    warn('conflicting-labels', `${repeat(conflicts)} an earlier one under another label`, conflicts);
  return warnings;
}

const pictures = (count: number): string => (count === 1 ? '1 picture' : `${count} pictures`);

function isBlank({ width, height, data }: Pixels): boolean {
  const channels = data.length / (width * height);
  for (let at = channels; at < data.length; at++) if (data[at] !== data[at - channels]) return false;
  return true;
}
