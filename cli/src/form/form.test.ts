/** Forms as people make and read them with the command. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FormTemplate, parseTemplate } from '@digitry/reader';
import { drawSheet, fillSheet, pdfOf, shoot, turned } from '@digitry/reader/testing';
import { encodePng } from '@digitry/trainer';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digitry } from '../testing/digitry.js';
import { writeUntrained } from '../testing/models.js';

const SIZE = { width: 827, height: 1170 };
const sheet = drawSheet(3, SIZE.width, SIZE.height);
const marks = sheet.fields.filter(({ kind }) => kind === 'checkbox');
let top: string;
let model: string[];

const png = ({ width, height, data }: { width: number; height: number; data: Uint8Array }): Uint8Array =>
  encodePng(width, height, data);
const scanOf = (values: Record<string, string>, degrees: number): Uint8Array =>
  png(
    shoot(fillSheet(sheet, values, { pen: 3 }), {
      ...SIZE,
      toPicture: turned(SIZE, SIZE, degrees),
      table: 255,
    }),
  );
const run = (...args: string[]) => digitry(top, ['form', ...args]);
const rowsOf = async (file: string) =>
  parse(await readFile(join(top, file), 'utf8'), { columns: true }) as Record<string, string>[];

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-form-'));
  const [, , , line] = await writeUntrained(top);
  model = ['--model', line!];
  await mkdir(join(top, 'scans'));
  await mkdir(join(top, 'blanks'));
  await writeFile(join(top, 'blanks', 'blank.png'), png(sheet.image));
  await writeFile(join(top, 'blanks', 'blank.pdf'), pdfOf([drawSheet(4, 200, 200).image, sheet.image]));
  for (let i = 0; i < 6; i++) {
    const values = Object.fromEntries(marks.map(({ name }, n) => [name, (n + i) % 3 === 0 ? 'x' : '']));
    await writeFile(join(top, 'scans', `${i}.png`), scanOf(values, i % 2 ? 180.5 : -1));
  }
  await writeFile(join(top, 'scans', '6-other.png'), png(drawSheet(5, SIZE.width, SIZE.height).image));
  await writeFile(join(top, 'scans', '7-broken.png'), 'broken');
  const template = {
    version: 1,
    name: 'marks',
    page: SIZE,
    blank: 'blanks/blank.png',
    fields: marks.map(({ name, kind, box }) => ({ name, kind, box })),
  };
  await writeFile(join(top, 'marks.json'), JSON.stringify(template));
});
afterAll(() => rm(top, { recursive: true, force: true }));

describe('form new', () => {
  test('writes a template to edit, and a picture of its fields', async () => {
    const { code, out, err } = await run('new', 'blanks/blank.png', '--name', 'Sheet');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^template\.json: \d+ fields; name them/);
    const template = parseTemplate(JSON.parse(await readFile(join(top, 'template.json'), 'utf8')));
    expect(template).toMatchObject({ name: 'Sheet', blank: 'blanks/blank.png', page: SIZE });
    expect(template.fields.length).toBeGreaterThan(20);
    const { width, height } = await sharp(join(top, 'template.preview.png')).metadata();
    expect({ width, height }).toEqual(SIZE);
    expect((await run('check', 'template.json')).code).toBe(0);
    expect((await run('new', 'blanks/blank.png')).err).toBe(
      'digitry: Expected a new file for --out but template.json is there; delete it or choose another name\n',
    );
  });

  test('takes a page of a PDF, named from where the template is', async () => {
    expect((await run('new', 'blanks/blank.pdf', '--page', '2', '--out', 'scans/../pdf.json')).code).toBe(0);
    const template = JSON.parse(await readFile(join(top, 'pdf.json'), 'utf8')) as FormTemplate;
    expect(template).toMatchObject({ name: 'blank', blank: 'blanks/blank.pdf', blankPage: 2 });
    expect((await run('check', 'pdf.json')).out).toMatch(/^pdf\.json: \d+ fields; \d+ corners/);
  });

  test('says where there is nothing to propose', async () => {
    await writeFile(
      join(top, 'white.png'),
      png({ width: 300, height: 300, data: new Uint8Array(90_000).fill(255) }),
    );
    const { code, err } = await run('new', 'white.png', '--out', 'white.json');
    expect(code).toBe(1);
    expect(err).toMatch(
      /^digitry: Expected boxes, combs, rules to write on or tables in white\.png but found none;/,
    );
    expect(await readdir(top)).not.toContain('white.json');
  });
});

describe('form check', () => {
  test('tells everything that is wrong', async () => {
    const json = { version: 1, name: 'x', page: SIZE, fields: [{ name: '1', kind: 'line', box: 5 }] };
    await writeFile(join(top, 'wrong.json'), JSON.stringify(json));
    const { code, err, out } = await run('check', 'wrong.json');
    expect([code, out]).toEqual([1, '']);
    expect(err.split('\n')).toEqual([
      'wrong.json: Expected a letter and up to 63 letters, digits, _ and - for fields[0].name but received "1"',
      'wrong.json: Expected an object for fields[0].box but received 5',
      '',
    ]);
  });

  test.each([
    ['{', /^digitry: Expected JSON in odd\.json but received something else: /],
    [null, /^digitry: Expected a readable file for odd\.json but received ENOENT; check the path\n$/],
    [{ blank: 'gone.png' }, /^digitry: Expected a readable file for .*gone\.png/],
    [{ blank: undefined }, /^digitry: Expected the picture of the blank for blank in odd\.json/],
    [
      {
        page: { width: 100, height: 400 },
        fields: [{ name: 'a', kind: 'checkbox', box: { x: 0, y: 0, width: 9, height: 9 } }],
      },
      /^digitry: Expected a blank of the shape 100 × 400/,
    ],
  ])('%j is a sentence', async (change, sentence) => {
    const template = JSON.parse(await readFile(join(top, 'marks.json'), 'utf8')) as object;
    if (change === null) await rm(join(top, 'odd.json'), { force: true });
    else
      await writeFile(
        join(top, 'odd.json'),
        typeof change === 'string' ? change : JSON.stringify({ ...template, ...change }),
      );
    const { code, err } = await run('check', 'odd.json');
    expect(err).toMatch(sentence);
    expect(code).toBe(1);
  });

  test('warns of rules that the network has no letters for', async () => {
    const template = JSON.parse(await readFile(join(top, 'marks.json'), 'utf8')) as FormTemplate;
    const { box } = template.fields[0]!;
    const fields = [{ name: 'code', kind: 'line', box, rule: 'postcode(GB)' }];
    await writeFile(join(top, 'letters.json'), JSON.stringify({ ...template, fields }));
    const { code, err } = await run('check', 'letters.json');
    expect([code, err]).toEqual([
      0,
      'letters.json: no digits and marks are a postcode of GB, the rule of code: it needs a network that reads letters\n',
    ]);
  });

  test('warns of fields over each other', async () => {
    const template = JSON.parse(await readFile(join(top, 'marks.json'), 'utf8')) as FormTemplate;
    const fields = [template.fields[0]!, { ...template.fields[0]!, name: 'again' }];
    await writeFile(join(top, 'twice.json'), JSON.stringify({ ...template, fields }));
    const { code, err } = await run('check', 'twice.json');
    expect(code).toBe(0);
    expect(err).toBe(`twice.json: ${fields[0]!.name} and again lie over each other\n`);
  });
});

describe('form read', () => {
  test('makes a table: a row a page, a column a field', async () => {
    const { code, out, err } = await run(
      'read',
      'marks.json',
      'scans',
      '--out',
      'values.csv',
      '--threads',
      '2',
    );
    expect(code).toBe(1);
    expect(out).toContain('8 files, 1 failed: values.csv');
    expect(err).toMatch(/^Expected .* for scans\/7-broken\.png/m);
    const rows = await rowsOf('values.csv');
    expect(rows.map(({ file, status }) => [file, status])).toEqual([
      ...Array.from({ length: 6 }, (_, i) => [`scans/${i}.png`, 'accepted']),
      ['scans/6-other.png', 'rejected'],
      ['scans/7-broken.png', 'failed'],
    ]);
    rows
      .slice(0, 6)
      .forEach((row, i) =>
        marks.forEach(({ name }, n) =>
          expect([i, name, row[name]]).toEqual([i, name, String((n + i) % 3 === 0)]),
        ),
      );
    expect(rows[6]!.review).toMatch(/^The template does not fit this page/);
    // The same command again has nothing to do.
    expect((await run('read', 'marks.json', 'scans', '--out', 'values.csv')).out).toContain(
      'Going on behind 8 of 8 files',
    );
  });

  test('does not go on with another template', async () => {
    const template = JSON.parse(await readFile(join(top, 'marks.json'), 'utf8')) as FormTemplate;
    await writeFile(
      join(top, 'other.json'),
      JSON.stringify({ ...template, fields: template.fields.slice(1) }),
    );
    const args = ['scans/0.png', '--out', 'one.csv'];
    expect((await run('read', 'marks.json', ...args)).code).toBe(0);
    expect((await run('read', 'other.json', ...args)).err).toMatch(
      /Expected the settings that one\.csv was begun with/,
    );
  });

  test('a field is not called as what every table has', async () => {
    const template = JSON.parse(await readFile(join(top, 'marks.json'), 'utf8')) as FormTemplate;
    const fields = [{ ...template.fields[0]!, name: 'status' }];
    await writeFile(join(top, 'taken.json'), JSON.stringify({ ...template, fields }));
    expect((await run('check', 'taken.json')).err).toBe(
      'taken.json: every table has columns file, page, status, quality, review; rename the field status to write .csv\n',
    );
    const args = ['read', 'taken.json', 'scans/0.png', '--out'];
    expect(await run(...args, 'taken.csv')).toMatchObject({
      code: 2,
      err: 'digitry: Expected other names of fields than file, page, status, quality, review for --out with .csv but received status; rename it, or write .json or .jsonl\n',
    });
    expect(await readdir(top)).not.toContain('taken.csv');
    expect((await run(...args, 'taken.jsonl')).code).toBe(0);
  });

  test('shows fields, as rows, as JSON and over the picture', async () => {
    const shown = await run('read', 'marks.json', 'scans/0.png', '--overlay', 'over.png');
    expect(shown.err).toBe('');
    expect(shown.out.split('\n')[1]).toMatch(
      new RegExp(`^scans/0\\.png +${marks[0]!.name} +x +100\\.0 % +accepted`),
    );
    expect(await sharp(join(top, 'over.png')).metadata()).toMatchObject(SIZE);
    const record = JSON.parse((await run('read', 'marks.json', 'scans/0.png', '--json')).out) as {
      kind: string;
      fields: Record<string, { value: unknown; quad: unknown; seen?: unknown }>;
    };
    expect(record.kind).toBe('form');
    expect(record.fields[marks[0]!.name]).toMatchObject({ value: true, quad: expect.any(Array) });
    expect(record.fields[marks[0]!.name]!.seen).toBeUndefined();
  });

  test('reads writing by the network, and is given words', async () => {
    const line = sheet.fields.find(({ kind }) => kind === 'line')!;
    const template = JSON.parse(await readFile(join(top, 'marks.json'), 'utf8')) as FormTemplate;
    const fields = [{ name: 'paid', kind: 'cheque', box: line.box, rule: 'amount(en)' }];
    await writeFile(join(top, 'cheque.json'), JSON.stringify({ ...template, fields }));
    await writeFile(join(top, 'cheque.png'), scanOf({ [line.name]: '120' }, 1));
    await writeFile(
      join(top, 'words.json'),
      JSON.stringify({ 'cheque.png': { paid: 'one hundred twenty' } }),
    );
    const read = async (...more: string[]) => {
      const { out, err } = await run('read', 'cheque.json', 'cheque.png', '--json', ...model, ...more);
      expect(err).toBe('');
      return (JSON.parse(out) as { fields: { paid: { cheque?: unknown; reasons: { code: string }[] } } })
        .fields.paid;
    };
    // What the untrained network reads is anything; whether words were compared shows.
    const alone = await read();
    const compared = await read('--given', 'words.json');
    expect(alone.cheque).toBeUndefined();
    expect(compared.reasons.map(({ code }) => code)).not.toContain('legal-missing');
    for (const [given, sentence] of [
      ['[1]', /^digitry: Expected \{ "file": \{ "field": "text" \} \} in words\.json/],
      [
        '{"cheque.png":{"payd":"ten"}}',
        /^digitry: Expected paid for cheque\.png in words\.json but received "payd"; only cheques are given words\n$/,
      ],
    ] as const) {
      await writeFile(join(top, 'words.json'), given);
      const { code, err } = await run('read', 'cheque.json', 'cheque.png', '--given', 'words.json', ...model);
      expect(err).toMatch(sentence);
      expect(code).toBe(1);
    }
  });
});

test.each([
  [[], 'Expected new, read, check, schema after form but received nothing'],
  [['knew'], 'Expected new, read, check, schema after form but received knew'],
  [['new'], 'Expected a blank page after form new but received nothing'],
  [['check', 'a', 'b'], 'Expected a template after form check but received a b'],
  [['read', 'marks.json'], 'Expected at least one scan after the template but received none'],
  [['check', 'marks.json', '--out', 'x'], 'Expected no --out with form check but received it'],
  [['read', 'marks.json', 'scans', '--threads', '2'], 'Expected --out FILE with --threads but received none'],
])('form %j is a wrong command line', async (args, sentence) => {
  expect(await run(...args)).toMatchObject({ code: 2, out: '', err: `digitry: ${sentence}\n` });
});

test('the schema is there', async () => {
  const { code, out } = await run('schema');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ title: 'digitry form template' });
});
