/** The wire format, byte by byte, as the encoding guide shows it. */
import { expect, test } from 'vitest';
import { createMessage } from './protobuf.js';

test('the examples of the encoding guide', () => {
  expect([...createMessage().integer(1, 150).finish()]).toEqual([0x08, 0x96, 0x01]);
  expect([...createMessage().text(2, 'testing').finish()]).toEqual([
    0x12,
    0x07,
    ...new TextEncoder().encode('testing'),
  ]);
  expect([...createMessage().message(3, createMessage().integer(1, 150)).finish()]).toEqual([
    0x1a, 0x03, 0x08, 0x96, 0x01,
  ]);
  expect([...createMessage().float(2, 1).finish()]).toEqual([0x15, 0x00, 0x00, 0x80, 0x3f]);
});

test('large fields and values', () => {
  expect([
    ...createMessage()
      .integer(20, 2 ** 40)
      .finish(),
  ]).toEqual([0xa0, 0x01, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20]);
  expect(() => createMessage().integer(1, -1)).toThrow('from 0 on');
});
