/** What a ledger payload may hold. Instants are integers; an absent value is an omitted key, never null. */
export type LedgerValue = string | number | boolean | readonly LedgerValue[] | { readonly [key: string]: LedgerValue | undefined };

/** A payload holds something the ledger cannot carry: a fraction, null, a date, a function. */
export class CanonicalFormError extends Error {
  override readonly name = 'CanonicalFormError';
}

/**
 * Canonical JSON after RFC 8785, narrowed to what the ledger holds: keys in UTF-16 code-unit order, strings in NFC,
 * integers within ±2^53, keys with an undefined value left out. Equal values give equal text on every machine.
 * Throws `CanonicalFormError` naming the path of anything else.
 */
export function canonicalJson(value: unknown): string {
  const text = write(value);
  if (text === undefined) {
    throw new CanonicalFormError(findFault(value, '$') ?? '$: this value cannot stand in the ledger');
  }
  return text;
}

/** Printable ASCII that JSON writes as it stands: nearly every string of a ledger, and already in NFC. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** The canonical text, or `undefined` when something in it cannot be written; where that is, is looked for only then. */
function write(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return writeText(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return Number.isSafeInteger(value) ? String(value === 0 ? 0 : value) : undefined;
    case 'object':
      return value === null ? undefined : Array.isArray(value) ? writeList(value) : isPlain(value) ? writeMembers(value) : undefined;
    default:
      return undefined;
  }
}

function writeText(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text.normalize('NFC'));
}

function writeList(values: readonly unknown[]): string | undefined {
  const parts: string[] = [];
  for (const value of values) {
    const part = write(value);
    if (part === undefined) {
      return undefined;
    }
    parts.push(part);
  }
  return `[${parts.join(',')}]`;
}

function writeMembers(object: Record<string, unknown>): string | undefined {
  const keys = Object.keys(object);
  return keys.every((key) => PLAIN.test(key)) ? writePlainMembers(object, keys.sort()) : writeNormalisedMembers(object);
}

/** Members whose keys stand in the text as they are: all there ever are, but for a payload from elsewhere. */
function writePlainMembers(object: Record<string, unknown>, keys: readonly string[]): string | undefined {
  let text = '';
  for (const key of keys) {
    const value = object[key];
    if (value === undefined) {
      continue;
    }
    const part = write(value);
    if (part === undefined) {
      return undefined;
    }
    text += `${text === '' ? '' : ','}"${key}":${part}`;
  }
  return `{${text}}`;
}

function writeNormalisedMembers(object: Record<string, unknown>): string | undefined {
  const parts = canonicalKeys(object)
    ?.filter(([, own]) => object[own] !== undefined)
    .map(([key, own]) => [key, write(object[own])] as const);
  return parts === undefined || parts.some(([, part]) => part === undefined) ? undefined : `{${parts.map(([key, part]) => `${writeText(key)}:${String(part)}`).join(',')}}`;
}

/** Keys as written with the keys as they stand, in order; `undefined` when two become the same in NFC. */
function canonicalKeys(object: Record<string, unknown>): readonly (readonly [written: string, own: string])[] | undefined {
  const keys = Object.keys(object).map((own) => [own.normalize('NFC'), own] as const);
  keys.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return keys.some(([key], index) => index > 0 && keys[index - 1]?.[0] === key) ? undefined : keys;
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Where and what the first thing is that cannot be written. */
function findFault(value: unknown, path: string): string | undefined {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    return `${path}: ${String(value)} is not an integer; the ledger carries integers only`;
  }
  if (Array.isArray(value)) {
    return Array.from(value, (item, index) => findFault(item, `${path}[${String(index)}]`)).find((fault) => fault !== undefined);
  }
  if (typeof value === 'object' && value !== null && isPlain(value)) {
    if (canonicalKeys(value) === undefined) {
      return `${path}: two keys are the same text in NFC`;
    }
    return Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => findFault(member, `${path}.${key}`))
      .find((fault) => fault !== undefined);
  }
  return write(value) === undefined ? `${path}: ${value === null ? 'null' : nameOf(value)} cannot stand in the ledger; leave the key out instead` : undefined;
}

function nameOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? `an object of class ${value.constructor.name}` : typeof value;
}
