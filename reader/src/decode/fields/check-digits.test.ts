import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latticeSaying } from '../../testing/lattice.js';
import { parseRule } from '../parse-rule.js';
import { readUnderRule } from '../read-under-rule.js';
import { card } from './card.js';
import { ean, isbn, luhn, mod11, mod97 } from './checked.js';
import { iban } from './iban.js';
import { IBAN_STRUCTURES } from './iban-structures.js';

/** The arithmetic again, written another way: over the whole number. */
const digitsOf = (text: string): number[] => Array.from(text, Number);
const isLuhn = (text: string): boolean =>
  digitsOf(text)
    .reverse()
    .reduce((sum, digit, i) => sum + (i % 2 === 0 ? digit : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit]!), 0) %
    10 ===
  0;
const isEan = (text: string): boolean =>
  digitsOf(text)
    .reverse()
    .reduce((sum, digit, i) => sum + digit * (i % 2 === 0 ? 1 : 3), 0) %
    10 ===
  0;

const numbers = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });

describe('published numbers', () => {
  it.each([
    // ISO/IEC 7812 and the networks' test numbers.
    ['luhn(11)', '79927398713'],
    ['luhn(16)', '4111 1111 1111 1111'],
    ['card', '378282246310005'],
    ['card(visa)', '4012-8888-8888-1881'],
    ['card(mastercard)', '5555 5555 5555 4444'],
    ['card(mastercard)', '2223003122003222'],
    ['card(discover)', '6011111111111117'],
    ['card(diners)', '30569309025904'],
    ['card(jcb)', '3530111333300000'],
    // GS1's and Wikipedia's examples.
    ['ean(13)', '4006381333931'],
    ['ean(13)', '5901234123457'],
    ['ean(8)', '73513537'],
    ['ean(8)', '96385074'],
    ['ean(12)', '036000291452'],
    ['ean(14)', '10614141000415'],
    // The ISBN manual's.
    ['isbn', '0-306-40615-2'],
    ['isbn(10)', '080442957X'],
    ['isbn', '978-0-306-40615-7'],
    ['isbn(13)', '9783161484100'],
    // The NHS's test number.
    ['mod11(10)', '943 476 5919'],
    // Norwegian account numbers.
    ['mod11(11, weights=5|4|3|2|7|6|5|4|3|2|1)', '86011117947'],
    // ISO 7064: 794 with the check digits 44.
    ['mod97(5)', '79444'],
    // ISO 13616 and SWIFT's registry.
    ['iban', 'GB82 WEST 1234 5698 7654 32'],
    ['iban', 'DE89370400440532013000'],
    ['iban', 'FR1420041010050500013M02606'],
    ['iban', 'CH93 0076 2011 6238 5295 7'],
    ['iban', 'AT611904300234573201'],
    ['iban', 'NL91ABNA0417164300'],
    ['iban', 'BE68539007547034'],
    ['iban', 'ES9121000418450200051332'],
    ['iban', 'IT60X0542811101000000123456'],
    ['iban', 'SE4550000000058398257466'],
    ['iban', 'NO9386011117947'],
    ['iban', 'DK5000400440116243'],
    ['iban', 'PL61109010140000071219812874'],
    ['iban', 'GR1601101250000000012300695'],
    ['iban', 'MT84MALT011000012345MTLCAST001S'],
    ['iban', 'BR9700360305000010009795493P1'],
    ['iban', 'LU280019400644750000'],
    ['iban', 'TR330006100519786457841326'],
    ['iban', 'SA0380000000608010167519'],
    ['iban', 'SC18SSCB11010000000000001497USD'],
    ['iban(DE, printed=true)', '89 3704 0044 0532 0130 00'],
  ])('%s: %s', (short, text) => {
    const rule = parseRule(short);
    expect(rule.accepts(text)).toBe(true);
    // One digit more or less in any place is noticed.
    const bare = text.replaceAll(/[ -]/g, '');
    for (let i = 0; i < bare.length; i++) {
      if (!/\d/.test(bare[i]!)) continue;
      const other = `${bare.slice(0, i)}${(Number(bare[i]) + 1) % 10}${bare.slice(i + 1)}`;
      expect([other, rule.accepts(other)]).toEqual([other, false]);
    }
  });

  it('are given without what only groups them', () => {
    expect(luhn(16).valueOf('4111 1111-1111 1111')).toBe('4111111111111111');
    expect(iban({ countries: 'DE', printed: true }).valueOf('89 370400440532013000')).toBe(
      'DE89370400440532013000',
    );
    expect(isbn().valueOf('0-8044-2957-X')).toBe('080442957X');
  });

  it('have no separators first, last or twice', () => {
    for (const text of ['-79927398713', '79927398713-', '7992  7398713'])
      expect(luhn(11).accepts(text)).toBe(false);
    for (const text of [' DE89370400440532013000', 'DE89370400440532013000 ', 'DE89  370400440532013000'])
      expect(iban().accepts(text)).toBe(false);
  });
});

