/** Writes synthetic print to a folder, so that anyone can look. */
import { openFonts } from '../../fonts/platform/node/open-fonts.js';
import {
  createPrintWriter,
  PRINT_KINDS,
  type PrintConfig,
  type PrintKind,
  printPresets,
} from '../../print/index.js';
import { type LinesFolder, writeLinesFolder } from './lines-folder.js';

export interface PrintSynthOptions extends LinesFolder {
  /** Font files, or folders of them; without any, the program draws dots, segments and card digits. */
  readonly fonts?: readonly string[];
  /** Default `standard`. */
  readonly print?: PrintConfig;
  /** The one kind of print to make; default: as the config shares them out. */
  readonly only?: PrintKind;
}

/**
 * @returns the number of pictures written
 * @throws RangeError for a config that does not fit, Error for fonts that cannot be used or a folder that cannot be written to
 */
export async function synthesizePrint(options: PrintSynthOptions): Promise<number> {
  const { n, fonts = [], print = printPresets.standard, only } = options;
  const config = only === undefined ? print : onlyOf(print, only);
  await writeLinesFolder(createPrintWriter(config, (await openFonts(fonts)).fonts), options);
  return n;
}

function onlyOf(print: PrintConfig, kind: PrintKind): PrintConfig {
  const shares = PRINT_KINDS.map((each) => [`${each}Share`, each === kind ? 1 : 0] as const);
  return { ...print, ...(Object.fromEntries(shares) as Partial<PrintConfig>) };
}
