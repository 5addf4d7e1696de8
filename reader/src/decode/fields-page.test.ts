import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIELD_TYPES } from './field-types.js';
import { PHONE_PLANS } from './fields/phone-plans.js';
import { PLATES } from './fields/plates.js';
import { POSTCODES } from './fields/postcodes.js';
import { parseRule } from './parse-rule.js';

const page = readFileSync(new URL('../../../docs/fields.md', import.meta.url), 'utf8');

/** Rows of three cells in code: a rule, a text, its value. */
const rows = [...page.matchAll(/^\| `(.+?)` \| `(.+?)` \| `(.+?)` \|$/gm)].map(
  ([, rule, text, value]) => [rule!.replaceAll('\\|', '|'), text!, value!] as const,
);

describe('the page on fields', () => {
  it.each(rows)('%s: %s is %s', (rule, text, value) => {
    expect(String(parseRule(rule).valueOf(text))).toBe(value);
  });

  it('shows every type', () => {
    const shown = new Set(rows.map(([rule]) => /^\w+/.exec(rule)![0]));
    expect(shown).toEqual(new Set(Object.keys(FIELD_TYPES)));
  });

  it('counts the countries as the tables do', () => {
    expect(page).toContain(`Postcodes of ${Object.keys(POSTCODES).length} countries`);
    expect(page).toContain(`Telephone numbers of ${Object.keys(PHONE_PLANS).length} countries`);
    expect(page).toContain(`ordinary ones of ${Object.keys(PLATES).length} countries`);
  });

  it('names the countries whose postcodes need letters', () => {
    const isInDigits = (country: string): boolean => {
      const { automaton } = parseRule(`postcode(${country})`);
      const states = new Set([automaton.start]);
      for (const state of states) {
        for (const symbol of '0123456789- ') {
          const after = automaton.step(state, symbol);
          if (after !== null) states.add(after);
        }
      }
      return [...states].some((state) => automaton.isFinal(state));
    };
    const lettered = Object.keys(POSTCODES).filter((country) => !isInDigits(country));
    expect(lettered).toEqual(['CA', 'GB', 'IE', 'MT', 'NL']);
  });
});
