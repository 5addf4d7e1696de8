import { describe, expect, test } from 'vitest';
import { type Lattice, latticeOf } from './decode/ctc/lattice.js';
import { LINE_LABELS, OTHER } from './decode/labels.js';
import { parseRule } from './decode/parse-rule.js';
import { lineReading } from './line-reading.js';
import { type PreparedLine, prepareLine } from './prepare/prepare-line.js';
import { drawLine } from './testing/index.js';

const options = { threshold: 0.9, model: 'fake', stride: 4 };
const line: PreparedLine = prepareLine(drawLine('12345').image);

/** A lattice that says the characters one after the other, a blank between, each with its probability; the rest goes to another. */
function saying(characters: readonly (readonly [text: string, p: number, other?: string])[]): Lattice {
  const classes = LINE_LABELS.length;
  const steps = 2 * characters.length + 1;
  const logits = new Float32Array(classes * steps).fill(-30);
  const set = (step: number, label: string, p: number): void => {
    logits[LINE_LABELS.indexOf(label) * steps + step] = Math.log(p);
  };
  for (let step = 0; step < steps; step += 2) set(step, LINE_LABELS[0]!, 1);
  characters.forEach(([text, p, other], i) => {
    set(2 * i + 1, text, p);
    if (other !== undefined) set(2 * i + 1, other, 1 - p);
  });
  return latticeOf(logits, LINE_LABELS);
}

const codes = ({ reasons }: ReturnType<typeof lineReading>): string[] => reasons.map(({ code }) => code);

describe('a line reading', () => {
  test('is accepted where it is sure, with its characters in the picture', () => {
    const reading = lineReading(
      line,
      saying([
        ['4', 1],
        ['0', 0.99, '6'],
        ['7', 1],
      ]),
      options,
    );
    expect(reading).toMatchObject({
      text: '407',
      status: 'accepted',
      reasons: [],
      model: 'fake',
      preparation: 'line-1',
    });
    expect(reading.confidence).toBeCloseTo(0.99, 3);
    expect(reading.alternatives[0]).toMatchObject({ text: '467' });
    expect(reading.characters.map(({ text }) => text)).toEqual(['4', '0', '7']);
    const [first, second] = reading.characters;
    expect(first!.box.x).toBeLessThan(second!.box.x);
    expect(first!.box.height).toBe(line.box!.height);
  });

  test('is for review where it is not', () => {
    const reading = lineReading(
      line,
      saying([
        ['4', 0.6, '9'],
        ['0', 1],
      ]),
      options,
    );
    expect(reading).toMatchObject({ text: '40', status: 'review' });
    expect(codes(reading)).toEqual(['not-sure']);
  });

  test('with letters among digits is for review, letters alone are no number', () => {
    const mixed = lineReading(
      line,
      saying([
        ['3', 1],
        ['8', 1],
        [OTHER, 1],
      ]),
      options,
    );
    expect([mixed.text, mixed.status]).toEqual([`38${OTHER}`, 'review']);
    // A fifth of what a number would have: 0.2^0.1 = 0.85 of the probability.
    expect(codes(mixed)).toEqual(['not-a-number', 'not-sure']);
    expect(mixed.confidence).toBeCloseTo(0.2 ** 0.1, 3);
    const letters = lineReading(
      line,
      saying([
        [OTHER, 1],
        [OTHER, 1],
      ]),
      options,
    );
    expect([letters.text, letters.status, codes(letters)]).toEqual(['', 'rejected', ['not-a-number']]);
    expect(lineReading(line, saying([['-', 1]]), options).status).toBe('review');
  });

  test('of an unusable picture says why', () => {
    const blank = prepareLine({ width: 90, height: 40, data: new Uint8Array(3600).fill(250) });
    const reading = lineReading(blank, null, options);
    expect([reading.text, reading.confidence, reading.status, codes(reading)]).toEqual([
      '',
      0,
      'rejected',
      ['blank'],
    ]);
  });
});

describe('under a rule', () => {
  const rule = parseRule('digits(3)');

  test('what the rule allows is read, with its value and at no price', () => {
    const reading = lineReading(
      line,
      saying([
        ['4', 1],
        ['0', 1],
        ['7', 1],
      ]),
      { ...options, rule },
    );
    expect(reading).toMatchObject({ text: '407', status: 'accepted', rule: { valid: true } });
    expect(reading.rule!.price).toBeCloseTo(0, 3);
    expect(reading.value).toBe('407');
  });

  test('what it changed is told and never accepted by itself', () => {
    const reading = lineReading(
      line,
      saying([
        ['4', 1],
        ['0', 1],
        ['/', 0.7, '1'],
      ]),
      { ...options, rule },
    );
    expect(reading).toMatchObject({ text: '401', status: 'review', rule: { free: { text: '40/' } } });
    expect(codes(reading)).toContain('rule-changed');
    expect(reading.rule!.price).toBeCloseTo(Math.log(0.7 / 0.3), 2);
  });

  test('what it cannot allow stays as it was read', () => {
    const short = lineReading(line, saying([['4', 1]]), { ...options, rule: parseRule('digits(9)') });
    expect(short).toMatchObject({ text: '4', status: 'review', rule: { valid: false } });
    expect(codes(short)).toContain('rule-not-met');
    expect(short.value).toBeUndefined();
  });
});
