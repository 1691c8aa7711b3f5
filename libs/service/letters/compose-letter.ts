import type { DossierState, ProcedureCase, SupplementItem } from '#domain';
import type { Letter, RefusalCause, RefusalSlip, RequestedItem, StopCause } from '#letters';
import { legalCitationVi, paidVi, STATUS_LABELS } from '#vi';
import { composeApology } from './compose-apology.js';
import { composeDateMoved } from './compose-date-moved.js';
import { composeFilingReceipt } from './compose-filing-receipt.js';
import { composeReceipt, submittedBy } from './compose-receipt.js';
import { composeFaultApology, composeResultReady, composeUncollected } from './compose-result-notices.js';
import { agencyOf, deskFrameOf, deskOf, filedAt, frameOf, type LetterSource, partyOf, textOf } from './letter-source.js';

/** The letter an event owes. Throws when the event owes none: the row that asked for it is damaged. */
export function composeLetter(source: LetterSource): Letter {
  const { event, state, applicant, rules } = source;
  if (source.moved !== undefined) {
    return composeDateMoved(source);
  }
  if (source.filing !== undefined) {
    return composeFilingReceipt(source.filing);
  }
  switch (event.type) {
    case 'DossierAccepted':
    case 'DueDateFixed':
    case 'TermExtended':
      return composeReceipt(source);
    case 'CompletionRequested':
    case 'SupplementRequested': {
      const chosen = rules.procedure.cases.find(({ code }) => code === state.procedure.caseCode);
      return {
        ...deskFrameOf(source),
        form: '02',
        dossierCode: state.code,
        applicant: partyOf(applicant),
        requestContent: applicant.requestContent ?? rules.procedure.name,
        items: event.payload.items.map((item) => requestedItem(item, chosen)),
        reason: textOf(source, 'reason') ?? '',
        answerBy: event.payload.applicantDueAt,
        contact: deskOf(source),
      };
    }
    case 'IntakeRefused':
      return composeRefusal(source, event.payload.reasonCode);
    case 'RefusalDecided':
      return composeRefusalAfterIntake(source, event.payload.reasonCode, { kind: 'appraised' }, event.payload.documentNumber);
    case 'UnsupplementedClosed':
      return event.payload.as === 'refused'
        ? composeRefusalAfterIntake(source, event.payload.reasonCode, { kind: 'not-supplemented', dueAt: lastRequest(state) })
        : composeStop(source, { kind: 'not-supplemented', dueAt: lastRequest(state), closedAt: event.occurredAt }, textOf(source, 'reason') ?? event.payload.reasonCode);
    case 'DossierWithdrawn':
      return composeStop(source, { kind: 'requested', at: event.occurredAt }, textOf(source, 'reason') ?? 'Theo đề nghị của người nộp hồ sơ');
    case 'DossierSuspended':
      return composeStop(source, { kind: 'decided', decisionNumber: event.payload.decisionNumber, at: event.occurredAt }, textOf(source, 'reason') ?? 'Theo quyết định nêu trên');
    case 'ResultRecorded':
      return composeResultReady(source, event);
    case 'ResultUncollected':
      return composeUncollected(source);
    case 'FaultAcknowledged':
      return composeFaultApology(source, event);
    case 'ApologySigned':
      return composeApology(source, event);
    default:
      throw new Error(`Event ${event.type} owes no letter`);
  }
}

/** A paper by its name, with the article that asks for it; what is no paper of the procedure is named by its article alone. */
function requestedItem({ component, legalBasis }: SupplementItem, chosen: ProcedureCase | undefined): RequestedItem {
  const basis = legalBasis === undefined ? undefined : legalCitationVi(legalBasis);
  if (component === undefined) {
    return { text: `Nội dung theo ${basis ?? 'quy định'}` };
  }
  const text = chosen?.components.find(({ code }) => code === component)?.name ?? component;
  return { text, ...(basis === undefined ? {} : { legalBasis: basis }) };
}

/** Form 03 of a filing the desk does not take in. */
function composeRefusal(source: LetterSource, reasonCode: string): RefusalSlip {
  const { state, rules, applicant } = source;
  return {
    ...deskFrameOf(source),
    form: '03',
    dossierCode: state.code,
    counterName: deskOf(source).name,
    applicant: partyOf(applicant),
    requestContent: applicant.requestContent ?? rules.procedure.name,
    reason: textOf(source, 'reason') ?? reasonCode,
    ...submittedBy(applicant),
  };
}

/** Form 03 of a dossier refused after appraisal, or because the papers did not come: the deciding agency's notice, under its number. */
function composeRefusalAfterIntake(source: LetterSource, reasonCode: string, cause: RefusalCause, documentNumber?: string): RefusalSlip {
  const { state, rules } = source;
  return {
    ...composeRefusal(source, reasonCode),
    ...frameOf(source, state.competentAgency),
    ...(documentNumber === undefined ? {} : { documentNumber }),
    afterIntake: {
      agencyName: agencyOf(source, state.competentAgency).name,
      procedureName: rules.procedure.name,
      receivedAt: state.receivedAt,
      cause,
      signatory: source.signatory ?? {},
      recipients: ['Như trên', deskOf(source).name, ...filedAt(source, state.competentAgency)],
    },
  };
}

function composeStop(source: LetterSource, cause: StopCause, reason: string): Letter {
  const { state, rules, applicant } = source;
  return {
    ...frameOf(source, state.competentAgency),
    form: '05',
    dossierCode: state.code,
    applicant: partyOf(applicant),
    procedureName: rules.procedure.name,
    agencyName: agencyOf(source, state.competentAgency).name,
    receivedAt: state.receivedAt,
    cause,
    reason,
    ...(cause.kind === 'requested' && source.statusBefore !== undefined ? { statusThen: STATUS_LABELS[source.statusBefore] } : {}),
    ...(state.payments.length === 0 ? {} : { fees: paidVi(state.payments) }),
    signatory: {},
    recipients: ['Như trên', ...filedAt(source, state.competentAgency)],
  };
}

/** By when the papers last asked for were to come. */
function lastRequest({ supplements, code }: DossierState): number {
  const last = supplements.at(-1);
  if (last === undefined) {
    throw new Error(`Dossier ${code} was closed as not supplemented, but no papers were asked for`);
  }
  return last.applicantDueAt;
}
