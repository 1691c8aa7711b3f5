import { caseOf, currentPromise, sharedComponentOf } from '#domain';
import type { PrintedAppointment, ReceiptMember, ReceiptSlip, ReceivedComponent } from '#letters';
import { formatTimeLimitVi, STATUS_LABELS } from '#vi';
import { appointmentsOf, DELIVERY, feesOf, receivedPapers, receiptNumberOf, registerLineOf, submittedBy, termOf } from './compose-receipt.js';
import { agencyOf, deskFrameOf, deskOf, type FiledSource, type FilingSource, type LetterSource, partyOf, proxyOf } from './letter-source.js';

/**
 * The one form 01 of a filing that opened several dossiers: every dossier with its code, procedure, term and dates, each paper
 * once, and the latest of the dates as the filing's own. Throws when none of its dossiers was received.
 */
export function composeFilingReceipt({ filing, members }: FilingSource): ReceiptSlip {
  const received = members.flatMap((member) => (member.kind === 'received' ? [member.source] : []));
  const [first] = received;
  const [one, ...others] = members;
  if (first === undefined || one === undefined) {
    throw new Error(`None of the dossiers of filing ${filing.code} was received`);
  }
  const { state, applicant } = first;
  const last = latestOf(received);
  // The code it bears is the filing's, which no slip of a dossier opens.
  const { lookUp: _, ...ownFrame } = deskFrameOf(first);
  const frame = { ...ownFrame, issuedAt: Math.max(...received.map(({ event }) => event.occurredAt)) };
  const counterName = deskOf(first).name;
  const proxy = proxyOf(applicant);
  const fees = received.flatMap(feesOf);
  const printed = (member: FiledSource): ReceiptMember => printedMember(member, first);
  return {
    ...frame,
    form: '01',
    dossierCode: filing.code,
    documentNumber: receiptNumberOf(state.code, frame.header.symbol),
    counterName,
    applicant: partyOf(applicant),
    ...(proxy === undefined ? {} : { proxy }),
    requestContent: applicant.requestContent ?? filing.group.name,
    components: papersOnce(filing.group, received),
    sets: state.sets,
    term: formatTimeLimitVi(filing.chosen.term.limit),
    receivedAt: state.receivedAt,
    appointments: [wholeAppointment(received, last)],
    members: [printed(one), ...others.map(printed)],
    resultDelivery: state.resultDelivery === 'desk' ? counterName : DELIVERY[state.resultDelivery],
    ...(fees.length === 0 ? {} : { fees }),
    ...submittedBy(applicant),
    explanation: [...(last?.explanation ?? [])],
    unconfirmedYears: [...new Set(received.flatMap((source) => source.state.unconfirmedYears))].sort(),
  };
}

function printedMember(member: FiledSource, first: LetterSource): ReceiptMember {
  if (member.kind === 'not-received') {
    const { dossierCode, procedureName, agency, status } = member;
    return { dossierCode, procedureName, agencyName: agencyOf(first, agency).name, appointments: [], note: STATUS_LABELS[status] };
  }
  const { source } = member;
  const { state, rules } = source;
  const chosen = caseOf(rules.procedure, state.procedure.caseCode);
  return {
    dossierCode: state.code,
    procedureName: rules.procedure.name,
    agencyName: agencyOf(source, state.competentAgency).name,
    term: termOf(source, chosen),
    appointments: appointmentsOf(source, chosen),
    ...registerLineOf(source),
  };
}

/** The dossier whose appointment is the latest; the first of those that have the same. */
function latestOf(received: readonly LetterSource[]): LetterSource | undefined {
  return received.reduce<LetterSource | undefined>((latest, source) => ((promisedAt(source) ?? 0) > (latest === undefined ? 0 : (promisedAt(latest) ?? 0)) ? source : latest), undefined);
}

/** When all results are promised: the latest date; where a dossier has none, that is said. */
function wholeAppointment(received: readonly LetterSource[], last: LetterSource | undefined): PrintedAppointment {
  const at = last === undefined ? undefined : promisedAt(last);
  const undated = received.some((source) => promisedAt(source) === undefined) ? { note: 'không kể hồ sơ chưa có ngày hẹn dưới đây' } : {};
  return { purpose: 'result', ...(at === undefined ? { note: 'theo từng hồ sơ dưới đây' } : { at, ...undated }) };
}

function promisedAt({ state }: LetterSource): number | undefined {
  const promise = currentPromise(state);
  return promise === undefined || promise.kind === 'maximum' ? undefined : promise.at;
}

/** The papers of all dossiers, each once: under its shared name where several ask for it. */
function papersOnce(group: FilingSource['filing']['group'], received: readonly LetterSource[]): readonly ReceivedComponent[] {
  const papers = new Map<string, ReceivedComponent>();
  for (const { state, rules } of received) {
    const chosen = caseOf(rules.procedure, state.procedure.caseCode);
    for (const component of state.components) {
      const shared = sharedComponentOf(group, component.code);
      const key = shared?.code ?? component.code;
      const [paper] = papers.has(key) ? [] : receivedPapers({ channel: state.channel, components: [component] }, chosen);
      if (paper !== undefined) {
        papers.set(key, shared === undefined ? paper : { ...paper, name: shared.name });
      }
    }
  }
  return papers.size === 0 && received[0] !== undefined ? receivedPapers({ channel: received[0].state.channel, components: [] }, undefined) : [...papers.values()];
}
