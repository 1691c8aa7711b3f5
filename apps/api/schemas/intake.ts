import { z } from 'zod';
import { documentNumber, dossierCode, fixedDate, instantIn, line, prose, reference, subject } from './atoms.js';
import { applicantSchema, askedFor, note, notifyBy } from './people.js';

/** Kinds a handed-in paper can be of. */
export const componentKind = z.enum(['original', 'certified', 'copy', 'scan', 'reused', 'data-store']);

const intakeFields = z.strictObject({
  procedureCode: reference,
  caseCode: reference.exactOptional(),
  agencyCode: reference.meta({ description: 'The agency competent to decide' }),
  receivingAgencyCode: reference.exactOptional().meta({ description: 'The desk; that of the clerk, or the one that serves the agency, when absent' }),
  placeCode: reference.exactOptional().meta({ description: 'Where the matter lies: some terms are longer in remote communes' }),
  channel: z.enum(['counter', 'online', 'post']),
  applicant: applicantSchema.exactOptional().meta({ description: 'Required, unless sameApplicant takes it from the dossier that is corrected' }),
  ...askedFor,
  components: z
    .array(z.strictObject({ code: reference, copies: z.int().min(1).max(999), kind: componentKind.exactOptional() }))
    .max(100)
    .exactOptional(),
  note: note.exactOptional(),
  correctionOf: dossierCode.exactOptional().meta({ description: 'Code of the dossier whose acknowledged fault this one corrects, at the agency\'s cost (NĐ 61/2018 Art. 21): no fee of it is due' }),
  sameApplicant: z.boolean().exactOptional().meta({ description: 'Applicant, proxy, addressee and request are those of the dossier that is corrected' }),
  notifyBy: notifyBy.exactOptional().meta({ description: 'How the applicant wants to be written to; absent: on paper after a filing at the counter or by post, by e-mail or SMS after one online' }),
  fixed: fixedDate.exactOptional().meta({ description: 'The date, where the procedure leaves it to a person; it may follow by the command FixDueDate where the procedure allows that' }),
  outage: z
    .strictObject({
      receivedAt: instantIn,
      reason: line(500),
      secondPerson: subject,
      code: dossierCode.exactOptional().meta({ description: 'A code of a reserved block, as written on the blank slip' }),
    })
    .exactOptional()
    .meta({ description: 'A paper intake of a line cut, entered afterwards with its true hour' }),
  refusal: z
    .strictObject({ reasonCode: reference, reason: prose(2000) })
    .exactOptional()
    .meta({ description: 'The desk does not take the papers in (form 03): the reason by its code and in words for the applicant' }),
  postal: z.strictObject({ arrivedAt: instantIn, evidence: documentNumber.meta({ description: 'Number of the parcel or of the postal list' }) }).exactOptional(),
  portal: z
    .strictObject({ submittedAt: instantIn, completeAt: instantIn, evidence: documentNumber.meta({ description: 'Number of the portal\'s record' }), portalCode: dossierCode.exactOptional() })
    .exactOptional()
    .meta({ description: 'Moments of submission and of completeness as the portal recorded them' }),
});

/**
 * Body of an intake. The time of receipt is the server's unless exactly one of `outage`, `postal`, `portal` says otherwise,
 * each with its evidence.
 */
export const intakeSchema = intakeFields.superRefine((body, context) => {
  const given = (['outage', 'postal', 'portal'] as const).filter((source) => body[source] !== undefined);
  for (const source of given.slice(1)) {
    context.addIssue({ code: 'custom', path: [source], message: `cannot be given together with ${given[0] ?? ''}: one source tells the time of receipt` });
  }
  for (const { path, message } of personIssues(body)) {
    context.addIssue({ code: 'custom', path: [path], message });
  }
  if (body.postal !== undefined && body.channel !== 'post') {
    context.addIssue({ code: 'custom', path: ['postal'], message: 'is only for channel post' });
  }
  if (body.portal !== undefined && body.channel !== 'online') {
    context.addIssue({ code: 'custom', path: ['portal'], message: 'is only for channel online' });
  }
  if (body.outage !== undefined && body.channel === 'online') {
    context.addIssue({ code: 'custom', path: ['outage'], message: 'is only for paper taken in at a counter or by post' });
  }
  if (body.fixed !== undefined && body.channel === 'online') {
    context.addIssue({ code: 'custom', path: ['fixed'], message: 'is given when an online filing is accepted, by the command Accept' });
  }
  if (body.fixed !== undefined && body.refusal !== undefined) {
    context.addIssue({ code: 'custom', path: ['fixed'], message: 'cannot be given for papers the desk does not take in' });
  }
  if (body.refusal !== undefined && body.channel === 'online') {
    context.addIssue({ code: 'custom', path: ['refusal'], message: 'is only for papers at the desk: an online filing is registered and then refused by the command RefuseIntake' });
  }
  if (body.portal !== undefined && body.portal.completeAt < body.portal.submittedAt) {
    context.addIssue({ code: 'custom', path: ['portal', 'completeAt'], message: 'must not be before submittedAt' });
  }
});
/** Who a dossier is for is told, or taken from the dossier it corrects; letters go to somebody who is there. */
function personIssues({ applicant, proxy, lettersTo: to, requestContent: content, correctionOf, sameApplicant, refusal }: z.output<typeof intakeFields>): readonly { readonly path: string; readonly message: string }[] {
  const issue = (wrong: boolean, path: string, message: string): readonly { readonly path: string; readonly message: string }[] => (wrong ? [{ path, message }] : []);
  const taken = sameApplicant === true;
  return [
    ...issue(taken && correctionOf === undefined, 'sameApplicant', 'needs correctionOf: the dossier the applicant is taken from'),
    ...issue(taken && (applicant !== undefined || proxy !== undefined || to !== undefined || content !== undefined), 'sameApplicant', 'cannot be given together with applicant, proxy, lettersTo or requestContent'),
    ...issue(!taken && applicant === undefined, 'applicant', 'is required'),
    ...issue(to === 'proxy' && proxy === undefined, 'lettersTo', 'cannot be proxy without a proxy'),
    ...issue(correctionOf !== undefined && refusal !== undefined, 'correctionOf', 'cannot be given for papers the desk does not take in'),
  ];
}

/** The body of an intake that was checked, instants as epoch milliseconds. */
export type IntakeRequestBody = z.output<typeof intakeSchema>;
