/**
 * The released network for print: numbers and capitals on plates, cards, meters, displays, receipts, seals and labels.
 * Trained in 55 minutes on one thread of a busy machine; begun for 42 epochs, and from the 17th on at the rates of 35. Then for 14 and 36 epochs on gray strips (`--from`, peaks 8 · 10⁻⁴ and
 * 1.5 · 10⁻³): 33 minutes on four threads.
 */
import { PRINT_LABELS } from '@digitry/reader';
import { printPresets } from '../print/index.js';
import type { LineRecipe, Source } from '../recipe.js';
import { conv, residual } from './layers.js';
import { line } from './line.js';

/** Folders of Debian's packages (docs/print.md has their names), all under the SIL Open Font License, Apache 2.0 or terms as free as these. */
const fonts: readonly Source[] = [
  // Two that were made to be read by machines: half of all card numbers look like one of them.
  { data: '/usr/share/fonts/truetype/ocr-a' },
  { data: '/usr/share/fonts/opentype/ocr-b' },
  { data: '/usr/share/fonts/truetype/opendin' }, // DIN 1451, as older plates and signs have it
  // Three are never trained on, they print the validation lines: a wide sans serif, a cockpit's, a drawing's.
  { data: '/usr/share/fonts/truetype/dejavu', holdoutWriters: ['DejaVu Sans'] },
  { data: '/usr/share/fonts/truetype/liberation2' },
  { data: '/usr/share/fonts/truetype/roboto' },
  { data: '/usr/share/fonts/truetype/open-sans' },
  { data: '/usr/share/fonts/truetype/lato' },
  { data: '/usr/share/fonts/truetype/hack' },
  { data: '/usr/share/fonts/truetype/comfortaa' },
  { data: '/usr/share/fonts/truetype/glasstty' }, // a terminal's dots, run together
  { data: '/usr/share/fonts/opentype/bebas-neue' }, // narrow capitals, as plates have them
  { data: '/usr/share/fonts/opentype/league-mono' },
  { data: '/usr/share/fonts/opentype/league-spartan' },
  { data: '/usr/share/fonts/opentype/courier-prime' },
  { data: '/usr/share/fonts/opentype/cantarell' },
  { data: '/usr/share/fonts/opentype/jura', holdoutWriters: ['Jura'] },
  { data: '/usr/share/fonts/opentype/b612', holdoutWriters: ['B612'] },
  { data: '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf' },
  { data: '/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf' },
  { data: '/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf' },
  { data: '/usr/share/fonts/truetype/firacode' },
  { data: '/usr/share/fonts/truetype/mononoki' },
  { data: '/usr/share/fonts/truetype/oxygen' },
  { data: '/usr/share/fonts/truetype/quicksand' },
  { data: '/usr/share/fonts/truetype/dseg/DSEG14Classic-Regular.ttf' }, // fourteen segments; seven are drawn by the program
];

export const print: LineRecipe = {
  ...line,
  name: 'print',
  description: 'Eight 3×3 convolutions, read column by column, 140,000 parameters.',
  network: {
    input: [1, 32, 256], // a plate, three groups of a card; what is longer is read by the same network
    layers: [
      ...conv(16),
      { type: 'maxPool', size: 2 }, // [16, 16, 128]
      ...conv(24),
      ...conv(32),
      { type: 'maxPool', size: 2 }, // [32, 8, 64]
      ...conv(48),
      ...residual(48),
      { type: 'maxPool', size: [2, 1] }, // [48, 4, 64]
      ...conv(64),
      ...conv(64), // a column sees 54 pixels by then: two wide capitals
      { type: 'averagePool', size: [4, 1] }, // [64, 1, 64]: where a stroke lies was read above
      { type: 'conv', filters: 80, kernel: 1, padding: 'same' },
      { type: 'relu' },
      { type: 'conv', filters: PRINT_LABELS.length, kernel: 1, padding: 'same' },
    ],
  },
  labels: PRINT_LABELS,
  sources: [],
  letters: [],
  fonts,
  lines: printPresets.mixed,
  validationPapers: printPresets.standard, // on the hardest pictures every confidence is low
  linesPerEpoch: 4096,
  passes: 4, // making a line takes longer than learning from it
  validation: 0, // the fonts above that are held out print the validation lines
  validationLines: 3000,
  validateEvery: 4,
  epochs: 35, // 570,000 lines shown
  optimizer: { type: 'adam', decay: 1e-3 },
  learningRate: { type: 'oneCycle', peak: 3e-3, warmup: 0.1 },
};
