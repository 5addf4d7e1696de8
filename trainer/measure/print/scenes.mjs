/** What plates and cards are photographed in front of, as SVG: cars and tables, with things beside that are none of them. */
import { textPath } from './type.mjs';

export const SCENE = { width: 1280, height: 960 };
const { width: WIDE, height: TALL } = SCENE;

const oneOf = (list, random) => list[random.int(list.length)];
const rgb = (random, low, high) =>
  `rgb(${[0, 1, 2].map(() => Math.round(random.between(low, high))).join(',')})`;
const svg = (parts) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDE}" height="${TALL}">${parts.join('')}</svg>`;

/** The back of a car on a road, seen from behind. */
export function drawCar(fonts, random) {
  const body = rgb(random, 15, 225);
  const roof = random.between(60, 200);
  const bumper = random.between(560, 700);
  const words = textPath(
    oneOf(fonts, random),
    oneOf(['TURBO', 'GT', 'HYBRID', '4X4', 'DIESEL'], random),
    random.between(150, 950),
    bumper - 30,
    random.between(16, 30),
  );
  const grid = Array.from(
    { length: 9 },
    (_, i) =>
      `<path d="M120 ${bumper + 90 + 16 * i}H1160" stroke="#0b0b0b" stroke-width="${random.between(3, 8).toFixed(1)}"/>`,
  );
  return svg([
    `<rect width="${WIDE}" height="${TALL}" fill="${rgb(random, 120, 200)}"/>`,
    ...clutter(random, 12, 90, 220),
    `<rect y="${TALL - 220}" width="${WIDE}" height="220" fill="${rgb(random, 70, 110)}"/>`,
    `<path d="M90 ${TALL - 120} L110 ${roof + 260} L320 ${roof} L960 ${roof} L1170 ${roof + 260} L1190 ${TALL - 120}Z" fill="${body}"/>`,
    `<path d="M250 ${roof + 240} L370 ${roof + 30} L910 ${roof + 30} L1030 ${roof + 240}Z" fill="${rgb(random, 20, 70)}"/>`,
    ...[110, 1010].map(
      (x) =>
        `<rect x="${x}" y="${bumper - 190}" width="160" height="90" rx="24" fill="${rgb(random, 120, 200)}"/>`,
    ),
    `<rect x="110" y="${bumper + 70}" width="1060" height="170" fill="${rgb(random, 20, 60)}"/>`,
    ...grid,
    `<path d="${words.path}" fill="${rgb(random, 160, 240)}"/>`,
  ]);
}

/** A table with pens, coins and paper. */
export function drawTable(fonts, random) {
  const wood = random.chance(0.5);
  const base = wood
    ? [random.between(110, 190), random.between(70, 120), random.between(40, 80)]
    : [1, 1, 1].map(() => random.between(50, 230));
  const [r, g, b] = base.map(Math.round);
  const grain = Array.from({ length: wood ? 60 : 0 }, () => {
    const y = random.between(0, TALL);
    return `<path d="M0 ${y} Q ${WIDE / 2} ${y + random.between(-30, 30)} ${WIDE} ${y + random.between(-20, 20)}" fill="none" stroke="#000" stroke-opacity="${random.between(0.04, 0.2).toFixed(2)}" stroke-width="${random.between(1, 6).toFixed(1)}"/>`;
  });
  const note = Array.from(
    { length: 4 },
    (_, i) =>
      textPath(
        oneOf(fonts, random),
        oneOf(['TOTAL 12.50', 'CASH', '2026-11-21', 'VAT 19', 'NO 4711', 'THANK YOU'], random),
        900,
        90 + 50 * i,
        random.between(14, 26),
      ).path,
  );
  return svg([
    `<rect width="${WIDE}" height="${TALL}" fill="rgb(${r},${g},${b})"/>`,
    ...grain,
    `<rect x="860" y="20" width="380" height="300" fill="#f1efe8" transform="rotate(${random.between(-6, 6).toFixed(1)} 1000 150)"/>`,
    `<path d="${note.join('')}" fill="#333"/>`,
    ...clutter(random, 5, 30, 120),
  ]);
}

/** Shapes of all colors. */
function clutter(random, count, least, most) {
  return Array.from({ length: count }, () => {
    const [x, y, w, h] = [
      random.between(-60, WIDE),
      random.between(-60, TALL),
      random.between(least, most),
      random.between(least, most),
    ];
    const fill = rgb(random, 30, 235);
    return random.chance(0.5)
      ? `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" transform="rotate(${random.between(-20, 20).toFixed(1)} ${x} ${y})"/>`
      : `<ellipse cx="${x}" cy="${y}" rx="${w / 2}" ry="${h / 2}" fill="${fill}"/>`;
  });
}
