/** Bytes to a place in a file, all of them, on the disk when it resolves. */
import type { FileHandle } from 'node:fs/promises';

/** @returns how many bytes. @throws Error where the disk does not take them: what is there already stays. */
export async function writeAll(
  file: Pick<FileHandle, 'write' | 'datasync'>,
  text: string,
  position: number,
): Promise<number> {
  const bytes = Buffer.from(text);
  try {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
      done += bytesWritten;
    }
    await file.datasync();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `Expected the disk to take ${bytes.length} bytes more of --out but received ${code}; make room, then the same command goes on`,
      { cause: error },
    );
  }
  return bytes.length;
}
