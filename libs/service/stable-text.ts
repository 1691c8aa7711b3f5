import type { Engine } from './engine.js';

/**
 * One text for equal JSON values whatever the order of their keys, for comparing bodies and committing to records.
 * Unlike the ledger's canonical form it takes any JSON, fractions and null included; strings are compared in NFC.
 */
export function stableText(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map((item) => stableText(item)).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${stableText(member)}`).join(',')}}`;
  }
  return JSON.stringify(typeof value === 'string' ? value.normalize('NFC') : value);
}

/** Hash of a request by which a repeated one is told from another under the same key. */
export function requestHash({ sha256 }: Pick<Engine, 'sha256'>, request: object): string {
  return sha256(stableText(request));
}
