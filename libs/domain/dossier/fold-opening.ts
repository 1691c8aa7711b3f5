import type { EventPayloads, IntakeFacts, NewEvent, PlannedStage, TermSet } from './events.js';
import type { DossierState, PromiseState, StageState } from './state.js';
import { STATUSES, type DossierStatus } from './status.js';

/** Events that can only be the first of a ledger. `IntakeRefused` may be first (with its facts) or follow a registration. */
export type OpeningEventType = 'DossierReceived' | 'DossierRegistered' | 'DossierImported';

/** The state the first event makes. Throws when the event is not an opening one. */
export function openDossier(event: NewEvent): DossierState {
  switch (event.type) {
    case 'DossierReceived':
      return withTerm(
        { ...blank(event.payload), clocks: event.payload.clocks, acceptedAt: event.occurredAt },
        event.payload.term,
        event.payload.immediate ? event.payload.receivedAt : event.occurredAt,
      );
    case 'DossierRegistered': {
      const { provisional, answer } = event.payload;
      return {
        ...blank(event.payload),
        status: 'registered',
        provisional: true,
        answer,
        basis: provisional.basis,
        unconfirmedYears: provisional.unconfirmedYears,
        ...(provisional.dueAt === undefined ? {} : { dueAt: provisional.dueAt }),
      };
    }
    case 'DossierImported':
      return imported(event.payload, event.occurredAt);
    case 'IntakeRefused':
      if (event.payload.facts !== undefined) {
        return { ...blank(event.payload.facts), status: 'intake-refused' };
      }
      break;
    default:
      break;
  }
  throw new Error(`A dossier cannot open with the event ${event.type}`);
}

/** Puts the first term into a received dossier: dates, promise 1, the first group of stages opened at `openedAt`. */
export function withTerm(state: DossierState, term: TermSet, openedAt: number): DossierState {
  const promises: readonly PromiseState[] = term.dueAt === undefined ? [] : [{ number: 1, kind: 'first', at: term.dueAt }];
  return {
    ...state,
    status: 'received',
    provisional: false,
    part: term.part,
    startAt: term.startAt,
    basis: term.basis,
    unconfirmedYears: term.unconfirmedYears,
    milestones: term.milestones,
    ...(term.dueAt === undefined ? {} : { firstAppointment: term.dueAt, dueAt: term.dueAt, appointment: term.dueAt }),
    duePromise: 1,
    promises,
    stages: openFirstGroup(plannedStages(term.stages, term.part), openedAt),
  };
}

/** Stage states of a planned part, none opened yet. */
export function plannedStages(planned: readonly PlannedStage[], part: number): readonly StageState[] {
  return planned.map((stage) => ({
    id: stage.id,
    group: stage.group,
    part,
    agency: stage.agency,
    run: 1,
    status: 'pending',
    usedMs: 0,
    lateRuns: [],
    ...(stage.targetAt === undefined ? {} : { targetAt: stage.targetAt }),
  }));
}

/** Opens the stages of the lowest group. */
export function openFirstGroup(stages: readonly StageState[], at: number): readonly StageState[] {
  const first = Math.min(...stages.map((stage) => stage.group));
  return stages.map((stage) => (stage.group === first ? { ...stage, status: 'open', startedAt: at, countingFrom: at } : stage));
}

function blank(facts: IntakeFacts): DossierState {
  return {
    lastSeq: 0,
    status: 'received',
    imported: false,
    code: facts.code,
    procedure: { code: facts.procedure.code, version: facts.procedure.version, caseCode: facts.procedure.caseCode },
    field: facts.field,
    channel: facts.channel,
    receivingAgency: facts.receivingAgency,
    competentAgency: facts.competentAgency,
    province: facts.province,
    ...(facts.place === undefined ? {} : { place: facts.place }),
    immediate: facts.immediate,
    receivedAt: facts.receivedAt,
    ...(facts.submittedAt === undefined ? {} : { submittedAt: facts.submittedAt }),
    clocks: {},
    part: 1,
    basis: 'computed',
    provisional: false,
    unconfirmedYears: [],
    duePromise: 1,
    milestones: {},
    promises: [],
    reappointed: false,
    stages: [],
    supplements: [],
    refusalDecided: false,
    components: facts.components,
    personal: facts.personal,
    erased: false,
    contacts: { applicant: 0, agencies: [] },
    paid: 0,
    passed: {},
  };
}

function imported(payload: EventPayloads['DossierImported'], at: number): DossierState {
  const base = blank({
    ...payload,
    components: [],
    sets: 1,
    resultDelivery: 'desk',
    byProxy: false,
    applicantType: 'person',
    immediate: false,
  });
  const due = payload.dueAt;
  const promises: readonly PromiseState[] = due === undefined ? [] : [{ number: 1, kind: 'first', at: due }];
  const current = payload.currentStage;
  return {
    ...base,
    imported: true,
    status: asStatus(payload.status),
    acceptedAt: payload.receivedAt,
    startAt: payload.receivedAt,
    basis: due === undefined ? 'none' : 'imported',
    milestones: payload.milestones,
    promises,
    ...(due === undefined ? {} : { firstAppointment: payload.firstDueAt ?? due, dueAt: due, appointment: due }),
    stages: plannedStages(payload.stages, 1).map((stage) =>
      stage.id === current
        ? { ...stage, status: 'open', startedAt: at, countingFrom: at, ...(payload.holder === undefined ? {} : { officer: payload.holder }) }
        : stage,
    ),
    ...(payload.pausedAt === undefined
      ? {}
      : {
          pause: {
            at: payload.pausedAt,
            ground: payload.pauseGround ?? 'supplement',
            taken: { stages: [], ...(payload.remaining === undefined ? {} : { dueRemaining: payload.remaining }) },
          },
        }),
    ...importedResult(payload),
  };
}

function importedResult(payload: EventPayloads['DossierImported']): Partial<DossierState> {
  const { finishedAt, handedOverAt, finish } = payload;
  if (finishedAt === undefined) {
    return {};
  }
  return {
    result: { outcome: 'granted', recordedAt: finishedAt, ...(handedOverAt === undefined ? {} : { handedOverAt }) },
    ...(finish === undefined ? {} : { finish: { ...finish, at: finishedAt } }),
  };
}

function asStatus(text: string): DossierStatus {
  const status = STATUSES.find((candidate) => candidate === text);
  if (status === undefined) {
    throw new Error(`Unknown status ${text} in an imported dossier`);
  }
  return status;
}
