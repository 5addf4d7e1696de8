/** Number plates as SVG, drawn from the front. */
import { canWrite, textPath } from './type.mjs';

/** `D` a digit, `L` a letter of those the country uses. The first digit behind letters is no 0 where plates have none. */
const COUNTRIES = {
  DE: { patterns: ['LL LL NDDD', 'L LL NDDD', 'LLL L NDD', 'LL L NDDD'], band: true, seals: true },
  FR: { patterns: ['LL-DDD-LL'], letters: 'ABCDEFGHJKLMNPQRSTVWXYZ', band: true },
  IT: { patterns: ['LL DDDLL'], letters: 'ABCDEFGHJKLMNPRSTVWXYZ', band: true },
  ES: { patterns: ['DDDD LLL'], letters: 'BCDFGHJKLMNPRSTVWXYZ', band: true },
  GB: { patterns: ['LLDD LLL'], letters: 'ABCDEFGHJKLMNPRSTUVWXY', paper: '#f3c51d' },
  NL: {
    patterns: ['L-DDD-LL', 'LL-DDD-L', 'D-LLL-DD'],
    letters: 'BDFGHJKLNPRSTVXZ',
    paper: '#f0b429',
    band: true,
  },
  CH: { patterns: ['ZH NDDDDD', 'BE NDDDDD', 'VD NDDDDD'] },
  PL: { patterns: ['LL NDDDD', 'LLL NDDD'], letters: 'ABCDEFGHJKLMNPRSTUVWXYZ', band: true },
  SE: { patterns: ['LLL DDD'], letters: 'ABCDEFGHJKLMNPRSTUWXYZ', band: true },
  PT: { patterns: ['LL DD LL'], band: true },
};

export const PLATE_COUNTRIES = Object.keys(COUNTRIES);

const oneOf = (list, random) => list[random.int(list.length)];

function plateText({ patterns, letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' }, random) {
  const places = { D: () => random.int(10), N: () => 1 + random.int(9), L: () => oneOf(letters, random) };
  const pattern = oneOf(patterns, random);
  // The Swiss ones begin with their canton.
  const fixed = /^(ZH|BE|VD) /.exec(pattern)?.[0] ?? '';
  return fixed + [...pattern.slice(fixed.length)].map((place) => places[place]?.() ?? place).join('');
}

/** @returns its SVG, size, text, country, and the box around its characters */
export function drawPlate(fonts, random) {
  const country = oneOf(PLATE_COUNTRIES, random);
  const { paper = '#f4f4f0', band = false, seals = false } = COUNTRIES[country];
  const text = plateText(COUNTRIES[country], random);
  const font = oneOf(
    fonts.filter((each) => canWrite(each, text)),
    random,
  );
  const tall = 110;
  const [cap, baseline] = [random.between(68, 78), 92];
  const bandWidth = band ? 42 : 0;
  const style = {
    narrow: random.between(0.8, 1),
    room: random.between(0.05, 0.14),
    space: random.between(0.4, 0.65),
  };
  const from = bandWidth + random.between(14, 34);
  const { path, end } = textPath(font, text, from, baseline, cap, style);
  const wide = Math.ceil(end + random.between(14, 34));
  const parts = [
    `<rect width="${wide}" height="${tall}" rx="9" fill="${paper}"/>`,
    `<rect x="4" y="4" width="${wide - 8}" height="${tall - 8}" rx="6" fill="none" stroke="#1a1a1a" stroke-width="3"/>`,
    ...(band
      ? [
          `<rect x="6" y="6" width="${bandWidth - 6}" height="${tall - 12}" fill="#1f3f94"/>`,
          stars(bandWidth / 2 + 3),
        ]
      : []),
    `<path d="${path}" fill="${oneOf(['#111111', '#1c1c22', '#202a33'], random)}"/>`,
  ];
  const gap = text.indexOf(' ');
  if (seals && gap > 0 && random.chance(0.7)) {
    const x =
      textPath(font, text.slice(0, gap), from, baseline, cap, style).end + (style.space * cap) / 2 + 4;
    for (const [y, fill] of [
      [38, '#c9a93b'],
      [72, '#7c8794'],
    ])
      parts.push(
        `<circle cx="${x}" cy="${y}" r="${Math.min(11, style.space * cap * 0.42)}" fill="${fill}"/>`,
      );
  }
  for (const x of [wide * 0.2, wide * 0.8])
    if (random.chance(0.4)) parts.push(`<circle cx="${x}" cy="11" r="4" fill="#55585c"/>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${tall}">${parts.join('')}</svg>`;
  return {
    svg,
    width: wide,
    height: tall,
    text,
    country,
    box: { x: from, y: baseline - cap, width: end - from, height: cap },
  };
}

function stars(x) {
  const at = (i) => [x + 11 * Math.cos((i * Math.PI) / 6), 36 + 11 * Math.sin((i * Math.PI) / 6)];
  return Array.from({ length: 12 }, (_, i) => {
    const [cx, cy] = at(i);
    return `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="1.7" fill="#f5d020"/>`;
  }).join('');
}
