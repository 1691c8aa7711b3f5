const FIRST_BYTES = 64 * 1_024;
/** Up to this many characters a loop is faster than a call into the runtime. */
const SHORT = 24;
const DIGITS = 3;
const THOUSAND = 1_000;
/** Above it, or nearer than this to the middle between two thousandths, a number is written the slow and exact way. */
const LARGEST = 1_000_000;
const CLEAR_OF_MIDDLE = 0.499_999;
const ZERO = 48;
const POINT = 46;

/**
 * Operators of one page of a PDF as bytes, in memory the next page uses again. A page of a table holds tens of thousands of
 * characters, half of them numbers: put together as strings, they were most of the garbage of printing a register.
 */
export class OperatorBuffer {
  private bytes: Buffer;
  private length = 0;

  constructor(bytes = FIRST_BYTES) {
    this.bytes = Buffer.allocUnsafeSlow(bytes);
  }

  /** Bytes written since the last `clear`. */
  get size(): number {
    return this.length;
  }

  /** Appends a text of ASCII characters. */
  text(ascii: string): void {
    const { length } = ascii;
    this.reserve(length);
    if (length > SHORT) {
      this.length += this.bytes.write(ascii, this.length, 'latin1');
      return;
    }
    for (let index = 0; index < length; index += 1) {
      this.bytes[this.length + index] = ascii.charCodeAt(index);
    }
    this.length += length;
  }

  /** Appends a number as a page writes it: rounded to three digits, without zeros at its end. */
  number(value: number): void {
    const thousandths = Math.round(value * THOUSAND);
    if (!(value >= 0 && value < LARGEST) || Math.abs(value * THOUSAND - thousandths) > CLEAR_OF_MIDDLE) {
      this.text(decimal(value));
      return;
    }
    this.reserve(2 * DIGITS + 2 + DIGITS);
    const whole = Math.floor(thousandths / THOUSAND);
    this.integer(whole);
    let rest = thousandths - whole * THOUSAND;
    if (rest > 0) {
      this.bytes[this.length++] = POINT;
      for (let unit = THOUSAND / 10; rest > 0; unit /= 10) {
        const digit = Math.floor(rest / unit);
        this.bytes[this.length++] = ZERO + digit;
        rest -= digit * unit;
      }
    }
  }

  /** What was written, in memory that the next write after `clear` overwrites. */
  view(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** What was written, as a string. */
  toString(): string {
    return this.bytes.toString('latin1', 0, this.length);
  }

  /** Begins anew. */
  clear(): void {
    this.length = 0;
  }

  private integer(value: number): void {
    if (value >= 10) {
      this.integer(Math.floor(value / 10));
    }
    this.bytes[this.length++] = ZERO + (value % 10);
  }

  private reserve(length: number): void {
    if (this.length + length > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(2 * (this.length + length));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
  }
}

/** A number as a page writes it. */
export function decimal(value: number): string {
  return String(Number(value.toFixed(DIGITS)));
}
