import type { Agency, DossierEvent, DossierState, ProcedureCase, PromiseState, SupplementItem } from '#domain';
import type { ApologyRemedy, Letter, RefusalCause, RefusalSlip, RequestedItem, StopCause } from '#letters';
import { delayReasonVi, legalCitationVi, paidVi, STATUS_LABELS } from '#vi';
import { composeDateMoved } from './compose-date-moved.js';
import { composeReceipt, submittedBy } from './compose-receipt.js';
import { agencyOf, deskOf, frameOf, type LetterSource, partyOf, textOf } from './letter-source.js';

/** The letter an event owes. Throws when the event owes none: the row that asked for it is damaged. */
export function composeLetter(source: LetterSource): Letter {
  const { event, state, applicant, rules } = source;
  switch (event.type) {
    case 'DossierAccepted':
    case 'DueDateFixed':
    case 'TermExtended':
      return composeReceipt(source);
    case 'CompletionRequested':
    case 'SupplementRequested': {
      const chosen = rules.procedure.cases.find(({ code }) => code === state.procedure.caseCode);
      return {
        ...frameOf(source, state.receivingAgency),
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
    case 'DeadlineMoved':
      return composeDateMoved(source);
    case 'ApologySigned':
    case 'DossierBecameLate':
    case 'PromiseBroken':
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
    ...frameOf(source, state.receivingAgency),
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
      signatory: {},
      recipients: ['Như trên', deskOf(source).name, 'Lưu: VT'],
    },
  };
}

function composeStop(source: LetterSource, cause: StopCause, reason: string): Letter {
  const { state, rules, applicant } = source;
  return {
    ...frameOf(source, state.receivingAgency),
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
    recipients: ['Như trên', 'Lưu: VT'],
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

type ApologyEvent = Extract<DossierEvent, { type: 'ApologySigned' | 'DossierBecameLate' | 'PromiseBroken' }>;

/** Form 04. Of a promise nobody signed for it says only that it was broken: date, reason and number come with the signature. */
function composeApology(source: LetterSource, event: ApologyEvent): Letter {
  const { state, rules, applicant } = source;
  const agency = agencyOf(source, state.competentAgency);
  return {
    ...frameOf(source, state.competentAgency),
    form: '04',
    ...signedParts(source, event),
    dossierCode: state.code,
    applicant: partyOf(applicant),
    procedureName: rules.procedure.name,
    agencyName: agency.name,
    receivedAt: state.receivedAt,
    promisedAt: brokenDate(state, event),
    ...(isMaximum(state, event) ? { promiseKind: 'maximum' as const } : {}),
    remedy: remedyOf(state, event, agency),
    signatory: {},
    recipients: ['Như trên', deskOf(source).name, 'Lưu: VT'],
  };
}

function signedParts(source: LetterSource, event: ApologyEvent): { readonly documentNumber?: string; readonly reason?: string } {
  if (event.type !== 'ApologySigned') {
    return {};
  }
  const { documentNumber, reasonCode } = event.payload;
  return { ...(documentNumber === undefined ? {} : { documentNumber }), reason: delayReasonVi(reasonCode, textOf(source, 'reason')) };
}

function brokenDate(state: DossierState, event: ApologyEvent): number {
  return brokenPromise(state, event)?.at ?? state.dueAt ?? event.occurredAt;
}

/** True when no date was promised: what was broken is the law's own maximum. */
function isMaximum(state: DossierState, event: ApologyEvent): boolean {
  return brokenPromise(state, event)?.kind === 'maximum';
}

function brokenPromise(state: DossierState, event: ApologyEvent): PromiseState | undefined {
  const number = event.type === 'PromiseBroken' ? event.payload.number : event.payload.promise;
  return state.promises.find((promise) => promise.number === number);
}

function remedyOf(state: DossierState, event: ApologyEvent, agency: Agency): ApologyRemedy {
  const signed = event.type === 'ApologySigned';
  if (signed && event.payload.newAppointment !== undefined) {
    return { kind: 'new-date', at: event.payload.newAppointment };
  }
  if (state.finish !== undefined) {
    return { kind: 'ended', at: state.finish.at };
  }
  return signed || state.reappointed ? { kind: 'escalated', to: `Thủ trưởng ${agency.name}` } : { kind: 'to-be-told' };
}