describe('random numbers', () => {
  it('are accepted exactly with the right check digit', () => {
    const [luhn8, luhns, ean8, book, eleven, ninetySeven] = [
      luhn(8),
      luhn({ min: 3, max: 20 }),
      ean(8),
      isbn(),
      mod11(10),
      mod97(10),
    ];
    fc.assert(
      fc.property(numbers(8), numbers(13), numbers(10), (eight, thirteen, ten) => {
        expect(luhn8.accepts(eight)).toBe(isLuhn(eight));
        expect(ean8.accepts(eight)).toBe(isEan(eight));
        expect(luhns.accepts(thirteen)).toBe(isLuhn(thirteen));
        expect(book.accepts(`978${ten}`)).toBe(isEan(`978${ten}`));
        const sum = digitsOf(ten).reduce((all, digit, i) => all + digit * (10 - i), 0);
        expect(eleven.accepts(ten)).toBe(sum % 11 === 0);
        expect(ninetySeven.accepts(ten)).toBe(Number(ten) % 97 === 1);
      }),
      { numRuns: 100 },
    );
  });

  it('make an IBAN of every country with the check digits that the standard computes, and with no others', () => {
    const rule = iban();
    const kinds: Readonly<Record<string, string>> = { n: '0123456789', a: 'AKZ', c: '0B9' };
    const picks = fc.array(fc.nat({ max: 9 }), { minLength: 34, maxLength: 34 });
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(IBAN_STRUCTURES)), picks, (country, pick) => {
        const account = IBAN_STRUCTURES[country]!.replaceAll(/(\d+)([nac])/g, (_, count, kind) =>
          kind.repeat(Number(count)),
        )
          .split('')
          .map((kind, i) => kinds[kind]![pick[i]! % kinds[kind]!.length]!)
          .join('');
        const numeric = `${account}${country}00`.replaceAll(/[A-Z]/g, (letter) =>
          String(letter.charCodeAt(0) - 55),
        );
        const check = 98 - Number(BigInt(numeric) % 97n);
        const text = (digits: number): string => `${country}${String(digits).padStart(2, '0')}${account}`;
        expect([text(check), rule.accepts(text(check))]).toEqual([text(check), true]);
        expect(rule.accepts(text(check === 98 ? 2 : check + 1))).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a search inside the rule', () => {
  it('finds the one most probable number of all with a right check digit', () => {
    const rule = luhn(12);
    // Each place is one of two digits: of all 2¹² numbers, the best valid one must come out.
    const place = fc.tuple(
      fc.nat({ max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: 0.5, max: 0.999, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(place, { minLength: 12, maxLength: 12 }), (places) => {
        const options = places.map(([digit, by, p]) => [
          [String(digit), p] as const,
          [String((digit + by) % 10), 1 - p] as const,
        ]);
        let all: [string, number][] = [['', 1]];
        for (const two of options)
          all = all.flatMap(([text, p]) => two.map(([d, q]) => [text + d, p * q] as [string, number]));
        const [best] = all.filter(([text]) => isLuhn(text)).sort((a, b) => b[1] - a[1]);
        const free = Math.log(Math.max(...all.map(([, p]) => p)));
        const lattice = latticeSaying(
          options.map((two) => Object.fromEntries(two)),
          1e-9,
        );
        const reading = readUnderRule(lattice, rule);
        if (best) expect(reading.price).toBeCloseTo(free - Math.log(best[1]), 4);
        else expect(reading.price).toBeGreaterThan(10);
        expect(isLuhn(reading.text)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('reads an IBAN whose last digits only are plain', () => {
    const text = '89370400440532013000';
    const places = Array.from(text, (digit, i) =>
      i % 8 ? digit : { [digit]: 0.4, [(Number(digit) + 5) % 10]: 0.6 },
    );
    const { value, price } = readUnderRule(latticeSaying(places), iban({ countries: 'DE', printed: true }));
    expect(value).toBe('DE89370400440532013000');
    expect(price).toBeCloseTo(3 * Math.log(1.5), 2);
  });
});

describe('rules that cannot be', () => {
  it.each([
    [() => luhn(0), /1 to 64, the least first, for the length of luhn but received 0/],
    [() => luhn({ min: 5, max: 3 }), /received 5 to 3/],
    [() => mod11({ length: 3, weights: [1, 2] }), /3 whole numbers for weights/],
    [() => ean(9 as 8), /8, 12, 13 or 14/],
    [() => isbn(11 as 10), /10 or 13/],
    [() => iban({ countries: 'XX' }), /a country of AD, AE.*for iban but received "XX"/],
    [() => iban({ countries: [] }), /received none/],
    [() => iban({ printed: true }), /one country for a printed iban/],
    [() => card({ brands: ['acme'] }), /brands of amex/],
  ])('%s', (make, message) => {
    expect(make).toThrow(message);
  });
});
