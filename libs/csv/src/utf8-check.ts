import { isUtf8 } from 'node:buffer';

/** The first byte of a file that cannot stand there in UTF-8; offsets count from 0. */
export interface WrongByte {
  readonly value: number;
  readonly offset: number;
}

/** Looks at a file piece by piece, wherever pieces part a character. */
export class Utf8Check {
  /** Undefined as long as all is well. */
  wrong: WrongByte | undefined;
  /** The beginning of a character that the last piece ended with. */
  private begun: Buffer = Buffer.alloc(0);
  private offset = 0;

  read(piece: Buffer): void {
    if (this.wrong !== undefined) return;
    const bytes = Buffer.concat([this.begun, piece]);
    const whole = bytes.subarray(0, bytes.length - begunAtEnd(bytes));
    if (!isUtf8(whole)) return this.found(bytes, firstWrong(whole));
    this.begun = bytes.subarray(whole.length);
    this.offset += whole.length;
  }

  end(): void {
    if (this.wrong === undefined && this.begun.length > 0) this.found(this.begun, 0);
  }

  private found(bytes: Buffer, at: number): void {
    this.wrong = { value: bytes[at] as number, offset: this.offset + at };
  }
}

/** How many bytes at the end are a character's beginning. */
function begunAtEnd(bytes: Buffer): number {
  for (let count = 1; count <= Math.min(3, bytes.length); count += 1) {
    const length = characterLength(bytes[bytes.length - count] as number);
    if (length !== 0) return length > count ? count : 0;
  }
  return 0;
}

function firstWrong(bytes: Buffer): number {
  let at = 0;
  for (;;) {
    const length = characterLength(bytes[at] as number);
    if (length === 0 || !isUtf8(bytes.subarray(at, at + length))) return at;
    at += length;
  }
}

/** Bytes of a character that begins with this byte (RFC 3629); 0 when none does. */
function characterLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}
