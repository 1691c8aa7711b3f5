import { type CommandType, type DossierState, instant, isWithoutDates, type ProposedType, type StageState, standingOf } from '#domain';
import type { DossierPage, TimelineEntry } from '#service';
import { extensionVi, FAULT_LABELS, fixedBasisVi, formatTimeLimitVi, PAUSE_GROUND_LABELS, RATING_LABELS, refusalGroundLabel, STANDING_LABELS, STATUS_LABELS } from '#vi';
import { isoOf, isoOrNull } from '../schemas/atoms.js';
import type { DossierAnswer, TimelineAnswer } from './dossier-schema.js';
import { viewOpinion, viewParty } from './party-view.js';
import { feesOf, viewResult } from './result-view.js';

/** What of a page this actor is shown. */
interface Shown {
  /** The instant at which it is seen. */
  readonly asOf: number;
  readonly allowedActions: readonly CommandType[];
  readonly proposableActions: readonly ProposedType[];
  readonly personal: boolean;
}

/** Address of a filing of a group in the API. */
export function filingPath(code: string): string {
  return `/api/v1/group-filings/${encodeURIComponent(code)}`;
}

/** Address of a dossier in the API. */
export function dossierPath(code: string): string {
  return `/api/v1/dossiers/${encodeURIComponent(code)}`;
}

/** A dossier's page as its answer. */
export function viewDossier(page: DossierPage, shown: Shown): DossierAnswer {
  const { state } = page;
  const standing = standingOf(state, shown.asOf);
  const times = page.stageTimes(instant(shown.asOf));
  return {
    id: page.id,
    code: state.code,
    asOf: isoOf(shown.asOf),
    seq: page.last.seq,
    status: page.status,
    statusLabel: STATUS_LABELS[page.status],
    portalCode: page.portalCode ?? null,
    standing: standing ?? null,
    standingLabel: standing === undefined ? null : STANDING_LABELS[standing],
    procedure: {
      code: page.procedure.code,
      version: page.procedure.version,
      name: page.procedure.name,
      caseCode: state.procedure.caseCode,
      caseName: page.chosen?.name ?? null,
      field: { code: page.procedure.field.code, name: page.procedure.field.name },
    },
    channel: state.channel,
    receivingAgency: { ...page.receivingAgency },
    competentAgency: { ...page.competentAgency },
    imported: state.imported,
    immediate: state.immediate,
    timeEvidence: state.timeEvidence === undefined ? null : { ...state.timeEvidence, secondPerson: state.timeEvidence.secondPerson ?? null },
    ...datesOf(page),
    statutory: page.statutory === undefined || isWithoutDates(state) ? null : { term: formatTimeLimitVi(page.statutory.limit), dueAt: isoOrNull(page.statutory.dueAt) },
    extensions: extensionsOf(page),
    grounds: {
      pause: page.pauseGrounds.map((code) => ({ code, label: PAUSE_GROUND_LABELS[code] })),
      refusal: page.refusalGrounds.map((ground) => ({ code: ground.code, label: refusalGroundLabel(ground) })),
    },
    term: page.term ?? null,
    explanation: isWithoutDates(state) ? [] : [...page.explanation],
    warnings: [...page.warnings],
    stages: state.stages.map((stage, place) => viewStage(stage, page.stageNames, times[place])),
    ...courseOf(state),
    parties: state.parties.map((party) => viewParty(party, page.partyNames)),
    opinions: state.opinions.map((opinion) => viewOpinion(opinion, page)),
    result: state.result === undefined ? null : viewResult(state, state.result, shown.personal ? page.texts : new Map()),
    components: state.components.map(({ code, copies, kind }) => ({ code, copies, kind })),
    sets: state.sets,
    resultDelivery: state.resultDelivery,
    byProxy: state.byProxy,
    correctionOf: otherDossier(state.correctionOf),
    filing: filingOf(page),
    fault: faultOf(state),
    rating: ratingOf(state, shown.personal ? page.texts : new Map()),
    fees: feesOf(page),
    contacts: { applicant: state.contacts.applicant, agencies: [...state.contacts.agencies] },
    personal: shown.personal ? personalOf(page) : null,
    allowedActions: [...shown.allowedActions],
    proposableActions: [...shown.proposableActions],
    links: linksOf(state.code),
  };
}

