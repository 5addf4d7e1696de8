import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latticeSaying } from '../../testing/lattice.js';
import { amount } from '../fields/amount.js';
import { readUnderRule } from '../read-under-rule.js';
import { agree } from './agree.js';
import { parseLegalAmount } from './legal.js';

const ONES =
  ' one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '  twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** A number below a billion in words, written top down. */
function words(n: number, joint: string): string {
  if (n >= 1e6)
    return `${words(Math.floor(n / 1e6), joint)} million${n % 1e6 ? ` ${words(n % 1e6, joint)}` : ''}`;
  if (n >= 1e3)
    return `${words(Math.floor(n / 1e3), joint)} thousand${n % 1e3 ? ` ${words(n % 1e3, joint)}` : ''}`;
  if (n >= 100)
    return `${ONES[Math.floor(n / 100)]} hundred${n % 100 ? `${joint}${words(n % 100, joint)}` : ''}`;
  if (n >= 20) return `${TENS[Math.floor(n / 10)]}${n % 10 ? `-${ONES[n % 10]}` : ''}`;
  return ONES[n]!;
}

const CAPITAL = Array.from('零壹贰叁肆伍陆柒捌玖');
const PLAIN = Array.from('零一二三四五六七八九');

/** A number of yuan below 10¹² in numerals, by the rules for bills. */
function numerals(n: number, digits: readonly string[], units: readonly string[]): string {
  const section = (value: number): string => {
    let out = '';
    let isGap = false;
    for (const [i, unit] of units.entries()) {
      const digit = Math.floor(value / 10 ** (3 - i)) % 10;
      if (digit === 0) isGap = out !== '';
      else {
        out += `${isGap ? digits[0] : ''}${digits[digit]}${unit}`;
        isGap = false;
      }
    }
    return out;
  };
  let out = '';
  for (const [worth, name] of [
    [1e8, '亿'],
    [1e4, '万'],
    [1, ''],
  ] as const) {
    const value = Math.floor(n / worth) % 1e4;
    if (value === 0) continue;
    out += `${out !== '' && value < 1000 ? digits[0] : ''}${section(value)}${name}`;
  }
  return out;
}

