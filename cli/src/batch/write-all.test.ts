/** Writing on a disk that takes all, a part, or nothing. */
import { expect, test } from 'vitest';
import { writeAll } from './write-all.js';

const fileOf = (write: (count: number) => number) => {
  const written: string[] = [];
  const file = {
    write: async (bytes: Buffer, from: number, count: number, position: number) => {
      const bytesWritten = write(count);
      written.push(`${position}:${bytes.subarray(from, from + bytesWritten).toString()}`);
      return { bytesWritten, buffer: bytes };
    },
    datasync: async () => {
      written.push('synced');
    },
  };
  return { file: file as unknown as Parameters<typeof writeAll>[0], written };
};

test('what the disk takes in parts is written in parts', async () => {
  const { file, written } = fileOf((count) => Math.min(count, 3));
  expect(await writeAll(file, 'abcdefg', 10)).toBe(7);
  expect(written).toEqual(['10:abc', '13:def', '16:g', 'synced']);
});

test('a full disk is a sentence', async () => {
  const { file } = fileOf(() => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  });
  await expect(writeAll(file, 'abc', 0)).rejects.toThrow(
    'Expected the disk to take 3 bytes more of --out but received ENOSPC; make room, then the same command goes on',
  );
});
