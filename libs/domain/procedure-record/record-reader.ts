import { type Instant, instant } from '../time/instant.js';
import type { UnreadField } from './portal-record.js';

/** Moments from the year 2100 on are no dates of decisions. */
const END_OF_TIME = 4_102_444_800_000;

/** An object of a record, read field by field. Nothing throws: what is not as expected is noted under its path and read as absent. */
export class RecordReader {
  readonly #fields: ReadonlyMap<string, unknown>;

  constructor(
    value: unknown,
    readonly path: string,
    private readonly unread: UnreadField[],
  ) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.#fields = new Map(isObject ? Object.entries(value) : []);
    if (!isObject) {
      this.#unexpected(path);
    }
  }

  /** A text; empty where there is none. */
  text(name: string): string {
    return this.#read(name, '', (value) => (typeof value === 'string' ? value.normalize('NFC').trim() : undefined));
  }

  /** A number; `undefined` where there is none. */
  number(name: string): number | undefined {
    return this.#read<number | undefined>(name, undefined, (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined));
  }

  /** A moment in epoch milliseconds; `undefined` where there is none. */
  instant(name: string): Instant | undefined {
    return this.#read<Instant | undefined>(name, undefined, (value) => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value < END_OF_TIME ? instant(value) : undefined));
  }

  /** A whole number from 0; 0 where there is none. */
  count(name: string): number {
    return this.#read(name, 0, (value) => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined));
  }

  flag(name: string): boolean {
    return this.#read(name, false, (value) => (typeof value === 'boolean' ? value : undefined));
  }

  /** Objects of a list, each read at its own path; none where the list is absent. */
  list(name: string): readonly RecordReader[] {
    const items = this.#read<readonly unknown[]>(name, [], (value): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined));
    return items.map((item, index) => new RecordReader(item, `${this.#at(name)}[${String(index)}]`, this.unread));
  }

  /** An object, or `undefined` where there is none. */
  object(name: string): RecordReader | undefined {
    const value = this.#fields.get(name);
    return value === undefined || value === null ? undefined : new RecordReader(value, this.#at(name), this.unread);
  }

  /** Notes every field that is not among the known ones. */
  knowing(names: readonly string[]): this {
    for (const name of this.#fields.keys()) {
      if (!names.includes(name)) {
        this.unread.push({ path: this.#at(name), why: 'unknown-field' });
      }
    }
    return this;
  }

  #read<T>(name: string, absent: T, accept: (value: unknown) => T | undefined): T {
    const value = this.#fields.get(name);
    if (value === undefined || value === null) {
      return absent;
    }
    const read = accept(value);
    if (read === undefined) {
      this.#unexpected(this.#at(name));
      return absent;
    }
    return read;
  }

  #unexpected(path: string): void {
    this.unread.push({ path, why: 'unexpected-value' });
  }

  #at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}
