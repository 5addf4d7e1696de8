/** The one error the reader throws on purpose. */

export type ReaderErrorCode =
  /** The file or address does not exist, or cannot be opened. */
  | 'missing'
  | 'directory'
  /** 0 bytes. */
  | 'empty'
  /** No format that can be decoded. */
  | 'not-an-image'
  /** It begins as an image but cannot be decoded to its end. */
  | 'damaged'
  /** More bytes, pixels or pages than the limits: decompression bombs end here. */
  | 'too-large'
  /** A PDF that asks for a password. */
  | 'encrypted'
  /** The file ends before the page that was asked for. */
  | 'no-such-page'
  /** The model does not exist, or is not one for this reader. */
  | 'model-missing'
  | 'model-invalid'
  /** The JSON is no form template; the blank is not that of the template, or has too little print to find it by. */
  | 'template-invalid'
  | 'blank-invalid'
  | 'closed';

/** One sentence in `message`, a code to branch on, what lay below in `cause`. */
export class ReaderError extends Error {
  override readonly name = 'ReaderError';

  constructor(
    readonly code: ReaderErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }
}
