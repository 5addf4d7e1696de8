/** Writes protocol buffers (the wire format alone: https://protobuf.dev/programming-guides/encoding). Knows no message. */

const VARINT = 0;
const LENGTH = 2;
const FIXED32 = 5;

/** A message under construction: fields in the order they are given. */
export interface Message {
  /** Whole numbers from 0 to 2⁵³−1. */
  integer(field: number, value: number): Message;
  float(field: number, value: number): Message;
  text(field: number, value: string): Message;
  bytes(field: number, value: Uint8Array): Message;
  message(field: number, value: Message): Message;
  finish(): Uint8Array;
}

export function createMessage(): Message {
  const parts: Uint8Array[] = [];
  const key = (field: number, wire: number): Uint8Array => varint(field * 8 + wire);
  const message: Message = {
    integer(field, value) {
      parts.push(key(field, VARINT), varint(value));
      return message;
    },
    float(field, value) {
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setFloat32(0, value, true);
      parts.push(key(field, FIXED32), bytes);
      return message;
    },
    text: (field, value) => message.bytes(field, new TextEncoder().encode(value)),
    bytes(field, value) {
      parts.push(key(field, LENGTH), varint(value.length), value);
      return message;
    },
    message: (field, value) => message.bytes(field, value.finish()),
    finish() {
      const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of parts) {
        whole.set(part, at);
        at += part.length;
      }
      return whole;
    },
  };
  return message;
}

/** Seven bits a byte, the lowest first. */
function varint(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`Expected a whole number from 0 on for a varint but received ${value}.`);
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
