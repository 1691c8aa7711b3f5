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

/**
 * A file of `renderLetter` with an empty signature field appended as an incremental update, its byte range still to be
 * filled: what was drawn stays byte for byte. The field is invisible; the printed block says who signed.
 */
export function prepareSignature(pdf: Uint8Array, { name, agency, signedAt }: SignatureField): Uint8Array {
  return new Uint8Array(
    plainAddPlaceholder({
      pdfBuffer: Buffer.from(pdf),
      reason: 'Ký ban hành',
      contactInfo: agency,
      name,
      location: agency,
      signingTime: new Date(signedAt),
      signatureLength: SIGNATURE_BYTES,
      appName: 'Dung Han',
    }),
  );
}
