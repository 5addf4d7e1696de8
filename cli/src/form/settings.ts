/** How scans are read by a form: what the options of `digitry form read` say, checked. */
import { parsePages } from '@digitry/reader';
import { UsageError } from '../args.js';
import type { ReadSettings } from '../read/settings.js';
import { formSettings } from './load-form.js';

interface Given {
  readonly given: string | undefined;
  readonly pages: string | undefined;
  readonly dpi: number | undefined;
  readonly model: string | undefined;
}

/** @throws UsageError for pages that are none, Error where the template or what it names cannot be read */
export async function formReadSettings(
  template: string,
  { given, pages, dpi, model }: Given,
): Promise<ReadSettings> {
  try {
    if (pages !== undefined) parsePages(pages);
  } catch (error) {
    throw new UsageError(`--pages: ${(error as Error).message}`, { cause: error });
  }
  return {
    kind: 'form',
    form: await formSettings(template, given),
    ...(model === undefined ? {} : { lineModel: model }),
    ...(pages === undefined ? {} : { pages }),
    ...(dpi === undefined ? {} : { dpi }),
  };
}
