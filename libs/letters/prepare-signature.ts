import { plainAddPlaceholder } from '@signpdf/placeholder-plain';

/** Who signs a file digitally, as a reader of the file is shown it. */
export interface SignatureField {
  readonly name: string;
  readonly agency: string;
  /** Epoch milliseconds. */
  readonly signedAt: number;
}

/** Room for a PKCS#7 signature with the chain of certificates of a public authority, in bytes. */
const SIGNATURE_BYTES = 16_384;
/** A name of PDF has no blanks. */
const APPLICATION = 'DungHan';

/**
 * A file of `renderLetter` with an empty signature field appended as an incremental update, its byte range still to be
 * filled: what was drawn stays byte for byte. The field is invisible; the printed block says who signed.
 */
export function prepareSignature(pdf: Uint8Array, { name, agency, signedAt }: SignatureField): Uint8Array {
  const texts = { Reason: 'Ký ban hành', ContactInfo: agency, Name: name, Location: agency };
  const prepared = plainAddPlaceholder({
    pdfBuffer: Buffer.from(pdf),
    reason: roomFor(texts.Reason),
    contactInfo: roomFor(texts.ContactInfo),
    name: roomFor(texts.Name),
    location: roomFor(texts.Location),
    signingTime: new Date(signedAt),
    signatureLength: SIGNATURE_BYTES,
    appName: APPLICATION,
  });
  for (const [key, text] of Object.entries(texts)) {
    writeText(prepared, key, text);
  }
  return new Uint8Array(prepared);
}

/**
 * The library spoils every text that is not ASCII (it writes UTF-16 as UTF-8 and leaves the parentheses some letters hold in
 * their second byte). It is given room of the right length, and the texts are written over it as hexadecimal strings, so that
 * no offset of the file moves.
 */
function writeText(pdf: Buffer, key: string, text: string): void {
  const room = `/${key} (${roomFor(text)})`;
  const at = pdf.lastIndexOf(room, undefined, 'latin1');
  if (at < 0) {
    throw new Error(`The signature field has no ${key}`);
  }
  pdf.write(`/${key} <${hexOf(text)}>`, at, 'latin1');
}

function roomFor(text: string): string {
  return '0'.repeat(hexOf(text).length);
}

/** UTF-16, big-endian, with its mark, in hexadecimal. */
function hexOf(text: string): string {
  return Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex').toUpperCase();
}
