/** The two ways in which a TIFF is refused: broken, or of a kind that is not decoded here. */
import { ReaderError } from '../../reader-error.js';

/** @param what finishes "but …", for example `its strips lie outside of the file` */
export function damaged(name: string, what: string, cause?: unknown): ReaderError {
  return new ReaderError(
    'damaged',
    `Expected a whole TIFF for ${name} but ${what}; save or copy it again`,
    cause,
  );
}

export function unsupported(name: string, what: string): ReaderError {
  return new ReaderError(
    'not-an-image',
    `Expected a TIFF of a common kind for ${name} but received ${what}; convert it to PNG first`,
  );
}
