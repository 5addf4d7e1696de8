/** Bytes to a place in a file, all of them, on the disk when it resolves. */
import type { FileHandle } from 'node:fs/promises';

export async function writeAll(file: FileHandle, text: string, position: number): Promise<number> {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
  await file.datasync();
  return bytes.length;
}
