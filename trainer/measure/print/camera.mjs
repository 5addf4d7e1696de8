/** Photographs a plate or a card in front of a scene: from aside, in uneven light, a little blurred, with noise, as JPEG. */
import { homographyFrom, invert, quadOf, warp } from '@digitry/reader';
import sharp from 'sharp';
import { SCENE } from './scenes.mjs';

const { width: WIDE, height: TALL } = SCENE;
/** Drawn so many times as large as it is described: pictures are reduced, not enlarged. */
const FINE = 2;

const pixelsOf = async (svg, scale) => {
  const { data, info } = await sharp(Buffer.from(svg), { density: 72 * scale })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
};

const channel = ({ data, width, height }, which) => {
  const plane = new Uint8Array(width * height);
  for (let i = 0; i < plane.length; i++) plane[i] = data[4 * i + which];
  return { width, height, data: plane };
};

/** Corners of the object in the photo: `tall` pixels for `share` of its height, turned, and nearer on one side. */
function cornersOf({ width, height }, scale, random) {
  const [w, h] = [(width * scale) / 2, (height * scale) / 2];
  const angle = (random.next() - random.next()) * 0.14;
  const lean = (random.next() - random.next()) * 0.25;
  const near = (random.next() - random.next()) * 0.2;
  const across = 1 - 0.35 * random.next() ** 2;
  const corner = ([x, y]) => {
    const near1 = 1 + near * x;
    const [u, v] = [(x * w * across) / near1 + lean * y * h, (y * h) / near1];
    return [Math.cos(angle) * u - Math.sin(angle) * v, Math.sin(angle) * u + Math.cos(angle) * v];
  };
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(corner);
  const reach = [0, 1].map((axis) => Math.max(...corners.map((point) => Math.abs(point[axis]))));
  const middle = [WIDE, TALL].map((side, axis) => {
    const room = Math.max(0, side / 2 - reach[axis] - 12);
    return side / 2 + room * (random.next() - random.next());
  });
  return corners.map(([x, y]) => [x + middle[0], y + middle[1]]);
}

/**
 * @param object as `drawPlate` and `drawCard` draw it; null for a photo without one
 * @param tall height of its characters in the photo, pixels
 * @returns JPEG bytes, and the corners of the characters' box; null without object
 */
export async function photograph(scene, object, tall, random) {
  const ground = await pixelsOf(scene, 1);
  let quad = null;
  const planes = [0, 1, 2].map((which) => channel(ground, which));
  if (object) {
    const pixels = await pixelsOf(object.svg, FINE);
    const corners = cornersOf(object, tall / object.box.height, random);
    const flat = [
      [0, 0],
      [pixels.width, 0],
      [pixels.width, pixels.height],
      [0, pixels.height],
    ];
    const toPhoto = homographyFrom(flat, corners);
    const back = invert(toPhoto);
    const alpha = warp(channel(pixels, 3), back, WIDE, TALL, 0).data;
    planes.forEach((plane, which) => {
      const seen = warp(channel(pixels, which), back, WIDE, TALL, 0).data;
      for (let i = 0; i < seen.length; i++) plane.data[i] += ((seen[i] - plane.data[i]) * alpha[i]) / 255;
    });
    const { x, y, width, height } = object.box;
    quad = quadOf({ x: FINE * x, y: FINE * y, width: FINE * width, height: FINE * height }, toPhoto);
  }
  const photo = Buffer.alloc(3 * WIDE * TALL);
  const [ax, ay] = [random.between(-0.35, 0.35), random.between(-0.35, 0.35)];
  const light = random.between(0.6, 1.05);
  const noise = random.between(1, 9);
  for (let y = 0, i = 0; y < TALL; y++) {
    for (let x = 0; x < WIDE; x++, i++) {
      const bright = light * (1 + ax * (x / WIDE - 0.5) + ay * (y / TALL - 0.5));
      const grain = noise * random.normal();
      for (let c = 0; c < 3; c++)
        photo[3 * i + c] = Math.max(0, Math.min(255, Math.round(planes[c].data[i] * bright + grain)));
    }
  }
  const camera = sharp(photo, { raw: { width: WIDE, height: TALL, channels: 3 } });
  if (random.chance(0.6)) camera.blur(random.between(0.4, 0.4 + tall / 30));
  return { jpeg: await camera.jpeg({ quality: 60 + random.int(36) }).toBuffer(), quad };
}
