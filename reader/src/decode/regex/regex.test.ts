import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepts } from '../automaton/automaton.js';
import { compile } from '../automaton/compile.js';
import { pattern } from '../fields/pattern.js';
import { expressionMachine } from './machine.js';

/** Expressions of the subset, as source: atoms, then groups, choices and repetitions of them. */
const sources = fc.letrec<{ source: string; atom: string }>((tie) => ({
  atom: fc.constantFrom(
    'a',
    'b',
    '1',
    '-',
    '.',
    '[ab]',
    '[^a]',
    '[0-5b-]',
    '\\d',
    '\\W',
    '\\.',
    '[\\s1]',
    '\\u0062',
    '😀',
  ),
  source: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('atom'),
    fc.tuple(tie('source'), tie('source')).map(([a, b]) => a + b),
    fc.tuple(tie('source'), tie('source')).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(tie('source'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,2}?', '{2,}'))
      .map(([a, times]) => `(${a})${times}`),
  ),
})).source;

const texts = fc.string({
  unit: fc.constantFrom('a', 'b', '1', '7', '-', '.', ' ', '\n', '😀', 'é'),
  maxLength: 8,
});

describe('an expression as an automaton', () => {
  it('accepts what JavaScript matches as a whole', () => {
    fc.assert(
      fc.property(sources, fc.array(texts, { minLength: 5, maxLength: 5 }), (source, several) => {
        const automaton = compile(expressionMachine(source), source);
        const expression = new RegExp(`^(?:${source})$`, 'u');
        for (const text of several)
          expect([text, accepts(automaton, text)]).toEqual([text, expression.test(text)]);
      }),
      { numRuns: 300 },
    );
  });

  it('knows how many characters are still missing, and none where there is an end', () => {
    const automaton = compile(expressionMachine('ab{3}|c?'), 'test');
    expect(automaton.distance(automaton.start)).toBe(0);
    const a = automaton.step(automaton.start, 'a')!;
    expect([automaton.distance(a), automaton.isFinal(a)]).toEqual([3, false]);
    expect(automaton.step(a, 'c')).toBeNull();
  });

  it('never goes where there is no end', () => {
    const automaton = compile(expressionMachine('ab[]|ac'), 'test');
    const a = automaton.step(automaton.start, 'a')!;
    expect(automaton.step(a, 'b')).toBeNull();
    expect(automaton.step(a, 'c')).not.toBeNull();
  });

  it.each([
    ['^\\d+$', '12', true],
    ['(?<year>\\d{4})', '2024', true],
    ['\\w\\t\\x41\\0', 'z\tA\0', true],
    ['[\\w-]+', 'a-b', true],
    ['[^]', '\n', true],
  ])('/%s/ on %j: %s', (source, text, isMatch) => {
    expect(pattern(`(?:${source.replace(/^\^|\$$/g, '')})|never`).accepts(text)).toBe(isMatch);
  });
});

describe('what an automaton cannot follow is named', () => {
  it.each([
    ['(a)\\1', /back references/],
    ['\\k<a>', /back references/],
    ['a(?=b)', /lookahead/],
    ['(?!b)a', /lookahead/],
    ['(?<=b)a', /lookbehind/],
    ['\\bword\\b', /word boundaries/],
    ['\\p{L}', /Unicode properties/],
    ['a^b', /"\^" inside/],
    ['a$b', /"\$" inside/],
    ['(?i:a)', /groups of the kind "\(\?i"/],
  ])('/%s/', (source, message) => {
    expect(() => pattern(source)).toThrow(message);
    expect(() => pattern(source)).toThrow(SyntaxError);
  });

  it('flags too', () => {
    expect(() => pattern(/a/i)).toThrow(/without flags/);
    expect(pattern(/a{2}/u).accepts('aa')).toBe(true);
  });
});

describe('what is no expression is refused', () => {
  it.each([
    '(',
    ')',
    'a)',
    '[a',
    '*',
    'a**',
    'a{2',
    'a{3,2}',
    'a{,2}',
    '{',
    ']',
    'a|*',
    '\\',
    '\\q',
    '[b-a]',
    '[a-\\d]',
    '\\u{110000}',
    '\\x4',
    '(?<1a>b)',
  ])('/%s/', (source) => {
    // JavaScript with the flag u refuses them too.
    expect(() => new RegExp(source, 'u')).toThrow();
    expect(() => pattern(source)).toThrow(SyntaxError);
  });

  it('malformed or not, any text is answered', () => {
    const symbols = fc.constantFrom(...'ab1()[]{}|*+?^$.\\-,<>:=!d', '(?', '{2,');
    fc.assert(
      fc.property(fc.string({ unit: symbols, maxLength: 12 }), (source) => {
        const outcome = ((): unknown => {
          try {
            return pattern(source).expects;
          } catch (error) {
            return error;
          }
        })();
        const isAnswer =
          typeof outcome === 'string' || outcome instanceof SyntaxError || outcome instanceof RangeError;
        expect(isAnswer).toBe(true);
        // What is accepted here is an expression there too.
        if (typeof outcome === 'string') expect(() => new RegExp(`^(?:${source})$`, 'u')).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});

describe('what would blow up is refused, at once and by its limit', () => {
  it.each([
    ['(a|b)*a(a|b){20}', /at most 5000 states/],
    ['((a{100}){100}){100}', /at most 5000 states/],
    ['a{999999999}', /at most 5000 states/],
    ['(){999999999}', /at most 5000 states/],
    ['(.*a){30}.*b.{12}', /at most 5000 states/],
    ['('.repeat(2000), /at most 1000 characters/],
  ])('/%.40s/', (source, message) => {
    const start = performance.now();
    expect(() => pattern(source)).toThrow(RangeError);
    expect(() => pattern(source)).toThrow(message);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('while what makes others backtrack for ever is just followed', () => {
    const rule = pattern('(a+)+b|(a|a)*c|(a*)*d');
    expect(rule.accepts(`${'a'.repeat(5000)}!`)).toBe(false);
    expect(rule.accepts(`${'a'.repeat(5000)}d`)).toBe(true);
  });

  it('and what matches nothing says so', () => {
    expect(() => pattern('[]')).toThrow(/no text can meet/);
    expect(() => pattern('a[]|[]b')).toThrow(/no text can meet/);
  });
});
