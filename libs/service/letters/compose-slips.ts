import type { Instant } from '#domain';
import type { ControlSlip, HandoverSide, ResultHandover, ResultReceipt, TransferSlip } from '#letters';
import { receivedPapers } from './compose-receipt.js';
import { type DossierPapers, namedBy, nameOf, promisedOf, slipFrame } from './dossier-papers.js';
import { partyOf, proxyOf } from './letter-source.js';
import { deskUnit, unitNames } from './stage-units.js';
import { traceHandovers, type TracedHandover } from './trace-handovers.js';

/** Form 06 of a dossier, from its ledger. */
export function composeControlSlip(papers: DossierPapers, at: Instant): ControlSlip {
  const { state, events, chosen, rules, templates } = papers;
  const helpers = [...state.stages.map(({ agency }) => agency), ...state.opinions.map(({ agency }) => agency)].filter((agency) => agency !== state.competentAgency && agency !== state.receivingAgency);
  return {
    ...slipFrame(papers, state.receivingAgency, at),
    form: '06',
    dossierCode: state.code,
    handlingAgency: nameOf(rules.agencies, state.competentAgency),
    coordinatingAgencies: [...new Set(helpers)].map((code) => nameOf(rules.agencies, code)),
    receivedAt: state.receivedAt,
    promised: promisedOf(papers),
    handovers: traceHandovers(events, unitNames(chosen, rules, templates)).map(({ seq, stage, giver, receiver, ...handover }) => ({ ...handover, giver: sideOf(papers, giver), receiver: sideOf(papers, receiver) })),
  };
}

/** The slip that goes with the papers to where they were given last; `undefined` when no stage has them from another, or the people were erased. */
export function composeTransferSlip(papers: DossierPapers, at: Instant): TransferSlip | undefined {
  const { state, events, chosen, rules, templates, applicant } = papers;
  const names = unitNames(chosen, rules, templates);
  const moved = events.findLast(({ type }) => type === 'StageForwarded' || type === 'StageReturned' || type === 'HandoverRefused' || type === 'HandoverRecalled');
  const given = traceHandovers(events, names).filter(({ seq }) => seq === moved?.seq);
  const [first] = given;
  if (applicant === undefined || first === undefined) {
    return undefined;
  }
  return {
    ...slipFrame(papers, state.receivingAgency, at),
    form: 'transfer',
    dossierCode: state.code,
    procedureName: rules.procedure.name,
    applicant: partyOf(applicant),
    giver: sideOf(papers, first.giver),
    targets: targetsOf(papers, given),
    receiver: confirmationOf(papers, given),
    components: receivedPapers(state, chosen),
    sets: state.sets,
    receivedAt: state.receivedAt,
    promised: promisedOf(papers),
  };
}

function sideOf(papers: DossierPapers, { by, ...side }: HandoverSide): HandoverSide {
  return { ...side, ...namedBy(papers, by) };
}

/** Each unit once, with its work and the end of its time as it now stands. */
function targetsOf({ state, chosen, rules, templates }: DossierPapers, given: readonly TracedHandover[]): TransferSlip['targets'] {
  const { stages } = unitNames(chosen, rules, templates);
  const byUnit = new Map(given.map((handover) => [handover.receiver.unit, handover]));
  return [...byUnit.values()].map(({ receiver, stage }) => {
    const target = state.stages.find(({ id }) => id === stage)?.targetAt;
    return { unit: receiver.unit, work: stages.get(stage ?? '')?.name ?? 'Tiếp tục giải quyết hồ sơ', ...(target === undefined ? {} : { dueAt: target }) };
  });
}

/** When the only receiver confirmed; blanks where several do, each on its own copy. */
function confirmationOf(papers: DossierPapers, given: readonly TracedHandover[]): TransferSlip['receiver'] {
  const receivers = new Map(given.map(({ receiver }) => [receiver.unit, receiver]));
  const [only, another] = [...receivers.values()];
  return only === undefined || another !== undefined ? {} : { ...(only.at === undefined ? {} : { at: only.at }), ...namedBy(papers, only.by) };
}

/** Who took a result, as the desk named them, and the paper that lets them. */
export type ResultTaker = Pick<ResultReceipt, 'receiver' | 'authorisation'>;

/** The result hand-over of a dossier, filled in as far as it has happened; `taker` is who the desk named. `undefined` when it has no result, or the people were erased. */
export function composeResultHandover(papers: DossierPapers, at: Instant, taker: ResultTaker = {}): ResultHandover | undefined {
  const { state, applicant, chosen, rules, templates } = papers;
  const { result } = state;
  if (applicant === undefined || result === undefined) {
    return undefined;
  }
  const receipt = receiptOf(papers, taker);
  const proxy = proxyOf(applicant);
  return {
    ...slipFrame(papers, state.receivingAgency, at),
    form: 'result-handover',
    dossierCode: state.code,
    counterName: deskUnit(unitNames(chosen, rules, templates), state.receivingAgency),
    procedureName: rules.procedure.name,
    applicant: partyOf(applicant),
    ...(proxy === undefined ? {} : { proxy }),
    receivedAt: state.receivedAt,
    promised: promisedOf(papers),
    outcome: result.outcome,
    ...(result.resultNumber === undefined ? {} : { resultNumber: result.resultNumber }),
    resultAt: result.recordedAt,
    ...(receipt === undefined ? {} : { receipt }),
  };
}

function receiptOf(papers: DossierPapers, taker: ResultTaker): ResultReceipt | undefined {
  const { state: { result }, events } = papers;
  const shipment = result?.shipments.findLast(({ returnedAt }) => returnedAt === undefined);
  if (result?.handover !== undefined && result.handedOverAt !== undefined) {
    const by = events.findLast(({ type }) => type === 'ResultHandedOver')?.actor.subject;
    const { method, identityChecked, authorised, signature } = result.handover;
    return { at: result.handedOverAt, method, identityChecked, authorised, signature, ...taker, ...namedBy(papers, by) };
  }
  return shipment === undefined
    ? undefined
    : { at: shipment.sentAt, method: 'post', trackingNumber: shipment.trackingNumber, ...(shipment.deliveredAt === undefined ? {} : { deliveredAt: shipment.deliveredAt }) };
}
