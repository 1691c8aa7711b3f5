import { z } from 'zod';
import { EXPORT_REASONS } from '#service';
import { after, afterSeq, documentNumber, dossierCode, limit, reference, subject } from './atoms.js';
import { idNumber, phone } from './people.js';

/** Whose accesses are listed: to one dossier, by one person, or all within reach. */
export const accessLogQuery = z.strictObject({ limit, after: afterSeq, dossier: dossierCode.exactOptional(), subject: subject.exactOptional() });
/** An `accessLogQuery` that was checked. */
export type AccessLogQuery = z.output<typeof accessLogQuery>;

/** Everything held about one person is asked for: by one number, for a reason with its document. The number stands in the body alone and is not kept. */
export const personExportRequest = z
  .strictObject({ idNumber: idNumber.exactOptional(), phone: phone.exactOptional(), reason: z.enum(EXPORT_REASONS), documentNumber: documentNumber.meta({ description: 'Of the request, decision or minutes it rests on' }) })
  .refine((asked) => (asked.idNumber === undefined) !== (asked.phone === undefined), { path: ['idNumber'], error: 'give either an identity number or a telephone number' })
  .meta({ examples: [{ idNumber: '079000111222', reason: 'person-asked', documentNumber: '15/PYC' }] });
/** A `personExportRequest` that was checked. */
export type PersonExportBody = z.output<typeof personExportRequest>;

/** Whose dossiers past their retention are listed: one agency's, or all within reach. */
export const retentionQuery = z.strictObject({ limit, after, agency: reference.exactOptional() });
/** A `retentionQuery` that was checked. */
export type RetentionQuery = z.output<typeof retentionQuery>;

const MOST_AT_ONCE = 100;
const codes = z.array(dossierCode).min(1).max(MOST_AT_ONCE).refine((all) => new Set(all).size === all.length, 'must name each dossier once');

/** A first person's word that the personal data of these dossiers may go. */
export const retentionConfirmRequest = z
  .strictObject({ dossiers: codes, decisionNumber: documentNumber.meta({ description: 'Of the decision to destroy' }) })
  .meta({ examples: [{ dossiers: ['000.00.31.H99-260819-0001'], decisionNumber: '12/QĐ-UBND' }] });
/** A `retentionConfirmRequest` that was checked. */
export type RetentionConfirmBody = z.output<typeof retentionConfirmRequest>;

/** Dossiers whose personal data a second person erases. */
export const retentionEraseRequest = z.strictObject({ dossiers: codes }).meta({ examples: [{ dossiers: ['000.00.31.H99-260819-0001'] }] });
/** A `retentionEraseRequest` that was checked. */
export type RetentionEraseBody = z.output<typeof retentionEraseRequest>;