/** One event of the ledger as a line of the answer. */
export function viewTimelineEntry(entry: TimelineEntry): TimelineAnswer {
  return {
    seq: entry.seq,
    type: entry.type,
    label: entry.label,
    occurredAt: isoOf(entry.occurredAt),
    recordedAt: isoOf(entry.recordedAt),
    actor: { subject: entry.actor.subject, role: entry.actor.role, agency: entry.actor.agency },
    payload: { ...entry.payload },
    text: entry.text === undefined ? null : { ...entry.text },
    hash: entry.hash,
  };
}

type Dates = Pick<
  DossierAnswer,
  'receivedAt' | 'submittedAt' | 'acceptedAt' | 'firstAppointment' | 'dueAt' | 'appointment' | 'maximumAt' | 'fixed' | 'provisional' | 'basis' | 'promises' | 'becameLateAt' | 'excused' | 'apologyDraft' | 'delayReason'
>;

function datesOf({ state, delayReasonName }: DossierPage): Dates {
  const { dueAt, appointment } = isWithoutDates(state) ? {} : state;
  return {
    receivedAt: isoOf(state.receivedAt),
    submittedAt: isoOrNull(state.submittedAt),
    acceptedAt: isoOrNull(state.acceptedAt),
    firstAppointment: isoOrNull(state.firstAppointment),
    dueAt: isoOrNull(state.basis === 'none' ? undefined : dueAt),
    appointment: isoOrNull(appointment),
    maximumAt: isoOrNull(state.basis === 'none' ? dueAt : undefined),
    fixed: state.fixed === undefined ? null : { basis: { ...state.fixed.basis }, documentNumber: state.fixed.documentNumber ?? null, text: fixedBasisVi(state.fixed) },
    provisional: state.provisional,
    basis: state.basis,
    promises: state.promises.map((promise) => ({
      number: promise.number,
      kind: promise.kind,
      at: isoOf(promise.at),
      brokenAt: isoOrNull(promise.brokenAt),
      apology: promise.apology ?? null,
    })),
    becameLateAt: isoOrNull(state.becameLateAt),
    excused: state.excused === true,
    apologyDraft: state.apologyDraft === undefined ? null : { promise: state.apologyDraft.promise, proposedAt: isoOf(state.apologyDraft.proposedAt) },
    delayReason: state.delayReason === undefined ? null : { promise: state.delayReason.promise, agency: state.delayReason.agency, reasonCode: state.delayReason.reasonCode, label: delayReasonName ?? state.delayReason.reasonCode },
  };
}

function extensionsOf({ extensions, state }: DossierPage): DossierAnswer['extensions'] {
  return extensions.map(({ code, name, law, limit, agreement }) => ({
    code,
    name,
    law: extensionVi({ law }),
    limit: limit === undefined ? null : formatTimeLimitVi(limit),
    agreement: agreement === true,
    given: state.extensions.includes(code),
  }));
}

