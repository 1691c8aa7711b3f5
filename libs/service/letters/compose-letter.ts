import { type Agency, type DossierEvent, type DossierState, type ProcedureCase, type Rules, type SupplementItem, currentPromise, statedTerm } from '#domain';
import type { ApologyRemedy, Letter, LetterFrame, LetterParty, PrintedAppointment, RefusalCause, RefusalSlip, RequestedItem, StopCause } from '#letters';
import { delayReasonVi, formatTermVi, formatTimeLimitVi, legalCitationVi } from '#vi';
import type { ApplicantRecord } from '../personal/index.js';
import { deskNameOf, letterFrame } from './letter-frame.js';

/** What a letter is composed from: the dossier as it stood when the letter became owed, and the persons it names. */
export interface LetterSource {
  readonly state: DossierState;
  /** The event that owes the letter; for a slip printed at the desk, the one that gave the first term. */
  readonly event: DossierEvent;
  readonly rules: Rules;
  readonly applicant: ApplicantRecord;
  /** Free text of the owing event, by field. */
  readonly text: Readonly<Record<string, unknown>>;
  readonly explanation: readonly string[];
}

const DELIVERY = { post: 'Dịch vụ bưu chính công ích', online: 'Trực tuyến' } as const;
/** From when the second part of a term runs. */
const AFTER_PAYMENT = 'kể từ khi nộp chứng từ hoàn thành nghĩa vụ tài chính';
const COPY_KINDS = { original: 'bản chính', certified: 'bản sao chứng thực', copy: 'bản sao', scan: 'bản điện tử', reused: 'tái sử dụng', 'data-store': 'kho dữ liệu' } as const;

/** Form 01, the receipt and appointment slip. */
export function composeReceipt(source: LetterSource): Letter {
  const { state, rules, applicant, explanation } = source;
  const chosen = rules.procedure.cases.find(({ code }) => code === state.procedure.caseCode);
  const counterName = deskOf(source).name;
  const names = new Map((chosen?.components ?? []).map((component) => [component.code, component.name]));
  return {
    ...frameOf(source, state.receivingAgency),
    form: '01',
    dossierCode: state.code,
    documentNumber: receiptNumberOf(state.code),
    counterName,
    applicant: partyOf(applicant),
    ...(applicant.proxy === undefined ? {} : { proxy: applicant.proxy }),
    requestContent: applicant.requestContent ?? rules.procedure.name,
    components: state.components.length === 0 ? [{ name: state.channel === 'online' ? 'Theo hồ sơ điện tử đã nộp' : 'Giấy tờ theo thành phần hồ sơ của thủ tục' }] : state.components.map(({ code, copies, kind }) => ({ name: names.get(code) ?? code, copies: `${String(copies).padStart(2, '0')} ${COPY_KINDS[kind]}` })),
    sets: state.sets,
    term: termOf(source, chosen),
    receivedAt: state.receivedAt,
    appointments: appointmentsOf(source, chosen),
    resultDelivery: state.resultDelivery === 'desk' ? counterName : DELIVERY[state.resultDelivery],
    explanation: [...explanation],
    unconfirmedYears: [...state.unconfirmedYears],
  };
}

/** The letter an event owes. Throws when the event owes none: the row that asked for it is damaged. */
export function composeLetter(source: LetterSource): Letter {
  const { event, state, applicant, rules } = source;
  switch (event.type) {
    case 'DossierAccepted':
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
  const number = event.type === 'PromiseBroken' ? event.payload.number : event.payload.promise;
  return state.promises.find((promise) => promise.number === number)?.at ?? state.dueAt ?? event.occurredAt;
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

/** The term in words: of a term in parts each part with the appointment it leads to. */
function termOf({ state, rules }: LetterSource, chosen: ProcedureCase | undefined): string {
  if (chosen === undefined) {
    return 'theo quy định';
  }
  const limits = chosen.parts.map((_, index) => formatTermVi(statedTerm(state, rules, index + 1)));
  const [first = '', second] = limits;
  return second === undefined ? first : `${first} (đến hẹn lần 1) và ${second} (hẹn lần 2, ${AFTER_PAYMENT})`;
}

/**
 * The dates of form 01: the present appointment, what follows it when a second part of the term does, and the date given first
 * when the present one is another.
 */
function appointmentsOf({ state }: LetterSource, chosen: ProcedureCase | undefined): readonly PrintedAppointment[] {
  const promise = currentPromise(state);
  if (promise === undefined) {
    return [{ purpose: 'result', note: 'Không có ngày hẹn trả; giải quyết theo thời hạn tối đa của pháp luật' }];
  }
  const { number, at } = promise;
  const next = chosen?.parts[state.part];
  const moved = state.firstAppointment !== undefined && state.firstAppointment !== at;
  const numbered = next !== undefined || moved ? { number } : {};
  const countedAnew = moved && number === 1 ? ['tính lại theo thời hạn mới'] : [];
  const noteOf = (...notes: readonly string[]): { readonly note?: string } => (notes.length === 0 ? {} : { note: notes.join('; ') });
  return [
    next === undefined
      ? { purpose: 'result', ...numbered, at, ...noteOf(...countedAnew) }
      : { purpose: 'interim', ...numbered, at, ...noteOf('thông báo nghĩa vụ tài chính, chưa trả kết quả', ...countedAnew) },
    ...(next === undefined ? [] : [{ purpose: 'result', number: number + 1, note: `${formatTimeLimitVi(next.term.limit)} ${AFTER_PAYMENT}` } as const]),
    ...(moved ? [{ purpose: 'first', at: state.firstAppointment } as const] : []),
  ];
}

/** The receiving desk as the applicant asks for it, with its telephone where the catalogue has one. */
function deskOf(source: LetterSource): { readonly name: string; readonly phone?: string } {
  const agency = agencyOf(source, source.state.receivingAgency);
  return { name: deskNameOf(agency), ...(agency.phone === undefined ? {} : { phone: agency.phone }) };
}

/** Number of a receipt: day and order of its dossier's code, `260819-0361/TNHS`. */
function receiptNumberOf(code: string): string {
  return `${code.slice(code.indexOf('-') + 1)}/TNHS`;
}

function frameOf(source: LetterSource, agencyCode: string): LetterFrame {
  return letterFrame(agencyOf(source, agencyCode), source.rules.agencies, source.event.occurredAt);
}

function partyOf({ applicant }: ApplicantRecord): LetterParty {
  const { type, ...rest } = applicant;
  return { kind: type ?? 'person', ...rest };
}

function agencyOf({ rules }: LetterSource, code: string): Agency {
  const agency = rules.agencies.get(code);
  if (agency === undefined) {
    throw new Error(`Agency ${code} is not in the catalogue`);
  }
  return agency;
}

function textOf({ text }: LetterSource, field: string): string | undefined {
  const value = text[field];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