describe('a legal amount in English', () => {
  it.each([
    ['one thousand two hundred thirty-four and 56/100', 123_456],
    ['One Thousand Two Hundred and Thirty-Four Dollars and Fifty-Six Cents only', 123_456],
    ['*** Twelve hundred & 00/100 dollars ***', 120_000],
    ['five dollars', 500],
    ['A hundred pounds exactly', 10_000],
    ['fifty cents only', 50],
    ['99/100', 99],
    ['twenty and no/100', 2000],
    ['twenty and xx/100 dollars', 2000],
    ['zero dollars and 5/100', 5],
    ['two million and five', 200_000_500],
    ['Rupees one lakh twenty thousand only', 12_000_000],
    ['one hundred five', 10_500],
    ['one hundred dollars, fifty-six cents', 10_056],
  ])('%s', (text, cents) => {
    expect(parseLegalAmount(text)).toEqual({ cents, language: 'en', corrections: [], problem: null });
  });

  it('is read as it is written, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.integer({ min: 0, max: 99 }),
        fc.boolean(),
        (whole, cents, isBritish) => {
          const text = words(whole, isBritish ? ' and ' : ' ');
          const ends = [
            `${text} and ${String(cents).padStart(2, '0')}/100`,
            `${text} dollars${cents ? ` and ${words(cents, ' ')} cents` : ''} only`,
          ];
          for (const written of ends)
            expect([written, parseLegalAmount(written).cents]).toEqual([written, whole * 100 + cents]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['fourty dollars', 4000, 'forty'],
    ['ninty dollars', 9000, 'ninety'],
    ['one hunderd', 10_000, 'hundred'],
    ['two thousend', 200_000, 'thousand'],
    ['twentyfive dollars', 2500, 'twenty five'],
    ['eigth dollars', 800, 'eight'],
    ['five dollrs', 500, 'dollars'],
  ])('may be misspelled: %s', (text, cents, read) => {
    const amount = parseLegalAmount(text);
    expect(amount.cents).toBe(cents);
    expect(amount.corrections.map((correction) => correction.read)).toEqual([read]);
  });

  it.each([
    '',
    'sixt dollars',
    'onn',
    'thousand',
    'two three',
    'one thousand two thousand',
    'one million two million',
    'five hundred hundred',
    'twenty twelve',
    'one and',
    'fifty cents dollars five',
    'ten hundred',
    'hundred',
    'and 5/100',
    '1234',
    'one thousand 5',
    'hello',
    'one dollar one',
    'one hundred cents',
  ])('is refused where it is not certain: %j', (text) => {
    const { cents, problem } = parseLegalAmount(text);
    expect([text, cents]).toEqual([text, null]);
    expect(problem).toMatch(/\w/);
  });

  it('is refused where it is no amount at all, without delay', () => {
    expect(parseLegalAmount('one '.repeat(200)).problem).toMatch(/at most 500 characters/);
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('one ', 'ty', 'hundred ', 'and ', '/100', '5', 'x', '壹', '元', '零'),
          maxLength: 12,
        }),
        (text) => {
          const { cents } = parseLegalAmount(text);
          expect(cents === null || (Number.isSafeInteger(cents) && cents >= 0)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a legal amount in Chinese', () => {
  it.each([
    ['壹仟贰佰叁拾肆元伍角陆分', 123_456],
    ['人民币：壹万元整', 1_000_000],
    ['拾元', 1000],
    ['十五元', 1500],
    ['一百二十元正', 12_000],
    ['两千元', 200_000],
    ['壹佰元零伍分', 10_005],
    ['壹仟零伍元', 100_500],
    ['壹萬零伍拾圓整', 1_005_000],
    ['叁亿零伍万元整', 30_005_000_000],
    ['伍角', 50],
    ['零元伍分', 5],
    ['贰分', 2],
    ['陸拾元零角伍分', 6005],
    ['一百十五元', 11_500],
  ])('%s', (text, cents) => {
    expect(parseLegalAmount(text)).toEqual({ cents, language: 'zh', corrections: [], problem: null });
  });

  it('is read as it is written, in capital and plain numerals', () => {
    const yuan = fc.oneof(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 999_999_999_999 }));
    fc.assert(
      fc.property(yuan, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), (n, jiao, fen) => {
        const tail = `${jiao ? `${CAPITAL[jiao]}角` : fen ? '零' : ''}${fen ? `${CAPITAL[fen]}分` : '整'}`;
        const capital = `${numerals(n, CAPITAL, ['仟', '佰', '拾', ''])}元${tail}`;
        expect([capital, parseLegalAmount(capital).cents]).toEqual([capital, n * 100 + jiao * 10 + fen]);
        const plain = `${numerals(n, PLAIN, ['千', '百', '十', ''])}元`;
        expect([plain, parseLegalAmount(plain).cents]).toEqual([plain, n * 100]);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    '元',
    '壹仟伍元',
    '一万五元',
    '壹贰叁元',
    '佰元',
    '壹佰仟元',
    '壹拾拾元',
    '零壹元',
    '壹元贰',
    '壹元贰分叁角',
    '壹仟零元',
    '壹万万万元',
    '三百五',
    '你好',
  ])('is refused where it is not certain: %s', (text) => {
    expect(parseLegalAmount(text)).toMatchObject({ cents: null, language: 'zh' });
  });
});

describe('figures and words', () => {
  const figures = (places: Parameters<typeof latticeSaying>[0]) =>
    readUnderRule(latticeSaying(places), amount('en'));

  it('that say the same are accepted', () => {
    const reading = figures(['1', '2', '.', '5', '0']);
    expect(agree(reading, 'twelve and 50/100')).toMatchObject({
      status: 'accepted',
      cents: 1250,
      courtesy: 1250,
      suggestion: null,
      reasons: [],
    });
    expect(agree(reading, '拾贰元伍角')).toMatchObject({ status: 'accepted', cents: 1250 });
    expect(agree('12.5', parseLegalAmount('twelve and 50/100')).status).toBe('accepted');
    const inCents = readUnderRule(latticeSaying(['7']), amount({ as: 'cents' }));
    expect(agree(inCents, 'seven dollars')).toMatchObject({ status: 'accepted', cents: 700 });
  });

  it('that differ are for review, and neither is taken', () => {
    const reading = agree(figures(['1', '2', '.', '5', '0']), 'thirteen and 50/100');
    expect(reading).toMatchObject({ status: 'review', cents: null, courtesy: 1250, suggestion: null });
    expect(reading.reasons).toEqual([
      { code: 'differ', message: 'The figures say 12.50, the words 13.50; please check.' },
    ]);
  });

  it('of which another reading agrees are for review, with the suggestion', () => {
    const reading = agree(figures(['1', { 2: 0.7, 3: 0.3 }, '.', '5', '0']), 'thirteen and 50/100');
    expect(reading).toMatchObject({
      status: 'review',
      cents: null,
      suggestion: { text: '13.50', cents: 1350 },
    });
    expect(reading.suggestion!.price).toBeCloseTo(Math.log(7 / 3), 2);
    expect(reading.reasons[0]!.code).toBe('alternative-agrees');
  });

  it('that were not read are for review', () => {
    const unread = { valid: false, value: null, alternatives: [] };
    expect(agree(unread, 'one').reasons[0]!.code).toBe('unread-courtesy');
    expect(agree('1', 'onn').reasons[0]).toMatchObject({
      code: 'unread-legal',
      message: expect.stringContaining('"onn"'),
    });
    expect(() => agree('1.234', 'one')).toThrow(/at most two places/);
    expect(() => agree('1,2', 'one')).toThrow(/a decimal number/);
  });
});