function courseOf(state: DossierState): Pick<DossierAnswer, 'pause' | 'supplements' | 'answer' | 'clocks' | 'finish'> {
  const { pause, answer, clocks, finish } = state;
  return {
    pause: pause === undefined ? null : { ground: pause.ground, at: isoOf(pause.at), plannedEndAt: isoOrNull(pause.plannedEndAt), legalEnd: pause.legalEnd === true },
    supplements: state.supplements.map((supplement) => ({
      number: supplement.number,
      requestedAt: isoOf(supplement.requestedAt),
      applicantDueAt: isoOf(supplement.applicantDueAt),
      receivedAt: isoOrNull(supplement.receivedAt),
      expired: supplement.expired === true,
    })),
    answer: answer === undefined ? null : { alertAt: isoOf(answer.alertAt), dueAt: isoOf(answer.dueAt) },
    clocks: {
      supplementRequestDueAt: isoOrNull(clocks.supplementRequestDueAt),
      transferDueAt: isoOrNull(clocks.transferDueAt),
      transferredAt: isoOrNull(state.transferredAt),
      forwardingDueAt: isoOrNull(clocks.forwardingDueAt),
      competentReceivedAt: isoOrNull(state.competentReceivedAt),
    },
    finish: finish === undefined ? null : { at: isoOf(finish.at), punctuality: finish.punctuality, delayMs: finish.delayMs },
  };
}

function viewStage(stage: StageState, names: DossierPage['stageNames'], time: ReturnType<DossierPage['stageTimes']>[number]): DossierAnswer['stages'][number] {
  return {
    id: stage.id,
    name: names[stage.id] ?? stage.id,
    agency: stage.agency,
    part: stage.part,
    group: stage.group,
    run: stage.run,
    status: stage.status,
    officer: stage.officer ?? null,
    startedAt: isoOrNull(stage.startedAt),
    finishedAt: isoOrNull(stage.finishedAt),
    targetAt: isoOrNull(stage.targetAt),
    usedMs: stage.usedMs,
    spentMs: time?.usedMs ?? stage.usedMs,
    budgetMs: time?.budgetMs ?? null,
    late: stage.lateRuns.length > 0,
    awaitingAcceptanceFrom: stage.awaitingAcceptanceFrom ?? null,
  };
}

function personalOf({ personal }: DossierPage): DossierAnswer['personal'] {
  return personal === undefined
    ? null
    : {
        applicant: { ...personal.applicant },
        proxy: personal.proxy === undefined ? null : { ...personal.proxy },
        lettersTo: personal.lettersTo ?? 'applicant',
        notifyBy: personal.notifyBy ?? null,
        requestContent: personal.requestContent ?? null,
        note: personal.note ?? null,
        outageReason: personal.outageReason ?? null,
      };
}

function faultOf({ fault }: DossierState): DossierAnswer['fault'] {
  return fault === undefined
    ? null
    : {
        fault: fault.fault,
        label: FAULT_LABELS[fault.fault],
        at: isoOf(fault.at),
        documentNumber: fault.documentNumber ?? null,
        correctedBy: otherDossier(fault.correctedBy),
        reopenedAt: isoOrNull(fault.reopenedAt),
      };
}

function filingOf({ state, siblings }: DossierPage): DossierAnswer['filing'] {
  return state.filing === undefined ? null : { code: state.filing, self: filingPath(state.filing), siblings: siblings.map((code) => ({ code, self: dossierPath(code) })) };
}

function ratingOf({ rating: given }: DossierState, texts: DossierPage['texts']): DossierAnswer['rating'] {
  if (given === undefined) {
    return null;
  }
  const { rating, channel, at } = given;
  const comment = given.comment === undefined ? undefined : texts.get(given.comment)?.['comment'];
  return { rating, label: RATING_LABELS[rating], channel, at: isoOf(at), comment: typeof comment === 'string' ? comment : null };
}

function otherDossier(code: string | undefined): DossierAnswer['correctionOf'] {
  return code === undefined ? null : { code, self: dossierPath(code) };
}

function linksOf(code: string): DossierAnswer['links'] {
  const self = dossierPath(code);
  return {
    self,
    explanation: `${self}/explanation`,
    timeline: `${self}/timeline`,
    commands: `${self}/commands`,
    receipt: `${self}/receipt`,
    letters: `${self}/letters`,
    controlSlip: `${self}/control-slip`,
    transferSlip: `${self}/transfer-slip`,
    resultHandover: `${self}/result-handover`,
    files: `${self}/files`,
  };
}
