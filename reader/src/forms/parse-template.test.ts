import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ReaderError } from '../reader-error.js';
import { meets } from '../testing/json-schema.js';
import { checkTemplate, parseTemplate, partsOf } from './parse-template.js';
import { FIELD_KINDS } from './template.js';
import { templateSchema } from './template-schema.js';

const box = { x: 10, y: 20, width: 300, height: 40 };
const template = {
  version: 1,
  name: 'Meter card',
  page: { width: 1654, height: 2339 },
  blank: 'card.pdf',
  blankPage: 2,
  fields: [
    { name: 'reading', kind: 'boxes', box, cells: 6, rule: 'digits(6)', required: true },
    { name: 'day', kind: 'line', box, rule: { type: 'date', order: 'dmy' }, label: 'Read on' },
    { name: 'estimated', kind: 'checkbox', box: { ...box, width: 40 } },
    { name: 'costs', kind: 'column', box, rows: [box, box], total: box, rule: 'amount(de)' },
    { name: 'paid', kind: 'cheque', box, rule: 'amount' },
    { name: 'note', kind: 'line', box },
  ],
};

/** The template with one entry replaced, or left out where the value is undefined. */
function replaced(path: readonly (string | number)[], value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(template)) as Record<string | number, unknown>;
  const place = path.slice(0, -1).reduce((each, key) => each[key] as typeof copy, copy);
  const last = path.at(-1)!;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}

const problemsOf = (json: unknown) => {
  const checked = checkTemplate(json);
  return 'problems' in checked ? checked.problems : [];
};

describe('a template', () => {
  it('is what it was', () => {
    expect(parseTemplate(template)).toEqual(template);
    expect(parseTemplate(JSON.parse(JSON.stringify(template)))).toEqual(template);
  });

  test.each([
    [['version'], 2, 'version', 'Expected 1 for version but received 2; this digitry reads no other version'],
    [['name'], '', 'name', 'Expected 1 to 500 characters for name but received ""'],
    [['page'], undefined, 'page', 'Expected an object for page but received nothing'],
    [
      ['page', 'width'],
      -3,
      'page.width',
      'Expected a number from 1 to 1000000 for page.width but received -3',
    ],
    [['fields'], [], 'fields', 'Expected a list of 1 to 1000 for fields but received a list of 0'],
    [['fields', 1], 7, 'fields[1]', 'Expected an object for fields[1] but received 7'],
    [
      ['fields', 1, 'name'],
      'reading',
      'fields[1].name',
      'Expected a name of its own for fields[1].name but received "reading"; fields[0] has it too',
    ],
    [
      ['fields', 0, 'kind'],
      'combs',
      'fields[0].kind',
      'Expected line, boxes, checkbox, column, cheque for fields[0].kind but received "combs"',
    ],
    [
      ['fields', 0, 'cells'],
      undefined,
      'fields[0].cells',
      'Expected a whole number from 1 to 64 for fields[0].cells but received nothing',
    ],
    [
      ['fields', 0, 'sells'],
      6,
      'fields[0].sells',
      'Expected name, kind, box, label, required, rule, cells in fields[0] but received "sells"; correct or remove it',
    ],
    [
      ['fields', 2, 'box', 'x'],
      1650,
      'fields[2].box',
      'Expected a box on the page of 1654 × 2339 for fields[2].box but received "x 1650, y 20, width 40, height 40"',
    ],
    [
      ['fields', 3, 'rows', 1, 'height'],
      '40',
      'fields[3].rows[1].height',
      'Expected a number from 0.000001 to 1000000 for fields[3].rows[1].height but received "40"',
    ],
    [
      ['fields', 4, 'rule'],
      'digits(5)',
      'fields[4].rule',
      'Expected a rule of amount for fields[4].rule but received "digits(5)"',
    ],
    [
      ['fields', 4, 'rule'],
      'amount(en, decimals=3)',
      'fields[4].rule',
      'Expected an amount of at most 2 decimals for fields[4].rule but received "amount(en, decimals=3)"; words are compared in hundredths',
    ],
    [
      ['fields', 4, 'rule'],
      'amount(ja, decimals=0, as=cents)',
      'fields[4].rule',
      'Expected an amount of at most 2 decimals for fields[4].rule but received "amount(ja, decimals=0, as=cents)"; words are compared in hundredths',
    ],
    [
      ['fields', 3, 'rule'],
      undefined,
      'fields[3].rule',
      'Expected a rule for fields[3].rule but received nothing; this field needs one: amount or integer',
    ],
    [
      ['fields', 0, 'required'],
      'yes',
      'fields[0].required',
      'Expected true or false for fields[0].required but received "yes"',
    ],
  ])('with %j %j is refused, with the place', (path, value, where, sentence) => {
    expect(problemsOf(replaced(path, value))[0]).toEqual({ path: where, message: sentence });
  });

  it('says what is wrong with a rule', () => {
    const [problem] = problemsOf(replaced(['fields', 0, 'rule'], 'digits(0)'));
    expect(problem!.path).toBe('fields[0].rule');
    expect(problem!.message).toMatch(/^Expected a rule for fields\[0\]\.rule: Expected .* but received/);
    for (const rule of [
      'pattern((a+)+$)',
      'pattern((((.*)*)*)*x)',
      'oneOf()',
      'integer(5..3)',
      {},
      [],
      5,
      null,
    ])
      expect(problemsOf(replaced(['fields', 0, 'rule'], rule)).length).toBeLessThan(2);
  });

  it('tells everything that is wrong at once, and throws the first', () => {
    const broken = { ...template, name: 5, fields: [{ ...template.fields[0], name: '1', cells: 0 }] };
    expect(problemsOf(broken).map(({ path }) => path)).toEqual(['name', 'fields[0].name', 'fields[0].cells']);
    try {
      parseTemplate(broken);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ReaderError);
      expect(error).toMatchObject({
        code: 'template-invalid',
        message: 'Expected 1 to 500 characters for name but received 5 (and 2 more)',
      });
    }
  });

  it('knows no names from the prototype', () => {
    const json = JSON.parse('{"version": 1, "__proto__": {"name": "x"}, "constructor": 1}') as unknown;
    expect(problemsOf(json).map(({ path }) => path)).toEqual([
      '__proto__',
      'constructor',
      'name',
      'page',
      'fields',
    ]);
  });

  it('may divide its boxes', () => {
    expect(partsOf({ x: 10, y: 0, width: 30, height: 8 }, 3, 'across')[2]).toEqual({
      x: 30,
      y: 0,
      width: 10,
      height: 8,
    });
    expect(partsOf({ x: 10, y: 2, width: 30, height: 8 }, 2, 'down')[1]).toEqual({
      x: 10,
      y: 6,
      width: 30,
      height: 4,
    });
  });
});

