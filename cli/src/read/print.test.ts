/** Print as people read it: a card's number found in a picture, lines of print, and a picture without a plate. With the released network. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawLine } from '@digitry/reader/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digitry, type Ended } from '../testing/digitry.js';
import type { PrintRecord } from './records.js';

const GROUND = { width: 900, height: 600, channels: 3 as const, background: { r: 70, g: 96, b: 80 } };
const PLACE = { left: 150, top: 260 };

let top: string;
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-'));
  await sharp({ create: GROUND }).png().toFile(join(top, 'nothing.png'));
});
afterAll(() => rm(top, { recursive: true, force: true }));

const run = (...args: string[]): Promise<Ended> => digitry(top, args);
const recordsOf = ({ out }: Ended): PrintRecord[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PrintRecord);

test('finds the number of a card, and draws where', async () => {
  const { image } = drawLine('4111 1111 1111 1111', { height: 34, pen: 4, gap: 7, margin: 20, paper: 215 });
  const { width, height } = image;
  const strip = await sharp(image.data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
  await sharp({ create: GROUND })
    .composite([{ input: strip, ...PLACE }])
    .png()
    .toFile(join(top, 'card.png'));
  const ended = await run('read', 'card.png', '--kind', 'card', '--json', '--overlay', 'found.png');
  expect(ended).toMatchObject({ code: 0, err: '' });
  const [record] = recordsOf(ended);
  expect(record).toMatchObject({ file: 'card.png', kind: 'card', value: '4111111111111111', model: 'print' });
  for (const [x, y] of record!.quad!) {
    expect(x).toBeGreaterThan(PLACE.left - 20);
    expect(x).toBeLessThan(PLACE.left + width + 20);
    expect(y).toBeGreaterThan(PLACE.top - 20);
    expect(y).toBeLessThan(PLACE.top + height + 20);
  }
  const [before, after] = await Promise.all(
    ['card.png', 'found.png'].map((file) => sharp(join(top, file)).stats()),
  );
  expect(after!.channels[0]!.mean).not.toBe(before!.channels[0]!.mean);
});

test('reads displays, made by the program without any font', async () => {
  const made = await run(
    'synth',
    'print',
    '--n',
    '8',
    '--text',
    'display',
    '--preset',
    'plain',
    '--out',
    'set',
  );
  expect(made.code).toBe(0);
  const rows = (await readFile(join(top, 'set', 'labels.csv'), 'utf8')).trim().split('\n').slice(1);
  const texts = new Map(rows.map((row) => row.split(',')).map(([file, text]) => [file!, text!]));
  const read = await run('read', 'set/*.png', '--kind', 'print', '--json');
  expect(read.code).toBe(0);
  const right = recordsOf(read).filter(({ file, text }) => texts.get(file.slice('set/'.length)) === text);
  expect(texts.size).toBe(8);
  expect(right.length).toBeGreaterThanOrEqual(6);
});

test('says that there is no plate, and no card', async () => {
  const plate = await run('read', 'nothing.png', '--kind', 'plate', '--country', 'DE,AT', '--json');
  const card = await run('read', 'nothing.png', '--kind', 'card', '--json');
  const codes = [plate, card].map((ended) => recordsOf(ended)[0]!.reasons.map(({ code }) => code));
  expect(codes).toEqual([['no-plate'], ['no-card']]);
  expect(recordsOf(plate)[0]).toMatchObject({ kind: 'plate', text: '', status: 'rejected', quad: null });
});
