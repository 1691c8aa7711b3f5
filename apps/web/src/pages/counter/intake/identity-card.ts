/** What the QR code of an identity card says that an intake needs. */
export interface IdentityCard {
  readonly idNumber: string;
  readonly name: string;
  readonly address: string;
}

const PARTS = { id: 0, name: 2, born: 3, address: 5, issued: 6 } as const;
const LONG_ID = /^\d{12}$/;
const DATE = /^\d{8}$/;

/**
 * Reads the text of the QR code on an identity card (CCCD, căn cước) as a scanner types it:
 * `id|old id|name|ddMMyyyy|gender|address|ddMMyyyy`; cards since 2024 go on behind that. Undefined: it is something else, or not yet whole.
 * Birthday and gender are on no form of the counter and are not kept.
 */
export function readIdentityCard(text: string): IdentityCard | undefined {
  const parts = text.trim().split('|').map((part) => part.trim().normalize('NFC'));
  const idNumber = parts[PARTS.id] ?? '';
  const name = parts[PARTS.name] ?? '';
  const isWhole = LONG_ID.test(idNumber) && name !== '' && DATE.test(parts[PARTS.born] ?? '') && DATE.test(parts[PARTS.issued] ?? '');
  return isWhole ? { idNumber, name, address: parts[PARTS.address] ?? '' } : undefined;
}
