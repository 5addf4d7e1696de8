/** Makes the pictures of docs/print.md: `npm run build && node trainer/measure/print/pictures.mjs --fonts PATH …`: training print, and what the command finds in photos. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createRandom } from '@digitry/engine';
import { createPrintWriter, openFonts, printPresets } from '@digitry/trainer';
import sharp from 'sharp';
import { photograph } from './camera.mjs';
import { drawCard } from './cards.mjs';
import { drawPlate } from './plates.mjs';
import { drawCar, drawTable } from './scenes.mjs';

const { values } = parseArgs({ options: { fonts: { type: 'string', multiple: true } } });
const { fonts } = await openFonts(values.fonts ?? []);
const path = (relative) => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));
const [COLUMNS, ROWS, ACROSS, DOWN] = [4, 8, 240, 56];

/** Strips of print, as the released network was trained on them. */
async function sheet() {
  const write = createPrintWriter(printPresets.mixed, fonts);
  const strips = await Promise.all(
    Array.from({ length: COLUMNS * ROWS }, async (_, i) => {
      const { width, height, data } = write(createRandom(1000 + i)).image;
      const input = await sharp(Buffer.from(data), { raw: { width, height, channels: 1 } })
        .resize({ width: ACROSS - 10, height: DOWN - 10, fit: 'inside', withoutEnlargement: true })
        .png()
        .toBuffer();
      return { input, left: (i % COLUMNS) * ACROSS + 5, top: Math.floor(i / COLUMNS) * DOWN + 5 };
    }),
  );
  const paper = { width: COLUMNS * ACROSS, height: ROWS * DOWN, channels: 3, background: '#ffffff' };
  await sharp({ create: paper })
    .composite(strips)
    .webp({ quality: 70 })
    .toFile(path('docs/pictures/print-synth.webp'));
}

/** A photo with what the command read in it. */
async function found(name, seed, draw, scene, height, options) {
  const folder = mkdtempSync(join(tmpdir(), 'digitry-pictures-'));
  const [photo, overlay] = [join(folder, 'photo.jpg'), join(folder, 'found.png')];
  const random = createRandom(seed);
  const object = draw(fonts, random);
  const { jpeg } = await photograph(scene(fonts, random), object, height, random);
  writeFileSync(photo, jpeg);
  const args = [path('cli/dist/main.js'), 'read', photo, ...options(object), '--overlay', overlay];
  console.log(object.text, execFileSync(process.execPath, args, { encoding: 'utf8' }));
  await sharp(overlay)
    .resize(720)
    .webp({ quality: 75 })
    .toFile(path(`docs/pictures/print-${name}.webp`));
  rmSync(folder, { recursive: true });
}

await sheet();
await found('plate', 8, drawPlate, drawCar, 44, ({ country }) => ['--kind', 'plate', '--country', country]);
await found('card', 7, drawCard, drawTable, 26, () => ['--kind', 'card']);
