import { z } from 'zod';
import { type CommandType, FAULTS, OPINION_OUTCOMES, PERSONAL_FIELDS, RATING_CHANNELS, RATINGS, type SystemCommand } from '#domain';
import type { SaidBody } from '#service';
import { amount, documentNumber, fixedDate, instantIn, legalCitation, promisedIn, reference, shelfPlace, subject } from './atoms.js';
import { componentKind } from './intake.js';
import { letterDigest } from './signing.js';

const nothing = z.strictObject({});
const reasonOnly = z.strictObject({ reasonCode: reference });
const ofStage = z.strictObject({ stage: reference.exactOptional() });
const papers = z.array(z.strictObject({ code: reference, copies: z.int().min(1).max(999), kind: componentKind })).max(100);
const fee = z.int().min(1).max(100).meta({ description: 'Place in the procedure\'s list of fees, counted from 1' });

const partyCase = reference.exactOptional().meta({ description: 'Which budget the body at work meanwhile has, by its code in the procedure; the first for the applicant when absent' });

/**
 * Body of each command somebody may send, `AttachFile` excepted: what a file holds is known to the server, so that one is sent
 * as `attachFileSchema`. The type keeps every schema equal to what the domain decides on, but for who the second person is: that nobody says.
 */
export const COMMAND_BODIES = {
  Accept: z.strictObject({ components: papers.exactOptional(), fixed: fixedDate.exactOptional().meta({ description: 'The date, where the procedure leaves it to a person' }) }),
  RefuseIntake: reasonOnly,
  ConfirmReceipt: nothing,
  Assign: z.strictObject({ officer: subject, stage: reference.exactOptional() }),
  Forward: ofStage,
  AcceptHandover: ofStage,
  RefuseHandover: ofStage,
  RecallHandover: ofStage,
  ReturnToStage: z.strictObject({ stage: reference }),
  RequestSupplement: z.strictObject({
    items: z.array(z.strictObject({ component: reference.exactOptional(), legalBasis: legalCitation.exactOptional() })).max(50),
    reasonCode: reference,
    applicantDueAt: instantIn.exactOptional(),
  }),
  ReceiveSupplement: z.strictObject({ components: papers.exactOptional(), complete: z.boolean().exactOptional() }),
  CloseUnsupplemented: reasonOnly,
  PauseClock: z.strictObject({ ground: reference, plannedEndAt: instantIn.exactOptional(), documentNumber: documentNumber.exactOptional(), partyCase }),
  ResumeClock: z.strictObject({ documentNumber: documentNumber.exactOptional() }),
  RaiseFinancialObligation: z.strictObject({ amount: amount.exactOptional(), documentNumber: documentNumber.exactOptional(), partyCase }),
  MeetFinancialObligation: z.strictObject({ receiptNumber: documentNumber }),
  ConfirmNoObligation: z.strictObject({ documentNumber: documentNumber.exactOptional() }),
  RefuseAfterAppraisal: z.strictObject({ reasonCode: reference, documentNumber }),
  RecordResult: z.strictObject({ resultNumber: documentNumber.exactOptional(), outcome: z.enum(['granted', 'refused']).exactOptional() }),
  NotifyResult: z.strictObject({ means: z.enum(['sms', 'zalo', 'phone', 'email', 'letter', 'portal']) }),
  HandOver: z.strictObject({
    method: z.enum(['desk', 'online']),
    identityChecked: z.boolean(),
    authorised: z.boolean().meta({ description: 'Whether somebody else takes it on an authorisation, which the text then names' }),
    signature: z.enum(['paper', 'digital', 'none']),
    resultNumber: documentNumber.exactOptional(),
  }),
  DispatchResult: z.strictObject({ trackingNumber: documentNumber }),
  RecordDelivery: z.strictObject({ outcome: z.enum(['delivered', 'returned']), trackingNumber: documentNumber }),
  ShelveResult: z.strictObject({ place: shelfPlace }),
  Withdraw: reasonOnly,
  Suspend: z.strictObject({ decisionNumber: documentNumber }),
  Cancel: z.strictObject({ reasonCode: z.enum(['wrong-procedure', 'duplicate', 'test']) }),
  Reopen: z.strictObject({ reasonCode: reference, decisionNumber: documentNumber.exactOptional() }),
  Transfer: z.strictObject({ agency: reference, reasonCode: reference }),
  ForecastLate: reasonOnly,
  SupplyDelayReason: z.strictObject({ reasonCode: reference.meta({ description: 'A code of the list of reasons, which `GET /api/v1/delay-reasons` gives' }) }),
  SignApology: z.strictObject({
    reasonCode: reference.exactOptional().meta({ description: 'A code of the list of reasons; may be left out where the agency of the late stage supplied one' }),
    newAppointment: promisedIn.exactOptional().meta({ description: 'The one new date; the computed one when absent' }),
    documentNumber: documentNumber.exactOptional(),
    previewed: letterDigest.exactOptional(),
  }),
  RejectApology: reasonOnly,
  ExcuseLateness: z.strictObject({ ground: reference, decisionNumber: documentNumber }),
  FixDueDate: fixedDate,
  ExtendTerm: z.strictObject({
    extension: reference.meta({ description: 'Code of a legal extension of the procedure' }),
    dueAt: promisedIn.exactOptional().meta({ description: 'The new date; the end of what the extension allows when absent' }),
    documentNumber: documentNumber.exactOptional().meta({ description: 'Number of the written agreement or decision' }),
  }),
  AssessFees: z.strictObject({ fees: z.array(z.strictObject({ fee, amount })).max(100).refine(isOfDistinctFees, 'must name each fee once') }),
  RecordPayment: z.strictObject({
    amount,
    method: z.enum(['cash', 'transfer', 'card']),
    throughPortal: z.boolean().exactOptional(),
    receiptNumber: documentNumber,
    fee: fee.exactOptional(),
  }),
  CorrectComponents: z.strictObject({ components: papers }),
  CorrectPersonalData: z.strictObject({ fields: z.array(z.enum(PERSONAL_FIELDS)).min(1).max(PERSONAL_FIELDS.length) }),
  RecordContact: z
    .strictObject({ party: z.enum(['applicant', 'agency']), agency: reference.exactOptional() })
    .refine(({ party, agency }) => party === 'agency' || agency === undefined, { path: ['agency'], error: 'is only for a contact with an agency' }),
  ErasePersonalData: z.strictObject({ decisionNumber: documentNumber }),
  RecordVoucher: z.strictObject({ voucherNumber: documentNumber }),
  RecordPartyAnswer: z.strictObject({ documentNumber: documentNumber.exactOptional() }),
  RecordPartyDelay: z.strictObject({ reasonCode: reference, newDueAt: instantIn, documentNumber: documentNumber.exactOptional() }),
  RequestOpinion: z.strictObject({ consultation: reference, agency: reference, documentNumber: documentNumber.exactOptional() }),
  RecordOpinion: z.strictObject({
    number: z.int().min(1).max(1_000).meta({ description: 'The number of the request that is answered' }),
    outcome: z.enum(OPINION_OUTCOMES),
    documentNumber: documentNumber.exactOptional(),
  }),
  AcknowledgeFault: z.strictObject({
    fault: z.enum(FAULTS).meta({ description: 'A result with errors, or papers that were lost (NĐ 61/2018 Art. 21)' }),
    documentNumber: documentNumber.exactOptional().meta({ description: 'Number of the apology in the agency\'s own register' }),
  }),
  RateService: z
    .strictObject({
      rating: z.enum(RATINGS).meta({ description: 'What the applicant says; a later rating replaces it, and the last one counts' }),
      channel: z.enum(RATING_CHANNELS).meta({ description: 'Where the applicant said so' }),
    })
    .meta({ examples: [{ rating: 'very-satisfied', channel: 'kiosk' }] }),
} satisfies { readonly [T in Exclude<CommandType, 'AttachFile' | SystemCommand>]: z.ZodType<SaidBody<T>> };

/** `AttachFile` as it is sent: hash, type and size are those of the uploaded file. */
export const attachFileSchema = z
  .strictObject({
    fileId: z.uuid(),
    purpose: z.enum(['component', 'result', 'evidence']),
    component: reference.exactOptional().meta({ description: 'The paper a file of purpose component is a scan of' }),
  })
  .refine(({ purpose, component }) => (purpose === 'component') === (component !== undefined), { path: ['component'], error: 'names the paper when the purpose is component, and only then' });

function isOfDistinctFees(fees: readonly { readonly fee: number }[]): boolean {
  return new Set(fees.map((each) => each.fee)).size === fees.length;
}
