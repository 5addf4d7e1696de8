/** Bank cards as SVG, drawn from the front: numbers that pass Luhn's check and belong to nobody. */
import { canWrite, textPath } from './type.mjs';

const [WIDE, TALL] = [640, 404];
const oneOf = (list, random) => list[random.int(list.length)];
const color = (random, low, high) =>
  `rgb(${[0, 1, 2].map(() => Math.round(random.between(low, high))).join(',')})`;

/** Sixteen digits of Visa's or Mastercard's ranges, or fifteen of American Express's, the last one the check digit. */
function cardNumber(random) {
  const start = oneOf(['4', '4', '51', '53', '55', '37'], random);
  const length = start === '37' ? 15 : 16;
  let digits = start;
  while (digits.length < length - 1) digits += random.int(10);
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  const number = digits + ((10 - (sum % 10)) % 10);
  const pattern = length === 15 ? /^(.{4})(.{6})(.{5})$/ : /^(.{4})(.{4})(.{4})(.{4})$/;
  return pattern.exec(number).slice(1).join(' ');
}

/** @returns its SVG, size, number, and the box around the number */
export function drawCard(fonts, random) {
  const text = cardNumber(random);
  const font = oneOf(
    fonts.filter((each) => canWrite(each, `${text}/THRU`)),
    random,
  );
  const isDark = random.chance(0.7);
  const [low, high] = isDark ? [10, 110] : [150, 240];
  const ink = isDark
    ? oneOf(['#f2f2f2', '#d8d8d8', '#e3cf8f'], random)
    : oneOf(['#16181d', '#3a3a3a'], random);
  const isRaised = random.chance(0.5);
  const cap = random.between(32, 40);
  const pitch = (WIDE - 110) / (text.length * cap);
  const number = textPath(font, text, 55, 250, cap, { pitch });
  const small = (words, x, y, size) => textPath(font, words, x, y, size, { room: 0.06 }).path;
  const year = 26 + random.int(8);
  const month = String(1 + random.int(12)).padStart(2, '0');
  // Raised digits: light from above on the one edge, shadow on the other.
  const relief = isRaised
    ? `<path d="${number.path}" fill="#000" fill-opacity="0.55" transform="translate(1.6 1.8)"/><path d="${number.path}" fill="#fff" fill-opacity="0.5" transform="translate(-1.3 -1.5)"/>`
    : '';
  const waves = Array.from({ length: 5 }, (_, i) => {
    const y = random.between(0, TALL);
    const bow = random.between(-160, 160);
    return `<path d="M0 ${y} Q ${WIDE / 2} ${y + bow} ${WIDE} ${y + i * 12}" fill="none" stroke="#fff" stroke-opacity="${random.between(0.03, 0.16).toFixed(2)}" stroke-width="${random.between(2, 26).toFixed(1)}"/>`;
  }).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDE}" height="${TALL}"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">
<stop offset="0" stop-color="${color(random, low, high)}"/><stop offset="1" stop-color="${color(random, low, high)}"/></linearGradient></defs>
<rect width="${WIDE}" height="${TALL}" rx="22" fill="url(#g)"/>${waves}
<rect x="55" y="130" width="78" height="60" rx="9" fill="#cfb36a"/><path d="M55 160h78M94 130v60" stroke="#8d7a45" stroke-width="2"/>
<path d="${small('DIGITRY BANK', 55, 72, 30)}" fill="${ink}"/>${relief}
<path d="${number.path}" fill="${ink}" fill-opacity="${isRaised ? random.between(0.15, 1).toFixed(2) : 1}"/>
<path d="${small(`${month}/${year}`, 330, 305, 22)}" fill="${ink}"/><path d="${small('A SPECIMEN', 55, 352, 24)}" fill="${ink}"/>
<circle cx="540" cy="335" r="36" fill="#d23a2e" fill-opacity="0.85"/><circle cx="580" cy="335" r="36" fill="#eda12e" fill-opacity="0.8"/></svg>`;
  return {
    svg,
    width: WIDE,
    height: TALL,
    text,
    box: { x: 55, y: 250 - cap, width: number.end - 55, height: cap },
  };
}
