import { z } from 'zod';
import { SIGNING_CAPACITIES } from '#domain';
import { VOID_REASONS } from '#service';
import { after, dossierCode, documentNumber, instantIn, limit, line, reference, subject } from './atoms.js';

/** A new right to sign: a delegation (`KT.`, `TL.`, `TUQ.`) has an office signed for, a document and an end. */
export const signingAuthorityRequest = z.strictObject({
  agency: reference,
  subject,
  name: line(120).meta({ description: 'As printed under the signature' }),
  position: line(120).meta({ description: 'The signatory\'s own office' }),
  capacity: z.enum(SIGNING_CAPACITIES),
  signedFor: line(120).exactOptional().meta({ description: 'The office signed for; of a delegation', examples: ['Giám đốc'] }),
  collective: line(160).exactOptional().meta({ description: 'The body that decides as one, printed as TM.', examples: ['Ủy ban nhân dân'] }),
  delegationNumber: documentNumber.exactOptional(),
  validFrom: instantIn,
  validUntil: instantIn.exactOptional(),
});
/** A `signingAuthorityRequest` that was checked. */
export type SigningAuthorityRequest = z.output<typeof signingAuthorityRequest>;

/** Whose authorities are listed: of one agency, or of all. */
export const signingAuthoritiesQuery = z.strictObject({ limit, after, agency: reference.exactOptional() });
/** A `signingAuthoritiesQuery` that was checked. */
export type SigningAuthoritiesQuery = z.output<typeof signingAuthoritiesQuery>;

/** Letters of a kind of document. */
export const symbol = z.string().normalize('NFC').regex(/^[A-ZĂÂĐÊÔƠƯ]{1,12}$/, 'must be the letters of a kind of document, such as PXL').meta({ examples: ['PXL'] });
const year = z.int().min(2000).max(2200);

/** A number to be voided, and why. */
export const voidNumberRequest = z.strictObject({ agency: reference, symbol, year, number: z.int().min(1).max(999_999), reason: z.enum(VOID_REASONS) });
/** A `voidNumberRequest` that was checked. */
export type VoidNumberRequest = z.output<typeof voidNumberRequest>;

/** SHA-256 of what a letter says, as a preview's `ETag` names it. */
export const letterDigest = z.string().regex(/^[0-9a-f]{64}$/, 'must be the digest of a preview');

const reasonInWords = z.string().trim().min(1).max(500).meta({ description: 'The signatory\'s own words beside the coded reason', examples: ['Hồ sơ tháng 8 tăng gấp đôi'] });

/** What an apology is to say before it is signed: date and reason as the rules and the agency of the late stage have them when absent. */
export const apologyPreviewRequest = z.strictObject({ reasonCode: reference.exactOptional(), reason: reasonInWords.exactOptional(), newAppointment: instantIn.exactOptional() });
/** An `apologyPreviewRequest` that was checked. */
export type ApologyPreviewRequest = z.output<typeof apologyPreviewRequest>;

const APOLOGIES_AT_ONCE = 50;

/** Apologies signed together, each as it was looked at. */
export const signApologiesRequest = z.strictObject({
  items: z
    .array(
      z.strictObject({
        dossierCode,
        previewed: letterDigest,
        reasonCode: reference.exactOptional(),
        reason: reasonInWords.exactOptional(),
        newAppointment: instantIn.exactOptional(),
        documentNumber: documentNumber.exactOptional(),
      }),
    )
    .min(1)
    .max(APOLOGIES_AT_ONCE)
    .refine((items) => new Set(items.map((item) => item.dossierCode)).size === items.length, 'must name each dossier once'),
});
/** A `signApologiesRequest` that was checked. */
export type SignApologiesRequest = z.output<typeof signApologiesRequest>;