/** JSON that is nearly a template. */
const some = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: good, weight: 12 }, { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 });
const someBox = some(
  fc.record({
    x: some(fc.integer({ min: 0, max: 900 })),
    y: some(fc.double({ min: 0, max: 900, noNaN: true })),
    width: some(fc.integer({ min: 1, max: 90 })),
    height: some(fc.integer({ min: 1, max: 90 })),
  }),
);
const someRule = some(
  fc.constantFrom('digits(5)', 'zip', 'amount(de)', 'integer', { type: 'date', order: 'dmy' }),
);
const someParts = some(
  fc.oneof(fc.integer({ min: 1, max: 9 }), fc.array(someBox, { minLength: 1, maxLength: 3 })),
);
const someField = fc.record(
  {
    name: some(fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/)),
    kind: some(fc.constantFrom(...FIELD_KINDS)),
    box: someBox,
    label: some(fc.string({ minLength: 1 })),
    required: some(fc.boolean()),
    rule: someRule,
    cells: someParts,
    rows: someParts,
    total: someBox,
  },
  { requiredKeys: ['name', 'kind', 'box'] },
);
const someTemplate = fc.record(
  {
    version: some(fc.constant(1)),
    name: some(fc.constant('form')),
    page: some(fc.constant({ width: 1000, height: 1000 })),
    blank: some(fc.constant('blank.png')),
    blankPage: some(fc.constant(1)),
    fields: some(fc.array(some(someField), { minLength: 1, maxLength: 3 })),
  },
  { requiredKeys: ['version', 'name', 'page', 'fields'] },
);

describe('any JSON', () => {
  it('is a template, or sentences say why not', () => {
    const schema = templateSchema() as Record<string, unknown>;
    fc.assert(
      fc.property(fc.oneof(someTemplate, fc.jsonValue()), (json) => {
        const checked = checkTemplate(json);
        if ('template' in checked) {
          expect(checked.template).toEqual(json);
          expect(meets(json, schema)).toBe(true);
          return;
        }
        expect(checked.problems.length).toBeGreaterThan(0);
        for (const { message } of checked.problems) expect(message).toMatch(/^Expected [^\n]+$/);
      }),
      { numRuns: 1500, seed: 5 },
    );
  });

  it('that the schema refuses is refused', () => {
    const schema = templateSchema() as Record<string, unknown>;
    let refused = 0;
    fc.assert(
      fc.property(someTemplate, (json) => {
        if (meets(json, schema)) return;
        refused++;
        expect('problems' in checkTemplate(json)).toBe(true);
      }),
      { numRuns: 500, seed: 6 },
    );
    expect(refused).toBeGreaterThan(100);
    expect(meets(template, schema)).toBe(true);
  });
});
