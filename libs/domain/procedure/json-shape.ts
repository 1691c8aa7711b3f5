import { parseLocalDate } from '../time/local-date.js';

/** A value of a catalogue file that is not what its place asks for. `path` names the place, such as `cases[0].parts[1].term`. */
export class ProcedureFormatError extends Error {
  override readonly name = 'ProcedureFormatError';

  constructor(
    readonly path: string,
    expected: string,
    found: unknown,
  ) {
    super(`${path === '' ? 'The file' : path} must be ${expected}; found ${nameOf(found)}. Correct the file and load it again.`);
  }
}

/** Turns an unknown value at a path into a `T`, or throws `ProcedureFormatError`. */
export type Reader<T> = (value: unknown, path: string) => T;

type RequiredKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T];
type OptionalKeys<T> = Exclude<keyof T, RequiredKeys<T>>;

/** A text, blank or not. */
export const text: Reader<string> = (value, path) => {
  if (typeof value !== 'string') {
    throw new ProcedureFormatError(path, 'a text', value);
  }
  return value;
};

/** A text that is not blank. */
export const filledText: Reader<string> = (value, path) => {
  const read = text(value, path);
  if (read.trim() === '') {
    throw new ProcedureFormatError(path, 'a text that is not blank', value);
  }
  return read;
};

/** A local day, `YYYY-MM-DD`. */
export const localDay: Reader<string> = (value, path) => {
  const read = text(value, path);
  try {
    parseLocalDate(read);
  } catch {
    throw new ProcedureFormatError(path, 'a day as 2026-07-01', value);
  }
  return read;
};

/** A finite number; half days exist. */
export const amount: Reader<number> = (value, path) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new ProcedureFormatError(path, 'a number', value);
  }
  return value;
};

/** A whole number from 0. */
export const count: Reader<number> = (value, path) => {
  const read = amount(value, path);
  if (!Number.isSafeInteger(read) || read < 0) {
    throw new ProcedureFormatError(path, 'a whole number from 0', value);
  }
  return read;
};

/** True or false. */
export const flag: Reader<boolean> = (value, path) => {
  if (typeof value !== 'boolean') {
    throw new ProcedureFormatError(path, 'true or false', value);
  }
  return value;
};

/** One of a closed set of words (or `true` alone). */
export function oneOf<const T extends string | true>(allowed: readonly T[]): Reader<T> {
  return (value, path) => {
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) {
      throw new ProcedureFormatError(path, `one of ${allowed.join(', ')}`, value);
    }
    return found;
  };
}

/** A list of one kind of thing, each read at its own path. */
export function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) {
      throw new ProcedureFormatError(path, 'a list', value);
    }
    return value.map((item: unknown, index) => read(item, `${path}[${String(index)}]`));
  };
}

/** A list with at least one item. */
export function filledListOf<T>(read: Reader<T>): Reader<readonly [T, ...T[]]> {
  return (value, path) => {
    const [first, ...rest] = listOf(read)(value, path);
    if (first === undefined) {
      throw new ProcedureFormatError(path, 'a list of at least one item', value);
    }
    return [first, ...rest];
  };
}

/** An object with exactly these keys. The two tables must name every key of `T`, so a key added to the type is not forgotten here. */
export function shapeOf<T extends object>(
  required: { readonly [K in RequiredKeys<T>]: Reader<T[K]> },
  optional: { readonly [K in OptionalKeys<T>]: Reader<NonNullable<T[K]>> },
): Reader<T> {
  const mustHave: ReadonlyMap<string, Reader<unknown>> = new Map(Object.entries<Reader<unknown>>(required));
  const mayHave: ReadonlyMap<string, Reader<unknown>> = new Map(Object.entries<Reader<unknown>>(optional));
  return (value, path) => {
    const source = objectAt(value, path);
    const read: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(source)) {
      const reader = mustHave.get(key) ?? mayHave.get(key);
      if (reader === undefined) {
        throw new ProcedureFormatError(join(path, key), 'absent: this key is not known here', item);
      }
      read[key] = reader(item, join(path, key));
    }
    for (const key of mustHave.keys()) {
      if (!(key in read)) {
        throw new ProcedureFormatError(join(path, key), 'given', undefined);
      }
    }
    return read as T;
  };
}

/** An object of one of several shapes, told apart by the word under `key`. */
export function variantOf<T>(key: string, shapes: Readonly<Record<string, Reader<T>>>): Reader<T> {
  return (value, path) => {
    const word = objectAt(value, path)[key];
    const read = typeof word === 'string' && Object.hasOwn(shapes, word) ? shapes[word] : undefined;
    if (read === undefined) {
      throw new ProcedureFormatError(join(path, key), `one of ${Object.keys(shapes).join(', ')}`, word);
    }
    return read(value, path);
  };
}

function objectAt(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ProcedureFormatError(path, 'an object', value);
  }
  return value as Readonly<Record<string, unknown>>;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function nameOf(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  const shown = JSON.stringify(value);
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}
