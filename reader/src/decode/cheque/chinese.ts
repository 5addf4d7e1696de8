/** Amounts in Chinese numerals, capital (壹贰叁) and plain (一二三), simplified and traditional → hundredths of a yuan. */

export interface ChineseAmount {
  readonly cents: number | null;
  readonly problem: string | null;
}

const DIGITS: readonly string[] = [
  '零〇○',
  '壹一壱',
  '贰二貳弍两兩',
  '叁三參叄',
  '肆四',
  '伍五',
  '陆六陸',
  '柒七',
  '捌八',
  '玖九',
];
const UNITS: Readonly<Record<string, number>> = { 拾: 10, 十: 10, 佰: 100, 百: 100, 仟: 1000, 千: 1000 };

/** 0 … 9; −1 for anything else. */
const digitOf = (symbol: string): number =>
  symbol.length === 1 ? DIGITS.findIndex((symbols) => symbols.includes(symbol)) : -1;

/** What may stand ahead: the currency. Spaces and colons do not count. */
const AHEAD = /^(?:人民币|人民幣|RMB|CNY|¥|￥)?/i;

/** Whole part, 角, 分, and the 整 or 正 that closes. */
const SHAPE = /^(?:(?<whole>.+?)[元圆圓块塊])?(?<rest>.*?)[整正]?$/su;
const REST = /^[零〇○]?(?:(?<jiao>.)[角毛])?(?:[零〇○]?(?<fen>.)分)?$/u;

/**
 * Reads "人民币壹仟贰佰叁拾肆元伍角陆分", "壹万元整", "拾元". Zeros that stand for places left out (壹仟零伍) must be there, as
 * the rules for bills ask; 一千五 may be 1005 and 1500, and is refused.
 */
export function parseChinese(text: string): ChineseAmount {
  const bare = text.replaceAll(/[\s:：]/gu, '').replace(AHEAD, '');
  const refused = { cents: null, problem: `The numerals of "${text.trim()}" do not make an amount` };
  const { whole, rest = '' } = SHAPE.exec(bare)?.groups ?? {};
  const parts = REST.exec(rest)?.groups;
  if (!parts || (whole === undefined && rest === '')) return refused;
  const yuan = whole === undefined ? 0 : wholeNumber(whole);
  const jiao = parts.jiao === undefined ? 0 : digitOf(parts.jiao);
  const fen = parts.fen === undefined ? 0 : digitOf(parts.fen);
  if (yuan === null || jiao < 0 || fen < 0) return refused;
  return { cents: yuan * 100 + jiao * 10 + fen, problem: null };
}

/** Sections of four places, joined by 亿 and 万. */
function wholeNumber(text: string): number | null {
  if (digitOf(text) === 0) return 0;
  const sections = /^(?:(.+)[亿億])?(?:(.+)[万萬])?(.*)$/su.exec(text)!.slice(1);
  let sum = 0;
  for (const [i, worth] of [1e8, 1e4, 1].entries()) {
    const written = sections[i] ?? '';
    if (written === '') continue;
    const value = section(Array.from(written), sum === 0);
    if (value === null) return null;
    sum += value * worth;
  }
  return sum > 0 ? sum : null;
}

/** 1 … 9999 in falling units; null for anything out of order. */
function section(symbols: readonly string[], isFirst: boolean): number | null {
  let sum = 0;
  let lastUnit = 10_000;
  // Whether a digit without a unit is certain to be one of ones: at the beginning, behind a zero and behind tens.
  let isOnesClear = isFirst;
  for (let i = 0; i < symbols.length; i++) {
    let digit = digitOf(symbols[i]!);
    if (digit === 0) {
      if (i === 0 && isFirst) return null;
      digit = digitOf(symbols[++i] ?? '');
      isOnesClear = true;
    }
    // Ten needs no one ahead: 拾元.
    const isBareTen = digit < 0 && UNITS[symbols[i] ?? ''] === 10;
    const unit = UNITS[symbols[isBareTen ? i : i + 1] ?? ''] ?? 1;
    if (isBareTen) digit = 1;
    if (digit < 1 || unit >= lastUnit || (unit === 1 && !isOnesClear)) return null;
    if (unit > 1 && !isBareTen) i++;
    sum += digit * unit;
    lastUnit = unit;
    isOnesClear = unit === 10;
  }
  return sum;
}
