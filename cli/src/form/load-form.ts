/** Templates and their blanks from files. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  checkTemplate,
  decodePages,
  type Form,
  type FormTemplate,
  openForm,
  type Pixels,
  parseTemplate,
} from '@digitry/reader';
import type { FormSettings } from '../read/settings.js';

type Checked = ReturnType<typeof checkTemplate>;

/** @throws Error where the file cannot be read or is no JSON */
export async function readJson(path: string): Promise<unknown> {
  const text = await readBytes(path).then((bytes) => bytes.toString('utf8'));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`Expected JSON in ${path} but received something else: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`Expected a readable file for ${path} but received ${code}; check the path`, {
      cause: error,
    });
  }
}

export const checkFile = async (path: string): Promise<Checked> => checkTemplate(await readJson(path));

/** @throws ReaderError, Error */
export async function loadTemplate(path: string): Promise<FormTemplate> {
  const json = await readJson(path);
  try {
    return parseTemplate(json);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

/** The file of the template's blank, named from where the template is. @throws Error where it names none */
function blankOf(path: string, { blank }: FormTemplate): string {
  if (blank === undefined)
    throw new Error(
      `Expected the picture of the blank for blank in ${path} but received nothing; name it there`,
    );
  return resolve(dirname(path), blank);
}

/** @throws ReaderError where the blank cannot be decoded, or is not the template's */
export async function loadForm(path: string): Promise<Form> {
  const template = await loadTemplate(path);
  const pixels = await decodePage(blankOf(path, template), template.blankPage ?? 1);
  return openForm(template, pixels);
}

/** One page of a picture or PDF. @throws ReaderError */
export async function decodePage(file: string, page: number): Promise<Pixels> {
  for await (const { pixels } of decodePages(file, { pages: String(page) })) return pixels;
  throw new Error(`Expected page ${page} in ${file} but it has fewer`);
}

/** What threads and journals must know of a form: a digest of all its files among it, so that a run does not go on with others. */
export async function formSettings(path: string, given: string | undefined): Promise<FormSettings> {
  const template = await loadTemplate(path);
  if (given !== undefined) checkGiven(await loadGiven(given), template, given);
  const digest = createHash('sha256');
  for (const file of [path, blankOf(path, template), ...(given === undefined ? [] : [given])])
    digest.update(await readBytes(file));
  const columns = template.fields.flatMap((field) => {
    if (field.kind !== 'column') return [field.name];
    const rows = typeof field.rows === 'number' ? field.rows : field.rows.length;
    return [...Array.from({ length: rows }, (_, i) => `${field.name}.${i + 1}`), `${field.name}.total`];
  });
  return { template: path, digest: digest.digest('hex'), columns, ...(given === undefined ? {} : { given }) };
}

/** A misspelled name would leave every cheque without its words. @throws Error for a name that no cheque of the template has */
function checkGiven(given: GivenTexts, { fields }: FormTemplate, path: string): void {
  const names = fields.filter(({ kind }) => kind === 'cheque').map(({ name }) => name);
  for (const [file, texts] of Object.entries(given)) {
    const other = Object.keys(texts).find((name) => !names.includes(name));
    if (other === undefined) continue;
    const wanted = names.length > 0 ? names.join(', ') : 'no field, as the template has no cheque,';
    throw new Error(
      `Expected ${wanted} for ${file} in ${path} but received ${JSON.stringify(other)}; only cheques are given words`,
    );
  }
}

/** Texts that are known already: `{ "scan.png": { "amount": "one hundred" } }`, by the names of files and of fields. */
export type GivenTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** @throws Error where the file is something else */
export async function loadGiven(path: string): Promise<GivenTexts> {
  const json = await readJson(path);
  const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const isGiven =
    isRecord(json) &&
    Object.values(json).every(
      (texts) => isRecord(texts) && Object.values(texts).every((text) => typeof text === 'string'),
    );
  if (!isGiven)
    throw new Error(
      `Expected { "file": { "field": "text" } } in ${path} but received something else; see docs/forms.md`,
    );
  return json as GivenTexts;
}
