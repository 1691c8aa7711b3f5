/** What a ledger payload may hold. Instants are integers; an absent value is an omitted key, never null. */
export type LedgerValue = string | number | boolean | readonly LedgerValue[] | { readonly [key: string]: LedgerValue | undefined };

/** A payload holds something the ledger cannot carry: a fraction, null, a function. */
export class CanonicalFormError extends Error {
  override readonly name = 'CanonicalFormError';
}

/**
 * Canonical JSON after RFC 8785, narrowed to what the ledger holds: keys in UTF-16 code-unit order, strings in NFC,
 * integers within ±2^53, keys with an undefined value left out. Equal values give equal text on every machine.
 * Throws `CanonicalFormError` naming the path of anything else.
 */
export function canonicalJson(value: unknown, path = '$'): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.normalize('NFC'));
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isSafeInteger(value)) {
        throw new CanonicalFormError(`${path}: ${String(value)} is not an integer; the ledger carries integers only`);
      }
      return String(value === 0 ? 0 : value);
    case 'object':
      if (value !== null) {
        return Array.isArray(value) ? canonicalArray(value, path) : canonicalObject(value as Record<string, unknown>, path);
      }
      break;
    default:
      break;
  }
  throw new CanonicalFormError(`${path}: ${value === null ? 'null' : typeof value} cannot stand in the ledger; leave the key out instead`);
}

function canonicalArray(values: readonly unknown[], path: string): string {
  return `[${values.map((value, index) => canonicalJson(value, `${path}[${String(index)}]`)).join(',')}]`;
}

function canonicalObject(object: Record<string, unknown>, path: string): string {
  const members = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .map((key) => [key.normalize('NFC'), object[key]] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member, `${path}.${key}`)}`);
  return `{${members.join(',')}}`;
}
