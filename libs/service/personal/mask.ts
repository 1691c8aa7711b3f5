const SHOWN_AT_THE_END = 3;
const MASK = '***';

/** A number of a card or a telephone with its last three digits only; their count is not told. A shorter one shows nothing. */
export function maskNumber(text: string): string {
  const bare = text.replace(/[^\p{L}\p{N}]/gu, '');
  return bare.length <= 2 * SHOWN_AT_THE_END ? MASK : `${MASK}${bare.slice(-SHOWN_AT_THE_END)}`;
}

/** An e-mail address with the first letter before the sign and the domain behind it. */
export function maskEmail(text: string): string {
  const [local = '', domain] = text.split('@');
  return domain === undefined ? MASK : `${Array.from(local)[0] ?? ''}${MASK}@${domain}`;
}

/** An address without house and street: the part behind its last comma, commune or province; one without a comma shows nothing. */
export function maskAddress(text: string): string {
  const rest = text.includes(',') ? text.slice(text.lastIndexOf(',') + 1).trim() : '';
  return rest === '' ? MASK : `${MASK}, ${rest}`;
}
