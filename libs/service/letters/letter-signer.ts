import type { SignedAs } from '#domain';

/** What a letter is signed as. */
export interface SignatureRequest {
  /** Code of the agency that signs. */
  readonly agency: string;
  readonly authority: SignedAs;
  /** Epoch milliseconds. */
  readonly signedAt: number;
}

/**
 * Puts a digital signature into a prepared PDF: PKCS#7 detached, over everything but the signature itself. Implemented at
 * the edge, where the keys are: a file, a token, a signing service.
 */
export interface LetterSigner {
  /**
   * The signed file and the SHA-256 (lower-case hex) of the certificate; `undefined` when there is no key for this agency and
   * the letter is signed by hand. Throws when the signature fails, or when the installation demands one and there is no key.
   */
  sign(prepared: Uint8Array, request: SignatureRequest): Promise<{ readonly pdf: Uint8Array; readonly certificate: string } | undefined>;
}
