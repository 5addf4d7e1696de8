/** `digitry form new`: a template with every field that can be seen on a blank, to be named and corrected, and a picture of them. */
import { access } from 'node:fs/promises';
import { dirname, parse as parsePath, format as pathOf, relative } from 'node:path';
import { parseTemplate, proposeTemplate, type TemplateField } from '@digitry/reader';
import { writeAtomically } from '@digitry/trainer';
import { drawOverlay } from '../overlay/draw-overlay.js';
import type { Mark } from '../overlay/marks.js';
import type { Terminal } from '../verb.js';
import { decodePage } from './load-form.js';

export interface NewOptions {
  readonly out: string;
  readonly page: number;
  readonly name?: string;
}

/** @throws Error where the output is there already, or no field is seen; ReaderError where the blank cannot be decoded */
export async function newForm(
  blank: string,
  { out, page, name }: NewOptions,
  terminal: Terminal,
): Promise<void> {
  const preview = previewOf(out);
  for (const path of [out, preview]) await refuseToOverwrite(path);
  const pixels = await decodePage(blank, page);
  const file = relative(dirname(out), blank).replaceAll('\\', '/');
  const source = { file, ...(page === 1 ? {} : { page }) };
  const template = proposeTemplate(name ?? parsePath(blank).name, pixels, source);
  if (template.fields.length === 0)
    throw new Error(
      `Expected boxes, combs, rules to write on or tables in ${blank} but found none; write the template by hand (docs/forms.md)`,
    );
  await writeAtomically(out, encode(`${JSON.stringify(parseTemplate(template), null, 2)}\n`));
  await writeAtomically(preview, await drawOverlay(pixels, template.fields.map(markOf)));
  terminal.out(
    `${out}: ${template.fields.length} fields; name them, correct their boxes and say what they may hold`,
  );
  terminal.out(`${preview}: where they are`);
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const previewOf = (path: string): string => {
  const { dir, name } = parsePath(path);
  return pathOf({ dir, name: `${name}.preview`, ext: '.png' });
};

async function refuseToOverwrite(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere)
    throw new Error(`Expected a new file for --out but ${path} is there; delete it or choose another name`);
}

/** Its outline and name; there are strokes for capitals. */
function markOf({ name, kind, box: { x, y, width, height } }: TemplateField): Mark {
  return {
    outline: [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ],
    text: name.toUpperCase().replaceAll('_', '-'),
    status: kind === 'checkbox' ? 'review' : 'accepted',
    isWithin: true,
  };
}
