import type { SignedAs } from '#domain';
import { prepareSignature } from '#letters';
import type { LetterSigner } from './letter-signer.js';
import type { LetterSource } from './letter-source.js';

/** A letter's file as it leaves the house. */
interface SignedPdf {
  readonly pdf: Uint8Array;
  readonly signedAs?: SignedAs;
  /** SHA-256 of the certificate; absent where it is signed by hand. */
  readonly certificate?: string;
}

/** The authority the event a letter is composed from was signed under, if it was. */
function signedAsOf({ event }: Pick<LetterSource, 'event'>): SignedAs | undefined {
  return 'signedAs' in event.payload ? event.payload.signedAs : undefined;
}

/** Signs the file of a letter that was signed under authority, by the installation's signer if it has one; any other stays as it is. */
export async function signPdf(engine: { readonly signer?: LetterSigner }, pdf: Uint8Array, source: LetterSource): Promise<SignedPdf> {
  const signedAs = signedAsOf(source);
  if (signedAs === undefined) {
    return { pdf };
  }
  const { event, state, rules, signatory } = source;
  const agency = state.competentAgency;
  if (engine.signer === undefined) {
    return { pdf, signedAs };
  }
  const prepared = prepareSignature(pdf, { name: signatory?.name ?? '', agency: rules.agencies.get(agency)?.name ?? agency, signedAt: event.occurredAt });
  const signed = await engine.signer.sign(prepared, { agency, authority: signedAs, signedAt: event.occurredAt });
  return signed === undefined ? { pdf, signedAs } : { ...signed, signedAs };
}
