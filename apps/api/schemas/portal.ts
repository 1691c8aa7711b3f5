import { z } from 'zod';
import { SYNC_ANSWERS } from '#service';
import { afterSeq, amount, documentNumber, dossierCode, instantIn, limit, prose, reference } from './atoms.js';
import { componentKind } from './intake.js';
import { applicantSchema, askedFor, note, notifyBy } from './people.js';

const paper = z.strictObject({ code: reference, copies: z.int().min(1).max(999).default(1), kind: componentKind.default('scan') });
const papers = z.array(paper).max(100);

/** A dossier filed on the portal or on a provincial system, under the code it has there. */
export const portalFilingRequest = z
  .strictObject({
    portalCode: dossierCode.meta({ description: 'The code the applicant was given: the dossier keeps it, and it makes a repeated filing harmless', examples: ['G22.99-260819-000001'] }),
    procedureCode: reference.meta({ examples: ['1.013225'] }),
    caseCode: reference.exactOptional().meta({ examples: ['1.013225.01'] }),
    agencyCode: reference.meta({ description: 'The agency competent to decide', examples: ['H99.31'] }),
    receivingAgencyCode: reference.exactOptional().meta({ description: 'The desk; the one that serves the agency when absent' }),
    placeCode: reference.exactOptional(),
    submittedAt: instantIn.meta({ description: 'When it was sent off on the portal' }),
    completeAt: instantIn.meta({ description: 'When the portal found it complete: the receipt counts from here' }),
    evidence: documentNumber.meta({ description: 'Number of the portal\'s record of that moment', examples: ['G22.99-260819-000001'] }),
    applicant: applicantSchema,
    ...askedFor,
    components: papers.exactOptional(),
    note: note.exactOptional(),
    notifyBy: notifyBy.exactOptional(),
  })
  .superRefine(({ submittedAt, completeAt, lettersTo: to, proxy }, context) => {
    if (completeAt < submittedAt) context.addIssue({ code: 'custom', path: ['completeAt'], message: 'must not be before submittedAt' });
    if (to === 'proxy' && proxy === undefined) context.addIssue({ code: 'custom', path: ['lettersTo'], message: 'cannot be proxy without a proxy' });
  })
  .meta({
    examples: [
      {
        portalCode: 'G22.99-260819-000001', procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.31', submittedAt: '2026-08-19T08:40:00+07:00', completeAt: '2026-08-19T08:55:00+07:00', evidence: 'G22.99-260819-000001',
        applicant: { name: 'Nguyễn Thị Thử Nghiệm', idNumber: '079000000009', phone: '0900000009' },
      },
    ],
  });
/** A `portalFilingRequest` that was checked. */
export type PortalFilingRequest = z.output<typeof portalFilingRequest>;

/** Papers the applicant handed in on the portal for what was asked for. */
export const portalSupplementRequest = z.strictObject({
  supplementId: documentNumber.meta({ description: 'The portal\'s number of the supplement (HoSoBoSungId): makes a repeated one harmless', examples: ['BS-260825-01'] }),
  components: papers.exactOptional(),
  complete: z.boolean().exactOptional().meta({ description: 'false: more is to come, and the clock goes on standing still' }),
}).meta({ examples: [{ supplementId: 'BS-260825-01', complete: true }] });
/** A `portalSupplementRequest` that was checked. */
export type PortalSupplementRequest = z.output<typeof portalSupplementRequest>;

/** A payment the applicant made on the portal; its receipt makes a repeated one harmless. */
export const portalPaymentRequest = z.discriminatedUnion('for', [
  z.strictObject({
    for: z.literal('fee'),
    amount: amount.meta({ description: 'Whole dong', examples: [75_000] }),
    method: z.enum(['transfer', 'card']),
    receiptNumber: documentNumber.meta({ examples: ['TT-260825-0007'] }),
    fee: z.int().min(1).max(100).exactOptional().meta({ description: 'Place in the procedure\'s list of fees, counted from 1' }),
  }),
  z.strictObject({ for: z.literal('obligation').meta({ description: 'The financial obligation the clock stands still for' }), receiptNumber: documentNumber }),
]).meta({ examples: [{ for: 'fee', amount: 75_000, method: 'transfer', receiptNumber: 'TT-260825-0007' }, { for: 'obligation', receiptNumber: 'TT-260901-0002' }] });
/** A `portalPaymentRequest` that was checked. */
export type PortalPaymentRequest = z.output<typeof portalPaymentRequest>;

/** That the applicant withdraws the dossier. */
export const portalWithdrawalRequest = z.strictObject({
  requestId: documentNumber.meta({ description: 'The portal\'s number of the request: makes a repeated one harmless', examples: ['RH-260825-03'] }),
  reason: prose(4000).meta({ examples: ['Người nộp không còn nhu cầu'] }),
}).meta({ examples: [{ requestId: 'RH-260825-03', reason: 'Người nộp không còn nhu cầu' }] });
/** A `portalWithdrawalRequest` that was checked. */
export type PortalWithdrawalRequest = z.output<typeof portalWithdrawalRequest>;

/** Which held messages are shown; of every agency the actor answers for when absent. */
export const heldMessagesQuery = z.strictObject({ agency: reference.exactOptional(), limit, after: afterSeq });
/** A `heldMessagesQuery` that was checked. */
export type HeldMessagesQuery = z.output<typeof heldMessagesQuery>;

/** Number of a message, in an address. */
export const syncMessageId = z.string().regex(/^[1-9]\d{0,14}$/, 'must be the number of a message').transform(Number).meta({ type: 'integer', minimum: 1 });

/** What a person says of a held message. */
export const syncResolution = z.strictObject({
  answer: z.enum(SYNC_ANSWERS).meta({ description: 'again: compose it anew from the ledger and send it; told-otherwise: give it up, the portal was told otherwise or cannot be', examples: ['again'] }),
}).meta({ examples: [{ answer: 'again' }] });
/** A `syncResolution` that was checked. */
export type SyncResolution = z.output<typeof syncResolution>;

const day = z.iso.date('must be a day, such as 2026-08-19');

/** Whose punctuality, over which days, both included; the present month when absent. */
export const punctualityQuery = z
  .strictObject({ agency: reference.exactOptional(), from: day.exactOptional(), to: day.exactOptional() })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), { path: ['to'], error: 'from and to are given together' })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'], error: 'must not be before from' });
/** A `punctualityQuery` that was checked. */
export type PunctualityQuery = z.output<typeof punctualityQuery>;
