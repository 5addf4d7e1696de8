/** Runs the commands that README.md shows and puts what they print there: `npm run build && node docs/examples.mjs [NAME…]`. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawDigit, drawInk, negative } from '@digitry/reader/testing';
import { openDataset } from '@digitry/trainer';
import sharp from 'sharp';

/** Between `<!-- example:NAME -->` and `<!-- /example -->`. */
const COMMANDS = {
  read: ['read scans/seven.png scans/shadow.jpg scans/star.png notes.txt', 'read scans/seven.png --json'],
  train: ['train sprint --out runs/first'],
  evaluate: ['evaluate digit --data mnist'],
  refused: ['train digit --set epoch=3', 'raed scans/seven.png'],
};

const top = new URL('../', import.meta.url);
const readme = fileURLToPath(new URL('README.md', top));
const command = fileURLToPath(new URL('cli/dist/main.js', top));

/** A seven from MNIST's test part on white paper, a three under a shadow, a star, and a file that is no image. */
async function makeScans(folder) {
  await mkdir(join(folder, 'scans'));
  const { data } = (await openDataset('mnist-test')).image(0);
  const seven = { width: 28, height: 28, data: data.map((ink) => 255 - ink) };
  const side = 220;
  const ray = (i) => [110 + 90 * Math.sin(i * 0.8 * Math.PI), 110 - 90 * Math.cos(i * 0.8 * Math.PI)];
  const star = negative(drawInk([[0, 1, 2, 3, 4, 5].map(ray)], side, 8));
  const shadow = drawDigit(3, { size: side, pen: 9, shadow: 0.6, penumbra: 25, noise: 6 });
  const encoded = (image) => {
    const { width, height } = image;
    return sharp(image.data, { raw: { width, height, channels: image.data.length / width / height } });
  };
  await encoded(seven).resize(112, 112).png().toFile(join(folder, 'scans/seven.png'));
  await encoded(shadow).jpeg({ quality: 80 }).toFile(join(folder, 'scans/shadow.jpg'));
  await encoded(star).png().toFile(join(folder, 'scans/star.png'));
  await writeFile(join(folder, 'notes.txt'), 'Seven, three, a star.\n');
}

/** What a command prints, results and errors, in the order of the two streams. */
const run = (line, cwd) =>
  new Promise((resolve) => {
    execFile(process.execPath, [command, ...line.split(' ')], { cwd, maxBuffer: 1 << 24 }, (_, out, err) => {
      resolve(`$ digitry ${line}\n${out}${err}`.replaceAll(`${cwd}/`, '').trimEnd());
    });
  });

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(COMMANDS);
const folder = await mkdtemp(join(tmpdir(), 'digitry-examples-'));
try {
  await makeScans(folder);
  let text = await readFile(readme, 'utf8');
  for (const name of names) {
    const shown = [];
    for (const line of COMMANDS[name]) shown.push(await run(line, folder));
    const block = new RegExp(`<!-- example:${name} -->[\\s\\S]*?<!-- /example -->`, 'g');
    const filled = `<!-- example:${name} -->\n\`\`\`\n${shown.join('\n\n')}\n\`\`\`\n<!-- /example -->`;
    text = text.replace(block, () => filled);
  }
  await writeFile(readme, text);
} finally {
  await rm(folder, { recursive: true });
}
