/** Reads pages by a form that is opened once a thread. */
import { basename } from 'node:path';
import type { Form, FormReading, ImageSource, Pixels, Reader } from '@digitry/reader';
import type { FormSettings } from '../read/settings.js';
import { type GivenTexts, loadForm, loadGiven } from './load-form.js';

interface Opened {
  readonly form: Form;
  readonly given: GivenTexts;
}

const opened = new Map<string, Promise<Opened>>();

async function open({ template, given }: FormSettings): Promise<Opened> {
  return { form: await loadForm(template), given: given === undefined ? {} : await loadGiven(given) };
}

/** A form cannot be opened: so it is with every page. */
export class FormError extends Error {
  override readonly name = 'FormError';
}

/** @throws FormError where the form cannot be opened, ReaderError as the reader */
export async function readPage(
  reader: Reader<ImageSource>,
  file: string,
  pixels: Pixels,
  settings: FormSettings,
): Promise<FormReading> {
  const known = opened.get(settings.digest) ?? open(settings);
  opened.set(settings.digest, known);
  const { form, given } = await known.catch((error: Error) => {
    throw new FormError(error.message, { cause: error });
  });
  const key = [file, basename(file)].find((name) => Object.hasOwn(given, name));
  return reader.form(form, pixels, { given: key === undefined ? {} : given[key]! });
}
