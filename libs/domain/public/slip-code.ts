/** Characters of a slip's code: digits and capitals without I, L, O and U, which are read as others or make words. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS = 5;

/** Characters a slip's code has. */
export const SLIP_CODE_LENGTH = 6;

/** The code that the first thirty bits of a keyed hash in lower-case hex make. */
export function slipCodeFrom(hash: string): string {
  const bits = BigInt(`0x${hash.slice(0, 8)}`) >> BigInt(32 - SLIP_CODE_LENGTH * BITS);
  return Array.from({ length: SLIP_CODE_LENGTH }, (_, index) => ALPHABET.charAt(Number((bits >> BigInt(BITS * (SLIP_CODE_LENGTH - 1 - index))) & 31n))).join('');
}

/** A slip's code as somebody typed it, as it is printed: capitals, no spaces or hyphens, look-alikes as what they look like. */
export function readSlipCode(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}
