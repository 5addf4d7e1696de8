/**
 * Plates and cards in drawn photos, found and read: `npm run build && node trainer/measure/print/run.mjs --fonts PATH … [--n 100] [--model FILE] [--only SET] [--look DIR]`.
 * Photos are drawn by librsvg in the fonts given, another hand than the generator's that the network was trained with. Writes results.json beside it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createRandom } from '@digitry/engine';
import { createReader } from '@digitry/reader';
import { openFonts } from '@digitry/trainer';
import { photograph } from './camera.mjs';
import { drawCard } from './cards.mjs';
import { drawPlate } from './plates.mjs';
import { drawCar, drawTable } from './scenes.mjs';

const { values } = parseArgs({
  options: {
    fonts: { type: 'string', multiple: true },
    n: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    model: { type: 'string', default: 'print' },
    only: { type: 'string', default: '' },
    look: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('results.json', import.meta.url)) },
  },
});
if (!values.fonts) throw new Error('Expected --fonts PATH but received none');
const { fonts } = await openFonts(values.fonts);
const n = Number(values.n);

/** What is measured: a scene, what is in it, heights of its characters in pixels, and how it is asked for. */
const SETS = {
  'plates, country given': {
    draw: drawPlate,
    scene: drawCar,
    tall: [14, 60],
    ask: ({ country }) => ({ kind: 'plate', country }),
  },
  'plates, any country': { draw: drawPlate, scene: drawCar, tall: [14, 60], ask: () => ({ kind: 'plate' }) },
  cards: { draw: drawCard, scene: drawTable, tall: [14, 36], ask: () => ({ kind: 'card' }) },
  'cars without a plate': { draw: () => null, scene: drawCar, tall: [1, 1], ask: () => ({ kind: 'plate' }) },
  'tables without a card': {
    draw: () => null,
    scene: drawTable,
    tall: [1, 1],
    ask: () => ({ kind: 'card' }),
  },
};

const charactersOf = (text) => text.replaceAll(/[^0-9A-Z]/g, '');
const centerOf = (quad) => [0, 1].map((axis) => quad.reduce((sum, point) => sum + point[axis] / 4, 0));

/** Whether a reading lies on the characters: its center within their quadrilateral. */
function isOn(found, wanted) {
  if (!found || !wanted) return false;
  const [x, y] = centerOf(found);
  return wanted.every(([ax, ay], i) => {
    const [bx, by] = wanted[(i + 1) % 4];
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0;
  });
}

const reader = await createReader({ printModel: values.model });
if (values.look) mkdirSync(values.look, { recursive: true });
const results = [];
for (const [name, { draw, scene, tall, ask }] of Object.entries(SETS)) {
  if (!name.includes(values.only)) continue;
  const counts = { n, found: 0, right: 0, accepted: 0, acceptedWrong: 0, nothing: 0 };
  const wrong = [];
  for (let i = 0; i < n; i++) {
    const random = createRandom(Number(values.seed)).fork(i);
    const object = draw(fonts, random);
    const height = random.between(...tall);
    const { jpeg, quad } = await photograph(scene(fonts, random), object, height, random);
    const reading = await reader.printed(jpeg, ask(object ?? {}));
    const isRight = object !== null && charactersOf(reading.text) === charactersOf(object.text);
    if (isOn(reading.quad, quad)) counts.found++;
    if (isRight) counts.right++;
    if (reading.text === '') counts.nothing++;
    if (reading.status === 'accepted') counts.accepted++;
    if (reading.status === 'accepted' && !isRight) counts.acceptedWrong++;
    if (!isRight)
      wrong.push({
        i,
        height: Math.round(height),
        wanted: object?.text ?? null,
        read: reading.text,
        status: reading.status,
      });
    const file = `${name.replaceAll(/[^a-z]+/g, '-')}-${i}.jpg`;
    if (values.look) writeFileSync(join(values.look, file), jpeg);
  }
  results.push({ set: name, ...counts, wrong });
  const { wrong: _, ...shown } = results.at(-1);
  console.log(JSON.stringify(shown));
}
await reader.close();
const families = [...new Set(fonts.map(({ family }) => family))];
writeFileSync(
  values.out,
  `${JSON.stringify({ model: values.model, seed: Number(values.seed), families, node: process.version, sets: results }, null, 2)}\n`,
);
